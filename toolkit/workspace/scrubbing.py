"""Deleting so that nothing is left: neither in the file nor in old backups."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection

from toolkit.errors import MakkerskapError
from toolkit.messages import Message
from toolkit.workspace.beside import delete_backups, discard_unfinished
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

    Its backups go too, and what is left is backed up. Raises ``NotScrubbed`` where that has to
    wait. A mark beside the file tells that it has to be done, however the program ends in between.
    """
    with workspace.transaction() as connection:
        yield connection
        _set_mark(workspace)
    _scrub(workspace)


@contextmanager
def to_be_scrubbed(path: Path) -> Iterator[None]:
    """The mark, for when the file is opened next; where the block fails, all is as before."""
    was_there = is_unscrubbed(path)
    try:
        with on_disk():
            _mark(path).touch(mode=0o600)
        yield
    except BaseException:
        if not was_there:
            _mark(path).unlink(missing_ok=True)
        raise


def is_unscrubbed(path: Path) -> bool:
    """Whether something of what was deleted or locked away may still lie there."""
    return _mark(path).exists()


def finish_scrubbing(workspace: Workspace) -> None:
    """Write the file anew where that was left undone, and nobody is in the way now."""
    if workspace.path is not None and is_unscrubbed(workspace.path):
        with suppress(NotScrubbed):
            _scrub(workspace)


def _scrub(workspace: Workspace) -> None:
    if workspace.engine.dialect.name == "postgresql":
        _scrub_server(workspace)
        return
    try:
        with on_disk():
            if workspace.path is not None:
                delete_backups(workspace.path)
                discard_unfinished(workspace.path)
        run_alone(workspace.engine, "VACUUM")
        workspace.keep_backup()
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
