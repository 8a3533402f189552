"""From a class's ``Work`` to rows: what differs is written, in one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import blake2s

from sqlalchemy import Connection, delete, insert, or_, select, update

from toolkit.people import Student
from toolkit.plan import Period, Plan
from toolkit.rules import Rules
from toolkit.workspace import tables
from toolkit.workspace.database import added
from toolkit.workspace.loading import (
    load_students,
    load_work,
    periods_in_force,
    planned_years,
)
from toolkit.workspace.work import Work


class Kind(StrEnum):
    """What can be changed in a class, as the log of changes tells it."""

    CLASS_LIST = "class_list"
    RULES = "rules"
    PROPOSAL = "proposal"
    PUT_IN_FORCE = "put_in_force"
    CORRECTED = "corrected"
    TAKEN_BACK = "taken_back"
    DEVIATION = "deviation"
    ERASED = "erased"


@dataclass(frozen=True)
class By:
    """Who saves, and when."""

    who: str
    at: datetime

    @classmethod
    def now(cls, who: str) -> "By":
        """At this moment."""
        return cls(who, datetime.now(UTC))


def save_work(connection: Connection, class_id: int, work: Work, by: By) -> None:
    """Make the rows of a class say what ``work`` says. A period in force is never rewritten."""
    number = work.plan.next_number
    # Loading looks for it under this number; a class that cannot be loaded must not be kept.
    assert all(one.period.number == number for one in work.proposals), "not of the next period"
    before = load_work(connection, class_id)
    _save_class(connection, class_id, work)
    rows = _save_students(connection, class_id, work)
    if work.rules != before.rules:
        _save_rules(connection, class_id, work.rules, rows)
    periods = _save_periods(connection, class_id, work, rows)
    put = _save_in_force(connection, class_id, work.plan, periods, by)
    _save_years(connection, class_id, work, periods)
    _let_go(connection, class_id)
    if work.roster != before.roster:
        log_change(connection, class_id, Kind.CLASS_LIST, len(work.roster), by)
    if work.rules != before.rules:
        log_change(connection, class_id, Kind.RULES, len(work.rules.naming()), by)
    for kind, number in put:
        log_change(connection, class_id, kind, number, by)
    if not put and (work.proposals, work.shown) != (before.proposals, before.shown):
        log_change(connection, class_id, Kind.PROPOSAL, work.plan.next_number, by)


def log_change(connection: Connection, class_id: int, kind: Kind, number: int, by: By) -> None:
    """Write down who changed what."""
    added(
        connection,
        tables.Change,
        school_class_id=class_id,
        at=by.at,
        by=by.who,
        kind=kind,
        number=number,
    )


def class_values(work: Work) -> dict[str, object]:
    """The columns of a class that its work decides."""
    rules = work.rules
    return {
        "name": work.name,
        "sample": work.sample,
        "interval_weeks": rules.interval_weeks,
        "group_shape": rules.group_shape.value,
        "acquainted_attributes": list(rules.acquainted.attributes),
        "balance_attributes": list(rules.balance.attributes),
        "bound": work.bound,
        "plan_name": work.plan.school_class,
        "shown": work.shown,
        "seen": work.seen,
        "tries": work.tries,
        "stay": work.stay.value,
    }


def _save_class(connection: Connection, class_id: int, work: Work) -> None:
    connection.execute(
        update(tables.SchoolClass)
        .where(tables.SchoolClass.id == class_id)
        .values(**class_values(work))
    )


def _save_students(connection: Connection, class_id: int, work: Work) -> dict[str, int]:
    """The row of every student in the work, by id; those not in the class list have left."""
    kept = load_students(connection, class_id)
    rows = {student.id: row for row, (student, _) in kept.items()}
    wanted: dict[str, tuple[Student, int | None]] = {}
    for period in _periods(work):
        for student in period.students:
            known = kept[rows[student.id]][0] if student.id in rows else student
            wanted[student.id] = (known, None)
    wanted |= {student.id: (student, position) for position, student in enumerate(work.roster)}
    for key, row in rows.items():
        wanted.setdefault(key, (kept[row][0], None))
    for key, (student, position) in wanted.items():
        values = {
            "key": key,
            "name": student.name,
            "written_class": student.school_class,
            "attributes": [list(pair) for pair in student.attributes],
            "position": position,
        }
        if key not in rows:
            rows[key] = added(connection, tables.Student, school_class_id=class_id, **values)
        elif kept[rows[key]] != (student, position):
            connection.execute(
                update(tables.Student).where(tables.Student.id == rows[key]).values(**values)
            )
    return rows


def _save_rules(connection: Connection, class_id: int, rules: Rules, rows: dict[str, int]) -> None:
    connection.execute(delete(tables.Rule).where(tables.Rule.school_class_id == class_id))
    for named in rules.naming():
        rule = added(
            connection,
            tables.Rule,
            school_class_id=class_id,
            kind=named.kind.value,
            scope=named.scope.value if named.scope else "",
            periods=list(named.periods),
        )
        connection.execute(
            insert(tables.RuleStudent),
            [
                {"rule_id": rule, "position": position, "student_id": rows[student]}
                for position, student in enumerate(named.students)
            ],
        )


def _plans(work: Work) -> Iterator[Plan]:
    yield work.plan
    if work.year is not None:
        yield work.year
    for proposal in work.proposals:
        yield proposal.found_year
        yield proposal.year


type _PeriodRows = dict[int, int]
"""The row of each period, by the ``id`` of the object: a long chain of proposals shares most of
them, and to hash them by what is in them takes longer than all the rest."""


def _periods(work: Work) -> Iterable[Period]:
    return {id(period): period for plan in _plans(work) for period in plan.periods}.values()


def _members(period: Period, rows: dict[str, int]) -> list[tuple[str, str, int]]:
    """The students of a period in order: group, pair, and the student's row."""
    return [
        (group.label, pair.label, rows[student.id])
        for group in period.groups
        for pair in group.pairs
        for student in pair.students
    ]


