"""The open workspace: its classes, each kept as it was last shown."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import randbelow
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from toolkit.calendar.school_years import school_year_of
from toolkit.errors import InputError, MakkerskapError, Spot
from toolkit.files.strangers import no_such_student, refuse_strangers
from toolkit.given import everyone_in, refuse_disorder
from toolkit.messages import Message
from toolkit.now import today
from toolkit.people import Roster
from toolkit.values import only
from toolkit.workspace import tables
from toolkit.workspace.backups import Backups
from toolkit.workspace.database import CannotSave, added, transaction, without_transaction
from toolkit.workspace.loading import Unreadable, load_class, periods_in_force, whole
from toolkit.workspace.log import By
from toolkit.workspace.migrating import refuse_newer
from toolkit.workspace.presence import Presence
from toolkit.workspace.saving import class_values, save_work
from toolkit.workspace.work import Kept, Work, class_label

if TYPE_CHECKING:
    from toolkit.workspace.frames import Frames

_NOTHING = Work(Roster(()))
_CLASS_IDS = 2**31 - 1  # the largest that PostgreSQL's integer holds


class Replaced(MakkerskapError):
    """The file under the open workspace is another one now, or an older state of the same."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                "The file of the workspace is gone, or another one or an older copy took its "
                "place. What you see is still here: save it there now, or download it before you "
                "reload the page."
            )
        )


class ReadOnly(MakkerskapError):
    """Something was to be kept in a workspace that was opened to be read."""

    def __init__(self) -> None:
        super().__init__(
            Message("This workspace was opened to be read only: nothing is kept in it.")
        )


