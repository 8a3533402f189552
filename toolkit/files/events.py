"""Dated events as iCalendar, which a calendar program takes in, and takes in again.

An event has the same UID for as long as its key is the same. What is made later counts as newer, so
that an event that is taken in again moves and never doubles. Nothing in it comes from the clock:
the same events made on the same day are the same bytes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from toolkit.calendar.days import ONE_DAY

_EPOCH = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Dated:
    """Whole days from the ``first`` to the ``last``; or some ``minutes`` from ``at`` on the first.

    ``key`` tells it from all others, in every language.
    """

    key: str
    title: str
    first: date
    last: date
    told: str = ""
    place: str = ""
    at: time | None = None
    minutes: int = 0


def events_ics(events: Iterable[Dated], on: date) -> bytes:
    """The bytes of an iCalendar file with these events, made ``on`` a day."""
    return ics_of("events", (_event(one, on) for one in events))


def ics_of(what: str, events: Iterable[Any]) -> bytes:
    """The bytes of an iCalendar file with events of the library's; ``what`` they are."""
    from icalendar import Calendar as Events

    file = Events()
    file.add("prodid", f"-//makkerskap//{what}//")
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    for event in events:
        file.add_component(event)
    return bytes(file.to_ical())


def event_of(key: str, title: str, told: str = "") -> Any:
    """An event of the library's that has no time yet; the same key gives the same UID."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, key)}@makkerskap")
    event.add("summary", title)
    if told:
        event.add("description", told)
    return event


def put_on_days(event: Any, first: date, last: date) -> None:
    """Let an event be on whole days, on which one is free all the same."""
    event.add("dtstart", first)
    event.add("dtend", last + ONE_DAY)  # the day after, as iCalendar has it
    event.add("transp", "TRANSPARENT")


def _event(one: Dated, on: date) -> Any:
    event = event_of(one.key, one.title, one.told)
    event.add("dtstamp", datetime(on.year, on.month, on.day, tzinfo=UTC))
    event.add("sequence", max(0, (on - _EPOCH).days))
    if one.at is None:
        put_on_days(event, one.first, one.last)
    else:  # the time of the place, wherever the calendar program is
        begins = datetime.combine(one.first, one.at)
        event.add("dtstart", begins)
        event.add("dtend", begins + timedelta(minutes=one.minutes))
    if one.place:
        event.add("location", one.place)
    return event
