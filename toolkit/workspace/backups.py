"""The backup that the program makes by itself, beside the file and under the same passphrase."""

import time
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

from toolkit.workspace.beside import backup_before, backups_of, last_backup
from toolkit.workspace.copying import keep_snapshot
from toolkit.workspace.database import CannotSave

_EVERY = 10 * 60  # seconds


class Backups:
    """Made with the first save of a page, and with the first one after ten minutes.

    The last one of the page before is kept too, for what is damaged may be noticed late.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._made_at: float | None = None

    @property
    def is_first(self) -> bool:
        """Whether this page has made none yet."""
        return self._made_at is None

    @property
    def is_due(self) -> bool:
        """Whether it is time for one; by a clock that nobody can set."""
        return self._made_at is None or time.monotonic() - self._made_at >= _EVERY

    def make(self, engine: Engine, *, is_first: bool) -> None:
        """Make one; where that cannot be, the next will do: who saves is not stopped by it."""
        last = last_backup(self._path)
        with suppress(CannotSave, OSError):
            if is_first and last.exists():
                last.replace(backup_before(self._path))
            keep_snapshot(engine, self._path, last)

    def put_off(self) -> None:
        """Make none for a while."""
        self._made_at = time.monotonic()


def newest_backups(path: Path) -> tuple[Path, ...]:
    """The backups of a workspace file, the newest first."""
    ours = [last_backup(path), backup_before(path)]
    of_migrations = [file for file in reversed(backups_of(path)) if _is_of_migration(path, file)]
    return tuple(file for file in (*ours, *of_migrations) if file.exists() and file.stat().st_size)


def _is_of_migration(path: Path, file: Path) -> bool:
    return file.suffix == path.suffix and file.name.startswith(f"{path.stem}.backup-2")
