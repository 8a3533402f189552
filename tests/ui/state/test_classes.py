import pytest

from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.ui.app import Dashboard
from toolkit.ui.state.classes import ClassesModel, due
from toolkit.ui.state.session import Session
from toolkit.ui.steps import COORDINATOR, PROPOSAL, ROSTER, RULES, START
from toolkit.workspace.database import CannotSave
from toolkit.workspace.erasing import delete_class
from toolkit.workspace.loading import Unreadable
from toolkit.workspace.work import Kept, Work
from toolkit.workspace.workspace import Workspace

from ..conftest import period_of, roster_of


@pytest.fixture
def of_9c(workspace: Workspace) -> Kept:
    return workspace.begin(Work(roster_of(*"abcdefgh", school_class="9C")))


@pytest.fixture
def page(workspace: Workspace, of_9c: Kept) -> Dashboard:
    return Dashboard(Session(COORDINATOR), workspace)


@pytest.fixture
def model(page: Dashboard) -> ClassesModel:
    return page.models["classes"]


def names(model: ClassesModel) -> list[str]:
    return [kept.name for kept in model.classes]


def test_a_user_without_an_open_class_begins_there(page: Dashboard) -> None:
    assert page.session.step is START


def test_where_there_is_no_class_yet_the_list_is_where_one_begins(workspace: Workspace) -> None:
    page = Dashboard(Session(COORDINATOR), workspace)
    assert page.session.step is ROSTER
    assert page.models["classes"].is_empty


def test_an_open_class_can_be_left_for_the_others(page: Dashboard, of_9c: Kept) -> None:
    page.models["classes"].open(of_9c.class_id)
    assert not page.models["classes"].is_home
    assert not page.models["classes"].is_empty


class TestOpening:
    def test_goes_home(self, page: Dashboard, model: ClassesModel, of_9c: Kept) -> None:
        model.open(of_9c.class_id)
        assert (page.session.kept, page.session.step) == (of_9c, ROSTER)
        assert model.error is None

    def test_the_class_that_is_open_keeps_what_was_made_of_it(
        self, page: Dashboard, model: ClassesModel, of_9c: Kept
    ) -> None:
        model.open(of_9c.class_id)
        page.session.step = START
        work = page.session.work
        model.open(of_9c.class_id)
        assert page.session.work is work
        assert page.session.step is ROSTER

    def test_another_shows_its_own_list_and_not_the_file_that_was_read(
        self, page: Dashboard, model: ClassesModel, of_9c: Kept
    ) -> None:
        roster = page.models["roster"]
        roster.upload("tom.csv", b"")
        assert roster.error is not None
        model.open(of_9c.class_id)
        assert (roster.is_open, roster.error, roster.reading) == (True, None, None)

    def test_one_that_is_gone_says_so(
        self, page: Dashboard, model: ClassesModel, of_9c: Kept
    ) -> None:
        delete_class(page.keeper.workspace, of_9c.class_id)
        model.open(of_9c.class_id)
        assert "not here any more" in str(model.error)
        assert page.session.work is None

    def test_a_damaged_one_is_told_of_where_its_backup_can_be_opened(
        self, page: Dashboard, model: ClassesModel, of_9c: Kept, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def load(_workspace: object, _class_id: int) -> Kept:
            raise Unreadable

        monkeypatch.setattr(Workspace, "load", load)
        model.open(of_9c.class_id)
        assert isinstance(page.keeper.error, Unreadable)
        assert (page.session.work, page.session.step) == (None, START)

    def test_waits_until_what_is_open_is_saved(
        self, page: Dashboard, model: ClassesModel, of_9c: Kept, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_given: object) -> Kept:
            raise CannotSave

        monkeypatch.setattr(Workspace, "begin", fail)
        page.session.turn_to(Work(roster_of(*"ijklmnop")))
        model.open(of_9c.class_id)
        assert "not saved yet" in str(model.error)
        assert not model.begin_another()
        assert page.session.work is not None


def test_another_class_is_begun_with_none_open(
    page: Dashboard, model: ClassesModel, of_9c: Kept
) -> None:
    model.open(of_9c.class_id)
    assert model.begin_another()
    assert (page.session.work, page.session.kept) == (None, None)
    assert names(model) == ["9C"]


class TestRenaming:
    def test_a_class_that_is_not_open(self, model: ClassesModel, of_9c: Kept) -> None:
        model.rename(of_9c.class_id, " 10C ")
        assert (names(model), model.error, model.version) == (["10C"], None, 1)

    def test_the_open_one_is_a_step_of_its_own(
        self, page: Dashboard, model: ClassesModel, of_9c: Kept
    ) -> None:
        model.open(of_9c.class_id)
        model.rename(of_9c.class_id, "Blå")
        assert page.session.class_name == "Blå"
        assert names(model) == ["Blå"]
        assert page.keeper.conflict is None

    def test_to_no_name_is_refused(self, model: ClassesModel, of_9c: Kept) -> None:
        model.rename(of_9c.class_id, "  ")
        assert model.error is not None
        assert names(model) == ["9C"]

    def test_one_that_is_gone_says_so(
        self, page: Dashboard, model: ClassesModel, of_9c: Kept
    ) -> None:
        delete_class(page.keeper.workspace, of_9c.class_id)
        model.rename(of_9c.class_id, "10C")
        assert "not here any more" in str(model.error)


def test_what_is_due_is_told(workspace: Workspace, model: ClassesModel) -> None:
    four: Roster = roster_of("A", "B", "C", "D", school_class="8B")
    a, b, c, d = four.students
    workspace.begin(Work(four, plan=Plan((period_of(1, ((a, b), (c, d))),))))
    told = {kept.name: str(due(kept)) for kept in model.classes}
    assert told == {"8B": "Period 1 · next: period 2", "9C": "No period yet"}


def test_what_is_begun_on_one_step_does_not_hinder_another_class(
    page: Dashboard, model: ClassesModel, of_9c: Kept
) -> None:
    model.open(of_9c.class_id)
    page.session.step = RULES
    page.session.step = START
    assert model.begin_another()
    page.session.step = PROPOSAL
    page.frame.close()
