"""The klassekart: swapped by hand and back, locked, and looked for."""

from dataclasses import replace

import pytest

from toolkit.broken_rules import Kind
from toolkit.errors import RulesConflict
from toolkit.messages import Language, Translator
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rooms import Room, Side, desk_at
from toolkit.rules import KeepApart, Near, Rules, SeatRule
from toolkit.seating.presets import room as furnished
from toolkit.seats import SeatedPeriod, Seating
from toolkit.ui.state.charting import Charting
from toolkit.ui.state.seat_words import how_good
from toolkit.ui.state.session import Session
from toolkit.workspace.work import Work

from ..conftest import change, keeper_of, period_of, roster_of
from ..seats import SEATS, SIX_DESKS, Seater, seated_class

_ = Translator(Language.EN)


@pytest.fixture
def charting(session: Session, eight: Roster) -> Charting:
    session.turn_to(seated_class(eight))
    return Charting(keeper_of(session))


@pytest.fixture
def seater(monkeypatch: pytest.MonkeyPatch) -> Seater:
    made = Seater()
    monkeypatch.setattr("toolkit.seating.year.seat_year", made)
    return made


def seats(charting: Charting) -> list[str]:
    """Where the students of the class sit, in its order."""
    assert charting.seated is not None
    return list(charting.seated.seat_of.values())


def test_a_pair_swaps_with_another_and_it_is_told(charting: Charting) -> None:
    charting.swap("a1", "d1")
    assert seats(charting) == ["d1", "d2", "b1", "b2", "a1", "a2", "e1", "e2"]
    assert charting.told is not None
    assert _(charting.told) == (
        "Ida Berg now sits in seat d1, beside Nora Dahl. Emil Vik now sits in seat a1, beside Sara."
    )


def test_one_moves_alone_to_a_free_seat(charting: Charting) -> None:
    charting.alone = True
    charting.swap("a1", "c2")
    assert seats(charting) == ["c2", *SEATS[1:]]
    assert charting.told is not None
    assert _(charting.told) == "Ida Berg now sits in seat c2."


def test_undo_leads_back_and_redo_forward(charting: Charting) -> None:
    charting.swap("a1", "d1")
    charting.swap("b1", "c1")
    after = seats(charting)
    charting.undo()
    charting.undo()
    assert seats(charting) == list(SEATS)
    charting.undo()
    assert seats(charting) == list(SEATS)
    charting.redo()
    charting.redo()
    assert seats(charting) == after
    charting.redo()
    assert seats(charting) == after


def test_fifty_changes_can_be_undone(charting: Charting) -> None:
    for _n in range(25):
        charting.swap("a1", "d1")
        charting.swap("b1", "c2")
    for _n in range(50):
        charting.undo()
    assert seats(charting) == list(SEATS)


def test_a_new_change_ends_what_was_undone(charting: Charting) -> None:
    charting.swap("a1", "d1")
    charting.undo()
    charting.swap("b1", "c1")
    assert charting.future == ()


def test_nothing_is_changed_by_two_free_seats_or_one_alone(charting: Charting) -> None:
    charting.swap("c1", "f1")
    charting.swap("a1", "a1")
    assert charting.past == ()
    assert charting.told is None


def test_who_is_locked_can_be_let_go_again(charting: Charting) -> None:
    charting.lock("a1")
    assert charting.locked == {"8A-0"}
    assert charting.told is not None
    assert _(charting.told) == "Ida Berg is locked to seat a1."
    charting.swap("a1", "d1")
    assert charting.locked == {"8A-0"}
    charting.lock("d1")
    assert charting.locked == set()
    charting.lock("c1")
    assert charting.locked == set()


def test_what_was_done_is_forgotten_where_others_sit_there_now(
    charting: Charting, eight: Roster
) -> None:
    charting.swap("a1", "d1")
    charting.chosen = "a1"
    charting.session.turn_to(seated_class(eight))
    assert (charting.past, charting.chosen, charting.told) == ((), "", None)


def test_there_is_nothing_to_swap_where_nobody_sits(charting: Charting) -> None:
    change(charting.session, seating=Seating(()))
    charting.chosen = "a1"
    charting.swap("a1", "d1")
    charting.undo()
    assert charting.seated is None
    assert charting.broken_by_swap == {}
    assert charting.sitting("a1") is None


def test_the_room_is_that_of_the_seats(charting: Charting) -> None:
    assert charting.room == SIX_DESKS


