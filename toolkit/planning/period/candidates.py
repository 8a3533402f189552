"""Every group that the hard rules permit, with its best pairs: the columns of the exact model."""

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from toolkit.planning.arrays import Indices, Mask, Matrix, Pairs, Small, partners
from toolkit.planning.period.problem import PeriodProblem

SPLITS: dict[int, tuple[Pairs, ...]] = {
    3: (((0, 1, 2),),),
    4: (((0, 1), (2, 3)), ((0, 2), (1, 3)), ((0, 3), (1, 2))),
    5: tuple(
        (pair, tuple(member for member in range(5) if member not in pair))
        for pair in combinations(range(5), 2)
    ),
}
"""The ways to make pairs of the members 0 … size - 1 of a group, by its size."""

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: benchmarks/period.py.
MOST_CANDIDATES = 1_500_000
"""More than this many groups are not listed; classes up to about 45 students stay below."""


@dataclass(frozen=True)
class Candidates:
    """m groups: ``members`` (m, 5) holds students in ascending order, then n where it is smaller.

    ``size`` (m,) is the number of students, ``split`` (m,) which of ``SPLITS`` makes the best
    permitted pairs, ``costs`` (k, m) what the group costs with them, objective by objective.
    """

    members: Indices
    size: Small
    split: Small
    costs: Matrix

    def __len__(self) -> int:
        return len(self.size)

    def where(self, keep: Mask | Indices) -> "Candidates":
        """Only the groups that ``keep`` (m,) marks, or that it numbers (any,)."""
        return Candidates(
            self.members[keep], self.size[keep], self.split[keep], self.costs[:, keep]
        )

    def pairs(self, group: int) -> Pairs:
        """The pairs of one group of the list."""
        split = SPLITS[int(self.size[group])][int(self.split[group])]
        row = self.members[group]
        return tuple(tuple(int(row[member]) for member in pair) for pair in split)


def count_candidates(problem: PeriodProblem) -> int:
    """How many groups there would be without the rules."""
    return sum(comb(len(problem), size) for size in problem.sizes.by_size)


def candidates(problem: PeriodProblem) -> Candidates:
    """List every permitted group of the sizes that the class needs."""
    parts = [_of_size(problem, size) for size in problem.sizes.by_size]
    return Candidates(
        np.concatenate([part.members for part in parts]),
        np.concatenate([part.size for part in parts]),
        np.concatenate([part.split for part in parts]),
        np.concatenate([part.costs for part in parts], axis=1),
    )


def permits_groups(problem: PeriodProblem, members: Indices) -> Mask:
    """In which of m groups (m, size) nobody is kept apart, and no partner is missing, (m,)."""
    permitted = np.ones(len(members), dtype=bool)
    if problem.apart.any():
        for one, other in combinations(range(members.shape[1]), 2):
            permitted &= ~problem.apart[members[:, one], members[:, other]]
    for one, other in np.argwhere(np.triu(problem.must_partner)):
        permitted &= (members == one).any(axis=1) == (members == other).any(axis=1)
    return permitted


def permits_split(problem: PeriodProblem, members: Indices, split: Pairs) -> Mask:
    """In which of m groups, ``members`` (m, size), these of their members may be pairs, (m,)."""
    joined = set(partners(split))
    permitted = np.ones(len(members), dtype=bool)
    for one, other in combinations(range(members.shape[1]), 2):
        refused = problem.never_partners if (one, other) in joined else problem.must_partner
        if refused.any():
            permitted &= ~refused[members[:, one], members[:, other]]
    return permitted


def _of_size(problem: PeriodProblem, size: int) -> Candidates:
    """The same for one of the sizes."""
    members = every(len(problem), size)
    members = members[permits_groups(problem, members)]
    split, pair_costs, permitted = _best_split(problem, members)
    members, split, costs = members[permitted], split[permitted], pair_costs[:, permitted]
    for o in _used(problem.group_costs):
        for one, other in combinations(range(size), 2):
            costs[o] += problem.group_costs[o][members[:, one], members[:, other]]
    padded = np.full((len(members), 5), len(problem), dtype=np.intp)
    padded[:, :size] = members
    return Candidates(padded, np.full(len(members), size, dtype=np.int8), split, costs)


def _best_split(problem: PeriodProblem, members: Indices) -> tuple[Small, Matrix, Mask]:
    """The cheapest permitted pairs inside each of m groups of one size, ``members`` (m, size).

    Returns them (m,), what they cost (k, m), and in which groups any pairs are permitted (m,).
    The pairs inside a group touch no other group, so the best ones can be chosen before
    the groups are.
    """
    m, size = members.shape
    as_partners = np.tensordot(problem.weights, problem.pair_costs, axes=1)
    in_trio = (problem.weights @ problem.trio_costs)[members]
    of_two = {
        (one, other): as_partners[members[:, one], members[:, other]]
        for one, other in combinations(range(size), 2)
    }
    best = np.full(m, np.iinfo(np.int64).max)
    best_split = np.zeros(m, dtype=np.int8)
    for s, split in enumerate(SPLITS[size]):
        total = np.zeros(m, dtype=np.int64)
        for two in partners(split):
            total += of_two[two]
        for pair in split:
            if len(pair) == 3:
                total += in_trio[:, pair].sum(axis=1)
        better = permits_split(problem, members, split) & (total < best)
        best[better], best_split[better] = total[better], s
    return best_split, _costs_of_pairs(problem, members, best_split), best < np.iinfo(np.int64).max


def _costs_of_pairs(problem: PeriodProblem, members: Indices, splits: Small) -> Matrix:
    """What the pairs of m groups cost (k, m), where each is split as ``splits`` (m,) says."""
    costs = np.zeros((len(problem.objectives), len(members)), dtype=np.int64)
    pair_used, trio_used = _used(problem.pair_costs), _used(problem.trio_costs)
    for s, split in enumerate(SPLITS[members.shape[1]]):
        rows = np.flatnonzero(splits == s)
        those = members[rows]
        for one, other in partners(split):
            for o in pair_used:
                costs[o, rows] += problem.pair_costs[o][those[:, one], those[:, other]]
        for pair in split:
            if len(pair) == 3:
                for o in trio_used:
                    costs[o, rows] += problem.trio_costs[o][those[:, pair]].sum(axis=1)
    return costs


def _used(costs: Matrix) -> list[int]:
    """The objectives for which any of the costs (k, …) is not zero."""
    return [o for o in range(len(costs)) if costs[o].any()]


def every(n: int, size: int) -> Indices:
    """All sets of ``size`` of n indices, in lexicographic order, shape (m, size)."""
    sets, last = np.empty((1, 0), dtype=np.intp), np.array([-1])
    for _ in range(size):
        # Each set is followed by those with one more, which is any index behind its last.
        more = n - 1 - last
        first = np.cumsum(more) - more
        last = np.arange(int(more.sum())) - np.repeat(first - last - 1, more)
        sets = np.column_stack([np.repeat(sets, more, axis=0), last])
    return sets
