"""The seats of a class that is another now: students beside the map, and the smallest change."""

from dataclasses import replace
from datetime import date

import pytest

from toolkit.broken_rules import Kind
from toolkit.messages import Language, Translator
from toolkit.people import Roster
from toolkit.planning.mending import mend
from toolkit.roster_editing import with_joined, without
from toolkit.rules import KeepApart, Rules
from toolkit.seating.editing import without as without_desk
from toolkit.seating.moving import placed
from toolkit.seating.presets import room as furnished
from toolkit.ui.state.chart import ChartModel
from toolkit.ui.state.charting import Charting
from toolkit.ui.state.correcting import Correcting
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.seat_words import how_good
from toolkit.ui.state.session import Session
from toolkit.ui.state.today import TodayModel
from toolkit.workspace.rooms import keep_room

from ..conftest import keeper_of
from ..seats import SEATS, SIX_DESKS, seated, seated_class

_ = Translator(Language.EN)
ON = date(2026, 9, 16)


@pytest.fixture
def keeper(session: Session, eight: Roster) -> Keeper:
    session.turn_to(seated_class(eight))
    return keeper_of(session)


@pytest.fixture
def charting(keeper: Keeper) -> Charting:
    return keeper.shared(Charting)


def seats(charting: Charting) -> list[str | None]:
    """Where the students of the class sit, in the order of its list."""
    assert charting.seated is not None
    return [charting.seated.seat_of.get(one.id) for one in charting.session.roster]


def told(charting: Charting) -> str:
    assert charting.told is not None
    return _(charting.told)


def take(charting: Charting) -> None:
    """Wait for the change that is looked for, and take it."""
    charting.job.wait(60)
    assert charting.offer is not None
    charting.take_offer()
    assert charting.offer is None


def moves(charting: Charting) -> list[tuple[str, str | None, str | None]]:
    return [(move.student.name, move.before, move.after) for move in charting.moves]


def test_who_is_put_on_a_taken_seat_takes_it(eight: Roster) -> None:
    after = placed(seated(eight), "8A-0", "b1").seat_of
    assert after.pop("8A-0") == "b1"
    assert "8A-2" not in after
    before = seated(eight).seat_of
    assert after.items() <= before.items()


def test_whoever_has_joined_stands_beside_the_map_and_can_be_put_on_a_seat(
    charting: Charting,
) -> None:
    assert charting.standing == {}
    roster = with_joined(charting.session.roster, "Ny Elev")
    assert charting.session.work is not None
    charting.session.work = charting.session.work.corrected(roster)
    ((beside, student),) = charting.standing.items()
    assert charting.sitting(beside) == student
    charting.chosen = beside
    broken = charting.broken_by_swap
    assert {rule.kind for rule in broken["c1"]} == {Kind.NOT_IN_ROSTER}
    assert Kind.WITHOUT_SEAT in {rule.kind for rule in broken["a1"]}
    charting.swap(beside, "c1")
    assert told(charting) == "Ny Elev now sits in seat c1."
    assert charting.standing == {}
    charting.undo()
    assert list(charting.standing) == [beside]


def test_a_taken_seat_swaps_out_who_sits_there_from_either_side(charting: Charting) -> None:
    roster = with_joined(charting.session.roster, "Ny Elev")
    assert charting.session.work is not None
    charting.session.work = charting.session.work.corrected(roster)
    (beside,) = charting.standing
    charting.swap("a1", beside)
    assert told(charting) == (
        "Ida Berg has no seat now. Ny Elev now sits in seat a1, beside Nora Dahl."
    )
    (ida,) = charting.standing
    assert charting.standing[ida].name == "Ida Berg"
    charting.swap(ida, "a1")
    assert list(charting.standing) == [beside]
    before = charting.seated
    charting.swap(beside, beside)
    assert charting.seated == before


def test_the_smallest_change_is_made_and_it_is_told_who_moves(charting: Charting) -> None:
    charting.alone = True
    charting.swap("a1", "b1")
    assert charting.broken
    before = charting.seated
    assert charting.mend()
    take(charting)
    assert charting.broken == ()
    assert told(charting).startswith("2 students have moved. ")
    assert charting.known is not None
    assert _(how_good(charting.known)) == "No change that keeps the rules moves fewer."
    charting.undo()
    assert charting.seated == before


@pytest.fixture
def offering(charting: Charting) -> Charting:
    """Two makkere were parted, and the smallest change is found that brings them together."""
    charting.alone = True
    charting.swap("a1", "b1")
    charting.mend()
    charting.job.wait(60)
    return charting


def test_the_smallest_change_is_looked_at_before_it_is_made(offering: Charting) -> None:
    assert (seats(offering)[0], seats(offering)[2]) == ("b1", "a1")
    assert len(moves(offering)) == 2
    assert offering.offer.known.is_proven
    assert offering.seen == offering.offer.seated != offering.seated
    assert offering.known is None


def test_nothing_is_changed_by_hand_while_a_change_is_looked_at(offering: Charting) -> None:
    before = offering.seated
    offering.swap("d1", "e1")
    offering.lock("d1")
    offering.undo()
    assert offering.seated == before
    assert offering.offer is not None


def test_a_change_that_is_left_leaves_everything_as_it_was(offering: Charting) -> None:
    before = offering.seated
    offering.leave_offer()
    assert (offering.offer, offering.moves) == (None, ())
    assert offering.seen == offering.seated == before
    assert offering.broken
    offering.undo()
    assert seats(offering) == list(SEATS)


