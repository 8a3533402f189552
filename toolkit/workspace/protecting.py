"""The passphrase of a workspace file: set, changed, taken away; and backups, and taking one in."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from toolkit.errors import MakkerskapError
from toolkit.messages import Message
from toolkit.workspace.attempts import Attempts
from toolkit.workspace.backups import newest_backups
from toolkit.workspace.beside import dated, logs_of, unfinished
from toolkit.workspace.causes import cause_of
from toolkit.workspace.copying import copied_to_file, copied_to_memory, snapshot
from toolkit.workspace.database import (
    CannotOpen,
    CannotSave,
    PassphraseNeeded,
    WrongPassphrase,
    on_disk,
    refuse_unusable,
)
from toolkit.workspace.opening import open_workspace
from toolkit.workspace.scrubbing import is_unscrubbed, to_be_scrubbed
from toolkit.workspace.taking_in import NoBackup, taken_out
from toolkit.workspace.workspace import Workspace, kept_classes

_CAN_REPLACE_OPEN_FILES = os.name == "posix"

SHORTEST_PASSPHRASE = 10
"""Characters. Fewer are tried out in no time by whoever has the file."""


class InUse(MakkerskapError):
    """Another page has the workspace open, and would go on with the old file."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                "The workspace is open in another tab or program too. Close it there, wait a "
                "moment, and try again."
            )
        )


class NotEmpty(MakkerskapError):
    """There are classes that a backup would replace."""

    def __init__(self) -> None:
        super().__init__(Message("There are classes here already. Delete them first."))


def with_passphrase(workspace: Workspace, passphrase: str | None) -> Workspace:
    """The same workspace under another passphrase, or none; the one given is closed.

    The file is written anew beside the old one and takes its name in one step. Raises
    ``InUse``, or ``InputError`` for a passphrase that cannot be used, and the workspace is as
    before.
    """
    if passphrase is not None:
        refuse_unusable(passphrase)

    def write(connection: Connection, fresh: Path) -> None:
        copied_to_file(connection, fresh, passphrase)

    return _written_anew(workspace, write, passphrase)


def restored(workspace: Workspace, content: bytes, passphrase: str | None) -> Workspace:
    """The workspace of a backup instead of an empty one, which is closed.

    ``passphrase`` is the backup's. The workspace keeps its own, and gets the backup's where it
    has none. Raises ``NotEmpty``, ``PassphraseNeeded``, ``WrongPassphrase``, ``InputError``
    where it is no backup, and ``InUse``; the workspace is then as before.
    """
    path = workspace.path
    assert path is not None, "a server has its own backups"
    with taken_out(path, content, passphrase, None) as (source, own):
        protection = workspace.passphrase or own

        def write(connection: Connection, fresh: Path) -> None:
            if next(kept_classes(connection), None) is not None:
                raise NotEmpty
            with source.begin() as found:
                copied_to_file(found, fresh, protection)

        return _written_anew(workspace, write, protection)


def restored_for(
    path: Path, backup: Path | bytes, passphrase: str | None, *, who: str = ""
) -> Workspace:
    """The workspace of a backup instead of a file that is damaged or gone.

    What is there is put aside under another name. ``passphrase`` is the backup's; it is the new
    file's too, where one is given. Raises as ``restored``, and all is then as before.
    """
    if isinstance(backup, Path):
        where = str(backup)
        with on_disk():
            content = backup.read_bytes()
    else:
        where, content = None, backup
    with (
        on_disk(),
        taken_out(path, content, passphrase, where) as (source, _own),
        unfinished(path) as fresh,
        source.begin() as found,
    ):
        copied_to_file(found, fresh, passphrase or None)
        put_aside(path)
        fresh.replace(path)
        _sync_folder(path)
    return open_workspace(str(path), passphrase, who=who)


def opened_anew(workspace: Workspace) -> Workspace:
    """What is at the place of an open workspace whose file is gone, damaged or another one.

    That is the file that took its place, else its last backup, else a new one; what is damaged is
    put aside. The one given is closed. Raises what ``open_workspace`` does.
    """
    path, passphrase, who = workspace.path, workspace.passphrase, workspace.by.who
    assert path is not None, "a server is never another"
    workspace.close()
    try:
        opened = open_workspace(str(path), passphrase, who=who)
    except CannotOpen:
        opened = _newest(path, passphrase, who)
    if passphrase and not opened.passphrase and not opened.classes():
        return with_passphrase(opened, passphrase)
    return opened


def _newest(path: Path, passphrase: str | None, who: str) -> Workspace:
    for backup in newest_backups(path):
        with suppress(NoBackup, PassphraseNeeded, WrongPassphrase):
            return restored_for(path, backup, passphrase, who=who)
    return begun_afresh(path, who=who)


def begun_afresh(path: Path, *, who: str = "") -> Workspace:
    """A new workspace at the place of a file that is damaged or gone, which is put aside."""
    with on_disk():
        put_aside(path)
    return open_workspace(str(path), who=who, afresh=True)


def put_aside(path: Path) -> None:
    """Give a workspace file that is damaged, and its logs, another name."""
    if not path.exists():
        return
    aside = dated(path, "damaged")
    for log in logs_of(path):
        if log.exists():
            log.replace(aside.with_name(log.name.replace(path.name, aside.name)))
    path.replace(aside)


def _written_anew(
    workspace: Workspace, write: Callable[[Connection, Path], None], passphrase: str | None
) -> Workspace:
    """Let ``write`` make a new file beside the workspace's, which then takes its name.

    Only then do the backups go, which open with the old passphrase or with none, and what is new
    is backed up at once: should the program be killed, that is done at the next opening.
    """
    path = workspace.path
    assert path is not None, "a server has its own protection"
    if workspace.presence is not None and not workspace.presence.is_alone():
        raise InUse
    try:
        with to_be_scrubbed(path), unfinished(path) as fresh:
            with workspace.transaction() as connection:
                write(connection, fresh)
                if _CAN_REPLACE_OPEN_FILES:
                    fresh.replace(path)
            if not _CAN_REPLACE_OPEN_FILES:
                workspace.engine.dispose()
                fresh.replace(path)
    except PermissionError:  # Windows: another page came in between
        raise InUse from None
    except OSError as error:
        raise CannotSave(cause_of(error)) from None
    finally:
        if workspace.presence is not None:
            workspace.presence.let_in()
    workspace.close()
    with on_disk():
        _sync_folder(path)
    Attempts(path).forget()  # they were at the old one
    opened = open_workspace(str(path), passphrase, who=workspace.by.who)
    if is_unscrubbed(path):
        opened.notices += (_OLD_COPIES,)
    return opened


_OLD_COPIES = Message(
    "Older backups beside the archive could not be deleted, and open as they did before. Close the "
    "other pages and programs: they go when the archive is opened next."
)


def backup(workspace: Workspace) -> bytes:
    """A copy of the whole workspace as a file, which the same passphrase opens."""
    if workspace.path is None:
        with workspace.transaction() as connection:
            return copied_to_memory(connection)
    with workspace.transaction():
        pass  # it is still there, and ours
    with on_disk():
        return snapshot(workspace.engine, workspace.path)


def _sync_folder(path: Path) -> None:
    """Let the new name be on the disk before it is told; Windows does so by itself."""
    if _CAN_REPLACE_OPEN_FILES:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
