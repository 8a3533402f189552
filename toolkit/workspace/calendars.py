"""The school year of a class as text in its row, and back: nobody is named in it."""

import json
from collections.abc import Iterable
from datetime import date

from toolkit.calendar.days import Calendar, DayOff, SchoolEvent, SchoolPeriod


def calendar_as_text(calendar: Calendar | None) -> str:
    """The school year as JSON; empty where there is none."""
    if calendar is None:
        return ""
    return json.dumps(
        {
            "starts": calendar.starts.isoformat(),
            "ends": calendar.ends.isoformat(),
            "interval_weeks": calendar.interval_weeks,
            "revision": calendar.revision,
            "days_off": [
                [one.first.isoformat(), one.last.isoformat(), one.name] for one in calendar.days_off
            ],
            "periods": _rows(calendar.periods),
            "dropped": _rows(calendar.dropped),
            "events": [
                [one.ring, one.name, one.first.isoformat(), one.last.isoformat()]
                for one in calendar.events
            ],
        },
        ensure_ascii=False,
    )


def calendar_in(text: str) -> Calendar | None:
    """The school year that a text tells. Raises ``ValueError`` and others where it is damaged."""
    if not text:
        return None
    told = json.loads(text)
    day = date.fromisoformat
    return Calendar(
        day(told["starts"]),
        day(told["ends"]),
        told["interval_weeks"],
        tuple(DayOff(day(first), day(last), str(name)) for first, last, name in told["days_off"]),
        _periods(told["periods"]),
        int(told["revision"]),
        _periods(told.get("dropped", ())),  # what was kept before there were any has neither
        tuple(
            SchoolEvent(str(ring), str(name), day(first), day(last))
            for ring, name, first, last in told.get("events", ())
        ),
    )


def _rows(periods: Iterable[SchoolPeriod]) -> list[list[int | str]]:
    return [
        [one.number, one.starts.isoformat(), one.ends.isoformat(), one.school_days]
        for one in periods
    ]


def _periods(rows: Iterable[tuple[int, str, str, int]]) -> tuple[SchoolPeriod, ...]:
    return tuple(
        SchoolPeriod(int(number), date.fromisoformat(starts), date.fromisoformat(ends), int(days))
        for number, starts, ends, days in rows
    )
