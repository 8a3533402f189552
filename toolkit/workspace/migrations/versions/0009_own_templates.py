"""Word templates of the school's own, for its papers."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables as they are from here on."""
    op.create_table(
        "template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name="fk_template_school_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_template"),
        sa.UniqueConstraint("school_id", "paper", "language", name="uq_template_school_id"),
    )
