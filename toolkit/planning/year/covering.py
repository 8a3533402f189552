"""Several periods at once: tabu search for a covering of all who are left to meet.

A year is a resolvable covering: each period is a parallel class (everyone is in one group),
and together they cover every two students who are to meet. The search swaps two students
in one period, after Dotú and Van Hentenryck, "Scheduling social golfers locally" (CPAIOR
2005), and weighs every swap of every period at once as matrices.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, inf, log2

import numpy as np

from toolkit.planning.arrays import Counts, Groupings, Indices, Mask, Matrix, Weights
from toolkit.shapes import PAIR_SIZES

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: benchmarks/year.py --rules one,web.
BROKEN = 40.0
"""What a broken hard rule weighs, where two who have not met weigh 1."""

UNEVEN, UNEVEN_IN_FIVES = 2.0, 1 / 64
"""What a turn too many or too few weighs on the way to the next swap.

No meeting is given up for it in what is kept. Who in a five is in the trio is chosen later.
Weights are sums of powers of two, so that every machine comes to the same sum.
"""

EVEN_SWAPS = 3000
"""Swaps that look for even turns, once as many meet as can."""

EARLY = 1 / 128
"""What it weighs that two meet a period later, where meetings are to come early."""

HOPELESS_SWAPS = 2000
"""Swaps that let nobody more meet, after which the chance that others do is small."""

PATIENCE = 250
"""Swaps without a better covering before one period of the best is dealt anew."""

SWAPS_PER_QUESTION = 25
"""How often the search asks whether it may go on, in swaps."""

LEAST_SWAPS = 200
"""Swaps for a first period, even where the search is stopped at once."""

TENURE = (6, 14)
"""For how many swaps, at least and below, two who have swapped may not swap back."""


@dataclass(frozen=True)
class CoveringProblem:
    """Periods to plan for n students by their number, with groups of ``sizes``.

    ``to_meet`` (n, n) marks who should share a group at least once, ``apart`` (n, n) who
    never may, ``together`` for each period the pairs of students who must. Each row of
    ``never_partners`` (k, n) marks students of whom a group can hold as many as it has pairs.
    ``wish`` (n, n) is what two in one group cost, below everything else. Whoever is in an odd
    group, of three or of five, has a turn there: ``turns`` (n,) counts those before, and every
    student should have had ``least_turns`` to ``most_turns`` in the end. No period can have
    more than ``most_new`` of the meetings that are wanted.
    """

    sizes: tuple[int, ...]
    to_meet: Mask
    apart: Mask
    together: tuple[tuple[tuple[int, int], ...], ...]
    never_partners: Mask
    wish: Matrix
    turns: Counts
    least_turns: int
    most_turns: int
    most_new: int

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
        """How many are left who have not met in any plan, at least."""
        return max(0, int(self.to_meet.sum()) // 2 - self.most_new * self.periods)

    @property
    def periods(self) -> int:
        """How many periods there are to plan."""
        return len(self.together)


@dataclass(frozen=True)
class Covering:
    """What was found, and how far it is from perfect.

    ``unmet`` is how many are left who have not met, a broken hard rule counting ``BROKEN``;
    ``uneven`` by how many turns students are off; ``late`` counts the periods before each
    two meet for the first time, all of them where they never do; ``wishes`` is what the
    wishes cost.
    """

    groupings: Groupings
    unmet: float
    uneven: float
    late: float
    wishes: float


def dealt(sizes: Sequence[int], periods: int, rng: np.random.Generator) -> Groupings:
    """Groups by chance."""
    group_of_slot = np.repeat(np.arange(len(sizes)), sizes)
    groupings = np.empty((periods, len(group_of_slot)), dtype=np.intp)
    for grouping in groupings:
        grouping[:] = rng.permutation(group_of_slot)
    return groupings


def over_pairs(never_partners: Mask, groupings: Groupings, sizes: Sequence[int]) -> Weights:
    """How many more never partners than pairs a group has; below zero where more would fit.

    For every row of ``never_partners`` (k, n) and every group, shape (periods, k, groups).
    """
    of_group = (groupings[:, :, None] == np.arange(len(sizes))).astype(np.float32)
    pairs = np.array([len(PAIR_SIZES[size]) for size in sizes], dtype=np.float32)
    over: Weights = never_partners.astype(np.float32) @ of_group - pairs
    return over


def search_covering(
    problem: CoveringProblem,
    start: Groupings,
    rng: np.random.Generator,
    swaps: int,
    *,
    least_swaps: int = 0,
    hopeless: float = inf,
    keep_going: Callable[[], bool] = lambda: True,
) -> Covering:
    """Look for a full covering within ``swaps`` swaps from ``start``; returns the best found.

    It ends early where none can be better, or ``EVEN_SWAPS`` after as many meet as can, or where
    ``hopeless`` or more have not met and ``HOPELESS_SWAPS`` have not made them fewer; but makes
    ``least_swaps`` even where ``keep_going`` says no. The same problem, start and generator state
    give the same answer, unless ``keep_going`` ended the search.
    """
    full_since: int | None = None
    least, least_since = inf, 0

    def is_done(best: Covering, done: int) -> bool:
        nonlocal full_since, least, least_since
        if best.unmet < least:
            least, least_since = best.unmet, done
        if best.unmet > problem.least_unmet:
            return best.unmet >= hopeless and done - least_since >= HOPELESS_SWAPS
        full_since = done if full_since is None else full_since
        return best.uneven <= problem.least_uneven or done - full_since >= EVEN_SWAPS

    walk = _Walk(problem, start.copy(), rng, 0.0)
    return _walked(walk, swaps, is_done, lambda done: done < least_swaps or keep_going())


def polish_covering(
    problem: CoveringProblem,
    start: Groupings,
    rng: np.random.Generator,
    swaps: int,
    *,
    least_swaps: int = 0,
    keep_going: Callable[[], bool] = lambda: True,
) -> Covering:
    """Let them meet earlier, and fulfil wishes, while not fewer meet; else as the search."""
    walk = _Walk(problem, start.copy(), rng, EARLY)
    return _walked(
        walk, swaps, lambda best, done: False, lambda done: done < least_swaps or keep_going()
    )


def _walked(
    walk: "_Walk",
    swaps: int,
    is_done: Callable[[Covering, int], bool],
    keep_going: Callable[[int], bool],
) -> Covering:
    """The best of at most so many swaps."""
    best, costs, improved = walk.covering(), walk.costs, 0
    for done in range(swaps):
        if is_done(best, done):
            break
        if done % SWAPS_PER_QUESTION == 0 and not keep_going(done):
            break
        if done - improved >= PATIENCE:
            walk.deal_again(best.groupings)
            improved = done
        walk.swap()
        if walk.costs < costs:
            best, costs, improved = walk.covering(), walk.costs, done
    return best


class _Walk:
    """Groupings that change by one swap at a time, with what every next swap would cost.

    ``early`` is what it weighs that two meet a period later. For a problem that stays the same:

    - ``_cost`` (periods + 1,): what it costs that two meet first in each period, or never;
    - ``_weight`` (n, n): 1 for two who are to meet, else 0; ``_wish`` (n, n): their wishes;
    - ``_hard`` (periods, n, n): what the rules make it cost that two share a group;
    - ``_linear`` (periods, n, n): the same with the wishes, ``_wish_weight`` each;
    - ``_odd`` (groups,): whether a group is of three or of five.

    And with each swap:

    - ``_same`` (periods, n, n): 1 for two who share a group in a period, else 0;
    - ``_first``, ``_second`` (n, n): the first and the second period in which two share a group;
    - ``_moved`` (periods, n, n): what it costs by ``_linear`` that the first leaves their group for
      that of the second, who is gone from it; infinite for two in one group;
    - ``_hard_of``, ``_wish_of`` (periods,): what rules and wishes cost in each period;
    - ``_over`` (periods, k, groups): never partners beyond the pairs of a group;
    - ``_turns`` (n,): how often each student has been in an odd group; ``_uneven`` (3, n): how far
      that is from where it should be, with one less, as it is, and with one more;
    - ``_free_from`` (periods, n, n): the swap from which on two may swap again.
    """

    def __init__(
        self,
        problem: CoveringProblem,
        groupings: Groupings,
        rng: np.random.Generator,
        early: float,
    ) -> None:
        self.problem, self.groupings, self.rng = problem, groupings, rng
        n, periods = len(problem), problem.periods
        self._early = early
        self._cost = early * np.arange(periods + 1, dtype=np.float32)
        self._cost[-1] += 1
        self._free_from = np.zeros((periods, n, n), dtype=np.int64)
        self._made = 0
        self._weight = problem.to_meet.astype(np.float32)
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
        self._count_all()
        self._least = self.weighed

    def covering(self) -> Covering:
        """The groupings as they are now, and what they cost."""
        return Covering(self.groupings.copy(), self.unmet, self.uneven, self.late, self.wishes)

    @property
    def costs(self) -> tuple[float, float, float, float]:
        """What is to be small, the first first."""
        return self.unmet, self._early * self.late, self.uneven, self.wishes

    @property
    def weighed(self) -> float:
        """The same as one sum, which guides the swaps."""
        unmet, late, uneven, wishes = self.costs
        return unmet + self._turn * uneven + late + self._wish_weight * wishes

    def deal_again(self, groupings: Groupings) -> None:
        """Go on from these, with the groups of one period dealt by chance."""
        self.groupings = groupings.copy()
        period = int(self.rng.integers(self.problem.periods))
        self.groupings[period] = self.rng.permutation(self.groupings[period])
        self._count_all()

    def swap(self) -> None:
        """Make the best swap that is allowed, where there is one."""
        change = self._changes()
        self._made += 1
        self._least = min(self._least, self.weighed)
        tabu = self._free_from > self._made
        tabu &= change >= self._least - self.weighed
        np.copyto(change, np.inf, where=tabu)
        least = change.min()
        if least == np.inf:
            return
        n = len(self.problem)
        choices = np.flatnonzero(change == least)
        chosen = int(choices[self.rng.integers(len(choices))])
        period, two = divmod(chosen, n * n)
        self._exchange(period, *divmod(two, n))

    def _count_all(self) -> None:
        """Count everything anew."""
        same = self.groupings[:, :, None] == self.groupings[:, None, :]
        self._first, self._second = _first_and_second(same)
        self._same = same.astype(np.float32)
        self._moved = np.empty_like(self._same)
        self._hard_of, self._wish_of = np.zeros((2, self.problem.periods))
        for period in range(self.problem.periods):
            self._count_linear(period)
        self._turns = self.problem.turns + self._odd[self.groupings].sum(axis=0)
        self._weigh()

    def _weigh(self) -> None:
        """Sum up what the groupings cost, after a swap."""
        never = self._first == self.problem.periods
        unmet = float((self._weight * never).sum()) / 2
        self.unmet = unmet + float(self._hard_of.sum()) + self._wanted
        if len(self.problem.never_partners):
            problem = self.problem
            self._over = over_pairs(problem.never_partners, self.groupings, problem.sizes)
            self.unmet += BROKEN * float(np.maximum(self._over, 0).sum())
        self.late = float((self._weight * self._first).sum()) / 2
        self.wishes = float(self._wish_of.sum())
        self._uneven = self._beyond(self._turns + np.array([[-1], [0], [1]]))
        self.uneven = float(self._uneven[1].sum())

    def _beyond(self, turns: Counts) -> Counts:
        """How far each student's turns (…, n) are from where they should be."""
        problem = self.problem
        return np.maximum(problem.least_turns - turns, 0) + np.maximum(
            turns - problem.most_turns, 0
        )

    def _changes(self) -> Weights:
        """What each swap of two students in a period would add to the cost (periods, n, n)."""
        n, periods = len(self.problem), self.problem.periods
        now = self._cost[self._first]
        later = self._weight * (self._cost[self._second] - now)
        by_first = (self._first * n + np.arange(n)).ravel()
        leaving = np.bincount(by_first, later.ravel(), minlength=(periods + 1) * n)
        # Where early is not better than late, it is the same for every period.
        costs = self._cost[: periods if self._early else 1, None, None]
        earlier = self._weight * np.maximum(now - costs, 0)
        one_moves = self._moved - earlier @ self._same
        one_moves += earlier
        one_moves += leaving[: periods * n].reshape(-1, n, 1).astype(np.float32)
        if self._has_odd:
            one_moves += self._into_odd()
        change: Weights = one_moves + one_moves.transpose(0, 2, 1)
        if len(self.problem.never_partners):
            crowded = self._crowded()
            change += crowded + crowded.transpose(0, 2, 1)
        return change

    def _into_odd(self) -> Weights:
        """What turns cost more where one comes into an odd group for another (periods, n, n)."""
        less, now, more = self._turn * self._uneven
        one_more, one_less = more - now, less - now
        odd = self._odd[self.groupings]
        ones = np.stack([~odd * one_more, ~odd], axis=2).astype(np.float32)
        others = np.stack([odd, odd * one_less], axis=1).astype(np.float32)
        costs: Weights = ones @ others
        return costs

    def _crowded(self) -> Weights:
        """What it costs more where never partners come in for others (periods, n, n)."""
        never = self.problem.never_partners
        of_them, others = never.astype(np.float32), (~never).astype(np.float32)
        over = np.take_along_axis(self._over, self.groupings[:, None, :], axis=2)
        leaving = np.where(over > 0, -of_them, 0)
        joining = np.where(over >= 0, others, 0)
        change = leaving.transpose(0, 2, 1) @ others + of_them.T @ joining
        return (BROKEN * change).astype(np.float32, copy=False)

    def _exchange(self, period: int, one: int, other: int) -> None:
        """Let two students swap their groups in a period, and count anew only what that changes."""
        grouping = self.groupings[period]
        grouping[[one, other]] = grouping[[other, one]]
        self._same[period] = grouping[:, None] == grouping[None, :]
        self._count_linear(period)
        first, second = _first_and_second(self._same[:, [one, other]] > 0)
        self._first[[one, other]], self._second[[one, other]] = first, second
        self._first[:, [one, other]], self._second[:, [one, other]] = first.T, second.T
        odd = self._odd[grouping]
        self._turns[one] += int(odd[one]) - int(odd[other])
        self._turns[other] += int(odd[other]) - int(odd[one])
        until = self._made + int(self.rng.integers(*TENURE))
        self._free_from[period, one, other] = self._free_from[period, other, one] = until
        self._weigh()

    def _count_linear(self, period: int) -> None:
        """Count what the rules and wishes cost in one period, and would where somebody moves."""
        same, linear = self._same[period], self._linear[period]
        self._hard_of[period] = float((self._hard[period] * same).sum()) / 2
        self._wish_of[period] = float((self._wish * same).sum()) / 2
        joined = linear @ same
        moved = joined - joined.diagonal()[:, None] - linear
        np.copyto(moved, np.inf, where=same > 0)
        self._moved[period] = moved


def _first_and_second(same: Mask) -> tuple[Indices, Indices]:
    """The first and the second period in which two share a group, of ``same`` (periods, …).

    Both have the shape (…); the number of periods stands where there is none.
    """
    times = same.cumsum(axis=0)
    return (times < 1).sum(axis=0), (times < 2).sum(axis=0)
