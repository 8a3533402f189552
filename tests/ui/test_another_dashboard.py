"""A dashboard is a tuple of steps: those that there are, and others' own."""

from collections.abc import Iterator

import pytest
from ipywidgets import Button
from sample_dashboard import COUNTING, STEPS

from toolkit.messages import Language
from toolkit.people import Roster
from toolkit.ui.app import Dashboard
from toolkit.ui.state.session import Session
from toolkit.ui.state.steps import Steps
from toolkit.ui.steps import COORDINATOR, OVERVIEW, PROPOSAL, ROSTER, RULES
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Bookmark, Workspace

from .walking import button, classed, html


def opened(workspace: Workspace, steps: Steps = STEPS) -> Dashboard:
    return Dashboard(Session(steps, language=Language.EN), workspace)


@pytest.fixture
def sample(workspace: Workspace) -> Iterator[Dashboard]:
    made = opened(workspace)
    yield made
    made.frame.close()


def primary(dashboard: Dashboard) -> Button:
    (found,) = classed(dashboard.frame.view, "mk-primary")
    return found


def test_its_steps_are_numbered_in_its_own_order(sample: Dashboard) -> None:
    named = [one.description for one in classed(sample.frame.view, "mk-step")]
    assert named == ["1  Class list", "2  Counting", "3  Rules", "Overview"]


def test_it_is_walked_from_the_first_step_to_the_last(sample: Dashboard, eight: Roster) -> None:
    sample.session.turn_to(Work(eight))
    assert primary(sample).description == "Next: counting"
    primary(sample).click()
    assert sample.session.step is COUNTING
    assert primary(sample).description == "Next: the rules"
    assert primary(sample).disabled
    assert button(sample.frame.view, "3  Rules").disabled
    for _student in eight:
        button(sample.frame.view, "One more").click()
    assert "8 of 8" in html(sample.frame.view)
    primary(sample).click()
    assert sample.session.step is RULES
    assert primary(sample).layout.display == "none"


def test_nothing_leads_to_a_step_that_it_does_not_have(sample: Dashboard, eight: Roster) -> None:
    sample.session.turn_to(Work(eight))
    sample.session.step = OVERVIEW
    assert primary(sample).layout.display == "none"
    primary(sample).click()
    assert sample.session.step is OVERVIEW


def test_a_step_that_has_nothing_to_show_yet_is_not_gone_back_to(
    workspace: Workspace, eight: Roster
) -> None:
    kept = workspace.begin(Work(eight))
    workspace.keep_bookmark(Bookmark(kept.class_id, OVERVIEW.key, "en"))
    page = opened(workspace, COORDINATOR)
    assert button(page.frame.view, "Overview").disabled
    assert page.session.step is ROSTER
    page.frame.close()


class TestWhereAUserWas:
    @pytest.fixture
    def class_id(self, workspace: Workspace, eight: Roster) -> int:
        return workspace.begin(Work(eight)).class_id

    @pytest.mark.parametrize("step", ["no such step", "", "ROSTER"])
    def test_a_step_that_is_not_known_is_the_first_and_that_is_said(
        self, workspace: Workspace, class_id: int, step: str
    ) -> None:
        workspace.keep_bookmark(Bookmark(class_id, step, "en"))
        page = opened(workspace, COORDINATOR)
        assert page.session.step is ROSTER
        assert page.session.kept is not None
        assert "This page is opened at its first step" in html(page.frame.view)
        page.frame.close()

    def test_a_step_of_the_other_dashboard_is_not_known_here(
        self, workspace: Workspace, class_id: int
    ) -> None:
        workspace.keep_bookmark(Bookmark(class_id, PROPOSAL.key, "en"))
        page = opened(workspace)
        assert page.session.step is ROSTER
        page.frame.close()

    def test_a_language_that_is_not_known_is_the_page_s_own(
        self, workspace: Workspace, class_id: int
    ) -> None:
        workspace.keep_bookmark(Bookmark(class_id, PROPOSAL.key, "xx"))
        page = opened(workspace, COORDINATOR)
        assert page.session.step is PROPOSAL
        assert (page.session.language, page.session.chosen_language) == (Language.EN, "")
        assert "The language that you chose last is not known here." in html(page.frame.view)
        page.frame.close()
