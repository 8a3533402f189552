"""A good period quickly: tabu search over swaps of two students.

After Dotú and Van Hentenryck, "Scheduling social golfers locally" (CPAIOR 2005), with two
levels, pairs inside groups, and all swaps weighed at once as a matrix. A period has n slots, one
for each student, in the order of its groups and pairs.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from toolkit.planning.arrays import Counts, Indices, Matrix, PairedGroups
from toolkit.planning.period.problem import PeriodProblem
from toolkit.shapes import PAIR_SIZES

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: benchmarks/period.py.
PATIENCE = 600
"""Swaps without a better period before the search starts over from a shuffled class."""

SWAPS_PER_QUESTION = 50
"""How often the search asks whether it may go on, in swaps."""

TENURE = (4, 12)
"""For how many swaps, at least and below, two who have swapped may not swap back."""


@dataclass(frozen=True)
class _Slots:
    """The n slots of a period.

    ``pair`` (n,) and ``group`` (n,) number the pairs and the groups that they belong to,
    ``in_trio`` (n,) is 1 for those that belong to a trio and 0 for the others.
    """

    pair: Indices
    group: Indices
    in_trio: Counts

    @classmethod
    def of(cls, problem: PeriodProblem) -> "_Slots":
        pair: list[int] = []
        group: list[int] = []
        in_trio: list[int] = []
        for g, size in enumerate(problem.sizes.as_tuple()):
            for pair_size in PAIR_SIZES[size]:
                number = pair[-1] + 1 if pair else 0
                pair += [number] * pair_size
                group += [g] * pair_size
                in_trio += [int(pair_size == 3)] * pair_size
        return cls(np.array(pair), np.array(group), np.array(in_trio, dtype=np.int64))

    def groups(self, students: Indices) -> PairedGroups:
        """Who is with whom, where these are the students (n,) in the slots."""
        groups: list[list[list[int]]] = []
        for slot, student in enumerate(students):
            if slot == 0 or self.group[slot] != self.group[slot - 1]:
                groups.append([])
            if slot == 0 or self.pair[slot] != self.pair[slot - 1]:
                groups[-1].append([])
            groups[-1][-1].append(int(student))
        return tuple(tuple(tuple(pair) for pair in group) for group in groups)


@dataclass(frozen=True)
class _Weights:
    """One weighted cost for two in a group (n, n), two in a pair (n, n), one in a trio (n,).

    A broken hard rule outweighs everything else, so a period keeps them all when its cost
    is below ``keeps_rules_below``.
    """

    group: Matrix
    pair: Matrix
    trio: Counts
    keeps_rules_below: int

    @classmethod
    def of(cls, problem: PeriodProblem) -> "_Weights":
        weights = problem.weights
        group = np.tensordot(weights, problem.group_costs, axes=1)
        pair = np.tensordot(weights, problem.pair_costs, axes=1)
        trio = np.tensordot(weights, problem.trio_costs, axes=1)
        hard = int(weights @ problem.worst) + 1
        pair = pair + hard * (problem.never_partners & ~problem.apart)
        pair = pair - hard * problem.must_partner
        # Those who must be partners and are count one `hard` each below zero.
        wanted = int(problem.must_partner.sum()) // 2
        return cls(group + hard * problem.apart, pair, trio, hard * (1 - wanted))


def search(
    problem: PeriodProblem,
    rng: np.random.Generator,
    swaps: int,
    *,
    least_swaps: int = 0,
    start: Indices | None = None,
    on_better: Callable[[PairedGroups], None] = lambda groups: None,
    keep_going: Callable[[], bool] = lambda: True,
) -> PairedGroups | None:
    """Look through ``swaps`` swaps for the best period; None where every one broke a rule.

    The first walk goes from the students (n,) in the slots of ``start``, where there is one.
    ``on_better`` is told each new incumbent that keeps the hard rules. Once there is one,
    and ``least_swaps`` are made, ``keep_going`` is asked now and then. The same problem and
    generator state give the same answer.
    """
    slots, weights = _Slots.of(problem), _Weights.of(problem)
    best_cost = weights.keeps_rules_below
    best: PairedGroups | None = None
    done = 0

    def go_on() -> bool:
        return best is None or done < least_swaps or keep_going()

    while done < swaps and go_on():
        walk = _Walk(slots, weights, rng.permutation(len(problem)) if start is None else start)
        start = None
        walk_best, improved = walk.cost, done
        while True:
            if walk.cost < best_cost:
                best_cost, best = walk.cost, slots.groups(walk.students)
                on_better(best)
            if done - improved >= PATIENCE or done >= swaps:
                break
            if done % SWAPS_PER_QUESTION == 0 and not go_on():
                break
            if not walk.swap(rng, walk_best):
                break
            done += 1
            if walk.cost < walk_best:
                walk_best, improved = walk.cost, done
    return best


class _Walk:
    """A period that changes by one swap at a time, with what every next swap would cost.

    ``students`` (n,) are those in the slots. Of every two slots (n, n): ``_same_pair`` and
    ``_same_group`` tell whether they belong together; ``_pair`` and ``_group`` what their
    students weigh with each other; ``_to_pair`` and ``_to_group`` what the student of the first
    weighs with all in the pair or group of the second. ``_free_from`` is the swap from which on
    the two may swap again.
    """

    def __init__(self, slots: _Slots, weights: _Weights, students: Indices) -> None:
        n = len(students)
        self.students = students
        self._slots, self._weights = slots, weights
        self._count = 0
        self._free_from = np.zeros((n, n), dtype=np.int64)
        self._same_pair = slots.pair[:, None] == slots.pair[None, :]
        self._same_group = slots.group[:, None] == slots.group[None, :]
        self._weigh()
        self.cost = int(
            np.trace(self._to_group) // 2
            + np.trace(self._to_pair) // 2
            + slots.in_trio @ weights.trio[students]
        )

    def _weigh(self) -> None:
        """Weigh the student of every slot with the group and the pair of every other."""
        self._group = self._between(self._weights.group)
        self._pair = self._between(self._weights.pair)
        self._to_group = self._with(self._group, self._slots.group)
        self._to_pair = self._with(self._pair, self._slots.pair)

    def _with(self, between: Matrix, of_slot: Indices) -> Matrix:
        """What the student of each slot weighs with all in the group of every slot, (n, n).

        ``between`` (n, n) is what they weigh with the student of every slot, ``of_slot`` (n,) the
        group, or the pair, of each.
        """
        starts = np.flatnonzero(np.diff(of_slot, prepend=-1))
        sums: Matrix = np.add.reduceat(between, starts, axis=1)
        return sums[:, of_slot]

    def _between(self, weights: Matrix) -> Matrix:
        """The weights of every two students (n, n), but in the order of the slots."""
        return weights[np.ix_(self.students, self.students)]

    def swap(self, rng: np.random.Generator, walk_best: int) -> bool:
        """Make the best swap that is allowed; False where there is none."""
        change = self._changes()
        self._count += 1
        tabu = (self._free_from > self._count) & (self.cost + change >= walk_best)
        change[tabu | self._same_pair] = np.iinfo(np.int64).max
        least = change.min()
        if least == np.iinfo(np.int64).max:
            return False
        choices = np.flatnonzero(change == least)
        one, other = divmod(int(choices[rng.integers(len(choices))]), len(self.students))
        until = self._count + int(rng.integers(*TENURE))
        self._free_from[one, other] = self._free_from[other, one] = until
        self.students[[one, other]] = self.students[[other, one]]
        self._weigh()
        self.cost += int(least)
        return True

    def _changes(self) -> Matrix:
        """What the swap of every two slots' students would add to the cost, shape (n, n)."""
        to_group, to_pair = self._to_group, self._to_pair
        stay_group, stay_pair = to_group.diagonal(), to_pair.diagonal()
        group = to_group + to_group.T - stay_group[:, None] - stay_group[None, :]
        group -= 2 * self._group
        pair = to_pair + to_pair.T - stay_pair[:, None] - stay_pair[None, :]
        pair -= 2 * self._pair
        trio = self._weights.trio[self.students]
        turn = self._slots.in_trio
        turns = (turn[None, :] - turn[:, None]) * (trio[:, None] - trio[None, :])
        change: Matrix = group * ~self._same_group + pair * ~self._same_pair + turns
        return change
