"""What the school keeps of the programme itself in a school year, and what its log can tell.

Staff are people too: no more than a name, a role and days is held on them, and it goes for good
with the school year or with the person.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from toolkit.calendar.days import MOST_SCHOOL_EVENTS, Calendar, SchoolEvent
from toolkit.calendar.school_years import known_year
from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.names import class_order
from toolkit.school.implementation import LEAST, MOST, Measured, Question, Term, measured
from toolkit.school.staff import Role, StaffMember
from toolkit.school.tasks import Done, DueTask, Task, dated_tasks, first_school_day
from toolkit.values import choice, count, only
from toolkit.workspace import tables
from toolkit.workspace.calendars import calendar_in
from toolkit.workspace.contracts import with_contracts
from toolkit.workspace.database import added
from toolkit.workspace.loading import Unreadable, known, load_class, whole
from toolkit.workspace.log import SchoolKind, log_school_change
from toolkit.workspace.no_names import refuse_students
from toolkit.workspace.scrubbing import deleting
from toolkit.workspace.work import Kept
from toolkit.workspace.workspace import Workspace, kept_classes, the_school_year


@dataclass(frozen=True, slots=True)
class KeptMember:
    """One of the staff as they are kept, and their row."""

    row: int
    member: StaffMember


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
        rows = _of_year(connection, tables.TaskDone, school_year)
    return tuple(
        Done(task, row.at.astimezone().date(), row.by)
        for row in rows
        if (task := known(Task, row.task)) is not None
    )


def keep_member(
    workspace: Workspace, school_year: str, member: StaffMember, row: int | None = None
) -> int:
    """Keep one of the staff, in the place of the one at ``row`` where it is given; give the row.

    Raises ``InputError`` where that is not there any more.
    """
    only(member, StaffMember, "member")
    year = known_year(school_year)
    values: dict[str, Any] = {
        "name": member.name,
        "role": member.role,
        "is_in_team": member.is_in_team,
        "joined": member.joined,
        "meeting": member.meeting,
        "course": member.course,
    }
    with workspace.transaction() as connection:
        year_id = the_school_year(connection, year)
        table = tables.StaffMember
        if row is None:
            row = added(connection, table, school_year_id=year_id, **values)
        else:
            here = (table.id == row, table.school_year_id == year_id)
            if not connection.execute(update(table).where(*here).values(**values)).rowcount:
                raise InputError(Message("This person is not here any more."))
        log_school_change(connection, year_id, SchoolKind.STAFF, workspace.by)
        return row


def remove_member(workspace: Workspace, school_year: str, row: int) -> None:
    """Delete one of the staff, from the file's bytes too. Raises ``NotScrubbed``."""
    year = known_year(school_year)
    with deleting(workspace) as connection:
        year_id = the_school_year(connection, year)
        table = tables.StaffMember
        connection.execute(delete(table).where(table.id == row, table.school_year_id == year_id))
        log_school_change(connection, year_id, SchoolKind.STAFF_REMOVED, workspace.by)


def staff(workspace: Workspace, school_year: str) -> tuple[KeptMember, ...]:
    """The staff of a school year, in the order in which they were written down."""
    with workspace.reading() as connection:
        rows = _of_year(connection, tables.StaffMember, school_year)
    return tuple(
        KeptMember(
            row.id,
            StaffMember(row.name, role, row.joined, row.is_in_team, row.meeting, row.course),
        )
        for row in rows
        if (role := known(Role, row.role)) is not None
    )


def keep_answer(
    workspace: Workspace, school_year: str, term: Term, question: Question, answer: int
) -> None:
    """Keep what the team answers together, from 1 to 5, in the place of what it answered before."""
    year, by = known_year(school_year), workspace.by
    term, question = choice(term, Term, "term"), choice(question, Question, "question")
    number = count(answer, "answer", MOST)
    with workspace.transaction() as connection:
        year_id = the_school_year(connection, year)
        table = tables.TeamAnswer
        connection.execute(
            delete(table).where(
                table.school_year_id == year_id, table.term == term, table.question == question
            )
        )
        added(
            connection,
            table,
            school_year_id=year_id,
            term=term,
            question=question,
            answer=number,
            at=by.at,
        )
        log_school_change(connection, year_id, SchoolKind.ANSWERED, by)


