"""A proposal is the year as it was found and one period of its own, not two years."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

# What comes next in a class: one more than the highest number that is in force.
_NEXT = """
    SELECT coalesce(max(entry.number), 0) + 1 FROM in_force AS entry
    WHERE entry.school_class_id = proposal.school_class_id AND entry.period_id IS NOT NULL
    AND entry.id = (
        SELECT max(newest.id) FROM in_force AS newest
        WHERE newest.school_class_id = entry.school_class_id AND newest.number = entry.number
    )
"""


def upgrade() -> None:
    """Make the tables as they are from here on."""
    op.add_column("proposal", sa.Column("period_id", sa.Integer(), nullable=True))
    op.execute(
        f"""
        UPDATE proposal SET period_id = (
            SELECT period.id FROM period
            JOIN planned_period ON planned_period.period_id = period.id
            WHERE planned_period.planned_year_id = proposal.year_id AND period.number = ({_NEXT})
        )
        """  # noqa: S608
    )
    with op.batch_alter_table("proposal") as proposal:
        proposal.alter_column("period_id", nullable=False)
        proposal.drop_constraint("fk_proposal_year_id", type_="foreignkey")
        proposal.drop_column("year_id")
        proposal.create_foreign_key(
            "fk_proposal_period_id", "period", ["period_id"], ["id"], ondelete="CASCADE"
        )
    op.create_index("ix_proposal_found_year_id", "proposal", ["found_year_id"])
    op.create_index("ix_proposal_period_id", "proposal", ["period_id"])
    op.create_index("ix_in_force_period_id", "in_force", ["period_id"])
    op.execute(
        """
        DELETE FROM planned_year WHERE NOT is_current
        AND id NOT IN (SELECT found_year_id FROM proposal)
        """
    )
    op.execute(
        "DELETE FROM planned_period WHERE planned_year_id NOT IN (SELECT id FROM planned_year)"
    )
