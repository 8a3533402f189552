"""The school's own steps on the page: tasks, team and training, adaptations, implementation."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from ipywidgets import Button, DatePicker, Dropdown, Text, TimePicker, ToggleButtons
from turned_clock import Clock

from tests.paper.classes import words
from tests.paper.word_files import paragraphs_of
from toolkit.messages import Language
from toolkit.now import today
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.school.adaptations import Adapted, Reason
from toolkit.school.implementation import Question, Term
from toolkit.school.staff import Role, StaffMember
from toolkit.school.tasks import Task
from toolkit.ui.app import Dashboard
from toolkit.ui.screens.entries import Entry
from toolkit.ui.screens.files import Download
from toolkit.ui.screens.markup import escape
from toolkit.ui.screens.screen import Screen
from toolkit.ui.state.session import Session
from toolkit.ui.steps import (
    ADAPTATIONS,
    EVALUATION,
    HANDING_OVER,
    IMPLEMENTATION,
    SCHOOL,
    SCHOOL_WHEEL,
    STAFF,
    TASKS,
)
from toolkit.workspace.adaptations import adaptations
from toolkit.workspace.implementation import answers
from toolkit.workspace.school_events import events
from toolkit.workspace.school_staff import keep_member, staff
from toolkit.workspace.school_tasks import tasks_done
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace

from ..conftest import HOSTILE, period_of
from ..walking import button, html, of_kind

DAY = date(2026, 9, 1)
YEAR = "2026/2027"


@pytest.fixture(autouse=True)
def day(clock: Clock) -> None:
    clock.turn(DAY)


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


def downloaded(screen: Screen[Any]) -> dict[str, bytes]:
    """What each button for a file hands to the browser, under the file's name."""
    sent: dict[str, bytes] = {}
    for one in of_kind(screen.view, Download):

        def send(content: dict[str, str], buffers: list[bytes]) -> None:
            sent[content["name"]] = buffers[0]

        one.send = send  # type: ignore[method-assign]
        one.click()
    return sent


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


def test_each_task_has_its_paper_one_click_away(dashboard: Dashboard) -> None:
    screen = screen_of(dashboard, TASKS)
    by_name = downloaded(screen)
    assert screen.model.error is None
    day = f"-{today().isoformat()}"
    sent = {name.replace(day, ""): content for name, content in by_name.items()}
    pages = [name for name in sent if name.endswith(".pdf")]
    assert pages == [
        f"makkerskap-{one}.pdf" for one in ("handing-over", "year-wheel", "to-the-leadership")
    ]
    for name, held in zip(pages, ("What is open", "Parents' meeting", "1 of 1"), strict=True):
        assert held in " ".join(words(sent[name]).split())
    assert b"SUMMARY:Name a coordinator" in sent["makkerskap-year-wheel.ics"]
    letter = paragraphs_of(sent["makkerskap-information-letter.docx"])
    assert any(one.startswith("Period 1: 17 Aug 2026 to ") for one in letter)


def test_the_team_is_written_down_trained_and_let_go_of(dashboard: Dashboard) -> None:
    screen = screen_of(dashboard, STAFF)
    assert "The team lacks 4 people" in html(screen.view)
    role, (name,) = of_kind(screen.view, Dropdown)[0], of_kind(screen.view, Entry)
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


def test_a_training_is_invited_to_and_has_a_list_to_tick(dashboard: Dashboard) -> None:
    member = StaffMember("Randi Moe", Role.NURSE, DAY)
    keep_member(dashboard.keeper.workspace, YEAR, member)
    screen = screen_of(dashboard, STAFF)
    assert downloaded(screen) == {}
    assert "Say on which day it is." in html(screen.view)
    fields = {one.description: one for one in of_kind(screen.view, DatePicker)}
    fields["Day"].value = date(2026, 9, 3)
    assert [name.rsplit(".")[-1] for name in downloaded(screen)] == ["pdf"]
    (at,) = of_kind(screen.view, TimePicker)
    at.value = time(13, 30)
    by_ending = {name.rsplit(".")[-1]: content for name, content in downloaded(screen).items()}
    assert b"DTSTART:20260903T133000" in by_ending["ics"]
    assert b"Randi" not in by_ending["ics"]
    assert "Randi Moe" in " ".join(words(by_ending["pdf"]).split())


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


def test_the_pages_to_the_leadership_and_to_vip_are_one_click_each(dashboard: Dashboard) -> None:
    screen = screen_of(dashboard, IMPLEMENTATION)
    (school,), (language,) = of_kind(screen.view, Text), of_kind(screen.view, Dropdown)
    school.value, language.value = "Lia skule", Language.NN
    sent = downloaded(screen)
    assert [name.rsplit("-", 3)[0] for name in sent] == [
        "makkerskap-to-the-leadership",
        "makkerskap-to-vip",
    ]
    for content, is_named in zip(sent.values(), (True, False), strict=True):
        read = " ".join(words(content).split())
        assert "Lia skule" in read
        assert "1 av 1" in read
        assert ("Klasse for klasse" in read) is is_named


def test_the_school_puts_its_own_into_its_wheel(dashboard: Dashboard) -> None:
    screen = screen_of(dashboard, SCHOOL_WHEEL)
    workspace = dashboard.keeper.workspace
    assert "No class has a school year yet" in html(screen.view)
    assert "Let the teachers share their experience (autumn)" in html(screen.view)
    ring, name = (one for one in of_kind(screen.view, Text))
    (kind,), (first, _last) = of_kind(screen.view, Dropdown), of_kind(screen.view, DatePicker)
    kind.value, ring.value, name.value, first.value = "", "MOT", HOSTILE, date(2026, 6, 1)
    button(screen.view, "Add").click()
    assert "The wheel is from" in html(screen.view)
    first.value = date(2026, 11, 2)
    button(screen.view, "Add").click()
    (event,) = events(workspace, YEAR)
    assert (event.ring, event.name, event.last) == ("MOT", HOSTILE, date(2026, 11, 2))
    assert name.value == ""
    assert HOSTILE not in html(screen.view)
    files = {name.rsplit(".")[-1]: content for name, content in downloaded(screen).items()}
    assert "MOT" in " ".join(words(files["pdf"]).split())
    assert b"SUMMARY:MOT" in files["ics"]
    titled(screen, f"Remove MOT: {HOSTILE}").click()
    assert events(workspace, YEAR) == ()


def test_handing_over_shows_what_its_page_says(dashboard: Dashboard) -> None:
    member = StaffMember(HOSTILE, Role.TEACHERS, DAY, is_in_team=True, course=DAY)
    keep_member(dashboard.keeper.workspace, YEAR, member)
    screen = screen_of(dashboard, HANDING_OVER)
    read = html(screen.view)
    assert HOSTILE not in read
    assert escape(HOSTILE) in read
    assert "should have been done by" in read
    (content,) = downloaded(screen).values()
    assert "Who is trained" in " ".join(words(content).split())


@pytest.mark.parametrize(
    "step", [TASKS, SCHOOL_WHEEL, STAFF, ADAPTATIONS, IMPLEMENTATION, EVALUATION, HANDING_OVER]
)
@pytest.mark.parametrize("language", [Language.NB, Language.NN])
def test_without_anything_each_opens_and_says_so(
    workspace: Workspace, step: Any, language: Language
) -> None:
    made = Dashboard(Session(SCHOOL, language=language), workspace)
    screen = screen_of(made, step)
    assert html(screen.view).count("<h2") == 1
    screen.close()
    made.frame.close()
