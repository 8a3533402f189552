import asyncio
from collections.abc import Iterator

import pytest
from ipywidgets import HTML, Box, Button, RadioButtons

from toolkit.errors import RulesConflict
from toolkit.messages import Language, Message
from toolkit.plan import Stay
from toolkit.planning.progress import Progress
from toolkit.rules import KeepApart, Rules
from toolkit.ui.screens.dragging import Dragging
from toolkit.ui.screens.proposal import ProposalScreen
from toolkit.ui.state.proposal import ProposalModel
from toolkit.ui.state.session import Session
from toolkit.ui.steps import RULES
from toolkit.workspace.work import Work

from ..conftest import Planner, keeper_of, roster_of
from ..walking import button, classed, drop, html, of_kind


@pytest.fixture
def screen(session: Session, planner: Planner) -> Iterator[ProposalScreen]:
    session.language = Language.EN
    made = ProposalScreen(ProposalModel(keeper_of(session)))
    yield made
    made.close()


def solve(screen: ProposalScreen) -> None:
    screen.primary().run()
    screen.model.job.wait(10)


def seats(screen: ProposalScreen) -> list[Button]:
    return [one for one in classed(screen.view, "mk-student") if isinstance(one, Button)]


def test_the_proposal_is_shown_as_groups_of_pairs(screen: ProposalScreen) -> None:
    solve(screen)
    assert len(classed(screen.view, "mk-card")) == 2
    assert len(classed(screen.view, "mk-pair")) == 4
    assert [seat.description for seat in seats(screen)][:2] == ["Ida Berg", "Nora Dahl"]
    assert "No plan can give more new acquaintances in this period." in html(screen.view)


def test_what_comes_with_a_proposal_answers_no_click(screen: ProposalScreen) -> None:
    """Or the page would be scrolled to it, and the proposal not be seen from its top."""
    solve(screen)
    notes = [one for one in of_kind(screen.view, HTML) if "mk-note" in one.value]
    assert notes
    assert all("mk-standing" in one._dom_classes for one in notes)
    drop(screen.view, "8A-0", "8A-4")
    notes = [one for one in of_kind(screen.view, HTML) if "mk-note" in one.value]
    assert not all("mk-standing" in one._dom_classes for one in notes)


