"""The passphrase of a workspace file: set, changed, taken away; and backups under it."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from toolkit.errors import MakkerskapError
from toolkit.messages import Message
from toolkit.workspace.attempts import Attempts
from toolkit.workspace.copying import copied_to_file, delete_backups, discard, unfinished
from toolkit.workspace.database import CannotOpen, CannotSave, make_private, on_disk, run_alone
from toolkit.workspace.opening import open_workspace
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
    ``InUse``, and the workspace is as before.
    """

    def write(connection: Connection, fresh: Path) -> None:
        copied_to_file(connection, fresh, passphrase)

    return _written_anew(workspace, write, passphrase)


def restored(workspace: Workspace, content: bytes, passphrase: str | None) -> Workspace:
    """The workspace of a backup instead of an empty one, which is closed.

    ``passphrase`` is the backup's. The workspace keeps its own, and gets the backup's where it
    has none. Raises ``NotEmpty``, ``PassphraseNeeded``, ``WrongPassphrase``, ``InputError``
    where it is no backup, and ``InUse``; the workspace is then as before.
    """
    with on_disk(), tempfile.TemporaryDirectory(prefix="makkerskap-") as folder:
        file = Path(folder) / "backup.db"
        make_private(file)
        file.write_bytes(content)
        if not content:
            raise CannotOpen(file.name)
        source = open_workspace(str(file), passphrase, who=workspace.by.who)
        protection = workspace.passphrase or source.passphrase

        def write(connection: Connection, fresh: Path) -> None:
            if next(kept_classes(connection), None) is not None:
                raise NotEmpty
            with source.transaction() as found:
                copied_to_file(found, fresh, protection)

        try:
            return _written_anew(workspace, write, protection)
        finally:
            source.close()


def _written_anew(
    workspace: Workspace, write: Callable[[Connection, Path], None], passphrase: str | None
) -> Workspace:
    """Let ``write`` make a new file beside the workspace's, which then takes its name."""
    path = workspace.path
    assert path is not None, "a server has its own protection"
    fresh = unfinished(path)
    _leave_log(workspace)
    try:
        with workspace.transaction() as connection:
            if connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal":
                raise InUse  # another page came in between
            discard(fresh)
            write(connection, fresh)
            if _CAN_REPLACE_OPEN_FILES:
                fresh.replace(path)
        if not _CAN_REPLACE_OPEN_FILES:
            workspace.close()
            fresh.replace(path)
    except PermissionError:  # Windows: another page came in between
        discard(fresh)
        raise InUse from None
    except OSError:
        discard(fresh)
        raise CannotSave from None
    finally:
        workspace.close()  # where it goes on, the next connection has the usual settings again
    with on_disk():
        _sync_folder(path)
        delete_backups(path)  # they open with the old passphrase, or with none
    Attempts(path).forget()  # they were at the old one
    return open_workspace(str(path), passphrase, who=workspace.by.who)


def backup(workspace: Workspace) -> bytes:
    """A copy of the whole workspace as a file, which the same passphrase opens."""
    with on_disk(), tempfile.TemporaryDirectory(prefix="makkerskap-") as folder:
        target = Path(folder) / "backup.db"
        with workspace.transaction() as connection:
            copied_to_file(connection, target, workspace.passphrase)
        return target.read_bytes()


def _leave_log(workspace: Workspace) -> None:
    """Put the write-ahead log into the file; SQLite does so only where nobody else has it open."""
    try:
        run_alone(workspace.engine, "PRAGMA busy_timeout = 1000", "PRAGMA journal_mode = DELETE")
    except CannotSave:
        workspace.engine.dispose()  # the next connection has the usual settings again
        raise InUse from None


def _sync_folder(path: Path) -> None:
    """Let the new name be on the disk before it is told; Windows does so by itself."""
    if _CAN_REPLACE_OPEN_FILES:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
