"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables as they are from here on."""
    op.create_table(
        "school",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_school"),
        sa.UniqueConstraint("name", name="uq_school_name"),
    )
    op.create_table(
        "school_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name="fk_school_year_school_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_school_year"),
        sa.UniqueConstraint("school_id", "name", name="uq_school_year_school_id"),
    )
    op.create_table(
        "school_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_year_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sample", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("interval_weeks", sa.Integer(), nullable=False),
        sa.Column("group_shape", sa.String(), nullable=False),
        sa.Column("acquainted_attributes", sa.JSON(), nullable=False),
        sa.Column("balance_attributes", sa.JSON(), nullable=False),
        sa.Column("bound", sa.Integer(), nullable=False),
        sa.Column("plan_name", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("stay", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_year_id"],
            ["school_year.id"],
            name="fk_school_class_school_year_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_school_class"),
    )
    op.create_index("ix_school_class_school_year_id", "school_class", ["school_year_id"])

    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_class_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_class_id"],
            ["school_class.id"],
            name="fk_change_school_class_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
    )
    op.create_index("ix_change_school_class_id", "change", ["school_class_id"])

    op.create_table(
        "desk",
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("school_class_id", sa.Integer(), nullable=True),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("discreet", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_class_id"],
            ["school_class.id"],
            name="fk_desk_school_class_id",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("who", name="pk_desk"),
    )
    op.create_table(
        "period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_class_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["school_class_id"],
            ["school_class.id"],
            name="fk_period_school_class_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_period"),
        sa.UniqueConstraint("school_class_id", "digest", name="uq_period_school_class_id"),
    )
    op.create_table(
        "planned_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_class_id", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_class_id"],
            ["school_class.id"],
            name="fk_planned_year_school_class_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_planned_year"),
    )
    op.create_index("ix_planned_year_school_class_id", "planned_year", ["school_class_id"])

    op.create_table(
        "rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_class_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("periods", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_class_id"],
            ["school_class.id"],
            name="fk_rule_school_class_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rule"),
    )
    op.create_index("ix_rule_school_class_id", "rule", ["school_class_id"])

    op.create_table(
        "student",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_class_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("written_class", sa.String(), nullable=False),
        sa.Column("attributes", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["school_class_id"],
            ["school_class.id"],
            name="fk_student_school_class_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_student"),
        sa.UniqueConstraint("school_class_id", "key", name="uq_student_school_class_id"),
    )
    op.create_table(
        "in_force",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_class_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name="fk_in_force_period_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["school_class_id"],
            ["school_class.id"],
            name="fk_in_force_school_class_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_in_force"),
    )
    op.create_index("ix_in_force_school_class_id", "in_force", ["school_class_id"])

    op.create_table(
        "planned_period",
        sa.Column("planned_year_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name="fk_planned_period_period_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["planned_year_id"],
            ["planned_year.id"],
            name="fk_planned_period_planned_year_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("planned_year_id", "position", name="pk_planned_period"),
    )
    op.create_index("ix_planned_period_period_id", "planned_period", ["period_id"])

    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_class_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("found_year_id", sa.Integer(), nullable=False),
        sa.Column("year_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["found_year_id"],
            ["planned_year.id"],
            name="fk_proposal_found_year_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["school_class_id"],
            ["school_class.id"],
            name="fk_proposal_school_class_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["year_id"], ["planned_year.id"], name="fk_proposal_year_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
        sa.UniqueConstraint("school_class_id", "place", name="uq_proposal_school_class_id"),
    )
    op.create_table(
        "rule_student",
        sa.Column("rule_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["rule.id"], name="fk_rule_student_rule_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["student.id"], name="fk_rule_student_student_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("rule_id", "position", name="pk_rule_student"),
    )
    op.create_index("ix_rule_student_student_id", "rule_student", ["student_id"])

    op.create_table(
        "seat",
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("group_label", sa.String(), nullable=False),
        sa.Column("pair_label", sa.String(), nullable=False),
        sa.Column("student_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["period_id"], ["period.id"], name="fk_seat_period_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["student_id"], ["student.id"], name="fk_seat_student_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("period_id", "position", name="pk_seat"),
    )
    op.create_index("ix_seat_student_id", "seat", ["student_id"])
