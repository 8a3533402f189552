"""A save costs what the step costs, however many steps are behind it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise

import pytest
from sqlalchemy import event

from toolkit.workspace import saving, tables
from toolkit.workspace.delta import Delta
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace

from .driving import looked_at, shown, turned_to
from .kept import rows
from .works import a_class


def swapped(work: Work, one: str, other: str) -> Work:
    now = looked_at(work)
    return shown(work, replace(now, period=now.period.swapped(one, other)))


def behind(chain: int) -> Work:
    """A class with so many proposals, which leave the first two students where they are."""
    work = a_class(periods=1)
    while len(work.proposals) < chain:
        at = len(work.proposals)
        work = swapped(work, str(3 + at % 6), str(3 + (at + 1 + at // 6 % 5) % 6))
    return work


def turned_back(work: Work) -> Work:
    assert work.shown is not None
    return turned_to(work, work.shown - 1)


STEPS: list[Callable[[Work], Work]] = [
    lambda work: swapped(work, "1", "3"),
    turned_back,
    lambda work: turned_to(work, len(work.proposals) - 1),
    turned_back,
    lambda work: swapped(work, "2", "5"),  # what was undone is gone
    Work.accepted,
]


@contextmanager
def told(workspace: Workspace) -> Iterator[list[tuple[str, int]]]:
    """The statements that go to the database, each with how many rows it is about."""
    found: list[tuple[str, int]] = []

    def tell(*event: object) -> None:
        _, _, statement, parameters, _, is_many = event
        assert isinstance(statement, str)
        if not statement.startswith("PRAGMA user_version"):  # how many saves there have been
            found.append((statement, len(parameters) if is_many else 1))  # type: ignore[arg-type]

    event.listen(workspace.engine, "before_cursor_execute", tell)
    yield found
    event.remove(workspace.engine, "before_cursor_execute", tell)


def test_a_long_chain_takes_the_same_statements(workspace: Workspace) -> None:
    said = []
    for chain in (3, 200):
        kept = workspace.begin(behind(chain))
        with told(workspace) as statements:
            for step in STEPS:
                kept = workspace.save(kept, step(kept.work))
                statements.append(("and then", 0))
        said.append(statements)
        assert workspace.load(kept.class_id) == kept
    short, long = said
    assert short == long
    # Two that were changed by hand, and the accepted one, which gets the days of the school year.
    assert len([one for one in short if "INSERT INTO member" in one[0]]) == 3


def test_what_did_not_change_is_not_written(workspace: Workspace) -> None:
    kept = workspace.begin(behind(3))
    with told(workspace) as statements:
        workspace.save(kept, replace(kept.work, seen=7))
    written = [one.split()[:3] for one, _ in statements if not one.startswith(("SELECT", "BEGIN"))]
    tables_written = [words[-1] for words in written if words[0] in ("INSERT", "UPDATE", "DELETE")]
    assert written[-2:] == [["UPDATE", "school_class", "SET"]] * 2
    assert len(tables_written) == 2


def test_a_long_chain_goes_in_several_saves(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "_LET_GO_AT_ONCE", 4)
    kept = workspace.begin(behind(14))
    counts = [len(rows(workspace, tables.Period))]
    kept = workspace.save(kept, kept.work.accepted())
    counts.append(len(rows(workspace, tables.Period)))
    for weeks in range(3, 9):
        rules = replace(kept.work.rules, interval_weeks=weeks)
        kept = workspace.save(kept, replace(kept.work, rules=rules))
        counts.append(len(rows(workspace, tables.Period)))
        assert workspace.load(kept.class_id) == kept
    assert all(0 <= before - after <= 4 for before, after in pairwise(counts))
    of_class = {*kept.work.plan.periods, *(kept.work.year.periods if kept.work.year else ())}
    assert counts[0] > counts[1] > counts[2] > counts[-2] == counts[-1] == len(of_class)


def test_only_what_is_new_is_different() -> None:
    before = behind(5)
    after = swapped(before, "1", "3")
    delta = Delta(before, after)
    assert (delta.common, len(delta.proposals), delta.drops_proposals) == (5, 1, False)
    assert delta.in_force == {}
    assert after.proposals[-1].period in delta.periods
    back = Delta(after, turned_back(after))
    assert (back.common, back.proposals, back.drops_proposals) == (6, (), False)
    assert back.changes_year
    gone = Delta(after, after.accepted())
    assert (gone.common, gone.drops_proposals) == (0, True)
    assert gone.in_force == {2: after.accepted().last}
    assert not Delta(before, replace(before, tries=9)).lets_go
