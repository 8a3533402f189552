"""The tables of the workspace, the same in SQLite and in PostgreSQL.

Names of students stand in ``student`` and nowhere else; every other table names them by that
table's key, so that renaming, pseudonymising and erasing happen once. Rows of
``in_force`` and ``change`` are only ever added.
"""

from datetime import UTC, date, datetime
from secrets import token_bytes

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    MetaData,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Instant(TypeDecorator[datetime]):
    """A moment, kept in UTC, for SQLite knows no time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Any zone in."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC out."""
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """All tables. Constraints have names, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  # as SQLAlchemy wants it
        datetime: Instant,
        list[str]: JSON,
        list[int]: JSON,
        list[list[str]]: JSON,
    }


def _of(table: str) -> ForeignKey:
    """A reference that goes away together with what it refers to."""
    return ForeignKey(f"{table}.id", ondelete="CASCADE")


class School(Base):
    """A school, by its name; the empty one where nobody has said it.

    ``secret`` are random bytes that pseudonyms of its students are made with (``pseudonyms.py``).
    """

    __tablename__ = "school"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    secret: Mapped[bytes] = mapped_column(default=lambda: token_bytes(16))


class Room(Base):
    """A room of the school, which several classes may sit in; ``text`` is its file."""

    __tablename__ = "room"
    __table_args__ = (UniqueConstraint("school_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(_of("school"))
    name: Mapped[str]
    text: Mapped[str]


class Template(Base):
    """A Word template of the school's own: which paper is made of it, in which language."""

    __tablename__ = "template"
    __table_args__ = (UniqueConstraint("school_id", "paper", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(_of("school"))
    paper: Mapped[str]
    language: Mapped[str]
    content: Mapped[bytes]


class EvaluationForm(Base):
    """The school's own form of the evaluation, as the file that it is (TOML)."""

    __tablename__ = "evaluation_form"
    __table_args__ = (UniqueConstraint("school_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(_of("school"))
    content: Mapped[bytes]


class SchoolYear(Base):
    """From August to July, called 2026/2027. It is deleted as a whole."""

    __tablename__ = "school_year"
    __table_args__ = (UniqueConstraint("school_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(_of("school"))
    name: Mapped[str]


class AnswerCount(Base):
    """How many of a class gave an answer of the evaluation; ``answer`` is empty for none.

    ``item`` and ``answer`` are keys of the form. A class is called as it was in the answers, for
    it need not be one that is kept here.
    """

    __tablename__ = "answer_count"
    __table_args__ = (UniqueConstraint("school_year_id", "school_class", "item", "answer"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_year_id: Mapped[int] = mapped_column(_of("school_year"))
    school_class: Mapped[str]
    item: Mapped[str]
    answer: Mapped[str]
    count: Mapped[int]


class ClassWish(Base):
    """One of the things that a class wants to try after the evaluation; no student is named."""

    __tablename__ = "class_wish"
    __table_args__ = (UniqueConstraint("school_year_id", "school_class", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_year_id: Mapped[int] = mapped_column(_of("school_year"))
    school_class: Mapped[str]
    position: Mapped[int]
    text: Mapped[str]


class StaffMember(Base):
    """A grown-up in the VIP team or in training, in a school year, and no more than that of them.

    ``joined`` is since when; ``meeting`` and ``course`` are when they had their training.
    """

    __tablename__ = "staff_member"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_year_id: Mapped[int] = mapped_column(_of("school_year"), index=True)
    name: Mapped[str]
    role: Mapped[str]
    is_in_team: Mapped[bool]
    joined: Mapped[date]
    meeting: Mapped[date | None]
    course: Mapped[date | None]


class TaskDone(Base):
    """That a task of the leadership is done in a school year, when, and by whom."""

    __tablename__ = "task_done"
    __table_args__ = (UniqueConstraint("school_year_id", "task"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_year_id: Mapped[int] = mapped_column(_of("school_year"))
    task: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]


class TeamAnswer(Base):
    """What the team answered together to one of its questions, from 1 to 5, in a term."""

    __tablename__ = "team_answer"
    __table_args__ = (UniqueConstraint("school_year_id", "term", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_year_id: Mapped[int] = mapped_column(_of("school_year"))
    term: Mapped[str]
    question: Mapped[str]
    answer: Mapped[int]
    at: Mapped[datetime]


class SchoolEvent(Base):
    """What the school has in its year wheel in a school year; nobody is named in it."""

    __tablename__ = "school_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_year_id: Mapped[int] = mapped_column(_of("school_year"), index=True)
    ring: Mapped[str]
    name: Mapped[str]
    first: Mapped[date]
    last: Mapped[date]


class SchoolChange(Base):
    """Who changed what of the school's own, and when. Nobody is named who is not who did it."""

    __tablename__ = "school_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_year_id: Mapped[int] = mapped_column(_of("school_year"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]
    kind: Mapped[str]


class SchoolClass(Base):
    """A class in a school year, its rules that name nobody, and where its planning stands.

    ``revision`` is one more after every save; ``shown`` is the proposal that is looked at, None
    where there is none; ``plan_name`` is what the plan calls its class. ``replacing`` tells that
    the newest period in force is planned anew, ``searching`` that a search is under way.
    ``calendar`` is the school year as text (``calendars.py``), empty where there is none.
    """

    __tablename__ = "school_class"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_year_id: Mapped[int] = mapped_column(_of("school_year"), index=True)
    name: Mapped[str]
    sample: Mapped[str]
    revision: Mapped[int]
    changed_at: Mapped[datetime]
    interval_weeks: Mapped[int]
    group_shape: Mapped[str]
    acquainted_attributes: Mapped[list[str]]
    balance_attributes: Mapped[list[str]]
    bound: Mapped[int]
    plan_name: Mapped[str]
    shown: Mapped[int | None]
    seen: Mapped[int]
    tries: Mapped[int]
    stay: Mapped[str]
    replacing: Mapped[bool]
    searching: Mapped[bool]
    calendar: Mapped[str]


class Student(Base):
    """A student of a class. ``position`` is the one in the class list; None once they have left.

    ``key`` is the id in the user's files, ``attributes`` are (name, value) pairs;
    ``has_pseudonym`` where key and name are made up, so that nobody can tell who it was.
    """

    __tablename__ = "student"
    __table_args__ = (UniqueConstraint("school_class_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_class_id: Mapped[int] = mapped_column(_of("school_class"))
    key: Mapped[str]
    name: Mapped[str]
    written_class: Mapped[str]
    attributes: Mapped[list[list[str]]]
    position: Mapped[int | None]
    has_pseudonym: Mapped[bool]


class Rule(Base):
    """A rule that names students. ``kind`` tells which, and what of the rest belongs to it."""

    __tablename__ = "rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_class_id: Mapped[int] = mapped_column(_of("school_class"), index=True)
    kind: Mapped[str]
    scope: Mapped[str]
    periods: Mapped[list[int]]
    near: Mapped[str]
    avoid: Mapped[bool]
    strict: Mapped[bool]


class RuleStudent(Base):
    """Whom a rule names."""

    __tablename__ = "rule_student"

    rule_id: Mapped[int] = mapped_column(_of("rule"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(_of("student"), index=True)


class Period(Base):
    """Who was with whom in a period, planned or in force. Never changed, but shared by plans.

    One that was corrected while it ran is a row as they sit now, and a row for each seating
    before it, with the days of that (``EarlierSeating``).

    ``digest`` tells two of the same class apart by what is in them.
    """

    __tablename__ = "period"
    __table_args__ = (UniqueConstraint("school_class_id", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_class_id: Mapped[int] = mapped_column(_of("school_class"))
    digest: Mapped[str]
    number: Mapped[int]
    starts: Mapped[date | None]
    ends: Mapped[date | None]


class Member(Base):
    """One student of a group and a pair in a period; ``position`` keeps their order."""

    __tablename__ = "member"

    period_id: Mapped[int] = mapped_column(_of("period"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    group_label: Mapped[str]
    pair_label: Mapped[str]
    student_id: Mapped[int] = mapped_column(_of("student"), index=True)


class EarlierSeating(Base):
    """How a class sat in a period before it was corrected, in order."""

    __tablename__ = "earlier_seating"

    period_id: Mapped[int] = mapped_column(_of("period"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    seating_id: Mapped[int] = mapped_column(_of("period"), index=True)


class PlannedYear(Base):
    """A year as it was found for a proposal, or the current one, as it was changed by hand."""

    __tablename__ = "planned_year"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_class_id: Mapped[int] = mapped_column(_of("school_class"), index=True)
    is_current: Mapped[bool]


class PlannedPeriod(Base):
    """The periods of a planned year, in order."""

    __tablename__ = "planned_period"

    planned_year_id: Mapped[int] = mapped_column(_of("planned_year"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    period_id: Mapped[int] = mapped_column(_of("period"), index=True)


class Proposal(Base):
    """What the teacher has looked at, in the order that undo and redo go through.

    ``period_id`` is the next period as the teacher has made it, in the year as it was found.
    """

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("school_class_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_class_id: Mapped[int] = mapped_column(_of("school_class"))
    position: Mapped[int]
    found_year_id: Mapped[int] = mapped_column(_of("planned_year"), index=True)
    period_id: Mapped[int] = mapped_column(_of("period"), index=True)


class InForce(Base):
    """That a period was put in force, or (``period_id`` None) taken back. The newest one counts."""

    __tablename__ = "in_force"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_class_id: Mapped[int] = mapped_column(_of("school_class"), index=True)
    number: Mapped[int]
    period_id: Mapped[int | None] = mapped_column(_of("period"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]


class SeatedPeriod(Base):
    """That a class has seats in a period in force; ``room`` is the room's file as it was."""

    __tablename__ = "seated_period"
    __table_args__ = (UniqueConstraint("school_class_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_class_id: Mapped[int] = mapped_column(_of("school_class"))
    number: Mapped[int]
    room: Mapped[str]


class Sitting(Base):
    """Who sits where in a period, in order; ``is_locked`` where it is to stay so."""

    __tablename__ = "sitting"

    seated_period_id: Mapped[int] = mapped_column(_of("seated_period"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(_of("student"), index=True)
    seat: Mapped[str]
    is_locked: Mapped[bool]


class KnownSeats(Base):
    """What the search that found the seats of a period has known of them."""

    __tablename__ = "known_seats"

    seated_period_id: Mapped[int] = mapped_column(_of("seated_period"), primary_key=True)
    status: Mapped[str]
    gap: Mapped[float]
    seconds: Mapped[float]
    is_change: Mapped[bool]
    has_locked: Mapped[bool]


class Adaptation(Base):
    """That a makkerbytte went otherwise than the programme asks, and why.

    ``note`` names no student. ``planned`` and ``goes_on`` are None where nobody has told.
    """

    __tablename__ = "adaptation"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_class_id: Mapped[int] = mapped_column(_of("school_class"), index=True)
    number: Mapped[int]
    kind: Mapped[str]
    reason: Mapped[str]
    note: Mapped[str]
    planned: Mapped[bool | None]
    goes_on: Mapped[bool | None]
    at: Mapped[datetime]
    by: Mapped[str]


class Change(Base):
    """Who changed what and when; ``number`` is how many, or which period. No student is named."""

    __tablename__ = "change"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_class_id: Mapped[int] = mapped_column(_of("school_class"), index=True)
    at: Mapped[datetime]
    by: Mapped[str]
    kind: Mapped[str]
    number: Mapped[int]


class Bookmark(Base):
    """Where a user was: in which class, at which step, in which language."""

    __tablename__ = "bookmark"

    who: Mapped[str] = mapped_column(primary_key=True)
    school_class_id: Mapped[int | None] = mapped_column(
        ForeignKey("school_class.id", ondelete="SET NULL")
    )
    step: Mapped[str]
    language: Mapped[str]
