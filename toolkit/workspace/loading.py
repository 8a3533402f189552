"""From rows to a class's ``Work``."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select
from sqlalchemy.exc import SQLAlchemyError

from toolkit.errors import show_developers
from toolkit.messages import Message, plural
from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan, Stay
from toolkit.rules import (
    Acquainted,
    Balance,
    GroupShape,
    NamedRule,
    Near,
    RuleKind,
    Rules,
    Scope,
)
from toolkit.workspace import tables
from toolkit.workspace.calendars import calendar_in
from toolkit.workspace.causes import Cause, cause_of
from toolkit.workspace.database import CannotSave
from toolkit.workspace.seats import load_known, load_seats
from toolkit.workspace.soundness import refuse_unsound
from toolkit.workspace.work import Kept, Proposal, Work

_SHAPE = Message("how groups are made when the class cannot be split in fours")
_STAY = Message("how much of what the class was told of is to stay")
_SCOPE = Message("how far apart a rule keeps students")


def load_class(connection: Connection, class_id: int) -> Kept | None:
    """All that is kept of a class, None where it is not there.

    What a newer version of the program has written and this one does not know falls back to
    the usual, and is told of.
    """
    strange: list[Message] = []
    with whole():
        row = connection.execute(
            select(tables.SchoolClass).where(tables.SchoolClass.id == class_id)
        ).first()
        if row is None:
            return None
        work = _work(connection, row, strange)
        refuse_unsound(work)
        return Kept(class_id, int(row.revision), work, tuple(strange))


class Unreadable(CannotSave):
    """What is stored of a class is damaged; the others are as they were."""

    def __init__(self) -> None:
        super().__init__(Cause.UNREADABLE)


@contextmanager
def whole() -> Iterator[None]:
    """Say that a class is damaged, in whatever way a stored value shows it."""
    try:
        yield
    except Exception as error:  # there is nothing that a damaged value could not raise
        if isinstance(error, SQLAlchemyError) and cause_of(error) is not Cause.DAMAGED:
            raise
        show_developers(error)
        raise Unreadable from None


def _work(connection: Connection, kept: Row[Any], strange: list[Message]) -> Work:
    class_id = kept.id
    students = load_students(connection, class_id)
    by_row = {row: student for row, (student, _) in students.items()}
    periods = load_periods(connection, class_id, by_row)
    in_force = periods_in_force(connection, class_id)
    plan = Plan(
        tuple(periods[in_force[number]] for number in sorted(in_force)), school_class=kept.plan_name
    )
    years = _years(connection, class_id, periods, kept.plan_name)
    proposals = tuple(
        Proposal(years[row.found_year_id], periods[row.period_id])
        for row in connection.execute(
            select(tables.Proposal)
            .where(tables.Proposal.school_class_id == class_id)
            .order_by(tables.Proposal.position)
        ).all()
    )
    listed = (one for one in students.values() if one[1] is not None)
    roster = Roster(tuple(student for student, _ in sorted(listed, key=lambda one: one[1] or 0)))
    work = Work(
        roster=roster,
        # Whoever was erased may have been the last to have an attribute.
        rules=_rules(connection, kept, by_row, strange).for_class(roster),
        plan=plan,
        year=_current_year(connection, class_id, years),
        bound=kept.bound,
        proposals=proposals,
        shown=kept.shown,
        seen=kept.seen,
        tries=kept.tries,
        stay=_or_usual(Stay.FIRST, kept.stay, _STAY, strange),
        sample=kept.sample,
        called=kept.name,
        replacing=kept.replacing,
        searching=kept.searching,
        seating=load_seats(connection, class_id, by_row),
        calendar=calendar_in(kept.calendar),
    )
    return work.knowing(load_known(connection, class_id))


def known[Choice: StrEnum](choices: type[Choice], text: str) -> Choice | None:
    """What a row says, None where only a newer version of the program knows it."""
    return {choice.value: choice for choice in choices}.get(text)


def _or_usual[Choice: StrEnum](
    usual: Choice, text: str, what: Message, strange: list[Message]
) -> Choice:
    """What a row says; the usual choice where that is not known, and it is told of ``what``."""
    found = known(type(usual), text)
    if found is not None:
        return found
    message = Message(
        "This class holds something that a newer version of the program has made: {what}. "
        "The usual choice counts here.",
        what=what,
    )
    if message not in strange:
        strange.append(message)
    return usual


def load_students(connection: Connection, class_id: int) -> dict[int, tuple[Student, int | None]]:
    """Every student of a class with the position in the list, None for who has left, by row."""
    rows = connection.execute(
        select(tables.Student).where(tables.Student.school_class_id == class_id)
    ).all()
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
        select(tables.Member)
        .join(tables.Period, tables.Period.id == tables.Member.period_id)
        .where(tables.Period.school_class_id == class_id)
        .order_by(tables.Member.period_id, tables.Member.position)
    ).all()
    groups = {
        period: tuple(_groups(own, students))
        for period, own in groupby(members, lambda one: one.period_id)
    }
    rows = connection.execute(
        select(tables.Period).where(tables.Period.school_class_id == class_id)
    ).all()
    seatings = {
        row.id: Period(row.number, groups.get(row.id, ()), row.starts, row.ends) for row in rows
    }
    links = connection.execute(
        select(tables.EarlierSeating)
        .join(tables.Period, tables.Period.id == tables.EarlierSeating.period_id)
        .where(tables.Period.school_class_id == class_id)
        .order_by(tables.EarlierSeating.period_id, tables.EarlierSeating.position)
    ).all()
    corrected = {
        period: replace(seatings[period], earlier=tuple(seatings[one.seating_id] for one in own))
        for period, own in groupby(links, lambda one: one.period_id)
    }
    return {**seatings, **corrected}


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
    ).all()
    newest = {entry.number: entry.period_id for entry in entries}
    return {number: period for number, period in newest.items() if period is not None}


def planned_years(connection: Connection, class_id: int) -> dict[int, tuple[int, ...]]:
    """The rows of the periods of each planned year, by row."""
    links = connection.execute(
        select(tables.PlannedPeriod)
        .join(tables.PlannedYear, tables.PlannedYear.id == tables.PlannedPeriod.planned_year_id)
        .where(tables.PlannedYear.school_class_id == class_id)
        .order_by(tables.PlannedPeriod.planned_year_id, tables.PlannedPeriod.position)
    ).all()
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
    connection: Connection, kept: Row[Any], students: dict[int, Student], strange: list[Message]
) -> Rules:
    class_id = kept.id
    named = connection.execute(
        select(tables.RuleStudent)
        .join(tables.Rule, tables.Rule.id == tables.RuleStudent.rule_id)
        .where(tables.Rule.school_class_id == class_id)
        .order_by(tables.RuleStudent.rule_id, tables.RuleStudent.position)
    ).all()
    names = {
        rule: tuple(students[one.student_id].id for one in own)
        for rule, own in groupby(named, lambda one: one.rule_id)
    }
    rows = connection.execute(
        select(tables.Rule).where(tables.Rule.school_class_id == class_id).order_by(tables.Rule.id)
    ).all()

    if others := sum(not _is_known(row) for row in rows):
        strange.append(
            plural(
                "This class holds {n} rule that a newer version of the program has made. "
                "It stays, but does not count here.",
                "This class holds {n} rules that a newer version of the program has made. "
                "They stay, but do not count here.",
                n=others,
            )
        )
    rules = Rules(
        interval_weeks=kept.interval_weeks,
        group_shape=_or_usual(GroupShape.FIVE, kept.group_shape, _SHAPE, strange),
        acquainted=Acquainted(tuple(kept.acquainted_attributes)),
        balance=Balance(tuple(kept.balance_attributes)),
    )
    for kind in RuleKind:
        of_kind = [row for row in rows if row.kind == kind and _is_known(row)]
        own = (row for row in of_kind if len(names.get(row.id, ())) >= kind.fewest)
        rules = rules.with_kind(kind, [_named(kind, row, names[row.id], strange) for row in own])
    return rules


def known_rules() -> tuple[ColumnElement[bool], ...]:
    """Which rows of rules this version of the program knows; others are a newer one's, and stay."""
    table = tables.Rule
    return (
        table.kind.in_([kind.value for kind in RuleKind]),
        table.near.in_(["", *(near.value for near in Near)]),
    )


def _is_known(row: Row[Any]) -> bool:
    return row.kind in set(RuleKind) and row.near in {"", *Near}


def _named(
    kind: RuleKind, row: Row[Any], students: tuple[str, ...], strange: list[Message]
) -> NamedRule:
    scope = _or_usual(Scope.GROUP, row.scope, _SCOPE, strange) if row.scope else None
    return NamedRule(
        kind,
        students,
        scope,
        tuple(row.periods),
        near=known(Near, row.near),
        avoid=row.avoid,
        strict=row.strict,
    )
