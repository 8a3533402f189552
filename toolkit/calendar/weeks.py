"""School weeks: those with enough school days for a makkerbytte."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

LEAST_DAYS = 3
"""A school week has at least so many school days."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """The first school day of every school week, in order. A week is counted from 0."""

    first_days: tuple[date, ...]

    def __len__(self) -> int:
        return len(self.first_days)

    def week_of(self, day: date) -> int:
        """How many school weeks there are before the week of this day."""
        return bisect_left(self.first_days, monday_of(day))


def weeks_of(school_days: Sequence[date]) -> Weeks:
    """The school weeks that these school days make, given in order."""
    weeks = (tuple(days) for _, days in groupby(school_days, key=monday_of))
    return Weeks(tuple(days[0] for days in weeks if len(days) >= LEAST_DAYS))


def monday_of(day: date) -> date:
    """The Monday of the week that this day is in."""
    return day - timedelta(days=day.weekday())
