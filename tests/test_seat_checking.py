"""What a seating breaks, each fault by itself, and what breaks nothing."""

from collections.abc import Mapping

import pytest
from sketch import plan_of, roster_of

from toolkit.broken_rules import BrokenRule, Kind
from toolkit.checking import check
from toolkit.errors import InputError
from toolkit.messages import Translator
from toolkit.plan import Plan, Status
from toolkit.rooms import Room, Side, Standing, Thing, desk_at
from toolkit.rules import NO_RULES, KeepApart, Near, Rules, Scope, SeatRule
from toolkit.seats import SeatedPeriod, Seating, SeatingResult


def room_of(text: str) -> Room:
    """A room drawn as a map whose front is at the top; ``T``, ``D`` and ``V`` as in a file."""
    rows = [line.split() for line in text.strip().splitlines()]
    cells = [(sign, (at, to)) for at, row in enumerate(rows, 1) for to, sign in enumerate(row, 1)]
    names = dict.fromkeys(sign for sign, _ in cells if sign.islower())
    desks = tuple(desk_at(name, [cell for sign, cell in cells if sign == name]) for name in names)
    things = tuple(Standing(Thing(sign), *cell) for sign, cell in cells if sign in set(Thing))
    return Room("214", Side.TOP, len(rows), len(rows[0]), desks, things)


ROOM = room_of("""
    . T . . . D
    a a . b b .
    . . . . . .
    c c . d d .
    . . . . . V
    e e . f f .
""")
PLAN = plan_of("ab|cd ef|gh")
SEATS = {"a": "a1", "b": "a2", "c": "b1", "d": "b2", "e": "c1", "f": "c2", "g": "d1", "h": "d2"}


def broken(
    seats: Mapping[str, str] | tuple[tuple[str, str], ...],
    rules: Rules = NO_RULES,
    plan: Plan = PLAN,
    room: Room = ROOM,
    **more: int,
) -> list[BrokenRule]:
    pairs = tuple(seats.items()) if isinstance(seats, Mapping) else seats
    seating = Seating((SeatedPeriod(1, room, pairs),))
    return check(plan, rules=rules, seating=seating, **more)


def kinds(found: list[BrokenRule]) -> list[tuple[Kind, str]]:
    return [(rule.kind, "".join(student.id for student in rule.students)) for rule in found]


def test_a_seating_that_keeps_everything_breaks_nothing() -> None:
    rules = Rules(
        keep_apart=(KeepApart(("a", "h")), KeepApart(("a", "c"), Scope.PAIR)),
        seats=(
            SeatRule(("a", "c"), Near.FRONT, strict=True),
            SeatRule(("a",), Near.WINDOW, avoid=True, strict=True),
            SeatRule(("h",), Near.FRONT),
        ),
    )
    assert broken(SEATS, rules) == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"b": "a1", "a": "a1"}, [(Kind.SEAT_TAKEN_TWICE, "ab")]),
        ({"b": None}, [(Kind.WITHOUT_SEAT, "b")]),
        ({"b": "z1"}, [(Kind.NO_SUCH_SEAT, "b")]),
        ({"b": "a3"}, [(Kind.NO_SUCH_SEAT, "b")]),
        ({"b": "e1"}, [(Kind.NOT_SIDE_BY_SIDE, "ab")]),
        ({"b": "b1", "c": "a2"}, [(Kind.NOT_SIDE_BY_SIDE, "ab"), (Kind.NOT_SIDE_BY_SIDE, "cd")]),
        ({"x": "e1"}, [(Kind.NOT_IN_ROSTER, "x")]),
    ],
)
def test_each_fault_is_found_by_itself(changed, found) -> None:
    seats = {key: seat for key, seat in {**SEATS, **changed}.items() if seat is not None}
    assert kinds(broken(seats)) == found


def test_nobody_has_two_seats() -> None:
    assert kinds(broken((*SEATS.items(), ("a", "e1")))) == [(Kind.PLACED_TWICE, "a")]


