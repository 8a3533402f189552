"""Tabu walks through groupings, many side by side, each a swap at a time.

A swap exchanges two students in one period, after Dotú and Van Hentenryck, "Scheduling social
golfers locally" (CPAIOR 2005): one of them has not met someone, or is where something else can be
made better. All walks make their next swap as one step of arrays, which takes far less time than
one after the other would.
"""

from math import floor, log2

import numpy as np

from toolkit.planning.arrays import Costs, Groupings, Indices, Mask, Weights
from toolkit.planning.year.covering import BROKEN, CoveringProblem, over_pairs
from toolkit.planning.year.tabu import one_of, tenures

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: benchmarks/year.py --rules one,web.
UNEVEN, UNEVEN_IN_FIVES = 1 / 4, 1 / 64
"""What a turn too many or too few weighs on the way to the next swap.

Four in trios weigh as much as one who has not met; if one weighed more, fewer would meet. Who in a
five is in the trio is chosen later.
Weights are sums of powers of two, so that every machine comes to the same sum.
"""

MOVERS, EARLY_MOVERS = 8, 4
"""Of so many students one takes part in the next swap, chosen by lot among those concerned.

There are fewer where everyone is concerned, for what is early can be made earlier.
"""

_BESIDE = np.array([[-1], [0], [1]])


