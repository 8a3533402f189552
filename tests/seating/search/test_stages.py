"""The best seats of a period, against every way to seat a small class."""

import random
from itertools import permutations

import numpy as np
import pytest
from seating_rooms import room_of

from toolkit.rooms import Room
from toolkit.seating.search.grid import Grid
from toolkit.seating.search.problem import OF_SEATS, Aim, Group, Problem
from toolkit.seating.search.stages import any_seats, best_seats
from toolkit.solving.clock import Clock

ROOMS = [
    room_of("a a . b b", ". . . . .", "c c . d d"),
    room_of("a a b b", "c c d d"),
    room_of("a a a . .", ". . . b b", "c . . d d"),
    room_of("a a a a a a", ". . . . b b"),
    room_of("a a . b", "c c . b", "d e . ."),
    room_of("a b c c", "a b d d", front="left"),
    room_of("a a a", "a . a", "b b c", front="bottom"),
    room_of("a a . b", ". . . c", "d d . ."),
]

CLASSES: list[tuple[Group, ...]] = [
    (((0, 1), (2, 3)),),
    (((0, 1), (2, 3, 4)),),
    (((0, 1, 2),), ((3, 4, 5),)),
    (((0, 1), (2, 3)), ((4, 5, 6),)),
    (((0, 1), (2, 3)), ((4, 5), (6, 7))),
    (((0, 1), (2,)), ((3, 4), (5, 6))),
]


def problem_of(rng: random.Random) -> Problem:
    grid = Grid(rng.choice(ROOMS), rng.choice([1, 1, 1, 2]))
    groups = rng.choice([one for one in CLASSES if _size(one) <= len(grid)])
    n, s = _size(groups), len(grid)
    allowed = np.ones((n, s), dtype=bool)
    for _ in range(rng.choice([0, 0, 1, 2])):
        allowed[rng.randrange(n)] &= np.array([rng.random() < 0.4 for _ in range(s)])
    apart = np.zeros((n, n), dtype=bool)
    for _ in range(rng.choice([0, 1, 2, 4])):
        one, other = rng.sample(range(n), 2)
        apart[one, other] = apart[other, one] = True
    costs = np.array(
        [rng.choices([-1, 0, 1, 2], k=n * s) for _ in OF_SEATS], dtype=np.int64
    ).reshape(-1, n, s)
    if rng.random() < 0.5:
        costs[OF_SEATS.index(Aim.MOVED)] = 0
    trios = [pair for group in groups for pair in group if len(pair) == 3]
    whole = frozenset(pair for pair in trios if rng.random() < 0.3)
    return Problem(grid, groups, allowed, apart, costs, whole)


def _size(groups: tuple[Group, ...]) -> int:
    return sum(len(pair) for group in groups for pair in group)


def together(room: Room, seats: list[str]) -> tuple[int, int] | None:
    """How split and how loose makkere are on these seats; None where they do not sit together."""
    desks = [room.desk_of(seat).name for seat in seats]
    if len(set(desks)) == 1:
        return 0, int(not side_by_side(room, seats))
    if len(seats) != 3 or len(set(desks)) != 2:
        return None
    third = next(at for at in range(3) if desks.count(desks[at]) == 1)
    two = [seat for at, seat in enumerate(seats) if at != third]
    beside = sum(steps(room, seats[third], seat) <= 1 for seat in two)
    loose = int(not side_by_side(room, two))
    return {2: (1, loose), 1: (2, loose), 0: None}[beside]


def side_by_side(room: Room, seats: list[str]) -> bool:
    cells = [room.by_seat[seat].cell for seat in seats]
    joined = {cells[0]}
    for _ in cells:
        joined |= {(r, c) for r, c in cells if any(abs(r - a) + abs(c - b) == 1 for a, b in joined)}
    return len(joined) == len(cells)


def steps(room: Room, one: str, other: str) -> int:
    (a, b), (c, d) = room.by_seat[one].cell, room.by_seat[other].cell
    return max(abs(a - c), abs(b - d))


def judged(problem: Problem, seat: dict[int, int]) -> tuple[int, ...] | None:
    """What seats cost in every aim, told from the room alone; None where they may not be."""
    room, names = problem.grid.room, problem.grid.seats
    costs = dict.fromkeys(Aim, 0)
    for one, here in seat.items():
        if not problem.allowed[one, here]:
            return None
        for k, aim in enumerate(OF_SEATS):
            costs[aim] += int(problem.costs[k, one, here])
        for other, there in seat.items():
            if other < one and problem.apart[one, other]:
                is_near = room.between(names[here], names[there]) < problem.grid.distance
                if is_near or names[here][0] == names[there][0]:
                    return None
    for group in problem.groups:
        desks = []
        for pair in group:
            seats = [names[seat[one]] for one in pair]
            how = together(room, seats)
            if how is None:
                return None
            costs[Aim.WHOLE] += bool(how[0]) and pair in problem.whole
            costs[Aim.SPLIT] += how[0]
            costs[Aim.LOOSE] += how[1]
            desks.append({room.desk_of(one).name for one in seats})
        for at, these in enumerate(desks):
            for those in desks[:at]:
                costs[Aim.SPREAD] += min(room.desks_between(a, b) for a in these for b in those)
    return tuple(costs[aim] for aim in Aim)


def least(problem: Problem) -> tuple[int, ...] | None:
    """The least that any seats cost, of all there are."""
    n, s = problem.allowed.shape
    every = (judged(problem, dict(enumerate(seats))) for seats in permutations(range(s), n))
    return min((one for one in every if one is not None), default=None)


@pytest.mark.parametrize("seed", range(40))
def test_the_best_of_all(seed: int) -> None:
    problem = problem_of(random.Random(seed))
    expected = least(problem)
    found = best_seats(problem, Clock(), seed)
    assert (found and found.costs) == expected
    assert (any_seats(problem, Clock()) is None) == (expected is None)
    if found:
        assert judged(problem, found.seat) == expected
        assert found.bounds == found.costs
        assert found.gap == 0


def test_there_are_none_where_nothing_differs_but_the_seats_are_too_few() -> None:
    grid = Grid(room_of("a a . b b"), 1)
    allowed = np.zeros((4, 4), dtype=bool)
    allowed[[0, 2], 0] = allowed[[1, 3], 1] = True
    costs = np.zeros((len(OF_SEATS), 4, 4), dtype=np.int64)
    groups = (((0, 1),), ((2, 3),))
    problem = Problem(grid, groups, allowed, np.zeros((4, 4), dtype=bool), costs)
    assert best_seats(problem, Clock()) is None
