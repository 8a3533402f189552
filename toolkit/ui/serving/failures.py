"""Why a page could not be opened, in a word that the page has a sentence for."""

import errno
import re
from typing import Self

from nbclient.exceptions import CellExecutionError, DeadKernelError

_FULL = {errno.EMFILE, errno.ENFILE}
_MEMORY = {errno.ENOMEM, errno.EAGAIN}
_SPACE = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_ERRNO = re.compile(r"\[Errno (\d+)\]")


FULL = "full"
"""No news to who started the server: there is only no room for another page."""


class Failure(Exception):
    """A page that could not be opened; ``reason`` is a key of the page's words."""

    def __init__(self, reason: str, kind: str = "") -> None:
        super().__init__(reason)
        self.reason, self.kind = reason, kind

    @classmethod
    def of(cls, error: BaseException) -> Self:
        """What an error on the way means; only the name of its kind is told, never its text."""
        if isinstance(error, cls):
            return error
        if isinstance(error, CellExecutionError):
            number = _ERRNO.search(str(error.evalue))
            return cls._named(error.ename, int(number[1]) if number else None)
        if isinstance(error, DeadKernelError) or "Kernel died" in str(error):
            return cls("died")
        return cls._named(type(error).__name__, getattr(error, "errno", None))

    @classmethod
    def of_cell(cls, error: CellExecutionError, *, is_own: bool) -> Self:
        """What the error of a cell means; in a notebook of the user's own it is the notebook's."""
        failure = cls.of(error)
        is_theirs = is_own and failure.reason == "failed"
        return cls("cell", failure.kind) if is_theirs else failure

    @classmethod
    def _named(cls, kind: str, number: int | None) -> Self:
        if kind == "MemoryError" or number in _MEMORY:
            return cls("memory")
        if number in _SPACE:
            return cls("space")
        return cls(FULL) if number in _FULL else cls("failed", kind)
