"""Three ways to divide a class anew every third week, and how soon everyone knows everyone.

By chance, by a careful teacher, and by the plan, for a class without rules. Chance is the mean of
many years; the careful teacher, who looks at who has met whom, makes the best of one period at a
time; and the plan makes the year as a whole.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from math import comb

import numpy as np

from toolkit.acquaintance import coverage
from toolkit.people import Roster, Student
from toolkit.planning.calls import plan_year
from toolkit.rules import GroupShape
from toolkit.shapes import group_sizes
from toolkit.training.compared import Way, Ways

YEARS_OF_CHANCE = 100
_LONGEST = 200  # periods, in which chance has everyone meet everyone in any class


@cache
def ways(students: int = 28, seed: int = 0) -> Ways:
    """The three ways for a class of so many students, the same for the same ``seed``.

    Raises ``InputError`` for fewer than four students.
    """
    sizes = group_sizes(students, GroupShape.FIVE).as_tuple()
    roster = Roster(tuple(Student(f"s{n}", f"S{n}") for n in range(students)))
    plan = plan_year(roster, seed=seed)
    assert plan.solution is not None
    planned = coverage(plan, roster=roster).by_period
    return Ways(
        students,
        by_chance(students, sizes, seed),
        by_care(students, sizes),
        Way((0.0, *planned), len(planned)),
        plan.solution.bound,
    )


def by_chance(students: int, sizes: tuple[int, ...], seed: int) -> Way:
    """Groups drawn by lot for each period, the mean of many years."""
    draw = np.random.default_rng(seed)
    years = [_year_of_chance(students, sizes, draw) for _year in range(YEARS_OF_CHANCE)]
    longest = max(map(len, years))
    every = np.array([year + [1.0] * (longest - len(year)) for year in years])
    return Way(tuple(every.mean(0).tolist()), float(np.mean([len(year) - 1 for year in years])))


def _year_of_chance(
    students: int, sizes: tuple[int, ...], draw: np.random.Generator
) -> list[float]:
    met = np.eye(students, dtype=bool)
    ends = np.cumsum(sizes)[:-1]
    shares = [0.0]
    while not met.all() and len(shares) <= _LONGEST:
        for group in np.split(draw.permutation(students), ends):
            met[np.ix_(group, group)] = True
        shares.append((int(met.sum()) - students) / (students * (students - 1)))
    return shares


def by_care(students: int, sizes: tuple[int, ...]) -> Way:
    """Each period as a careful teacher makes it: group by group, always whoever knows fewest in it.

    Of equals, whoever has met the fewest so far, and then whoever comes first in the list.
    """
    met: set[frozenset[int]] = set()
    known = [0] * students
    shares = [0.0]
    while len(met) < comb(students, 2) and len(shares) <= _LONGEST:
        waiting = list(range(students))
        for size in sizes:
            group: list[int] = []
            for _seat in range(size):
                chosen = min(
                    waiting,
                    key=lambda one: (sum(frozenset((one, o)) in met for o in group), known[one]),
                )
                waiting.remove(chosen)
                group.append(chosen)
            for one, other in combinations(group, 2):
                two = frozenset((one, other))
                if two not in met:
                    met.add(two)
                    known[one] += 1
                    known[other] += 1
        shares.append(len(met) / comb(students, 2))
    return Way(tuple(shares), len(shares) - 1)
