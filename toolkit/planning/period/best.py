"""The best next period: one objective after the other, each proven before the next is weighed."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from toolkit.plan import Objective, Score
from toolkit.planning.arrays import Indices, Mask, PairedGroups, members, partners
from toolkit.planning.monitor import Monitor
from toolkit.planning.period.candidates import (
    MOST_CANDIDATES,
    Candidates,
    candidates,
    count_candidates,
)
from toolkit.planning.period.exact_cover import Undecided, find_cover
from toolkit.planning.period.model import Limit, Relaxation, can_cover, choose, relax
from toolkit.planning.period.problem import PeriodProblem
from toolkit.planning.period.search import search

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: benchmarks/period.py.
SWAPS = 1500
"""Swaps that the local search looks through before the exact model takes over."""

LEAST_SWAPS = 150
"""Swaps that even a search that is stopped at once makes: a first good period."""

COVER_NODES = 300
"""Branchings that look for any period at all before the models are asked."""

WISH_COLUMNS = 4000
WISH_NODES = 100
"""Below the new acquaintances, a wish is proven only where so little work proves it."""


@dataclass(frozen=True)
class Proposal:
    """A period that keeps the hard rules, and how each objective came out."""

    groups: PairedGroups
    scores: tuple[Score, ...]


def best_period(
    problem: PeriodProblem,
    rng: np.random.Generator,
    monitor: Monitor,
    incumbent: PairedGroups | None = None,
) -> Proposal | None:
    """Find the best period; None where it is proven that the hard rules leave none.

    An ``incumbent`` that keeps the hard rules saves the search for a first good period. When
    the monitor stops the search, the best so far is returned; until there is one, the search
    goes on. The new acquaintances are proven best unless it was stopped.
    """
    listed = count_candidates(problem) <= MOST_CANDIDATES
    if incumbent is None:
        incumbent = _first(problem, rng, monitor)
    if not listed:
        return None if incumbent is None else _unproven(problem, incumbent)
    groups = candidates(problem)
    first = feasible_cover(problem, groups) if incumbent is None else _find(groups, incumbent)
    return None if first is None else _Refinement(problem, groups, first, monitor).run()


def feasible_cover(problem: PeriodProblem, groups: Candidates) -> Indices | None:
    """Any of the groups that hold every student once; None where it is proven there are none."""
    students, sizes = len(problem), problem.sizes
    try:
        return find_cover(groups, students, sizes, COVER_NODES)
    except Undecided:
        if not can_cover(groups, students, sizes):
            return None
        return choose(groups, students, sizes, []).chosen


def most_new(problem: PeriodProblem) -> int:
    """Bound from above the new acquaintances of a period, by the relaxation.

    As nobody becomes new again, no later period under the same rules can have more.
    """
    if count_candidates(problem) > MOST_CANDIDATES:
        return _most_by_degree(problem)
    groups = candidates(problem)
    first = feasible_cover(problem, groups)
    assert first is not None, "rules in conflict have been refused"
    costs = groups.costs[problem.position(Objective.NOT_NEW)]
    relaxation = relax(groups, len(problem), problem.sizes, costs, [], first)
    return problem.sizes.meetings - relaxation.bound


def period_costs(problem: PeriodProblem, groups: PairedGroups) -> tuple[int, ...]:
    """What a period costs, objective by objective (k)."""
    costs = np.zeros(len(problem.objectives), dtype=np.int64)
    for pairs in groups:
        for one, other in combinations(members(pairs), 2):
            costs += problem.group_costs[:, one, other]
        for one, other in partners(pairs):
            costs += problem.pair_costs[:, one, other]
        for pair in pairs:
            if len(pair) == 3:
                costs += problem.trio_costs[:, list(pair)].sum(axis=1)
    return tuple(int(cost) for cost in costs)


def _first(
    problem: PeriodProblem, rng: np.random.Generator, monitor: Monitor
) -> PairedGroups | None:
    """What local search finds; it reports on the way."""

    def on_better(groups: PairedGroups) -> None:
        monitor.found(_new(problem, period_costs(problem, groups)))

    monitor.proved(problem.sizes.meetings)
    return search(
        problem,
        rng,
        SWAPS,
        least_swaps=LEAST_SWAPS,
        on_better=on_better,
        keep_going=monitor.keep_going,
    )


def _new(problem: PeriodProblem, costs: tuple[int, ...]) -> int:
    """The new acquaintances of a period with these costs."""
    return problem.sizes.meetings - costs[problem.position(Objective.NOT_NEW)]


def _unproven(problem: PeriodProblem, groups: PairedGroups) -> Proposal:
    """A proposal whose new acquaintances are bounded by counting, the other costs by nothing."""
    bounds = [0] * len(problem.objectives)
    new = problem.position(Objective.NOT_NEW)
    # What is put before them may cost new acquaintances, but never gives any.
    bounds[new] = problem.sizes.meetings - _most_by_degree(problem)
    scores = map(Score, problem.objectives, period_costs(problem, groups), bounds)
    return Proposal(groups, tuple(scores))


def _most_by_degree(problem: PeriodProblem) -> int:
    """Bound the new acquaintances from above, by counting for each student.

    Nobody meets more than are left, or than there are others in the largest group.
    """
    known = problem.group_costs[problem.position(Objective.NOT_NEW)] > 0
    left = ~(known | problem.apart | np.eye(len(problem), dtype=bool))
    most_mates = max(problem.sizes.as_tuple()) - 1
    seen = int(np.minimum(left.sum(axis=1), most_mates).sum()) // 2
    return min(problem.sizes.meetings, seen)


class _Refinement:
    """Takes an incumbent through the objectives, leaving fewer groups after each.

    ``groups`` are the m that are left, ``chosen`` the numbers of the incumbent's among them, and
    ``limits`` what the objectives that are settled may cost at most.

    What is proven for one objective rules out groups for all that follow, and where the
    relaxation leaves a gap, a limit keeps what was reached.
    """

    def __init__(
        self, problem: PeriodProblem, groups: Candidates, first: Indices, monitor: Monitor
    ) -> None:
        self.problem, self.monitor = problem, monitor
        self.groups = groups
        self.new = problem.position(Objective.NOT_NEW)
        self.limits: list[tuple[int, int]] = []
        self.chosen = first

    def run(self) -> Proposal:
        """Settle every objective in turn."""
        bounds = [self._settle(o) for o in range(len(self.problem.objectives))]
        values = self._values()
        scores = tuple(map(Score, self.problem.objectives, values, bounds))
        return Proposal(tuple(self.groups.pairs(int(j)) for j in self.chosen), scores)

    def _values(self) -> tuple[int, ...]:
        return tuple(int(cost) for cost in self.groups.costs[:, self.chosen].sum(axis=1))

    def _limits(self) -> list[Limit]:
        return [Limit(self.groups.costs[o], most) for o, most in self.limits]

    def _settle(self, o: int) -> int:
        """Make objective ``o`` small, keep only groups that allow it; returns the bound."""
        costs, value = self.groups.costs[o], self._values()[o]
        least = self._least_possible(o)
        if value == least:
            # Every group costs its share of the least or more, so only the cheapest remain.
            return self._proven_by_shares(o, least)
        if not self.monitor.keep_going():
            self.limits.append((o, value))
            return least
        relaxation = relax(
            self.groups, len(self.problem), self.problem.sizes, costs, self._limits(), self.chosen
        )
        bound = max(relaxation.bound, least)
        self._prove(o, bound)
        bound = self._improve(o, relaxation, bound)
        value = self._values()[o]
        if o == self.new:
            self.monitor.found(_new(self.problem, self._values()))
        if relaxation.value < value - 1e-6:
            self.limits.append((o, value))
        self._keep(relaxation.could_be_in(value))
        return bound

    def _least_possible(self, o: int) -> int:
        """A bound that needs no model: each size's cheapest group as often as it is needed."""
        return sum(
            count * int(self.groups.costs[o][self.groups.size == size].min())
            for size, count in self.problem.sizes.by_size.items()
        )

    def _proven_by_shares(self, o: int, least: int) -> int:
        """Keep the cheapest groups of each size, now that ``least`` is proven; returns it."""
        keep = np.zeros(len(self.groups), dtype=bool)
        for size in np.unique(self.groups.size):
            of_size = self.groups.size == size
            costs = self.groups.costs[o]
            keep |= of_size & (costs == costs[of_size].min())
        self._prove(o, least)
        self._keep(keep)
        return least

    def _improve(self, o: int, relaxation: Relaxation, bound: int) -> int:
        """Reach for the bound, and raise it by one each time it proves out of reach.

        So the models stay small, for the nearer the target is to the relaxation, the fewer
        groups can take part (a destructive lower bound: Klein and Scholl, "Computing lower
        bounds by destructive improvement", EJOR 112, 1999). Returns the new bound.
        """
        while bound < self._values()[o]:
            keep = relaxation.could_be_in(bound)
            if o > self.new and keep.sum() > WISH_COLUMNS:
                break
            groups = self.groups.where(keep)
            limits = [Limit(groups.costs[p], most) for p, most in [*self.limits, (o, bound)]]
            answer = choose(
                groups,
                len(self.problem),
                self.problem.sizes,
                limits,
                most_nodes=WISH_NODES if o > self.new else None,
                seconds=self.monitor.seconds_left,
                keep_going=self.monitor.keep_going,
            )
            if answer.chosen is not None:
                self.chosen = np.flatnonzero(keep)[answer.chosen]
            elif answer.none_exists:
                bound += 1
                self._prove(o, bound)
            else:
                break
        return bound

    def _prove(self, o: int, bound: int) -> None:
        if o == self.new:
            self.monitor.proved(self.problem.sizes.meetings - bound)

    def _keep(self, keep: Mask) -> None:
        """Leave only the groups that ``keep`` (m,) marks, and number the chosen ones anew."""
        moved = np.cumsum(keep) - 1
        self.chosen = moved[self.chosen]
        self.groups = self.groups.where(keep)


def _find(groups: Candidates, period: PairedGroups) -> Indices:
    """The numbers of a period's groups in the list."""
    found = []
    for pairs in period:
        group = sorted(members(pairs))
        same = (groups.members[:, : len(group)] == group).all(axis=1)
        found.append(int(np.flatnonzero(same & (groups.size == len(group)))[0]))
    return np.array(found, dtype=np.intp)
