"""What is in force is only ever added to, and the log tells who changed what, naming nobody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from toolkit.people import Roster
from toolkit.rules import NO_RULES
from toolkit.workspace import tables
from toolkit.workspace.log import Kind
from toolkit.workspace.records import Changed, changes
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Kept, Workspace

from .kept import Database, rows
from .works import NAMES, a_class, swapped_now


def accepted(work: Work) -> Work:
    """The proposal that is looked at is now a period of the plan."""
    assert work.shown is not None
    plan = work.plan.followed_by(work.proposals[work.shown].period)
    return replace(work, plan=plan, proposals=(), shown=None)


def taken_back(work: Work) -> Work:
    plan = replace(work.plan, periods=work.plan.periods[:-1])
    return replace(work, plan=plan, proposals=(), shown=None)


def corrected(work: Work) -> Work:
    return swapped_now(work, "3", "6", date(2026, 8, 20))


def corrected_before_it_began(work: Work) -> Work:
    return swapped_now(work, "3", "6", date(2026, 8, 17))


def replaced(work: Work) -> Work:
    """Another in the place of the second, of which it was begun to plan it again."""
    year = a_class(periods=2).year
    assert year is not None
    return work.begun_again().found(year).swapped("3", "6").accepted()


def undone(work: Work) -> Work:
    return replace(work, shown=0, year=work.proposals[0].year)


def without_rules(work: Work) -> Work:
    return replace(work, rules=NO_RULES)


def one_left(work: Work) -> Work:
    return replace(work, roster=Roster(work.roster.students[1:]), rules=NO_RULES)


def seen(work: Work) -> Work:
    return replace(work, seen=9, tries=9)


STEPS: dict[Kind | None, tuple[Callable[[Work], Work], int]] = {
    Kind.PUT_IN_FORCE: (accepted, 3),
    Kind.TAKEN_BACK: (taken_back, 2),
    Kind.CORRECTED: (corrected, 2),
    Kind.PROPOSAL: (undone, 3),
    Kind.RULES: (without_rules, 0),
    None: (seen, 0),
}


@pytest.mark.parametrize(("kind", "step"), STEPS.items())
def test_the_log_tells_a_step(
    database: Database, kind: Kind | None, step: tuple[Callable[[Work], Work], int]
) -> None:
    kari, ola = database.open("kari"), database.open("ola")
    kept = kari.begin(a_class(periods=2))
    before = changes(kari, kept.class_id, 10)
    begun = datetime.now(UTC)
    work, number = step[0](kept.work), step[1]
    ola.save(kept, work)
    new = changes(kari, kept.class_id, 10)[: -len(before)]
    assert [(line.kind, line.number, line.by) for line in new] == (
        [] if kind is None else [(kind, number, "ola")]
    )
    assert all(begun <= line.at <= datetime.now(UTC) for line in new)


def test_the_log_tells_that_another_is_in_the_place_of_a_period(workspace: Workspace) -> None:
    kept = workspace.begin(a_class(periods=2))
    again = workspace.save(kept, kept.work.begun_again())
    assert rows(workspace, tables.InForce)[-1][2:4] == (2, rows(workspace, tables.InForce)[1][3])
    workspace.save(again, replaced(again.work))
    told = [(line.kind, line.number) for line in changes(workspace, kept.class_id, 2)]
    assert told == [(Kind.PUT_IN_FORCE, 2), (Kind.PROPOSAL, 2)]
    assert [row[2] for row in rows(workspace, tables.InForce)] == [1, 2, 2]
    assert None not in [row[3] for row in rows(workspace, tables.InForce)]


def test_one_corrected_before_it_began_is_told_of_too(workspace: Workspace) -> None:
    kept = workspace.begin(a_class(periods=2))
    kept = workspace.save(kept, corrected_before_it_began(kept.work))
    assert not kept.work.plan.periods[-1].earlier
    assert changes(workspace, kept.class_id, 1)[0].kind is Kind.CORRECTED


def test_the_log_tells_how_a_class_began_and_changed(workspace: Workspace) -> None:
    kept = workspace.begin(a_class(periods=2))
    workspace.save(kept, one_left(kept.work))

    def told(line: Changed) -> tuple[Kind, int]:
        return line.kind, line.number

    assert [told(line) for line in changes(workspace, kept.class_id, 10)] == [
        (Kind.RULES, 0),
        (Kind.CLASS_LIST, 7),
        (Kind.SEATED, 2),
        (Kind.SEATED, 1),
        (Kind.PUT_IN_FORCE, 2),
        (Kind.PUT_IN_FORCE, 1),
        (Kind.CALENDAR, 14),
        (Kind.RULES, 7),
        (Kind.CLASS_LIST, 8),
    ]
    assert [told(line) for line in changes(workspace, kept.class_id, 1)] == [(Kind.RULES, 0)]


def walk(workspace: Workspace) -> list[tuple[list[tuple[object, ...]], ...]]:
    """A year's steps, and the tables of what was in force after each."""
    found = []

    def look() -> None:
        entries = rows(workspace, tables.InForce)
        ever = {entry[3] for entry in entries}
        found.append(
            (
                entries,
                [row for row in rows(workspace, tables.Period) if row[0] in ever],
                [row for row in rows(workspace, tables.Member) if row[0] in ever],
                rows(workspace, tables.Change),
            )
        )

    kept = workspace.begin(a_class())
    look()
    fresh = a_class(periods=1)
    steps: list[Callable[[Kept], Work]] = [
        lambda kept: accepted(kept.work),
        lambda kept: corrected(kept.work),
        lambda kept: taken_back(kept.work),
        lambda kept: replace(
            kept.work, plan=fresh.plan, year=fresh.year, proposals=fresh.proposals, shown=0
        ),
        lambda kept: undone(kept.work),
        lambda kept: accepted(kept.work),
        lambda kept: one_left(kept.work),
        lambda kept: replace(kept.work, year=None),
        lambda kept: taken_back(kept.work),
        lambda kept: taken_back(kept.work),
    ]
    for step in steps:
        kept = workspace.save(kept, step(kept))
        look()
    return found


def test_what_was_in_force_is_only_added_to(workspace: Workspace) -> None:
    moments = walk(workspace)
    for earlier, later in pairwise(moments):
        for before, after in zip(earlier, later, strict=True):
            assert set(before) <= set(after)
    entries = moments[-1][0]
    kinds = [(number, period is None) for _, _, number, period, _, _ in entries]
    assert kinds == [
        (1, False),  # put in force
        (1, False),  # corrected
        (1, True),  # taken back
        (1, False),
        (2, False),
        (2, True),
        (1, True),
    ]


def test_the_log_names_nobody(workspace: Workspace) -> None:
    walk(workspace)
    told = repr(rows(workspace, tables.Change) + rows(workspace, tables.InForce))
    assert "kari" in told
    assert not [name for name in NAMES if name in told]
