"""The fewest periods in which a small class can meet, proven by an exact model.

A period is one of the ways to divide the class, and a year is a cover: all who are to meet share a
group in one of its periods. Where the ways are few, all of them are columns of a set covering
problem (Balinski, "Integer programming: methods, uses, computation", Management Science 12, 1965).
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from math import ceil, factorial, prod

import pulp

from toolkit.planning.arrays import Groups
from toolkit.planning.year.rest import Rest
from toolkit.shapes import Sizes
from toolkit.solving.mip import TOLERANCE, solved

MOST_WAYS = 300
"""More ways to divide a class are not listed; nine students have no more, nor ten in fives."""


def least_periods(rest: Rest, keep_going: Callable[[], bool] = lambda: True) -> int | None:
    """The fewest periods in which all who are left to meet can.

    What rules say of single periods, and of pairs inside the groups, is not looked at: no plan
    can do with fewer all the same. None where the class is too large for the model, where some can
    never meet, or where ``keep_going`` ended it.
    """
    problem = rest.next_problem
    if _count(problem.sizes) > MOST_WAYS:
        return None
    model = pulp.LpProblem("small_class", pulp.LpMinimize)
    meetings = {two: list[pulp.LpVariable]() for two in combinations(range(len(problem)), 2)}
    periods = list[pulp.LpVariable]()
    for groups in divisions(range(len(problem)), problem.sizes.as_tuple()):
        together = {two for group in groups for two in combinations(group, 2)}
        if any(problem.apart[two] for two in together) or not rest.always_partners <= together:
            continue
        period = model.add_variable(f"period_{len(periods)}", 0, 1, cat="Integer")
        periods.append(period)
        for two in together:
            meetings[two].append(period)
    model += pulp.lpSum(periods)
    for two, chances in meetings.items():
        if rest.to_meet[two]:
            if not chances:
                return None
            model += pulp.lpSum(chances) >= 1
    stats = solved(model, keep_going=keep_going)
    if stats.status != pulp.LpSolveStatus.Optimal or stats.objective is None:
        return None
    return ceil(stats.objective - TOLERANCE)


def divisions(students: Sequence[int], sizes: Sequence[int]) -> Iterator[Groups]:
    """Every way to divide the students, in ascending order, into groups of these sizes."""
    if not sizes:
        yield ()
        return
    first, *others = students
    for size in sorted(set(sizes)):
        left = list(sizes)
        left.remove(size)
        for mates in combinations(others, size - 1):
            for rest in divisions([one for one in others if one not in mates], left):
                yield ((first, *mates), *rest)


def _count(sizes: Sizes) -> int:
    """How many ways there are."""
    alike: int = prod(
        factorial(count) * factorial(size) ** count for size, count in sizes.by_size.items()
    )
    return factorial(sum(sizes.as_tuple())) // alike
