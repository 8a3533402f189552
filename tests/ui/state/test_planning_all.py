"""Many classes planned at once; the search itself is a stand-in, in a thread as the real one."""

from collections.abc import Sequence
from dataclasses import replace
from threading import Event

import pytest

from toolkit.errors import InputError, MakkerskapError
from toolkit.messages import Message
from toolkit.plan import Plan
from toolkit.planning.school import OnAnswer, OnPlanned, Wanted
from toolkit.rules import Rules
from toolkit.ui.app import Dashboard
from toolkit.ui.state.planning_all import PlanningAll, Progressed, minutes
from toolkit.ui.state.school import SchoolModel
from toolkit.ui.state.session import Session
from toolkit.ui.steps import SCHOOL
from toolkit.workspace.database import CannotSave
from toolkit.workspace.erasing import delete_class
from toolkit.workspace.work import Kept, Work
from toolkit.workspace.workspace import Workspace

from ..conftest import period_of, roster_of

PATIENCE_S = 10


class Planners:
    """Answer for one class after the other, and wait before the last until they are let go."""

    def __init__(self) -> None:
        self.go = Event()
        self.go.set()
        self.is_at_last = Event()
        self.refused: MakkerskapError | None = None
        self.asked: list[Wanted] = []
        self.scheduler: str | None = None
        self.was_stopped = False

    def __call__(
        self,
        wanted: Sequence[Wanted],
        *,
        scheduler: str | None,
        on_planned: OnPlanned,
        on_answer: OnAnswer,
    ) -> None:
        self.asked, self.scheduler = list(wanted), scheduler
        if self.refused is not None:
            raise self.refused
        for at, one in enumerate(wanted):
            if at == len(wanted) - 1:
                self.is_at_last.set()
                assert self.go.wait(PATIENCE_S)
            on_answer(at, self.answer(one))
            self.was_stopped = on_planned(at + 1, len(wanted)) is False

    def answer(self, one: Wanted) -> Plan | MakkerskapError:
        students = one.roster.students
        if len(students) < 4:
            return InputError(Message("Too few."))
        a, b, c, d = students[:4]
        history = one.history or Plan()
        period = period_of(history.next_number, ((a, b), (c, d)))
        return replace(history, periods=(*history.periods, period))


@pytest.fixture
def planners(monkeypatch: pytest.MonkeyPatch) -> Planners:
    stand_in = Planners()
    monkeypatch.setattr("toolkit.planning.school.plan_classes", stand_in)
    return stand_in


@pytest.fixture
def kept(workspace: Workspace) -> list[Kept]:
    """8A and 8B, and 8C, which is too small."""
    sizes = {"8A": "abcd", "8B": "abcd", "8C": "abc"}
    return [
        workspace.begin(Work(roster_of(*names, school_class=name))) for name, names in sizes.items()
    ]


@pytest.fixture
def page(workspace: Workspace, kept: list[Kept]) -> Dashboard:
    return Dashboard(Session(SCHOOL), workspace, anew=True)


@pytest.fixture
def model(page: Dashboard, planners: Planners) -> SchoolModel:
    return page.models["classes"]


def plan(model: SchoolModel) -> PlanningAll:
    model.look()
    model.planning.begin(model.without_proposal)
    model.planning.job.wait(PATIENCE_S)
    return model.planning


def work_of(workspace: Workspace, kept: Kept) -> Work:
    found = workspace.load(kept.class_id)
    assert found is not None
    return found.work