def test_seats_are_found_that_break_nothing_and_locked_ones_stay(charting: Charting) -> None:
    charting.swap("a1", "f2")
    charting.lock("f2")
    assert charting.solve()
    charting.job.wait(60)
    assert charting.seated is not None
    assert charting.seated.seat_of["8A-0"] == "f2"
    assert charting.broken == ()
    assert charting.told is not None
    assert _(charting.told) == "Everyone has a seat."
    found = charting.seated
    charting.undo()
    assert charting.seated != found
    charting.redo()
    assert charting.seated == found


def test_in_another_room_everyone_is_seated_anew(charting: Charting) -> None:
    charting.lock("a1")
    charting.solve(furnished("islands", students=8))
    charting.job.wait(60)
    assert charting.room is not None
    assert charting.room.name == "islands"
    assert charting.broken == ()
    charting.undo()
    assert charting.room == SIX_DESKS


def test_a_room_that_is_too_small_is_told_and_nothing_changes(charting: Charting) -> None:
    charting.solve(Room("Lite", Side.TOP, 1, 4, (desk_at("a", [(1, 1), (1, 2)]),)))
    charting.job.wait(60)
    assert charting.error is not None
    assert "places" in str(charting.error)
    assert seats(charting) == list(SEATS)


def test_the_first_room_is_one_of_rows(session: Session, eight: Roster) -> None:
    session.turn_to(replace(seated_class(eight), seating=Seating(())))
    charting = Charting(keeper_of(session))
    assert charting.solve()
    charting.job.wait(60)
    assert charting.room is not None
    assert charting.room.name == "rows"
    assert not charting.past


def test_what_is_wanted_during_a_search_begins_when_that_has_stopped(charting: Charting) -> None:
    charting.solve()
    charting.solve(furnished("horseshoe", students=8))
    while charting.job.running or charting.room == SIX_DESKS:
        charting.job.wait(60)
    assert charting.room is not None
    assert charting.room.name == "horseshoe"


def test_the_answer_to_another_question_is_let_go(charting: Charting, eight: Roster) -> None:
    charting.solve()
    other = seated_class(eight, Rules(interval_weeks=2))
    charting.session.turn_to(other)
    charting.job.wait(60)
    assert charting.session.work is other


def test_what_is_broken_is_said_at_once_and_before_a_swap(charting: Charting) -> None:
    rules = Rules(keep_apart=(KeepApart(("8A-0", "8A-4")),))
    charting.session.use_rules(rules)
    assert charting.broken == ()
    charting.chosen, charting.alone = "d1", True
    told = {seat: {rule.kind for rule in found} for seat, found in charting.broken_by_swap.items()}
    assert told["d2"] == set()
    assert told["c1"] == {Kind.NOT_SIDE_BY_SIDE}
    assert told["a2"] == {Kind.NOT_SIDE_BY_SIDE, Kind.TOO_NEAR}
    charting.swap("d1", "a2")
    assert {rule.kind for rule in charting.broken} == told["a2"]


def test_a_trio_that_is_split_is_remarked_on(session: Session) -> None:
    s = roster_of(*"abcdefg").students
    period = period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5], s[6]),))
    seats = tuple(
        zip((one.id for one in s), ("a1", "a2", "d1", "d2", "b1", "b2", "e1"), strict=True)
    )
    seating = Seating((SeatedPeriod(1, SIX_DESKS, seats),))
    session.turn_to(Work(Roster(s), plan=Plan((period,)), seating=seating))
    (remark,) = Charting(keeper_of(session)).remarks
    assert "no desk for three is free" in _(remark)


def test_the_best_so_far_is_looked_at_and_nothing_is_changed_meanwhile(
    charting: Charting, seater: Seater
) -> None:
    charting.swap("a1", "d1")
    before = charting.seated
    charting.solve()
    assert seater.told.wait(30)
    charting.job.hear()
    assert charting.is_searching
    assert charting.seen == charting.so_far != before
    charting.swap("b1", "e1")
    charting.lock("a1")
    charting.undo()
    assert charting.seated == before
    best = charting.so_far
    charting.cancel()
    seater.go.set()
    charting.job.wait(30)
    assert seater.was_stopped
    assert charting.so_far is None
    assert charting.seated == charting.seen == best
    charting.undo()
    assert charting.seated == before


def proof_of(charting: Charting) -> str | None:
    return None if charting.known is None else _(how_good(charting.known))


