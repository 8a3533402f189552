from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from ipywidgets import Button
from ipywidgets.widgets import widget as registry

from toolkit.calendar.year import school_year
from toolkit.errors import InputError, RulesConflict
from toolkit.messages import Language, Message
from toolkit.plan import Plan
from toolkit.ui.app import Dashboard
from toolkit.ui.screens.class_table import ClassTable
from toolkit.ui.state.planning_all import PlanningAll, Progressed
from toolkit.ui.state.session import Session
from toolkit.ui.state.steps import Place
from toolkit.ui.steps import ALL_CLASSES, ROSTER, SCHOOL
from toolkit.workspace.proposing import Proposed
from toolkit.workspace.school_now import SchoolNow
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import KeptClass, Workspace

from ..conftest import HOSTILE, period_of, roster_of
from ..walking import button, classed, html, of_kind


@pytest.fixture
def page(workspace: Workspace) -> Iterator[Dashboard]:
    roster = roster_of(*"abcdefgh", school_class="9C")
    a, b, c, d, *others = roster.students
    e, f, g, h = others
    workspace.begin(Work(roster, plan=Plan((period_of(1, ((a, b), (c, d)), ((e, f), (g, h))),))))
    workspace.begin(Work(roster_of(*"abcd", school_class=HOSTILE), sample="small"))
    made = Dashboard(Session(SCHOOL, language=Language.EN), workspace, anew=True)
    yield made
    made.frame.close()


def table(page: Dashboard) -> ClassTable:
    (found,) = of_kind(page.frame.view, ClassTable)
    return found


def send(page: Dashboard, **content: Any) -> None:
    """What the browser sends when something is pressed there."""
    table(page)._handle_custom_msg(content, [])


def in_sight(page: Dashboard) -> list[str]:
    steps = classed(page.frame.view, "mk-step")
    return [step.description for step in steps if step.layout.display != "none"]


def test_a_class_is_told_of_in_words(page: Dashboard) -> None:
    of_9c = next(one for one in table(page).rows if one["name"] == "9C")
    assert of_9c["details"] == "8 students"
    assert of_9c["cells"] == [["Period 1"], ["No date"], ["12 of 28", "at most 12 by now"]]
    assert of_9c["missing"] == [
        "There is no seating map for this period.",
        "The group contracts of this period are not made.",
        "Its makkerbytter have no dates.",
    ]


def test_a_class_before_its_first_period_has_no_bound(page: Dashboard) -> None:
    other = next(one for one in table(page).rows if one["name"] == HOSTILE)
    assert other["cells"] == [["None yet"], ["No date"], ["0 of 6"]]
    assert other["marks"] == ["Example"]


def test_how_many_there_are_is_told_above(page: Dashboard) -> None:
    assert "2 classes in " in html(page.frame.view)
    assert "Something is late or missing in 2 of them." in html(page.frame.view)


