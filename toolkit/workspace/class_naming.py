"""What a class that answers is called as it is kept; nobody's name is taken for one."""

from collections.abc import Callable

from sqlalchemy import Connection, select

from toolkit.errors import Spot
from toolkit.files.known_classes import KnownClasses
from toolkit.names import class_key
from toolkit.values import only
from toolkit.workspace import tables
from toolkit.workspace.workspace import kept_classes


def naming(connection: Connection, year: str) -> Callable[[str], str]:
    """What a class is called as it is kept: as in the workspace, or as this year has it already.

    Raises ``InputError`` for one that is neither and does not look like a class.
    """
    known = [kept.name for kept in kept_classes(connection) if kept.name]
    for table in (tables.AnswerCount, tables.ClassWish):
        of_year = (
            select(table.school_class)
            .join(tables.SchoolYear, tables.SchoolYear.id == table.school_year_id)
            .where(tables.SchoolYear.name == year)
        )
        known += [str(name) for name in connection.scalars(of_year)]
    ours = {class_key(name): name for name in reversed(known)}
    looking = KnownClasses.of(())

    def named(written: str) -> str:
        name = ours.get(class_key(only(written, str, "class")))
        return looking.named(written, Spot("class")) if name is None else name

    return named
