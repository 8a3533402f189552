"""What the front door says of a school year, judged day by day, by nothing that it is made with."""

from collections.abc import Iterable
from datetime import date, timedelta

from dateutil.easter import easter

from toolkit.calendar.days import Calendar

DAY = timedelta(days=1)


def holidays(year: int) -> set[date]:
    """The public holidays of Norway, counted from Easter."""
    sunday = easter(year)
    fixed = {date(year, *day) for day in ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))}
    return fixed | {sunday + n * DAY for n in (-3, -2, 0, 1, 39, 49, 50)}


def is_school_day(day: date, starts: date, ends: date, off: Iterable[tuple[date, date]]) -> bool:
    return (
        starts <= day <= ends
        and day.isoweekday() <= 5
        and day not in holidays(day.year)
        and not any(first <= day <= last for first, last in off)
    )


def first_days(starts: date, ends: date, off: Iterable[tuple[date, date]]) -> list[date]:
    """The first school day of every week with three of them or more."""
    off = list(off)
    found = []
    monday = starts - starts.weekday() * DAY
    while monday <= ends:
        week = [monday + n * DAY for n in range(5)]
        days = [day for day in week if is_school_day(day, starts, ends, off)]
        if len(days) >= 3:
            found.append(days[0])
        monday += 7 * DAY
    return found


def expected(
    starts: date, ends: date, interval: int, off: Iterable[tuple[date, date]]
) -> list[tuple[int, date, date, int]]:
    """The periods as the front door words them: number, first day, last day, school days."""
    off = list(off)
    weeks = first_days(starts, ends, off)
    dates, at = [weeks[0]], interval
    while at < len(weeks) and 2 * (len(weeks) - at) >= interval:
        dates.append(weeks[at])
        at += interval
    day = ends
    while not is_school_day(day, starts, ends, off):
        day -= DAY
    lasts = [*(one - DAY for one in dates[1:]), day]
    periods = []
    for number, (first, last) in enumerate(zip(dates, lasts, strict=True), start=1):
        days = ((first + n * DAY) for n in range((last - first).days + 1))
        periods.append(
            (number, first, last, sum(is_school_day(d, starts, ends, off) for d in days))
        )
    return periods


def as_rows(calendar: Calendar) -> list[tuple[int, date, date, int]]:
    return [(one.number, one.starts, one.ends, one.school_days) for one in calendar.periods]


def most_kept(
    weeks: list[date], at: int, earliest: date, interval: int, told: set[date]
) -> int | None:
    """The most announced dates that can be kept behind the makkerbytte of week ``at``.

    From each makkerbytte to the next there is the interval, or a week more or less, and the last
    has as many weeks as a last period may have. None where there is no such way to part the year.
    """
    fewest = -(-interval // 2)
    kept: dict[int, int] = {at: 0}
    for week in range(at + 1, len(weeks)):
        if weeks[week] < earliest:
            continue
        before = [week - gap for gap in (interval - 1, interval, interval + 1) if gap > 0]
        found = [kept[one] for one in before if one in kept]
        if found:
            kept[week] = max(found) + (weeks[week] in told)
    ends = [kept[week] for week in kept if fewest <= len(weeks) - week < interval + fewest]
    return max(ends, default=None)