@pytest.mark.parametrize(
    ("two", "scope", "distance", "is_found"),
    [
        ("ad", Scope.GROUP, 1, False),  # two cells between
        ("bc", Scope.GROUP, 1, False),  # one
        ("bc", Scope.GROUP, 2, True),
        ("ae", Scope.GROUP, 1, False),
        ("ae", Scope.GROUP, 2, True),
        ("ah", Scope.GROUP, 4, True),
        ("ah", Scope.GROUP, 3, False),
        ("bc", Scope.PAIR, 5, False),  # they may share a group, and so sit near each other
    ],
)
def test_who_is_kept_apart_has_so_many_cells_between(two, scope, distance, is_found) -> None:
    rules = Rules(keep_apart=(KeepApart(tuple(two), scope),))
    found = [
        one for one in kinds(broken(SEATS, rules, distance=distance)) if one[0] is Kind.TOO_NEAR
    ]
    assert found == ([(Kind.TOO_NEAR, two)] if is_found else [])


NEIGHBOURS = room_of("""
    a a b b
    c . . .
""")


@pytest.mark.parametrize("two", ["bc", "ae", "be"])
def test_neighbours_are_too_near_also_at_a_corner(two: str) -> None:
    """A long desk's ends are neighbours too: that is said of every desk."""
    seats = {"a": "a1", "b": "a2", "c": "b1", "d": "b2", "e": "c1"}
    rules = Rules(keep_apart=(KeepApart(tuple(two)),))
    found = kinds(broken(seats, rules, plan_of("ab|cd e"), NEIGHBOURS))
    assert (Kind.TOO_NEAR, two) in found


def test_at_one_desk_is_always_too_near() -> None:
    room = room_of("a a a a a a")
    seats = {"a": "a1", "b": "a2", "c": "a5", "d": "a6"}
    rules = Rules(keep_apart=(KeepApart(("a", "d")),))
    assert (Kind.TOO_NEAR, "ad") in kinds(broken(seats, rules, plan_of("ab|cd"), room))


@pytest.mark.parametrize(
    ("student", "near", "is_kept"),
    [
        ("a", Near.FRONT, True),
        ("e", Near.FRONT, False),
        ("g", Near.BACK, False),
        ("a", Near.TEACHER, True),
        ("d", Near.TEACHER, False),
        ("d", Near.DOOR, True),
        ("a", Near.DOOR, False),
        ("h", Near.WINDOW, True),
        ("e", Near.WINDOW, False),
    ],
)
def test_a_strict_wish_is_kept_and_its_contrary_is_not(student, near, is_kept) -> None:
    for avoid in (False, True):
        rules = Rules(seats=(SeatRule((student,), near, avoid, strict=True),))
        found = kinds(broken(SEATS, rules))
        assert found == ([] if is_kept is not avoid else [(Kind.SEAT_WISH, student)])
        wish = Rules(seats=(SeatRule((student,), near, avoid),))
        assert broken(SEATS, wish) == []


def test_near_to_what_the_room_has_not_is_nowhere() -> None:
    bare = room_of("a a . b b")
    seats = {"a": "a1", "b": "a2", "c": "b1", "d": "b2"}
    wish = SeatRule(("a",), Near.WINDOW, strict=True)
    shun = SeatRule(("a",), Near.DOOR, avoid=True, strict=True)
    found = broken(seats, Rules(seats=(wish, shun)), plan_of("ab|cd"), bare)
    assert kinds(found) == [(Kind.SEAT_WISH, "a")]


TRIO = plan_of("abc|de")
"""Two makkere, and three."""


@pytest.mark.parametrize(
    ("drawn", "seats", "is_found"),
    [
        ("a a a . b b", "a1 a2 a3 b1 b2", False),
        ("a a b . c c", "a1 a2 b1 c1 c2", False),  # beside one of the two
        ("a a . . . . \n . b . . c c", "a1 a2 b1 c1 c2", False),  # beside both
        ("a a . b . c c", "a1 a2 b1 c1 c2", True),  # beside none
        ("a b c . d d", "a1 b1 c1 d1 d2", True),  # no two of them at a desk
        ("a a b . c c c", "a1 a2 b1 c1 c2", False),  # a pair is at the desk of three
        ("a a b . c c . d d d", "a1 a2 b1 c1 c2", True),  # the desk of three stands empty
        ("a a a b . c c", "a1 a2 b1 c1 c2", True),  # the third could move up
        ("a a b . c c c c c", "a1 a2 b1 c1 c2", True),  # there is room at the long table
        ("a a b . c c c c", "a1 a2 b1 c1 c2", False),
    ],
)
def test_a_trio_is_split_only_where_no_desk_is_free_for_it(drawn, seats, is_found) -> None:
    seated = dict(zip("abcde", seats.split(), strict=True))
    found = kinds(broken(seated, Rules(), TRIO, room_of(drawn)))
    assert found == ([(Kind.NOT_SIDE_BY_SIDE, "abc")] if is_found else [])


