"""What whoever takes over needs to know, from all that the workspace has of a school year."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.calendar.days import Calendar, SchoolEvent
from toolkit.calendar.school_years import known_year, school_year_of
from toolkit.calendar.wheel import event_title
from toolkit.messages import plural
from toolkit.now import today
from toolkit.school.handing_over import NEXT_DATES, Coming, HandingOver
from toolkit.school.tasks import DueTask
from toolkit.school.words import TASKS
from toolkit.values import day, only
from toolkit.workspace.adaptations import adaptations_of_year
from toolkit.workspace.school_calendars import calendars
from toolkit.workspace.school_events import events
from toolkit.workspace.school_staff import staff
from toolkit.workspace.school_tasks import tasks
from toolkit.workspace.workspace import Workspace


def handing_over(
    workspace: Workspace, school_year: str | None = None, *, on: date | None = None
) -> HandingOver:
    """How the programme stands in a school year (2026/2027), the one that it is now without one.

    It is as it stands ``on`` a day, today where none is given. The staff is named in it. Raises
    ``InputError`` for what is no school year.
    """
    only(workspace, Workspace, "workspace")
    on = today() if on is None else day(on, "on")
    year = school_year_of(on) if school_year is None else known_year(school_year)
    still_open = tuple(one for one in tasks(workspace, year) if one.done is None)
    coming = (
        *_makkerbytter(calendars(workspace, year), on),
        *_own(events(workspace, year), on),
        *_due(still_open, on),
    )
    changed = adaptations_of_year(workspace, year)
    return HandingOver(
        year,
        on,
        tuple(one.member for one in staff(workspace, year)),
        tuple(sorted(changed, key=lambda one: one.on, reverse=True)),
        tuple(sorted(coming, key=lambda one: one.on)[:NEXT_DATES]),
        still_open,
    )


def _makkerbytter(years: Iterable[Calendar], on: date) -> Iterator[Coming]:
    """The days from now on, each with how many classes have makkerbytte."""
    days = Counter(one.starts for year in years for one in year.periods if one.starts >= on)
    for starts, classes in days.items():
        words = plural("Makkerbytte in {n} class", "Makkerbytte in {n} classes", n=classes)
        yield Coming(starts, words)


def _own(events: Iterable[SchoolEvent], on: date) -> Iterator[Coming]:
    yield from (Coming(one.first, event_title(one)) for one in events if one.first >= on)


def _due(still_open: Iterable[DueTask], on: date) -> Iterator[Coming]:
    yield from (Coming(one.due, TASKS[one.task]) for one in still_open if not one.is_late(on))
