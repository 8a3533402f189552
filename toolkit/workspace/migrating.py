"""Bringing a database's tables up to date, after a backup of what was there."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from toolkit.errors import InputError
from toolkit.messages import Message

REVISION = "0003"
"""The newest migration; a database that has it needs nothing."""

_SCRIPTS = Path(__file__).with_name("migrations")


def bring_up_to_date(connection: Connection, keep_backup: Callable[[Connection], None]) -> None:
    """Run the migrations that are missing, all or none.

    ``keep_backup`` is called before tables that hold something are touched. Raises
    ``InputError`` for a database of a newer version of the program, or of another program.
    """
    revision = _revision(connection)
    if revision == REVISION:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None:
        if revision not in known:
            raise InputError(
                Message(
                    "This workspace was made by a newer version of the program. Update the "
                    "program, and open it again."
                )
            )
        keep_backup(connection)
    elif inspect(connection).get_table_names():
        raise InputError(
            Message("This is the database of another program. Give the workspace one of its own.")
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)
