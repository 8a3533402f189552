"""Deleting so that nothing is left: neither in the file, nor in its log, nor in old backups."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection

from toolkit.errors import MakkerskapError
from toolkit.messages import Message
from toolkit.workspace.copying import delete_backups
from toolkit.workspace.database import CannotSave, on_disk, run_alone
from toolkit.workspace.tables import Base
from toolkit.workspace.workspace import Workspace


class NotScrubbed(MakkerskapError):
    """It is deleted, but another page keeps the file from being written anew."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                "It is deleted, but traces of it may be in the file while another page has it "
                "open. Close the other pages: they go when the archive is opened next."
            )
        )


@contextmanager
def deleting(workspace: Workspace) -> Iterator[Connection]:
    """One transaction that deletes something, after which the file is written anew.

    Raises ``NotScrubbed`` where that has to wait. A mark beside the file tells that it has to
    be done, however the program ends in between.
    """
    with workspace.transaction() as connection:
        yield connection
        _set_mark(workspace)
    _scrub(workspace)


def finish_scrubbing(workspace: Workspace) -> None:
    """Write the file anew where that was left undone, and nobody is in the way now."""
    if workspace.path is not None and _mark(workspace.path).exists():
        try:
            _scrub(workspace)
        except NotScrubbed:
            return


def _scrub(workspace: Workspace) -> None:
    if workspace.engine.dialect.name == "postgresql":
        _scrub_server(workspace)
        return
    try:
        with on_disk():
            if workspace.path is not None:
                delete_backups(workspace.path)
        run_alone(workspace.engine, "VACUUM")
        (busy,) = run_alone(workspace.engine, "PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            raise CannotSave
        if workspace.path is not None:
            with on_disk():
                _mark(workspace.path).unlink(missing_ok=True)
    except CannotSave:
        _set_mark(workspace)  # another page may have taken it away
        raise NotScrubbed from None


def _scrub_server(workspace: Workspace) -> None:
    """Write our own tables anew; where somebody uses them, the server does it in its own time."""
    names = [table.name for table in Base.metadata.sorted_tables]
    with suppress(CannotSave):
        run_alone(
            workspace.engine,
            "SET lock_timeout = '5s'",
            *(f'VACUUM FULL "{name}"' for name in names),
            "RESET lock_timeout",
        )


def _set_mark(workspace: Workspace) -> None:
    if workspace.path is not None:
        with on_disk():
            _mark(workspace.path).touch(mode=0o600)


def _mark(path: Path) -> Path:
    return path.with_name(path.name + ".unscrubbed")
