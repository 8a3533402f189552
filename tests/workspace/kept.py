"""Workspaces to try things on, and looking into them from outside."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from toolkit.workspace import tables
from toolkit.workspace.opening import open_workspace
from toolkit.workspace.workspace import Workspace

PASSPHRASE = 'Ane\'s "grønne" hest i 8A  '  # of nothing
SERVER = os.environ.get("MAKKERSKAP_TEST_POSTGRESQL", "")


@dataclass
class Database:
    """Where a workspace is; ``open`` opens it as another page would."""

    location: str
    passphrase: str | None = None
    opened: list[Workspace] = field(default_factory=list)

    @property
    def path(self) -> Path:
        return Path(self.location)

    def open(self, who: str = "kari") -> Workspace:
        workspace = open_workspace(self.location, self.passphrase, who=who)
        self.opened.append(workspace)
        return workspace

    def close(self) -> None:
        for workspace in self.opened:
            workspace.close()


def rows(workspace: Workspace, table: type[tables.Base]) -> list[tuple[Any, ...]]:
    """A table as it stands in the database, row by row."""
    found = table.__table__
    with workspace.transaction() as connection:
        return [
            tuple(row) for row in connection.execute(select(found).order_by(*found.primary_key))
        ]


def everything(workspace: Workspace, *but: type[tables.Base]) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, but for some."""
    return {
        table.__tablename__: rows(workspace, table)
        for table in tables.Base.__subclasses__()
        if table not in but
    }


def holds(folder: Path, name: str) -> set[str]:
    """The files in a folder in whose bytes the name stands, in any encoding that SQLite uses."""
    written = [name.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    return {
        file.name
        for file in folder.iterdir()
        if any(one in content for content in [file.read_bytes()] for one in written)
    }
