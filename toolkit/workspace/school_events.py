"""What the school has put into its own year wheel."""

from contextlib import suppress

from sqlalchemy import Connection, delete

from toolkit.calendar.days import MOST_SCHOOL_EVENTS, SchoolEvent
from toolkit.calendar.school_years import known_year
from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.values import only
from toolkit.workspace import tables
from toolkit.workspace.database import added
from toolkit.workspace.log import SchoolKind, log_school_change
from toolkit.workspace.no_names import refuse_students
from toolkit.workspace.school_rows import rows_of_year
from toolkit.workspace.workspace import Workspace, the_school_year


def add_event(workspace: Workspace, school_year: str, event: SchoolEvent) -> None:
    """Put something into the school's year wheel; what is in it already stands once.

    Raises ``InputError`` where it names a student, for a name in a text cannot be erased, and where
    there are too many.
    """
    only(event, SchoolEvent, "event")
    year = known_year(school_year)
    with workspace.transaction() as connection:
        told = Message("A student is named here. Say what it is without a name.")
        refuse_students(connection, [f"{event.ring} {event.name}"], told, "events")
        kept = _events(connection, year)
        if event in kept:
            return
        if len(kept) >= MOST_SCHOOL_EVENTS:
            message = Message("At most {most} events have room in a year.", most=MOST_SCHOOL_EVENTS)
            raise InputError(message)
        year_id = the_school_year(connection, year)
        values = {"ring": event.ring, "name": event.name, "first": event.first, "last": event.last}
        added(connection, tables.SchoolEvent, school_year_id=year_id, **values)
        log_school_change(connection, year_id, SchoolKind.EVENT_ADDED, workspace.by)


def remove_event(workspace: Workspace, school_year: str, event: SchoolEvent) -> None:
    """Take something out of the school's year wheel."""
    year, table = known_year(school_year), tables.SchoolEvent
    with workspace.transaction() as connection:
        year_id = the_school_year(connection, year)
        connection.execute(
            delete(table).where(
                table.school_year_id == year_id,
                *(table.ring == event.ring, table.name == event.name),
                *(table.first == event.first, table.last == event.last),
            )
        )
        log_school_change(connection, year_id, SchoolKind.EVENT_REMOVED, workspace.by)


def events(workspace: Workspace, school_year: str) -> tuple[SchoolEvent, ...]:
    """What the school has in its year wheel, in the order of the days."""
    with workspace.reading() as connection:
        return tuple(sorted(_events(connection, school_year), key=lambda one: one.first))


def _events(connection: Connection, school_year: str) -> list[SchoolEvent]:
    """Those that can be read; what only a newer version would keep is left alone."""
    found = []
    for row in rows_of_year(connection, tables.SchoolEvent, school_year):
        with suppress(InputError):
            found.append(SchoolEvent(row.ring, row.name, row.first, row.last))
    return found
