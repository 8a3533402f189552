"""The pairs inside the groups of several periods, chosen together with an exact model.

While the groups of a year are sought, it is left open whose partner is whose and who in a
group of five is in the trio. Here every group gets one of its ways to make pairs, so that
as few as possible are partners again and the turns in trios are even.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pulp

from toolkit.plan import Objective
from toolkit.planning.arrays import Groups, PairedGroups, Pairs, members, partners
from toolkit.planning.period.candidates import SPLITS
from toolkit.planning.period.problem import PeriodProblem

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: benchmarks/year.py, makkere again.
MOST_NODES = 100
"""After so many nodes the best pairs so far are taken, so that no clock decides."""

UNEVEN_IN_THE_END, AGAIN, ACQUAINTED, UNEVEN_ON_THE_WAY = 1000, 100, 5, 1
"""What they weigh: a turn in a trio too many or too few, partners again, or acquainted before."""


def permits_all(groups: Groups, problem: PeriodProblem) -> bool:
    """Whether the hard rules permit these groups, and some pairs in each of them."""
    return all(
        not any(problem.apart[two] for two in combinations(group, 2))
        and any(_permits(pairs, problem) for pairs in _ways(group))
        for group in groups
    ) and _keeps_together(groups, problem)


def paired(periods: Sequence[Groups], problems: Sequence[PeriodProblem]) -> list[PairedGroups]:
    """Make pairs of the groups of each period; the rules permit all of these groups.

    Each of the ``problems`` states one of the periods on top of the same history. Turns in
    trios differ by at most one in the end, and as far as can be on the way, where the groups
    allow it.
    """
    if not periods:
        return []
    model = _Model(problems[0])
    for groups, problem in zip(periods, problems, strict=True):
        model.add_period(groups, problem)
    return model.solve()


class _Model:
    """One binary variable for each permitted way to make pairs of each group.

    ``ways`` has them by period, group and way; ``partners`` by the two whom they make partners.
    ``turns`` sums up each student's turns in trios, ``turns_due`` is how many all have together.
    """

    def __init__(self, first: PeriodProblem) -> None:
        self.problem = pulp.LpProblem("pairs", pulp.LpMinimize)
        self.cost: list[pulp.LpAffineExpression] = []
        self.ways: list[list[list[tuple[Pairs, pulp.LpVariable]]]] = []
        self.partners: dict[tuple[int, int], list[pulp.LpVariable]] = defaultdict(list)
        self.partners_before = first.pair_costs[first.position(Objective.PARTNER_REPEATS)] > 0
        before = first.trio_costs[first.position(Objective.TRIO_TURNS)]
        self.turns_due = int(before.sum())
        self.turns = [pulp.lpSum([int(count)]) for count in before]

    def add_period(self, groups: Groups, problem: PeriodProblem) -> None:
        """Add one more period."""
        acquainted = problem.pair_costs[problem.position(Objective.ACQUAINTED)]
        self.ways.append([])
        for group in groups:
            ways: list[tuple[Pairs, pulp.LpVariable]] = []
            for pairs in _ways(group):
                if not _permits(pairs, problem):
                    continue
                name = f"way_{len(self.ways)}_{len(self.ways[-1])}_{len(ways)}"
                chosen = self.problem.add_variable(name, cat="Binary")
                ways.append((pairs, chosen))
                for two in partners(pairs):
                    self.partners[two].append(chosen)
                    if acquainted[two]:
                        self.cost.append(ACQUAINTED * int(acquainted[two]) * chosen)
                for pair in pairs:
                    if len(pair) == 3:
                        for student in pair:
                            self.turns[student] = self.turns[student] + chosen
            self.problem += pulp.lpSum(chosen for _, chosen in ways) == 1
            self.ways[-1].append(ways)
        if problem.sizes.fives:
            self.turns_due += 3 * problem.sizes.trios
            self._even(UNEVEN_ON_THE_WAY)

    def solve(self) -> list[PairedGroups]:
        """Choose the ways, with as little repetition and unevenness as can be."""
        if any(len(way) > 1 for groups in self.ways for way in groups):
            self._avoid_repeats()
            if any(pair for groups in self.ways for way in groups for pair in way):
                self._even(UNEVEN_IN_THE_END)
        self.problem += pulp.lpSum(self.cost)
        stats = self.problem.solve(pulp.HiGHS(msg=False, threads=1, mip_max_nodes=MOST_NODES))
        assert stats.has_solution, stats.status_str
        return [
            tuple(max(ways, key=lambda way: way[1].valueOrDefault())[0] for ways in groups)
            for groups in self.ways
        ]

    def _avoid_repeats(self) -> None:
        for (one, other), chosen in self.partners.items():
            before = int(self.partners_before[one, other])
            if len(chosen) + before > 1:
                again = self.problem.add_variable(f"again_{one}_{other}", 0)
                self.problem += pulp.lpSum(chosen) + before - again <= 1
                self.cost.append(AGAIN * again)

    def _even(self, weight: int) -> None:
        """Let the turns until now differ by one at most, at a price for each that does not."""
        least, rest = divmod(self.turns_due, len(self.turns))
        for student, turns in enumerate(self.turns):
            name = f"{weight}_{len(self.ways)}_{student}"
            few, many = (self.problem.add_variable(f"{x}_{name}", 0) for x in ("few", "many"))
            self.problem += turns + few >= least
            self.problem += turns - many <= least + (rest > 0)
            self.cost += [weight * few, weight * many]


def _ways(group: tuple[int, ...]) -> list[Pairs]:
    """Every way to make pairs of a group."""
    return [
        tuple(tuple(group[member] for member in pair) for pair in split)
        for split in SPLITS[len(group)]
    ]


def _keeps_together(groups: Groups, problem: PeriodProblem) -> bool:
    """Whether all who must be partners are in one group."""
    group_of = {student: g for g, group in enumerate(groups) for student in group}
    return all(
        group_of[int(one)] == group_of[int(other)]
        for one, other in np.argwhere(problem.must_partner)
    )


def _permits(pairs: Pairs, problem: PeriodProblem) -> bool:
    """Whether the hard rules permit these pairs of a group."""
    made = set(partners(pairs))
    together = {two for two in combinations(sorted(members(pairs)), 2) if problem.must_partner[two]}
    return together <= made and not any(problem.never_partners[two] for two in made)
