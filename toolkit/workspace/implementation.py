"""How far the programme has come at the school: what the log tells, and what the team answers."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime

from sqlalchemy import Connection, delete, select

from toolkit.calendar.school_years import known_year
from toolkit.names import class_order
from toolkit.school.implementation import LEAST, MOST, Measured, Question, Term, measured
from toolkit.values import choice, count
from toolkit.workspace import tables
from toolkit.workspace.contracts import with_contracts
from toolkit.workspace.database import added
from toolkit.workspace.loading import Unreadable, known, load_class
from toolkit.workspace.log import SchoolKind, log_school_change
from toolkit.workspace.school_rows import rows_of_year
from toolkit.workspace.work import Kept
from toolkit.workspace.workspace import Workspace, kept_classes, the_school_year


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
        rows = rows_of_year(connection, tables.TeamAnswer, school_year)
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
