"""What stands in a school's year wheel, ring by ring: a list of days, drawn and told alike."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from toolkit.calendar.days import Calendar, DayOff, SchoolEvent, days_between
from toolkit.calendar.rings import Ring, ring_title
from toolkit.calendar.weeks import monday_of, weeks_of
from toolkit.messages import Message

CLASS_MEETING_WEEKS = 8
"""School weeks from one class meeting to the next."""

PARENTS_WEEK = 4
"""The school week, of the year and again after Christmas, in which parents may be met."""

EVALUATION_WEEK = 6
"""The school week, from the last of the year, in which students and teachers may be asked."""

_FRIDAY = timedelta(days=4)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WheelEvent:
    """Days in a ring of the wheel, and what they are, in words or as the school has called it.

    ``is_suggested`` while the school has not said when it is.
    """

    ring: Message
    name: Message
    first: date
    last: date
    is_suggested: bool = False

    @property
    def title(self) -> Message:
        """What it is, and whether it is no more than a suggestion."""
        if self.is_suggested:
            return Message("{name} (suggestion)", name=self.name)
        return self.name


def wheel_events(
    calendar: Calendar, rings: Mapping[str, Sequence[DayOff]] | None = None
) -> tuple[WheelEvent, ...]:
    """Every event of the wheel: periods, days off, the programme's events, and the school's own.

    Those of the school are the events of the calendar and the days in ``rings``. As long as it has
    none in a ring of the programme, suggestions stand there: a class meeting in every eighth school
    week, the training before the first, parents' meetings in autumn and in winter, and the
    evaluation in spring.
    """
    own = [
        *calendar.events,
        *(
            SchoolEvent(ring, event.name, event.first, event.last)
            for ring, events in (rings or {}).items()
            for event in events
        ),
    ]
    taken = dict.fromkeys(event.ring for event in own)
    found = [
        *_periods(calendar),
        *_days_off(calendar),
        *((ring, event) for ring, event in _suggested(calendar) if ring not in taken),
        *((event.ring, _own(event)) for event in own),
    ]
    order = list(dict.fromkeys([*map(str, Ring), *taken]))
    found.sort(key=lambda one: (order.index(one[0]), one[1].first))
    return tuple(event for _ring, event in found)


def _periods(calendar: Calendar) -> Iterator[tuple[str, WheelEvent]]:
    for one in calendar.periods:
        name = Message("Period {number}", number=one.number)
        yield Ring.MAKKERBYTTE, WheelEvent(Ring.MAKKERBYTTE.words, name, one.starts, one.ends)


def _days_off(calendar: Calendar) -> Iterator[tuple[str, WheelEvent]]:
    for one in calendar.days_off:
        if one.last >= calendar.starts and one.first <= calendar.ends:
            name = Message("{name}", name=one.name) if one.name else Message("Day off")
            yield Ring.DAYS_OFF, WheelEvent(Ring.DAYS_OFF.words, name, one.first, one.last)


def event_title(event: SchoolEvent) -> Message:
    """What an event is called where its ring is not seen."""
    title = ring_title(event.ring)
    return Message("{ring}: {name}", ring=title, name=event.name) if event.name else title


def _own(event: SchoolEvent) -> WheelEvent:
    title = ring_title(event.ring)
    name = Message("{name}", name=event.name) if event.name else title
    return WheelEvent(title, name, event.first, event.last)


def _suggested(calendar: Calendar) -> Iterator[tuple[str, WheelEvent]]:
    """When the events of the programme may be; on which days is the school's to say."""
    days = days_between(calendar.starts, calendar.ends)
    weeks = weeks_of([day for day in days if calendar.is_school_day(day)]).first_days
    yield _in_week(Ring.TRAINING, monday_of(calendar.starts) - _WEEK)
    for first in weeks[CLASS_MEETING_WEEKS - 1 :: CLASS_MEETING_WEEKS]:
        yield _in_week(Ring.CLASS_MEETING, first)
    in_spring = [day for day in weeks if day.year > calendar.first_year]
    for half in (weeks, in_spring):
        for first in half[PARENTS_WEEK - 1 : PARENTS_WEEK]:
            yield _in_week(Ring.PARENTS, first)
    for first in weeks[-EVALUATION_WEEK : len(weeks) - EVALUATION_WEEK + 1]:
        yield _in_week(Ring.EVALUATION, first)


def _in_week(ring: Ring, first: date) -> tuple[str, WheelEvent]:
    last = monday_of(first) + _FRIDAY
    return ring, WheelEvent(ring.words, ring.words, first, last, is_suggested=True)