def test_it_is_said_that_no_seats_are_better_until_they_are_changed(charting: Charting) -> None:
    assert proof_of(charting) is None
    charting.solve()
    charting.job.wait(60)
    proven = "There are no better seats in this room."
    assert proof_of(charting) == proven
    assert proof_of(Charting(charting.keeper)) == proven
    charting.swap("a1", "f1")
    assert proof_of(charting) is None
    charting.undo()
    assert proof_of(charting) == proven
    charting.session.use_rules(Rules(interval_weeks=2))
    assert proof_of(charting) is None


def test_what_is_proven_of_locked_seats_is_said_of_those(charting: Charting) -> None:
    charting.lock("b1")
    charting.solve()
    charting.job.wait(60)
    assert proof_of(charting) == "There are no better seats while the locked ones stay."


def test_how_much_better_seats_might_be_is_said(charting: Charting, seater: Seater) -> None:
    seater.gap = 0.081
    seater.go.set()
    charting.solve()
    charting.job.wait(30)
    assert proof_of(charting) == (
        "These are the best seats that we found in 10 s. There may be some that are up to 9 % "
        "better."
    )


@pytest.fixture
def proposed(charting: Charting, eight: Roster) -> Charting:
    """A class that sits, and looks at a proposal for its second period."""
    s = eight.students
    second = period_of(2, ((s[0], s[2]), (s[1], s[3])), ((s[4], s[6]), (s[5], s[7])))
    work = charting.session.work
    assert work is not None
    charting.session.work = work.found(Plan((*work.plan.periods, second)))
    return charting


def test_the_seats_of_a_proposal_are_found_beside_it(proposed: Charting) -> None:
    before = proposed.session.work
    assert not proposed.job.running
    proposed.is_ahead_wanted = True
    assert proposed.job.running
    assert not proposed.is_searching
    proposed.job.wait(60)
    assert proposed.coming is not None
    assert proposed.coming.seated is not None
    assert (proposed.coming.seated.number, proposed.coming.seated.room) == (2, SIX_DESKS)
    assert (proposed.session.work, proposed.told, proposed.error) == (before, None, None)
    proposed.look_ahead()
    assert not proposed.job.running


def test_the_seats_of_a_proposal_that_is_changed_are_found_anew(
    proposed: Charting, seater: Seater
) -> None:
    proposed.is_ahead_wanted = True
    assert seater.told.wait(30)
    work = proposed.session.work
    assert work is not None
    proposed.session.work = work.swapped("8A-0", "8A-4")
    seater.go.set()
    while proposed.coming is None:
        proposed.job.wait(30)
    assert seater.was_stopped is False
    first, second = (plan.periods[-1] for plan, _room in seater.asked)
    assert second == proposed.session.work.proposal.period != first  # type: ignore[union-attr]
    proposed.session.work = proposed.session.work.undone()
    assert proposed.coming is None
    proposed.job.wait(30)
    assert proposed.coming is not None


def test_what_is_wanted_for_the_running_period_comes_before_the_proposal(
    proposed: Charting, seater: Seater
) -> None:
    proposed.is_ahead_wanted = True
    assert seater.told.wait(30)
    proposed.solve(furnished("horseshoe", students=8))
    seater.go.set()
    while proposed.coming is None:
        proposed.job.wait(30)
    periods = [plan.periods[-1].number for plan, _room in seater.asked]
    assert periods == [2, 1, 2]
    assert proposed.room == seater.asked[-1][1] == furnished("horseshoe", students=8)


def test_a_proposal_that_is_accepted_while_its_seats_are_looked_for_gets_them(
    proposed: Charting, seater: Seater
) -> None:
    proposed.is_ahead_wanted = True
    assert seater.told.wait(30)
    work = proposed.session.work
    assert work is not None
    proposed.session.work = work.accepted()
    proposed.solve_first(SIX_DESKS)
    assert proposed.is_searching
    seater.go.set()
    proposed.job.wait(30)
    assert len(seater.asked) == 1
    assert proposed.seated is not None
    assert proposed.seated.number == 2
    assert proof_of(proposed) is not None


def test_why_there_are_no_seats_for_a_proposal_is_known_and_nothing_else_is_disturbed(
    proposed: Charting,
) -> None:
    rules = Rules(
        seats=(
            SeatRule(("8A-0",), Near.FRONT, strict=True),
            SeatRule(("8A-2",), Near.BACK, strict=True),
        )
    )
    proposed.session.use_rules(rules)
    proposed.is_ahead_wanted = True
    proposed.job.wait(60)
    assert proposed.coming is not None
    assert isinstance(proposed.coming.error, RulesConflict)
    assert proposed.error is None
