"""Seats changed as little as can be, against every way to change those of a small class."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, permutations

import pytest
from seating_rooms import period, plan_of, room_of

from toolkit.errors import InputError, MakkerskapError, RulesConflict
from toolkit.plan import Period, Plan
from toolkit.rooms import Room
from toolkit.rules import NO_RULES, KeepApart, Near, Rules, SeatRule
from toolkit.seat_checking import check_seats
from toolkit.seating.editing import called, moved, numbered, turned, with_desk, without
from toolkit.seating.mending import SeatMending, mend_seats
from toolkit.seating.still_there import still_there
from toolkit.seating.year import seat_year
from toolkit.seats import SeatedPeriod, Seating

ROWS = room_of(". . T . V", "a a . b b", ". . . . .", "c c . d d", "D . . . .")
BEFORE = SeatedPeriod(1, ROWS, tuple(zip((f"s{i}" for i in range(8)), ROWS.by_seat, strict=True)))
"""Students 0 to 7 in reading order: 01 at a, 23 at b, 45 at c, 67 at d."""

ROOMS = [
    room_of("a a . b b", ". . . . .", "c c . d d", "V . D . T"),
    room_of("a a b b", "c c d d", "T D . V"),
    room_of("a a a . .", ". . . b b", "c . T d d"),
    room_of("a a . b", "c c . b", "d d e T"),
    room_of("a a a a a a", "V . . . b b"),
    room_of("a a a", "T . V", "b b c", front="bottom"),
    room_of("a a . b b b", ". c c . d d"),
]

CHANGES = [
    ("01 23", "01 234"),
    ("01 23", "04 23"),
    ("01 234", "01 23"),
    ("01 234", "02 134"),
    ("012 345", "04 235"),
    ("01 23 45", "03 21 45"),
    ("01 23 45", "01 24 53"),
    ("01 23 45", "01 23 456"),
    ("01 23 45", "06 25 4"),
    ("01 23", "02 1345"),
]


def period_in_groups(pairs: str) -> Period:
    """Every two pairs are a group."""
    words = pairs.split()
    return period(1, *(" ".join(words[at : at + 2]) for at in range(0, len(words), 2)))


def some_case(seed: int) -> tuple[Plan, SeatedPeriod, Room, Rules]:
    """A period as it is now, the seats as they were, the room as it is now, and the rules."""
    rng = random.Random(seed)
    while True:
        was, now = map(period_in_groups, rng.choice(CHANGES))
        room = rng.choice(ROOMS)
        try:
            seated = seat_year(Plan((was,)), room, seed=seed).seating.periods[0]
        except MakkerskapError:
            continue
        if rng.random() < 0.4:
            desk = rng.choice(room.desks)
            changed = without(room, desk.cells[0])
            if rng.random() < 0.7:
                changed = with_desk(replace(changed, rows=7), (7, 1), rng.choice((2, 2, 3)))
            room = changed
        ids = [student.id for student in now.students]
        apart = [KeepApart(tuple(rng.sample(ids, 2))) for _ in range(rng.choice((0, 0, 1, 2)))]
        strict = [
            SeatRule((rng.choice(ids),), rng.choice(tuple(Near)), rng.random() < 0.5, strict=True)
            for _ in range(rng.choice((0, 0, 1)))
        ]
        no_trio = not any(pair.is_trio for pair in now.pairs)  # the judge knows of no locks
        locked = tuple(rng.sample(list(seated.seat_of), rng.choice((0, 0, 1)) * no_trio))
        return (
            Plan((now,)),
            replace(seated, locked=locked),
            room,
            Rules(keep_apart=tuple(apart), seats=tuple(strict)),
        )


def every_change(
    plan: Plan, before: SeatedPeriod, room: Room
) -> Iterator[tuple[int, SeatedPeriod]]:
    """All ways to seat the students now, those that move the fewest first, and how many move."""
    still = still_there(before.room, room)
    here = [student.id for student in plan.periods[0].students]
    had = {key: seat for key, seat in before.seats if key in here}
    can_stay = [key for key in had if had[key] in still]
    for staying in range(len(can_stay), -1, -1):
        for stayers in combinations(can_stay, staying):
            kept = {key: still[had[key]] for key in stayers}
            others = [key for key in here if key not in kept]
            free = [seat for seat in room.by_seat if seat not in kept.values()]
            for seats in permutations(free, len(others)):
                new = dict(zip(others, seats, strict=True))
                if not any(still.get(had.get(key, "")) == new[key] for key in others):
                    yield (
                        len(had) - staying,
                        replace(before, room=room, seats=tuple((kept | new).items())),
                    )


def keeps_all(plan: Plan, seated: SeatedPeriod, before: SeatedPeriod, rules: Rules) -> bool:
    """As the judge says; locks are kept, and no trio is split for which a desk was free."""
    if any(check_seats(plan, Seating((seated,)), rules, lambda student: student.name)):
        return False
    still, seat_of = still_there(before.room, seated.room), seated.seat_of
    had = {key: still.get(seat) for key, seat in before.seats}
    if any(key in seat_of and had[key] not in (None, seat_of[key]) for key in before.locked):
        return False
    here = {key: seat for key, seat in had.items() if seat and key in seat_of}
    for trio in (one for one in plan.periods[0].pairs if one.is_trio):
        ids = [student.id for student in trio.students]
        desks = {seated.room.desk_of(seat_of[key]).name for key in ids}
        others = tuple((key, seat) for key, seat in here.items() if key not in ids)
        if len(desks) > 1 and any(
            could_sit(plan, ids, others, seats, seated.room, rules)
            for desk in seated.room.desks
            for seats in permutations([place.seat for place in desk.places], 3)
        ):
            return False
    return True


def could_sit(plan, ids, others, seats, room, rules) -> bool:
    """Whether these three could have these seats at one desk, the others theirs."""
    if set(seats) & {seat for _, seat in others}:
        return False
    tried = SeatedPeriod(1, room, (*others, *zip(ids, seats, strict=True)))
    found = check_seats(plan, Seating((tried,)), rules, lambda student: student.name)
    return not any(
        {student.id for student in one.students} & set(ids)
        for one in found
        if one.kind in ("too_near", "seat_wish")
    )


@pytest.mark.parametrize("seed", range(60))
def test_no_change_at_all_moves_fewer(seed: int) -> None:
    plan, before, room, rules = some_case(seed)
    still = still_there(before.room, room)
    was, here = before.seat_of, {student.id for student in plan.periods[0].students}
    locks = {key: still[was[key]] for key in here & {*before.locked} if was[key] in still}
    try:
        seat_year(plan, room, rules, locked=locks)
    except MakkerskapError as error:
        with pytest.raises(type(error)):
            mend_seats(plan, Seating((before,)), room, rules)
        return
    ways = every_change(plan, before, room)
    fewest = next(n for n, way in ways if keeps_all(plan, way, before, rules))
    mending = mend_seats(plan, Seating((before,)), room, rules)
    assert keeps_all(plan, mending.period, before, rules)
    assert (len(mending.moved), mending.bound, mending.gap) == (fewest, fewest, 0)
    assert mending.result.gap == 0
    assert_told_right(mending, plan, before)


def assert_told_right(mending: SeatMending, plan: Plan, before: SeatedPeriod) -> None:
    still = still_there(before.room, mending.period.room)
    was = {key: still.get(seat) for key, seat in before.seats}
    now = mending.period.seat_of
    assert now.keys() == {student.id for student in plan.periods[0].students}
    assert set(mending.moved) == {key for key in was if key in now and was[key] != now[key]}
    assert set(mending.joined) == now.keys() - was.keys()
    assert set(mending.left) == was.keys() - now.keys()


def mended(
    *pairs: str, room: Room | None = None, rules: Rules = NO_RULES, **options: object
) -> SeatMending:
    return mend_seats(plan_of(period(1, *pairs)), Seating((BEFORE,)), room, rules, **options)


def seats_of(mending: SeatMending) -> str:
    """Who sits on each seat in reading order, a dot where nobody does."""
    there = mending.period.student_at
    return "".join(there.get(seat, "s.")[1:] for seat in mending.period.room.by_seat)


def test_what_fits_stays_as_it_is_however_it_came_about() -> None:
    mending = mended("01 23", "45 67")
    assert mending.period == BEFORE
    assert (mending.moved, mending.joined, mending.left, mending.bound) == ((), (), (), 0)


def test_who_has_joined_takes_the_seat_of_whoever_has_left() -> None:
    mending = mended("01 28", "45 67")
    assert seats_of(mending) == "01284567"
    assert (mending.moved, mending.joined, mending.left) == ((), ("s8",), ("s3",))


def test_two_who_changed_makkere_change_seats() -> None:
    mending = mended("01 63", "45 27")
    assert len(mending.moved) == mending.bound == 2
    assert {seats_of(mending)[at : at + 2] for at in range(0, 8, 2)} >= {"01", "45"}


def test_what_comes_after_the_fewest_is_the_usual_order() -> None:
    """Either of two may go to the other's desk; the wish decides."""
    for near, there in ((Near.FRONT, "a"), (Near.BACK, "c")):
        rules = Rules(seats=(SeatRule(("s0", "s4"), near),))
        mending = mended("04 23", "15 67", rules=rules)
        assert len(mending.moved) == 2
        assert {mending.period.seat_of[key][0] for key in ("s0", "s4")} == {there}


