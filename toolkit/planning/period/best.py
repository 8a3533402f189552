"""The best next period: one objective after the other, each proven before the next is weighed."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from toolkit.plan import Objective, Score
from toolkit.planning.arrays import Indices, PairedGroups, members, partners
from toolkit.planning.monitor import Monitor
from toolkit.planning.period.candidates import (
    MOST_CANDIDATES,
    Candidates,
    candidates,
    count_candidates,
)
from toolkit.planning.period.exact_cover import find_cover
from toolkit.planning.period.model import can_cover, choose, relax
from toolkit.planning.period.problem import PeriodProblem
from toolkit.planning.period.refinement import Refinement
from toolkit.planning.period.search import search
from toolkit.solving.clock import Undecided

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: benchmarks/period.py.
SWAPS = 1500
"""Swaps that the local search looks through before the exact model takes over."""

LEAST_SWAPS = 150
"""Swaps that even a search that is stopped at once makes: a first good period."""

COVER_NODES = 300
"""Branchings that look for any period at all before the models are asked."""


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
    if incumbent is not None and (not listed or monitor.stopped):
        return _unproven(problem, incumbent)
    if not listed:
        return None
    groups = candidates(problem)
    first = feasible_cover(problem, groups) if incumbent is None else _find(groups, incumbent)
    if first is None:
        return None
    new = problem.position(Objective.NOT_NEW)
    refined = Refinement(groups, len(problem), problem.sizes, new, first, monitor).run()
    scores = map(Score, problem.objectives, refined.values, refined.bounds)
    return Proposal(refined.pairs, tuple(scores))


def feasible_cover(
    problem: PeriodProblem, groups: Candidates, keep_going: Callable[[], bool] = lambda: True
) -> Indices | None:
    """Any of the groups that hold every student once; None where it is proven there are none.

    Raises ``Undecided`` where ``keep_going`` ends the search.
    """
    students, sizes = len(problem), problem.sizes
    try:
        return find_cover(groups, students, sizes, COVER_NODES)
    except Undecided:
        if not can_cover(groups, students, sizes, keep_going):
            return None
        choice = choose(groups, students, sizes, [], keep_going=keep_going)
        if choice.chosen is None and not choice.none_exists:
            raise
        return choice.chosen


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


def _find(groups: Candidates, period: PairedGroups) -> Indices:
    """The numbers of a period's groups in the list."""
    found = []
    for pairs in period:
        group = sorted(members(pairs))
        same = (groups.members[:, : len(group)] == group).all(axis=1)
        found.append(int(np.flatnonzero(same & (groups.size == len(group)))[0]))
    return np.array(found, dtype=np.intp)
