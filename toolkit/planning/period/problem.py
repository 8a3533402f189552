"""One period as numbers: who may share a group or a pair, and what each choice costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import count

import numpy as np

from toolkit.people import Student
from toolkit.plan import Group, Objective, Pair, Period, Plan, Stay
from toolkit.planning.arrays import Counts, Mask, Matrix, PairedGroups, numbered
from toolkit.rules import Rules, Scope
from toolkit.shapes import Sizes, group_sizes

OBJECTIVES = tuple(objective for objective in Objective if objective is not Objective.CHANGES)
"""What every period is judged by, in the order of importance."""

IN_A_ROW = 2
"""So much more it counts that makkere are makkere again in the very next period."""

LARGEST_SUM = 2**52
"""Of the weighted costs of a period; a thousand broken rules on top still fit in 63 bits."""


def objectives_that_stay(stay: Stay) -> tuple[Objective, ...]:
    """The objectives in their order, with the changes of what was announced among them."""
    if stay is Stay.OFF:
        return OBJECTIVES
    if stay is Stay.FIRST:
        return (Objective.CHANGES, *OBJECTIVES)
    below = OBJECTIVES.index(Objective.PARTNER_REPEATS) + 1
    return (*OBJECTIVES[:below], Objective.CHANGES, *OBJECTIVES[below:])


@dataclass(frozen=True)
class PeriodProblem:
    """A period to plan, for n students by their number and k objectives in order of importance.

    ``objectives`` names them. Objective ``o`` of a group is the sum of ``group_costs[o, i, j]``
    over every two in the group, ``pair_costs[o, i, j]`` over every two in the same pair and
    ``trio_costs[o, i]`` over the students in a trio; of a period, the sum over its groups.
    ``apart`` and ``never_partners`` are the hard limits for groups and pairs,
    ``must_partner`` those who have to be partners. Shapes: (k, n, n), (k, n, n), (k, n),
    then (n, n) each.
    """

    students: tuple[Student, ...]
    sizes: Sizes
    objectives: tuple[Objective, ...]
    group_costs: Matrix
    pair_costs: Matrix
    trio_costs: Matrix
    apart: Mask
    never_partners: Mask
    must_partner: Mask

    def __len__(self) -> int:
        return len(self.students)

    def position(self, objective: Objective) -> int:
        """The index ``o`` of an objective, from 0 for the most important."""
        return self.objectives.index(objective)

    @cached_property
    def worst(self) -> tuple[int, ...]:
        """What each objective could cost at most, if everyone in a period cost the most."""
        dearest = zip(
            self.group_costs.max(axis=(1, 2), initial=0),
            self.pair_costs.max(axis=(1, 2), initial=0),
            self.trio_costs.max(axis=1, initial=0),
            strict=True,
        )
        return tuple(
            self.sizes.meetings * int(group)
            + 2 * len(self) * int(pair)
            + 3 * self.sizes.trios * int(trio)
            for group, pair, trio in dearest
        )

    @cached_property
    def weights(self) -> Counts:
        """A weight for each objective (k,) that makes one weighted sum compare in their order.

        The sum is exact in 64-bit integers, broken hard rules included. In classes of more
        than a hundred, late in a long year, it would not be: there the last objectives weigh
        nothing.
        """
        weights = [0] * len(self.objectives)
        for kept in reversed(range(len(self.objectives))):
            weight = 1
            for o in reversed(range(kept + 1)):
                weights[o] = weight
                weight *= self.worst[o] + 1
            if weight <= LARGEST_SUM:
                break
            weights[kept] = 0
        return np.array(weights, dtype=np.int64)


def period_problem(
    students: tuple[Student, ...],
    rules: Rules,
    history: Plan,
    period: int,
    objectives: tuple[Objective, ...] = OBJECTIVES,
    announced: Period | None = None,
) -> PeriodProblem:
    """State the next period of a class as numbers.

    ``announced`` is what the class has been told of it, where the changes are an objective.
    Raises ``InputError`` for fewer than four students.
    """
    n = len(students)
    index = numbered(students)

    def counted(pairs: Iterable[Iterable[str]]) -> Matrix:
        counts = np.zeros((n, n), dtype=np.int64)
        for one, other in pairs:
            if one in index and other in index:
                counts[index[one], index[other]] += 1
                counts[index[other], index[one]] += 1
        return counts

    def marked(pairs: Iterable[Iterable[str]]) -> Mask:
        return counted(pairs).astype(bool)

    met, beside = counted(()), counted(())
    partnered, lately, in_a_row = counted(()), counted(()), counted(())
    for past in history.periods:
        away = abs(period - past.number)
        mates, partners = counted(past.ever_in_groups), counted(past.ever_in_pairs)
        met += mates
        partnered += partners
        # Whoever was makker long ago may be so again rather than who was so lately.
        lately += partners * -(-len(history.periods) // max(1, away))
        if away <= 1:
            beside += mates
            in_a_row += partners
    acquainted = counted(rules.acquainted.pairs(students))
    turns = np.zeros(n, dtype=np.int64)
    for past in history.periods:
        turns[[index[key] for key in past.ever_in_trios if key in index]] += 1

    group_costs = np.zeros((len(objectives), n, n), dtype=np.int64)
    pair_costs = np.zeros_like(group_costs)
    trio_costs = np.zeros((len(objectives), n), dtype=np.int64)
    at = {objective: o for o, objective in enumerate(objectives)}
    group_costs[at[Objective.NOT_NEW]] = (met + acquainted) > 0
    pair_costs[at[Objective.PARTNER_REPEATS]] = (partnered > 0) + IN_A_ROW * (in_a_row > 0)
    group_costs[at[Objective.ACQUAINTED]] = acquainted
    pair_costs[at[Objective.ACQUAINTED]] = acquainted
    trio_costs[at[Objective.TRIO_TURNS]] = turns - turns.min(initial=0)
    group_costs[at[Objective.IMBALANCE]] = _same_values(students, rules.balance.attributes)
    group_costs[at[Objective.MEETINGS]] = met + beside
    pair_costs[at[Objective.MEETINGS]] = lately
    if announced is not None and Objective.CHANGES in at:
        others = ~np.eye(n, dtype=bool)
        group_costs[at[Objective.CHANGES]] = others & ~marked(announced.group_mates())
        pair_costs[at[Objective.CHANGES]] = others & ~marked(announced.partners())

    return PeriodProblem(
        students=students,
        sizes=group_sizes(n, rules.group_shape),
        objectives=objectives,
        group_costs=group_costs,
        pair_costs=pair_costs,
        trio_costs=trio_costs,
        apart=marked(rules.apart(Scope.GROUP)),
        never_partners=marked(rules.apart(Scope.GROUP, Scope.PAIR)),
        must_partner=partner_mask(students, rules, period),
    )


def partner_mask(students: tuple[Student, ...], rules: Rules, period: int) -> Mask:
    """Who have to be partners in a period, shape (n, n)."""
    index = numbered(students)
    mask = np.zeros((len(students), len(students)), dtype=bool)
    for one, other in map(tuple, rules.partners_in(period)):
        if one in index and other in index:
            mask[index[one], index[other]] = mask[index[other], index[one]] = True
    return mask


def _same_values(students: tuple[Student, ...], attributes: tuple[str, ...]) -> Matrix:
    """How many of the attributes two students have the same value of, shape (n, n)."""
    same = np.zeros((len(students), len(students)), dtype=np.int64)
    for attribute in attributes:
        values = np.array([student.attribute(attribute) for student in students])
        same += (values[:, None] == values[None, :]) & (values[:, None] != "")
    np.fill_diagonal(same, 0)
    return same


def period_of(problem: PeriodProblem, number: int, paired_groups: PairedGroups) -> Period:
    """A period with its students, in the order of the roster."""
    groups = sorted(sorted(tuple(sorted(pair)) for pair in group) for group in paired_groups)
    labels = (str(label) for label in count(1))

    def named(pair: tuple[int, ...]) -> Pair:
        return Pair(next(labels), tuple(problem.students[i] for i in pair))

    return Period(
        number,
        tuple(Group(str(g), tuple(map(named, group))) for g, group in enumerate(groups, start=1)),
    )
