"""The leadership's tasks in a school year, and which of them are done."""

from datetime import date

from sqlalchemy import delete

from toolkit.calendar.school_years import known_year
from toolkit.school.tasks import Done, DueTask, Task, dated_tasks, first_school_day
from toolkit.values import choice
from toolkit.workspace import tables
from toolkit.workspace.database import added
from toolkit.workspace.loading import known
from toolkit.workspace.log import SchoolKind, log_school_change
from toolkit.workspace.school_calendars import calendars
from toolkit.workspace.school_rows import rows_of_year
from toolkit.workspace.workspace import Workspace, the_school_year


def set_task_done(workspace: Workspace, school_year: str, task: Task, is_done: bool) -> None:
    """Keep that a task is done now, by this user; or that it is open after all."""
    by, year, task = workspace.by, known_year(school_year), choice(task, Task, "task")
    with workspace.transaction() as connection:
        year_id = the_school_year(connection, year)
        table = tables.TaskDone
        connection.execute(delete(table).where(table.school_year_id == year_id, table.task == task))
        if is_done:
            added(connection, table, school_year_id=year_id, task=task, at=by.at, by=by.who)
        kind = SchoolKind.TASK_DONE if is_done else SchoolKind.TASK_OPEN
        log_school_change(connection, year_id, kind, by)


def tasks_done(workspace: Workspace, school_year: str) -> tuple[Done, ...]:
    """The tasks of a school year that are done; one that only a newer version knows is left out."""
    with workspace.reading() as connection:
        rows = rows_of_year(connection, tables.TaskDone, school_year)
    return tuple(
        Done(task, row.at.astimezone().date(), row.by)
        for row in rows
        if (task := known(Task, row.task)) is not None
    )


def first_day(workspace: Workspace, school_year: str) -> date:
    """The first school day that a class's calendar tells of, else 15 August."""
    return first_school_day(school_year, (one.starts for one in calendars(workspace, school_year)))


def tasks(workspace: Workspace, school_year: str) -> tuple[DueTask, ...]:
    """The leadership's tasks of a school year in the order of their days, done or not."""
    return tuple(dated_tasks(first_day(workspace, school_year), tasks_done(workspace, school_year)))
