"""Days off in: from iCalendar, a municipality's list of days, or lines as schools print them.

Which of them a file is, is told by what is in it. Whatever is not understood is said, with its
line; nothing is skipped in silence.
"""

import re
from collections.abc import Iterable
from datetime import date
from os import PathLike

from toolkit.calendar.days import DayOff, as_day
from toolkit.errors import InputError, Spot
from toolkit.files.formats import grids_of
from toolkit.files.limits import LONGEST_DAYS_LINE, MOST_DAYS_BYTES, MOST_DAYS_LINES
from toolkit.files.school_days.day_list import is_day_list, listed_days
from toolkit.files.school_days.ical import events_in, is_icalendar
from toolkit.files.school_days.markers import with_markers
from toolkit.files.school_days.printed import printed_lines
from toolkit.files.school_days.read import DaysOffRead, ReadLine, Year
from toolkit.files.sources import Readable, Source, opened
from toolkit.messages import Message

_ZIP = b"PK\x03\x04"
_HEADINGS = re.compile(r"[^\n]{0,200}\bdato\b[^\n]{0,200}\belevdag\b", re.IGNORECASE)


def read_days_off(
    sources: Readable | Iterable[Readable], starts: date | str, ends: date | str
) -> DaysOffRead:
    """What files or pasted lines say of the days of a school year, line by line.

    Dates without a year are dates of the school year from ``starts`` to ``ends``. What is unclear
    is in ``unclear``, and its ``days_off`` raise then. Raises ``InputError`` for a file that
    cannot be read at all, or is of another year.
    """
    year = Year(as_day(starts, "starts"), as_day(ends, "ends"))
    given = [sources] if isinstance(sources, str | PathLike | Source) else sources
    lines = [line for source in given for line in _lines(source, year)]
    return DaysOffRead(tuple(with_markers(lines, year)))


def days_off_as_lines(days: Iterable[DayOff]) -> str:
    """Days off as lines of text, each of which is read as the same days again."""
    return "".join(f"{_as_line(day)}\n" for day in days)


def lines_in(source: Readable, starts: date | str, ends: date | str) -> str:
    """What a file says of the days off, as lines of text: printed lines as they are.

    Of iCalendar and a list of days, what is unclear has lines too, to be asked about. Raises
    ``InputError`` as ``read_days_off`` does.
    """
    read, upload = read_days_off(source, starts, ends), opened(source)
    if not _is_table(upload) and not is_icalendar(upload.text()):
        return upload.text()
    unclear = (f"{_span(day)} {line.text}\n" for line in read.unclear for day in line.days)
    return days_off_as_lines(read.understood) + "".join(unclear)


def _as_line(day: DayOff) -> str:
    span = _span(day)
    line = f"{span} {day.name}".strip()
    read = read_days_off(Source("", line.encode()), day.first, day.last)
    same = [(one.first, one.last) for one in read.understood] == [(day.first, day.last)]
    return line if same else f"{span} fri"


def _span(day: DayOff) -> str:
    return "–".join(f"{one:%d.%m.%Y}" for one in dict.fromkeys((day.first, day.last)))


def _lines(source: Readable, year: Year) -> list[ReadLine]:
    upload = opened(source)
    spot = Spot(upload.name)
    if _is_table(upload):
        sheets = grids_of(upload)
        if is_day_list(sheets):
            return listed_days(upload.name, sheets, year)
        raise InputError(
            Message(
                "This is no list of days: it needs the columns dato and elevdag. Or paste the "
                "lines as they are printed."
            ),
            spot,
        )
    if len(upload.content) > MOST_DAYS_BYTES:
        raise InputError(
            Message("The file is larger than any school's calendar. Choose the calendar itself."),
            spot,
        )
    text = upload.text()
    if is_icalendar(text):
        return events_in(upload.name, text, year)
    _refuse_too_long(upload.name, text)
    return printed_lines(upload.name, text, year)


def _is_table(upload: Source) -> bool:
    return upload.content.startswith(_ZIP) or bool(_HEADINGS.search(_beginning(upload)))


def _beginning(upload: Source) -> str:
    """The first letters of a file, whatever they are encoded in."""
    return upload.content[:1000].replace(b"\0", b"").decode("latin-1")


def _refuse_too_long(file: str, text: str) -> None:
    lines = text.splitlines()
    if len(lines) > MOST_DAYS_LINES:
        raise InputError(
            Message("The file is larger than any school's calendar. Choose the calendar itself."),
            Spot(file),
        )
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_DAYS_LINE:
            raise InputError(
                Message("This line is far too long to be days off. Is this another file?"),
                Spot(file, number),
            )
