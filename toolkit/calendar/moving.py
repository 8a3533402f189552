"""Dates that were announced, kept as far as the school weeks allow: an exact optimum.

A later makkerbytte is on the first school day of a school week, and from each to the next there
are as many school weeks as the interval has, one more or one fewer. Of all such sequences the
one that keeps the most announced dates is found by going through the weeks from the last to the
first: what is best behind a makkerbytte depends on nothing that was before it, except which
number it has. Where no sequence keeps within one week of the interval, the one that is least
outside is taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from toolkit.calendar.weeks import Weeks

type Cost = tuple[int, int, int, int, int]
"""School weeks outside what is allowed; dates that are not announced ones; those that have not
even their number; school weeks away from the interval; days away from the announced date of the
same number. Each is made small, in this order."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked: from which day dates may be, how far apart, and what was announced."""

    earliest: date
    interval: int
    announced: Mapping[int, date]


def last_part(interval: int) -> tuple[int, int]:
    """The fewest and the most school weeks that the last period has.

    What is left is a period of its own from half an interval on, and else belongs to the one
    before.
    """
    least = (interval + 1) // 2
    return least, interval + least - 1


def dates_after(week: int, number: int, weeks: Weeks, wish: Wish) -> list[date]:
    """The dates of every makkerbytte after the one of this number, which is in this week."""
    announced = set(wish.announced.values())
    fewest, most = last_part(wish.interval)
    first_allowed = next(
        (at for at, day in enumerate(weeks.first_days) if day >= wish.earliest), len(weeks)
    )

    def end(week: int) -> Cost:
        left = len(weeks) - week
        return max(left - most, fewest - left, 0), 0, 0, 0, 0

    def step(before: int, week: int, number: int) -> Cost:
        day, told = weeks.first_days[week], wish.announced.get(number)
        away = abs(week - before - wish.interval)
        days = abs((day - told).days) if told else 0
        # A date that stays costs less than nothing: as many as possible are to stay.
        return max(away - 1, 0), -(day in announced), -(day == told), away, days

    @cache
    def best(week: int, number: int) -> tuple[Cost, int | None]:
        found: tuple[Cost, int | None] = (end(week), None)
        for later in range(max(week + 1, first_allowed), len(weeks)):
            cost = _sum(step(week, later, number + 1), best(later, number + 1)[0])
            if cost < found[0]:
                found = (cost, later)
        return found

    for at in range(len(weeks) - 1, week, -1):  # so that nothing is asked for in a long chain
        for later in range(number + 1, number + 1 + at - week):
            best(at, later)
    dates: list[date] = []
    following = best(week, number)[1]
    while following is not None:
        dates.append(weeks.first_days[following])
        number += 1
        following = best(following, number)[1]
    return dates


def _sum(one: Cost, other: Cost) -> Cost:
    a, b, c, d, e = (mine + its for mine, its in zip(one, other, strict=True))
    return a, b, c, d, e
