"""Days and weeks in the pieces of a line, and the dates that they are in the school year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from toolkit.calendar.words import WEEKDAYS
from toolkit.files.school_days.read import Answer, Year
from toolkit.files.school_days.tokens import Kind, Token
from toolkit.messages import Message

_LONGEST = timedelta(days=100)
"""What is longer than the summer is a range whose ends were changed round."""

_FAR = timedelta(days=120)
_LINKS = (Kind.TO, Kind.AND)
_NAMES_OF_DAYS = frozenset(
    (
        "andre",
        "annen",
        "første",
        "fyrste",
        "påskedag",
        "pinsedag",
        "juledag",
        "nyttårsdag",
        "(",
        "fri",
    )
)
"""Between a dash and its date: 22. mars – 2. påskedag 29. mars, or an English Friday."""


class Unclear(Exception):
    """What was found in a line cannot be; ``message`` is the sentence that says why.

    ``spans`` are the days that may be meant, one or the other; ``answers`` what the line may be.
    """

    def __init__(
        self,
        message: Message,
        spans: Sequence[tuple[date, date]] = (),
        answers: tuple[Answer, ...] = (),
    ) -> None:
        super().__init__(message)
        self.message, self.spans, self.answers = message, spans, answers


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it is printed: the month or the year may stand elsewhere."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """Days, or weeks, that stand together; each is a first and a last one.

    ``by_comma`` is whether commas alone part them, ``is_cut`` whether an end is promised behind
    them that is no date.
    """

    spans: tuple[tuple[Day, Day], ...] = ()
    weeks: tuple[tuple[int, int], ...] = ()
    year: int | None = None
    by_comma: bool = False
    is_cut: bool = False

    def dates(self, year: Year, month: int | None) -> tuple[tuple[date, date], ...]:
        """The first and the last date of each. Raises ``Unclear`` where there is no such date."""
        if self.weeks:
            return tuple(_week_dates(first, last, self.year, year) for first, last in self.weeks)
        return tuple(_span_dates(*span, year) for span in _with_months(self.spans, month))

    def end_of_week(self, year: Year) -> date | None:
        """The last day of the week that is printed beside the days, if one is."""
        return None


def found_at(tokens: Sequence[Token], at: int) -> tuple[Days, int] | None:
    """The days that begin with this piece, and where they end; None where none do."""
    return _weeks_at(tokens, at) or _days_at(tokens, at)


def _weeks_at(tokens: Sequence[Token], at: int) -> tuple[Days, int] | None:
    if tokens[at].kind is not Kind.WEEK:
        return None
    weeks = [(tokens[at].numbers[0],) * 2]
    at += 1
    while (found := _next_week(tokens, at)) is not None:
        week, is_range, at = found
        weeks[-1:] = [(weeks[-1][0], week)] if is_range else [weeks[-1], (week, week)]
    after = at + (at < len(tokens) and tokens[at].text == ",")
    if after < len(tokens) and tokens[after].kind is Kind.YEAR:
        return Days(weeks=tuple(weeks), year=tokens[after].numbers[0]), after + 1
    return Days(weeks=tuple(weeks)), at


def _next_week(tokens: Sequence[Token], at: int) -> tuple[int, bool, int] | None:
    if at + 1 >= len(tokens) or tokens[at].kind not in _LINKS:
        return None
    one = tokens[at + 1]
    after = tokens[at + 2].kind if at + 2 < len(tokens) else None
    is_week = one.kind is Kind.WEEK or (
        one.kind is Kind.DAY and not one.sign and after not in (Kind.MONTH, Kind.TO)
    )
    return (one.numbers[0], tokens[at].kind is Kind.TO, at + 2) if is_week else None


def _days_at(tokens: Sequence[Token], at: int) -> tuple[Days, int] | None:
    found = _day_at(tokens, at)
    if found is None:
        return None
    day, at = found
    spans, by_comma, is_cut = [(day, day)], False, False
    while at < len(tokens) and tokens[at].kind in _LINKS:
        link = at
        while link < len(tokens) and tokens[link].kind in (*_LINKS, Kind.FROM):
            link += 1
        is_range = any(token.kind is Kind.TO for token in tokens[at:link])
        while is_range and link < len(tokens) and tokens[link].text in _NAMES_OF_DAYS:
            link += 1
        found = _day_at(tokens, link) if link < len(tokens) else None
        if found is None:
            is_cut = any(token.kind is Kind.TO and token.text != "-" for token in tokens[at:link])
            break
        if is_range:
            spans[-1] = (spans[-1][0], found[0])
        else:
            by_comma = by_comma or all(token.text == "," for token in tokens[at:link])
            spans.append((found[0], found[0]))
        at = found[1]
    return Days(tuple(spans), by_comma=by_comma, is_cut=is_cut), at


def _day_at(tokens: Sequence[Token], at: int) -> tuple[Day, int] | None:
    weekday = None
    if tokens[at].kind is Kind.WEEKDAY:
        weekday, at = tokens[at].numbers[0], at + 1
        while at < len(tokens) and tokens[at].text in (",", "den", "the", "."):
            at += 1
    found = _plain_day_at(tokens, at) if at < len(tokens) else None
    if found is None:
        return None
    day, at = found
    if day.year is None and day.month is not None:
        after = at + (at < len(tokens) and tokens[at].text == ",")
        if after < len(tokens) and tokens[after].kind is Kind.YEAR:
            day, at = replace(day, year=tokens[after].numbers[0]), after + 1
    return replace(day, weekday=weekday), at


def _plain_day_at(tokens: Sequence[Token], at: int) -> tuple[Day, int] | None:
    one = tokens[at]
    if one.kind is Kind.ISO:
        year, month, day = one.numbers
        return Day(day, month, year), at + 1
    if one.kind is Kind.DATE:
        day, month, *rest = one.numbers
        return Day(day, month, _whole_year(rest[0]) if rest else None), at + 1
    if one.kind is Kind.DAY:
        after = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text == "of")
        if after < len(tokens) and tokens[after].kind is Kind.MONTH:
            return Day(one.numbers[0], tokens[after].numbers[0]), after + 1
        return Day(one.numbers[0]), at + 1
    if one.kind is Kind.MONTH and at + 1 < len(tokens) and tokens[at + 1].kind is Kind.DAY:
        if at + 2 < len(tokens) and tokens[at + 2].kind is Kind.MONTH:
            return None  # a column of months, and a date behind it
        return Day(tokens[at + 1].numbers[0], one.numbers[0]), at + 2
    return None


def _whole_year(number: int) -> int:
    return number if number > 99 else 2000 + number


def _with_months(spans: Sequence[tuple[Day, Day]], month: int | None) -> Iterator[tuple[Day, Day]]:
    """The spans with the months that stand once for several: 22.–26. februar, October 5–9."""
    days = [day for span in spans for day in span]
    for at in reversed(range(len(days) - 1)):
        if days[at].month is None:
            days[at] = replace(days[at], month=days[at + 1].month)
    for before, at in pairwise(range(len(days))):
        if days[at].month is None:
            days[at] = replace(days[at], month=days[before].month)
    if any(day.month is None for day in days):
        if month is None:
            raise Unclear(
                Message(
                    "Which month is {day}? Write it behind the day, as in 14. mai.",
                    day=days[0].day,
                )
            )
        days = [replace(day, month=month) for day in days]
    yield from zip(days[::2], days[1::2], strict=True)


def _span_dates(first: Day, last: Day, year: Year) -> tuple[date, date]:
    if first == last:
        only = _in_school_year(first, year)
        refuse_other_weekdays((only, only), (first.weekday, first.weekday))
        return only, only
    if last.year is not None and first.year is None:
        until = _date(last, last.year)
        since = _date(first, until.year)
        if since > until:
            since = _date(first, until.year - 1)
    else:
        since = _in_school_year(first, year)
        until = _date(last, last.year or since.year)
        if until < since and last.year is None:
            until = _date(last, since.year + 1)
    if until > since + _LONGEST and last.year is not None:
        raise Unclear(
            Message(
                "From the first of these days to the last there are {n}. So long the school is "
                "not closed.",
                n=(until - since).days,
            )
        )
    if not since <= until <= since + _LONGEST:
        raise Unclear(
            Message("This ends before it begins. Write the first day, and then the last.")
        )
    refuse_other_weekdays((since, until), (first.weekday, last.weekday))
    for day in (since, until):
        _refuse_far(day, year)
    return since, until


def _in_school_year(day: Day, year: Year) -> date:
    """The date of a day: of the year that is printed, or in or nearest to the school year."""
    if day.year is not None:
        only = _date(day, day.year)
        _refuse_far(only, year)
        return only
    candidates = range(year.starts.year - 1, year.ends.year + 2)
    # Where a month has no such day, it is no day of another year: 29 February.
    near = replace(day, day=min(day.day, 28))
    found = ((_date_or_none(day, one) or _date_or_none(near, one)) for one in candidates)
    dates = [one for one in found if one is not None]
    if not dates:
        raise _no_such_day(day)
    nearest = min(dates, key=lambda one: (max(year.starts - one, one - year.ends), one))
    return _date(day, nearest.year)


def _date(day: Day, year: int) -> date:
    found = _date_or_none(day, year)
    if found is None:
        raise _no_such_day(day)
    return found


def _date_or_none(day: Day, year: int) -> date | None:
    assert day.month is not None, "the months were filled in"
    try:
        return date(year, day.month, day.day)
    except ValueError:
        return None


def _no_such_day(day: Day) -> Unclear:
    return Unclear(
        Message("There is no such day as {day}.{month}.", day=day.day, month=day.month or 0)
    )


def _refuse_far(day: date, year: Year) -> None:
    if not year.starts - _FAR <= day <= year.ends + _FAR:
        raise Unclear(
            Message(
                "{day} is not in the school year from {starts} to {ends}.",
                day=day,
                starts=year.starts,
                ends=year.ends,
            )
        )


def refuse_other_weekdays(days: tuple[date, date], weekdays: tuple[int | None, int | None]) -> None:
    """Raise ``Unclear`` where one of two dates has another day of the week than is printed."""
    both = list(zip(days, weekdays, strict=True))
    meant = [day if weekday is None else _nearest(day, weekday) for day, weekday in both]
    for (day, weekday), other in zip(both, meant, strict=True):
        if weekday is not None and day != other:
            raise Unclear(
                Message(
                    "{day} is a {found}, and here it says {printed}. Put right what is wrong.",
                    day=day,
                    found=WEEKDAYS[day.weekday()],
                    printed=WEEKDAYS[weekday],
                ),
                [days, (meant[0], meant[1])] if meant[0] <= meant[1] else [days],
            )


def _nearest(day: date, weekday: int) -> date:
    """The nearest date that is this day of the week."""
    ahead = (weekday - day.weekday() + 3) % 7 - 3
    return day + timedelta(days=ahead)


def _week_dates(first: int, last: int, printed: int | None, year: Year) -> tuple[date, date]:
    """Monday of the first week and Friday of the last."""
    since = _monday(first, printed, year)
    until = since
    if first != last:
        found = [_week(last, one) for one in (since.year, since.year + 1)]
        later = [one for one in found if one is not None and since < one <= since + _LONGEST]
        if not later:
            raise Unclear(
                Message("This ends before it begins. Write the first day, and then the last.")
            )
        until = later[0]
    return since, until + timedelta(days=4)


def _monday(week: int, printed: int | None, year: Year) -> date:
    years = range(year.starts.year - 1, year.ends.year + 2) if printed is None else (printed,)
    mondays = [found for one in years if (found := _week(week, one)) is not None]
    if not mondays:
        raise Unclear(Message("There is no week {week}.", week=week))
    monday = min(
        mondays,
        key=lambda one: (max(year.starts - one - timedelta(days=4), one - year.ends), one),
    )
    _refuse_far(monday, year)
    return monday


def _week(week: int, year: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
