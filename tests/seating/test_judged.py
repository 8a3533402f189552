"""A few years of seats, judged from outside; ``benchmarks/judged_seats.py`` does it for many."""

import pytest

from toolkit.files.rooms import read_room
from toolkit.plan import Status
from toolkit.rooms import Room
from toolkit.seating.presets import Preset, room
from toolkit.seating.year import seat_year

from .instances import DRAWN, Instance, case_of, seats_of, some_instance
from .judge import Case, Map, Row, better, faults, figures

FEW = 2
"""Periods, for a test."""


def with_room(seed: int) -> tuple[Instance, Room]:
    """An invented class and one of the rooms that it has places in."""
    instance = some_instance(seed, FEW)
    number = len(instance.plan.periods[0].students)
    drawn = [one for one in map(read_room, DRAWN) if len(one.places) > number]
    made = [room(preset, number) for preset in Preset]
    rooms = [*made, *drawn]
    return instance, rooms[seed % len(rooms)]


@pytest.mark.parametrize("seed", [0, 1, 4, 12, 16])
def test_nothing_is_broken_and_what_is_told_is_so(seed: int) -> None:
    instance, place = with_room(seed)
    result = seat_year(instance.plan, place, instance.rules, time_limit=None)
    case, rows = case_of(instance, place), seats_of(instance, result.seating)
    assert faults(case, rows) == []
    assert figures(case, rows) == {
        "broken_wishes": sorted((w.period, w.student, w.near) for w in result.broken_wishes),
        "front_turns": list(result.front_turns),
        "same_seat_again": result.same_seat_again,
        "group_spread": result.group_spread,
    }
    assert result.status is Status.OPTIMAL
    assert [better(case, rows, number) for number in range(1, FEW + 1)] == [""] * FEW


ROOM = """
name = "214"
front = "left"
map = '''
T . a'a'. b b .
. . . . . . . D
V . c c . d . .
. . c c . d . .
'''
"""


def plan_rows(*groups: str) -> list[Row]:
    """Groups as ``ab|cde``: a letter a student, pairs parted by a stroke."""
    rows = []
    for group, pairs in enumerate(groups, start=1):
        for pair, students in enumerate(pairs.split("|"), start=2 * group):
            for student in students:
                labels = {"period": "1", "group": str(group), "pair": str(pair)}
                rows.append({**labels, "student_id": student})
    return rows


def seat_rows(case: Case, **seats: str) -> list[Row]:
    label = {
        key: (group, pair)
        for group, pairs in case.groups[1].items()
        for pair, own in pairs.items()
        for key in own
    }
    rows = []
    for key, seat in seats.items():
        group, pair = label.get(key, ("", ""))
        row, column = case.room.cell.get(seat, (0, 0))
        place = {"desk": case.room.desk.get(seat, ""), "row": str(row), "column": str(column)}
        who = {"group": group, "pair": pair, "student_id": key}
        rows.append({"period": "1", "seat": seat, **place, **who})
    return rows


def test_the_judge_reads_a_room_as_the_front_door_says() -> None:
    found = Map(ROOM)
    assert found.cell == {
        **{"a'1": (1, 3), "a'2": (1, 4), "b1": (1, 6), "b2": (1, 7)},
        **{"c1": (3, 3), "c2": (3, 4), "c3": (4, 3), "c4": (4, 4), "d1": (3, 6), "d2": (4, 6)},
    }
    assert found.near["front"] == {"a'1", "c1", "c3"}
    assert found.near["back"] == {"b2"}
    assert found.near["teacher"] == {"a'1", "c1"}
    assert found.near["window"] == {"a'1", "c1", "c3"}
    assert found.near["door"] == {"b1", "b2", "d1", "d2"}
    assert (found.between("a'1", "c4"), found.between("c1", "c4"), found.between("b1", "d1")) == (
        2,
        0,
        1,
    )


SEATS = {"a": "a'1", "b": "a'2", "c": "b1", "d": "b2", "e": "c1", "f": "c2", "g": "c3"}


