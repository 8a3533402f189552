"""Logs beside a workspace file that are not its own: they must not be played into it.

SQLite keeps what it overwrites in a journal until all is written, and an earlier version of the
program kept what was saved in a log. A program that is killed leaves them, and SQLite brings them
into whatever file has the name when it is opened next: also into an old copy that was put back.
"""

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from toolkit.workspace.beside import logs_of, unfinished
from toolkit.workspace.causes import UNREADABLE
from toolkit.workspace.database import connected

_PAGE_NUMBER, _FRAME_HEAD, _WAL_HEAD = 4, 24, 32  # bytes (sqlite.org/fileformat2.html, 4)
_COUNTER = slice(24, 28)  # what a file's first page counts its changes with


def set_aside_strange_logs(path: Path, passphrase: str | None) -> bool:
    """Give a log that is not the file's own another name, and tell whether there was one.

    Nobody else may have the file open. A log that cannot be told is left to SQLite.
    """
    journal, log, index = logs_of(path)
    found = False
    if _holds_something(journal) and not _is_own_journal(path, journal, passphrase):
        journal.replace(path.with_name(f"{path.name}.strange-journal"))
        found = True
    if _holds_something(log) and not _is_own_log(path, log, passphrase):
        log.replace(path.with_name(f"{path.name}.strange-wal"))
        found = True
    for one in (journal, log):
        if not _holds_something(one):
            one.unlink(missing_ok=True)
    if not log.exists():
        index.unlink(missing_ok=True)
    return found


def _holds_something(log: Path) -> bool:
    """Whether there is anything to play back; a journal begins with zeros until there is."""
    if not log.exists():
        return False
    with log.open("rb") as file:
        return any(file.read(1))


@dataclass(frozen=True)
class _Seen:
    """What a file says of itself: how many saves it has had, and whether it may have a log."""

    saves: int
    has_log: bool


def _seen(path: Path, passphrase: str | None, log: Path | None = None) -> _Seen | None:
    """What a file tells, alone or with a log beside it; None where it is not whole.

    A copy is asked, for SQLite would play the log into it.
    """
    from sqlcipher3 import dbapi2

    with unfinished(path) as copy:
        shutil.copyfile(path, copy)
        copy.chmod(0o600)
        if log is not None:
            shutil.copyfile(log, copy.with_name(log.name.replace(path.name, copy.name)))
        try:
            # Asked before a connection with our settings lets go of the log.
            with closing(connected(copy, passphrase)) as connection:
                (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
                (saves,) = connection.execute("PRAGMA user_version").fetchone()
                (whole,) = connection.execute("PRAGMA quick_check(1)").fetchone()
        except (dbapi2.Error, *UNREADABLE):
            return None
    return _Seen(saves, mode == "wal") if whole == "ok" else None


def _is_own_journal(path: Path, journal: Path, passphrase: str | None) -> bool:
    """Whether the file is the one that was being written when the journal was left.

    Every save counts one further, in the first page; the journal has that page as it was.
    """
    before = _seen(path, passphrase, journal)
    now = _seen(path, passphrase)
    if before is None or now is None:
        return before is not None
    return now.saves - before.saves in (0, 1)


def _is_own_log(path: Path, log: Path, passphrase: str | None) -> bool:
    """Whether the file is one that has such logs, and this one goes on from it."""
    now = _seen(path, passphrase)
    if now is None:
        return True
    if not now.has_log or _seen(path, passphrase, log) is None:
        return False
    first = path.read_bytes()[: _COUNTER.stop]
    if passphrase is not None or not (frames := _first_pages(log.read_bytes())):
        return True
    counters = [int.from_bytes(frame[_COUNTER]) for frame in frames]
    own = int.from_bytes(first[_COUNTER])
    return own in (counters[0] - 1, *counters)


def _first_pages(log: bytes) -> list[bytes]:
    """The first page of the database, each time that it stands in a write-ahead log."""
    size, salts = int.from_bytes(log[8:12]), log[16:24]
    frames = (
        log[start : start + _FRAME_HEAD + size]
        for start in range(_WAL_HEAD, len(log), _FRAME_HEAD + size)
    )
    return [
        frame[_FRAME_HEAD:]
        for frame in frames
        if int.from_bytes(frame[:_PAGE_NUMBER]) == 1 and frame[8:16] == salts
    ]