def answers(workspace: Workspace, school_year: str) -> dict[tuple[Term, Question], int]:
    """What the team has answered in a school year."""
    with workspace.reading() as connection:
        rows = _of_year(connection, tables.TeamAnswer, school_year)
    return {
        (term, question): row.answer
        for row in rows
        if (term := known(Term, row.term)) is not None
        and (question := known(Question, row.question)) is not None
        and LEAST <= row.answer <= MOST
    }


def measured_classes(workspace: Workspace, school_year: str, today: date) -> tuple[Measured, ...]:
    """What is counted in each class of a school year, by name; made-up classes are left out."""
    with workspace.reading() as connection:
        found = [
            _measured(connection, kept, today)
            for kept in _classes(connection, known_year(school_year))
        ]
    return tuple(sorted(found, key=lambda one: class_order(one.school_class)))


def calendars(workspace: Workspace, school_year: str) -> tuple[Calendar, ...]:
    """The school years of the classes that have one; made-up classes are left out.

    Of one that cannot be read, the list of all classes tells.
    """
    with workspace.reading() as connection:
        classes = _of_year(connection, tables.SchoolClass, known_year(school_year))
        texts = [row.calendar for row in classes if not row.sample]
    return tuple(_readable(texts))


def _readable(texts: Iterable[str]) -> Iterator[Calendar]:
    for text in texts:
        with suppress(Unreadable), whole():
            calendar = calendar_in(text)
            if calendar is not None:
                yield calendar


def first_day(workspace: Workspace, school_year: str) -> date:
    """The first school day that a class's calendar tells of, else 15 August."""
    return first_school_day(school_year, (one.starts for one in calendars(workspace, school_year)))


def tasks(workspace: Workspace, school_year: str) -> tuple[DueTask, ...]:
    """The leadership's tasks of a school year in the order of their days, done or not."""
    return tuple(dated_tasks(first_day(workspace, school_year), tasks_done(workspace, school_year)))


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
    for row in _of_year(connection, tables.SchoolEvent, school_year):
        with suppress(InputError):
            found.append(SchoolEvent(row.ring, row.name, row.first, row.last))
    return found


def _classes(connection: Connection, school_year: str) -> Iterator[Kept]:
    """The classes that can be read; of one that cannot, the list of all classes tells."""
    for kept in kept_classes(connection):
        if kept.school_year == school_year and not kept.sample:
            with suppress(Unreadable):
                loaded = load_class(connection, kept.class_id)
                if loaded is not None:
                    yield loaded


def _measured(connection: Connection, kept: Kept, today: date) -> Measured:
    work = kept.work
    return measured(
        work.name,
        work.roster,
        work.plan,
        _accepted(connection, kept.class_id),
        today,
        rules=work.rules,
        seating=work.seating,
        calendar=work.calendar,
        contracts=with_contracts(connection, kept.class_id),
    )


def _accepted(connection: Connection, class_id: int) -> dict[int, date]:
    """When each period came in force; where one was taken back, when it did so again.

    Several that did so at once came from a file, which does not tell.
    """
    table, accepted = tables.InForce, dict[int, datetime]()
    put = select(table).where(table.school_class_id == class_id).order_by(table.id)
    for row in connection.execute(put):
        if row.period_id is None:
            accepted.pop(row.number, None)
        else:
            accepted.setdefault(row.number, row.at)
    at_once = Counter(accepted.values())
    return {number: at.astimezone().date() for number, at in accepted.items() if at_once[at] == 1}


def _of_year(connection: Connection, table: Any, school_year: str) -> list[Any]:
    year = select(tables.SchoolYear.id).where(tables.SchoolYear.name == known_year(school_year))
    return list(
        connection.execute(
            select(table).where(table.school_year_id.in_(year.scalar_subquery())).order_by(table.id)
        )
    )