def digest_of(number: int, dates: Sequence[object], members: Sequence[tuple[str, str, int]]) -> str:
    """What tells a period from others of its class; ``members`` are group, pair, student row."""
    content = repr((number, [str(day) for day in dates], [tuple(member) for member in members]))
    return blake2s(content.encode(), digest_size=16).hexdigest()


def _save_periods(
    connection: Connection, class_id: int, work: Work, rows: dict[str, int]
) -> _PeriodRows:
    """The row of every period in the work."""
    known = {
        digest: row
        for row, digest in connection.execute(
            select(tables.Period.id, tables.Period.digest).where(
                tables.Period.school_class_id == class_id
            )
        )
    }
    found: _PeriodRows = {}
    for period in _periods(work):
        members = _members(period, rows)
        digest = digest_of(period.number, (period.starts, period.ends), members)
        if digest not in known:
            known[digest] = added(
                connection,
                tables.Period,
                school_class_id=class_id,
                digest=digest,
                number=period.number,
                starts=period.starts,
                ends=period.ends,
            )
            connection.execute(
                insert(tables.Member),
                [
                    {
                        "period_id": known[digest],
                        "position": position,
                        "group_label": group,
                        "pair_label": pair,
                        "student_id": student,
                    }
                    for position, (group, pair, student) in enumerate(members)
                ],
            )
        found[id(period)] = known[digest]
    return found


def _save_in_force(
    connection: Connection, class_id: int, plan: Plan, periods: _PeriodRows, by: By
) -> list[tuple[Kind, int]]:
    """Add an entry for every period that is now in force, another one, or no longer."""
    before = periods_in_force(connection, class_id)
    after = {period.number: periods[id(period)] for period in plan.periods}
    put: list[tuple[Kind, int]] = []
    for number in sorted(before.keys() | after.keys()):
        old, new = before.get(number), after.get(number)
        if old == new:
            continue
        kind = (
            Kind.TAKEN_BACK if new is None else Kind.PUT_IN_FORCE if old is None else Kind.CORRECTED
        )
        put.append((kind, number))
        added(
            connection,
            tables.InForce,
            school_class_id=class_id,
            number=number,
            period_id=new,
            at=by.at,
            by=by.who,
        )
    return put


def _save_years(connection: Connection, class_id: int, work: Work, periods: _PeriodRows) -> None:
    """The current year and the proposals, each a list of periods; years that none is are let go."""
    known = {own: year for year, own in planned_years(connection, class_id).items()}
    used: set[int] = set()

    def row_of(plan: Plan) -> int:
        own = tuple(periods[id(period)] for period in plan.periods)
        if own not in known:
            known[own] = added(
                connection, tables.PlannedYear, school_class_id=class_id, is_current=False
            )
            connection.execute(
                insert(tables.PlannedPeriod),
                [
                    {"planned_year_id": known[own], "position": position, "period_id": period}
                    for position, period in enumerate(own)
                ],
            )
        used.add(known[own])
        return known[own]

    connection.execute(delete(tables.Proposal).where(tables.Proposal.school_class_id == class_id))
    for position, proposal in enumerate(work.proposals):
        added(
            connection,
            tables.Proposal,
            school_class_id=class_id,
            position=position,
            found_year_id=row_of(proposal.found_year),
            year_id=row_of(proposal.year),
        )
    current = None if work.year is None or not work.year.periods else row_of(work.year)
    of_class = tables.PlannedYear.school_class_id == class_id
    connection.execute(
        update(tables.PlannedYear)
        .where(of_class)
        .values(is_current=tables.PlannedYear.id == current)
    )
    connection.execute(
        delete(tables.PlannedYear).where(of_class, tables.PlannedYear.id.not_in(used))
    )


def _let_go(connection: Connection, class_id: int) -> None:
    """Delete what nothing refers to: planned periods, and those who left before they sat in one."""
    connection.execute(
        delete(tables.Period).where(
            tables.Period.school_class_id == class_id,
            ~select(tables.InForce.id).where(tables.InForce.period_id == tables.Period.id).exists(),
            ~select(tables.PlannedPeriod.period_id)
            .where(tables.PlannedPeriod.period_id == tables.Period.id)
            .exists(),
        )
    )
    connection.execute(
        delete(tables.Student).where(
            tables.Student.school_class_id == class_id,
            tables.Student.position.is_(None),
            ~or_(
                select(tables.Member.period_id)
                .where(tables.Member.student_id == tables.Student.id)
                .exists(),
                select(tables.RuleStudent.rule_id)
                .where(tables.RuleStudent.student_id == tables.Student.id)
                .exists(),
            ),
        )
    )