def test_one_that_cannot_be_read_stands_there(
    page: Dashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    from toolkit.workspace.workspace import _LONG_AGO

    damaged = KeptClass(7, "", "", "", 0, 0, _LONG_AGO)
    monkeypatch.setattr(Workspace, "classes", lambda _workspace: (damaged,))
    page.models["classes"].look()
    (told,) = table(page).rows
    assert (told["name"], told["cells"]) == ("A class that cannot be read", [[], [], []])
    assert "damaged" in str(told["missing"])


def test_a_school_without_a_class_is_told_how_to_begin(page: Dashboard) -> None:
    model = page.models["classes"]
    model.now = SchoolNow("2026/2027", model.now.on, ())
    assert "There is no class yet." in html(page.frame.view)
    assert table(page).layout.display == "none"


def test_one_press_opens_a_class_and_shows_its_steps(page: Dashboard) -> None:
    schools = [step.title.text for step in SCHOOL if step.place is Place.SCHOOL]
    assert in_sight(page) == schools
    key = next(one for one in table(page).rows if one["name"] == HOSTILE)["key"]
    send(page, open=key)
    assert (page.session.class_name, page.session.step) == (HOSTILE, ROSTER)
    assert in_sight(page)[0] == HOSTILE
    assert "Archive" in in_sight(page)
    page.session.step = ALL_CLASSES
    assert in_sight(page) == schools


def test_leads_to_a_new_class(page: Dashboard) -> None:
    button(page.frame.view, "New class").click()
    assert (page.session.work, page.session.step) == (None, ROSTER)
    assert "Which class is it?" in html(page.frame.view)


def test_all_classes_of_a_list_that_are_kept_stand_there(page: Dashboard) -> None:
    rows = "".join(f"{c}{n};{c}\n" for c in ("8A", "8B") for n in "abcde")
    page.session.step = ROSTER
    page.models["roster"].upload("8.csv", f"Navn;Klasse\n{rows}".encode())
    button(page.frame.view, "Keep all the classes").click()
    assert page.session.step is ALL_CLASSES
    assert {"8A", "8B", "9C"} <= {str(told["name"]) for told in table(page).rows}


def test_classes_without_dates_get_those_of_the_others(page: Dashboard) -> None:
    model = page.models["classes"]
    page.keeper.workspace.begin(Work(roster_of(*"abcd", school_class="8A")))
    model.look()
    (of_9c,) = (one for one in model.now.classes if one.name == "9C")
    assert "Give the" not in " ".join(one.description for one in of_kind(page.frame.view, Button))
    calendar = school_year("2026-08-17", "2027-06-18", 3)
    page.keeper.change(of_9c.class_id, lambda work: work.with_calendar(calendar))
    model.look()
    button(page.frame.view, "Give the 1 class without dates those of 9C").click()
    assert "1 class has the dates of 9C now." in html(page.frame.view)
    assert model.undated == ()


class TestPlanning:
    @pytest.fixture
    def planning(self, page: Dashboard) -> PlanningAll:
        return page.models["classes"].planning

    def actions(self, page: Dashboard) -> list[str]:
        (bar,) = classed(page.frame.view, "mk-bar")
        return [one.description for one in of_kind(bar, Button) if one.layout.display != "none"]

    def test_one_button_plans_those_that_have_no_proposal(self, page: Dashboard) -> None:
        assert self.actions(page) == ["Plan the next period of 2 classes"]
        assert "Nothing comes into force by itself." in html(page.frame.view)

    def test_those_that_have_one_can_be_planned_again(self, page: Dashboard) -> None:
        model = page.models["classes"]
        waiting, other = model.now.classes
        model.now = replace(model.now, classes=(replace(waiting, proposed=1), other))
        assert self.actions(page) == [
            "Plan all 2 classes again",
            "Plan the next period of 1 class",
        ]
        model.now = replace(model.now, classes=(replace(waiting, proposed=1),))
        assert self.actions(page) == ["Plan 1 class again"]

    def test_while_it_runs_there_is_a_bar_and_a_way_to_stop(
        self, page: Dashboard, planning: PlanningAll
    ) -> None:
        planning.job.running = True
        planning.progress = Progressed(1, 2)
        assert "1 of 2 classes are planned." in html(page.frame.view)
        assert 'value="1" max="2"' in html(page.frame.view)
        assert self.actions(page) == ["Stop, and keep what is found"]
        planning.job.running = False
        assert "1 of 2 classes are planned." not in html(page.frame.view)

    def test_in_the_end_each_class_without_one_is_named_with_its_reason(
        self, page: Dashboard, planning: PlanningAll
    ) -> None:
        planning.job.running = True
        conflict = RulesConflict((Message("Ida and Bo"),), 1, Message("Help"))
        planning.outcomes = (
            Proposed(1, "9C", number=2),
            Proposed(2, HOSTILE, error=conflict),
            Proposed(3, "", error=InputError(Message("Too few."))),
        )
        assert "have none" not in html(page.frame.view)
        planning.job.running = False
        told = html(page.frame.view)
        assert "A proposal is kept with 1 class." in told
        assert "&lt;img src=x onerror=alert(1)&gt;: Its rules cannot all hold." in told
        assert "Class without a name: Too few." in told
        assert "Ida" not in told

    def test_what_ended_it_is_told(self, page: Dashboard, planning: PlanningAll) -> None:
        planning.error = InputError(Message("No cores."))
        assert "No cores." in html(page.frame.view)


def test_what_is_not_shown_any_more_is_freed(page: Dashboard) -> None:
    planning = page.models["classes"].planning

    def plan_and_leave() -> None:
        planning.job.running = True
        planning.progress = Progressed(1, 1)
        planning.outcomes = (Proposed(1, "9C", number=2),)
        planning.job.running = False
        for language in (Language.NB, Language.EN):
            page.session.language = language
        page.session.step = ROSTER
        page.session.step = ALL_CLASSES

    plan_and_leave()
    before = len(registry._instances)
    plan_and_leave()
    assert len(registry._instances) == before
