"""The seats that come with a proposal: looked for beside it, shown when asked for, accepted."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from toolkit.messages import Language
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.ui.screens.proposal import ProposalScreen
from toolkit.ui.state.proposal import ProposalModel
from toolkit.ui.state.session import Session
from toolkit.ui.steps import CHART, PROPOSAL, RULES

from ..conftest import HOSTILE, Planner, keeper_of, period_of, roster_of
from ..seats import Seater, seated_class
from ..walking import button, html

LOOKING = ">Looking for good seats …</div>"


@pytest.fixture
def seater(monkeypatch: pytest.MonkeyPatch) -> Seater:
    made = Seater()
    monkeypatch.setattr("toolkit.seating.year.seat_year", made)
    return made


def propose(session: Session, roster: Roster) -> None:
    """Let a class that sits look at a proposal for its second period."""
    session.language = Language.EN
    s = roster.students
    second = period_of(2, ((s[0], s[2]), (s[1], s[3])), ((s[4], s[6]), (s[5], s[7])))
    work = seated_class(roster)
    session.turn_to(work.found(Plan((*work.plan.periods, second))))


@pytest.fixture
def screen(session: Session, eight: Roster, seater: Seater) -> Iterator[ProposalScreen]:
    propose(session, eight)
    made = ProposalScreen(ProposalModel(keeper_of(session)))
    session.step = PROPOSAL
    yield made
    seater.go.set()
    made.model.charting.job.wait(30)
    made.close()


def test_the_map_is_shown_when_it_is_asked_for(screen: ProposalScreen, seater: Seater) -> None:
    assert "<svg" not in html(screen.view)
    assert LOOKING not in html(screen.view)
    button(screen.view, "See the seating map").click()
    assert LOOKING in html(screen.view)
    seater.go.set()
    screen.model.charting.job.wait(30)
    shown = html(screen.view)
    assert LOOKING not in shown
    assert "The class sits so when you accept the groups." in shown
    assert "There are no better seats in this room." in shown
    assert "Seating map, from the teacher's side: Rom 214" in shown
    assert ">Ida</tspan>" in shown
    button(screen.view, "Close the seating map").click()
    assert "<svg" not in html(screen.view)


def test_a_swap_in_the_proposal_lets_the_map_go_and_looks_anew(
    screen: ProposalScreen, seater: Seater
) -> None:
    screen.model.toggle_map()
    seater.go.set()
    screen.model.charting.job.wait(30)
    screen.model.swap("8A-0", "8A-4")
    assert "<svg" not in html(screen.view)
    assert LOOKING in html(screen.view)
    screen.model.charting.job.wait(30)
    assert "<svg" in html(screen.view)
    assert len(seater.asked) == 2


def test_the_seats_that_are_shown_are_those_of_the_accepted_period(
    screen: ProposalScreen, seater: Seater
) -> None:
    seater.go.set()
    charting = screen.model.charting
    charting.job.wait(30)
    coming = charting.coming
    screen.model.accept()
    assert coming is not None
    assert charting.seated == coming.seated
    assert charting.known == replace(coming.known, basis=charting.known.basis)
    assert str(charting.told) == "Everyone has a seat."
    assert not charting.job.running
    assert len(seater.asked) == 1


def test_the_map_does_not_disturb_the_search_for_groups(
    session: Session, eight: Roster, seater: Seater, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = Planner()
    monkeypatch.setattr("toolkit.planning.calls.plan_year", planner)
    propose(session, eight)
    seater.go.set()
    model = ProposalModel(keeper_of(session))
    session.step = PROPOSAL
    model.charting.job.wait(30)
    planner.go.clear()
    model.solve()
    model.swap("8A-0", "8A-4")
    assert not model.charting.job.running
    model.toggle_map()
    assert model.charting.job.running
    model.charting.job.wait(30)
    planner.go.set()
    model.job.wait(30)


def test_no_seats_are_looked_for_where_the_proposal_is_not_looked_at(
    session: Session, eight: Roster, seater: Seater
) -> None:
    propose(session, eight)
    session.step = RULES
    assert not ProposalModel(keeper_of(session)).charting.job.running


def test_names_in_the_map_are_text(session: Session, seater: Seater) -> None:
    propose(session, roster_of(HOSTILE, *"abcdefg"))
    screen = ProposalScreen(ProposalModel(keeper_of(session)))
    session.step = PROPOSAL
    seater.go.set()
    screen.model.toggle_map()
    screen.model.charting.job.wait(30)
    assert "<svg" in html(screen.view)
    assert "<img" not in html(screen.view)
    screen.close()


def test_a_dashboard_that_seats_nobody_offers_no_map(
    session: Session, eight: Roster, seater: Seater
) -> None:
    session.steps = tuple(step for step in session.steps if step is not CHART)
    propose(session, eight)
    screen = ProposalScreen(ProposalModel(keeper_of(session)))
    session.step = PROPOSAL
    assert not screen.model.charting.job.running
    assert "seating map" not in html(screen.view)
    screen.close()
