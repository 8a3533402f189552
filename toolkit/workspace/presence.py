"""Who has a workspace file open: told by a lock on an empty file beside it, while they have."""

import os
from contextlib import suppress
from pathlib import Path
from weakref import finalize


class Presence:
    """Tells others that this page has the file open; ``is_alone`` whether nobody else has.

    Between its transactions a page has no lock on the file itself. On Windows no lock is needed:
    an open file cannot be replaced there.
    """

    def __init__(self, workspace: Path) -> None:
        self._path = in_use(workspace)
        self._file = None if os.name != "posix" else _shared(self._path)
        self._close = finalize(self, os.close, self._file) if self._file is not None else None

    def is_alone(self) -> bool:
        """Whether nobody else has it open; nobody else gets in then, until ``let_in``."""
        return self._file is None or _locked(self._file, alone=True)

    def let_in(self) -> None:
        """Let others open it too."""
        if self._file is not None:
            _locked(self._file)

    def leave(self) -> None:
        """Have it open no more; the last to leave takes the empty file away."""
        file, self._file = self._file, None
        if file is not None and self._close is not None:
            if _locked(file, alone=True):
                self._path.unlink(missing_ok=True)
            self._close()


def in_use(workspace: Path) -> Path:
    """The empty file that is locked."""
    return workspace.with_name(workspace.name + ".in-use")


def _shared(path: Path) -> int:
    """The file, locked beside others; made again where the last to leave has just deleted it."""
    while True:
        file = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        _locked(file)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(file), path.stat()):
                return file
        os.close(file)


def _locked(file: int, *, alone: bool = False) -> bool:
    """Lock it beside others, for which one waits, or alone, which may be refused."""
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB if alone else fcntl.LOCK_SH)
    except BlockingIOError:
        fcntl.flock(file, fcntl.LOCK_SH)  # the one there was is lost when it is refused
        return False
    except OSError:
        return True  # a file system without locks
    return True