@pytest.mark.parametrize(
    ("changed", "more", "kind"),
    [
        ({}, {}, None),
        ({"b": "a'1"}, {}, "seat_taken_twice"),
        ({"b": "x1"}, {}, "no_such_seat"),
        ({"b": "d1"}, {}, "not_side_by_side"),
        ({"z": "d1"}, {}, "stranger"),
        ({"g": "c4"}, {}, None),
        ({"g": "d1"}, {"free": ["c3", "c4"]}, "third_is_no_neighbour"),
        ({}, {"apart": [("b", "c")]}, None),
        ({}, {"apart": [("b", "c")], "distance": 2}, "too_near"),
        ({}, {"apart": [("e", "g")]}, "too_near"),
        ({}, {"wishes": [("a", "front", False, True)]}, None),
        ({}, {"wishes": [("a", "back", False, True)]}, "seat_wish"),
        ({}, {"wishes": [("a", "back", False, False)]}, None),
        ({}, {"wishes": [("a", "front", True, True)]}, "seat_wish"),
        ({}, {"locked": {(1, "a"): "a'2"}}, "lock"),
        ({}, {"free": ["c3"]}, "not_left_free"),
    ],
)
def test_the_judge_finds_each_fault(changed, more, kind) -> None:
    case = Case(plan_rows("ab|cd", "efg"), ROOM, **more)
    found = {fault for fault, _, _ in faults(case, seat_rows(case, **{**SEATS, **changed}))}
    assert found == ({kind} if kind else set())


def test_the_judge_misses_whoever_has_no_seat() -> None:
    case = Case(plan_rows("ab|cd", "efg"), ROOM)
    rows = seat_rows(case, **{key: seat for key, seat in SEATS.items() if key != "g"})
    assert faults(case, rows) == [("without_seat", 1, ("g",))]
    case = Case(plan_rows("ab|cd", "efg"), ROOM, away=["g"])
    assert faults(case, rows) == []


@pytest.mark.parametrize(
    ("drawn", "seats", "kind"),
    [
        ("ccc.aa.bb\n.........\ndd.......", "c1 c2 c3 a1 a2", None),
        ("aab.ccc", "a1 a2 b1 c1 c2", "needless_split"),  # the pair could swap with two of them
        ("aab.cc.ddd", "a1 a2 b1 c1 c2", "needless_split"),
        ("aab.cc", "a1 a2 b1 c1 c2", None),
        (".b.\naac\n...", "a1 a2 c1 b1", "third_beside_one_only"),
    ],
)
def test_the_judge_sees_a_trio_that_need_not_be_split(drawn, seats, kind) -> None:
    room_text = f'name = "x"\nfront = "top"\nmap = """\n{drawn}\n"""\n'
    named = dict(zip("abcde", seats.split(), strict=False))
    pairs = "abc|de" if len(named) == 5 else "abc|d"
    case = Case(plan_rows(pairs), room_text)
    if kind == "third_beside_one_only":
        case = Case(plan_rows("abc"), room_text)
        named = dict(zip("abc", ("a1", "a2", "c1"), strict=True))
    found = {fault for fault, _, _ in faults(case, seat_rows(case, **named))}
    assert found == ({kind} if kind else set())


def test_the_judge_sees_what_could_be_better() -> None:
    case = Case(plan_rows("ab|cd", "ef|gh"), ROOM, wishes=[("a", "front", False, False)])
    kept = {**SEATS, "h": "c4"}
    turned = {**kept, "a": "a'2", "b": "a'1"}
    case_of_all = Case(plan_rows("ab|cd", "ef|gh"), ROOM, wishes=[("a", "door", False, False)])
    assert better(case, seat_rows(case, **turned), 1).startswith("a and b turn")
    assert "swap" in better(case_of_all, seat_rows(case_of_all, **kept), 1)
    assert better(case, seat_rows(case, **kept), 1) == ""
