"""Bringing a database's tables up to date, after a backup of what was there."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from toolkit.errors import InputError
from toolkit.messages import Message

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
    if _revision(connection) not in (None, *known_revisions()):
        raise MadeByNewer


def bring_up_to_date(connection: Connection, keep_backup: Callable[[Connection], None]) -> None:
    """Run the migrations that are missing, all or none.

    ``keep_backup`` is called before tables that hold something are touched. Raises
    ``InputError`` for a database of a newer version of the program, or of another program.
    """
    revision = _revision(connection)
    if revision == known_revisions()[-1]:
        return
    refuse_newer(connection)
    if revision is not None:
        keep_backup(connection)
    elif inspect(connection).get_table_names():
        raise InputError(
            Message("This is the database of another program. Give the workspace one of its own.")
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)
