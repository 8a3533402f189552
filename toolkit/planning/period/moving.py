"""The period that moves the fewest of those who have a place already, proven.

The model is that of a single period, with a row more for every group that there is: at most one
of the new groups stays in its place. A group of the list is taken once for every place that one
of its members has now, and once without any, where all of them are moved.
"""

from dataclasses import dataclass
from enum import IntEnum
from itertools import chain

import numpy as np

from toolkit.plan import Objective
from toolkit.planning.arrays import Counts, Indices, Mask, PairedGroups, Pairs, members, partners
from toolkit.planning.monitor import Monitor
from toolkit.planning.period.best import feasible_cover
from toolkit.planning.period.candidates import (
    MOST_CANDIDATES,
    SPLITS,
    Candidates,
    candidates,
    count_candidates,
    every,
    permits_groups,
    permits_split,
)
from toolkit.planning.period.problem import PeriodProblem
from toolkit.planning.period.refinement import Refinement
from toolkit.planning.period.search import search
from toolkit.planning.period.seats import NOBODY, Placed, Seats, placings
from toolkit.shapes import PAIR_SIZES

SWAPS, MORE_SWAPS = 200, 1500
"""Swaps that look for a good period near the one there is, and for any, before the model does."""


class Cost(IntEnum):
    """What is made small, one after the other."""

    MOVED = 0
    REPEATS = 1
    NOT_NEW = 2


@dataclass(frozen=True)
class Moving:
    """A period that keeps the hard rules: its groups, what it costs, and what is proven of it.

    ``costs`` are those moved, the partners who have been so, and the new acquaintances, below
    zero, so that they compare; no period moves fewer than ``bound``.
    """

    groups: tuple[Placed, ...]
    costs: tuple[int, int, int]
    bound: int


def fewest_moved(
    problem: PeriodProblem,
    seats: Seats,
    rng: np.random.Generator,
    monitor: Monitor,
) -> Moving | None:
    """Move the fewest, from how they sit; None where the hard rules leave no period of this shape.

    When the monitor stops the search, the best so far is returned.
    """
    start = _nearest(seats, problem.sizes.as_tuple())
    first = search(problem, rng, SWAPS, start=start, keep_going=monitor.keep_going)
    first = first or search(problem, rng, MORE_SWAPS, keep_going=lambda: False)
    listed = count_candidates(problem) <= MOST_CANDIDATES
    if first is None and listed:
        groups = candidates(problem)
        cover = feasible_cover(problem, groups)
        first = None if cover is None else tuple(groups.pairs(int(j)) for j in cover)
    if first is None:
        return None
    placed = _placed(first, seats)
    if not listed:
        return Moving(placed, _costs(problem, seats, placed), bound=0)
    columns = _columns(problem, seats, _costs(problem, seats, placed)[Cost.MOVED])
    rows = len(seats) + len(seats.pairs)
    found = Refinement(
        columns, rows, problem.sizes, Cost.NOT_NEW, _numbers(columns, placed, seats), monitor
    ).run()
    placed = tuple(
        Placed(found.groups.pairs(j), _place(found.groups, j, seats))
        for j in map(int, np.flatnonzero(found.groups.size))
    )
    return Moving(placed, _costs(problem, seats, placed), found.bounds[Cost.MOVED])


def _costs(
    problem: PeriodProblem, seats: Seats, groups: tuple[Placed, ...]
) -> tuple[int, int, int]:
    stay = sum(seats.staying(one.pairs, one.place) for one in groups if one.place != NOBODY)
    repeats = problem.pair_costs[problem.position(Objective.PARTNER_REPEATS)]
    known = problem.group_costs[problem.position(Objective.NOT_NEW)]
    again = sum(repeats[two] for one in groups for two in partners(one.pairs))
    old = sum(known[two] for one in groups for two in partners((members(one.pairs),)))
    moved = int((seats.pair != NOBODY).sum()) - stay
    return int(moved), int(again), int(old) - problem.sizes.meetings


