"""The school's year wheel, from its classes and what is kept beside them."""

from toolkit.calendar.school_years import known_year, school_year_of
from toolkit.now import today
from toolkit.school.wheel import SchoolWheel, school_wheel_of
from toolkit.values import only
from toolkit.workspace.school_calendars import calendars
from toolkit.workspace.school_events import events
from toolkit.workspace.school_tasks import tasks
from toolkit.workspace.workspace import Workspace


def school_wheel(workspace: Workspace, school_year: str | None = None) -> SchoolWheel:
    """The wheel of a school year (2026/2027), the one that it is now without one.

    Raises ``InputError`` for what is no school year.
    """
    only(workspace, Workspace, "workspace")
    year = school_year_of(today()) if school_year is None else known_year(school_year)
    return school_wheel_of(
        year, calendars(workspace, year), events(workspace, year), tasks(workspace, year)
    )
