"""Why a database takes nothing or tells nothing, as its driver and the system say it."""

import errno
from enum import Enum

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from toolkit.messages import Message


class Cause(Enum):
    """What is wrong, in a sentence that says what to do."""

    FULL = Message("The disk is full. Make room on it, and try again.")
    BUSY = Message("Another page or program is using the workspace. Wait a moment, and try again.")
    PROTECTED = Message(
        "The workspace may not be written to. See who may write to its file and folder, and try "
        "again."
    )
    DAMAGED = Message("The workspace is damaged: not all that is in it can be read.")
    UNREADABLE = Message(
        "This class cannot be read: what is kept of it is damaged. The other classes are as before."
    )
    GONE = Message("The workspace cannot be opened. Is it there, and is it a workspace?")
    UNKNOWN = Message("It could not be saved. Why is not known: try again.")


_OF_SQLITE = {
    1: Cause.DAMAGED,  # a table or a column is not there, and every version makes them all
    5: Cause.BUSY,
    6: Cause.BUSY,
    8: Cause.PROTECTED,
    10: Cause.GONE,  # reading or writing failed
    11: Cause.DAMAGED,
    13: Cause.FULL,
    14: Cause.GONE,  # it cannot be opened
    20: Cause.DAMAGED,  # a value is of another kind
    23: Cause.PROTECTED,
    26: Cause.GONE,  # no database at all
}
"""By SQLite's primary result code (sqlite.org/rescode.html)."""

_OF_SERVER = {
    "53100": Cause.FULL,
    "55P03": Cause.BUSY,
    "57014": Cause.BUSY,
    "40P01": Cause.BUSY,
    "25006": Cause.PROTECTED,
    "42501": Cause.PROTECTED,
    "42P01": Cause.DAMAGED,
    "42703": Cause.DAMAGED,
}
"""By PostgreSQL's SQLSTATE; one that does not answer has none."""

_OF_SYSTEM = {
    errno.ENOSPC: Cause.FULL,
    errno.EDQUOT: Cause.FULL,
    errno.EACCES: Cause.PROTECTED,
    errno.EPERM: Cause.PROTECTED,
    errno.EROFS: Cause.PROTECTED,
}

UNREADABLE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a stored value raises that is not what it should be: broken JSON, bytes that are no text."""


def cause_of(error: Exception) -> Cause:
    """Why a database or the system refused something."""
    if isinstance(error, OSError):
        return _OF_SYSTEM.get(error.errno or 0, Cause.GONE)
    if isinstance(error, DBAPIError):
        driver = error.orig
        if (code := getattr(driver, "sqlite_errorcode", None)) is not None:
            return _OF_SQLITE.get(code & 0xFF, Cause.UNKNOWN)
        state = getattr(driver, "sqlstate", "-")
        # SQLite's driver tells no code where it could not make a value of what it read.
        return Cause.DAMAGED if state == "-" else _OF_SERVER.get(state or "", Cause.GONE)
    if isinstance(error, SQLAlchemyError):
        return Cause.UNKNOWN
    return Cause.DAMAGED if isinstance(error, UNREADABLE) else Cause.UNKNOWN
