"""What else is on record: who changed what, and all that is held on one student."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from toolkit.names import normalised
from toolkit.people import Student
from toolkit.plan import Period
from toolkit.rules import RuleKind
from toolkit.workspace import tables
from toolkit.workspace.loading import known, load_class, load_students
from toolkit.workspace.log import Kind
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import KeptClass, Workspace, kept_classes


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
