"""The days of a school year: which are school days, and how its periods part them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from toolkit.calendar.public import is_public_holiday
from toolkit.errors import InputError, Spot
from toolkit.messages import Message
from toolkit.rules import LONGEST_INTERVAL
from toolkit.shown import counted, line, table
from toolkit.values import count, day, only, settle, several

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1950, 2100
"""Between these, the public holidays are as they are now."""

LONGEST_YEAR = 731
"""Days that a school year may have."""

LONGEST_WORDS = 60
"""Letters of what an event or a ring of the year wheel is called."""

MOST_SCHOOL_EVENTS = 300
"""Events of a school's own in a year."""

_SATURDAY = 5
_USUAL_INTERVAL = 3
_JULY = 7


@dataclass(frozen=True, slots=True)
class DayOff:
    """Days without school, the first and the last included, and what they are called."""

    first: date
    last: date
    name: str = ""

    def __post_init__(self) -> None:
        settle(self, first=as_day(self.first, "first"), last=as_day(self.last, "last"))
        if self.last < self.first:
            raise InputError(
                Message(
                    "The last day, {last}, is before the first, {first}.",
                    first=self.first,
                    last=self.last,
                ),
                Spot("days_off"),
            )

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> Iterator[date]:
        """Every day of it."""
        return days_between(self.first, self.last)


@dataclass(frozen=True, slots=True)
class SchoolEvent:
    """Something at school from the ``first`` to the ``last`` day, in a ``ring`` of the year wheel.

    The ring is one of ``toolkit.calendar.rings`` by its key, or one of the school's own by what it
    is called. Of what stands alone in its ring the ``name`` may be empty. It is about the school:
    nobody is named in it.
    """

    ring: str
    name: str
    first: date
    last: date

    def __post_init__(self) -> None:
        days = DayOff(self.first, self.last)
        ring, name = _words(self.ring, "ring"), _words(self.name, "name")
        if not ring:
            raise InputError(Message("Which ring of the year wheel is it in?"), Spot("ring"))
        settle(self, ring=ring, name=name, first=days.first, last=days.last)


