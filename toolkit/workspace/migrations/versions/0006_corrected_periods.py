"""What a period was before it was corrected, that one is planned anew, and that one is searched."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables as they are from here on."""
    op.create_table(
        "earlier_seating",
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seating_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name="fk_earlier_seating_period_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["seating_id"], ["period.id"], name="fk_earlier_seating_seating_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("period_id", "position", name="pk_earlier_seating"),
    )
    op.create_index("ix_earlier_seating_seating_id", "earlier_seating", ["seating_id"])
    for name in ("replacing", "searching"):
        op.add_column("school_class", sa.Column(name, sa.Boolean(), nullable=True))
    op.execute(
        sa.text("UPDATE school_class SET replacing = :no, searching = :no").bindparams(no=False)
    )
    with op.batch_alter_table("school_class") as school_class:
        for name in ("replacing", "searching"):
            school_class.alter_column(name, existing_type=sa.Boolean(), nullable=False)
