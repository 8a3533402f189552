"""Members, bookmarks and positions: seats, desks and places are a classroom's."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables as they are from here on."""
    op.create_table(
        "member",
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("group_label", sa.String(), nullable=False),
        sa.Column("pair_label", sa.String(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name="fk_member_period_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["student.id"], name="fk_member_student_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("period_id", "position", name="pk_member"),
    )
    op.create_index("ix_member_student_id", "member", ["student_id"])
    _move("seat", "member", "period_id", "position", "group_label", "pair_label", "student_id")

    op.create_table(
        "bookmark",
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("school_class_id", sa.Integer(), nullable=True),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("discreet", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_class_id"],
            ["school_class.id"],
            name="fk_bookmark_school_class_id",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("who", name="pk_bookmark"),
    )
    _move("desk", "bookmark", "who", "school_class_id", "step", "language", "discreet")

    op.execute("ALTER TABLE proposal RENAME COLUMN place TO position")
    op.execute("ALTER TABLE school_class RENAME COLUMN place TO shown")


def _move(old: str, new: str, *columns: str) -> None:
    """All rows into the table that comes after; constraints keep their names when renamed."""
    named = ", ".join(columns)
    op.execute(f"INSERT INTO {new} ({named}) SELECT {named} FROM {old}")  # noqa: S608
    op.drop_table(old)
