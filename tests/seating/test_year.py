"""A year's seats: what always holds, whose turn it is, and what is refused."""

import subprocess
import sys
from collections import Counter
from itertools import permutations
from pathlib import Path

import pytest
from seating_rooms import broken, period, plan_of, room_of

from toolkit.errors import InputError, RulesConflict
from toolkit.plan import Plan, Status
from toolkit.rooms import Room
from toolkit.rules import NO_RULES, KeepApart, Near, Rules, SeatRule
from toolkit.seating.year import seat_year
from toolkit.seats import SeatedPeriod, Seating, SeatingResult

ROWS = room_of(". . T . V", "a a . b b", ". . . . .", "c c . d d", "D . . . .")
EIGHT = plan_of(
    period(1, "01 23", "45 67"), period(2, "02 46", "13 57"), period(3, "07 16", "25 34")
)


def seats(
    plan: Plan, room: Room = ROWS, rules: Rules = NO_RULES, **options: object
) -> SeatingResult:
    result = seat_year(plan, room, rules, **options)
    assert result.status is Status.OPTIMAL
    assert result.gap == 0
    assert broken(plan, result, rules, options.get("distance", 1)) == []
    return result


def words(error: RulesConflict) -> list[str]:
    return [str(rule) for rule in error.rules]


def test_everyone_sits_with_their_makker() -> None:
    result = seats(EIGHT)
    assert [one.number for one in result.seating.periods] == [1, 2, 3]
    assert result.group_spread == 2 * 3  # an aisle between the two desks of each group
    assert result.same_seat_again == 0
    assert result.front_turns == (1, 2)


def test_the_same_seed_gives_the_same_seats() -> None:
    first, again = (seats(EIGHT, seed=3).seating for _ in range(2))
    assert first == again
    assert any(seats(EIGHT, seed=seed).seating != first for seed in range(4, 8))


def test_those_kept_apart_are_no_neighbours() -> None:
    room = room_of("a a b b", "c c d d")
    rules = Rules(keep_apart=(KeepApart(("s0", "s4")),))
    result = seats(plan_of(period(1, "01 23", "45 67")), room, rules, distance=2)
    seat = result.seating.period(1).seat_of
    assert room.between(seat["s0"], seat["s4"]) >= 2


def test_a_trio_has_a_desk_of_three_also_where_that_is_taken_from_nobody_else() -> None:
    plan = plan_of(period(1, "01 23", "45 678"))
    room = room_of("a a a . b b", ". . . . . .", "c c . d d d")
    result = seats(plan, room)
    seat = result.seating.period(1).seat_of
    assert len({room.desk_of(seat[f"s{i}"]).name for i in (6, 7, 8)}) == 1
    assert result.told == ()


@pytest.mark.parametrize(
    ("rows", "beside"),
    [(("a a b . .", ". . . c c"), 1), (("a a . .", "b b c c", ". . . ."), 2)],
)
def test_a_trio_without_a_desk_of_three_sits_as_neighbours_and_that_is_said(rows, beside) -> None:
    plan = plan_of(period(1, "01 234"))
    result = seats(plan, room_of(*rows))
    [sentence] = map(str, result.told)
    assert "no desk for three is free" in sentence
    third = sentence.split("sits beside ")[1].split(", and ")[0]
    assert third.count("Elev") == beside


def test_wishes_come_below_the_nearness_of_a_group_and_above_turns() -> None:
    rules = Rules(seats=(SeatRule(("s0",), Near.FRONT), SeatRule(("s3",), Near.BACK, avoid=True)))
    result = seats(EIGHT, rules=rules)
    assert result.broken_wishes == ()
    assert all(one.seat_of["s0"] in ROWS.at_front for one in result.seating.periods)
    away = Rules(seats=(SeatRule(("s0",), Near.FRONT), SeatRule(("s1",), Near.FRONT, avoid=True)))
    [wish] = seats(plan_of(period(1, "01 23", "45 67")), rules=away).broken_wishes
    assert (wish.period, wish.student) in {(1, "s0"), (1, "s1")}


@pytest.mark.parametrize(("near", "own"), [(Near.FRONT, 3), (Near.BACK, 0)])
def test_whoever_has_a_wish_is_not_counted(near: Near, own: int) -> None:
    rules = Rules(seats=(SeatRule(("s0",), near, strict=True),))
    result = seats(EIGHT, rules=rules)
    turns = Counter(
        key for one in result.seating.periods for key, seat in one.seats if seat in ROWS.at_front
    )
    assert turns["s0"] == own
    others = [turns[f"s{at}"] for at in range(1, 8)]
    assert result.front_turns == (min(others), max(others))
    assert max(others) - min(others) == 2  # whatever is chosen for the other pairs


def test_what_has_happened_stays_and_counts() -> None:
    first = seats(EIGHT, periods=[1]).seating
    result = seats(EIGHT, history=first)
    assert result.seating.periods[0] == first.periods[0]
    before = first.periods[0].seat_of
    second = result.seating.period(2).seat_of
    front = {key for key, seat in before.items() if seat in ROWS.at_front}
    assert {key for key, seat in second.items() if seat in ROWS.at_front} & front < front
    assert result.same_seat_again == 0


