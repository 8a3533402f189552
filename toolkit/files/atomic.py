"""Writing a file whole: afterwards it is either the old one or the new one, never a part."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.errors import InputError, Spot
from toolkit.messages import Message


def write_whole(path: str | os.PathLike[str], content: bytes) -> None:
    """Put the bytes in place of the file in one step.

    The file keeps its permissions. Raises ``InputError`` where it cannot be written; the
    old file is then untouched.
    """
    target = Path(path)
    with _explained(target):
        if _is_device(target):
            target.write_bytes(content)  # a device or a pipe cannot be replaced
        else:
            _replace(target.resolve(), content)


def refuse_unwritable(path: str | os.PathLike[str]) -> None:
    """Raise the ``InputError`` of ``write_whole`` before there is anything to write."""
    target = Path(path)
    with _explained(target):
        if target.is_dir():
            raise IsADirectoryError
        if not _is_device(target):
            with tempfile.TemporaryFile(dir=target.resolve().parent):
                pass


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    """Say in the user's words why the file cannot be written."""
    try:
        yield
        return
    except IsADirectoryError:
        message = Message("This is a folder. Give the new file a name in it.")
    except (FileNotFoundError, NotADirectoryError):
        message = Message("The folder for this file does not exist. Make it first.")
    except PermissionError:
        message = Message(
            "The file cannot be written: it is locked, or you lack permission. "
            "Close it in other programs, or choose another folder."
        )
    except OSError:
        message = Message("The file cannot be written. Is the disk full?")
    raise InputError(message, Spot(target.name or str(target)))


def _is_device(target: Path) -> bool:
    return target.exists() and not target.is_file() and not target.is_dir()


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".makkerskap-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_permissions(target))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _permissions(target: Path) -> int:
    """Those of the old file, else those that any new file of this user gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
