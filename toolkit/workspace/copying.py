"""A whole database into a new file: for backups, and to change what encrypts it."""

import re
from pathlib import Path

from sqlalchemy import Connection, MetaData, event, insert, select
from sqlalchemy.engine.interfaces import ReflectedColumn

from toolkit.workspace.database import file_engine, make_private


def copied_to_file(connection: Connection, target: Path, passphrase: str | None) -> None:
    """Write all tables, as they are in the database now, into a file that is not there yet.

    The file is encrypted where there is a passphrase, and is closed and on the disk afterwards;
    where it could not be written whole, nothing of it is left.
    """
    found = MetaData()
    event.listen(found, "column_reflect", _of_any_database)
    found.reflect(connection)
    make_private(target)
    engine = file_engine(target, passphrase)
    try:
        with engine.begin() as copy:
            found.create_all(copy)
            for table in found.sorted_tables:
                if rows := [dict(row._mapping) for row in connection.execute(select(table))]:
                    copy.execute(insert(table), rows)
    except BaseException:
        engine.dispose()
        discard(target)
        raise
    engine.dispose()


def discard(path: Path) -> None:
    """Delete a file of SQLite's with the logs beside it, where they are there."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _of_any_database(_inspector: object, _table: object, column: ReflectedColumn) -> None:
    """Let go of what only PostgreSQL knows: its own types, and where its next key comes from."""
    column["type"] = column["type"].as_generic()
    column["default"] = None


def backups_of(path: Path) -> tuple[Path, ...]:
    """The copies beside a workspace file: those that migrations have left, and unfinished ones."""
    ours = re.compile(
        rf"{re.escape(path.stem)}\.backup-\d{{8}}-\d{{6}}{re.escape(path.suffix)}"
        rf"|{re.escape(unfinished(path).name)}(-wal|-shm|-journal)?"
    )
    return tuple(sorted(file for file in path.parent.iterdir() if ours.fullmatch(file.name)))


def unfinished(path: Path) -> Path:
    """What a workspace file is called while it is written anew, before it takes the name."""
    return path.with_name(path.name + ".new")


def delete_backups(path: Path) -> None:
    """Delete every copy beside a workspace file."""
    for backup in backups_of(path):
        backup.unlink(missing_ok=True)