@dataclass(frozen=True, slots=True)
class SchoolPeriod:
    """From one makkerbytte to the day before the next; the last ends on the last school day."""

    number: int
    starts: date
    ends: date
    school_days: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A makkerbytte whose date is another; None where there is no such period."""

    number: int
    before: date | None
    after: date | None

    @property
    def message(self) -> Message:
        """What has become of it."""
        if self.after is None:
            return Message(
                "Period {number}, which was to begin on {before}, is no more.",
                number=self.number,
                before=self.before,
            )
        if self.before is None:
            return Message(
                "Period {number} is new, and begins on {after}.",
                number=self.number,
                after=self.after,
            )
        return Message(
            "The makkerbytte of period {number} moves from {before} to {after}.",
            number=self.number,
            before=self.before,
            after=self.after,
        )


@dataclass(frozen=True, slots=True, repr=False)
class Calendar:
    """A school year from its first to its last day, and the periods that it is parted into.

    ``interval_weeks`` are the school weeks from one makkerbytte to the next. ``revision`` rises
    whenever a period gets other days than had been announced; ``dropped`` are those that had been,
    and are no more. ``events`` are what else the school has in its year.
    """

    starts: date
    ends: date
    interval_weeks: int
    days_off: tuple[DayOff, ...]
    periods: tuple[SchoolPeriod, ...]
    revision: int = 0
    dropped: tuple[SchoolPeriod, ...] = ()
    events: tuple[SchoolEvent, ...] = ()

    def __post_init__(self) -> None:
        settle(
            self,
            starts=as_day(self.starts, "starts"),
            ends=as_day(self.ends, "ends"),
            interval_weeks=count(self.interval_weeks, "interval_weeks", LONGEST_INTERVAL),
            days_off=several(self.days_off, DayOff, "days_off"),
            periods=several(self.periods, SchoolPeriod, "periods"),
            dropped=several(self.dropped, SchoolPeriod, "dropped"),
            events=several(self.events, SchoolEvent, "events"),
        )
        if len(self.events) > MOST_SCHOOL_EVENTS:
            raise InputError(
                Message("At most {most} events have room in a year.", most=MOST_SCHOOL_EVENTS),
                Spot("events"),
            )

    @classmethod
    def of_periods(
        cls,
        periods: tuple[SchoolPeriod, ...],
        revision: int = 0,
        dropped: tuple[SchoolPeriod, ...] = (),
    ) -> "Calendar":
        """These dates, of a school year of which no more than its periods is to be relied on."""
        first, last = periods[0].starts, periods[-1].ends
        return cls(first, last, _USUAL_INTERVAL, (), periods, revision, dropped)

    def __repr__(self) -> str:
        return line(
            "Calendar",
            f"{self.starts} to {self.ends}",
            counted(self.school_days, "school day"),
            counted(len(self.periods), "period"),
        )

    def _repr_html_(self) -> str:
        rows = ((one.number, one.starts, one.ends, one.school_days) for one in self.periods)
        return table(repr(self), ("period", "starts", "ends", "school_days"), rows)

    def is_school_day(self, day: date) -> bool:
        """Whether there is school: Monday to Friday, no public holiday, no day off."""
        return (
            self.starts <= day <= self.ends
            and day.weekday() < _SATURDAY
            and not any(day in off for off in self.days_off)
            and not is_public_holiday(day)
        )

    @property
    def school_days(self) -> int:
        """How many school days the year has."""
        return len(school_days(self.starts, self.ends, self.days_off))

    @property
    def school_days_by_month(self) -> dict[tuple[int, int], int]:
        """How many school days there are in each month of the year: (2026, 8) is August."""
        days = school_days(self.starts, self.ends, self.days_off)
        counts = Counter((day.year, day.month) for day in days)
        months = ((day.year, day.month) for day in days_between(self.starts, self.ends))
        return {month: counts[month] for month in dict.fromkeys(months)}

    def period(self, number: int) -> SchoolPeriod | None:
        """The period of this number, if there is one."""
        return next((one for one in self.periods if one.number == number), None)

    def period_on(self, day: date) -> SchoolPeriod | None:
        """The period that runs on this day, if one does."""
        return next((one for one in self.periods if one.starts <= day <= one.ends), None)

    def next_after(self, day: date) -> SchoolPeriod | None:
        """The first period that begins after this day, if one does."""
        return next((one for one in self.periods if one.starts > day), None)

    @property
    def first_year(self) -> int:
        """The year in which the school year began, also where only its spring is given."""
        return self.starts.year if self.starts.month >= _JULY else self.starts.year - 1

    def with_events(self, events: Iterable[SchoolEvent]) -> "Calendar":
        """The same school year with these events of its school, in the order of their days."""
        own = sorted(several(list(events), SchoolEvent, "events"), key=_in_order)
        return replace(self, events=tuple(dict.fromkeys(own)))

    def replacing(self, before: "Calendar") -> "Calendar":
        """The same dates, for a class that was told of those ``before``.

        What the school has in its year stays. Where a period of the same school year has other
        days now, or is no more, the revision is higher than before.
        """
        if only(before, Calendar, "before").first_year != self.first_year:
            return self
        now = {one.number for one in self.periods}
        told = {one.number: one for one in (*before.dropped, *before.periods)}
        gone = tuple(told[number] for number in sorted(told.keys() - now))
        is_other = _days(self.periods) != _days(before.periods) or gone != before.dropped
        revision = before.revision + is_other
        return replace(self, revision=revision, dropped=gone, events=before.events)

    def moved(self, before: "Calendar") -> tuple[Moved, ...]:
        """Every makkerbytte whose date was another before, or that one of the two has not."""
        was = {one.number: one.starts for one in before.periods}
        now = {one.number: one.starts for one in self.periods}
        return tuple(
            Moved(number, was.get(number), now.get(number))
            for number in sorted(was | now)
            if was.get(number) != now.get(number)
        )


def _words(value: object, field: str) -> str:
    """What something is called, on one line. Raises ``InputError`` where it is too long."""
    words = " ".join(only(value, str, field).split())
    if len(words) > LONGEST_WORDS or not words.isprintable():
        raise InputError(
            Message("Say it on one line, in at most {most} letters.", most=LONGEST_WORDS),
            Spot(field),
        )
    return words


def _in_order(event: SchoolEvent) -> tuple[date, date, str, str]:
    return event.first, event.last, event.ring, event.name


def _days(periods: tuple[SchoolPeriod, ...]) -> list[tuple[int, date, date]]:
    return [(one.number, one.starts, one.ends) for one in periods]


def as_day(value: object, field: str) -> date:
    """The day, also of a text such as 2026-08-17. Raises ``InputError`` for what is none."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            raise InputError(
                Message("Write the date as year-month-day: 2026-08-17."), Spot(field)
            ) from None
    return day(value, field)


def weekday_after(day: date) -> date:
    """The first day after it that is no Saturday or Sunday."""
    after = day + ONE_DAY
    while after.weekday() >= _SATURDAY:
        after += ONE_DAY
    return after


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last, both included."""
    for at in range((last - first).days + 1):
        yield first + timedelta(days=at)


def school_days(first: date, last: date, days_off: tuple[DayOff, ...]) -> list[date]:
    """The school days from the first to the last day, both included, in order."""
    off = {
        day for one in days_off for day in days_between(max(one.first, first), min(one.last, last))
    }
    return [
        day
        for day in days_between(first, last)
        if day.weekday() < _SATURDAY and day not in off and not is_public_holiday(day)
    ]
