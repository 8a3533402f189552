"""One period for each of some years side by side: the one with the most new meetings found.

Tabu walks over all swaps of two students, after Dotú and Van Hentenryck, "Scheduling social
golfers locally" (CPAIOR 2005). In a single period all swaps are weighed at once, and counted on
from swap to swap, which takes far less time than in many periods at once.
"""

from collections.abc import Callable
from math import floor, log2

import numpy as np

from toolkit.planning.arrays import Counts, Groupings, Indices, Mask, Weights
from toolkit.planning.year.covering import BROKEN, CoveringProblem, dealt, over_pairs
from toolkit.planning.year.tabu import SWAPS_PER_QUESTION, one_of, tenures

# How this was chosen is not on record; docs/mathematics.md tells, under "Numbers that were chosen",
# what is known of it. Whether another is better: benchmarks/year.py --rules one,web.
TURN = 1 / 64
"""What a turn too many or too few weighs, where a new meeting weighs 1; a sum of powers of two."""


def best_single_periods(
    problem: CoveringProblem,
    to_meet: Mask,
    turns: Counts,
    rng: np.random.Generator,
    patience: int,
    *,
    least_swaps: int = 0,
    keep_going: Callable[[], bool] = lambda: True,
) -> Groupings:
    """A period for each of some years (years, n), with as many new meetings as are found.

    Each year has its own who are to meet (years, n, n) and turns so far (years, n), in place of the
    problem's. It ends when ``patience`` swaps have made none of them better, or none can be; it
    makes ``least_swaps`` even where ``keep_going`` says no.
    """
    walks = _Walks(problem, to_meet, turns, rng)
    best, costs = walks.grouping.copy(), walks.costs
    made = since = 0
    while made - since < patience and (costs > walks.least).any():
        if made >= least_swaps and made % SWAPS_PER_QUESTION == 0 and not keep_going():
            break
        walks.swap()
        made += 1
        better = walks.costs < costs
        if better.any():
            best[better] = walks.grouping[better]
            costs, since = np.where(better, walks.costs, costs), made
    return best


class _Walks:
    """A grouping (n,) for each of some years that changes by a swap at a time, and what it costs.

    For one period the costs are linear, but for never partners:

    - ``_cost`` (years, n, n): what it costs that two share a group, ``wish_weight`` for a wish;
    - ``_in_odd`` (years, n): what it costs that a student is in an odd group;
    - ``least`` (years,): what no grouping can cost less than.

    And with each swap:

    - ``_joining`` (years, n, n): what it would cost each student (row) to be in the group of each
      student (column) as well; what it costs who is there is its diagonal, ``_own`` (years, n);
    - ``_over`` (years, k, groups): never partners beyond the pairs of a group;
    - ``_free_from`` (years, n, n): the swap from which on two may swap again.
    """

    def __init__(
        self, problem: CoveringProblem, to_meet: Mask, turns: Counts, rng: np.random.Generator
    ) -> None:
        self._problem, self._rng = problem, rng
        years, n = turns.shape
        self.grouping = dealt(problem.sizes, years, rng)
        # Two who swap leave and join four mates each at most: all their wishes weigh less than a
        # turn, and are not lost in the rounding.
        most = TURN / 2 / (8 * max(1, int(problem.wish.max(initial=0))))
        self.wish_weight = 2.0 ** floor(log2(most))
        cost = BROKEN * problem.apart + self.wish_weight * problem.wish - to_meet
        for one, other in problem.together[0]:
            cost[:, [one, other], [other, one]] -= BROKEN
        self._cost = cost.astype(np.float32)
        more = problem.uneven(turns + 1) - problem.uneven(turns)
        self._in_odd = (TURN * more).astype(np.float32)
        self._odd = np.array(problem.sizes) != 4
        new = np.minimum(problem.most_new, to_meet.sum(axis=(1, 2)) // 2)
        turned = np.sort(self._in_odd, axis=1)[:, : self._odd[self.grouping[0]].sum()]
        self.least = turned.sum(axis=1, dtype=np.float64) - new - BROKEN * len(problem.together[0])
        self._all = np.arange(years)
        self._made = 0
        self._free_from = np.zeros((years, n, n), dtype=np.int64)
        of_group = self.grouping[:, :, None] == np.arange(len(problem.sizes))
        joining = self._cost @ of_group.astype(np.float32) + self._in_odd[:, :, None] * self._odd
        self._joining: Weights = np.take_along_axis(joining, self.grouping[:, None], axis=2)
        self._weigh()
        self._least_yet = self.costs

    def swap(self) -> None:
        """Make the best swap that is allowed in each year, where there is one."""
        change = self._changes()
        self._made += 1
        tabu = self._free_from > self._made
        tabu &= change >= (self._least_yet - self.costs).astype(np.float32)[:, None, None]
        np.copyto(change, np.inf, where=tabu)
        years, n = self.grouping.shape
        each = change.reshape(years, -1)
        least = each.min(axis=1)
        one, other = np.divmod(one_of(each == least[:, None], self._rng), n)
        # Where no swap is allowed, a student swaps with nobody.
        other = np.where(np.isinf(least), one, other)
        self._exchange(one, other)
        until = self._made + tenures(years, self._rng)
        of = self._all
        self._free_from[of, one, other] = self._free_from[of, other, one] = until
        self._least_yet = np.minimum(self._least_yet, self.costs)

    def _changes(self) -> Weights:
        """What each swap of two would add (years, n, n); infinite where they are in one group."""
        change: Weights = self._joining - self._own[:, :, None]
        change -= self._cost
        if len(self._problem.never_partners):
            change += self._crowded()
        change = change + change.transpose(0, 2, 1)
        in_one = self.grouping[:, :, None] == self.grouping[:, None]
        np.copyto(change, np.inf, where=in_one)
        return change

    def _crowded(self) -> Weights:
        """What it costs more where one (row) comes in for another (column), by never partners."""
        never = self._problem.never_partners
        of_them, others = never.astype(np.float32), (~never).astype(np.float32)
        over = np.take_along_axis(self._over, self.grouping[:, None], axis=2)
        joining, leaving = (over >= 0) * others, (over > 0) * of_them
        crowded: Weights = of_them.T @ joining - leaving.transpose(0, 2, 1) @ others
        crowded *= np.float32(BROKEN)
        return crowded

    def _exchange(self, one: Indices, other: Indices) -> None:
        """Let two students of each year swap their groups; count what that changes."""
        of, grouping, joining = self._all, self.grouping, self._joining
        of_one, of_other = grouping[of, one], grouping[of, other]
        grouping[of, one], grouping[of, other] = of_other, of_one
        places = joining[of, :, one], joining[of, :, other]
        joining[of, :, other], joining[of, :, one] = places
        # In the group that was the one's sits the other now, and the other way round.
        more = self._cost[of, other] - self._cost[of, one]
        sign = (grouping == of_one[:, None]).astype(np.float32) - (grouping == of_other[:, None])
        joining += more[:, :, None] * sign[:, None]
        self._weigh()

    def _weigh(self) -> None:
        """Sum up what the groupings cost."""
        problem, grouping = self._problem, self.grouping
        self._own = self._joining.diagonal(axis1=1, axis2=2).copy()
        turns = self._in_odd * self._odd[grouping]
        self.costs = (self._own + turns).sum(axis=1, dtype=np.float64) / 2
        if len(problem.never_partners):
            self._over = over_pairs(problem.never_partners, grouping[:, None], problem.sizes)[:, 0]
            self.costs += BROKEN * np.maximum(self._over, 0).sum(axis=(1, 2))
