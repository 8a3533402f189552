"""The yearly evaluation in the workspace: counts, year by year, and nothing else of any answer.

What is kept is made of the form's own keys, names of classes and numbers, so that no name, address,
time or free text of a form that was filled in has a place to stand.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, select

from toolkit.calendar.school_years import is_school_year, known_year
from toolkit.errors import InputError, Spot
from toolkit.evaluation.counts import Count, Counts
from toolkit.evaluation.form import Form, Item
from toolkit.messages import Message
from toolkit.values import count, only
from toolkit.workspace import tables
from toolkit.workspace.class_naming import naming
from toolkit.workspace.database import added
from toolkit.workspace.loading import Unreadable, whole
from toolkit.workspace.log import SchoolKind, log_school_change
from toolkit.workspace.own_form import form_of
from toolkit.workspace.scrubbing import deleting
from toolkit.workspace.workspace import Workspace, the_school_year


def keep_counts(workspace: Workspace, counts: Counts, school_year: str) -> None:
    """Keep the counts of a school year, 2026/2027, in the place of those of the same questions.

    Only of the classes that have any are they replaced, so that classes may come one by one. Raises
    ``InputError`` for a class that is none of the workspace's and does not look like one, for it
    may be a name, and for what is no answer of the form. The log tells who has counted, and when.
    """
    only(counts, Counts, "counts")
    year = known_year(school_year)
    with workspace.transaction() as connection:
        total = _checked(counts, naming(connection, year))
        year_id = the_school_year(connection, year)
        for school_class, item in dict.fromkeys(key[:2] for key in total):
            connection.execute(delete(tables.AnswerCount).where(_is(year_id, school_class, item)))
        for (school_class, item, answer), number in total.items():
            if not number:
                continue
            added(
                connection,
                tables.AnswerCount,
                school_year_id=year_id,
                school_class=school_class,
                item=item,
                answer=answer,
                count=number,
            )
        log_school_change(connection, year_id, SchoolKind.COUNTED, workspace.by)


def kept_counts(workspace: Workspace, school_year: str, form: Form | None = None) -> Counts:
    """The counts of a school year, empty where there are none.

    What is not in the ``form`` (without one, the school's own, or the leaflet's) is left out, and
    so is what is damaged.
    """
    with workspace.reading() as connection:
        form = form_of(connection) if form is None else only(form, Form, "form")
        return Counts(form, tuple(_read(connection, known_year(school_year), form)))


def evaluated_years(workspace: Workspace) -> tuple[str, ...]:
    """The school years of which there are counts, the newest first."""
    years = (
        select(tables.SchoolYear.name)
        .where(tables.SchoolYear.id.in_(select(tables.AnswerCount.school_year_id)))
        .order_by(tables.SchoolYear.name.desc())
    )
    with workspace.reading() as connection:
        return tuple(name for name in connection.scalars(years) if is_school_year(str(name)))


def delete_counts(workspace: Workspace, school_year: str) -> None:
    """Delete the counts of a school year; its classes stay. Raises ``NotScrubbed``.

    Deleting the school year deletes them too.
    """
    year = known_year(school_year)
    with deleting(workspace) as connection:
        year_id = the_school_year(connection, year)
        connection.execute(
            delete(tables.AnswerCount).where(tables.AnswerCount.school_year_id == year_id)
        )
        log_school_change(connection, year_id, SchoolKind.COUNTS_DELETED, workspace.by)


def _is(year_id: int, school_class: str, item: str) -> ColumnElement[bool]:
    table = tables.AnswerCount
    return and_(
        table.school_year_id == year_id, table.school_class == school_class, table.item == item
    )


def _checked(counts: Counts, named: Callable[[str], str]) -> Counter[tuple[str, str, str]]:
    """The counts as they are kept: nothing but names of classes, keys of the form and numbers."""
    total: Counter[tuple[str, str, str]] = Counter()
    for one in counts.counts:
        item = counts.form.by_key.get(one.item)
        if item is None or one.answer not in _answers(item):
            raise InputError(Message("This is no answer of the form."), Spot("counts"))
        number = 0 if one.count == 0 else count(one.count, "count")
        total[named(one.school_class), one.item, one.answer] += number
    return total


def _answers(item: Item) -> set[str]:
    return {"", *(answer.key for answer in item.answers)}


def _read(connection: Connection, year: str, form: Form) -> Iterator[Count]:
    for row in _rows(connection, year):
        try:
            with whole():
                name = only(row.school_class, str, "class")
                number = count(row.count, "count")
        except Unreadable:
            continue
        item = form.by_key.get(row.item)
        if item and row.answer in _answers(item):
            yield Count(name, item.key, row.answer, number)


def _rows(connection: Connection, year: str) -> Iterator[Row[Any]]:
    """All of them at once; one by one where one of them cannot even be read."""
    table = tables.AnswerCount
    of_year = (
        select(table)
        .join(tables.SchoolYear, tables.SchoolYear.id == table.school_year_id)
        .where(tables.SchoolYear.name == year)
        .order_by(table.id)
    )
    try:
        with whole():
            yield from connection.execute(of_year).all()
        return
    except Unreadable:
        ids = connection.scalars(of_year.with_only_columns(table.id)).all()
    for row_id in ids:
        with suppress(Unreadable), whole():
            yield connection.execute(select(table).where(table.id == row_id)).one()
