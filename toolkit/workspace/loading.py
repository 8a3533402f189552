"""From rows to a class's ``Work``."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, select

from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan, Stay
from toolkit.rules import Acquainted, Balance, GroupShape, NamedRule, RuleKind, Rules, Scope
from toolkit.workspace import tables
from toolkit.workspace.work import Proposal, Work


def load_work(connection: Connection, class_id: int) -> Work:
    """All that is kept of a class."""
    kept = connection.execute(
        select(tables.SchoolClass.__table__).where(tables.SchoolClass.id == class_id)
    ).one()
    students = load_students(connection, class_id)
    by_row = {row: student for row, (student, _) in students.items()}
    periods = load_periods(connection, class_id, by_row)
    in_force = periods_in_force(connection, class_id)
    plan = Plan(
        tuple(periods[in_force[number]] for number in sorted(in_force)), school_class=kept.plan_name
    )
    years = _years(connection, class_id, periods, kept.plan_name)
    proposals = tuple(
        Proposal(
            years[row.found_year_id],
            next(p for p in years[row.year_id].periods if p.number == plan.next_number),
        )
        for row in connection.execute(
            select(tables.Proposal.__table__)
            .where(tables.Proposal.school_class_id == class_id)
            .order_by(tables.Proposal.position)
        )
    )
    listed = (one for one in students.values() if one[1] is not None)
    roster = Roster(tuple(student for student, _ in sorted(listed, key=lambda one: one[1] or 0)))
    return Work(
        roster=roster,
        # Whoever was erased may have been the last to have an attribute.
        rules=_rules(connection, class_id, kept, by_row).for_class(roster),
        plan=plan,
        year=_current_year(connection, class_id, years),
        bound=kept.bound,
        proposals=proposals,
        shown=kept.shown,
        seen=kept.seen,
        tries=kept.tries,
        stay=Stay(kept.stay),
        sample=kept.sample,
    )


def load_students(connection: Connection, class_id: int) -> dict[int, tuple[Student, int | None]]:
    """Every student of a class with the position in the list, None for who has left, by row."""
    rows = connection.execute(
        select(tables.Student.__table__).where(tables.Student.school_class_id == class_id)
    )
    return {
        row.id: (
            Student(
                row.key,
                row.name,
                row.written_class,
                tuple((name, value) for name, value in row.attributes),
            ),
            row.position,
        )
        for row in rows
    }


def load_periods(
    connection: Connection, class_id: int, students: dict[int, Student]
) -> dict[int, Period]:
    """Every period of a class, planned or in force, by row."""
    members = connection.execute(
        select(tables.Member.__table__)
        .join(tables.Period, tables.Period.id == tables.Member.period_id)
        .where(tables.Period.school_class_id == class_id)
        .order_by(tables.Member.period_id, tables.Member.position)
    )
    groups = {
        period: tuple(_groups(own, students))
        for period, own in groupby(members, lambda one: one.period_id)
    }
    rows = connection.execute(
        select(tables.Period.__table__).where(tables.Period.school_class_id == class_id)
    )
    return {
        row.id: Period(row.number, groups.get(row.id, ()), row.starts, row.ends) for row in rows
    }


def _groups(members: Iterable[Row[Any]], students: dict[int, Student]) -> Iterable[Group]:
    for label, in_group in groupby(members, lambda one: one.group_label):
        yield Group(
            label,
            tuple(
                Pair(pair, tuple(students[one.student_id] for one in own))
                for pair, own in groupby(in_group, lambda one: one.pair_label)
            ),
        )


def periods_in_force(connection: Connection, class_id: int) -> dict[int, int]:
    """The row of the period that is in force under each number."""
    entries = connection.execute(
        select(tables.InForce.number, tables.InForce.period_id)
        .where(tables.InForce.school_class_id == class_id)
        .order_by(tables.InForce.id)
    )
    newest = {entry.number: entry.period_id for entry in entries}
    return {number: period for number, period in newest.items() if period is not None}


def planned_years(connection: Connection, class_id: int) -> dict[int, tuple[int, ...]]:
    """The rows of the periods of each planned year, by row."""
    links = connection.execute(
        select(tables.PlannedPeriod.__table__)
        .join(tables.PlannedYear, tables.PlannedYear.id == tables.PlannedPeriod.planned_year_id)
        .where(tables.PlannedYear.school_class_id == class_id)
        .order_by(tables.PlannedPeriod.planned_year_id, tables.PlannedPeriod.position)
    )
    return {
        year: tuple(link.period_id for link in own)
        for year, own in groupby(links, lambda link: link.planned_year_id)
    }


def _years(
    connection: Connection, class_id: int, periods: dict[int, Period], name: str
) -> dict[int, Plan]:
    return {
        year: Plan(tuple(periods[period] for period in own), name)
        for year, own in planned_years(connection, class_id).items()
    }


def _current_year(connection: Connection, class_id: int, years: dict[int, Plan]) -> Plan | None:
    current = connection.scalar(
        select(tables.PlannedYear.id).where(
            tables.PlannedYear.school_class_id == class_id, tables.PlannedYear.is_current
        )
    )
    return None if current is None else years[current]


def _rules(
    connection: Connection, class_id: int, kept: Row[Any], students: dict[int, Student]
) -> Rules:
    named = connection.execute(
        select(tables.RuleStudent.__table__)
        .join(tables.Rule, tables.Rule.id == tables.RuleStudent.rule_id)
        .where(tables.Rule.school_class_id == class_id)
        .order_by(tables.RuleStudent.rule_id, tables.RuleStudent.position)
    )
    names = {
        rule: tuple(students[one.student_id].id for one in own)
        for rule, own in groupby(named, lambda one: one.rule_id)
    }
    rows = connection.execute(
        select(tables.Rule.__table__)
        .where(tables.Rule.school_class_id == class_id)
        .order_by(tables.Rule.id)
    ).all()

    rules = Rules(
        interval_weeks=kept.interval_weeks,
        group_shape=GroupShape(kept.group_shape),
        acquainted=Acquainted(tuple(kept.acquainted_attributes)),
        balance=Balance(tuple(kept.balance_attributes)),
    )
    for kind in RuleKind:
        own = (row for row in rows if row.kind == kind and len(names.get(row.id, ())) > 1)
        rules = rules.with_kind(kind, (_named(kind, row, names[row.id]) for row in own))
    return rules


def _named(kind: RuleKind, row: Row[Any], students: tuple[str, ...]) -> NamedRule:
    return NamedRule(kind, students, Scope(row.scope) if row.scope else None, tuple(row.periods))
