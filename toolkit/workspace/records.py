"""What else is on record: deviations, who changed what, and all that is held on one student."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, select

from toolkit.people import Student, normalised
from toolkit.plan import Period
from toolkit.rules import RuleKind
from toolkit.workspace import tables
from toolkit.workspace.database import added
from toolkit.workspace.loading import known, load_class, load_students
from toolkit.workspace.log import Kind, log_change
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import KeptClass, Workspace, kept_classes


class Deviation(StrEnum):
    """How a makkerbytte went otherwise than the programme asks."""

    LATE = "late"
    SKIPPED = "skipped"
    INTERVAL = "interval"
    NO_CONTRACT = "no_contract"


class Reason(StrEnum):
    """Why. There is no free text, for it would come to speak of students."""

    HOLIDAY = "holiday"
    EXAMS = "exams"
    TRIP = "trip"
    TEACHER_AWAY = "teacher_away"
    NO_TIME = "no_time"
    CLASS_NEEDED_IT = "class_needed_it"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Noted:
    """A deviation in a period, by number, and who wrote it down when.

    ``deviation`` is None where only a newer version of the program knows it.
    """

    number: int
    deviation: Deviation | None
    reason: Reason
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A line of the log: what was changed; ``number`` is how many, or which period.

    ``kind`` is None where only a newer version of the program knows it.
    """

    kind: Kind | None
    number: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Met:
    """With whom a student was in one period in force."""

    number: int
    group: str
    partners: tuple[Student, ...]
    group_mates: tuple[Student, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What is held on a student in one class: the list's line, the periods, the rules.

    ``planned`` is how many periods to come have the student in a group; of every rule it is
    told what kind it is of, and whom it names, the student among them.
    """

    school_class: KeptClass
    student: Student
    has_left: bool
    periods: tuple[Met, ...]
    planned: int
    rules: tuple[tuple[RuleKind, tuple[Student, ...]], ...]


def note_deviation(
    workspace: Workspace, class_id: int, number: int, deviation: Deviation, reason: Reason
) -> None:
    """Write down that the makkerbytte to period ``number`` went otherwise, and why."""
    by = workspace.by
    with workspace.transaction() as connection:
        added(
            connection,
            tables.Deviation,
            school_class_id=class_id,
            number=number,
            kind=deviation,
            reason=reason,
            at=by.at,
            by=by.who,
        )
        log_change(connection, class_id, Kind.DEVIATION, number, by)


def deviations(workspace: Workspace, class_id: int) -> tuple[Noted, ...]:
    """The deviations of a class, in the order in which they were written down."""
    with workspace.transaction() as connection:
        rows = connection.execute(
            select(tables.Deviation)
            .where(tables.Deviation.school_class_id == class_id)
            .order_by(tables.Deviation.id)
        ).all()
    return tuple(
        Noted(
            row.number,
            known(Deviation, row.kind),
            known(Reason, row.reason) or Reason.OTHER,
            row.at,
            row.by,
        )
        for row in rows
    )


def changes(workspace: Workspace, class_id: int, newest: int) -> tuple[Changed, ...]:
    """The ``newest`` lines of the log of a class, the newest first."""
    with workspace.transaction() as connection:
        rows = connection.execute(
            select(tables.Change)
            .where(tables.Change.school_class_id == class_id)
            .order_by(tables.Change.id.desc())
            .limit(newest)
        ).all()
    return tuple(Changed(known(Kind, row.kind), row.number, row.at, row.by) for row in rows)


def held_on(workspace: Workspace, name: str) -> tuple[Held, ...]:
    """Everything that is held on the students of this name, class by class."""
    with workspace.transaction() as connection:
        return tuple(_held(connection, normalised(name)))


def _held(connection: Connection, name: str) -> Iterator[Held]:
    for school_class in kept_classes(connection):
        loaded = load_class(connection, school_class.class_id)
        assert loaded is not None, "it is in the list"
        work = loaded.work
        kept = load_students(connection, school_class.class_id).values()
        by_id = {student.id: student for student, _ in kept}

        for student, position in kept:
            if normalised(student.name) == name:
                naming = (rule for rule in work.rules.naming() if student.id in rule.students)
                yield Held(
                    school_class,
                    student,
                    position is None,
                    tuple(_met(work.plan.periods, student)),
                    len(list(_met(_to_come(work), student))),
                    tuple((one.kind, tuple(by_id[key] for key in one.students)) for one in naming),
                )


def _to_come(work: Work) -> Iterable[Period]:
    planned = () if work.year is None else work.year.periods
    return (period for period in planned if period.number >= work.plan.next_number)


def _met(periods: Iterable[Period], student: Student) -> Iterator[Met]:
    for period in periods:
        for group in period.groups:
            for pair in group.pairs:
                if student in pair.students:
                    yield Met(
                        period.number,
                        group.label,
                        tuple(other for other in pair.students if other != student),
                        tuple(other for other in group.students if other != student),
                    )
