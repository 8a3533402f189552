"""What else is on record: deviations, who changed what, and all that is held on one student."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.names import normalised
from toolkit.people import Student
from toolkit.plan import Period
from toolkit.rules import RuleKind
from toolkit.workspace import tables
from toolkit.workspace.database import added
from toolkit.workspace.loading import known, load_class, load_students, periods_in_force
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
    """A deviation in a period, by number, and who wrote it down or corrected it when.

    ``deviation_id`` is its row. ``deviation`` is None where only a newer version of the program
    knows it.
    """

    deviation_id: int
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
    """With whom a student was in one period in force.

    ``until`` is the last day on which it was so, where the period was corrected behind it.
    """

    number: int
    group: str
    partners: tuple[Student, ...]
    group_mates: tuple[Student, ...]
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What is held on a student in one class: the list's line, the periods, the rules.

    ``planned`` is how many periods to come have the student in a group; of every rule it is
    told what kind it is of, and whom it names, the student among them. ``seats`` are where the
    student sat, by the number of the period, with the name of the room.
    """

    school_class: KeptClass
    student: Student
    has_left: bool
    periods: tuple[Met, ...]
    planned: int
    rules: tuple[tuple[RuleKind, tuple[Student, ...]], ...]
    seats: tuple[tuple[int, str, str], ...] = ()


def note_deviation(
    workspace: Workspace, class_id: int, number: int, deviation: Deviation, reason: Reason
) -> None:
    """Write down that the makkerbytte to period ``number`` went otherwise, and why.

    Raises ``InputError`` for a period that is not in force.
    """
    by = workspace.by
    with workspace.transaction() as connection:
        _refuse_unknown_period(connection, class_id, number)
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


def correct_deviation(
    workspace: Workspace,
    class_id: int,
    deviation_id: int,
    number: int,
    deviation: Deviation,
    reason: Reason,
) -> None:
    """Write down otherwise what was written down of a makkerbytte.

    Raises ``InputError`` for a period that is not in force, and where the row is not there.
    """
    by = workspace.by
    with workspace.transaction() as connection:
        if _deviation(connection, class_id, deviation_id).number != number:
            _refuse_unknown_period(connection, class_id, number)
        connection.execute(
            update(tables.Deviation)
            .where(tables.Deviation.id == deviation_id)
            .values(number=number, kind=deviation, reason=reason, at=by.at, by=by.who)
        )
        log_change(connection, class_id, Kind.DEVIATION_CORRECTED, number, by)


def remove_deviation(workspace: Workspace, class_id: int, deviation_id: int) -> None:
    """Take back what was written down. Raises ``InputError`` where the row is not there."""
    with workspace.transaction() as connection:
        number = _deviation(connection, class_id, deviation_id).number
        connection.execute(delete(tables.Deviation).where(tables.Deviation.id == deviation_id))
        log_change(connection, class_id, Kind.DEVIATION_REMOVED, number, workspace.by)


def _deviation(connection: Connection, class_id: int, deviation_id: int) -> Row[Any]:
    """The row of a deviation of a class."""
    found = connection.execute(
        select(tables.Deviation).where(
            tables.Deviation.id == deviation_id, tables.Deviation.school_class_id == class_id
        )
    ).first()
    if found is None:
        raise InputError(Message("This deviation is not here any more."))
    return found


def _refuse_unknown_period(connection: Connection, class_id: int, number: int) -> None:
    if number not in periods_in_force(connection, class_id):
        raise InputError(
            Message("Period {number} is not in the plan. Accept it first.", number=number)
        )


def deviations(workspace: Workspace, class_id: int) -> tuple[Noted, ...]:
    """The deviations of a class, in the order in which they were written down."""
    with workspace.reading() as connection:
        rows = connection.execute(
            select(tables.Deviation)
            .where(tables.Deviation.school_class_id == class_id)
            .order_by(tables.Deviation.id)
        ).all()
    return tuple(
        Noted(
            row.id,
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
    with workspace.reading() as connection:
        rows = connection.execute(
            select(tables.Change)
            .where(tables.Change.school_class_id == class_id)
            .order_by(tables.Change.id.desc())
            .limit(newest)
        ).all()
    return tuple(Changed(known(Kind, row.kind), row.number, row.at, row.by) for row in rows)


def names_held(workspace: Workspace) -> tuple[str, ...]:
    """The names of all on whom something is held, each once, sorted."""
    with workspace.reading() as connection:
        names = sorted(connection.scalars(select(tables.Student.name)).all(), key=normalised)
        return tuple({normalised(name): name for name in names}.values())


def held_on(workspace: Workspace, name: str) -> tuple[Held, ...]:
    """Everything that is held on the students of this name, class by class."""
    with workspace.reading() as connection:
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
                    tuple(_sat(work, student)),
                )


def _sat(work: Work, student: Student) -> Iterator[tuple[int, str, str]]:
    for number, seat in work.seating.of(student.id):
        yield number, seat, work.seating.period(number).room.name


def _to_come(work: Work) -> Iterable[Period]:
    planned = () if work.year is None else work.year.periods
    to_come = (period for period in planned if period.number >= work.planning_number)
    return (period for period in to_come if period not in work.plan.periods)


def _met(periods: Iterable[Period], student: Student) -> Iterator[Met]:
    for period in periods:
        for seating in period.seatings:
            until = seating.ends if seating in period.earlier else None
            for group in seating.groups:
                for pair in group.pairs:
                    if student in pair.students:
                        yield Met(
                            period.number,
                            group.label,
                            tuple(other for other in pair.students if other != student),
                            tuple(other for other in group.students if other != student),
                            until,
                        )
