"""Rooms of the school, who sits where, and rules that say near what somebody sits."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables as they are from here on."""
    op.create_table(
        "room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name="fk_room_school_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_room"),
        sa.UniqueConstraint("school_id", "name", name="uq_room_school_id"),
    )
    op.create_table(
        "seated_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_class_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_class_id"],
            ["school_class.id"],
            name="fk_seated_period_school_class_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_seated_period"),
        sa.UniqueConstraint("school_class_id", "number", name="uq_seated_period_school_class_id"),
    )
    op.create_table(
        "sitting",
        sa.Column("seated_period_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.Column("is_locked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["seated_period_id"],
            ["seated_period.id"],
            name="fk_sitting_seated_period_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["student.id"], name="fk_sitting_student_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seated_period_id", "position", name="pk_sitting"),
    )
    op.create_index("ix_sitting_student_id", "sitting", ["student_id"])
    op.add_column("rule", sa.Column("near", sa.String(), nullable=True))
    for name in ("avoid", "strict"):
        op.add_column("rule", sa.Column(name, sa.Boolean(), nullable=True))
    op.execute(sa.text("UPDATE rule SET near = '', avoid = :no, strict = :no").bindparams(no=False))
    with op.batch_alter_table("rule") as rule:
        rule.alter_column("near", existing_type=sa.String(), nullable=False)
        for name in ("avoid", "strict"):
            rule.alter_column(name, existing_type=sa.Boolean(), nullable=False)
    with op.batch_alter_table("bookmark") as bookmark:
        bookmark.drop_column("discreet")
