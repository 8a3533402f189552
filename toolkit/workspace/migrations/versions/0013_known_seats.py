"""What the search that found the seats of a period has known of them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the tables as they are from here on."""
    op.create_table(
        "known_seats",
        sa.Column("seated_period_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("gap", sa.Double(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("is_change", sa.Boolean(), nullable=False),
        sa.Column("has_locked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seated_period_id"],
            ["seated_period.id"],
            name="fk_known_seats_seated_period_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("seated_period_id", name="pk_known_seats"),
    )
