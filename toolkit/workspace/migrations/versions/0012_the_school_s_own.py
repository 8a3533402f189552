"""What the school keeps of the programme itself; deviations become adaptations, with more words."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the tables as they are from here on."""
    op.create_table(
        "adaptation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_class_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=True),
        sa.Column("goes_on", sa.Boolean(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_class_id"],
            ["school_class.id"],
            name="fk_adaptation_school_class_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_adaptation"),
    )
    op.create_index("ix_adaptation_school_class_id", "adaptation", ["school_class_id"])
    op.execute(
        "INSERT INTO adaptation (school_class_id, number, kind, reason, note, at, by) "
        "SELECT school_class_id, number, kind, reason, '', at, by FROM deviation ORDER BY id"
    )
    op.drop_table("deviation")
    op.create_table(
        "staff_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_year_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("is_in_team", sa.Boolean(), nullable=False),
        sa.Column("joined", sa.Date(), nullable=False),
        sa.Column("meeting", sa.Date(), nullable=True),
        sa.Column("course", sa.Date(), nullable=True),
        _in_year("staff_member"),
        sa.PrimaryKeyConstraint("id", name="pk_staff_member"),
    )
    op.create_index("ix_staff_member_school_year_id", "staff_member", ["school_year_id"])
    op.create_table(
        "task_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_year_id", sa.Integer(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        _in_year("task_done"),
        sa.PrimaryKeyConstraint("id", name="pk_task_done"),
        sa.UniqueConstraint("school_year_id", "task", name="uq_task_done_school_year_id"),
    )
    op.create_table(
        "team_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_year_id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _in_year("team_answer"),
        sa.PrimaryKeyConstraint("id", name="pk_team_answer"),
        sa.UniqueConstraint(
            "school_year_id", "term", "question", name="uq_team_answer_school_year_id"
        ),
    )
    op.create_table(
        "school_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_year_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        _in_year("school_change"),
        sa.PrimaryKeyConstraint("id", name="pk_school_change"),
    )
    op.create_index("ix_school_change_school_year_id", "school_change", ["school_year_id"])


def _in_year(table: str) -> sa.ForeignKeyConstraint:
    """What goes with the school year."""
    return sa.ForeignKeyConstraint(
        ["school_year_id"],
        ["school_year.id"],
        name=f"fk_{table}_school_year_id",
        ondelete="CASCADE",
    )
