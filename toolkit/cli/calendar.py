"""The school year as the command line asks for it, and what the program tells of it."""

import argparse
from collections.abc import Iterator

from toolkit.calendar.days import Calendar
from toolkit.calendar.year import school_year
from toolkit.errors import InputError
from toolkit.files.atomic import write_whole
from toolkit.files.calendars import read_calendar
from toolkit.files.days_off import read_days_off
from toolkit.files.school_days.read import DaysOffRead
from toolkit.files.school_events import read_events
from toolkit.messages import Message, Translator


def calendar_for(options: argparse.Namespace) -> tuple[Calendar, DaysOffRead, Calendar | None]:
    """The school year, what was read of its days off, and the dates that were announced.

    Raises ``InputError`` for a line that is not understood, and for a printed count of school
    days that the calendar does not have.
    """
    if options.from_day is not None and options.announced is None:
        raise InputError(Message("Give --announced as well: --from says which dates may move."))
    files = [file for several in options.days_off for file in several]
    read = read_days_off(files, options.starts, options.ends)
    announced = None if options.announced is None else read_calendar(options.announced)
    calendar = school_year(
        options.starts,
        options.ends,
        options.interval,
        read.days_off,
        announced=announced,
        from_day=options.from_day,
    )
    if options.events:
        calendar = calendar.with_events(
            event for file in options.events for event in read_events(file)
        )
    for difference in read.differing(calendar):
        raise difference
    return calendar, read, announced


def write_wheel(calendar: Calendar, path: str, translate: Translator) -> None:
    """Write the year wheel as a page to print."""
    from toolkit.paper.year_wheel import year_wheel_pdf

    write_whole(path, year_wheel_pdf(calendar, language=translate))


def as_json_value(calendar: Calendar, announced: Calendar | None) -> dict[str, object]:
    """What ``--json`` tells of a school year."""
    months = calendar.school_days_by_month.items()
    return {
        "starts": calendar.starts.isoformat(),
        "ends": calendar.ends.isoformat(),
        "interval": calendar.interval_weeks,
        "school_days": calendar.school_days,
        "school_days_by_month": {f"{year}-{month:02}": days for (year, month), days in months},
        "days_off": [
            {"first": one.first.isoformat(), "last": one.last.isoformat(), "name": one.name}
            for one in calendar.days_off
        ],
        "periods": [
            {
                "period": one.number,
                "starts": one.starts.isoformat(),
                "ends": one.ends.isoformat(),
                "school_days": one.school_days,
            }
            for one in calendar.periods
        ],
        "events": [
            {
                "ring": one.ring,
                "name": one.name,
                "first": one.first.isoformat(),
                "last": one.last.isoformat(),
            }
            for one in calendar.events
        ],
        "moved": [
            {
                "period": one.number,
                "before": one.before and one.before.isoformat(),
                "after": one.after and one.after.isoformat(),
            }
            for one in (() if announced is None else calendar.moved(announced))
        ],
    }


def told(calendar: Calendar, read: DaysOffRead, announced: Calendar | None) -> Iterator[Message]:
    """What must be known: which dates moved, and what was read as no day off."""
    if announced is not None:
        moved = calendar.moved(announced)
        yield from (one.message for one in moved)
        if not moved:
            yield Message("No date that was announced moves.")
    for line in read.events:
        where = line.spot.message()
        yield Message("{where}: there is school on these days: {text}", where=where, text=line.text)
