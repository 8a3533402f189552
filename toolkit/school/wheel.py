"""The school's year wheel: the makkerbytter of its classes, its own events, and the tasks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.calendar.days import Calendar, DayOff, SchoolEvent
from toolkit.calendar.suggestions import suggested_year
from toolkit.calendar.usual_year import usual_year
from toolkit.calendar.wheel import event_title
from toolkit.calendar.wheel_year import WheelYear
from toolkit.calendar.year import school_year
from toolkit.files.events import Dated, events_ics
from toolkit.messages import Language, Message, Words
from toolkit.school.implementation import Share
from toolkit.school.tasks import DueTask
from toolkit.school.words import TASKS
from toolkit.shown import counted, line
from toolkit.values import translator

_TASKS = Message("Tasks")
_AUGUST = 8


@dataclass(frozen=True, repr=False)
class SchoolWheel:
    """A school year: the days that most classes have, and what the school has beside them.

    ``calendar`` has the school's own events, and the makkerbytter of ``classes.part`` of the
    ``classes.whole`` that have a school year. Where none has one, its days are a suggestion.
    """

    school_year: str
    calendar: Calendar
    classes: Share
    tasks: tuple[DueTask, ...]

    def __repr__(self) -> str:
        events = counted(len(self.calendar.events), "event")
        return line("SchoolWheel", self.school_year, events, counted(len(self.tasks), "task"))

    def rings(self, language: Words = Language.NB) -> Mapping[str, Sequence[DayOff]]:
        """The ring of the tasks, for ``year_wheel_pdf`` and ``figures.year_wheel``.

        What is due before the wheel begins, in the summer before, has no place in it.
        """
        _, year = translator(language), WheelYear(self.calendar.first_year)
        due = [one for one in self.tasks if one.due in year]
        days = [DayOff(one.due, one.due, _(TASKS[one.task])) for one in due]
        return {_(_TASKS): days} if days else {}

    def ics(self, language: Words = Language.NB, *, on: date) -> bytes:
        """All of it for calendar programs, as an iCalendar file made ``on`` a day.

        Days off are left out: the school's own calendar has them.
        """
        _, year = translator(language), self.calendar.first_year
        makkerbytter = (
            Dated(
                f"makkerskap/school-makkerbytte/{year}/{one.number}",
                _(Message("Makkerbytte: period {number}", number=one.number)),
                one.starts,
                one.starts,
            )
            for one in (self.calendar.periods if self.classes.whole else ())
        )
        own = (
            Dated(
                f"makkerskap/wheel/{year}/{key}",
                _(event_title(one)),
                one.first,
                one.last,
            )
            for one, key in _keyed(self.calendar.events)
        )
        due = (
            Dated(f"makkerskap/task/{year}/{one.task}", _(TASKS[one.task]), one.due, one.due)
            for one in self.tasks
        )
        return events_ics((*makkerbytter, *own, *due), on)


def school_wheel_of(
    name: str,
    years: Iterable[Calendar],
    events: Iterable[SchoolEvent],
    tasks: Iterable[DueTask],
) -> SchoolWheel:
    """The wheel of the school year of this ``name``, 2026/2027, of the ``years`` of its classes."""
    every = tuple(years)
    calendar, most = usual_year(every) or (
        school_year(*suggested_year(date(int(name[:4]), _AUGUST, 1))),
        0,
    )
    own = calendar.with_events(events)
    return SchoolWheel(name, own, Share(most, len(every)), tuple(tasks))


def _keyed(events: Iterable[SchoolEvent]) -> Iterable[tuple[SchoolEvent, str]]:
    """Each with what tells it from the others: what it is, and which of several it is."""
    seen = Counter[tuple[str, str]]()
    for one in events:
        which = (one.ring, one.name)
        seen[which] += 1
        yield one, f"{one.ring}/{one.name}/{seen[which]}"