@pytest.mark.parametrize("address", [None, "tcp://10.0.0.5:8786"])
def test_they_are_planned_on_a_cluster_where_one_is_named(
    model: SchoolModel,
    planners: Planners,
    address: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MAKKERSKAP_SCHEDULER", address or "")
    plan(model)
    assert planners.scheduler == address


def test_each_class_has_its_proposal_and_nothing_is_in_force(
    workspace: Workspace, model: SchoolModel, kept: list[Kept]
) -> None:
    planning = plan(model)
    assert [(one.name, one.number) for one in planning.outcomes] == [
        ("8A", 1),
        ("8B", 1),
        ("8C", 0),
    ]
    assert str(planning.outcomes[2].told) == "Too few."
    assert planning.progress == Progressed(3, 3)
    works = [work_of(workspace, one) for one in kept]
    assert [work.proposal is not None for work in works] == [True, True, False]
    assert all(work.plan == Plan() for work in works)


def test_the_next_time_only_those_without_one_are_planned(
    model: SchoolModel, planners: Planners, kept: list[Kept]
) -> None:
    plan(model)
    model.look()
    assert model.without_proposal == (kept[2].class_id,)
    assert len(model.plannable) == 3
    plan(model)
    assert [len(one.roster) for one in planners.asked] == [3]


def test_the_open_class_takes_it_as_a_step_of_its_own(
    page: Dashboard, model: SchoolModel, kept: list[Kept]
) -> None:
    model.open(kept[0].class_id)
    plan(model)
    assert page.session.work is not None
    assert page.session.work.proposal is not None
    assert page.keeper.conflict is None
    page.session.work = page.session.work.undone()
    assert page.keeper.conflict is None


def test_what_is_found_is_kept_before_the_others_are(
    workspace: Workspace, model: SchoolModel, planners: Planners, kept: list[Kept]
) -> None:
    planners.go.clear()
    model.look()
    model.planning.begin(model.plannable)
    assert planners.is_at_last.wait(PATIENCE_S)
    model.planning.job.hear()
    assert work_of(workspace, kept[0]).proposal is not None
    assert model.planning.progress == Progressed(2, 3)
    model.planning.begin(model.plannable)  # a second press while it runs
    assert model.planning.progress == Progressed(2, 3)
    model.planning.cancel()
    planners.go.set()
    model.planning.job.wait(PATIENCE_S)
    assert planners.was_stopped
    assert len(model.planning.outcomes) == 3


def test_a_class_that_is_changed_or_deleted_meanwhile_is_told_of(
    workspace: Workspace, model: SchoolModel, planners: Planners, kept: list[Kept]
) -> None:
    planners.go.clear()
    model.look()
    model.planning.begin(model.without_proposal)
    assert planners.is_at_last.wait(PATIENCE_S)
    workspace.save(kept[0], kept[0].work.with_rules(Rules(interval_weeks=4)))
    delete_class(workspace, kept[1].class_id)
    planners.go.set()
    model.planning.job.wait(PATIENCE_S)
    changed, gone, _small = model.planning.outcomes
    assert "changed meanwhile" in str(changed.told)
    assert "not here any more" in str(gone.told)
    assert work_of(workspace, kept[0]).proposal is None


def test_a_page_that_is_closed_keeps_nothing(
    workspace: Workspace, page: Dashboard, model: SchoolModel, kept: list[Kept]
) -> None:
    page.keeper.is_closed = True
    assert plan(model).outcomes == ()
    assert work_of(workspace, kept[0]).proposal is None


def test_what_ends_the_whole_search_is_told(model: SchoolModel, planners: Planners) -> None:
    planners.refused = InputError(Message("No cores."))
    planning = plan(model)
    assert str(planning.error) == "No cores."
    planners.refused = None
    assert plan(model).error is None


def test_a_workspace_that_cannot_be_read_is_told(
    model: SchoolModel, planners: Planners, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_workspace: Workspace, _class_id: int) -> None:
        raise CannotSave

    model.look()
    monkeypatch.setattr(Workspace, "load", fail)
    model.planning.begin(model.plannable)
    assert isinstance(model.planning.error, CannotSave)
    assert not model.planning.job.running


def test_how_long_it_takes_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert [minutes(classes) for classes in (1, 6, 7, 30)] == [1, 1, 2, 5]