class Walks:
    """Groupings (walks, periods, n) that change by a swap each at a time, and what that costs.

    ``early`` is what it weighs that two meet a period later; ``heavier`` what two who have not met
    weigh more after each swap that makes nothing better. One of them at least is zero. For
    problems that stay the same:

    - ``_cost`` (periods + 1,): what it costs that two meet first in each period, or never;
    - ``_wish`` (n, n): the wishes of two;
    - ``_hard`` (periods, n, n): what the rules make it cost that two share a group;
    - ``_linear`` (periods, n, n): the same with the wishes, ``_wish_weight`` each;
    - ``_odd`` (groups,): whether a group is of three or of five.

    And with each swap:

    - ``_weight`` (walks, n, n): what it weighs that two do not meet: 1 at first, and 0 for those
      who are not to; ``_never`` (walks, n, n): the same of those who do not;
    - ``_same`` (walks, periods, n, n): 1 for two who share a group in a period, else 0;
    - ``_first``, ``_second`` (walks, n, n): the first and second period in which two share a group;
    - ``_moved`` (walks, periods, n, n): what it costs by ``_linear`` that two swap who are not in
      one group;
    - ``_hard_of``, ``_wish_of`` (walks, periods): what rules and wishes cost in each period;
    - ``_over`` (walks, periods, k, groups): never partners beyond the pairs of a group;
    - ``_turns`` (walks, n): how often each student has been in an odd group; ``_uneven``
      (walks, 3, n): how far that is from where it should be, with one less, as it is, and with
      one more;
    - ``_unmet`` (walks, n): how many each student has not met; ``_broken`` (walks,): what rules
      that are broken cost;
    - ``_free_from`` (walks, periods, n, n): the swap from which on two may swap again.
    """

    def __init__(
        self,
        problem: CoveringProblem,
        groupings: Groupings,
        rng: np.random.Generator,
        early: float = 0.0,
        heavier: float = 0.0,
    ) -> None:
        self.problem, self.groupings, self.rng = problem, groupings, rng
        walks, periods, n = groupings.shape
        self._early, self._heavier, self._made = early, np.float32(heavier), 0
        self._cost: Weights = (early * np.arange(periods + 1)).astype(np.float32)
        self._cost[-1] += 1
        self._free_from = np.zeros((walks, periods, n, n), dtype=np.int64)
        self._weight = np.repeat(problem.to_meet[None].astype(np.float32), walks, axis=0)
        self._hard = np.zeros((periods, n, n), dtype=np.float32)
        self._hard += BROKEN * problem.apart
        self._wish = problem.wish.astype(np.float32)
        # Two who swap leave and join four mates each at most: so the wishes of a swap weigh less
        # than one who has not met, or meets a period later, and are not lost in the rounding.
        most = 0.5 * (early or 1.0) / (8 * max(1, int(problem.wish.max(initial=0))))
        self._wish_weight = 2.0 ** floor(log2(most))
        for period, pairs in enumerate(problem.together):
            for one, other in pairs:
                self._hard[period, one, other] = self._hard[period, other, one] = -BROKEN
        self._wanted = BROKEN * sum(map(len, problem.together))
        self._linear = self._hard + np.float32(self._wish_weight) * self._wish
        self._turn = UNEVEN_IN_FIVES if 5 in problem.sizes else UNEVEN
        self._odd = np.array(problem.sizes) != 4
        self._has_odd = bool(self._odd.any())
        self._all = np.arange(walks)
        self._places = (self._all[:, None] * ((periods + 1) * n) + np.arange(n))[:, None]
        self._first = np.empty((walks, n, n), dtype=np.intp)
        self._second = np.empty_like(self._first)
        self._same = np.empty((walks, periods, n, n), dtype=np.float32)
        self._moved = np.empty_like(self._same)
        self._hard_of, self._wish_of = np.zeros((2, walks, periods))
        self._turns = np.empty((walks, n), dtype=np.int64)
        self.place(groupings)

    @property
    def costs(self) -> Costs:
        """What is to be small, the first first, in each walk (4, walks).

        Who have not met and broken rules; how late they meet; uneven turns; wishes.
        """
        return np.stack([self.unmet, self._early * self.late, self.uneven, self.wishes])

    @property
    def weighed(self) -> Costs:
        """The same as one sum, which guides the swaps (walks,)."""
        never = self._never.sum(axis=(1, 2), dtype=np.float64) / 2
        weighed: Costs = never + self._broken + self._turn * self.uneven + self._early * self.late
        return weighed + self._wish_weight * self.wishes

    def place(self, groupings: Groupings) -> None:
        """Let all walks go on from these, as if they had begun there."""
        self.groupings[:] = groupings
        self._count(self._all)
        self._least = self.weighed

    def deal_again(self, walks: Indices, groupings: Groupings) -> None:
        """Let these walks go on from these, with the groups of one period each dealt by chance."""
        periods = self.rng.integers(self.problem.periods, size=len(walks))
        self.groupings[walks] = groupings
        self.groupings[walks, periods] = self.rng.permuted(self.groupings[walks, periods], axis=1)
        self._count(walks)

    def swap(self) -> None:
        """Make the best swap that is allowed in each walk, where there is one."""
        movers = self._movers()
        of = self._all[:, None]
        change = self._changes(movers)
        self._made += 1
        weighed = self.weighed
        self._least = np.minimum(self._least, weighed)
        tabu = self._free_from[of, :, movers] > self._made
        tabu &= change >= (self._least - weighed)[:, None, None, None]
        change[tabu] = np.inf
        each = change.reshape(len(of), -1)
        least = each.min(axis=1)
        chosen = one_of(each == least[:, None], self.rng)
        mover, period, other = np.unravel_index(chosen, change.shape[1:])
        one = movers[self._all, mover]
        # Where no swap is allowed, a student swaps with nobody.
        self._exchange(period, one, np.where(np.isinf(least), one, other))
        if self._heavier:
            self._weigh_more(least >= 0)

    def _weigh_more(self, walks: Mask) -> None:
        """Let two who have not met weigh more in these walks."""
        more = self._heavier * (self._never[walks] > 0)
        self._weight[walks] += more
        self._never[walks] += more

    def _movers(self) -> Indices:
        """Of whom one takes part in each swap (walks, k): by lot, those who are concerned first.

        They have not met all they are to meet, or their turns are off. Where a rule is broken, or
        what is early can be made earlier, everyone is concerned.
        """
        n = len(self.problem)
        some = min(EARLY_MOVERS if self._early else MOVERS, n)
        concerned = (self._unmet > 0) | (self._uneven[:, 1] > 0)
        by_lot = self.rng.random((len(self._all), n))
        if not self._early:
            by_lot += concerned & (self._broken == 0)[:, None]
        movers = np.argpartition(by_lot, n - some, axis=1)[:, n - some :]
        movers.sort(axis=1)  # which of them comes first is another on another machine
        return movers

    def _count(self, walks: Indices) -> None:
        """Count everything anew in these walks."""
        same = self.groupings[walks][..., :, None] == self.groupings[walks][..., None, :]
        self._first[walks], self._second[walks] = _first_and_second(same, axis=1)
        self._same[walks] = same
        periods = np.arange(self.problem.periods)
        self._count_linear(*map(np.ravel, np.meshgrid(walks, periods, indexing="ij")))
        in_odd = self._odd[self.groupings[walks]].sum(axis=1)
        self._turns[walks] = self.problem.turns + in_odd
        self._weigh()

    def _weigh(self) -> None:
        """Sum up what the groupings cost, after a swap."""
        problem = self.problem
        self._never = self._weight * (self._first == problem.periods)
        self._unmet = (self._never > 0).sum(axis=1)
        self._broken = self._hard_of.sum(axis=1) + self._wanted
        if len(problem.never_partners):
            self._over = over_pairs(problem.never_partners, self.groupings, problem.sizes)
            self._broken += BROKEN * np.maximum(self._over, 0).sum(axis=(1, 2, 3))
        self.unmet = self._unmet.sum(axis=1) / 2 + self._broken
        self.wishes = self._wish_of.sum(axis=1)
        self._uneven = self.problem.uneven(self._turns[:, None] + _BESIDE)
        self.uneven = self._uneven[:, 1].sum(axis=1)
        self.late = np.zeros(len(self._all))
        if self._early:
            self.late = (self._weight * self._first).sum(axis=(1, 2), dtype=np.float64) / 2

    def _changes(self, movers: Indices) -> Weights:
        """What each swap of one of these with any student would add (walks, k, periods, n).

        Infinite where the two are in one group.
        """
        walks, periods, n = self.groupings.shape
        of = self._all[:, None]
        same: Weights = self._same[of, :, movers]
        joined: Weights
        if self._early:
            now = self._cost[self._first]
            later = self._weight * (self._cost[self._second] - now)
            earlier = now[:, None] - self._cost[:periods, None, None]
            np.maximum(earlier, 0, out=earlier)
            earlier *= self._weight[:, None]
            join: Weights = earlier[of, :, movers]
            joined = join.transpose(0, 2, 1, 3) @ self._same
            joined += same.transpose(0, 2, 1, 3) @ earlier
            joined = joined.transpose(0, 2, 1, 3)
        else:
            # Where early is not better than late, it is the same for every period.
            later = self._weight * (self._second == periods)
            later -= self._never
            join = self._never[of, movers]
            all_same = self._same.reshape(walks, -1, n).transpose(0, 2, 1)
            joined = (join @ all_same).reshape(same.shape)
            joined += (same.reshape(walks, -1, n) @ self._never).reshape(same.shape)
            join = join[:, :, None]
        change: Weights = self._moved[of, :, movers] - joined
        change += 2 * join
        by_first = self._first * n
        by_first += self._places
        leaving = np.bincount(by_first.ravel(), later.ravel(), minlength=walks * (periods + 1) * n)
        leave = leaving.reshape(walks, periods + 1, n)[:, :periods].astype(np.float32)
        change += leave[:, None]
        change += leave[of, :, movers][..., None]
        if self._has_odd:
            change += self._into_odd(movers)
        if len(self.problem.never_partners):
            change += self._crowded(movers)
        change[same > 0] = np.inf
        return change

    def _into_odd(self, movers: Indices) -> Weights:
        """What turns cost more where one comes into an odd group for another, as the changes."""
        of = self._all[:, None]
        less, now, more = (self._turn * self._uneven).transpose(1, 0, 2).astype(np.float32)
        one_more, one_less = more - now, less - now
        odd = self._odd[self.groupings]
        of_mover, of_other = odd[of, :, movers][..., None], odd[:, None]
        goes_in = one_more[of, movers][:, :, None] + one_less[:, None]
        goes_out = one_less[of, movers][:, :, None] + one_more[:, None]
        costs: Weights = (of_other & ~of_mover) * goes_in[:, :, None]
        costs += (of_mover & ~of_other) * goes_out[:, :, None]
        return costs

    def _crowded(self, movers: Indices) -> Weights:
        """What it costs more where never partners come in for others, as the changes."""
        of = self._all[:, None]
        never = self.problem.never_partners
        of_them, others = never.astype(np.float32), (~never).astype(np.float32)
        over = np.take_along_axis(self._over, self.groupings[:, :, None], axis=3)
        leaving = np.where(over > 0, -of_them, 0)
        joining = np.where(over >= 0, others, 0)
        change = leaving[of, :, :, movers] @ others
        change += joining[of, :, :, movers] @ of_them
        beside = of_them.T[movers][:, None] @ joining + others.T[movers][:, None] @ leaving
        change += beside.transpose(0, 2, 1, 3)
        return (BROKEN * change).astype(np.float32, copy=False)

    def _exchange(self, period: Indices, one: Indices, other: Indices) -> None:
        """Let two students swap their groups in a period of each walk; count what that changes."""
        walk = self._all
        grouping = self.groupings[walk, period]
        of_one, of_other = grouping[walk, one], grouping[walk, other]
        grouping[walk, one], grouping[walk, other] = of_other, of_one
        self.groupings[walk, period] = grouping
        self._same[walk, period] = grouping[:, :, None] == grouping[:, None, :]
        self._count_linear(walk, period)
        two, of = np.stack([one, other], axis=1), walk[:, None]
        first, second = _first_and_second(self._same[of, :, two] > 0, axis=2)
        self._first[of, two], self._second[of, two] = first, second
        self._first[of, :, two], self._second[of, :, two] = first, second
        if self._has_odd:
            more = self._odd[of_other].astype(np.int64) - self._odd[of_one]
            self._turns[walk, one] += more
            self._turns[walk, other] -= more
        until = self._made + tenures(len(walk), self.rng)
        self._free_from[walk, period, one, other] = until
        self._free_from[walk, period, other, one] = until
        self._weigh()

    def _count_linear(self, walk: Indices, period: Indices) -> None:
        """Count what the rules and wishes cost in these periods, and would where two swap."""
        same, linear = self._same[walk, period], self._linear[period]
        self._hard_of[walk, period] = np.einsum("wij,wij->w", self._hard[period], same) / 2
        self._wish_of[walk, period] = np.einsum("ij,wij->w", self._wish, same) / 2
        # What the members of a group cost who joins it, the same for each whose place that is.
        grouping = self.groupings[walk, period]
        of_group = grouping[:, :, None] == np.arange(len(self.problem.sizes))
        costs = linear @ of_group.astype(np.float32)
        joined = costs[np.arange(len(costs))[:, None], :, grouping]
        joined -= joined.diagonal(axis1=1, axis2=2)[:, None].copy()
        joined -= linear
        self._moved[walk, period] = joined + joined.transpose(0, 2, 1)


def _first_and_second(same: Mask, axis: int) -> tuple[Indices, Indices]:
    """The first and the second period in which two share a group; the periods are an axis of it.

    Both have the shape without it. Where there is none, the number of periods stands.
    """
    times = same.cumsum(axis=axis)
    return (times < 1).sum(axis=axis), (times < 2).sum(axis=axis)