def test_a_change_is_offered_no_longer_once_others_are_asked_for(offering: Charting) -> None:
    offering.solve()
    assert offering.offer is None
    offering.job.wait(60)
    assert (offering.offer, offering.moves, offering.broken) == (None, (), ())


def test_a_change_is_offered_no_longer_under_other_rules(offering: Charting) -> None:
    offering.session.use_rules(Rules(interval_weeks=2))
    assert (offering.offer, offering.moves) == (None, ())


def test_a_change_is_offered_no_longer_to_another_class(offering: Charting, eight: Roster) -> None:
    offering.session.turn_to(seated_class(eight))
    assert (offering.offer, offering.moves) == (None, ())


def test_where_nobody_gets_another_seat_nothing_is_asked(keeper: Keeper) -> None:
    charting = keeper.shared(Charting)
    keep_room(keeper.workspace, without_desk(SIX_DESKS, (5, 7)))
    charting.mend()
    charting.job.wait(60)
    assert charting.offer is None
    assert charting.changed_room is None
    assert told(charting) == "Nobody has to move."
    assert seats(charting) == list(SEATS)


def test_what_no_change_can_do_is_said(charting: Charting) -> None:
    charting.session.use_rules(Rules(keep_apart=(KeepApart(("8A-0", "8A-1")),)))
    charting.mend()
    charting.job.wait(60)
    assert charting.error is not None
    assert seats(charting) == list(SEATS)


def test_the_correction_of_the_pairs_brings_the_seats_along_and_back(charting: Charting) -> None:
    work = charting.session.work
    assert work is not None
    assert work.last is not None
    charting.session.work = work.mended(work.last.swapped("8A-0", "8A-4"), ON)
    take(charting)
    assert charting.broken == ()
    moved = [now for now, before in zip(seats(charting), SEATS, strict=True) if now != before]
    assert len(moved) == 2
    assert told(charting).startswith("2 students have moved. ")
    assert charting.session.work is not None
    charting.session.work = charting.session.work.correction_undone()
    assert seats(charting) == list(SEATS)


def test_a_correction_that_is_taken_back_takes_its_offer_along(charting: Charting) -> None:
    work = charting.session.work
    assert work is not None
    assert work.last is not None
    charting.session.work = work.mended(work.last.swapped("8A-0", "8A-4"), ON)
    charting.job.wait(60)
    assert len(moves(charting)) == 2
    charting.session.work = charting.session.work.correction_undone()
    assert charting.offer is None
    assert not charting.job.running
    assert seats(charting) == list(SEATS)


def test_a_correction_that_the_seats_fit_moves_nobody(charting: Charting) -> None:
    work = charting.session.work
    assert work is not None
    assert work.last is not None
    charting.session.work = work.mended(work.last.swapped("8A-0", "8A-1"), ON)
    assert not charting.job.running
    assert seats(charting) == list(SEATS)


def test_whoever_has_left_gives_up_the_seat_with_the_pairs(keeper: Keeper) -> None:
    today = TodayModel(keeper)
    charting, correcting = today.charting, today.correcting
    assert isinstance(correcting, Correcting)
    work = keeper.session.work
    assert work is not None
    keeper.session.work = work.corrected(with_joined(without(work.roster, "8A-3"), "Ny Elev"))
    today.find_smallest()
    correcting.job.wait(60)
    today.accept_change()
    charting.job.wait(60)
    assert charting.seated is not None
    assert moves(charting) == [("Ny Elev", None, "b2"), ("Jo Lie", "b2", None)]
    take(charting)
    assert charting.seated is not None
    assert "8A-3" not in charting.seated.seat_of
    assert charting.standing == {}
    assert seats(charting) == [*SEATS[:3], *SEATS[4:], "b2"]
    assert told(charting) == "Nobody has to move. Ny Elev now sits in seat b2."


def test_a_room_whose_desks_are_others_now_is_told_and_moved_into(
    keeper: Keeper, charting: Charting
) -> None:
    assert charting.changed_room is None
    room = without_desk(SIX_DESKS, (3, 1))
    keep_room(keeper.workspace, room)
    assert charting.changed_room == room
    charting.mend()
    take(charting)
    assert charting.room == room
    assert charting.changed_room is None
    assert charting.broken == ()
    moved = [now for now, before in zip(seats(charting), SEATS, strict=True) if now != before]
    assert len(moved) == 2
    charting.undo()
    assert charting.room == SIX_DESKS


def test_a_room_of_another_name_is_none_of_theirs(keeper: Keeper, charting: Charting) -> None:
    keep_room(keeper.workspace, replace(without_desk(SIX_DESKS, (3, 1)), name="Rom 300"))
    assert charting.changed_room is None


def test_a_ready_made_room_that_has_become_too_small_is_made_for_more(
    session: Session, keeper: Keeper
) -> None:
    charting = keeper.shared(Charting)
    charting.solve(furnished("rows", students=8))
    charting.job.wait(60)
    before = charting.seated
    assert before is not None
    work = session.work
    assert work is not None
    assert work.last is not None
    roster = with_joined(with_joined(work.roster, "Ny Elev"), "En Til")
    mending = mend(work.plan, roster)
    session.work = work.corrected(roster).mended(mending.period, ON)
    charting.mend()
    take(charting)
    assert charting.broken == ()
    assert charting.room == furnished("rows", students=10)


def test_the_room_that_the_class_sits_in_is_edited_without_seating_everyone_anew(
    keeper: Keeper,
) -> None:
    model = ChartModel(keeper)
    model.draw()
    model.sketching.remove((5, 4))
    model.use_drawn()
    take(model.charting)
    assert seats(model.charting)[:6] == list(SEATS[:6])
    assert told(model.charting).startswith("2 students have moved. ")
