"""Opening the workspace, wherever it is and however it is locked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from toolkit.errors import MakkerskapError
from toolkit.messages import Message
from toolkit.values import other_kind
from toolkit.workspace.attempts import Attempts
from toolkit.workspace.copying import copied_to_file
from toolkit.workspace.database import (
    SERVER,
    explained,
    file_engine,
    for_migrations,
    is_encrypted,
    make_private,
    memory_engine,
    server_engine,
)
from toolkit.workspace.location import NOWHERE, default_location, is_server
from toolkit.workspace.migrating import bring_up_to_date
from toolkit.workspace.scrubbing import finish_scrubbing
from toolkit.workspace.tables import Base
from toolkit.workspace.workspace import Workspace, identity_of


class PassphraseNeeded(MakkerskapError):
    """The workspace is encrypted, and no passphrase was given."""

    def __init__(self) -> None:
        super().__init__(Message("This workspace opens with its passphrase."))


def open_workspace(
    location: str | os.PathLike[str] | None = None,
    passphrase: str | None = None,
    *,
    who: str = "",
) -> Workspace:
    """Open the workspace, making it where there is none, and bring its tables up to date.

    ``location`` is a file, a PostgreSQL address or ``NOWHERE``; without one, it is
    ``default_location``. ``who`` is written down with every change; without it, the user's
    login name. Raises ``PassphraseNeeded``, ``WrongPassphrase``, ``TooSoon`` after too many
    wrong ones, and ``InputError`` where it cannot be opened at all.
    """
    if not isinstance(location, str | os.PathLike | None):
        raise other_kind(location, "str", "location")
    location = os.fspath(location or default_location())
    if location == NOWHERE:
        return temporary_workspace(who)
    if is_server(location):
        engine = server_engine(location)
        with _closed_on_failure(engine), explained(SERVER):
            _make_ready(engine, None, None)
        return Workspace(engine, who)
    path = Path(location)
    make_private(path)
    identity = identity_of(path)  # before it is opened, lest it be replaced in between
    if not is_encrypted(path):
        passphrase = None
    elif not passphrase:
        raise PassphraseNeeded
    attempts = Attempts(path)
    if passphrase is not None:
        attempts.count()
    engine = file_engine(path, passphrase)
    with _closed_on_failure(engine), explained(str(path), encrypted=passphrase is not None):
        _make_ready(engine, path, passphrase)
    attempts.forget()
    workspace = Workspace(engine, who, path, identity, passphrase)
    finish_scrubbing(workspace)
    return workspace


def temporary_workspace(who: str = "") -> Workspace:
    """A workspace that lasts no longer than the program, for where nothing can be kept."""
    engine = memory_engine()
    Base.metadata.create_all(engine)
    return Workspace(engine, who, is_lasting=False)


@contextmanager
def _closed_on_failure(engine: Engine) -> Iterator[None]:
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def _make_ready(engine: Engine, path: Path | None, passphrase: str | None) -> None:
    def keep_backup(connection: Connection) -> None:
        if path is not None:
            moment = datetime.now(UTC)
            copied_to_file(
                connection,
                path.with_name(f"{path.stem}.backup-{moment:%Y%m%d-%H%M%S}{path.suffix}"),
                passphrase,
            )

    with for_migrations(engine).begin() as connection:
        bring_up_to_date(connection, keep_backup)