def test_a_desk_that_is_gone_moves_those_who_sat_there_and_nobody_else() -> None:
    room = without(with_desk(ROWS, (5, 3), 2), (4, 1))
    mending = mended("01 23", "45 67", room=room)
    assert set(mending.moved) == {"s4", "s5"}
    assert mending.bound == 2


def test_a_room_that_has_become_too_small_is_told_before_any_search() -> None:
    with pytest.raises(InputError, match="The room has 6 places, and 8 students need one"):
        mended("01 23", "45 67", room=without(ROWS, (4, 1)))


@pytest.mark.parametrize(
    ("room", "seat", "cell"),
    [
        (moved(ROWS, (2, 1), (5, 2)), "a1", (5, 2)),
        (turned(moved(ROWS, (2, 1), (1, 1)), (1, 1)), "a1", (1, 1)),
        (called(ROWS, (2, 1), "d"), "d1", (2, 1)),
        (numbered(with_desk(ROWS, (1, 1))), "b1", (2, 1)),
    ],
)
def test_a_desk_that_is_moved_or_called_otherwise_is_the_same_desk(room, seat, cell) -> None:
    mending = mended("01 23", "45 67", room=room)
    assert mending.moved == ()
    assert mending.period.seat_of["s0"] == seat
    assert room.by_seat[seat].cell == cell


