"""Which periods have had their group contracts made: told by the log, and nowhere else."""

from sqlalchemy import Connection, func, select

from toolkit.workspace import tables
from toolkit.workspace.log import Kind, log_change
from toolkit.workspace.workspace import Workspace


def note_contracts(workspace: Workspace, class_id: int, number: int) -> None:
    """Write down that the group contracts of a period were made, to be printed."""
    with workspace.transaction() as connection:
        log_change(connection, class_id, Kind.CONTRACTS, number, workspace.by)


def with_contracts(connection: Connection, class_id: int) -> frozenset[int]:
    """The periods whose contracts were made since the period was accepted, by number.

    One that is accepted anew has other groups, and needs others.
    """
    table = tables.Change
    newest = connection.execute(
        select(table.number, table.kind, func.max(table.id).label("at"))
        .where(table.school_class_id == class_id)
        .where(table.kind.in_([Kind.CONTRACTS, Kind.PUT_IN_FORCE]))
        .group_by(table.number, table.kind)
    ).all()
    made = {row.number: row.at for row in newest if row.kind == Kind.CONTRACTS}
    accepted = {row.number: row.at for row in newest if row.kind == Kind.PUT_IN_FORCE}
    return frozenset(number for number, at in made.items() if at > accepted.get(number, 0))
