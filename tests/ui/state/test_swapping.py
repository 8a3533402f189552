"""What is known of every possible swap before it is made."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from toolkit.broken_rules import Kind
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import KeepApart, Rules, Scope, Together
from toolkit.ui.state.correcting import Correcting
from toolkit.ui.state.proposal import ProposalModel
from toolkit.ui.state.session import Session
from toolkit.ui.state.swapping import Swapping
from toolkit.workspace.work import Work

from ..conftest import keeper_of, period_of

RULES = Rules(
    keep_apart=(KeepApart(("8A-0", "8A-4")), KeepApart(("8A-2", "8A-5"), Scope.PAIR)),
    together=(Together(("8A-6", "8A-7")),),
)


@pytest.fixture(params=["a proposal", "the running period"])
def swapping(request: pytest.FixtureRequest, session: Session, eight: Roster) -> Iterator[Swapping]:
    s = eight.students
    year = Plan((period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7]))),))
    if request.param == "a proposal":
        session.turn_to(Work(eight, RULES).found(year))
        yield ProposalModel(keeper_of(session))
    else:
        session.turn_to(Work(eight, RULES, year))
        correcting = Correcting(keeper_of(session))
        correcting.begin()
        yield correcting


def test_is_judged_as_the_swap_itself_is(swapping: Swapping, eight: Roster) -> None:
    """By the same rules, for whoever is picked up and wherever they are dropped."""
    kinds: set[Kind] = set()
    for one in eight:
        for other in eight:
            swapping.chosen = one.id
            if one == other:
                assert other.id not in swapping.broken_by_swap
                continue
            foretold = swapping.broken_by_swap[other.id]
            swapping.swap(one.id, other.id)
            assert foretold == swapping.broken_rules
            kinds |= {broken.kind for broken in foretold}
            swapping.swap(one.id, other.id)
    assert kinds == {Kind.KEEP_APART, Kind.TOGETHER}


def test_nothing_is_foretold_while_nobody_is_picked_up(swapping: Swapping) -> None:
    assert swapping.broken_by_swap == {}


def test_who_has_swapped_is_let_go(swapping: Swapping) -> None:
    swapping.chosen = "8A-0"
    swapping.swap("8A-0", "8A-1")
    assert swapping.chosen == ""


def test_what_the_search_finds_meanwhile_takes_nobody_out_of_the_hand(
    session: Session, eight: Roster
) -> None:
    s = eight.students
    first = period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7])))
    session.turn_to(Work(eight).found(Plan((first,))))
    model = ProposalModel(keeper_of(session))
    model.chosen = "8A-0"
    assert session.work is not None
    session.work = replace(session.work, searching=True)
    session.work = session.work.foreseeing(Plan((first, replace(first, number=2))))
    assert model.chosen == "8A-0"
    session.work = session.work.swapped("8A-1", "8A-5")
    assert model.chosen == ""
