"""Days off out of an iCalendar file: whole days, of one day or more, once or again and again.

A calendar may come from anywhere: rules of repetition that could be followed for ever are refused.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from toolkit.calendar.days import ONE_DAY, DayOff
from toolkit.errors import InputError, Spot
from toolkit.files.limits import MOST_EVENTS, MOST_REPEATED
from toolkit.files.school_days.printed import WHETHER_OFF
from toolkit.files.school_days.read import ReadLine, Said, Year, of_another_year
from toolkit.files.school_days.statements import words_of
from toolkit.files.school_days.tokens import plainly, tokens_of
from toolkit.files.school_days.words import is_only_for_some, name_in, said_of
from toolkit.messages import Message

if TYPE_CHECKING:
    from icalendar import Calendar as Events
    from icalendar import Component, Event

_BEGINS = re.compile(r"^BEGIN:", re.IGNORECASE | re.MULTILINE)
_EVENT = re.compile(r"^BEGIN:VEVENT\s*$", re.IGNORECASE | re.MULTILINE)
_ALLOWED = {
    "DAILY": frozenset({"BYDAY", "BYMONTH"}),
    "WEEKLY": frozenset({"BYDAY", "BYMONTH"}),
    "MONTHLY": frozenset({"BYDAY", "BYMONTHDAY", "BYSETPOS"}),
    "YEARLY": frozenset({"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYWEEKNO", "BYYEARDAY"}),
}
"""What a rule may ask for; with it, a day is found soon or the search is short."""

_OLDEST = 1970
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_icalendar(text: str) -> bool:
    """Whether a text begins as iCalendar does."""
    return text.lstrip()[:15].upper() == "BEGIN:VCALENDAR"


def events_in(file: str, text: str, year: Year) -> list[ReadLine]:
    """A line for each event in the school year. Raises ``InputError`` for what cannot be read."""
    if len(_BEGINS.findall(text)) > MOST_EVENTS:
        raise InputError(
            Message(
                "The calendar holds more than {most} entries. Choose the calendar of the school "
                "alone.",
                most=MOST_EVENTS,
            ),
            Spot(file),
        )
    places = _places(text)
    try:
        calendars = _calendars(text)
        lines = []
        for calendar in calendars:
            _refuse_endless(file, calendar, places)
            lines += [_line(file, event, places) for event in _in_year(calendar, year)]
    except InputError:
        raise
    except Exception:
        # The libraries have no one error for what they cannot read, and their words hold the text.
        raise InputError(
            Message(
                "This calendar is damaged, or holds what is no date. Download it once more, and "
                "try again."
            ),
            Spot(file),
        ) from None
    if not lines and _EVENT.search(text):
        raise of_another_year(file, year)
    return _joined(lines)


def _calendars(text: str) -> "list[Events]":
    """What the text holds, all of it: of a calendar that breaks off, a part may be missing."""
    from icalendar import Calendar

    calendars = list(Calendar.from_ical(text.strip(), multiple=True))
    found = sum(len(calendar.walk("VEVENT")) for calendar in calendars)
    if not calendars or found != len(_EVENT.findall(text)):
        raise ValueError
    return calendars


def _in_year(calendar: "Events", year: Year) -> "list[Event]":
    import recurring_ical_events

    query = recurring_ical_events.of(calendar, components=["VEVENT"])
    return list(query.between(year.starts, year.ends + ONE_DAY))


def _places(text: str) -> dict[str, int]:
    """The line on which the event of each UID begins."""
    places: dict[str, int] = {}
    begins = 1
    for number, line in enumerate(text.splitlines(), start=1):
        if line.upper().startswith("BEGIN:VEVENT"):
            begins = number
        elif line.upper().startswith("UID"):
            places.setdefault(line.partition(":")[2].strip(), begins)
    return places


def _spot(file: str, event: "Component", places: dict[str, int]) -> Spot:
    return Spot(file, places.get(str(event.get("UID", "")).strip()))


def _refuse_endless(file: str, calendar: "Events", places: dict[str, int]) -> None:
    """Raise ``InputError`` for a rule that a program could follow for very long."""
    repeated = 0
    for event in calendar.walk("VEVENT"):
        rules = event.get("RRULE")
        if rules is None:
            continue
        several = rules if isinstance(rules, list) else [rules]
        repeated += len(several)
        if repeated > MOST_REPEATED or event.get("EXRULE") is not None:
            raise _too_repeated(_spot(file, event, places))
        first = _day_of(event.get("DTSTART"))
        for rule in several:
            if first is None or first.year < _OLDEST or not _is_followable(rule):
                raise _too_repeated(_spot(file, event, places))


def _is_followable(rule: dict[str, Any]) -> bool:
    parts = {str(key).upper(): value for key, value in rule.items()}
    frequency = "".join(map(str, parts.get("FREQ", ()))).upper()
    asked = {key for key in parts if key.startswith("BY")}
    if frequency not in _ALLOWED or not asked <= _ALLOWED[frequency]:
        return False
    interval = _number(parts.get("INTERVAL", [1]))
    if interval < 1 or (frequency in ("DAILY", "WEEKLY") and interval > 1 and "BYMONTH" in asked):
        return False
    if frequency == "DAILY" and interval > 1 and asked:
        return False
    if asked & {"BYWEEKNO", "BYYEARDAY"} and not asked <= {"BYWEEKNO", "BYYEARDAY", "BYDAY"}:
        return False
    if {"BYMONTH", "BYMONTHDAY"} <= asked:
        months = [_LONGEST_MONTHS[(int(month) - 1) % 12] for month in parts["BYMONTH"]]
        return any(abs(int(day)) <= max(months) for day in parts["BYMONTHDAY"])
    return True


def _number(values: Any) -> int:
    return int(values[0] if isinstance(values, list) else values)


def _too_repeated(spot: Spot) -> InputError:
    return InputError(
        Message(
            "How this event is repeated is not understood. Write its days as lines of text "
            "instead, and take it out of the calendar."
        ),
        spot,
    )


def _line(file: str, event: "Event", places: dict[str, int]) -> ReadLine:
    title = " ".join(str(event.get("SUMMARY", "")).split())
    first, last, is_whole = _days(event)
    words = words_of(tokens_of(plainly(title)))
    said = said_of(words)
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        said = Said.EVENT
    days = (DayOff(first, last, name_in(title, words)),)
    line = ReadLine(title, _spot(file, event, places), said, days)
    if not is_whole and said is Said.UNCLEAR:
        return ReadLine(title, line.spot, Said.EVENT, ())
    if said is Said.UNCLEAR or (said is Said.OFF and (not is_whole or is_only_for_some(words))):
        return line.unclear(_unclear(first))
    return line


def _unclear(first: date) -> Message:
    return Message("{day}: {question}", day=first, question=WHETHER_OFF)


def _days(event: "Event") -> tuple[date, date, bool]:
    """The first and the last day of an event, and whether it lasts whole days."""
    start, end = event.start, event.end
    first = start.date() if isinstance(start, datetime) else start
    if not isinstance(start, datetime):
        last = end.date() if isinstance(end, datetime) else end
        return first, max(first, last - ONE_DAY), True
    assert isinstance(end, datetime)
    is_whole = start.time() == time() and end.time() == time() and end - start >= timedelta(days=1)
    last = (end - timedelta(microseconds=1)).date() if end > start else first
    return first, max(first, last), is_whole


def _day_of(value: Any) -> date | None:
    found = getattr(value, "dt", None)
    if isinstance(found, datetime):
        return found.date()
    return found if isinstance(found, date) else None


def _joined(lines: list[ReadLine]) -> list[ReadLine]:
    """Every event once, in the order of their days."""
    return sorted(
        dict.fromkeys(lines), key=lambda line: line.days[0].first if line.days else date.max
    )