def _nearest(seats: Seats, sizes: tuple[int, ...]) -> Indices:
    """The students (n,) in the slots of a period, as near to how they sit as is quickly found."""
    left = set(range(len(seats.pairs)))
    slots: list[list[int]] = []
    for size in sizes:
        best: list[list[int]] = [[] for _ in PAIR_SIZES[size]]
        place = NOBODY
        for g in sorted(left):
            for order in placings(seats.pairs[g], len(PAIR_SIZES[size])):
                filled = [
                    [int(i) for i in np.flatnonzero((seats.pair == p) & (p != NOBODY))][:most]
                    for p, most in zip(order, PAIR_SIZES[size], strict=True)
                ]
                if sum(map(len, filled)) > sum(map(len, best)):
                    best, place = filled, g
        left.discard(place)
        slots += best
    seated = set(chain(*slots))
    others = (i for i in range(len(seats)) if i not in seated)
    wanted = [size for group in sizes for size in PAIR_SIZES[group]]
    for pair, size in zip(slots, wanted, strict=True):
        pair += [next(others) for _ in range(size - len(pair))]
    return np.array(list(chain(*slots)), dtype=np.intp)


def _placed(groups: PairedGroups, seats: Seats) -> tuple[Placed, ...]:
    """The groups, each in a place of its own in which few are moved, where one is left."""
    best = sorted(
        (-seats.staying(pairs, g), at, g)
        for at, pairs in enumerate(groups)
        for g in {int(g) for g in seats.group[list(members(pairs))]} - {NOBODY}
    )
    place: dict[int, int] = {}
    for _, at, g in best:
        if at not in place and g not in place.values():
            place[at] = g
    return tuple(Placed(pairs, place.get(at, NOBODY)) for at, pairs in enumerate(groups))


def _columns(problem: PeriodProblem, seats: Seats, most: int) -> Candidates:
    """Every permitted group in every place, with its best pairs, where at most ``most`` are moved.

    Its members (m, 6) are the students, then n and the number of the place, if it has one, then n
    and the number of places. Behind the groups come the places that are left empty, of size 0.
    """
    n, places = len(seats), len(seats.pairs)
    parts = []
    for size in problem.sizes.by_size:
        for place in range(NOBODY, places):
            least = seats.least_staying(problem.sizes, most, size, place)
            groups = _groups(seats, size, place, most, least)
            parts.append(_in_place(problem, seats, groups, place, most, least))
    empty = np.full((places, 6), n + places, dtype=np.intp)
    empty[:, 0] = n + np.arange(places)
    none = np.zeros(places, dtype=np.int8)
    parts.append(Candidates(empty, none, none, np.zeros((3, places), dtype=np.int64)))
    return Candidates(
        np.concatenate([part.members for part in parts]),
        np.concatenate([part.size for part in parts]),
        np.concatenate([part.split for part in parts]),
        np.concatenate([part.costs for part in parts], axis=1),
    )


def _groups(seats: Seats, size: int, place: int, most: int, least: int) -> Indices:
    """All m groups of one size, (m, size), that may be in a place where at most ``most`` are moved.

    At least ``least`` of them are there now, and one at least unless the place is none. Whoever
    else is there now is moved to another group, and so is who comes here from one.
    """
    new = np.flatnonzero(seats.group == NOBODY)
    here = np.flatnonzero((seats.group == place) & (seats.group != NOBODY))
    others = np.flatnonzero((seats.group != place) & (seats.group != NOBODY))
    least = max(least, int(place != NOBODY))
    found = [np.empty((0, size), dtype=np.intp)]
    for stay in range(min(size, len(here)) + 1):
        for come in range(min(size - stay, len(others)) + 1):
            join = size - stay - come
            if stay >= least and come + len(here) - stay <= most and join <= len(new):
                parts = ((here, stay), (others, come), (new, join))
                found.append(_joined(*(some[every(len(some), of)] for some, of in parts)))
    return np.sort(np.concatenate(found), axis=1)


