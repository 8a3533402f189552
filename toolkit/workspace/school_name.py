"""What the school is called on its papers: said once, and kept."""

from sqlalchemy import select, update

from toolkit.names import tidy
from toolkit.values import only
from toolkit.workspace import tables
from toolkit.workspace.workspace import Workspace, the_school


def school_name(workspace: Workspace) -> str:
    """What the school is called; empty where nobody has said it."""
    with workspace.reading() as connection:
        names = connection.scalars(select(tables.School.name).order_by(tables.School.id)).all()
    return str(names[0]) if names else ""


def name_school(workspace: Workspace, name: str) -> None:
    """Keep what the school is called from now on; empty, it has no name again."""
    only(name, str, "name")
    with workspace.transaction() as connection:
        row = the_school(connection)
        table = tables.School
        connection.execute(update(table).where(table.id == row).values(name=tidy(name)))
