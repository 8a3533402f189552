import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Never

import pytest
from ipywidgets import BoundedIntText, DOMWidget

from toolkit.messages import Language
from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.rules import Rules
from toolkit.ui.app import Dashboard
from toolkit.ui.screens.browser_history import BrowserHistory
from toolkit.ui.screens.picker import NameField
from toolkit.ui.state.session import Session
from toolkit.ui.state.steps import Step
from toolkit.ui.steps import COORDINATOR, OVERVIEW, ROSTER, RULES, START
from toolkit.workspace.database import CannotSave
from toolkit.workspace.erasing import delete_class
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace

from ..conftest import HOSTILE, period_of
from ..walking import button, classed, html, of_kind


@pytest.fixture
def page(workspace: Workspace, eight: Roster) -> Iterator[Dashboard]:
    made = Dashboard(Session(COORDINATOR, language=Language.EN), workspace)
    hostile = Student("8A-8", HOSTILE, "8A")
    made.keeper.turn_to(Work(Roster((*eight.students, hostile))))
    yield made
    made.frame.close()


@pytest.fixture
def other(page: Dashboard, workspace: Workspace) -> Iterator[Dashboard]:
    """Someone else's page, on the same class, whose changes the first page has not seen."""
    made = Dashboard(Session(COORDINATOR, language=Language.EN), Workspace(workspace.engine, "Per"))
    assert page.session.kept is not None
    made.keeper.open(page.session.kept.class_id)
    made.session.use_rules(Rules(interval_weeks=5))
    yield made
    made.frame.close()


def press(page: Dashboard, text: str) -> None:
    button(page.frame.view, text).click()


def both(page: Dashboard, *kinds: str) -> list[DOMWidget]:
    return [one for one in of_kind(page.frame.view, DOMWidget) if {*kinds} <= {*one._dom_classes}]


def test_when_the_last_step_was_saved_is_told(page: Dashboard) -> None:
    assert re.search(r"Saved \d\d:\d\d<", html(page.frame.view))
    assert not classed(page.frame.view, "mk-unsaved")
    page.session.turn_to(None)
    assert "Saved" not in html(page.frame.view)