def test_no_button_is_shown_without_a_name(
    screen: ProposalScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    real = Button.__init__

    def spy(one: Button, *given: object, **named: object) -> None:
        real(one, *given, **named)
        made.append(one.description)

    monkeypatch.setattr(Button, "__init__", spy)
    solve(screen)
    assert "Ida Berg" in made
    assert all(made)


def test_two_swap_and_the_buttons_stay(screen: ProposalScreen) -> None:
    solve(screen)
    before = seats(screen)
    (dragging,) = of_kind(screen.view, Dragging)
    dragging.carried = "8A-0"
    assert "mk-chosen" in before[0]._dom_classes
    assert "swaps with Ida Berg" in html(screen.view)
    drop(screen.view, "8A-0", "8A-4")
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
        screen.session.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-4")),)))
        solve(screen)
        screen.model.swap("8A-1", "8A-4")

    def test_is_told_and_marked_and_stops_the_accepting(self, screen: ProposalScreen) -> None:
        button(screen.view, "Show the names").click()
        assert "Ida Berg and Emil Vik are kept apart" in html(screen.view)
        marked = {seat.description for seat in seats(screen) if "mk-broken" in seat._dom_classes}
        assert marked == {"Ida Berg", "Emil Vik"}
        assert screen.primary().blockers

    def test_is_told_without_names_when_others_look(self, screen: ProposalScreen) -> None:
        screen.model.swap("8A-2", "8A-3")
        assert "are kept apart" not in html(screen.view)
        assert "A rule is broken." in html(screen.view)
        assert not classed(screen.view, "mk-broken")


def test_the_search_shows_how_far_it_is(screen: ProposalScreen, planner: Planner) -> None:
    planner.go.clear()
    screen.primary().run()
    assert "Looking for good groups" in html(screen.view)
    assert screen.primary() is None
    assert "Stop" in screen.secondary().text
    (shown,) = classed(screen.view, "mk-search-progress")
    assert isinstance(shown, Box)
    screen.model.job.progress = Progress(1, None, 37, 40, 0.0, 2.4, None, 8)
    assert "At least 8 periods are needed." in html(shown)
    assert "2 s" in html(shown)
    screen.model.job.progress = Progress(1, None, 37, 40, 0.0, 3.4, 10, 8)
    assert "everyone knows everyone after 10 periods. No plan needs fewer than 8." in html(shown)
    screen.secondary().run()
    planner.go.set()
    screen.model.job.wait(10)
    assert planner.was_stopped
    assert shown.layout.display == "none"
    assert len(seats(screen)) == 8


def test_a_screen_reader_hears_only_what_is_new(screen: ProposalScreen, planner: Planner) -> None:
    planner.go.clear()
    screen.primary().run()
    (shown,) = classed(screen.view, "mk-search-progress")
    said: list[str] = []
    for part in of_kind(shown, HTML):
        part.observe(lambda change: said.append(change["new"]), "value")
    screen.model.job.progress = Progress(1, None, None, None, 0.0, 1.0, 10, 8)
    screen.model.job.progress = Progress(1, None, None, None, 0.0, 2.0, 10, 8)
    assert len(said) == 3
    assert ["role" in text for text in said] == [True, False, False]
    planner.go.set()
    screen.model.job.wait(10)


def test_one_period_by_itself_says_nothing_of_the_year(
    screen: ProposalScreen, planner: Planner
) -> None:
    planner.go.clear()
    screen.primary().run()
    screen.model.job.progress = Progress(10, 10, 5, 5, 1.0, 1.0, None, 9)
    (shown,) = classed(screen.view, "mk-search-progress")
    assert "Looking for good groups" in html(shown)
    planner.go.set()
    screen.model.job.wait(10)


class TestTheOutlook:
    def test_is_green_where_it_is_proven(self, screen: ProposalScreen) -> None:
        screen.session.turn_to(Work(roster_of(*"abcd")))
        solve(screen)
        (note,) = notes(screen, "good")
        assert "everyone knows everyone after period 1." in note
        assert "No plan can be faster." in note
        assert not notes(screen, "quiet")

    def test_is_left_open_where_the_year_must_be_planned_again(
        self, screen: ProposalScreen
    ) -> None:
        solve(screen)
        assert not any("faster" in note for note in notes(screen, "good"))
        (note,) = notes(screen, "quiet")
        assert "The rest of the year is planned with the next period." in note

    def test_is_not_told_of_a_proposal_that_breaks_a_rule(self, screen: ProposalScreen) -> None:
        screen.session.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-4")),)))
        solve(screen)
        screen.model.swap("8A-1", "8A-4")
        assert "rest of the year" not in html(screen.view)


def notes(screen: ProposalScreen, kind: str) -> list[str]:
    return [one.value for one in of_kind(screen.view, HTML) if f"mk-{kind}" in one.value]


class TestAPeriodThatNoLongerFits:
    def test_is_asked_about_in_plain_words(self, screen: ProposalScreen, planner: Planner) -> None:
        solve(screen)
        assert not of_kind(screen.view, RadioButtons)
        screen.session.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-1")),)))
        assert "The groups for period 1 no longer fit" in html(screen.view)
        (choice,) = of_kind(screen.view, RadioButtons)
        assert choice.label == "As much as possible"
        choice.label = "Nothing: make new groups"
        solve(screen)
        assert planner.stay is Stay.OFF
        assert not of_kind(screen.view, RadioButtons)

    def test_names_nobody(self, screen: ProposalScreen) -> None:
        solve(screen)
        screen.session.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-1")),)))
        assert "Ida" not in html(screen.view)

    def test_is_in_force_while_it_is_planned_anew(self, screen: ProposalScreen) -> None:
        solve(screen)
        screen.primary().run()
        screen.session.work = screen.session.work.begun_again()
        screen.model.solve()
        screen.model.job.wait(10)
        assert len(seats(screen)) == 8
        assert "Period 1 is in force until you accept a new one." in html(screen.view)
        button(screen.view, "Leave period 1 as it is").click()
        assert "Ready for period 2" in html(screen.view)
        assert "until you accept" not in html(screen.view)


CONFLICT = RulesConflict(
    (Message("Ida and Nora are partners"), Message("Ida and Nora are kept apart")),
    1,
    Message("Remove one of them."),
)


def test_rules_that_conflict_are_shown_with_what_helps(screen: ProposalScreen) -> None:
    screen.model.error = CONFLICT
    button(screen.view, "Show the names").click()
    shown = html(screen.view)
    assert "cannot all hold in period 1" in shown
    assert "<li>Ida and Nora are partners</li><li>Ida and Nora are kept apart</li>" in shown
    assert "Remove one of them." in shown
    next_thing = screen.primary()
    assert next_thing.text == "Change the rules"
    assert "cannot all hold in period 1" in next_thing.hint  # in sight, beside the button
    next_thing.run()
    assert screen.session.step is RULES


def test_a_conflict_names_nobody_when_others_look(screen: ProposalScreen) -> None:
    screen.model.error = CONFLICT
    assert "Ida" not in html(screen.view)


def test_what_is_accepted_is_not_shown_here_again(screen: ProposalScreen) -> None:
    solve(screen)
    screen.primary().run()
    assert not seats(screen)
    assert not classed(screen.view, "mk-card")
    assert "period 2" in screen.primary().text


def test_another_proposal_can_be_asked_for(screen: ProposalScreen, planner: Planner) -> None:
    solve(screen)
    another = screen.secondary()
    assert another is not None
    another.run()
    screen.model.job.wait(10)
    assert planner.calls == 2


def test_in_a_kernel_a_click_builds_a_region_once(screen: ProposalScreen) -> None:
    built: list[int] = []

    def build() -> list[HTML]:
        built.append(1)
        return []

    screen.live(build, (screen.session, "rules"), (screen.session, "discreet"))

    async def click() -> None:
        screen.session.discreet = False
        screen.session.use_rules(Rules(interval_weeks=5))
        screen.session.use_rules(Rules(interval_weeks=6))
        assert len(built) == 1
        await asyncio.sleep(0)

    asyncio.run(click())
    assert len(built) == 2


def test_a_screen_that_was_left_in_between_builds_no_more(screen: ProposalScreen) -> None:
    built: list[int] = []
    screen.live(lambda: built.append(1) or [], (screen.session, "rules"))

    async def click() -> None:
        screen.session.use_rules(Rules(interval_weeks=5))
        screen.close()
        await asyncio.sleep(0)

    asyncio.run(click())
    assert len(built) == 1
