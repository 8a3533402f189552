"""Proposals for many classes at once: each kept with its class, and nothing in force."""

from dataclasses import replace

import pytest

import toolkit as mk
from toolkit.errors import InputError, RulesConflict
from toolkit.messages import Message
from toolkit.plan import Plan
from toolkit.planning.school import Wanted, planned
from toolkit.rules import KeepApart, Rules
from toolkit.workspace.database import memory_engine
from toolkit.workspace.proposing import answered, propose, wanted_of, with_answer
from toolkit.workspace.tables import Base
from toolkit.workspace.work import Kept, Work
from toolkit.workspace.workspace import Workspace

from .works import period_of, students_of

EIGHT = students_of("Ada", "Bo", "Cy", "Di", "Eli", "Finn", "Gro", "Hal")
FIRST = period_of(1, EIGHT)
NEW = Work(mk.Roster(EIGHT)).renamed("8A")
BEGUN = Work(mk.Roster(EIGHT), plan=Plan((FIRST,))).renamed("8B")
APART = Rules(keep_apart=(KeepApart(tuple(one.id for one in EIGHT[:4])),))


@pytest.fixture
def workspace() -> Workspace:
    engine = memory_engine()
    Base.metadata.create_all(engine)
    return Workspace(engine, "Kari")


def work_of(workspace: Workspace, kept: Kept) -> Work:
    found = workspace.load(kept.class_id)
    assert found is not None
    return found.work


def test_each_class_gets_its_own_and_one_in_conflict_takes_nothing_from_the_others(
    workspace: Workspace,
) -> None:
    works = NEW, BEGUN, NEW.with_rules(APART), replace(NEW, roster=mk.Roster(EIGHT[:3]))
    kept = [workspace.begin(work) for work in works]
    gone = 1 + max(one.class_id for one in kept)
    told = list[tuple[int, int]]()
    found = propose(
        workspace,
        [*(one.class_id for one in kept), gone],
        on_planned=lambda planned, of: told.append((planned, of)),
    )
    assert [(one.class_id, one.number) for one in found] == [
        (one.class_id, number) for one, number in zip(kept, (1, 2, 0, 0), strict=True)
    ]
    assert all(of == 4 for _planned, of in told)
    first, second, contradicted, small = (work_of(workspace, one) for one in kept)
    assert first.proposal is not None
    assert second.proposal is not None
    assert (first.plan, second.plan) == (NEW.plan, BEGUN.plan)
    assert (contradicted.proposal, small.proposal) == (None, None)
    assert isinstance(found[2].error, RulesConflict)
    assert not any(student.name in str(found[2].told) for student in EIGHT)
    assert "at least four students" in str(found[3].told)
    assert found[0].told is None


def test_what_is_wanted_goes_on_from_what_is_in_force() -> None:
    assert wanted_of(BEGUN, 3.0) == Wanted(
        BEGUN.roster, BEGUN.rules, BEGUN.plan, time_limit=3.0, at_least_one=True
    )


def test_where_there_is_a_proposal_another_one_is_wanted() -> None:
    year = mk.plan_next(NEW.roster)
    work = NEW.found(year)
    again = wanted_of(work, 3.0)
    assert (again.seed, again.announced) == (1, None)
    waiting = with_answer(work, year, work)
    assert waiting.past == work.proposals
    assert waiting.undone().proposal == work.proposal


def test_a_class_that_has_met_everyone_gets_new_partners() -> None:
    roster = mk.Roster(EIGHT[:4])
    work = Work(roster, plan=Plan((period_of(1, EIGHT[:4]),)))
    year = planned(wanted_of(work, 3.0))
    assert len(year.periods) == 2


class TestAnAnswer:
    def kept(self, work: Work, answer: object) -> str:
        asked = Kept(7, 1, NEW)
        found = answered(asked, answer, lambda step: step(work))  # type: ignore[arg-type]
        assert (found.class_id, found.name) == (7, "8A")
        return str(found.told)

    def test_serves_no_class_that_has_changed_since(self) -> None:
        year = mk.plan_next(NEW.roster)
        for other in (NEW.with_rules(APART), NEW.corrected(mk.Roster(EIGHT[1:])), BEGUN):
            assert "changed meanwhile" in self.kept(other, year)

    def test_that_has_no_new_period_is_none(self) -> None:
        assert "stopped before" in self.kept(NEW, Plan())

    def test_that_is_an_error_is_told(self) -> None:
        assert self.kept(NEW, InputError(Message("No."))) == "No."
