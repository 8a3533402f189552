"""The calendars of a school's classes."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from toolkit.calendar.days import Calendar
from toolkit.calendar.school_years import known_year
from toolkit.workspace import tables
from toolkit.workspace.calendars import calendar_in
from toolkit.workspace.loading import Unreadable, whole
from toolkit.workspace.school_rows import rows_of_year
from toolkit.workspace.workspace import Workspace


def calendars(workspace: Workspace, school_year: str) -> tuple[Calendar, ...]:
    """The school years of the classes that have one; made-up classes are left out.

    Of one that cannot be read, the list of all classes tells.
    """
    with workspace.reading() as connection:
        classes = rows_of_year(connection, tables.SchoolClass, known_year(school_year))
        texts = [row.calendar for row in classes if not row.sample]
    return tuple(_readable(texts))


def _readable(texts: Iterable[str]) -> Iterator[Calendar]:
    for text in texts:
        with suppress(Unreadable), whole():
            calendar = calendar_in(text)
            if calendar is not None:
                yield calendar
