"""The one clock that the program goes by: which moment it is, and which day where the user is."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

clock: Callable[[], datetime] = partial(datetime.now, UTC)
"""Tells the moment, with its time zone; tests put another in its place."""


def now() -> datetime:
    """This moment, in UTC."""
    return clock().astimezone(UTC)


def today() -> date:
    """The day, where the user is."""
    return now().astimezone().date()
