"""Three things that a class wants to try after the evaluation: so that it is used, not filed."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from toolkit.calendar.school_years import known_year
from toolkit.errors import InputError, Spot
from toolkit.evaluation.form import MOST_WISHES
from toolkit.messages import Message
from toolkit.names import tidy
from toolkit.values import several
from toolkit.workspace import tables
from toolkit.workspace.class_naming import naming
from toolkit.workspace.database import added
from toolkit.workspace.no_names import refuse_students
from toolkit.workspace.scrubbing import deleting
from toolkit.workspace.workspace import Workspace, the_school_year

LONGEST_WISH = 120
"""Letters, so that it stands in a line of the page."""


def keep_wishes(
    workspace: Workspace, school_year: str, school_class: str, wishes: Sequence[str]
) -> None:
    """Keep what a class wants to try, in the place of what it wanted before; empty ones go.

    Raises ``InputError`` for more than three, for one that is too long, for a class that is none,
    and for one that names a student of the workspace. Raises ``NotScrubbed`` as deleting does.
    """
    year = known_year(school_year)
    texts = [text for text in map(tidy, several(wishes, str, "wishes")) if text]
    if len(texts) > MOST_WISHES:
        raise InputError(
            Message("At most {most} is allowed here.", most=MOST_WISHES), Spot("wishes")
        )
    if any(len(text) > LONGEST_WISH for text in texts):
        raise InputError(
            Message("Write at most {most} letters.", most=LONGEST_WISH), Spot("wishes")
        )
    with deleting(workspace) as connection:
        told = Message("A student is named here. Write what the class wants to try without a name.")
        refuse_students(connection, texts, told, "wishes")
        name = naming(connection, year)(school_class)
        year_id = the_school_year(connection, year)
        table = tables.ClassWish
        connection.execute(
            delete(table).where(table.school_year_id == year_id, table.school_class == name)
        )
        for at, text in enumerate(texts):
            added(
                connection,
                table,
                school_year_id=year_id,
                school_class=name,
                position=at,
                text=text,
            )


def kept_wishes(workspace: Workspace, school_year: str, school_class: str) -> tuple[str, ...]:
    """What a class wants to try, in its order."""
    year, table = known_year(school_year), tables.ClassWish
    with workspace.reading() as connection:
        name = naming(connection, year)(school_class)
        texts = connection.scalars(
            select(table.text)
            .join(tables.SchoolYear, tables.SchoolYear.id == table.school_year_id)
            .where(tables.SchoolYear.name == year, table.school_class == name)
            .order_by(table.position)
        ).all()
    return tuple(text for text in texts if isinstance(text, str))[:MOST_WISHES]


def wishes_of_year(workspace: Workspace, school_year: str) -> dict[str, tuple[str, ...]]:
    """What each class that has written something wants to try, under its name."""
    year, table, found = known_year(school_year), tables.ClassWish, dict[str, list[str]]()
    with workspace.reading() as connection:
        rows = connection.execute(
            select(table.school_class, table.text)
            .join(tables.SchoolYear, tables.SchoolYear.id == table.school_year_id)
            .where(tables.SchoolYear.name == year)
            .order_by(table.position)
        ).all()
    for school_class, text in rows:
        if isinstance(text, str) and isinstance(school_class, str):
            found.setdefault(school_class, []).append(text)
    return {name: tuple(texts[:MOST_WISHES]) for name, texts in found.items()}
