"""Seats that are changed by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.people import Student
from toolkit.plan import Group, Pair, Period
from toolkit.rooms import Room, Side, desk_at
from toolkit.seating.moving import swapped
from toolkit.seats import SeatedPeriod

S = tuple(Student(str(number), f"Elev {number}") for number in range(9))
PERIOD = Period(
    1,
    (
        Group("1", (Pair("1", S[0:2]), Pair("2", S[2:4]))),
        Group("2", (Pair("3", S[4:6]), Pair("4", S[6:9]))),
    ),
)
ROOM = Room(
    "Rom 1",
    Side.TOP,
    3,
    12,
    (
        desk_at("a", [(1, 1), (1, 2)]),
        desk_at("b", [(1, 4), (1, 5)]),
        desk_at("c", [(3, 1), (3, 2)]),
        desk_at("d", [(3, 4), (3, 5), (3, 6)]),
        desk_at("e", [(1, 8), (1, 9)]),
        desk_at("f", [(3, 8)]),
        desk_at("g", [(3, 10), (3, 11), (3, 12)]),
    ),
)
SEATED = SeatedPeriod(
    1,
    ROOM,
    tuple(zip("012345678", ("a1", "a2", "b1", "b2", "c1", "c2", "d1", "d2", "d3"), strict=True)),
)
SEATS = sorted(ROOM.by_seat)


def seats_of(one: str, other: str, *students: str, alone: bool = False) -> list[str]:
    after = swapped(SEATED, PERIOD, one, other, alone=alone).seat_of
    return [after[student] for student in students]


def test_a_pair_swaps_with_a_pair_and_who_is_dropped_sits_where_they_were_dropped() -> None:
    assert seats_of("a1", "b1", "0", "1", "2", "3") == ["b1", "b2", "a1", "a2"]
    assert seats_of("a1", "b2", "0", "1", "2", "3") == ["b2", "b1", "a2", "a1"]


def test_makkere_swap_with_each_other() -> None:
    assert seats_of("a1", "a2", "0", "1") == ["a2", "a1"]
    assert seats_of("d1", "d3", "6", "7", "8") == ["d3", "d2", "d1"]


def test_a_pair_moves_to_a_desk_that_is_free() -> None:
    assert seats_of("a2", "e1", "0", "1") == ["e2", "e1"]
    assert seats_of("e1", "a2", "0", "1") == ["e2", "e1"]
    assert seats_of("d2", "g1", "6", "7", "8") == ["g2", "g1", "g3"]


def test_a_pair_takes_the_desk_of_a_trio_that_goes_where_it_fits() -> None:
    after = swapped(SEATED, PERIOD, "a1", "d1").seat_of
    assert [after[one] for one in "01678"] == ["d1", "d2", "a1", "a2", "d3"]


def test_one_goes_alone_where_that_is_asked_for_or_there_is_room_for_no_more() -> None:
    assert seats_of("a1", "b1", "0", "1", "2", "3", alone=True) == ["b1", "a2", "a1", "b2"]
    assert seats_of("a1", "f1", "0", "1") == ["f1", "a2"]


def test_makkere_at_two_desks_do_not_go_along() -> None:
    torn = swapped(SEATED, PERIOD, "a1", "f1")
    after = swapped(torn, PERIOD, "f1", "e1").seat_of
    assert (after["0"], after["1"]) == ("e1", "a2")


def test_a_seat_that_is_not_there_is_refused() -> None:
    with pytest.raises(InputError, match="There is no seat z9"):
        swapped(SEATED, PERIOD, "a1", "z9")


moves = st.tuples(st.sampled_from(SEATS), st.sampled_from(SEATS), st.booleans())


@given(st.lists(moves, max_size=12))
def test_everyone_keeps_one_seat_however_they_move(steps: list[tuple[str, str, bool]]) -> None:
    seated = SEATED
    for one, other, alone in steps:
        before = seated
        seated = swapped(before, PERIOD, one, other, alone=alone)
        assert len(set(seated.seat_of.values())) == len(SEATED.seats)
        assert seated.student_at.get(other) == before.student_at.get(one)
        assert swapped(seated, PERIOD, one, one) == seated
