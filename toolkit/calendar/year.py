"""A school year made: when each makkerbytte is, round holidays and days off."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from toolkit.calendar.days import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_YEAR,
    ONE_DAY,
    Calendar,
    DayOff,
    SchoolPeriod,
    as_day,
    school_days,
)
from toolkit.calendar.moving import Wish, dates_after, last_part
from toolkit.calendar.weeks import Weeks, weeks_of
from toolkit.errors import InputError, Spot
from toolkit.messages import Message
from toolkit.rules import LONGEST_INTERVAL
from toolkit.values import count, only, other_kind

_CHANGES_A_DAY = 1000


def school_year(
    starts: date | str,
    ends: date | str,
    interval_weeks: int = 3,
    days_off: Iterable[DayOff | date | str | tuple[date | str, date | str]] = (),
    announced: Calendar | None = None,
    from_day: date | str | None = None,
) -> Calendar:
    """The school year from its first to its last day, and when makkerbytte is in it.

    Days are dates, or texts such as 2026-08-17; a day off is one of them, a pair of the first
    and the last, or a ``DayOff``. A school day is Monday to Friday, no public holiday of Norway
    and no day off; a school week has at least three. The first period begins on the first school
    day of the first school week, each later one on that of a school week, ``interval_weeks`` of
    them after the one before. What is left at the end is a period of its own from half an
    interval on.

    With ``announced``, periods begun before ``from_day`` stay as they were; of the later dates as
    many as possible stay within one school week of the interval, which is proven. The events of
    the school stay too.

    Raises ``InputError`` where the days are none, or where there is no school week among them.
    """
    starts, ends = as_day(starts, "starts"), as_day(ends, "ends")
    _refuse_strange_year(starts, ends)
    interval = count(interval_weeks, "interval_weeks", LONGEST_INTERVAL)
    off = _days_off(days_off)
    days = school_days(starts, ends, off)
    weeks = weeks_of(days)
    if not weeks.first_days:
        raise InputError(
            Message(
                "There is no school week from {starts} to {ends}: none has three school days.",
                starts=starts,
                ends=ends,
            )
        )
    if announced is None:
        if from_day is not None:
            raise InputError(
                Message("A day from which dates may move needs the dates that were announced."),
                Spot("from_day"),
            )
        dates = _dates(weeks, interval)
        return Calendar(starts, ends, interval, off, _periods(dates, 1, days))
    announced = only(announced, Calendar, "announced")
    earliest = starts if from_day is None else as_day(from_day, "from_day")
    begun = _begun(announced, earliest, starts, ends)
    wish = Wish(earliest, interval, {one.number: one.starts for one in announced.periods})
    if begun:
        number, first = begun[-1].number, begun[0].number
        later = dates_after(weeks.week_of(begun[-1].starts), number, weeks, wish)
        dates = [*(one.starts for one in begun), *later]
    else:
        first, week = 1, _first_week(weeks, wish)
        dates = [weeks.first_days[week], *dates_after(week, 1, weeks, wish)]
    calendar = Calendar(starts, ends, interval, off, _periods(dates, first, days))
    calendar = calendar.replacing(announced)
    revision = max(calendar.revision, _least_revision(earliest, starts, ends, off))
    return replace(calendar, revision=revision)


def _refuse_strange_year(starts: date, ends: date) -> None:
    if ends < starts:
        raise InputError(
            Message(
                "The school year ends on {ends}, before it starts on {starts}.",
                starts=starts,
                ends=ends,
            ),
            Spot("ends"),
        )
    if not FIRST_YEAR <= starts.year <= ends.year <= LAST_YEAR:
        raise InputError(
            Message("The year must be from {first} to {last}.", first=FIRST_YEAR, last=LAST_YEAR),
            Spot("starts"),
        )
    if (ends - starts).days >= LONGEST_YEAR:
        raise InputError(
            Message(
                "From {starts} to {ends} is more than two years. Give one school year.",
                starts=starts,
                ends=ends,
            ),
            Spot("ends"),
        )


def _days_off(given: object) -> tuple[DayOff, ...]:
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise other_kind(given, "tuple", "days_off")
    return tuple(_day_off(one) for one in given)


def _day_off(one: object) -> DayOff:
    if isinstance(one, DayOff):
        return one
    if isinstance(one, tuple | list) and len(one) == 2:
        return DayOff(*one)
    day = as_day(one, "days_off")
    return DayOff(day, day)


def _dates(weeks: Weeks, interval: int) -> list[date]:
    """Every makkerbytte, where nothing was announced."""
    fewest, _ = last_part(interval)
    at = range(0, len(weeks), interval)
    return [weeks.first_days[week] for week in at if week == 0 or len(weeks) - week >= fewest]


def _first_week(weeks: Weeks, wish: Wish) -> int:
    """The week of the first makkerbytte where none has been: the first of the year.

    Where that has passed, it is the first that was announced, or else the first there is.
    """
    if weeks.first_days[0] >= wish.earliest:
        return 0
    left = [week for week, day in enumerate(weeks.first_days) if day >= wish.earliest]
    told = set(wish.announced.values())
    return next((week for week in left if weeks.first_days[week] in told), (left or [0])[0])


def _begun(
    announced: Calendar, earliest: date, starts: date, ends: date
) -> tuple[SchoolPeriod, ...]:
    """The periods begun before a day. Raises ``InputError`` where one is not in the year."""
    begun = tuple(one for one in announced.periods if one.starts < earliest)
    for one in begun:
        if not starts <= one.starts <= ends:
            raise InputError(
                Message(
                    "Period {number} was announced for {day}, which is not in the school year "
                    "from {starts} to {ends}.",
                    number=one.number,
                    day=one.starts,
                    starts=starts,
                    ends=ends,
                ),
                Spot("announced"),
            )
    return begun


def _least_revision(earliest: date, starts: date, ends: date, off: Iterable[DayOff]) -> int:
    """A higher one for a later change, also where the one before is not known, as in CSV.

    Of two changes on one day, the later is likely the one with more days off.
    """
    within = sum(starts <= day <= ends for one in off for day in one.days)
    return _CHANGES_A_DAY * (earliest - starts).days + min(within, _CHANGES_A_DAY - 1)


def _periods(dates: Sequence[date], first: int, days: list[date]) -> tuple[SchoolPeriod, ...]:
    """The periods that begin on these dates; the last ends on the last school day."""
    after = [*(day - ONE_DAY for day in dates[1:]), max(days[-1], dates[-1])]
    return tuple(
        SchoolPeriod(number, begins, ends, sum(begins <= day <= ends for day in days))
        for number, (begins, ends) in enumerate(zip(dates, after, strict=True), start=first)
    )
