"""The periods of a school year in and out of files: as CSV, and as iCalendar for calendars."""

import os
from codecs import BOM_UTF8
from collections.abc import Sequence
from pathlib import Path

from toolkit.calendar.days import Calendar, SchoolPeriod
from toolkit.errors import InputError, Spot
from toolkit.files.atomic import write_whole
from toolkit.files.cells import Cells, as_text, cells_under
from toolkit.files.formats import Tabular, sheets_in
from toolkit.files.makkerbytter import makkerbytter_ics, makkerbytter_in
from toolkit.files.sources import Source, opened
from toolkit.messages import Language, Message, Words
from toolkit.values import only

CALENDAR_COLUMNS = ("period", "starts", "ends", "school_days")
ENDINGS = (".csv", ".ics")
_ICALENDAR = b"BEGIN:VCALENDAR"
_BEGINNING = 64  # bytes


def calendar_to_text(calendar: Calendar) -> str:
    """The CSV text of the periods, one row each."""
    rows = (
        (one.number, one.starts.isoformat(), one.ends.isoformat(), one.school_days)
        for one in only(calendar, Calendar, "calendar").periods
    )
    return as_text((CALENDAR_COLUMNS, *rows))


def write_calendar(
    calendar: Calendar,
    path: str | os.PathLike[str],
    translate: Words = Language.NB,
    school_class: str = "",
) -> None:
    """Write the periods as CSV, or every makkerbytte as iCalendar, as the file's ending says.

    The language, and the class where it is named, are those of the iCalendar file. Raises
    ``InputError`` for another ending, and where the file cannot be written.
    """
    refuse_other_ending(path)
    only(calendar, Calendar, "calendar")
    if Path(path).suffix.lower() == ".ics":
        content = makkerbytter_ics(calendar, school_class, translate)
    else:
        content = calendar_to_text(calendar).encode()
    write_whole(path, content)


def refuse_other_ending(path: str | os.PathLike[str]) -> None:
    """Raise ``InputError`` where a file is to have an ending that no calendar has."""
    file = Path(path)
    if file.suffix.lower() not in ENDINGS and not (file.exists() and not file.is_file()):
        raise InputError(
            Message("Give the file the ending .csv, or .ics for a calendar program."),
            Spot(file.name or str(file)),
        )


def read_calendar(source: Tabular) -> Calendar:
    """The periods in a file, such as ``write_calendar`` writes, as dates that were announced.

    The days off are not in it, nor the interval: of the calendar, only the periods are to be
    relied on; in iCalendar it also stands how often they have been changed, and which are no more.
    Raises ``InputError``, with line and column in a table, for what cannot be read.
    """
    if isinstance(source, str | os.PathLike | Source):
        source = opened(source)
        if source.content[:_BEGINNING].removeprefix(BOM_UTF8).lstrip().startswith(_ICALENDAR):
            return makkerbytter_in(source.name, source.text())
    name, sheets = sheets_in(source)
    rows = cells_under(
        name,
        sheets,
        CALENDAR_COLUMNS[:3],
        frozenset({"school_days"}),
        other_file=lambda missing: Message(
            "This is no calendar. Missing columns: {columns}. Choose a file that the periods of a "
            "school year were saved in.",
            columns=missing,
        ),
        no_lines=Message("The calendar has no lines."),
    )
    periods: list[SchoolPeriod] = []
    for cells in rows:
        periods.append(_period(cells, periods))
    return Calendar.of_periods(tuple(periods))


def _period(cells: Cells, before: Sequence[SchoolPeriod]) -> SchoolPeriod:
    number, starts, ends = cells.number("period"), cells.date("starts"), cells.date("ends")
    assert starts is not None, "an empty cell is refused"
    assert ends is not None
    if ends < starts:
        raise cells.error(Message("A period cannot end before it starts."), "ends")
    if before and number != before[-1].number + 1:
        raise cells.error(
            Message("Period {number} belongs here.", number=before[-1].number + 1), "period"
        )
    if before and starts <= before[-1].ends:
        raise cells.error(
            Message("The period before lasts until {day}.", day=before[-1].ends), "starts"
        )
    told = cells.text("school_days").strip()
    return SchoolPeriod(number, starts, ends, cells.number("school_days") if told else 0)