class ChangedElsewhere(MakkerskapError):
    """Another page or person has saved the class since; ``theirs`` is None where it is deleted.

    The message says who it was, as far as that is known.
    """

    def __init__(self, theirs: Kept | None, message: Message) -> None:
        super().__init__(message)
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class KeptClass:
    """What the list of classes tells of one."""

    class_id: int
    school_year: str
    name: str
    sample: str
    students: int
    periods: int
    changed_at: datetime

    @property
    def is_damaged(self) -> bool:
        """Whether nothing of it can be read."""
        return self.changed_at == _LONG_AGO

    @property
    def label(self) -> Message:
        """Which class it is, with its number of students, inside a sentence."""
        return class_label(self.name, self.students)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where a user was: the class that was open, if one was, and the step.

    ``language`` is the one that was chosen by hand, empty where none was.
    """

    class_id: int | None
    step: str
    language: str


class Workspace:
    """An open workspace. ``path`` is its file, None on a server; ``passphrase`` opens that.

    One that is not ``is_lasting`` is gone with the program. ``notices`` tell what was found when
    it was opened. One that is ``read_only`` is how the database was when it was opened, and
    whatever would change it raises ``ReadOnly``.
    """

    def __init__(
        self,
        engine: Engine,
        who: str,
        path: Path | None = None,
        identity: tuple[int, int] | None = None,
        passphrase: str | None = None,
        is_lasting: bool = True,
        presence: Presence | None = None,
        notices: tuple[Message, ...] = (),
        read_only: bool = False,
    ) -> None:
        self.engine = engine
        self.path = path
        self.passphrase = passphrase
        self.is_lasting = is_lasting
        self.presence = presence
        self.notices = notices
        self.read_only = read_only
        self._who = who or _user()
        self._identity = identity
        self._saves = 0
        self._backups = None if path is None else Backups(path)

    def __repr__(self) -> str:
        where = self.path or ("server" if self.is_lasting else "in memory")
        return f"<Workspace {where}{', read only' if self.read_only else ''}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; ``with`` does so at the end."""
        self.engine.dispose()
        if self.presence is not None:
            self.presence.leave()

    @property
    def by(self) -> By:
        """This user, now."""
        return By.now(self._who)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction on the database that was opened, and on no other that has its name.

        Raises ``CannotSave``, ``Replaced``, and ``MadeByNewer`` where another machine has brought
        the tables further than this version of the program knows, and ``ReadOnly``.
        """
        if self.read_only:
            raise ReadOnly
        with self._transaction() as connection:
            yield connection

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        self._refuse_other_file()  # its passphrase may be another
        is_written = False
        try:
            with transaction(self.engine) as connection:
                self._refuse_other_file()
                if self.path is None:
                    yield connection
                    return
                saves = self._refuse_older(connection)
                before = _written(connection)
                yield connection
                if is_written := _written(connection) != before:
                    saves += 1
                    connection.exec_driver_sql(f"PRAGMA user_version = {saves}")
            self._saves = saves
        except CannotSave:
            with suppress(SQLAlchemyError), without_transaction(self.engine) as connection:
                refuse_newer(connection)  # it may be why
            raise
        if is_written and self._backups is not None and self._backups.is_due:
            self._keep_backup(self._backups)

    def keep_backup(self) -> None:
        """Keep a backup at once, where those there were are gone."""
        if self._backups is not None:
            self._keep_backup(self._backups)

    def _keep_backup(self, backups: Backups) -> None:
        """Keep a backup of what is whole, and where there is something to keep."""
        is_first = backups.is_first
        backups.put_off()  # until there is an answer
        with suppress(CannotSave):
            classes = self.classes()
            if is_first and any(self.load(kept.class_id) is None for kept in classes):
                return
            if classes:
                backups.make(self.engine, is_first=is_first)
            return
        self._backups = None  # what was kept of it before is better than this

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that writes nothing; as ``transaction``."""
        with self._transaction() as connection:
            yield connection
            if begun := connection.get_transaction():
                begun.rollback()  # to commit, SQLite wants the file for itself

    def _refuse_other_file(self) -> None:
        if identity_of(self.path) != self._identity:
            raise Replaced

    def _refuse_older(self, connection: Connection) -> int:
        """How many saves the file has had: fewer than before, and it is an old copy."""
        saves: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if saves < self._saves:
            raise Replaced
        return saves

    def classes(self) -> tuple[KeptClass, ...]:
        """All classes, the one that was changed last first."""
        with self.reading() as connection:
            return tuple(kept_classes(connection))

    def frames(self, *, names: bool = False) -> Frames:
        """All classes as pandas DataFrames, of one moment; see ``Frames`` for their columns.

        Students go by pseudonyms, and the log tells of nobody, unless ``names`` are asked for. A
        damaged class is left out.
        """
        from toolkit.workspace.frames import frames_of  # pandas takes long to import

        return frames_of(self, names=names)

    def begin(self, work: Work) -> Kept:
        """Keep a class that is new to the workspace, in the school year that it is now.

        Raises ``InputError`` where its rules name someone who is not in it, as every save does.
        """
        _refuse_unusable(work)
        by = self.by
        # SQLite would give a deleted class's key again, and a page that still shows that one
        # must not save it over this one, nor delete this one for it.
        class_id, revision = 1 + randbelow(_CLASS_IDS), 1
        with self.transaction() as connection:
            added(
                connection,
                tables.SchoolClass,
                id=class_id,
                school_year_id=the_school_year(connection, school_year_of(today())),
                revision=revision,
                changed_at=by.at,
                **class_values(_NOTHING),
            )
            save_work(connection, class_id, _NOTHING, work, by)
        return Kept(class_id, revision, work)

    def load(self, class_id: int) -> Kept | None:
        """A class as it is kept, None where it is not there any more."""
        with self.reading() as connection:
            return load_class(connection, class_id)

    def save(self, kept: Kept, work: Work) -> Kept:
        """Keep what has become of a class since it was ``kept``.

        Raises ``ChangedElsewhere`` where it has been saved since by another, and keeps nothing.
        """
        (saved,) = self.save_together([(kept, work)])
        return saved

    def save_together(self, works: Sequence[tuple[Kept, Work]]) -> tuple[Kept, ...]:
        """Keep what has become of several classes, all of them or none; as ``save``."""
        for _, work in works:
            _refuse_unusable(work)
        by = self.by
        with self.transaction() as connection:
            return tuple(self._saved(connection, kept, work, by) for kept, work in works)

    def _saved(self, connection: Connection, kept: Kept, work: Work, by: By) -> Kept:
        revision = connection.scalar(
            select(tables.SchoolClass.revision)
            .where(tables.SchoolClass.id == kept.class_id)
            .with_for_update()
        )
        if revision != kept.revision:
            raise self._changed(connection, kept.class_id)
        save_work(connection, kept.class_id, kept.work, work, by)
        connection.execute(
            update(tables.SchoolClass)
            .where(tables.SchoolClass.id == kept.class_id)
            .values(revision=revision + 1, changed_at=by.at)
        )
        return replace(kept, revision=revision + 1, work=work)

    def _changed(self, connection: Connection, class_id: int) -> ChangedElsewhere:
        """What another has made of a class, and who it was."""
        by = connection.scalar(
            select(tables.Change.by)
            .where(tables.Change.school_class_id == class_id)
            .order_by(tables.Change.id.desc())
            .limit(1)
        )
        if not by:
            message = Message("Someone else has changed this class in the meantime.")
        elif by == self._who:
            message = Message("You have changed this class in another tab in the meantime.")
        else:
            message = Message("{who} has changed this class in the meantime.", who=by)
        return ChangedElsewhere(load_class(connection, class_id), message)

    def refuse_outdated(self, kept: Kept) -> None:
        """Raise ``ChangedElsewhere`` where somebody has saved the class since."""
        with self.reading() as connection:
            if not _is_newest(connection, kept):
                raise self._changed(connection, kept.class_id)

    def is_newest(self, kept: Kept) -> bool:
        """Whether nobody has saved the class since."""
        with self.reading() as connection:
            return _is_newest(connection, kept)

    def bookmark(self) -> Bookmark | None:
        """Where this user was, None the first time."""
        with self.reading() as connection:
            row = connection.execute(
                select(tables.Bookmark).where(tables.Bookmark.who == self._who)
            ).first()
        if row is None:
            return None
        return Bookmark(row.school_class_id, row.step, row.language)

    def keep_bookmark(self, bookmark: Bookmark) -> None:
        """Remember where this user is."""
        with self.transaction() as connection:
            connection.execute(delete(tables.Bookmark).where(tables.Bookmark.who == self._who))
            connection.execute(
                insert(tables.Bookmark).values(
                    who=self._who,
                    school_class_id=bookmark.class_id,
                    step=bookmark.step,
                    language=bookmark.language,
                )
            )


