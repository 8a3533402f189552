"""Whatever the rules are, what students can see of the seats is the same, letter for letter."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import NO_RULES, KeepApart, Near, Rules, Scope, SeatRule
from toolkit.ui.screens.browser_button import BrowserButton
from toolkit.ui.screens.dragging import Dragging
from toolkit.ui.screens.proposal import ProposalScreen
from toolkit.ui.screens.seat_board import shown_in_class
from toolkit.ui.screens.today import TodayScreen
from toolkit.ui.state.proposal import ProposalModel
from toolkit.ui.state.session import Session
from toolkit.ui.state.today import TodayModel
from toolkit.ui.steps import COORDINATOR, PROPOSAL

from ..conftest import keeper_of, period_of
from ..seats import Seater, seated_class
from ..walking import html, of_kind

IDS = [f"8A-{number}" for number in range(8)]


def every_rule() -> Iterator[Rules]:
    """Each two kept apart, and each student at or not at each place, wished or for sure."""
    for pair in combinations(IDS, 2):
        for scope in Scope:
            yield Rules(keep_apart=(KeepApart(pair, scope=scope),))
    for student in IDS:
        for near in Near:
            for avoid in (False, True):
                for strict in (False, True):
                    yield Rules(seats=(SeatRule((student,), near, avoid, strict),))


ALL = Rules(
    keep_apart=tuple(one for rules in every_rule() for one in rules.keep_apart),
    seats=tuple(one for rules in every_rule() for one in rules.seats if not one.strict),
)


@pytest.fixture
def screen(session: Session, eight: Roster) -> Iterator[TodayScreen]:
    session.turn_to(seated_class(eight))
    made = TodayScreen(TodayModel(keeper_of(session)))
    yield made
    made.close()


def projected(screen: TodayScreen) -> str:
    return shown_in_class(screen, screen.model.charting).page


def test_no_rule_makes_a_letter_of_the_projector_s_page_another(screen: TodayScreen) -> None:
    without = projected(screen)
    assert "Ida" in without
    for rules in every_rule():
        screen.session.use_rules(rules)
        assert projected(screen) == without, rules
    screen.session.use_rules(ALL)
    assert projected(screen) == without


def test_neither_a_lock_nor_what_is_picked_up_is_in_the_projector_s_page(
    screen: TodayScreen,
) -> None:
    without, charting = projected(screen), screen.model.charting
    charting.lock("a1")
    charting.chosen = "d1"
    screen.session.discreet = False
    assert charting.locked
    assert projected(screen) == without


def test_the_whole_page_of_the_day_shows_the_class_nothing_of_the_rules(
    screen: TodayScreen,
) -> None:
    pages = [one.page for one in of_kind(screen.view, BrowserButton)]
    assert any(pages)
    screen.session.use_rules(ALL)
    assert [one.page for one in of_kind(screen.view, BrowserButton)] == pages


def signs(screen: TodayScreen) -> list[object]:
    """What is shown of every swap before it is made: of students in groups, and of their seats."""
    cards, seats = of_kind(screen.view, Dragging)
    found: list[object] = []
    for dragging in (cards, seats):
        for one in dragging.seats:
            dragging.carried = one
            found.append(dragging.broken)
        dragging.carried = ""
    return found


@pytest.mark.parametrize("alone", [False, True])
def test_no_sign_at_a_swap_tells_of_a_rule_while_names_are_hidden(
    screen: TodayScreen, alone: bool
) -> None:
    screen.model.swap_now()
    screen.model.charting.alone = alone
    without = signs(screen)
    assert len(without) == 8 + 12
    screen.session.use_rules(ALL)
    screen.model.swap_now()
    assert signs(screen) == without
    screen.session.discreet = False
    assert signs(screen) != without


def pictured(roster: Roster, rules: Rules) -> str:
    """The map of a proposal; where everyone sits is given, so that only rules could change it."""
    s = roster.students
    second = period_of(2, ((s[0], s[2]), (s[1], s[3])), ((s[4], s[6]), (s[5], s[7])))
    work = seated_class(roster)
    session = Session(COORDINATOR)
    session.turn_to(replace(work.found(Plan((*work.plan.periods, second))), rules=rules))
    screen = ProposalScreen(ProposalModel(keeper_of(session)))
    session.step = PROPOSAL
    screen.model.toggle_map()
    screen.model.charting.job.wait(30)
    picture = html(screen.view).split("<svg")[1].split("</svg>")[0]
    screen.close()
    return picture


def test_the_picture_of_a_proposal_is_the_same_with_and_without_rules(
    eight: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    seater = Seater()
    seater.go.set()
    monkeypatch.setattr("toolkit.seating.year.seat_year", seater)
    picture = pictured(eight, NO_RULES)
    assert "Ida" in picture
    assert pictured(eight, ALL) == picture