def test_a_save_that_fails_is_told_and_tried_again(
    page: Dashboard, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> Never:
        raise CannotSave

    monkeypatch.setattr(workspace, "save", fail)
    page.session.use_rules(Rules(interval_weeks=5))
    shown = html(page.frame.view)
    assert "Not saved" in shown
    assert "It could not be saved." in shown
    assert classed(page.frame.view, "mk-unsaved")
    press(page, "Try again")
    assert html(page.frame.view).count("It could not be saved.") == 1
    monkeypatch.undo()
    press(page, "Try again")
    shown = html(page.frame.view)
    assert "could not be saved" not in shown
    assert "Saved" in shown
    assert not classed(page.frame.view, "mk-unsaved")


def test_no_two_steps_or_languages_are_the_current_one_even_on_the_way(page: Dashboard) -> None:
    """Each class that is given or taken is a message, so the page shows what is in between."""
    seen = []

    def look(_change: object) -> None:
        seen.append(
            (
                len(both(page, "mk-step", "mk-current")),
                len(both(page, "mk-language", "mk-current")),
                sum(name.startswith("mk-lang-") for name in page.frame.view._dom_classes),
            )
        )

    for widget in (page.frame.view, *both(page, "mk-step"), *both(page, "mk-language")):
        widget.observe(look, "_dom_classes")
    for step in (RULES, ROSTER, RULES):
        page.session.step = step
    page.session.language = Language.NB
    page.session.language = Language.EN
    assert seen
    assert all(max(counts) <= 1 for counts in seen), seen


class TestAnotherHasSavedTheClass:
    def test_both_changes_are_told_and_theirs_can_be_used(
        self, page: Dashboard, other: Dashboard
    ) -> None:
        page.session.work = page.session.work.corrected(
            Roster(page.models["rules"].roster.students[:-1])
        )
        shown = html(page.frame.view)
        assert "<li>There are 5 weeks between rotations.</li>" in shown
        assert "You have done this, and it is not saved:" in shown
        assert "<li>1 student has left.</li>" in shown
        assert "Not saved" in shown
        press(page, "Use the other version")
        assert page.session.rules == other.session.rules
        assert "Someone else" not in html(page.frame.view)
        assert "Not saved" not in html(page.frame.view)

    def test_one_s_own_other_page_is_not_someone_else(
        self, page: Dashboard, workspace: Workspace
    ) -> None:
        own = Dashboard(Session(COORDINATOR, language=Language.EN), workspace)
        assert page.session.kept is not None
        own.keeper.open(page.session.kept.class_id)
        own.session.use_rules(Rules(interval_weeks=4))
        own.frame.close()
        page.session.step = RULES
        shown = html(page.frame.view)
        assert "You have changed this class in another tab in the meantime." in shown
        assert "Someone else" not in shown

    def test_what_they_changed_stands_in_every_field_then(
        self, page: Dashboard, other: Dashboard
    ) -> None:
        names = page.session.roster.students
        other.session.work = other.session.work.corrected(Roster(names[1:]))
        page.session.step = RULES
        assert len(of_kind(page.frame.view, NameField)[0].options) == len(names)
        press(page, "Use the other version")
        (weeks,) = of_kind(page.frame.view, BoundedIntText)
        assert weeks.value == 5
        assert len(of_kind(page.frame.view, NameField)[0].options) == len(names) - 1

    def test_mine_can_be_saved_on_top(self, page: Dashboard, other: Dashboard) -> None:
        page.session.use_rules(Rules(interval_weeks=2))
        press(page, "Keep this version")
        assert page.session.rules == Rules(interval_weeks=2)
        assert "Someone else" not in html(page.frame.view)
        other.keeper.keep()
        other.keeper.take_theirs()
        assert other.session.rules == Rules(interval_weeks=2)

    def test_where_nothing_was_done_here_it_says_only_what_they_did(
        self, page: Dashboard, other: Dashboard
    ) -> None:
        page.session.step = RULES
        shown = html(page.frame.view)
        assert "Per has changed this class in the meantime." in shown
        assert "You have done this" not in shown

    def test_another_class_is_opened_only_when_it_is_settled(
        self, page: Dashboard, other: Dashboard
    ) -> None:
        page.session.use_rules(Rules(interval_weeks=2))
        press(page, "Try this class")
        assert "What you have done in this class is not saved yet." in html(page.frame.view)
        assert page.session.rules == Rules(interval_weeks=2)
        press(page, "Keep this version")
        press(page, "Try this class")
        assert page.session.rules != Rules(interval_weeks=2)
        assert "not saved yet" not in html(page.frame.view)

    @pytest.mark.parametrize("step", COORDINATOR, ids=lambda step: step.key)
    def test_nothing_of_mine_is_left_on_any_screen(
        self, page: Dashboard, other: Dashboard, workspace: Workspace, step: Step
    ) -> None:
        names = page.session.roster.students
        first, second, third, fourth, *_ = names
        period = period_of(1, ((first, second), (third, fourth)))
        other.session.work = replace(
            other.session.work.corrected(Roster(names[1:])), plan=Plan((period,))
        )
        page.session.step = step
        page.session.use_rules(Rules(interval_weeks=2))
        press(page, "Use the other version")
        assert page.session.work == other.session.work
        page.session.step = step
        anew = step.screen_class()(page.models[step.key])
        assert page.frame.screen is not None
        assert html(page.frame.screen.view) == html(anew.view)
        anew.close()

    def test_a_deleted_class_is_left_and_nobody_of_it_is_shown(self, page: Dashboard) -> None:
        page.session.turn_to(None)
        text = "Navn;Klasse\n" + "".join(f"Elev {letter};9C\n" for letter in "ABCDE")
        page.models["roster"].upload("9c.csv", text.encode())
        assert "Elev B" in html(page.frame.view)
        assert page.session.kept is not None
        delete_class(page.keeper.workspace, page.session.kept.class_id)
        page.session.use_rules(Rules(interval_weeks=2))
        assert "The class has been deleted." in html(page.frame.view)
        press(page, "Use the other version")
        shown = html(page.frame.view)
        assert "Elev B" not in shown
        assert "9C" not in shown
        assert page.session.step is START  # where the others are


@pytest.mark.parametrize("language", [Language.NB, Language.NN])
def test_the_notices_follow_the_language(
    page: Dashboard, other: Dashboard, language: Language
) -> None:
    page.session.use_rules(Rules(interval_weeks=2))
    page.session.language = language
    shown = html(page.frame.view)
    assert "Someone else" not in shown
    assert "rotations" not in shown
    assert "mk-warning" in shown
    assert "Not saved" not in shown


class TestTheBrowsersBack:
    """``set_state`` is what the browser sends."""

    def test_is_told_of_each_step_by_its_key_alone(self, page: Dashboard) -> None:
        (history,) = of_kind(page.frame.view, BrowserHistory)
        assert history.step == ROSTER.key
        page.session.step = RULES
        assert history.step == RULES.key
        assert "Ida" not in repr(history.get_state())

    def test_is_told_of_a_step_before_its_screen_is_there(self, page: Dashboard) -> None:
        (history,) = of_kind(page.frame.view, BrowserHistory)
        (screen,) = both(page, "mk-screen")
        told: list[str] = []
        screen.observe(lambda _change: told.append(history.step), "children")
        page.session.step = RULES
        assert told == [RULES.key]

    def test_leads_to_the_step_before(self, page: Dashboard) -> None:
        (history,) = of_kind(page.frame.view, BrowserHistory)
        page.session.step = RULES
        history.set_state({"step": ROSTER.key})
        assert page.session.step is ROSTER
        assert "Is the list right?" in html(page.frame.view)

    @pytest.mark.parametrize("key", [OVERVIEW.key, "nothing", ""])
    def test_leads_to_no_step_that_cannot_be_taken(self, page: Dashboard, key: str) -> None:
        (history,) = of_kind(page.frame.view, BrowserHistory)
        page.session.step = RULES
        history.set_state({"step": key})
        assert (page.session.step, history.step) == (RULES, RULES.key)


def test_a_class_is_called_by_the_name_that_it_was_given(page: Dashboard) -> None:
    assert page.session.work is not None
    page.session.work = page.session.work.renamed("Blå")
    assert "<h1>Blå</h1>" in html(page.frame.view)