def _joined(first: Indices, *others: Indices) -> Indices:
    """Every row of one array beside every row of the others."""
    for other in others:
        left = np.repeat(first, len(other), axis=0)
        first = np.concatenate([left, np.tile(other, (len(first), 1))], axis=1)
    return first


def _in_place(
    problem: PeriodProblem, seats: Seats, groups: Indices, place: int, most: int, least: int
) -> Candidates:
    """Those of the ``groups`` (m, size) that the rules permit, with their best pairs there."""
    groups = groups[permits_groups(problem, groups)]
    m, size = groups.shape
    seated = (seats.group[groups] != NOBODY).sum(axis=1)
    repeats = problem.pair_costs[problem.position(Objective.PARTNER_REPEATS)]
    known = problem.group_costs[problem.position(Objective.NOT_NEW)]
    costs = np.zeros((3, m), dtype=np.int64)
    costs[Cost.MOVED] = most + 1
    split = np.zeros(m, dtype=np.int8)
    for s, pairs in enumerate(SPLITS[size]):
        moved = seated - _staying(seats, groups, pairs, place)
        again = np.zeros(m, dtype=np.int64)
        for i, j in partners(pairs):
            again += repeats[groups[:, i], groups[:, j]]
        fewer, as_few = moved < costs[Cost.MOVED], moved == costs[Cost.MOVED]
        better = fewer | (as_few & (again < costs[Cost.REPEATS]))
        better &= permits_split(problem, groups, pairs)
        split[better] = s
        costs[Cost.MOVED, better], costs[Cost.REPEATS, better] = moved[better], again[better]
    for i, j in partners((tuple(range(size)),)):
        costs[Cost.NOT_NEW] += known[groups[:, i], groups[:, j]]
    padded = np.full((m, 6), len(seats) + len(seats.pairs), dtype=np.intp)
    padded[:, :size] = groups
    if place != NOBODY:
        padded[:, size] = len(seats) + place
    within: Mask = costs[Cost.MOVED] <= np.minimum(most, seated - least)
    return Candidates(padded, np.full(m, size, dtype=np.int8), split, costs).where(within)


def _staying(seats: Seats, groups: Indices, pairs: Pairs, place: int) -> Counts:
    """How many of each of the ``groups`` (m, size) are not moved, with these pairs of it, (m,)."""
    stay = np.zeros(len(groups), dtype=np.int64)
    if place == NOBODY:
        return stay
    now = seats.pair[groups]
    for placing in placings(seats.pairs[place], len(pairs)):
        own = [
            (now[:, list(pair)] == p).sum(axis=1)
            for pair, p in zip(pairs, placing, strict=True)
            if p != NOBODY
        ]
        stay = np.maximum(stay, sum(own))
    return stay


def _numbers(columns: Candidates, groups: tuple[Placed, ...], seats: Seats) -> Indices:
    """The numbers of these groups in the list, and of the places that they leave empty."""
    n, places = len(seats), len(seats.pairs)
    taken = {one.place for one in groups}
    wanted = [[n + g] for g in range(places) if g not in taken]
    for one in groups:
        own = sorted(members(one.pairs))
        wanted.append(own if one.place == NOBODY else [*own, n + one.place])
    rows = np.array([row + [n + places] * (6 - len(row)) for row in wanted], dtype=np.intp)
    return np.array(
        [np.flatnonzero((columns.members == row).all(axis=1))[0] for row in rows], dtype=np.intp
    )


def _place(columns: Candidates, j: int, seats: Seats) -> int:
    """The number of the place of group ``j`` of the list."""
    place = int(columns.members[j, columns.size[j]]) - len(seats)
    return place if place < len(seats.pairs) else NOBODY
