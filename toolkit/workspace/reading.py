"""A workspace that is only read: how its database is at this moment, and nothing of it touched."""

from pathlib import Path

from sqlalchemy import Connection, Engine

from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.workspace.beside import logs_of
from toolkit.workspace.causes import Cause
from toolkit.workspace.copying import copy_tables
from toolkit.workspace.database import (
    SERVER,
    CannotOpen,
    PassphraseNeeded,
    explained,
    is_encrypted,
    memory_engine,
    reading_engine,
    server_engine,
)
from toolkit.workspace.location import is_server
from toolkit.workspace.migrating import known_revisions, refuse_newer, revision_of
from toolkit.workspace.workspace import Workspace


class NotReady(InputError):
    """The database would have to be written to before it can be read."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                "This workspace has to be brought up to date before it can be read. Open it once "
                "with the dashboard, and try again."
            )
        )


def read_only_workspace(location: str, passphrase: str | None, who: str) -> Workspace:
    """A copy of a workspace in memory, taken in one transaction.

    The file is opened to be read and closed again: no lock file, no backup, no log, no count of
    attempts is written beside it. Raises ``NotReady`` for one of an earlier version, and for one
    whose last save was broken off.
    """
    if is_server(location):
        copy = _copied(server_engine(location), SERVER)
    else:
        copy = _copied_file(Path(location), passphrase)
    return Workspace(copy, who, is_lasting=False, read_only=True)


def _copied_file(path: Path, passphrase: str | None) -> Engine:
    _, log, _ = logs_of(path)
    if log.exists():  # of a version that kept one; SQLite would have to write, to read it
        raise NotReady
    key = passphrase if is_encrypted(path) else None
    if key is None and is_encrypted(path):
        raise PassphraseNeeded
    try:
        return _copied(reading_engine(path, key), str(path), encrypted=key is not None)
    except CannotOpen as error:
        if error.cause is Cause.PROTECTED:  # a save that was broken off is to be taken back first
            raise NotReady from None
        raise


def _copied(engine: Engine, where: str, *, encrypted: bool = False) -> Engine:
    copy = memory_engine()
    try:
        with explained(where, encrypted=encrypted), engine.connect() as connection:
            _refuse_unready(connection, where)
            copy_tables(connection, copy)
    finally:
        engine.dispose()
    with copy.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    return copy


def _refuse_unready(connection: Connection, where: str) -> None:
    refuse_newer(connection)
    found = revision_of(connection)
    if found is None:
        raise CannotOpen(where)
    if found != known_revisions()[-1]:
        raise NotReady
