"""The cards of a period: who sits where, and what the page is told of a swap before it is made."""

from collections.abc import Iterator

import pytest

from toolkit.messages import Language
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import KeepApart, Rules
from toolkit.ui.screens.dragging import Dragging
from toolkit.ui.screens.proposal import ProposalScreen
from toolkit.ui.state.proposal import ProposalModel
from toolkit.ui.state.session import Session
from toolkit.workspace.work import Work

from ..conftest import keeper_of, period_of
from ..walking import classed, drop, html, of_kind


@pytest.fixture
def screen(session: Session, eight: Roster) -> Iterator[ProposalScreen]:
    session.language = Language.EN
    s = eight.students
    year = Plan((period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7]))),))
    session.turn_to(Work(eight, Rules(keep_apart=(KeepApart(("8A-0", "8A-4")),))).found(year))
    made = ProposalScreen(ProposalModel(keeper_of(session)))
    yield made
    made.close()


@pytest.fixture
def dragging(screen: ProposalScreen) -> Dragging:
    (found,) = of_kind(screen.view, Dragging)
    return found


def test_the_seats_are_told_in_the_order_of_the_page(
    screen: ProposalScreen, dragging: Dragging, eight: Roster
) -> None:
    assert dragging.seats == [student.id for student in eight]
    drop(screen.view, "8A-0", "8A-5")
    assert dragging.seats[0] == "8A-5"
    named = [seat.description for seat in classed(screen.view, "mk-seat")]
    assert named == [eight.by_id[one].name for one in dragging.seats]


def test_what_is_wrong_is_told_of_everyone_but_the_one_who_is_carried(
    screen: ProposalScreen, dragging: Dragging
) -> None:
    screen.session.discreet = False
    dragging.carried = "8A-1"
    assert dragging.broken["of"] == "8A-1"
    told = dragging.broken["told"]
    assert set(told) == {f"8A-{other}" for other in range(8)} - {"8A-1"}
    assert {one for one, words in told.items() if words} == {"8A-4"}
    assert told["8A-4"] == ("Period 1: Ida Berg and Emil Vik are kept apart, but share group 1.")
    dragging.carried = ""
    assert dragging.broken["told"] == {}


def test_it_names_nobody_who_is_kept_apart_until_the_names_are_asked_for(
    screen: ProposalScreen, dragging: Dragging
) -> None:
    dragging.carried = "8A-1"
    assert set(dragging.broken["told"].values()) == {None}
    screen.session.discreet = False
    assert "Ida Berg" in dragging.broken["told"]["8A-4"]
    screen.session.discreet = True
    drop(screen.view, "8A-1", "8A-4")
    assert "A rule is broken. Show the names to see which one." in html(screen.view)
    assert not any("mk-broken" in one._dom_classes for one in classed(screen.view, "mk-seat"))


def test_another_rule_is_heeded_at_once(screen: ProposalScreen, dragging: Dragging) -> None:
    screen.session.discreet = False
    dragging.carried = "8A-1"
    screen.session.use_rules(Rules())
    assert dragging.broken["told"]["8A-4"] == ""


def test_a_page_that_speaks_of_who_has_left_is_not_listened_to(
    screen: ProposalScreen, dragging: Dragging
) -> None:
    before = screen.session.work
    dragging.carried = "8A-99"
    drop(screen.view, "8A-99", "8A-0")
    drop(screen.view, "8A-0", "8A-99")
    assert screen.session.work is before
    assert dragging.broken["told"] == {}
