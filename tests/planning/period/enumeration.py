"""Every period there is, counted out without a solver, for classes of up to eight."""

from collections.abc import Iterator
from itertools import combinations

from toolkit.planning.arrays import PairedGroups
from toolkit.planning.period.best import period_costs
from toolkit.planning.period.problem import PeriodProblem


def every_grouping(sizes: tuple[int, ...], left: tuple[int, ...]) -> Iterator[PairedGroups]:
    """Every way to make groups of these sizes, and pairs inside them, of the students left."""
    if not left:
        yield ()
        return
    first, others = left[0], left[1:]
    for size in sorted(set(sizes)):
        remaining = list(sizes)
        remaining.remove(size)
        for mates in combinations(others, size - 1):
            group = (first, *mates)
            rest = tuple(i for i in others if i not in mates)
            for pairs in every_split(group):
                for after in every_grouping(tuple(remaining), rest):
                    yield (pairs, *after)


def every_split(group: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], ...]]:
    if len(group) == 3:
        yield (group,)
        return
    for pair in combinations(group, 2):
        other = tuple(i for i in group if i not in pair)
        if len(group) == 5 or group[0] in pair:
            yield (pair, other)


def keeps_hard_rules(problem: PeriodProblem, grouping: PairedGroups) -> bool:
    partners = {frozenset(two) for g in grouping for pair in g for two in combinations(pair, 2)}
    mates = {frozenset(two) for g in grouping for two in combinations([i for p in g for i in p], 2)}
    n = range(len(problem))
    return all(
        not (problem.apart[i, j] and frozenset((i, j)) in mates)
        and not (problem.never_partners[i, j] and frozenset((i, j)) in partners)
        and not (problem.must_partner[i, j] and frozenset((i, j)) not in partners)
        for i, j in combinations(n, 2)
    )


def least_costs(problem: PeriodProblem) -> tuple[int, ...] | None:
    return min(
        (
            period_costs(problem, grouping)
            for grouping in every_grouping(problem.sizes.as_tuple(), tuple(range(len(problem))))
            if keeps_hard_rules(problem, grouping)
        ),
        default=None,
    )