@pytest.mark.parametrize(
    "locked",
    [
        {"s0": "d2"},
        [("s0", "d2")],
        SeatedPeriod(1, ROWS, (("s0", "d2"),)),
        Seating((SeatedPeriod(1, ROWS, (("s0", "d2"),)),)),
    ],
)
def test_who_is_locked_keeps_their_seat(locked) -> None:
    result = seats(EIGHT, periods=(1, 2), locked=locked)
    assert result.seating.period(1).seat_of["s0"] == "d2"
    if isinstance(locked, dict | list):
        assert result.seating.period(2).seat_of["s0"] == "d2"


def test_whoever_is_away_has_no_seat_and_a_free_one_stays_free() -> None:
    plan = plan_of(period(1, "01 23", "45 67"))
    seated = seat_year(plan, ROWS, away=["s5"], free=["c2"]).seating.period(1)
    assert seated.seat_of.keys() == {f"s{i}" for i in range(8)} - {"s5"}
    assert "c2" not in seated.student_at


def test_it_tells_how_far_it_is_and_keeps_the_best_when_it_is_stopped() -> None:
    told = []

    def stop(progress) -> bool:
        told.append(progress)
        return progress.done < 1

    result = seat_year(EIGHT, ROWS, on_progress=stop)
    assert [one.number for one in result.seating.periods] == [1, 2]
    assert broken(EIGHT, result) == []
    assert told[0].periods == 3
    assert any(len(one.seating.periods) == one.done + 1 for one in told)


def test_a_limit_that_is_over_at_once_still_gives_seats_and_tells_the_gap() -> None:
    result = seat_year(EIGHT, ROWS, time_limit=0)
    assert len(result.seating.periods) == 3
    assert broken(EIGHT, result) == []
    assert result.status is Status.FEASIBLE
    assert result.gap > 0
    assert "the time was over" in str(result.told[0])


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (("a a . b b", "c c . d ."), "The room has 7 places, and 8 students need one"),
        (("a . b . c", "d d . e e", "f f . g ."), "4 makkerpar .* have room for 3"),
        (("a . b . c . d", "e . f . g . h"), "4 makkerpar .* have room for 0"),
    ],
)
def test_a_room_that_is_too_small_is_told_before_any_search(rows, sentence, monkeypatch) -> None:
    monkeypatch.setattr("toolkit.seating.case.best_seats", None)
    with pytest.raises(InputError, match=sentence):
        seat_year(EIGHT, room_of(*rows))


def test_a_trio_that_cannot_sit_together_is_no_fault_of_a_rule() -> None:
    plan = plan_of(period(1, "01 234"))
    with pytest.raises(InputError, match="Three makkere need a desk with three places"):
        seat_year(plan, room_of("a a . b b", ". . . . .", "c c . d d"), Rules())


def test_a_table_for_all() -> None:
    room = room_of("a a a a a a a a")
    seat = seats(EIGHT, room).seating.period(1).seat_of
    for one, other in (("s0", "s1"), ("s2", "s3"), ("s4", "s5"), ("s6", "s7")):
        assert abs(int(seat[one][1:]) - int(seat[other][1:])) == 1


def conflict(rules: Rules, room: Room = ROWS, plan: Plan = EIGHT, **options) -> list[str]:
    with pytest.raises(RulesConflict) as raised:
        seat_year(plan, room, rules, **options)
    return sorted(words(raised.value))


def test_a_conflict_is_the_smallest_set_in_the_words_of_the_user() -> None:
    rules = Rules(
        keep_apart=(KeepApart(("s2", "s5")),),
        seats=(
            SeatRule(("s0", "s1"), Near.FRONT, strict=True),
            SeatRule(("s4",), Near.WINDOW, strict=True),
            SeatRule(("s1",), Near.BACK, strict=True),
        ),
    )
    assert conflict(rules) == ["at the back: Elev 1", "at the front: Elev 0, Elev 1"]
    assert conflict(Rules(), locked={"s0": "a1", "s4": "a2"}) == [
        "Elev 0 is locked to seat a1",
        "Elev 4 is locked to seat a2",
    ]
    assert conflict(Rules(keep_apart=(KeepApart(("s0", "s1")),))) == ["keep apart: Elev 0, Elev 1"]
    lock_and_rule = Rules(seats=(SeatRule(("s3",), Near.BACK, strict=True),))
    assert len(conflict(lock_and_rule, locked={"s3": "a1", "s6": "d1"})) == 2


