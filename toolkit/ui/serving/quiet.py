"""What the server's libraries have to tell, in one line: an error's text could carry a name."""

import logging
import traceback
from types import TracebackType

_FRAMES = 8  # of the innermost; further out is the loop


class _OneLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        kind, _error, found = record.exc_info or (None, None, None)
        if kind is None:
            return f"makkerskap: {record.name}"
        return f"makkerskap: {kind.__name__} {_where(found)}".rstrip()


def _where(found: TracebackType | None) -> str:
    """The lines of code that it went through, the innermost first: no values, no text."""
    frames = [
        f"{frame.f_globals.get('__name__', '?')}:{line}" for frame, line in traceback.walk_tb(found)
    ]
    return " < ".join(frames[: -_FRAMES - 1 : -1])


def only_a_line(*loggers: logging.Logger) -> None:
    """Let loggers tell of errors only, and only of their kind and where they arose."""
    handler = logging.StreamHandler()
    handler.setFormatter(_OneLine())
    for logger in loggers:
        logger.setLevel(logging.ERROR)
        logger.handlers = [handler]
        logger.propagate = False
