from dataclasses import replace

import pytest

from toolkit.calendar.days import SchoolEvent
from toolkit.calendar.year import school_year
from toolkit.rules import Rules
from toolkit.ui.app import Dashboard
from toolkit.ui.state.school import SchoolModel
from toolkit.ui.state.session import Session
from toolkit.ui.steps import ALL_CLASSES, ARCHIVE, COORDINATOR, ROSTER, SCHOOL, START
from toolkit.workspace.database import CannotSave
from toolkit.workspace.work import Kept, Work
from toolkit.workspace.workspace import Bookmark, Workspace

from ..conftest import roster_of


@pytest.fixture
def of_9c(workspace: Workspace) -> Kept:
    return workspace.begin(Work(roster_of(*"abcdefgh", school_class="9C")))


@pytest.fixture
def page(workspace: Workspace, of_9c: Kept) -> Dashboard:
    return Dashboard(Session(SCHOOL), workspace, anew=True)


@pytest.fixture
def model(page: Dashboard) -> SchoolModel:
    return page.models["classes"]


def names(model: SchoolModel) -> list[str]:
    model.look()
    return [one.name for one in model.now.classes]


def test_it_tells_of_the_classes_by_name(workspace: Workspace, model: SchoolModel) -> None:
    workspace.begin(Work(roster_of(*"abcd", school_class="8A")))
    assert names(model) == ["8A", "9C"]


def test_a_school_without_a_class_begins_there_too(workspace: Workspace) -> None:
    page = Dashboard(Session(SCHOOL), workspace, anew=True)
    assert page.session.step is ALL_CLASSES
    assert not page.models["classes"].is_empty
    assert names(page.models["classes"]) == []


def test_what_cannot_be_asked_is_told_and_the_page_stays(
    page: Dashboard, model: SchoolModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_workspace: Workspace) -> None:
        raise CannotSave

    monkeypatch.setattr(Workspace, "classes", fail)
    assert names(model) == []
    assert isinstance(page.keeper.error, CannotSave)


class TestWhereAPageBegins:
    def test_anew_with_all_classes_whichever_was_open(
        self, workspace: Workspace, of_9c: Kept
    ) -> None:
        workspace.keep_bookmark(Bookmark(of_9c.class_id, ARCHIVE.key, "en"))
        page = Dashboard(Session(SCHOOL), workspace, anew=True)
        assert (page.session.class_name, page.session.step) == ("9C", ALL_CLASSES)

    def test_again_where_its_user_was(self, workspace: Workspace, of_9c: Kept) -> None:
        workspace.keep_bookmark(Bookmark(of_9c.class_id, ARCHIVE.key, "en"))
        assert Dashboard(Session(SCHOOL), workspace).session.step is ARCHIVE

    def test_the_other_dashboard_knows_the_page_of_all_classes(
        self, page: Dashboard, model: SchoolModel, workspace: Workspace, of_9c: Kept
    ) -> None:
        model.open(of_9c.class_id)
        page.session.go(START)
        assert page.session.step is ALL_CLASSES
        other = Dashboard(Session(COORDINATOR), workspace)
        assert other.session.step is START
        assert other.keeper.strange == ()


def test_a_class_is_opened_and_left_again(page: Dashboard, model: SchoolModel, of_9c: Kept) -> None:
    assert model.called == ""
    model.open(of_9c.class_id)
    assert (page.session.step, model.called) == (ROSTER, "9C")
    page.session.go(ALL_CLASSES)
    assert model.called == ""
    assert names(model) == ["9C"]


class TestDates:
    YEAR = school_year("2026-08-17", "2027-06-18", 3)

    def begin(self, workspace: Workspace, name: str, work: Work | None = None) -> Kept:
        return workspace.begin(work or Work(roster_of(*"abcd", school_class=name)))

    def test_those_of_most_classes_are_given_to_the_classes_without(
        self, page: Dashboard, model: SchoolModel, workspace: Workspace, of_9c: Kept
    ) -> None:
        other = school_year("2026-08-24", "2027-06-18", 3)
        for name, calendar in (("8A", other), ("8B", self.YEAR), ("8C", self.YEAR)):
            work = Work(roster_of(*"abcd", school_class=name)).with_calendar(calendar)
            self.begin(workspace, name, work)
        model.open(of_9c.class_id)
        model.look()
        assert model.dated is not None
        assert (model.dated.name, [one.name for one in model.undated]) == ("8B", ["9C"])
        model.give_dates()
        assert [one.calendar for one in model.now.classes] == [other, *[self.YEAR] * 3]
        assert (str(model.done), model.error) == ("1 class has the dates of 8B now.", None)
        assert page.keeper.conflict is None
        page.session.go(ALL_CLASSES)
        assert model.done is None

    def test_one_that_cannot_have_them_is_named(
        self, model: SchoolModel, workspace: Workspace
    ) -> None:
        self.begin(workspace, "8A", Work(roster_of(*"abcd", school_class="8A"), calendar=self.YEAR))
        longer = Work(roster_of(*"abcd", school_class="8B"), Rules(interval_weeks=4))
        self.begin(workspace, "8B", longer)
        model.look()
        model.give_dates()
        assert str(model.error).startswith("8B: It has another number of weeks")
        assert [one.name for one in model.undated] == ["8B"]

    def test_where_no_class_has_any_there_are_none_to_give(self, model: SchoolModel) -> None:
        model.look()
        model.give_dates()
        assert (model.dated, model.done) == (None, None)


class TestTheDatesOfTheOthers:
    YEAR = school_year("2026-08-17", "2027-06-18", 3)

    @pytest.fixture
    def undated(self, workspace: Workspace, of_9c: Kept) -> Kept:
        workspace.save(of_9c, of_9c.work.with_calendar(None))
        return of_9c

    def begin(
        self, workspace: Workspace, name: str, *events: SchoolEvent, sample: str = ""
    ) -> None:
        work = replace(Work(roster_of(*"abcd", school_class=name)), sample=sample)
        workspace.begin(work.with_calendar(self.YEAR.with_events(events)))

    def test_are_never_those_of_a_made_up_class(
        self, workspace: Workspace, model: SchoolModel, undated: Kept
    ) -> None:
        self.begin(workspace, "8A", sample="tight")
        model.look()
        assert [one.class_id for one in model.undated] == [undated.class_id]
        assert model.dated is None

    def test_come_without_what_is_that_class_s_alone(
        self, workspace: Workspace, model: SchoolModel, undated: Kept
    ) -> None:
        trip = SchoolEvent("Tur", "Til Oslo", "2026-10-01", "2026-10-02")
        self.begin(workspace, "8A", trip)
        self.begin(workspace, "8B")
        model.look()
        model.give_dates()
        kept = workspace.load(undated.class_id)
        assert kept is not None
        assert kept.work.calendar == self.YEAR

    def test_are_the_days_that_most_have_whatever_else_stands_in_their_years(
        self, workspace: Workspace, model: SchoolModel, undated: Kept
    ) -> None:
        other = Work(roster_of(*"abcd", school_class="8A"))
        for name in ("8A", "8B"):
            later = school_year("2026-08-20", "2027-06-18", 3)
            workspace.begin(other.renamed(name).with_calendar(later))
        for name in ("9A", "9B", "9D"):
            trip = SchoolEvent("Tur", f"Med {name}", "2026-10-01", "2026-10-02")
            self.begin(workspace, name, trip)
        model.look()
        assert model.dated is not None
        assert model.dated.calendar is not None
        assert model.dated.calendar.periods == self.YEAR.periods