def test_whoever_is_kept_apart_cannot_have_one_table_for_all() -> None:
    """Also where there are very many ways to sit at it."""
    ids = "0123456789abcdefghijklmnopqrstu"
    pairs = [ids[0:3], *(ids[at : at + 2] for at in range(3, len(ids), 2))]
    groups = (" ".join(pairs[at : at + 2]) for at in range(0, len(pairs), 2))
    apart = (("s3", "s20"), ("s8", "s13"), ("s17", "s25"))
    rules = Rules(
        keep_apart=tuple(map(KeepApart, apart)),
        seats=(SeatRule(("s9",), Near.FRONT, strict=True),),
    )
    [named] = conflict(rules, room_of("a " * 32), plan_of(period(1, *groups)))
    assert named.startswith("keep apart: ")


def test_a_conflict_says_why_where_that_is_plain() -> None:
    rules = Rules(seats=(SeatRule(("s0",), Near.DOOR, strict=True),))
    with pytest.raises(RulesConflict, match="The room has no such place"):
        seat_year(EIGHT, room_of("a a . b b", "c c . d d"), rules)
    trio = plan_of(period(1, "01 23", "45 678"))
    for rule in (
        SeatRule(("s7",), Near.FRONT, strict=True),
        SeatRule(("s7",), Near.BACK, True, True),
    ):
        with pytest.raises(RulesConflict, match="Elev 7 has two makkere, and no desk for three"):
            seat_year(
                trio,
                room_of("a a . b b", ". . . . .", "c c . . .", ". . . . .", "d d d . ."),
                Rules(seats=(rule,)),
            )
    with pytest.raises(RulesConflict, match="They are makkere"):
        seat_year(EIGHT, ROWS, Rules(keep_apart=(KeepApart(("s0", "s1")),)))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"periods": [7]}, "no period 7"),
        ({"periods": [0]}, "whole number from 1"),
        ({"locked": {"s0": "z9"}}, "no seat z9"),
        ({"locked": {"elev": "a1"}}, "No student in the plan has the id elev"),
        ({"away": ["s99"]}, "No student in the plan"),
        ({"free": ["z1"]}, "no seat z1"),
        ({"distance": 0}, "whole number from 1"),
        ({"time_limit": -1}, "0 seconds or more"),
        ({"seed": -1}, "from 0"),
        ({"rules": Rules(seats=(SeatRule(("x",), Near.BACK),))}, "No student in the class list"),
        ({"rules": Rules(keep_apart=(KeepApart(("s0",)),))}, "At least two students"),
    ],
)
def test_what_there_is_not_is_refused(options, sentence) -> None:
    with pytest.raises(InputError, match=sentence):
        seat_year(EIGHT, ROWS, **options)


SIX = room_of("a a . b b", ". . . . .", "c c . . .")


def least_difference(plan: Plan, room: Room) -> int:
    """How little front turns can differ in the end, of all ways to seat all periods best."""
    counts = {(0,) * len(plan.periods[0].students)}
    for one in plan.periods:
        fronts = _best_fronts(plan, one.number, room)
        counts = {
            tuple(had + turn for had, turn in zip(before, front, strict=True))
            for before in counts
            for front in fronts
        }
    return min(max(one) - min(one) for one in counts)


def _best_fronts(plan: Plan, number: int, room: Room) -> set[tuple[bool, ...]]:
    """Who may be at the front in a period in which groups are as near as can be."""
    one = next(period for period in plan.periods if period.number == number)
    ids = sorted(student.id for student in one.students)
    found: dict[int, set[tuple[bool, ...]]] = {}
    for order in permutations(room.by_seat, len(ids)):
        seat = dict(zip(ids, order, strict=True))
        if all(len({seat[key][0] for key in _ids(pair)}) == 1 for pair in one.pairs):
            spread = sum(
                room.desks_between(*(seat[_ids(pair)[0]][0] for pair in group.pairs))
                for group in one.groups
                if len(group.pairs) == 2
            )
            front = tuple(seat[key] in room.at_front for key in ids)
            found.setdefault(spread, set()).add(front)
    return found[min(found)]


def _ids(pair) -> list[str]:
    return [student.id for student in pair.students]


@pytest.mark.parametrize(
    ("room", "rounds"),
    [
        (SIX, ("01 23", "02 13", "03 12")),
        (SIX, ("01 23", "01 23", "02 13")),
        (room_of("a a . . .", ". . . . .", "b b . c c"), ("01 23", "02 13", "03 12")),
        (room_of("a . b b", "a . c c"), ("01 23", "02 13", "03 12")),
        (room_of("a a a . .", ". . . b b"), ("01 234", "02 134", "41 203")),
    ],
)
def test_turns_at_the_front_differ_no_more_than_they_must(room, rounds) -> None:
    """Ten periods, against every way to seat them; where more than one, it is not possible."""
    plan = plan_of(*(period(k + 1, rounds[k % len(rounds)]) for k in range(10)))
    least, most = seats(plan, room).front_turns
    assert most - least <= max(1, least_difference(plan, room))


def test_a_plan_whose_model_took_the_solver_with_it_is_seated() -> None:
    """In a process of its own: what fails here ends the process without a word."""
    plan = Path(__file__).with_name("plans") / "that_broke_the_solver.csv"
    program = (sys.executable, "-m", "toolkit", "seats", str(plan), "--room", "rows")
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
