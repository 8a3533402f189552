"""Opening the workspace, wherever it is and however it is locked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from toolkit.errors import MakkerskapError
from toolkit.messages import Message
from toolkit.workspace.attempts import Attempts
from toolkit.workspace.copying import copied_to_file
from toolkit.workspace.database import (
    SERVER,
    explained,
    file_engine,
    for_migrations,
    is_encrypted,
    is_server,
    make_private,
    server_engine,
)
from toolkit.workspace.migrating import bring_up_to_date
from toolkit.workspace.workspace import Workspace, identity_of

LOCATION = "MAKKERSKAP_WORKSPACE"
"""The environment variable that says where the workspace is, a file or a PostgreSQL address."""


class PassphraseNeeded(MakkerskapError):
    """The workspace is encrypted, and no passphrase was given."""

    def __init__(self) -> None:
        super().__init__(Message("This workspace opens with its passphrase."))


def default_location() -> str:
    """Where the workspace is: what the environment says, else a file among the user's data."""
    from platformdirs import user_data_path

    return os.environ.get(LOCATION) or str(
        user_data_path("makkerskap", appauthor=False) / "makkerskap.db"
    )


def needs_passphrase(location: str) -> bool:
    """Whether a passphrase has to be asked for."""
    return not is_server(location) and is_encrypted(Path(location))


def open_workspace(
    location: str | None = None, passphrase: str | None = None, *, who: str = ""
) -> Workspace:
    """Open the workspace, making it where there is none, and bring its tables up to date.

    ``location`` is a file or a PostgreSQL address; without one, ``default_location``. ``who``
    is written down with every change; without it, the user's login name. Raises
    ``PassphraseNeeded``, ``WrongPassphrase``, ``TooSoon`` after too many wrong ones, and
    ``InputError`` where it cannot be opened at all.
    """
    location = location or default_location()
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
    return Workspace(engine, who, path, identity, passphrase)


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


def backups_of(path: Path) -> tuple[Path, ...]:
    """The copies beside a workspace file: those that migrations have left, and unfinished ones."""
    beginnings = (f"{path.stem}.backup-", unfinished(path).name)
    return tuple(sorted(file for file in path.parent.iterdir() if file.name.startswith(beginnings)))


def unfinished(path: Path) -> Path:
    """What a workspace file is called while it is written anew, before it takes the name."""
    return path.with_name(path.name + ".new")


def delete_backups(path: Path) -> None:
    """Delete every copy beside a workspace file."""
    for backup in backups_of(path):
        backup.unlink(missing_ok=True)
