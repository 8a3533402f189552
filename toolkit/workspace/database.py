"""Opening the database: a file of SQLite's, encrypted or not, or a PostgreSQL server's."""

import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool, QueuePool, StaticPool

from toolkit.errors import InputError, MakkerskapError, Spot, show_developers
from toolkit.messages import Message
from toolkit.workspace.causes import UNREADABLE, Cause, cause_of
from toolkit.workspace.tables import Base

_PLAIN = b"SQLite format 3\x00"
_ARCHIVES = (b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"))
_PAGE = 4096  # bytes
_OF_256 = 240  # a page of random bytes has every one of them but once in 30 000 pages
_SETTINGS = (
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "journal_mode = DELETE",  # the one file holds all that is saved, whenever nobody is saving
    "synchronous = EXTRA",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "cache_spill = OFF",  # a journal has the first page, which tells whose it is
)
SERVER = "PostgreSQL"
_PATIENCE = 10  # seconds for another page's save to end
_SOON = {"connect_timeout": _PATIENCE}
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('makkerskap'), hashtext(current_schema()))"


class WrongPassphrase(MakkerskapError):
    """The workspace is encrypted, and not with this passphrase."""

    def __init__(self) -> None:
        super().__init__(Message("That is not the passphrase of this workspace."))


class PassphraseNeeded(MakkerskapError):
    """The workspace is encrypted, and no passphrase was given."""

    def __init__(self) -> None:
        super().__init__(Message("This workspace opens with its passphrase."))


class CannotSave(MakkerskapError):
    """The database takes or tells nothing, for a ``cause``; nothing of the step was kept."""

    def __init__(self, cause: Cause = Cause.UNKNOWN) -> None:
        super().__init__(Message("{cause} What you see is still here.", cause=cause.value))
        self.cause = cause


class CannotOpen(InputError):
    """There is no workspace that could be opened; ``where`` is its file, or the kind of server."""

    def __init__(self, where: str, cause: Cause = Cause.GONE) -> None:
        super().__init__(cause.value, Spot(where))
        self.cause = cause


def is_encrypted(path: Path) -> bool:
    """Whether a file is there that only a passphrase opens.

    SQLCipher writes whole pages of bytes like random ones: nearly all of the 256 are among them,
    which no text has; an archive (ZIP, XLSX) has them too, and tells what it is.
    """
    try:
        first = first_page(path)
        is_whole = path.stat().st_size % _PAGE == 0
    except OSError:
        return False
    looks_random = len(set(first)) > _OF_256
    return is_whole and looks_random and not first.startswith((_PLAIN, *_ARCHIVES))


def first_page(path: Path) -> bytes:
    """The first bytes of a file that may be open.

    When a process closes a file, POSIX lets go of every lock that it has on it: of SQLite's too, in
    the middle of a save. So a file that was looked at stays open until it is deleted.
    """
    with _looking:
        for key, known in list(_looked_at.items()):
            if os.fstat(known).st_nlink == 0:
                os.close(_looked_at.pop(key))
        found = path.stat()
        file = _looked_at.get((found.st_dev, found.st_ino))
        if file is None:
            file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            os.lseek(file, 0, os.SEEK_SET)
            return os.read(file, _PAGE)
        finally:
            if os.name == "posix":
                _looked_at[found.st_dev, found.st_ino] = file
            else:
                os.close(file)


_looked_at: dict[tuple[int, int], int] = {}
"""The descriptor of each file, by its device and inode."""

_looking = Lock()


def server_engine(location: str) -> Engine:
    """An engine for a PostgreSQL server.

    Raises ``InputError`` where its driver is missing, or where that is no address; a password
    that stands in it is not told.

    There, too, one transaction comes after the other, as SQLite has it: who reads a class sees
    it as it was at one moment, and two who open an empty database do not both make the tables.
    """
    try:
        url = make_url(location).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        raise CannotOpen(SERVER) from None
    try:
        engine = create_engine(
            url, pool_size=1, pool_pre_ping=True, connect_args=_SOON, hide_parameters=True
        )
    except ImportError:
        raise InputError(
            Message("PostgreSQL needs one more part: pip install makkerskap[postgresql]")
        ) from None
    _begin_with(engine, f"SET LOCAL lock_timeout = '{_PATIENCE}s'", _ONE_AT_A_TIME)
    return engine


def file_engine(path: Path, passphrase: str | None = None) -> Engine:
    """An engine for a workspace file, which is made where there is none yet.

    SQLCipher is SQLite where there is no passphrase. Whatever is deleted is overwritten, and
    what is committed is on the disk.
    """
    from sqlcipher3 import dbapi2

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connected(path, passphrase, *_SETTINGS),
        poolclass=QueuePool,
        pool_size=1,
        hide_parameters=True,  # a name in them would stand in an error's text
    )
    _begin_with(engine, "PRAGMA foreign_keys = {foreign_keys}", "BEGIN IMMEDIATE")
    return engine


