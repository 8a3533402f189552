"""A whole database into a new file: our tables under another passphrase, or the file as it is."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, select

from toolkit.workspace.beside import discard, unfinished
from toolkit.workspace.database import file_engine, make_private, memory_engine, run_alone
from toolkit.workspace.migrating import make_tables
from toolkit.workspace.tables import Base


def copied_to_file(connection: Connection, target: Path, passphrase: str | None) -> None:
    """Write our tables, as they are in the database now, into a file that is not there yet.

    The file is encrypted where there is a passphrase, and is closed and on the disk afterwards;
    where it could not be written whole, nothing of it is left.
    """
    make_private(target)
    engine = file_engine(target, passphrase)
    try:
        copy_tables(connection, engine)
    except BaseException:
        engine.dispose()
        discard(target)
        raise
    engine.dispose()


def copied_to_memory(connection: Connection) -> bytes:
    """The bytes of a file with our tables, for a database that has no file."""
    engine = memory_engine()
    copy_tables(connection, engine)
    with engine.connect() as copy:
        made: Any = copy.connection.dbapi_connection
        content: bytes = made.serialize()
    engine.dispose()
    return content


def copy_tables(connection: Connection, engine: Engine) -> None:
    """Write our tables, as they are in the database now, into an empty one."""
    with engine.begin() as copy:
        make_tables(copy)
        for table in Base.metadata.sorted_tables:
            copy_rows(connection, copy, table)


def copy_rows(source: Connection, target: Connection, table: Table) -> None:
    """All rows of a table: from a file the values as they stand there, whatever they are."""
    if source.dialect.name != "sqlite":
        if typed := [dict(row._mapping) for row in source.execute(select(table)).all()]:
            target.execute(insert(table), typed)
        return
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    values = ", ".join("?" * len(table.columns))
    # The names are our own tables' names.
    found = source.exec_driver_sql(f'SELECT {columns} FROM "{table.name}"')  # noqa: S608
    into = f'INSERT INTO "{table.name}" ({columns}) VALUES ({values})'  # noqa: S608
    while rows := _tuples(found.fetchmany(_AT_ONCE)):
        target.exec_driver_sql(into, rows)


_AT_ONCE = 1000


def _tuples(rows: Sequence[Any]) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in rows]


def keep_snapshot(engine: Engine, path: Path, target: Path) -> None:
    """Let ``target`` be the workspace file ``path`` as it is now, under the same passphrase.

    It has its name when it is whole, and not before.
    """
    with unfinished(path) as fresh:
        _write_snapshot(engine, fresh)
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())
        fresh.replace(target)


def snapshot(engine: Engine, path: Path) -> bytes:
    """The bytes of a workspace file as it is now, under the same passphrase."""
    with unfinished(path) as fresh:
        _write_snapshot(engine, fresh)
        return fresh.read_bytes()


def _write_snapshot(engine: Engine, fresh: Path) -> None:
    make_private(fresh)
    quoted = str(fresh).replace("'", "''")
    run_alone(engine, f"VACUUM INTO '{quoted}'")
