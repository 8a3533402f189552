"""The school's own steps on the page: tasks, team and training, adaptations, implementation."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from ipywidgets import Button, Dropdown, ToggleButtons

from toolkit.messages import Language
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.school.adaptations import Adapted, Reason
from toolkit.school.implementation import Question, Term
from toolkit.school.staff import Role
from toolkit.school.tasks import Task
from toolkit.ui.app import Dashboard
from toolkit.ui.screens.entries import Entry
from toolkit.ui.screens.screen import Screen
from toolkit.ui.state.session import Session
from toolkit.ui.steps import ADAPTATIONS, EVALUATION, IMPLEMENTATION, SCHOOL, STAFF, TASKS
from toolkit.workspace.adaptations import adaptations
from toolkit.workspace.school import answers, staff, tasks_done
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace

from ..conftest import HOSTILE, period_of
from ..walking import button, html, of_kind

DAY = date(2026, 9, 1)
YEAR = "2026/2027"


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.ui.state.programme.today", lambda: DAY)
    monkeypatch.setattr("toolkit.workspace.workspace.school_year_of", lambda _day: YEAR)


@pytest.fixture
def dashboard(workspace: Workspace, eight: Roster) -> Iterator[Dashboard]:
    """Of a school with a class that has one period in force."""
    s = eight.students
    period = period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7])))
    workspace.begin(replace(Work(eight), plan=Plan((period,))))
    made = Dashboard(Session(SCHOOL, language=Language.EN), workspace)
    yield made
    made.frame.close()


def screen_of(dashboard: Dashboard, step: Any) -> Screen[Any]:
    made: Screen[Any] = step.screen_class()(dashboard.models[step.key])
    return made


def titled(screen: Screen[Any], title: str) -> Button:
    return next(one for one in of_kind(screen.view, Button) if one.tooltip == title)


def test_a_task_is_done_with_one_click_and_opened_again(dashboard: Dashboard) -> None:
    screen = screen_of(dashboard, TASKS)
    assert "0/7" in html(screen.view)
    assert "should have been done by" in html(screen.view)
    words = "Name a coordinator for VIP Makkerskap"
    titled(screen, f"Done: {words}").click()
    (done,) = tasks_done(dashboard.keeper.workspace, YEAR)
    assert (done.task, done.by) == (Task.COORDINATOR, "Kari")
    assert "by Kari" in html(screen.view)
    titled(screen, f"Open again: {words}").click()
    assert tasks_done(dashboard.keeper.workspace, YEAR) == ()


def test_the_team_is_written_down_trained_and_let_go_of(dashboard: Dashboard) -> None:
    screen = screen_of(dashboard, STAFF)
    assert "The team lacks 4 people" in html(screen.view)
    (role,), (name,) = of_kind(screen.view, Dropdown), of_kind(screen.view, Entry)
    role.value, name.text = Role.LEADERSHIP, HOSTILE
    name.take()
    assert name.text == ""
    shown = html(screen.view)
    assert "The team lacks 3 people" in shown
    assert "Leadership" not in shown.partition("Nobody in the team is from")[2].partition("</p>")[0]
    assert HOSTILE not in shown
    titled(screen, f"{HOSTILE}: Training (3 hours)").click()
    (kept,) = staff(dashboard.keeper.workspace, YEAR)
    assert kept.member.course == DAY
    button(screen.view, "Not after all").click()
    titled(screen, f"Delete {HOSTILE}").click()
    assert len(staff(dashboard.keeper.workspace, YEAR)) == 1
    button(screen.view, "Yes, delete").click()
    assert staff(dashboard.keeper.workspace, YEAR) == ()


def test_a_name_is_asked_for(dashboard: Dashboard) -> None:
    screen = screen_of(dashboard, STAFF)
    screen.model.add(" ", Role.NURSE, is_in_team=True)
    assert "Write a name first." in html(screen.view)


def test_an_adaptation_of_any_class_is_noted_and_taken_along(dashboard: Dashboard) -> None:
    screen = screen_of(dashboard, ADAPTATIONS)
    fields = {field.description: field for field in of_kind(screen.view, Dropdown)}
    fields["What"].value, fields["Why"].value = Adapted.SKIPPED, Reason.ROOM
    button(screen.view, "Save the adaptation").click()
    workspace = dashboard.keeper.workspace
    (noted,) = adaptations(workspace, workspace.classes()[0].class_id)
    assert noted.adaptation.why is Reason.ROOM
    assert "The room did not allow it. Not planned. This once." in html(screen.view)
    assert "Removing/skipping elements" in screen.model.file().decode("utf-8-sig")


def test_figures_are_counted_and_questions_take_a_click(dashboard: Dashboard) -> None:
    screen = screen_of(dashboard, IMPLEMENTATION)
    assert "<dd>1/1</dd><dt>classes take part" in html(screen.view)
    assert "<dd>2/2</dd><dt>groups of two pairs" in html(screen.view)
    choices = of_kind(screen.view, ToggleButtons)
    assert len(choices) == len(Question)
    choices[1].value = "4"
    given = answers(dashboard.keeper.workspace, YEAR)
    assert given == {(Term.AUTUMN, Question.SUPPORT): 4}


@pytest.mark.parametrize("step", [TASKS, STAFF, ADAPTATIONS, IMPLEMENTATION, EVALUATION])
@pytest.mark.parametrize("language", [Language.NB, Language.NN])
def test_without_anything_each_opens_and_says_so(
    workspace: Workspace, step: Any, language: Language
) -> None:
    made = Dashboard(Session(SCHOOL, language=language), workspace)
    screen = screen_of(made, step)
    assert html(screen.view).count("<h2") == 1
    screen.close()
    made.frame.close()
