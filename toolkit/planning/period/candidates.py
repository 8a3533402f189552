"""Every group that the hard rules permit, with its best pairs: the columns of the exact model."""

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from toolkit.planning.period.problem import Mask, Matrix, PeriodProblem

type Places = tuple[tuple[int, ...], ...]

SPLITS: dict[int, tuple[Places, ...]] = {
    3: (((0, 1, 2),),),
    4: (((0, 1), (2, 3)), ((0, 2), (1, 3)), ((0, 3), (1, 2))),
    5: tuple(
        (pair, tuple(place for place in range(5) if place not in pair))
        for pair in combinations(range(5), 2)
    ),
}
"""The ways to make pairs of a group's places, by the size of the group."""

MOST_CANDIDATES = 1_500_000
"""More than this many groups are not listed; classes up to about 45 students stay below."""


@dataclass(frozen=True)
class Candidates:
    """m groups: ``members`` (m, 5) holds student indices, padded with n where a group is smaller.

    ``size`` (m,) is the number of students, ``split`` (m,) the place in ``SPLITS`` of the
    best permitted pairs, ``costs`` (k, m) what the group costs with them.
    """

    members: NDArray[np.intp]
    size: NDArray[np.int8]
    split: NDArray[np.int8]
    costs: Matrix

    def __len__(self) -> int:
        return len(self.size)

    def where(self, keep: Mask) -> "Candidates":
        """Only the groups that ``keep`` (m,) marks."""
        return Candidates(
            self.members[keep], self.size[keep], self.split[keep], self.costs[:, keep]
        )

    def pairs(self, group: int) -> tuple[tuple[int, ...], ...]:
        """The pairs of one group, as student indices."""
        places = SPLITS[int(self.size[group])][int(self.split[group])]
        row = self.members[group]
        return tuple(tuple(int(row[place]) for place in pair) for pair in places)


def count_candidates(problem: PeriodProblem) -> int:
    """How many groups there would be without the rules."""
    n, sizes = len(problem), problem.sizes
    counts = {4: sizes.fours, 5: sizes.fives, 3: sizes.threes}
    return sum(comb(n, size) for size, count in counts.items() if count)


def candidates(problem: PeriodProblem) -> Candidates:
    """List every permitted group of the sizes that the class needs."""
    sizes = problem.sizes
    counts = {4: sizes.fours, 5: sizes.fives, 3: sizes.threes}
    parts = [_of_size(problem, size) for size, count in counts.items() if count]
    return Candidates(
        np.concatenate([part.members for part in parts]),
        np.concatenate([part.size for part in parts]),
        np.concatenate([part.split for part in parts]),
        np.concatenate([part.costs for part in parts], axis=1),
    )


def _of_size(problem: PeriodProblem, size: int) -> Candidates:
    members = _combinations(len(problem), size)
    permitted = np.ones(len(members), dtype=bool)
    for one, other in combinations(range(size), 2):
        permitted &= ~problem.apart[members[:, one], members[:, other]]
    for one, other in np.argwhere(np.triu(problem.must_partner)):
        permitted &= (members == one).any(axis=1) == (members == other).any(axis=1)
    members = members[permitted]

    split, pair_costs, permitted = _best_split(problem, members)
    members, split, costs = members[permitted], split[permitted], pair_costs[:, permitted]
    for o in _used(problem.group_costs):
        for one, other in combinations(range(size), 2):
            costs[o] += problem.group_costs[o][members[:, one], members[:, other]]
    padded = np.full((len(members), 5), len(problem), dtype=np.intp)
    padded[:, :size] = members
    return Candidates(padded, np.full(len(members), size, dtype=np.int8), split, costs)


def _best_split(
    problem: PeriodProblem, members: NDArray[np.intp]
) -> tuple[NDArray[np.int8], Matrix, Mask]:
    """The cheapest permitted pairs inside each group, their costs, and where there are any.

    The pairs inside a group touch no other group, so the best ones can be chosen before
    the groups are.
    """
    m, size = members.shape
    weights = problem.weights
    best = np.full(m, np.iinfo(np.int64).max)
    best_split = np.zeros(m, dtype=np.int8)
    best_costs = np.zeros((len(problem.objectives), m), dtype=np.int64)
    pair_used, trio_used = _used(problem.pair_costs), _used(problem.trio_costs)
    for s, split in enumerate(SPLITS[size]):
        costs = np.zeros((len(problem.objectives), m), dtype=np.int64)
        permitted = np.ones(m, dtype=bool)
        joined = np.zeros((size, size), dtype=bool)
        for pair in split:
            for one, other in combinations(pair, 2):
                joined[one, other] = True
                permitted &= ~problem.never_partners[members[:, one], members[:, other]]
                for o in pair_used:
                    costs[o] += problem.pair_costs[o][members[:, one], members[:, other]]
            if len(pair) == 3:
                for o in trio_used:
                    costs[o] += problem.trio_costs[o][members[:, pair]].sum(axis=1)
        if problem.must_partner.any():
            for one, other in combinations(range(size), 2):
                if not joined[one, other]:
                    permitted &= ~problem.must_partner[members[:, one], members[:, other]]
        total = np.where(permitted, weights @ costs, np.iinfo(np.int64).max)
        better = total < best
        best[better] = total[better]
        best_split[better] = s
        best_costs[:, better] = costs[:, better]
    return best_split, best_costs, best < np.iinfo(np.int64).max


def _used(costs: Matrix) -> list[int]:
    """The objectives that cost anything at all here."""
    return [o for o in range(len(costs)) if costs[o].any()]


def _combinations(n: int, size: int) -> NDArray[np.intp]:
    """All sets of ``size`` of n indices, in lexicographic order, shape (m, size)."""
    flat = (i for chosen in combinations(range(n), size) for i in chosen)
    return np.fromiter(flat, dtype=np.intp, count=comb(n, size) * size).reshape(-1, size)
