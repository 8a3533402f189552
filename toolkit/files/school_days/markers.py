"""First and last school days: what they say of the days before and behind them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from toolkit.calendar.days import ONE_DAY, DayOff, school_days
from toolkit.files.school_days.read import ReadLine, Said, Year
from toolkit.files.school_days.tokens import plainly
from toolkit.files.school_days.words import is_after_a_break, is_before_a_break
from toolkit.messages import Message

_BEGINNING = timedelta(days=45)
_ENDING = timedelta(days=75)
_LONGEST_BREAK = timedelta(days=40)
_MARKERS = (Said.FIRST, Said.LAST)


def with_markers(lines: Sequence[ReadLine], year: Year) -> list[ReadLine]:
    """The lines, where first and last school days have the days off that follow from them.

    Before the first of the year and behind its last there is no school, nor between the last day
    before a break and the first after it. What does not fit the days off is unclear.
    """
    off = tuple(day for line in lines if line.said is Said.OFF for day in line.days)
    marked = sorted(
        (at for at, line in enumerate(lines) if line.said in _MARKERS),
        key=lambda at: lines[at].days[0].first,
    )
    read = list(lines)
    for place, at in enumerate(marked):
        following = lines[marked[place + 1]] if place + 1 < len(marked) else None
        before = lines[marked[place - 1]] if place else None
        read[at] = _marked(lines[at], before, following, off, year)
    return read


def _marked(
    line: ReadLine,
    before: ReadLine | None,
    following: ReadLine | None,
    off: tuple[DayOff, ...],
    year: Year,
) -> ReadLine:
    day = line.days[0].first
    if year.starts <= day <= year.ends and not school_days(day, day, off):
        return line.unclear(
            Message("Here {day} is a school day, and elsewhere it is a day off.", day=day)
        )
    if line.said is Said.FIRST:
        if _begins_the_year(line, year):
            return replace(line, days=_off(year.starts, day - ONE_DAY))
        if before is not None and _is_break(before, line, year):
            return replace(line, days=())  # the line of the last day has them
        if day > year.starts and _school_on(_weekday_beside(day, -1), off, year):
            return line.unclear(
                Message(
                    "School begins again on {day}, and the days before it are school days. "
                    "Write which days are off.",
                    day=day,
                )
            )
        return replace(line, days=())
    if following is not None and _is_break(line, following, year):
        return replace(line, days=_off(day + ONE_DAY, following.days[0].first - ONE_DAY))
    if _ends_the_year(line, year):
        return replace(line, days=_off(day + ONE_DAY, year.ends))
    if _school_on(_weekday_beside(day, 1), off, year):
        return line.unclear(
            Message(
                "School ends on {day}, and the days behind it are school days. Write which days "
                "are off.",
                day=day,
            )
        )
    return replace(line, days=())


def _begins_the_year(line: ReadLine, year: Year) -> bool:
    near = line.days[0].first <= year.starts + _BEGINNING
    return near and not is_after_a_break(plainly(line.text))


def _ends_the_year(line: ReadLine, year: Year) -> bool:
    words = plainly(line.text)
    near = line.days[0].first >= year.ends - _ENDING
    return near and (not is_before_a_break(words) or "sommer" in words or "summer" in words)


def _is_break(last: ReadLine, first: ReadLine, year: Year) -> bool:
    """Whether two days that follow one another are the last before a break and the first after."""
    between = first.days[0].first - last.days[0].first
    return (
        last.said is Said.LAST
        and first.said is Said.FIRST
        and ONE_DAY < between <= _LONGEST_BREAK
        and not _begins_the_year(first, year)
    )


def _off(first: date, last: date) -> tuple[DayOff, ...]:
    return (DayOff(first, last),) if first <= last else ()


def _weekday_beside(day: date, step: int) -> date:
    """The nearest day before or behind that is no Saturday or Sunday."""
    day += step * ONE_DAY
    while day.weekday() >= 5:
        day += step * ONE_DAY
    return day


def _school_on(day: date, off: Iterable[DayOff], year: Year) -> bool:
    return year.starts <= day <= year.ends and bool(school_days(day, day, tuple(off)))
