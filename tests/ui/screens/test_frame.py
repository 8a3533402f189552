import re
from collections.abc import Iterator
from typing import Never

import pytest
from ipywidgets import BoundedIntText, Combobox

from toolkit.messages import Language
from toolkit.people import Roster, Student
from toolkit.rules import Rules
from toolkit.ui.app import Dashboard
from toolkit.ui.state.session import Session
from toolkit.ui.steps import COORDINATOR, RULES
from toolkit.workspace.database import CannotSave
from toolkit.workspace.erasing import delete_class
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace

from ..conftest import HOSTILE
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
        press(page, "Use theirs")
        assert page.session.rules == other.session.rules
        assert "Someone else" not in html(page.frame.view)
        assert "Not saved" not in html(page.frame.view)

    def test_what_they_changed_stands_in_every_field_then(
        self, page: Dashboard, other: Dashboard
    ) -> None:
        names = page.session.roster.students
        other.session.work = other.session.work.corrected(Roster(names[1:]))
        page.session.step = RULES
        assert len(of_kind(page.frame.view, Combobox)[0].options) == len(names)
        press(page, "Use theirs")
        (weeks,) = of_kind(page.frame.view, BoundedIntText)
        assert weeks.value == 5
        assert len(of_kind(page.frame.view, Combobox)[0].options) == len(names) - 1

    def test_mine_can_be_saved_on_top(self, page: Dashboard, other: Dashboard) -> None:
        page.session.use_rules(Rules(interval_weeks=2))
        press(page, "Save mine on top")
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
        assert "Someone else has changed this class" in shown
        assert "You have done this" not in shown

    def test_another_class_is_opened_only_when_it_is_settled(
        self, page: Dashboard, other: Dashboard
    ) -> None:
        page.session.use_rules(Rules(interval_weeks=2))
        press(page, "Try this class")
        assert "What you have done in this class is not saved yet." in html(page.frame.view)
        assert page.session.rules == Rules(interval_weeks=2)
        press(page, "Save mine on top")
        press(page, "Try this class")
        assert page.session.rules != Rules(interval_weeks=2)
        assert "not saved yet" not in html(page.frame.view)

    def test_a_deleted_class_is_left_and_nobody_of_it_is_shown(self, page: Dashboard) -> None:
        page.session.turn_to(None)
        text = "Navn;Klasse\n" + "".join(f"Elev {letter};9C\n" for letter in "ABCDE")
        page.models["roster"].upload("9c.csv", text.encode())
        assert "Elev B" in html(page.frame.view)
        assert page.session.kept is not None
        delete_class(page.keeper.workspace, page.session.kept.class_id)
        page.session.use_rules(Rules(interval_weeks=2))
        assert "The class has been deleted." in html(page.frame.view)
        press(page, "Use theirs")
        shown = html(page.frame.view)
        assert "Elev B" not in shown
        assert "9C" not in shown
        assert "Choose a sample class, or upload your own class list." in shown


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
