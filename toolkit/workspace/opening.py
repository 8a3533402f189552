"""Opening the workspace, wherever it is and however it is locked."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Engine

from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.values import other_kind
from toolkit.workspace.attempts import Attempts
from toolkit.workspace.backups import newest_backups
from toolkit.workspace.beside import dated, discard_unfinished
from toolkit.workspace.causes import Cause
from toolkit.workspace.copying import keep_snapshot
from toolkit.workspace.database import (
    SERVER,
    CannotOpen,
    PassphraseNeeded,
    WrongPassphrase,
    connected,
    explained,
    file_engine,
    for_migrations,
    is_encrypted,
    make_private,
    memory_engine,
    on_disk,
    refuse_unusable,
    server_engine,
    without_transaction,
)
from toolkit.workspace.location import NOWHERE, default_location, is_server
from toolkit.workspace.migrating import bring_up_to_date, known_revisions, revision_of
from toolkit.workspace.presence import Presence
from toolkit.workspace.reading import read_only_workspace
from toolkit.workspace.scrubbing import finish_scrubbing
from toolkit.workspace.strange_logs import set_aside_strange_logs
from toolkit.workspace.tables import Base
from toolkit.workspace.workspace import Workspace, identity_of


def open_workspace(
    location: str | os.PathLike[str] | None = None,
    passphrase: str | None = None,
    *,
    who: str = "",
    afresh: bool = False,
    read_only: bool = False,
) -> Workspace:
    """Open the workspace, making it where there is none, and bring its tables up to date.

    ``location`` is a file, a PostgreSQL address or ``NOWHERE``; without one, it is
    ``default_location``. ``who`` is written down with every change; without it, the user's
    login name. Raises ``PassphraseNeeded``, ``WrongPassphrase``, ``TooSoon`` after too many
    wrong ones, and ``InputError`` where it cannot be opened at all; ``Lost`` where the file is
    gone and its backups are there, unless it is to begin ``afresh``.

    One that is opened ``read_only`` has to be there. It is copied into memory in one transaction,
    and stays as it was then; neither the database nor anything beside it is touched. Its tables
    have to be those of this version, else it raises an ``InputError`` that says what to do.
    """
    if not isinstance(location, str | os.PathLike | None):
        raise other_kind(location, "str", "location")
    location = os.fspath(location or default_location())
    if location == NOWHERE:
        return temporary_workspace(who)
    if read_only:
        return read_only_workspace(location, passphrase, who)
    if is_server(location):
        engine = server_engine(location)
        with _closed_on_failure(engine), explained(SERVER):
            _make_ready(engine, None)
        return Workspace(engine, who)
    path = Path(location)
    if not afresh and is_lost(path):
        raise Lost(str(path))
    make_private(path)
    with _left_on_failure(_presence(path)) as presence:
        if is_alone := presence.is_alone():
            with on_disk():
                discard_unfinished(path)
        workspace = _opened(path, passphrase, who, presence, is_alone=is_alone)
    finish_scrubbing(workspace)
    return workspace


class Lost(CannotOpen):
    """The file is gone or empty, and a backup of it is there."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.message = Message(
            "The file of the workspace is gone or empty. Its last backup is still there."
        )


def is_lost(path: Path) -> bool:
    """Whether a file that was backed up is gone or empty."""
    with on_disk():
        is_there = path.exists() and (path.is_dir() or path.stat().st_size > 0)
        return not is_there and path.parent.is_dir() and bool(newest_backups(path))


def _presence(path: Path) -> Presence:
    with on_disk():
        return Presence(path)


def temporary_workspace(who: str = "") -> Workspace:
    """A workspace that lasts no longer than the program, for where nothing can be kept."""
    engine = memory_engine()
    Base.metadata.create_all(engine)
    return Workspace(engine, who, is_lasting=False)


def _opened(
    path: Path, passphrase: str | None, who: str, presence: Presence, *, is_alone: bool
) -> Workspace:
    identity = identity_of(path)  # before it is opened, lest it be replaced in between
    if not is_encrypted(path):
        passphrase = None
    elif not passphrase:
        raise PassphraseNeeded
    if passphrase is not None:
        try:
            refuse_unusable(passphrase)
        except InputError:
            raise WrongPassphrase from None  # none was ever set that holds such a sign
    attempts = Attempts(path)
    if passphrase is not None:
        attempts.count()
    notices: tuple[Message, ...] = ()
    if is_alone:
        with on_disk():
            if set_aside_strange_logs(path, passphrase):
                notices = (_STRANGE_LOG,)
    engine = file_engine(path, passphrase)
    try:
        with _closed_on_failure(engine), explained(str(path), encrypted=passphrase is not None):
            _refuse_damaged(engine, path)
            _make_ready(engine, path)
    except WrongPassphrase:
        if not _opens_a_backup(path, passphrase):
            raise
        attempts.forget()
        raise CannotOpen(str(path), Cause.DAMAGED) from None
    presence.let_in()
    attempts.forget()
    return Workspace(engine, who, path, identity, passphrase, presence=presence, notices=notices)


def _opens_a_backup(path: Path, passphrase: str | None) -> bool:
    """Whether it is the right one, and the file's first page is what is damaged."""
    for backup in newest_backups(path)[:1]:
        with suppress(Exception), closing(connected(backup, passphrase, "schema_version")):
            return is_encrypted(backup)
    return False


_STRANGE_LOG = Message(
    "Beside the file of the workspace lay what was left of another one. It was put aside, and the "
    "file was opened as it is."
)


@contextmanager
def _left_on_failure(presence: Presence) -> Iterator[Presence]:
    try:
        yield presence
    except BaseException:
        presence.leave()
        raise


@contextmanager
def _closed_on_failure(engine: Engine) -> Iterator[None]:
    try:
        yield
    except BaseException:
        engine.dispose()
        raise


def _refuse_damaged(engine: Engine, path: Path) -> None:
    """Look through the whole file, for damage that shows where nobody looks is found too late."""
    with without_transaction(engine) as connection:
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise CannotOpen(str(path), Cause.DAMAGED)


def _make_ready(engine: Engine, path: Path | None) -> None:
    with without_transaction(engine) as connection:
        revision = revision_of(connection)
    if revision == known_revisions()[-1]:
        return
    if path is not None and revision in known_revisions():
        keep_snapshot(engine, path, dated(path, "backup"))
    with for_migrations(engine).begin() as connection:
        bring_up_to_date(connection)
