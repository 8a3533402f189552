"""Bringing a database's tables up to date."""

from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    insert,
    inspect,
    select,
)

from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.workspace.tables import Base

_SCRIPTS = Path(__file__).with_name("migrations")


class MadeByNewer(InputError):
    """The tables are those of a newer version of the program."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                "This workspace was made by a newer version of the program. Update the "
                "program, and open it again."
            )
        )


def known_revisions() -> list[str]:
    """Every revision that this version knows, the newest last.

    They stand before the names of the migrations; to ask alembic takes a second of imports.
    """
    scripts = (_SCRIPTS / "versions").glob("[0-9]*.py")
    return sorted(script.stem.partition("_")[0] for script in scripts)


def refuse_newer(connection: Connection) -> None:
    """Raise ``MadeByNewer`` where this version does not know what the tables are like."""
    if revision_of(connection) not in (None, *known_revisions()):
        raise MadeByNewer


def refuse_other_programs(connection: Connection) -> None:
    """Raise ``InputError`` where there are tables, and none of ours."""
    if revision_of(connection) is None and inspect(connection).get_table_names():
        raise InputError(
            Message("This is the database of another program. Give the workspace one of its own.")
        )


def bring_up_to_date(connection: Connection, revision: str | None = None) -> None:
    """Run the migrations that are missing up to a revision, or to the newest: all or none.

    An empty database gets today's tables at once, for these are what the migrations lead to.
    Raises ``InputError`` for a database of a newer version of the program, or of another program.
    """
    found, newest = revision_of(connection), known_revisions()[-1]
    if found == newest:
        return
    refuse_newer(connection)
    refuse_other_programs(connection)
    wanted = revision or newest
    if found is None and wanted == newest:
        make_tables(connection)
    else:
        migrate(connection, wanted)


def make_tables(connection: Connection) -> None:
    """Make today's tables in an empty database, and say that they are the newest."""
    Base.metadata.create_all(connection)
    _VERSION.create(connection)
    connection.execute(insert(_VERSION).values(version_num=known_revisions()[-1]))


def migrate(connection: Connection, revision: str) -> None:
    """Run the migrations from what is there to a later revision."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


_VERSION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""As alembic makes it."""


def revision_of(connection: Connection) -> str | None:
    """The revision of a database's tables; None where there are none of ours."""
    if not inspect(connection).has_table(_VERSION.name):
        return None
    found = connection.scalar(select(_VERSION))
    return None if found is None else str(found)
