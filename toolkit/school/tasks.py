"""What the leaflet asks of the school's leadership, as dated tasks of a school year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from toolkit.calendar.days import weekday_after


class Task(StrEnum):
    """What the leadership does, in the order in which it is due."""

    COORDINATOR = "coordinator"
    PLANS = "plans"
    INFORMATION = "information"
    TIME_SET_ASIDE = "time_set_aside"
    PRIMARY_SCHOOL = "primary_school"
    SHARING_AUTUMN = "sharing_autumn"
    SHARING_SPRING = "sharing_spring"


_DAYS = {  # before the first school day, or behind it
    Task.COORDINATOR: -63,
    Task.PLANS: -63,
    Task.INFORMATION: -63,
    Task.TIME_SET_ASIDE: -7,
    Task.PRIMARY_SCHOOL: -7,
    Task.SHARING_AUTUMN: 63,
    Task.SHARING_SPRING: 196,
}


@dataclass(frozen=True, slots=True)
class Done:
    """That a task is done, since when, and who said so."""

    task: Task
    on: date
    by: str


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task with the day by which it should be done, and how it was done; None while it is not."""

    task: Task
    due: date
    done: Done | None = None

    def is_late(self, today: date) -> bool:
        """Whether it is open and its day has passed."""
        return self.done is None and self.due < today


def first_school_day(school_year: str, known: Iterable[date] = ()) -> date:
    """The earliest of the ``known`` first days in a school year (2026/2027).

    Without one it is 15 August, or the first weekday after that.
    """
    begins = int(school_year[:4])
    in_year = (day for day in known if date(begins, 7, 1) <= day < date(begins + 1, 7, 1))
    return min(in_year, default=weekday_after(date(begins, 8, 14)))


def dated_tasks(first_day: date, done: Iterable[Done] = ()) -> Iterator[DueTask]:
    """The tasks of the school year that begins on ``first_day``, in the order of their days."""
    by_task = {one.task: one for one in done}
    for task in Task:
        yield DueTask(task, first_day + timedelta(_DAYS[task]), by_task.get(task))
