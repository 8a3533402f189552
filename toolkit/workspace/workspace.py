"""The open workspace: its classes, each kept as it was last shown."""

import getpass
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from secrets import randbelow
from typing import Self

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from toolkit.errors import MakkerskapError
from toolkit.given import refuse_strangers
from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.values import only
from toolkit.workspace import tables
from toolkit.workspace.database import CannotSave, added, transaction, without_transaction
from toolkit.workspace.loading import load_class, periods_in_force
from toolkit.workspace.log import By
from toolkit.workspace.migrating import refuse_newer
from toolkit.workspace.saving import class_values, save_work
from toolkit.workspace.work import Kept, Work

_SCHOOL_YEAR_BEGINS = 8  # the month
_NOTHING = Work(Roster(()))
_CLASS_IDS = 2**31 - 1  # the largest that PostgreSQL's integer holds


class Replaced(MakkerskapError):
    """The file under the open workspace is another one now."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                "The workspace was given another passphrase, or another file took its place. "
                "Reload the page to open it again."
            )
        )


class ChangedElsewhere(MakkerskapError):
    """Another page or person has saved the class since; ``theirs`` is None where it is deleted."""

    def __init__(self, theirs: Kept | None) -> None:
        super().__init__(Message("Someone else has changed this class in the meantime."))
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


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where a user was: the class that was open, if one was, and the step.

    ``language`` is the one that was chosen by hand, empty where none was.
    """

    class_id: int | None
    step: str
    language: str
    discreet: bool


class Workspace:
    """An open workspace. ``path`` is its file, None on a server; ``passphrase`` opens that.

    One that is not ``is_lasting`` is gone with the program.
    """

    def __init__(
        self,
        engine: Engine,
        who: str,
        path: Path | None = None,
        identity: tuple[int, int] | None = None,
        passphrase: str | None = None,
        is_lasting: bool = True,
    ) -> None:
        self.engine = engine
        self.path = path
        self.passphrase = passphrase
        self.is_lasting = is_lasting
        self._who = who or _user()
        self._identity = identity

    def __repr__(self) -> str:
        where = self.path or ("server" if self.is_lasting else "in memory")
        return f"<Workspace {where}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; ``with`` does so at the end."""
        self.engine.dispose()

    @property
    def by(self) -> By:
        """This user, now."""
        return By.now(self._who)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction on the database that was opened, and on no other that has its name.

        Raises ``CannotSave``, ``Replaced``, and ``MadeByNewer`` where another machine has brought
        the tables further than this version of the program knows.
        """
        self._refuse_other_file()  # its passphrase may be another
        try:
            with transaction(self.engine) as connection:
                self._refuse_other_file()
                yield connection
        except CannotSave:
            with suppress(SQLAlchemyError), without_transaction(self.engine) as connection:
                refuse_newer(connection)  # it may be why
            raise

    def _refuse_other_file(self) -> None:
        if identity_of(self.path) != self._identity:
            raise Replaced

    def classes(self) -> tuple[KeptClass, ...]:
        """All classes, the one that was changed last first."""
        with self.transaction() as connection:
            return tuple(kept_classes(connection))

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
                school_year_id=_this_year(connection, date.today()),  # noqa: DTZ011  # the user's own
                revision=revision,
                changed_at=by.at,
                **class_values(_NOTHING),
            )
            save_work(connection, class_id, _NOTHING, work, by)
        return Kept(class_id, revision, work)

    def load(self, class_id: int) -> Kept | None:
        """A class as it is kept, None where it is not there any more."""
        with self.transaction() as connection:
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
            return tuple(_saved(connection, kept, work, by) for kept, work in works)

    def is_newest(self, kept: Kept) -> bool:
        """Whether nobody has saved the class since."""
        with self.transaction() as connection:
            return kept.revision == connection.scalar(
                select(tables.SchoolClass.revision).where(tables.SchoolClass.id == kept.class_id)
            )

    def bookmark(self) -> Bookmark | None:
        """Where this user was, None the first time."""
        with self.transaction() as connection:
            row = connection.execute(
                select(tables.Bookmark).where(tables.Bookmark.who == self._who)
            ).first()
        if row is None:
            return None
        return Bookmark(row.school_class_id, row.step, row.language, row.discreet)

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
                    discreet=bookmark.discreet,
                )
            )


def _refuse_unusable(work: Work) -> None:
    only(work, Work, "work")
    refuse_strangers(work.rules, work.roster)


def _saved(connection: Connection, kept: Kept, work: Work, by: By) -> Kept:
    revision = connection.scalar(
        select(tables.SchoolClass.revision)
        .where(tables.SchoolClass.id == kept.class_id)
        .with_for_update()
    )
    if revision != kept.revision:
        raise ChangedElsewhere(load_class(connection, kept.class_id))
    save_work(connection, kept.class_id, kept.work, work, by)
    connection.execute(
        update(tables.SchoolClass)
        .where(tables.SchoolClass.id == kept.class_id)
        .values(revision=revision + 1, changed_at=by.at)
    )
    return replace(kept, revision=revision + 1, work=work)


def kept_classes(connection: Connection) -> Iterator[KeptClass]:
    """All classes, the one that was changed last first."""
    students = dict(
        connection.execute(
            select(tables.Student.school_class_id, func.count())
            .where(tables.Student.position.is_not(None))
            .group_by(tables.Student.school_class_id)
        ).all()
    )
    rows = connection.execute(
        select(
            tables.SchoolClass.id,
            tables.SchoolYear.name.label("school_year"),
            tables.SchoolClass.name,
            tables.SchoolClass.sample,
            tables.SchoolClass.changed_at,
        )
        .join(tables.SchoolYear, tables.SchoolYear.id == tables.SchoolClass.school_year_id)
        .order_by(tables.SchoolClass.changed_at.desc(), tables.SchoolClass.id.desc())
    ).all()
    for row in rows:
        yield KeptClass(
            row.id,
            row.school_year,
            row.name,
            row.sample,
            students.get(row.id, 0),
            len(periods_in_force(connection, row.id)),
            row.changed_at,
        )


def _this_year(connection: Connection, today: date) -> int:
    """The row of the school year that it is now, at the one school there is."""
    school = _found_or_made(connection, tables.School, {"name": ""})
    return _found_or_made(
        connection, tables.SchoolYear, {"school_id": school, "name": school_year_of(today)}
    )


def school_year_of(day: date) -> str:
    """The school year that a day belongs to: 2026/2027."""
    begins = day.year if day.month >= _SCHOOL_YEAR_BEGINS else day.year - 1
    return f"{begins}/{begins + 1}"


def _found_or_made(
    connection: Connection, table: type[tables.Base], values: dict[str, object]
) -> int:
    found = connection.execute(select(table).filter_by(**values)).first()
    return added(connection, table, **values) if found is None else int(found.id)


def identity_of(path: Path | None) -> tuple[int, int] | None:
    """What tells a file from another that has taken its name."""
    if path is None or not path.exists():
        return None
    found = path.stat()
    return found.st_dev, found.st_ino


def _user() -> str:
    """The login name of whoever runs this."""
    try:
        return os.environ.get("JUPYTERHUB_USER") or getpass.getuser()
    except (OSError, KeyError):  # KeyError before Python 3.13
        return "?"
