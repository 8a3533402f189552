"""From a class's ``Work`` to rows: what differs is written, in one transaction."""

from sqlalchemy import Connection, delete, exists, insert, select, update

from toolkit.people import Student
from toolkit.rules import Rules
from toolkit.workspace import tables
from toolkit.workspace.calendars import calendar_as_text
from toolkit.workspace.database import added
from toolkit.workspace.delta import Delta
from toolkit.workspace.loading import known_rules, load_students
from toolkit.workspace.log import By, Kind, log_change
from toolkit.workspace.saving_plans import save_plans
from toolkit.workspace.seats import save_seats
from toolkit.workspace.work import Work

_LET_GO_AT_ONCE = 50
"""Periods. More than a step adds, so that all go in time, and none waits for a long chain to go."""


def save_work(connection: Connection, class_id: int, before: Work, work: Work, by: By) -> None:
    """Make the rows of a class say what ``work`` says; until now they say what ``before`` says.

    Only what differs is written, so that a long chain of proposals costs nothing. A period in
    force is never rewritten.
    """
    number = work.planning_number
    assert all(one.period.number == number for one in work.proposals), "not of the next period"
    delta = Delta(before, work)
    _save_class(connection, class_id, delta)
    rows = _save_students(connection, class_id, delta)
    if work.rules != before.rules or work.roster != before.roster:
        _save_rules(connection, class_id, work.rules, rows)
    put = save_plans(connection, class_id, delta, rows, by)
    save_seats(connection, class_id, delta, rows)
    if delta.lets_go:
        _let_go(connection, class_id)
    if work.roster != before.roster:
        log_change(connection, class_id, Kind.CLASS_LIST, len(work.roster), by)
    if work.rules != before.rules:
        log_change(connection, class_id, Kind.RULES, len(work.rules.naming()), by)
    if work.calendar != before.calendar and work.calendar is not None:
        log_change(connection, class_id, Kind.CALENDAR, len(work.calendar.periods), by)
    for kind, period in put:
        log_change(connection, class_id, kind, period, by)
    for number, seated in delta.seats.items():
        if seated is not None:
            log_change(connection, class_id, Kind.SEATED, number, by)
    if not put and (work.proposals, work.shown) != (before.proposals, before.shown):
        log_change(connection, class_id, Kind.PROPOSAL, number, by)


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
        "replacing": work.replacing,
        "searching": work.searching,
        "calendar": calendar_as_text(work.calendar),
    }


def _save_class(connection: Connection, class_id: int, delta: Delta) -> None:
    old, new = class_values(delta.before), class_values(delta.after)
    changed = {name: value for name, value in new.items() if value != old[name]}
    if delta.before.roster != delta.after.roster:
        # What the rows say of an attribute that nobody had was left out when they were read, and
        # must not come back with it.
        changed |= {name: new[name] for name in ("acquainted_attributes", "balance_attributes")}
    if changed:
        connection.execute(
            update(tables.SchoolClass).where(tables.SchoolClass.id == class_id).values(**changed)
        )


def _save_students(connection: Connection, class_id: int, delta: Delta) -> dict[str, int]:
    """The row of every student of the class, by id; those not in the class list have left."""
    kept = load_students(connection, class_id)
    rows = {student.id: row for row, (student, _) in kept.items()}
    wanted: dict[str, tuple[Student, int | None]] = {
        **{student.id: (student, None) for period in delta.periods for student in period.everyone},
        **{student.id: (student, None) for student, _ in kept.values()},
        **{student.id: (student, position) for position, student in enumerate(delta.after.roster)},
    }
    for key, (student, position) in wanted.items():
        values = {
            "key": key,
            "name": student.name,
            "written_class": student.school_class,
            "attributes": [list(pair) for pair in student.attributes],
            "position": position,
            "has_pseudonym": False,
        }
        if key not in rows:
            rows[key] = added(connection, tables.Student, school_class_id=class_id, **values)
        elif kept[rows[key]] != (student, position):
            connection.execute(
                update(tables.Student).where(tables.Student.id == rows[key]).values(**values)
            )
    return rows


def _save_rules(connection: Connection, class_id: int, rules: Rules, rows: dict[str, int]) -> None:
    own = tables.Rule.school_class_id == class_id, *known_rules()
    connection.execute(delete(tables.Rule).where(*own))
    for named in rules.naming():
        rule = added(
            connection,
            tables.Rule,
            school_class_id=class_id,
            kind=named.kind.value,
            scope=named.scope.value if named.scope else "",
            periods=list(named.periods),
            near=named.near.value if named.near else "",
            avoid=named.avoid,
            strict=named.strict,
        )
        connection.execute(
            insert(tables.RuleStudent),
            [
                {"rule_id": rule, "position": position, "student_id": rows[student]}
                for position, student in enumerate(named.students)
            ],
        )


def _let_go(connection: Connection, class_id: int) -> None:
    """Delete what nothing refers to: planned years, periods, and who left before they had one."""
    year, period, student = tables.PlannedYear, tables.Period, tables.Student
    connection.execute(
        delete(year).where(
            year.school_class_id == class_id,
            ~year.is_current,
            ~exists().where(tables.Proposal.found_year_id == year.id),
        )
    )
    unused = select(period.id).where(
        period.school_class_id == class_id,
        ~exists().where(tables.InForce.period_id == period.id),
        ~exists().where(tables.PlannedPeriod.period_id == period.id),
        ~exists().where(tables.Proposal.period_id == period.id),
        ~exists().where(tables.EarlierSeating.seating_id == period.id),
    )
    gone = unused.order_by(period.id).limit(_LET_GO_AT_ONCE)
    seating = tables.EarlierSeating
    of_gone = select(seating.seating_id).where(seating.period_id.in_(gone))
    seatings = connection.scalars(of_gone).all()
    connection.execute(delete(period).where(period.id.in_(gone)))
    if seatings:  # what they were before they were corrected goes with them
        connection.execute(delete(period).where(period.id.in_(seatings), period.id.in_(unused)))
    connection.execute(
        delete(student).where(
            student.school_class_id == class_id,
            student.position.is_(None),
            ~exists().where(tables.Member.student_id == student.id),
            ~exists().where(tables.RuleStudent.student_id == student.id),
            ~exists().where(tables.Sitting.student_id == student.id),
        )
    )
