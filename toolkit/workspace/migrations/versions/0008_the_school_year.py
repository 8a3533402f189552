"""The school year of a class: when it is school, and when makkerbytte is."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables as they are from here on."""
    op.add_column("school_class", sa.Column("calendar", sa.String(), nullable=True))
    op.execute("UPDATE school_class SET calendar = ''")
    with op.batch_alter_table("school_class") as school_class:
        school_class.alter_column("calendar", existing_type=sa.String(), nullable=False)
