"""From a class's periods to rows: those in force, the proposals, and the current year."""

from collections.abc import Sequence
from hashlib import blake2s

from sqlalchemy import Connection, delete, insert, select, update

from toolkit.plan import Period, Plan
from toolkit.workspace import tables
from toolkit.workspace.database import added
from toolkit.workspace.delta import Delta
from toolkit.workspace.loading import periods_in_force
from toolkit.workspace.log import By, Kind

type _PeriodRows = dict[int, int]
"""The row of each period, by the ``id`` of the object: to hash what is in them takes longer."""


def save_plans(
    connection: Connection, class_id: int, delta: Delta, rows: dict[str, int], by: By
) -> list[tuple[Kind, int]]:
    """Write what is different; ``rows`` are the students' by id.

    Gives what has happened to the periods in force, each by its number.
    """
    periods = _save_periods(connection, class_id, delta.periods, rows)
    put = _save_in_force(connection, class_id, delta, periods, by)
    _save_proposals(connection, class_id, delta, periods)
    _save_year(connection, class_id, delta, periods)
    return put


def _members(period: Period, rows: dict[str, int]) -> list[tuple[str, str, int]]:
    """The students of a period in order: group, pair, and the student's row."""
    return [
        (group.label, pair.label, rows[student.id])
        for group in period.groups
        for pair in group.pairs
        for student in pair.students
    ]


def digest_of(
    number: int,
    dates: Sequence[object],
    members: Sequence[tuple[str, str, int]],
    earlier: Sequence[int],
) -> str:
    """What tells a period from others of its class.

    ``members`` are group, pair, student row; ``earlier`` the rows of the seatings before it.
    """
    content = (number, [str(day) for day in dates], [tuple(member) for member in members])
    told = repr((*content, list(earlier)) if earlier else content)
    return blake2s(told.encode(), digest_size=16).hexdigest()


def _save_periods(
    connection: Connection, class_id: int, new: Sequence[Period], rows: dict[str, int]
) -> _PeriodRows:
    """The row of each of these periods, which another may have been already."""
    if not new:
        return {}
    seatings = tuple({id(one): one for period in new for one in period.earlier}.values())
    row_of = _save_periods(connection, class_id, seatings, rows)
    earlier = {id(period): [row_of[id(one)] for one in period.earlier] for period in new}
    members = {id(period): _members(period, rows) for period in new}
    digests = {
        key: digest_of(period.number, (period.starts, period.ends), members[key], earlier[key])
        for key, period in ((id(period), period) for period in new)
    }

    def known() -> dict[str, int]:
        found = select(tables.Period.digest, tables.Period.id).where(
            tables.Period.school_class_id == class_id,
            tables.Period.digest.in_(digests.values()),
        )
        return dict(connection.execute(found).all())

    found = known()
    missing = {digests[id(one)]: one for one in new if digests[id(one)] not in found}
    if missing:
        connection.execute(
            insert(tables.Period),
            [
                {
                    "school_class_id": class_id,
                    "digest": digest,
                    "number": period.number,
                    "starts": period.starts,
                    "ends": period.ends,
                }
                for digest, period in missing.items()
            ],
        )
        found = known()
        connection.execute(
            insert(tables.Member),
            [
                {
                    "period_id": found[digest],
                    "position": position,
                    "group_label": group,
                    "pair_label": pair,
                    "student_id": student,
                }
                for digest, period in missing.items()
                for position, (group, pair, student) in enumerate(members[id(period)])
            ],
        )
        links = [
            {"period_id": found[digest], "position": position, "seating_id": seating}
            for digest, period in missing.items()
            for position, seating in enumerate(earlier[id(period)])
        ]
        if links:
            connection.execute(insert(tables.EarlierSeating), links)
    return {key: found[digest] for key, digest in digests.items()}


def _save_in_force(
    connection: Connection, class_id: int, delta: Delta, periods: _PeriodRows, by: By
) -> list[tuple[Kind, int]]:
    """Add an entry for every period that is now in force, another one, or no longer."""
    if not delta.in_force:
        return []
    in_force = periods_in_force(connection, class_id)
    put: list[tuple[Kind, int]] = []
    for number, period in delta.in_force.items():
        old, new = in_force.get(number), None if period is None else periods[id(period)]
        if old == new:
            continue
        put.append((_what_happened(delta, old, new), number))
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


def _what_happened(delta: Delta, old: int | None, new: int | None) -> Kind:
    """What a period in force being another one comes to; old and new are rows."""
    if new is None:
        return Kind.TAKEN_BACK
    is_accepted = old is None or (delta.before.replacing and not delta.after.replacing)
    return Kind.PUT_IN_FORCE if is_accepted else Kind.CORRECTED


def _save_proposals(
    connection: Connection, class_id: int, delta: Delta, periods: _PeriodRows
) -> None:
    """Delete the proposals behind those that stay, and add what comes there now."""
    of_class = tables.Proposal.school_class_id == class_id
    if delta.drops_proposals:
        connection.execute(
            delete(tables.Proposal).where(of_class, tables.Proposal.position >= delta.common)
        )
    found, row = None, 0
    if delta.common and delta.proposals:
        last = select(tables.Proposal.found_year_id).where(
            of_class, tables.Proposal.position == delta.common - 1
        )
        found = delta.after.proposals[delta.common - 1].found_year
        row = connection.execute(last).scalar_one()
    for position, proposal in enumerate(delta.proposals, start=delta.common):
        # Mostly, one was found and is changed step by step.
        if proposal.found_year is not found and proposal.found_year != found:
            found = proposal.found_year
            row = _add_year(connection, class_id, found, periods)
        added(
            connection,
            tables.Proposal,
            school_class_id=class_id,
            position=position,
            found_year_id=row,
            period_id=periods[id(proposal.period)],
        )


def _save_year(connection: Connection, class_id: int, delta: Delta, periods: _PeriodRows) -> None:
    """The current year, where it is another one now."""
    if not delta.changes_year:
        return
    connection.execute(
        update(tables.PlannedYear)
        .where(tables.PlannedYear.school_class_id == class_id, tables.PlannedYear.is_current)
        .values(is_current=False)
    )
    if (year := delta.after.year) is not None and year.periods:
        _add_year(connection, class_id, year, periods, is_current=True)


def _add_year(
    connection: Connection,
    class_id: int,
    year: Plan,
    periods: _PeriodRows,
    *,
    is_current: bool = False,
) -> int:
    row = added(connection, tables.PlannedYear, school_class_id=class_id, is_current=is_current)
    connection.execute(
        insert(tables.PlannedPeriod),
        [
            {"planned_year_id": row, "position": position, "period_id": periods[id(period)]}
            for position, period in enumerate(year.periods)
        ],
    )
    return row