@pytest.mark.parametrize(
    "rules",
    [
        Rules(keep_apart=(KeepApart(("a", "d")),)),  # who sits beside that desk
        Rules(seats=(SeatRule(("c",), Near.FRONT, strict=True),)),
    ],
)
def test_a_desk_where_the_trio_must_not_sit_is_not_free(rules: Rules) -> None:
    room = room_of("""
        a a b . c .
        . . . d d d
        . . . . e .
    """)
    plan = plan_of("abc|d")
    seats = {"a": "a1", "b": "a2", "c": "b1", "d": "e1"}
    assert [kind for kind, _ in kinds(broken(seats, Rules(), plan, room))][-1] == (
        Kind.NOT_SIDE_BY_SIDE
    )
    assert Kind.NOT_SIDE_BY_SIDE not in [
        kind for kind, _ in kinds(broken(seats, rules, plan, room))
    ]


def test_seats_of_a_period_that_there_is_not() -> None:
    seating = Seating((SeatedPeriod(1, ROOM, tuple(SEATS.items())), SeatedPeriod(4, ROOM, ())))
    (found,) = check(PLAN, seating=seating)
    assert (found.kind, found.period, found.students) == (Kind.PERIOD_NUMBER, 4, ())
    assert str(found.message) == "There are seats for period 4, which the plan has not."


def test_periods_without_seats_are_not_judged() -> None:
    plan = plan_of("ab|cd ef|gh", "ac|bd eg|fh")
    assert broken(SEATS, plan=plan) == []


def test_the_room_that_is_given_counts() -> None:
    seating = Seating((SeatedPeriod(1, ROOM, tuple(SEATS.items())),))
    without_d = room_of("""
        a a . b b .
        . . . . . .
        c c . . . .
    """)
    found = check(PLAN, roster=roster_of("abcdefgh"), seating=seating, room=without_d)
    assert kinds(found) == [(Kind.NO_SUCH_SEAT, "g"), (Kind.NO_SUCH_SEAT, "h")]


def test_what_a_search_gives_is_judged_too() -> None:
    seating = Seating((SeatedPeriod(1, ROOM, tuple({**SEATS, "b": "e1"}.items())),))
    result = SeatingResult(seating, Status.OPTIMAL, 0, 0.1, (), (0, 1), 0, 0)
    assert kinds(check(PLAN, seating=result)) == [(Kind.NOT_SIDE_BY_SIDE, "ab")]


def test_what_cannot_be_judged_is_refused() -> None:
    seating = Seating((SeatedPeriod(1, ROOM, ()),))
    with pytest.raises(InputError, match="Give the seats"):
        check(PLAN, room=ROOM)
    with pytest.raises(InputError, match="seating: This should be of the type Seating"):
        check(PLAN, seating=SEATS)
    with pytest.raises(InputError, match="distance: A whole number from 1"):
        check(PLAN, seating=seating, distance=0)
    with pytest.raises(InputError, match="has the id z"):
        check(PLAN, rules=Rules(seats=(SeatRule(("z",), Near.DOOR),)), seating=seating)


def test_a_finding_is_told_in_every_language() -> None:
    rules = Rules(seats=(SeatRule(("e",), Near.FRONT, strict=True),))
    (found,) = broken(SEATS, rules)
    assert [Translator(language)(found.message) for language in ("en", "nb", "nn")] == [
        "Period 1: E does not sit as a rule says: at the front.",
        "Periode 1: E sitter ikke slik en regel sier: foran.",
        "Periode 1: E sit ikkje slik ein regel seier: framme.",
    ]
