from collections.abc import Iterator

import pytest
from ipywidgets import Button

from toolkit.errors import RulesConflict
from toolkit.messages import Language, Message
from toolkit.planning.progress import Progress
from toolkit.rules import KeepApart, Rules
from toolkit.ui.screens.proposal import ProposalScreen
from toolkit.ui.state.proposal import ProposalModel
from toolkit.ui.state.session import Session, Step

from ..conftest import Planner
from ..walking import button, classed, html


@pytest.fixture
def screen(session: Session, planner: Planner) -> Iterator[ProposalScreen]:
    session.language = Language.EN
    made = ProposalScreen(ProposalModel(session))
    yield made
    made.close()


def solve(screen: ProposalScreen) -> None:
    screen.primary().run()
    screen.model.job.wait(10)


def seats(screen: ProposalScreen) -> list[Button]:
    return [one for one in classed(screen.view, "mk-seat") if isinstance(one, Button)]


def test_the_proposal_is_shown_as_groups_of_pairs(screen: ProposalScreen) -> None:
    solve(screen)
    assert len(classed(screen.view, "mk-card")) == 2
    assert len(classed(screen.view, "mk-pair")) == 4
    assert [seat.description for seat in seats(screen)][:2] == ["Ida Berg", "Nora Dahl"]
    assert "No plan can give more new acquaintances in this period." in html(screen.view)


def test_two_clicks_swap_and_the_buttons_stay(screen: ProposalScreen) -> None:
    solve(screen)
    before = seats(screen)
    before[0].click()
    assert "mk-chosen" in before[0]._dom_classes
    assert "swaps with Ida Berg" in html(screen.view)
    before[4].click()
    assert seats(screen) == before
    assert (before[0].description, before[4].description) == ("Emil Vik", "Ida Berg")
    assert not classed(screen.view, "mk-chosen")


def test_undo_and_redo_are_buttons(screen: ProposalScreen) -> None:
    solve(screen)
    assert button(screen.view, "Undo").disabled
    screen.model.swap("8A-0", "8A-4")
    button(screen.view, "Undo").click()
    assert seats(screen)[0].description == "Ida Berg"
    button(screen.view, "Redo").click()
    assert seats(screen)[0].description == "Emil Vik"


def test_lost_acquaintances_are_shown_at_once(screen: ProposalScreen) -> None:
    solve(screen)
    screen.model.swap("8A-0", "8A-4")
    assert "Ida Berg and Nora Dahl" in html(screen.view)


class TestABrokenRule:
    @pytest.fixture(autouse=True)
    def _break_it(self, screen: ProposalScreen) -> None:
        screen.session.rules = Rules(keep_apart=(KeepApart(("8A-0", "8A-4")),))
        solve(screen)
        screen.model.swap("8A-1", "8A-4")

    def test_is_told_and_marked_and_stops_the_accepting(self, screen: ProposalScreen) -> None:
        assert "Ida Berg and Emil Vik are kept apart" in html(screen.view)
        marked = {seat.description for seat in seats(screen) if "mk-broken" in seat._dom_classes}
        assert marked == {"Ida Berg", "Emil Vik"}
        assert screen.primary().blockers

    def test_is_told_without_names_when_others_look(self, screen: ProposalScreen) -> None:
        screen.session.discreet = True
        screen.model.swap("8A-2", "8A-3")
        assert "are kept apart" not in html(screen.view)
        assert "A rule is broken." in html(screen.view)
        assert not classed(screen.view, "mk-broken")


def test_the_search_shows_how_far_it_is(screen: ProposalScreen, planner: Planner) -> None:
    planner.go.clear()
    screen.primary().run()
    assert "Looking for good groups" in html(screen.view)
    assert "Stop" in screen.primary().text
    screen.model.job.progress = Progress(1, None, 37, 40, 0.0, 2.4)
    assert "37 of at most 40 new acquaintances so far" in html(screen.view)
    assert "2 s" in html(screen.view)
    screen.primary().run()
    planner.go.set()
    screen.model.job.wait(10)
    assert planner.was_stopped
    assert "<progress" not in html(screen.view)
    assert len(seats(screen)) == 8


CONFLICT = RulesConflict(
    (Message("Ida and Nora are partners"), Message("Ida and Nora are kept apart")),
    1,
    Message("Remove one of them."),
)


def test_rules_that_conflict_are_shown_with_what_helps(screen: ProposalScreen) -> None:
    screen.model.error = CONFLICT
    shown = html(screen.view)
    assert "cannot all hold in period 1" in shown
    assert "<li>Ida and Nora are partners</li><li>Ida and Nora are kept apart</li>" in shown
    assert "Remove one of them." in shown
    next_thing = screen.primary()
    assert next_thing.text == "Change the rules"
    next_thing.run()
    assert screen.session.step is Step.RULES


def test_a_conflict_names_nobody_when_others_look(screen: ProposalScreen) -> None:
    screen.session.discreet = True
    screen.model.error = CONFLICT
    assert "Ida" not in html(screen.view)


def test_after_accepting_the_groups_can_be_shown_to_the_class(screen: ProposalScreen) -> None:
    solve(screen)
    screen.primary().run()
    assert "Period 1 is in the plan." in html(screen.view)
    assert not seats(screen)
    assert len(classed(screen.view, "mk-card")) == 2
    assert "period 2" in screen.primary().text


def test_another_proposal_can_be_asked_for(screen: ProposalScreen, planner: Planner) -> None:
    solve(screen)
    another = screen.secondary()
    assert another is not None
    another.run()
    screen.model.job.wait(10)
    assert planner.calls == 2
