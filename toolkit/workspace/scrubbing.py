"""Deleting so that nothing is left: neither in the file, nor in its log, nor in old backups."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from toolkit.errors import MakkerskapError
from toolkit.messages import Message
from toolkit.workspace.copying import delete_backups
from toolkit.workspace.database import CannotSave, run_alone
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
    mark = _mark(workspace)
    if mark is not None:
        mark.touch(mode=0o600)
    with workspace.transaction() as connection:
        yield connection
    _scrub(workspace)


def finish_scrubbing(workspace: Workspace) -> None:
    """Write the file anew where that was left undone, and nobody is in the way now."""
    mark = _mark(workspace)
    if mark is not None and mark.exists():
        try:
            _scrub(workspace)
        except NotScrubbed:
            return


def _scrub(workspace: Workspace) -> None:
    if workspace.path is not None:
        delete_backups(workspace.path)
    try:
        if workspace.engine.dialect.name == "postgresql":
            run_alone(workspace.engine, "VACUUM FULL")
            return
        run_alone(workspace.engine, "VACUUM")
        (busy,) = run_alone(workspace.engine, "PRAGMA wal_checkpoint(TRUNCATE)")
    except CannotSave:
        raise NotScrubbed from None
    if busy:
        raise NotScrubbed
    mark = _mark(workspace)
    if mark is not None:
        mark.unlink(missing_ok=True)


def _mark(workspace: Workspace) -> Path | None:
    path = workspace.path
    return None if path is None else path.with_name(path.name + ".unscrubbed")
