"""The rows that hang on a school year."""

from typing import Any

from sqlalchemy import Connection, select

from toolkit.calendar.school_years import known_year
from toolkit.workspace import tables


def rows_of_year(connection: Connection, table: Any, school_year: str) -> list[Any]:
    """The rows of a table that belong to a school year, the first written first."""
    year = select(tables.SchoolYear.id).where(tables.SchoolYear.name == known_year(school_year))
    return list(
        connection.execute(
            select(table).where(table.school_year_id.in_(year.scalar_subquery())).order_by(table.id)
        )
    )
