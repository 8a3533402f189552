"""Standard output is the program's own: whatever the libraries print goes to standard error.

HiGHS 1.16, for one, prints two lines where it is made, before anybody can ask it not to, and
a plan or JSON that is piped on would begin with them.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from typing import TextIO

_OUTPUT, _ERROR = 1, 2  # their descriptors

_kept: TextIO | None = None


def keep() -> None:
    """Send to standard error, until the process ends, what is printed to standard output.

    By Python, by C, and by the processes that are started later; only what is written inside
    ``ours`` goes where it used to. It is never undone: what C has buffered is printed last.
    """
    global _kept
    _kept = os.fdopen(_copy(_OUTPUT), "w", encoding="utf-8")
    errors = _copy(_ERROR)
    os.dup2(errors, _OUTPUT)
    os.close(errors)
    sys.stdout = sys.stderr


@contextmanager
def ours() -> Iterator[None]:
    """Lend standard output for as long as we write to it ourselves, and send what we wrote.

    Without ``keep``, as in a notebook, it was never taken. Raises ``OSError`` where it cannot
    be sent; the rest of it is dropped.
    """
    if _kept is None:
        yield
        sys.stdout.flush()
        return
    elsewhere = os.dup(_OUTPUT)
    os.dup2(_kept.fileno(), _OUTPUT)
    try:
        with redirect_stdout(_kept):
            try:
                yield
            finally:
                _kept.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), _kept.fileno())
        raise
    finally:
        os.dup2(elsewhere, _OUTPUT)
        os.close(elsewhere)


def _copy(descriptor: int) -> int:
    """Another descriptor of the same file, or of nothing where it was closed."""
    try:
        return os.dup(descriptor)
    except OSError:
        return os.dup(os.open(os.devnull, os.O_RDWR))
