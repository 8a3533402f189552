"""Whether a student's name is a pseudonym, which was told from the word it begins with."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables as they are from here on."""
    op.add_column("student", sa.Column("has_pseudonym", sa.Boolean(), nullable=True))
    op.execute(
        "UPDATE student SET has_pseudonym = (key = name AND key LIKE 'Elev %' AND position IS NULL)"
    )
    with op.batch_alter_table("student") as student:
        student.alter_column("has_pseudonym", existing_type=sa.Boolean(), nullable=False)
