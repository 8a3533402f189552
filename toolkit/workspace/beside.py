"""The files that may lie beside a workspace file, by their names."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from secrets import token_hex

from toolkit.now import now

_LOGS = ("-journal", "-wal", "-shm")
_MOMENT = r"\d{8}-\d{6}"


def with_logs(path: Path) -> tuple[Path, ...]:
    """A file of SQLite's, and the logs that it may have."""
    return path, *logs_of(path)


def logs_of(path: Path) -> tuple[Path, ...]:
    """The logs that a file of SQLite's may have."""
    return tuple(path.with_name(path.name + ending) for ending in _LOGS)


def discard(path: Path) -> None:
    """Delete a file of SQLite's with the logs beside it, where they are there."""
    for file in with_logs(path):
        file.unlink(missing_ok=True)


@contextmanager
def unfinished(path: Path) -> Iterator[Path]:
    """What a file is called that is written beside a workspace file, before it has its own name.

    It is gone afterwards, where it did not get another; should the program be killed, it goes when
    the workspace is opened next.
    """
    fresh = path.with_name(f"{path.name}.new-{token_hex(4)}")
    try:
        yield fresh
    finally:
        discard(fresh)


def discard_unfinished(path: Path) -> None:
    """Delete what was being written beside a workspace file when the program was killed."""
    for file in _beside(path, rf"{re.escape(path.name)}\.new(-[0-9a-f]+)?(-wal|-shm|-journal)?"):
        file.unlink(missing_ok=True)


def last_backup(path: Path) -> Path:
    """The copy that the program makes by itself every now and then."""
    return path.with_name(f"{path.name}.backup-last")


def backup_before(path: Path) -> Path:
    """The last copy of the time before this one that the workspace was used."""
    return path.with_name(f"{path.name}.backup-before")


def dated(path: Path, what: str) -> Path:
    """A name beside a workspace file with this moment in it, which no file has yet."""
    moments = (now() + timedelta(seconds=later) for later in count())
    names = (f"{path.stem}.{what}-{moment:%Y%m%d-%H%M%S}{path.suffix}" for moment in moments)
    return next(file for name in names if not (file := path.with_name(name)).exists())


def backups_of(path: Path) -> tuple[Path, ...]:
    """Every copy beside a workspace file: backups, damaged ones put aside, and strange logs."""
    stem, suffix = re.escape(path.stem), re.escape(path.suffix)
    return _beside(
        path,
        rf"{stem}\.(backup|damaged)-{_MOMENT}{suffix}(-wal|-shm|-journal)?"
        rf"|{re.escape(path.name)}\.(strange-(wal|journal)|backup-(last|before))",
    )


def delete_backups(path: Path) -> None:
    """Delete every copy beside a workspace file."""
    for backup in backups_of(path):
        backup.unlink(missing_ok=True)


def _beside(path: Path, pattern: str) -> tuple[Path, ...]:
    ours = re.compile(pattern)
    return tuple(sorted(file for file in path.parent.iterdir() if ours.fullmatch(file.name)))
