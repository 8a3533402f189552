"""Looking at a workspace from outside: whether it can be opened, with nothing of it changed."""

import os
from pathlib import Path

from sqlalchemy import Connection, Engine

from toolkit.messages import Message
from toolkit.workspace.causes import Cause
from toolkit.workspace.database import (
    SERVER,
    CannotOpen,
    explained,
    is_encrypted,
    reading_engine,
    server_engine,
)
from toolkit.workspace.location import NOWHERE, is_server
from toolkit.workspace.migrating import refuse_newer, refuse_other_programs
from toolkit.workspace.opening import Lost, is_lost

_FILE = "makkerskap.db"  # what errors call it: a file's own name may be a person's


def look_at(location: str) -> Message:
    """What can be said of a workspace that is in order; nothing is made, mended or migrated.

    Raises ``InputError`` where it could not be opened as it is.
    """
    if location == NOWHERE:
        return Message("Nothing is kept, as was asked for.")
    if is_server(location):
        engine = server_engine(location)
        _refuse_strange(engine, SERVER)
        return Message("The workspace on the server answers.")
    path = Path(location)
    try:
        return _look_at_file(path)
    except OSError:
        raise CannotOpen(_FILE, Cause.PROTECTED) from None


def _look_at_file(path: Path) -> Message:
    if is_lost(path):
        raise Lost(_FILE)
    _refuse_protected(path)
    if not path.exists():
        return Message("There is no workspace yet. It is made when a page is opened.")
    if path.stat().st_size == 0:
        return Message("The workspace is empty.")
    if is_encrypted(path):
        return Message("The workspace is encrypted, and opens with its passphrase.")
    if Path(f"{path}-journal").exists():  # to read it now would put it right
        return Message("A save is under way, or was cut off: then it is put right when opened.")
    _refuse_strange(reading_engine(path), _FILE)
    return Message("The workspace can be opened and saved to.")


def _refuse_protected(path: Path) -> None:
    """Raise ``CannotOpen`` where the file, or the nearest folder that there is, is not ours."""
    if path.exists() and not path.is_file():
        raise CannotOpen(_FILE)
    folder = next(folder for folder in path.absolute().parents if folder.exists())
    if not folder.is_dir():
        raise CannotOpen(_FILE)
    # A save writes beside the file too.
    is_open = os.access(folder, os.R_OK | os.W_OK | os.X_OK)
    if not is_open or (path.exists() and not os.access(path, os.R_OK | os.W_OK)):
        raise CannotOpen(_FILE, Cause.PROTECTED)


def _refuse_strange(engine: Engine, where: str) -> None:
    """Raise ``InputError`` for what does not answer, is damaged, newer, or another program's."""
    try:
        with explained(where), engine.connect() as connection:
            if engine.dialect.name == "sqlite" and not _is_whole(connection):
                raise CannotOpen(where, Cause.DAMAGED)
            refuse_newer(connection)
            refuse_other_programs(connection)
    finally:
        engine.dispose()


def _is_whole(connection: Connection) -> bool:
    return connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
