"""A good period quickly: tabu search over swaps of two students.

After Dotú and Van Hentenryck, "Scheduling social golfers locally" (CPAIOR 2005), with two
levels of seats, pairs inside groups, and all swaps weighed at once as a matrix.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.planning.period.problem import Matrix, PeriodProblem

type Grouping = tuple[tuple[tuple[int, ...], ...], ...]
"""The groups of a period, each its pairs, each the indices of its students."""

PATIENCE = 600
"""Swaps without a better period before the search starts over from a shuffled class."""

SWAPS_PER_QUESTION = 50
"""How often the search asks whether it may go on, in swaps."""

TENURE = (4, 12)
"""For how many swaps, at least and below, two who have swapped may not swap back."""


@dataclass(frozen=True)
class _Seats:
    """The seats of a period in order: the pair and the group of each, and which are in trios."""

    pair: NDArray[np.intp]
    group: NDArray[np.intp]
    in_trio: NDArray[np.int64]

    @classmethod
    def of(cls, problem: PeriodProblem) -> "_Seats":
        pair_sizes = {4: (2, 2), 5: (2, 3), 3: (3,)}
        pair: list[int] = []
        group: list[int] = []
        in_trio: list[int] = []
        for g, size in enumerate(problem.sizes.as_tuple()):
            for pair_size in pair_sizes[size]:
                number = pair[-1] + 1 if pair else 0
                pair += [number] * pair_size
                group += [g] * pair_size
                in_trio += [int(pair_size == 3)] * pair_size
        return cls(np.array(pair), np.array(group), np.array(in_trio, dtype=np.int64))

    def grouping(self, seated: NDArray[np.intp]) -> Grouping:
        """Who sits together when ``seated[seat]`` is the student in each seat."""
        groups: list[list[list[int]]] = []
        for seat, student in enumerate(seated):
            if seat == 0 or self.group[seat] != self.group[seat - 1]:
                groups.append([])
            if seat == 0 or self.pair[seat] != self.pair[seat - 1]:
                groups[-1].append([])
            groups[-1][-1].append(int(student))
        return tuple(tuple(tuple(pair) for pair in group) for group in groups)


@dataclass(frozen=True)
class _Weights:
    """One weighted cost for two in a group (n, n), two in a pair (n, n), one in a trio (n,).

    A broken hard rule outweighs everything else, so a seating keeps them all when its cost
    is below ``keeps_rules_below``.
    """

    group: Matrix
    pair: Matrix
    trio: Matrix
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
    on_better: Callable[[Grouping], None] = lambda grouping: None,
    keep_going: Callable[[], bool] = lambda: True,
) -> Grouping | None:
    """Look through ``swaps`` swaps for the best period; None where every one broke a rule.

    ``on_better`` is told each new incumbent that keeps the hard rules. Once there is one,
    and ``least_swaps`` are made, ``keep_going`` is asked now and then. The same problem and
    generator state give the same answer.
    """
    seats, weights = _Seats.of(problem), _Weights.of(problem)
    best_cost = weights.keeps_rules_below
    best: Grouping | None = None
    done = 0

    def go_on() -> bool:
        return best is None or done < least_swaps or keep_going()

    while done < swaps and go_on():
        walk = _Walk(seats, weights, rng.permutation(len(problem)))
        walk_best, improved = walk.cost, done
        while True:
            if walk.cost < best_cost:
                best_cost, best = walk.cost, seats.grouping(walk.seated)
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
    """A seating that changes by one swap at a time, with what every next swap would cost."""

    def __init__(self, seats: _Seats, weights: _Weights, seated: NDArray[np.intp]) -> None:
        n = len(seated)
        self.seated = seated
        self._seats, self._weights = seats, weights
        self._count = 0
        self._free_from = np.zeros((n, n), dtype=np.int64)
        self._same_pair = seats.pair[:, None] == seats.pair[None, :]
        self._same_group = seats.group[:, None] == seats.group[None, :]
        self._seat()
        self.cost = int(
            np.trace(self._to_group) // 2
            + np.trace(self._to_pair) // 2
            + seats.in_trio @ weights.trio[seated]
        )

    def _seat(self) -> None:
        """Weigh, for the students in every two seats, the one with the other's group and pair."""
        self._group = self._between(self._weights.group)
        self._pair = self._between(self._weights.pair)
        self._to_group = self._with(self._group, self._seats.group)
        self._to_pair = self._with(self._pair, self._seats.pair)

    def _with(self, between: Matrix, of_seat: NDArray[np.intp]) -> Matrix:
        """What those in each seat weigh with all in the group (or pair) of every seat."""
        starts = np.flatnonzero(np.diff(of_seat, prepend=-1))
        sums: Matrix = np.add.reduceat(between, starts, axis=1)
        return sums[:, of_seat]

    def _between(self, weights: Matrix) -> Matrix:
        """The weights between the students of every two seats."""
        return weights[np.ix_(self.seated, self.seated)]

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
        one, other = divmod(int(choices[rng.integers(len(choices))]), len(self.seated))
        until = self._count + int(rng.integers(*TENURE))
        self._free_from[one, other] = self._free_from[other, one] = until
        self.seated[[one, other]] = self.seated[[other, one]]
        self._seat()
        self.cost += int(least)
        return True

    def _changes(self) -> Matrix:
        """What the swap of every two seats' students would add to the cost, shape (n, n)."""
        to_group, to_pair = self._to_group, self._to_pair
        stay_group, stay_pair = to_group.diagonal(), to_pair.diagonal()
        group = to_group + to_group.T - stay_group[:, None] - stay_group[None, :]
        group -= 2 * self._group
        pair = to_pair + to_pair.T - stay_pair[:, None] - stay_pair[None, :]
        pair -= 2 * self._pair
        trio = self._weights.trio[self.seated]
        turn = self._seats.in_trio
        turns = (turn[None, :] - turn[:, None]) * (trio[:, None] - trio[None, :])
        change: Matrix = group * ~self._same_group + pair * ~self._same_pair + turns
        return change
