"""Several periods at once: tabu search for a covering of all who are left to meet.

A year is a resolvable covering: each period is a parallel class (everyone is in one group),
and together they cover every two students who are to meet. The search swaps two students
in one period, after Dotú and Van Hentenryck, "Scheduling social golfers locally" (CPAIOR
2005), and weighs every swap of every period at once as matrices.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

from toolkit.planning.problem import Mask, Matrix

type Seating = NDArray[np.intp]
"""The group of every student in every period, shape (periods, n)."""

type Weights = NDArray[np.float32]

BROKEN = 40.0
"""What a broken hard rule weighs, where two who have not met weigh 1."""

UNEVEN = 2.0
"""What a turn too many or too few weighs."""

WISH_SWAPS = 1500
"""Swaps that look for even turns and the wishes, once as many meet as can."""

PATIENCE = 1500
"""Swaps without a better covering before one period is dealt anew."""

SWAPS_PER_QUESTION = 25
"""How often the search asks whether it may go on, in swaps."""

LEAST_SWAPS = 200
"""Swaps that even a search that is stopped at once makes."""

TENURE = (6, 14)
"""For how many swaps, at least and below, two who have swapped may not swap back."""


@dataclass(frozen=True)
class CoveringProblem:
    """Periods to plan for n students by their index, with groups of ``sizes``.

    ``to_meet`` (n, n) marks who should share a group at least once, ``apart`` (n, n) who
    never may, ``together`` for each period the pairs of students who must. ``wish`` (n, n)
    is what two in one group cost, below everything else. Whoever is in an odd group, of
    three or of five, has a turn there: ``turns`` (n,) counts those before, and every student
    should have had ``least_turns`` to ``most_turns`` in the end.
    """

    sizes: tuple[int, ...]
    to_meet: Mask
    apart: Mask
    together: tuple[tuple[tuple[int, int], ...], ...]
    wish: Matrix
    turns: NDArray[np.int64]
    least_turns: int
    most_turns: int

    def __len__(self) -> int:
        return len(self.to_meet)

    @property
    def least_uneven(self) -> int:
        """By how many turns students must be off, for what they have had before."""
        too_many = np.maximum(self.turns - self.most_turns, 0)
        too_few = np.maximum(self.least_turns - self.periods - self.turns, 0)
        return int((too_many + too_few).sum())

    @property
    def least_unmet(self) -> int:
        """How many are left who have not met, if nobody ever met twice."""
        meetings = sum(comb(size, 2) for size in self.sizes)
        return max(0, int(self.to_meet.sum()) // 2 - meetings * self.periods)

    @property
    def periods(self) -> int:
        """How many periods there are to plan."""
        return len(self.together)


@dataclass(frozen=True)
class Covering:
    """What was found, and how far it is from perfect.

    ``unmet`` is how many are left who have not met, a broken hard rule counting ``BROKEN``;
    ``uneven`` by how many turns students are off; ``wishes`` what the wishes cost.
    """

    seating: Seating
    unmet: float
    uneven: float
    wishes: float

    @property
    def costs(self) -> tuple[float, float]:
        """What is to be small, the first first."""
        return self.unmet + UNEVEN * self.uneven, self.wishes


def dealt(sizes: Sequence[int], periods: int, rng: np.random.Generator) -> Seating:
    """Groups by chance."""
    group_of_seat = np.repeat(np.arange(len(sizes)), sizes)
    return np.array([rng.permutation(group_of_seat) for _ in range(periods)], dtype=np.intp)


def search_covering(
    problem: CoveringProblem,
    start: Seating,
    rng: np.random.Generator,
    swaps: int,
    *,
    keep_going: Callable[[], bool] = lambda: True,
) -> Covering:
    """Look for a full covering within ``swaps`` swaps from ``start``; returns the best found.

    It ends early where none can be better, or ``WISH_SWAPS`` after as many meet as can.
    The same problem, start and generator state give the same answer, unless ``keep_going``
    ended the search.
    """
    walk = _Walk(problem, start.copy(), rng)
    best, improved, full_since = walk.covering(), 0, None
    for done in range(swaps):
        if full_since is None and best.unmet <= problem.least_unmet:
            full_since = done
        if full_since is not None and (
            done - full_since >= WISH_SWAPS
            or (best.uneven <= problem.least_uneven and not problem.wish.any())
        ):
            break
        if done >= LEAST_SWAPS and done % SWAPS_PER_QUESTION == 0 and not keep_going():
            break
        if done - improved >= PATIENCE:
            walk.deal_again()
            improved = done
        walk.swap(best)
        if walk.costs < best.costs:
            best, improved = walk.covering(), done
    return best


class _Walk:
    """A seating that changes by one swap at a time, with what every next swap would cost."""

    def __init__(
        self, problem: CoveringProblem, seating: Seating, rng: np.random.Generator
    ) -> None:
        self.problem, self.seating, self.rng = problem, seating, rng
        n, periods = len(problem), problem.periods
        self._free_from = np.zeros((periods, n, n), dtype=np.int64)
        self._made = 0
        self._weight = problem.to_meet.astype(np.float32)
        self._hard = np.zeros((periods, n, n), dtype=np.float32)
        self._hard += BROKEN * problem.apart
        # All wishes together weigh less than one who has not met.
        most = max(1, periods * len(problem.sizes) * 10 * int(problem.wish.max(initial=0)))
        self._wish = problem.wish.astype(np.float32)
        self._wish_weight = 0.5 / most
        for period, pairs in enumerate(problem.together):
            for one, other in pairs:
                self._hard[period, one, other] = self._hard[period, other, one] = -BROKEN
        self._wanted = BROKEN * sum(map(len, problem.together))
        self._odd = np.array(problem.sizes) != 4
        self._count_all()

    def covering(self) -> Covering:
        """The seating as it is now."""
        return Covering(self.seating.copy(), self.unmet, self.uneven, self.wishes)

    @property
    def costs(self) -> tuple[float, float]:
        """As those of a covering."""
        return self.unmet + UNEVEN * self.uneven, self.wishes

    def deal_again(self) -> None:
        """Deal the groups of one period by chance."""
        period = int(self.rng.integers(self.problem.periods))
        self.seating[period] = self.rng.permutation(self.seating[period])
        self._count_all()

    def swap(self, best: Covering) -> None:
        """Make the best swap that is allowed, where there is one."""
        change = self._changes()
        self._made += 1
        tabu = self._free_from > self._made
        tabu &= change >= self._weighted(best.costs) - self._weighted(self.costs)
        change[tabu] = np.inf
        least = float(change.min())
        if least == np.inf:
            return
        n = len(self.problem)
        choices = np.flatnonzero(change <= least)
        place = int(choices[self.rng.integers(len(choices))])
        period, place = divmod(place, n * n)
        self._exchange(period, *divmod(place, n))

    def _weighted(self, costs: tuple[float, float]) -> float:
        return costs[0] + self._wish_weight * costs[1]

    def _count_all(self) -> None:
        n, groups = len(self.problem), len(self.problem.sizes)
        same = self.seating[:, :, None] == self.seating[:, None, :]
        self._met = same.sum(axis=0)
        np.fill_diagonal(self._met, 1)
        self._sits = np.zeros((self.problem.periods, n, groups), dtype=np.float32)
        np.put_along_axis(self._sits, self.seating[:, :, None], 1.0, axis=2)
        self._linear = self._hard + np.float32(self._wish_weight) * self._wish
        self._linear_sits = self._linear @ self._sits
        self._hard_total = float((self._hard * same).sum()) / 2
        self._wish_total = float((self._wish * same).sum()) / 2
        self._turns = self.problem.turns + self._odd[self.seating].sum(axis=0)
        self._weigh()

    def _weigh(self) -> None:
        unmet = float((self._weight * (self._met == 0)).sum()) / 2
        self.unmet = unmet + self._hard_total + self._wanted
        self.wishes = self._wish_total
        self.uneven = float(self._uneven(self._turns).sum())

    def _uneven(self, turns: NDArray[np.int64]) -> NDArray[np.int64]:
        """How far each student's turns (n,) are from where they should be."""
        problem = self.problem
        return np.maximum(problem.least_turns - turns, 0) + np.maximum(
            turns - problem.most_turns, 0
        )

    def _changes(self) -> Weights:
        """What each swap of two students in a period would add to the cost (periods, n, n)."""
        periods, n, groups = self._sits.shape
        unmet = self._weight * (self._met == 0)
        just_met = self._weight * (self._met == 1)
        sits = self._sits.transpose(1, 0, 2).reshape(n, periods * groups)
        gain = (unmet @ sits).reshape(n, periods, groups).transpose(1, 0, 2) - self._linear_sits
        loss = (just_met @ sits).reshape(n, periods, groups).transpose(1, 0, 2) - self._linear_sits
        leaving = np.take_along_axis(loss, self.seating[:, :, None], axis=2)
        joining = gain @ self._sits.transpose(0, 2, 1)
        change: Weights = leaving + leaving.transpose(0, 2, 1)
        change -= joining
        change -= joining.transpose(0, 2, 1)
        change += 2 * (unmet - self._linear)
        if self._odd.any():
            now = self._uneven(self._turns)
            one_more = (self._uneven(self._turns + 1) - now).astype(np.float32)
            one_less = (self._uneven(self._turns - 1) - now).astype(np.float32)
            odd = self._odd[self.seating]
            moves_in = (~odd[:, :, None]) & odd[:, None, :]
            turn = UNEVEN * (one_more[:, None] + one_less[None, :])
            change += np.where(moves_in, turn, 0)
            change += np.where(moves_in.transpose(0, 2, 1), turn.T, 0)
        change[self.seating[:, :, None] == self.seating[:, None, :]] = np.inf
        return change

    def _exchange(self, period: int, one: int, other: int) -> None:
        seating = self.seating[period]
        for student, step in ((one, -1), (other, -1)):
            self._count(period, student, step)
        seating[[one, other]] = seating[[other, one]]
        for student, step in ((one, 1), (other, 1)):
            self._count(period, student, step)
        self._sits[period, [one, other]] = self._sits[period, [other, one]]
        self._linear_sits[period] = self._linear[period] @ self._sits[period]
        odd = self._odd[seating]
        self._turns[one] += int(odd[one]) - int(odd[other])
        self._turns[other] += int(odd[other]) - int(odd[one])
        until = self._made + int(self.rng.integers(*TENURE))
        self._free_from[period, one, other] = self._free_from[period, other, one] = until
        self._weigh()

    def _count(self, period: int, student: int, step: int) -> None:
        """Count the meetings of a student and the mates in one period, once more or less."""
        mates = self.seating[period] == self.seating[period, student]
        mates[student] = False
        self._met[student, mates] += step
        self._met[mates, student] += step
        self._hard_total += step * float(self._hard[period, student, mates].sum())
        self._wish_total += step * float(self._wish[student, mates].sum())
