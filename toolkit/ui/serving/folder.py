"""The folder of a running server: what it and its kernels lay down for a while, and nobody else.

Its name tells nothing. A program that is killed leaves it, so the next one that starts removes
what is left of those that run no longer: a lock tells which these are.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import IO

from toolkit.ui.shared_plans import VARIABLE

_PREFIX = "makkerskap-server-"
_LOCK = "lock"
_LONGEST = 24  # characters of a folder that sockets, whose paths may not be long, can lie in


@contextmanager
def folder_of_this_run(base: Path | None = None) -> Iterator[Path]:
    """A folder that only this user can read, and that is gone afterwards; ``base`` holds it."""
    base = base or _base()
    for left in base.glob(f"{_PREFIX}*"):
        if _is_left(left):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(mkdtemp(prefix=_PREFIX, dir=base))
    with (folder / _LOCK).open("w") as lock:
        _lock(lock)
        try:
            yield folder
        finally:
            lock.close()
            shutil.rmtree(folder, ignore_errors=True)


def kernel_environment(folder: Path) -> dict[str, str]:
    """The environment of a kernel whose temporary files, and shared plans, lie in ``folder``."""
    return {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP", VARIABLE), str(folder))}


def _base() -> Path:
    usual, short = Path(gettempdir()), Path("/tmp")  # noqa: S108  # a folder of our own in it
    return short if len(str(usual)) > _LONGEST and os.name == "posix" else usual


def _lock(file: IO[str]) -> None:
    if os.name == "posix":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_left(folder: Path) -> bool:
    """Whether nobody holds the folder any more; another user's is left alone."""
    lock = folder / _LOCK
    try:
        if os.name != "posix":
            lock.unlink()  # refused while it is open
            return True
        if folder.is_symlink() or folder.stat().st_uid != os.getuid():
            return False
        with lock.open("r+") as file:
            _lock(file)
        return True
    except OSError:  # it is held, is being made just now, or is another user's
        return False
