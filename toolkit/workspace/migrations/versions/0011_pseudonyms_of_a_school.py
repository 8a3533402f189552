"""The secret of a school, with which an analyst's frames call its students by pseudonyms."""

from secrets import token_bytes

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Give every school that there is a secret of its own."""
    op.add_column("school", sa.Column("secret", sa.LargeBinary(), nullable=True))
    schools = sa.table("school", sa.column("id", sa.Integer), sa.column("secret", sa.LargeBinary))
    connection = op.get_bind()
    for key in connection.scalars(sa.select(schools.c.id)).all():
        is_it = schools.c.id == key
        connection.execute(sa.update(schools).where(is_it).values(secret=token_bytes(16)))
    with op.batch_alter_table("school") as table:
        table.alter_column("secret", existing_type=sa.LargeBinary(), nullable=False)