def reading_engine(path: Path, passphrase: str | None = None) -> Engine:
    """An engine for a workspace file that is there, through which nothing can be written."""
    from sqlcipher3 import dbapi2

    address = f"{path.absolute().as_uri()}?mode=ro"
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connected(address, passphrase, "trusted_schema = OFF", uri=True),
        poolclass=NullPool,
        hide_parameters=True,
    )
    _begin_with(engine, "BEGIN")  # all that is read is of one moment
    return engine


def connected(path: Path | str, passphrase: str | None, *settings: str, uri: bool = False) -> Any:
    """A connection of the driver's own to a file of SQLite's."""
    from sqlcipher3 import dbapi2

    key = () if passphrase is None else (f"key = '{_written(passphrase)}'",)
    connection = dbapi2.connect(
        str(path), timeout=_PATIENCE, isolation_level=None, check_same_thread=False, uri=uri
    )
    try:
        for setting in ("cipher_log_level = NONE", *key, *settings):
            connection.execute(f"PRAGMA {setting}")
    except dbapi2.Error:
        connection.close()
        raise
    return connection


def _written(passphrase: str) -> str:
    """As it stands between quotes; an å is the same, however a keyboard puts it together."""
    return unicodedata.normalize("NFC", passphrase).replace("'", "''")


def refuse_unusable(passphrase: str) -> None:
    """Raise ``InputError`` for a passphrase that no file can be encrypted with."""
    try:
        is_text = "\0" not in passphrase and bool(passphrase.encode())
    except UnicodeEncodeError:  # half of a letter
        is_text = False
    if not is_text:
        raise InputError(
            Message("The passphrase holds a sign that cannot be used. Choose another one.")
        )


def _begin_with(engine: Engine, *statements: str) -> None:
    """Let every transaction begin with these statements."""

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if options.get("isolation_level") != "AUTOCOMMIT":
            for statement in statements:
                connection.exec_driver_sql(
                    statement.format(foreign_keys=options.get("foreign_keys", "ON"))
                )


def for_migrations(engine: Engine) -> Engine:
    """The same engine, for migrations: tables that refer to one that is built anew stay whole.

    SQLite can only build it anew, and would take the dropped one's rows out of the others too.
    """
    return engine.execution_options(foreign_keys="OFF")


def memory_engine() -> Engine:
    """An engine for a database that is nowhere but in this program."""
    engine = create_engine(
        "sqlite://",
        poolclass=StaticPool,
        connect_args={"check_same_thread": False},
        hide_parameters=True,
    )
    event.listen(engine, "connect", lambda made, _record: made.execute("PRAGMA foreign_keys = ON"))
    return engine


def make_private(path: Path) -> None:
    """Make the file and its folder, for this user alone, where they are not there yet.

    Raises ``InputError`` where that cannot be.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        elif not path.is_file():
            raise IsADirectoryError
    except OSError as error:
        if cause_of(error) is Cause.FULL:
            raise CannotOpen(str(path), Cause.FULL) from None
        raise InputError(
            Message(
                "The workspace cannot be kept here: the folder cannot be written. "
                "Choose another with --workspace."
            ),
            Spot(str(path)),
        ) from None


@contextmanager
def explained(where: str, *, encrypted: bool = False) -> Iterator[None]:
    """Say in the user's words why a database cannot be opened."""
    try:
        yield
    except (SQLAlchemyError, *UNREADABLE) as error:
        if encrypted and isinstance(error, DBAPIError) and "not a database" in str(error.orig):
            raise WrongPassphrase from None
        show_developers(error)
        raise CannotOpen(where, cause_of(error)) from None


@contextmanager
def on_disk() -> Iterator[None]:
    """Say in the user's words that the disk is full, or that a file is not ours to write."""
    try:
        yield
    except OSError as error:
        raise CannotSave(cause_of(error)) from None


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of it is kept, or nothing. Raises ``CannotSave``."""
    try:
        with engine.begin() as connection:
            yield connection
    except (SQLAlchemyError, *UNREADABLE) as error:
        show_developers(error)
        raise CannotSave(cause_of(error)) from None


def added(connection: Connection, table: type[Base], **values: object) -> int:
    """Insert a row, and give its key."""
    key = connection.execute(insert(table).values(**values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def without_transaction(engine: Engine) -> Connection:
    """A connection that waits for nobody's transaction, and has none."""
    return engine.connect().execution_options(isolation_level="AUTOCOMMIT")


def run_alone(engine: Engine, *statements: str) -> tuple[object, ...]:
    """Run statements that want no transaction around them, and give the first that each answers.

    Raises ``CannotSave``.
    """
    try:
        with without_transaction(engine) as connection:
            answers = (connection.exec_driver_sql(statement) for statement in statements)
            return tuple(one.scalar() if one.returns_rows else None for one in answers)
    except SQLAlchemyError as error:
        raise CannotSave(cause_of(error)) from None