def test_a_desk_that_has_become_longer_keeps_the_seats_that_stand_where_they_stood() -> None:
    longer = with_desk(without(ROWS, (2, 4)), (2, 3), 3)
    mending = mended("01 239", "45 67", room=longer)
    assert mending.moved == ()
    assert mending.period.student_at["b1"] == "s9"


def test_who_is_locked_keeps_the_seat_where_it_is_still_there() -> None:
    locked = replace(BEFORE, locked=("s1",))
    plan = plan_of(period(1, "04 23", "15 67"))
    mending = mend_seats(plan, Seating((locked,)))
    assert mending.period.seat_of["s1"] == "a2"
    assert mending.period.locked == ("s1",)
    assert set(mending.moved) == {"s0", "s5"}
    gone = without(with_desk(ROWS, (1, 1), 2), (2, 1))
    assert mend_seats(plan, Seating((locked,)), gone).period.locked == ()


def test_a_trio_is_split_where_no_desk_is_free_for_it_and_that_is_said() -> None:
    rows = room_of("a a . b b", "e . . . .", "c c . d d", ". . . . .", "f f f . .")
    mending = mended("018 23", "45 67", room=rows)
    assert len({seat[0] for key, seat in mending.period.seats if key in ("s0", "s1", "s8")}) == 1
    taken = replace(BEFORE, seats=(*BEFORE.seats, ("s9", "f1"), ("sa", "f2")), room=rows)
    plan = plan_of(period(1, "018 23", "45 67", "9a"))
    mending = mend_seats(plan, Seating((taken,)))
    assert mending.moved == ()
    assert mending.period.seat_of["s8"] == "e1"
    assert "no desk for three is free" in str(mending.result.told[0])


def test_the_other_periods_stay_and_count() -> None:
    plan = plan_of(period(1, "01 23", "45 67"), period(2, "04 23", "15 67"))
    seating = Seating((BEFORE, replace(BEFORE, number=2)))
    mending = mend_seats(plan, seating)
    assert mending.seating.periods[0] == BEFORE
    assert mending.period == mending.seating.period(2)
    assert mend_seats(plan, seating, period=1).seating == seating


def test_rules_and_locks_that_cannot_hold_are_named() -> None:
    locked = replace(BEFORE, locked=("s0", "s4"))
    with pytest.raises(RulesConflict) as raised:
        mend_seats(plan_of(period(1, "04 23", "15 67")), Seating((locked,)))
    assert list(map(str, raised.value.rules)) == [
        "Elev 0 is locked to seat a1",
        "Elev 4 is locked to seat c1",
    ]


@pytest.mark.parametrize(
    ("seating", "options", "sentence"),
    [
        (Seating(()), {}, "Nobody has a seat yet"),
        (Seating((BEFORE,)), {"period": 2}, "no seats for period 2"),
        (Seating((replace(BEFORE, number=3),)), {}, "The plan has no period 3"),
        (Seating((replace(BEFORE, seats=(("x", "a1"),)),)), {}, "seats of this class"),
        (Seating((BEFORE,)), {"locked": {"s0": "z1"}}, "no seat z1"),
        (Seating((BEFORE,)), {"time_limit": -1}, "0 seconds or more"),
    ],
)
def test_what_there_is_not_is_refused(seating, options, sentence) -> None:
    with pytest.raises(InputError, match=sentence):
        mend_seats(plan_of(period(1, "01 23", "45 67")), seating, **options)


def test_it_tells_how_far_it_is() -> None:
    told = []
    mended("04 23", "15 67", on_progress=told.append)
    assert {(one.period, one.done, one.periods) for one in told} == {(1, 0, 1)}
    assert told[-1].seating.periods
