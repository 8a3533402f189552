"""How often each answer of the evaluation was given, and what classes want to try after it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables as they are from here on."""
    op.create_table(
        "answer_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_year_id", sa.Integer(), nullable=False),
        sa.Column("school_class", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_year_id"],
            ["school_year.id"],
            name="fk_answer_count_school_year_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_answer_count"),
        sa.UniqueConstraint(
            "school_year_id",
            "school_class",
            "item",
            "answer",
            name="uq_answer_count_school_year_id",
        ),
    )
    op.create_table(
        "class_wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_year_id", sa.Integer(), nullable=False),
        sa.Column("school_class", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_year_id"],
            ["school_year.id"],
            name="fk_class_wish_school_year_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_class_wish"),
        sa.UniqueConstraint(
            "school_year_id",
            "school_class",
            "position",
            name="uq_class_wish_school_year_id",
        ),
    )
