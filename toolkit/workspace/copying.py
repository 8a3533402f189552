"""A whole database into a new file: for backups, and to change what encrypts it."""

from pathlib import Path

from sqlalchemy import Connection, MetaData, insert, select

from toolkit.workspace.database import file_engine, make_private


def copied_to_file(connection: Connection, target: Path, passphrase: str | None) -> None:
    """Write all tables, as they are in the database now, into a file that is not there yet.

    The file is encrypted where there is a passphrase, and is closed and on the disk afterwards.
    """
    found = MetaData()
    found.reflect(connection)
    make_private(target)
    engine = file_engine(target, passphrase)
    with engine.begin() as copy:
        found.create_all(copy)
        for table in found.sorted_tables:
            if rows := [dict(row._mapping) for row in connection.execute(select(table))]:
                copy.execute(insert(table), rows)
    engine.dispose()