def _written(connection: Connection) -> int:
    """Rows that a connection to a file has written since it was made."""
    driver: Any = connection.connection.dbapi_connection
    return int(driver.total_changes)


def _refuse_unusable(work: Work) -> None:
    only(work, Work, "work")
    refuse_strangers(work.rules, work.roster)
    refuse_disorder(work.plan)
    everyone = Roster(tuple({**everyone_in(work.plan).by_id, **work.roster.by_id}.values()))
    for seated in work.seating.periods:
        for student in seated.seat_of:
            if student not in everyone.by_id:
                raise InputError(no_such_student(student, everyone), Spot("seating"))


def _is_newest(connection: Connection, kept: Kept) -> bool:
    return kept.revision == connection.scalar(
        select(tables.SchoolClass.revision).where(tables.SchoolClass.id == kept.class_id)
    )


def kept_classes(connection: Connection) -> Iterator[KeptClass]:
    """All classes, the one that was changed last first; a damaged one has no name, and is last.

    The log tells which that is, whatever the clock said then.
    """
    last = (
        select(func.max(tables.Change.id))
        .where(tables.Change.school_class_id == tables.SchoolClass.id)
        .scalar_subquery()
    )
    ids = connection.scalars(
        select(tables.SchoolClass.id).order_by(
            last.desc().nulls_last(),
            tables.SchoolClass.changed_at.desc(),
            tables.SchoolClass.id.desc(),
        )
    ).all()
    damaged = list[int]()
    for class_id in ids:
        try:
            with whole():
                found = _kept_class(connection, class_id)
        except Unreadable:
            damaged.append(class_id)
        else:
            yield found
    for class_id in damaged:
        yield KeptClass(class_id, "", "", "", 0, 0, _LONG_AGO)


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def _kept_class(connection: Connection, class_id: int) -> KeptClass:
    row = connection.execute(
        select(
            tables.SchoolYear.name.label("school_year"),
            tables.SchoolClass.name,
            tables.SchoolClass.sample,
            tables.SchoolClass.changed_at,
        )
        .join(tables.SchoolYear, tables.SchoolYear.id == tables.SchoolClass.school_year_id)
        .where(tables.SchoolClass.id == class_id)
    ).one()
    students = connection.scalar(
        select(func.count()).where(
            tables.Student.school_class_id == class_id, tables.Student.position.is_not(None)
        )
    )
    periods = len(periods_in_force(connection, class_id))
    for text in (row.school_year, row.name, row.sample):
        only(text, str, "")
    return KeptClass(
        class_id, row.school_year, row.name, row.sample, students or 0, periods, row.changed_at
    )


def the_school_year(connection: Connection, name: str) -> int:
    """The row of a school year at the one school there is."""
    year = {"school_id": the_school(connection), "name": name}
    return _found_or_made(connection, tables.SchoolYear, year)


def the_school(connection: Connection) -> int:
    """The row of the one school there is."""
    found = connection.scalar(select(tables.School.id).order_by(tables.School.id))
    return added(connection, tables.School, name="") if found is None else int(found)


def _found_or_made(
    connection: Connection, table: type[tables.Base], values: dict[str, object]
) -> int:
    found = connection.execute(select(table).filter_by(**values)).first()
    return added(connection, table, **values) if found is None else int(found.id)


def identity_of(path: Path | None) -> tuple[int, int] | None:
    """What tells a file from another that has taken its name."""
    if path is None:
        return None
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _user() -> str:
    """The login name of whoever runs this."""
    try:
        return os.environ.get("JUPYTERHUB_USER") or getpass.getuser()
    except (OSError, KeyError):  # KeyError before Python 3.13
        return "?"
