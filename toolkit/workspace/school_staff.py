"""The staff whom the school keeps for a school year.

They are people too: no more than a name, a role and days is held on them, and it goes for good
with the school year or with the person.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, update

from toolkit.calendar.school_years import known_year
from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.school.staff import Role, StaffMember
from toolkit.values import only
from toolkit.workspace import tables
from toolkit.workspace.database import added
from toolkit.workspace.loading import known
from toolkit.workspace.log import SchoolKind, log_school_change
from toolkit.workspace.school_rows import rows_of_year
from toolkit.workspace.scrubbing import deleting
from toolkit.workspace.workspace import Workspace, the_school_year


@dataclass(frozen=True, slots=True)
class KeptMember:
    """One of the staff as they are kept, and their row."""

    row: int
    member: StaffMember


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
        rows = rows_of_year(connection, tables.StaffMember, school_year)
    return tuple(
        KeptMember(
            row.id,
            StaffMember(row.name, role, row.joined, row.is_in_team, row.meeting, row.course),
        )
        for row in rows
        if (role := known(Role, row.role)) is not None
    )
