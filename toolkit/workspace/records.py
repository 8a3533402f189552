"""What else is on record: deviations, who changed what, and all that is held on one student."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, select

from toolkit.people import Student, normalised
from toolkit.rules import KeepApart, Together
from toolkit.workspace import tables
from toolkit.workspace.database import added
from toolkit.workspace.loading import load_students, load_work
from toolkit.workspace.saving import Kind, log_change
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
    """A deviation in a period, by number, and who wrote it down when."""

    number: int
    deviation: Deviation
    reason: Reason
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A line of the log: what was changed; ``number`` is how many, or which period."""

    kind: Kind
    number: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Met:
    """A student's place in one period in force."""

    number: int
    group: str
    partners: tuple[Student, ...]
    group_mates: tuple[Student, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What is held on a student in one class: the list's line, the periods, the rules."""

    school_class: KeptClass
    student: Student
    has_left: bool
    periods: tuple[Met, ...]
    kept_apart: tuple[KeepApart, ...]
    together: tuple[Together, ...]
    acquainted: tuple[tuple[str, ...], ...]


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
            select(tables.Deviation.__table__)
            .where(tables.Deviation.school_class_id == class_id)
            .order_by(tables.Deviation.id)
        ).all()
    return tuple(
        Noted(row.number, Deviation(row.kind), Reason(row.reason), row.at, row.by) for row in rows
    )


def changes(workspace: Workspace, class_id: int, newest: int) -> tuple[Changed, ...]:
    """The ``newest`` lines of the log of a class, the newest first."""
    with workspace.transaction() as connection:
        rows = connection.execute(
            select(tables.Change.__table__)
            .where(tables.Change.school_class_id == class_id)
            .order_by(tables.Change.id.desc())
            .limit(newest)
        ).all()
    return tuple(Changed(Kind(row.kind), row.number, row.at, row.by) for row in rows)


def held_on(workspace: Workspace, name: str) -> tuple[Held, ...]:
    """Everything that is held on the students of this name, class by class."""
    with workspace.transaction() as connection:
        return tuple(_held(connection, normalised(name)))


def _held(connection: Connection, name: str) -> Iterator[Held]:
    for school_class in kept_classes(connection):
        work = load_work(connection, school_class.class_id)
        rules = work.rules
        for student, position in load_students(connection, school_class.class_id).values():
            if normalised(student.name) == name:
                yield Held(
                    school_class,
                    student,
                    position is None,
                    tuple(
                        Met(
                            period.number,
                            group.label,
                            tuple(
                                other
                                for pair in group.pairs
                                if student in pair.students
                                for other in pair.students
                                if other != student
                            ),
                            tuple(other for other in group.students if other != student),
                        )
                        for period in work.plan.periods
                        for group in period.groups
                        if student in group.students
                    ),
                    tuple(rule for rule in rules.keep_apart if student.id in rule.students),
                    tuple(rule for rule in rules.together if student.id in rule.students),
                    tuple(group for group in rules.acquainted.groups if student.id in group),
                )
