"""Taking in a backup: our tables as values, read in full before they take anything's place.

Whoever made the file may have meant ill. So nothing of it is used but the values in the columns
that the migrations make, within limits of time and size, and every class has to be readable.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData
from sqlalchemy.exc import SQLAlchemyError

from toolkit.errors import InputError, Spot, show_developers
from toolkit.files.limits import MOST_BACKUP
from toolkit.messages import Message
from toolkit.workspace.beside import unfinished
from toolkit.workspace.causes import UNREADABLE
from toolkit.workspace.copying import copy_rows
from toolkit.workspace.database import (
    CannotOpen,
    CannotSave,
    PassphraseNeeded,
    WrongPassphrase,
    file_engine,
    for_migrations,
    is_encrypted,
    make_private,
    on_disk,
    without_transaction,
)
from toolkit.workspace.loading import load_class
from toolkit.workspace.migrating import MadeByNewer, bring_up_to_date, known_revisions
from toolkit.workspace.workspace import kept_classes

_LONGEST = 60  # seconds
_LOOK_EVERY = 10_000  # steps of SQLite's machine


class NoBackup(CannotOpen):
    """The file is no backup, or a damaged one; ``where`` is where it lies, if that is known."""

    def __init__(self, where: str | None) -> None:
        super().__init__(where or "")
        self.message = Message(
            "This is no backup of the archive, or it is damaged. Choose another file."
        )
        self.spot = None if where is None else Spot(where)


def _too_large() -> InputError:
    return InputError(
        Message(
            "The backup is larger than {most} MB. Stop the program, and start it with "
            "--workspace and the place of the backup instead.",
            most=MOST_BACKUP // 1_000_000,
        )
    )


@contextmanager
def taken_out(
    path: Path, content: bytes, passphrase: str | None, where: str | None
) -> Iterator[tuple[Engine, str | None]]:
    """A database beside the file with what is ours in a backup; and the backup's passphrase.

    It is encrypted as the backup is. One that the program has made itself (``where``) may be as
    large as the workspace was.
    """
    if where is None and len(content) > MOST_BACKUP:
        raise _too_large()
    if not content:
        raise NoBackup(where)
    with on_disk(), unfinished(path) as file, unfinished(path) as fresh:
        make_private(file)
        file.write_bytes(content)
        own = passphrase if is_encrypted(file) else None
        if own is None and is_encrypted(file):
            raise PassphraseNeeded
        make_private(fresh)
        backup, copy = file_engine(file, own), file_engine(fresh, own)
        try:
            with _explained(where, encrypted=own is not None):
                _take_out(backup, copy)
            yield copy, own
        finally:
            backup.dispose()
            copy.dispose()


@contextmanager
def _explained(where: str | None, *, encrypted: bool) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, *UNREADABLE, CannotSave) as error:
        if encrypted and "not a database" in str(getattr(error, "orig", "")):
            raise WrongPassphrase from None
        show_developers(error)
        raise NoBackup(where) from None


def _take_out(backup: Engine, copy: Engine) -> None:
    """Copy what is ours, bring it up to date, and read every class of it."""
    end = time.monotonic() + _LONGEST
    with without_transaction(backup) as source:
        _limit(source, end)
        _refuse_computed(source)
        if source.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise ValueError
        _refuse_other_kind(source, "alembic_version", {"version_num"})
        revision = source.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        if not isinstance(revision, str):
            raise TypeError
        if revision not in known_revisions():
            raise MadeByNewer
        with for_migrations(copy).begin() as target:
            bring_up_to_date(target, revision)
            ours = MetaData()
            ours.reflect(target)
            for table in ours.sorted_tables:
                if table.name != "alembic_version":
                    _refuse_other_kind(source, table.name, set(table.columns.keys()))
                    copy_rows(source, target, table)
    with for_migrations(copy).begin() as target:
        bring_up_to_date(target)
        if target.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise ValueError
        for kept in kept_classes(target):
            if time.monotonic() > end:
                raise ValueError
            load_class(target, kept.class_id)


def _limit(connection: Connection, end: float) -> None:
    """Break off what goes on after ``end``, as ``time.monotonic`` has it, and ask no conditions."""
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    driver: Any = connection.connection.dbapi_connection
    driver.set_progress_handler(lambda: time.monotonic() > end, _LOOK_EVERY)


def _refuse_computed(source: Connection) -> None:
    """Raise where a column, of any table, is worked out as it is looked at."""
    columns = "SELECT 1 FROM sqlite_master one, pragma_table_xinfo(one.name) WHERE hidden > 1"
    if source.exec_driver_sql(columns).first() is not None:
        raise ValueError


def _refuse_other_kind(source: Connection, name: str, columns: set[str]) -> None:
    """Raise where this is no table with these columns: a view, or a virtual one, is a program."""
    stored = "SELECT 1 FROM sqlite_master WHERE name = ? AND type = 'table' AND rootpage > 0"
    is_stored = source.exec_driver_sql(stored, (name,)).scalar()
    found = source.exec_driver_sql("SELECT name FROM pragma_table_info(?)", (name,))
    if not is_stored or not columns <= set(found.scalars()):
        raise ValueError
