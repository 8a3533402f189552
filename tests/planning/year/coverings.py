"""Small problems for the search of a covering, and what groupings come to, counted anew."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations
from math import comb

import numpy as np
from hypothesis import strategies as st

from toolkit.planning.arrays import Groupings, Mask
from toolkit.planning.year.covering import BROKEN, CoveringProblem


def covering_problem(sizes: tuple[int, ...], periods: int, **changes) -> CoveringProblem:
    """Everyone is to meet everyone, and nothing else is asked."""
    n = sum(sizes)
    free = CoveringProblem(
        sizes=sizes,
        to_meet=~np.eye(n, dtype=bool),
        apart=np.zeros((n, n), dtype=bool),
        together=((),) * periods,
        never_partners=np.zeros((0, n), dtype=bool),
        wish=np.zeros((n, n), dtype=np.int64),
        turns=np.zeros(n, dtype=np.int64),
        least_turns=0,
        most_turns=1000,
        most_new=sum(comb(size, 2) for size in sizes),
    )
    return replace(free, **changes)


def marked(n: int, *pairs: tuple[int, int]) -> Mask:
    mask = np.zeros((n, n), dtype=bool)
    for one, other in pairs:
        mask[one, other] = mask[other, one] = True
    return mask


@dataclass(frozen=True)
class Counted:
    """What groupings come to."""

    unmet: int
    broken: int
    uneven: int
    late: int
    wishes: int

    @property
    def unmet_or_broken(self) -> float:
        return self.unmet + BROKEN * self.broken


def counted(problem: CoveringProblem, groupings: Groupings) -> Counted:
    """Count everything anew, two students and one period at a time."""
    n, periods = len(problem), range(problem.periods)
    unmet = broken = uneven = late = wishes = 0
    for i, j in combinations(range(n), 2):
        shared = [t for t in periods if groupings[t][i] == groupings[t][j]]
        if problem.to_meet[i, j]:
            unmet += not shared
            late += min(shared, default=problem.periods)
        broken += len(shared) if problem.apart[i, j] else 0
        broken += sum((i, j) in problem.together[t] for t in periods if t not in shared)
        wishes += int(problem.wish[i, j]) * len(shared)
    for row, t, g in np.ndindex(len(problem.never_partners), problem.periods, len(problem.sizes)):
        held = sum(problem.never_partners[row, i] and groupings[t][i] == g for i in range(n))
        broken += max(0, held - (1 if problem.sizes[g] == 3 else 2))
    for i in range(n):
        turns = int(problem.turns[i]) + sum(problem.sizes[groupings[t][i]] != 4 for t in periods)
        uneven += max(0, turns - problem.most_turns, problem.least_turns - turns)
    return Counted(unmet, broken, uneven, late, wishes)


SIZES = [(4,), (5,), (3, 3), (4, 3), (4, 4), (4, 5), (5, 5), (4, 3, 3), (4, 4, 3), (4, 4, 4)]
SIZES += [(4, 4, 5), (4, 3, 3, 3), (4, 5, 5)]


@st.composite
def problems(draw: st.DrawFn) -> CoveringProblem:
    sizes = draw(st.sampled_from(SIZES))
    n, periods = sum(sizes), draw(st.integers(1, 4))
    pairs = list(combinations(range(n), 2))
    some = st.lists(st.sampled_from(pairs), max_size=n, unique=True)
    apart = draw(some)
    others = st.sampled_from([two for two in pairs if two not in apart] or [(0, 1)])
    few = st.lists(others, max_size=2, unique=True).map(tuple)
    wish = np.zeros((n, n), dtype=np.int64)
    for one, other in draw(some):
        wish[one, other] = wish[other, one] = draw(st.integers(1, 3))
    never = st.lists(st.booleans(), min_size=n, max_size=n)
    least = draw(st.integers(0, 3))
    return covering_problem(
        sizes,
        periods,
        to_meet=~(marked(n, *draw(some)) | marked(n, *apart) | np.eye(n, dtype=bool)),
        apart=marked(n, *apart),
        together=draw(st.tuples(*[few] * periods)),
        never_partners=np.array(draw(st.lists(never, max_size=3)), dtype=bool).reshape(-1, n),
        wish=wish,
        turns=np.array(draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))),
        least_turns=least,
        most_turns=least + draw(st.integers(0, 1)),
    )


class Questions:
    """Counts how often it is asked; answers with what it was told to."""

    def __init__(self, answer: Callable[[int], bool] = lambda asked: True) -> None:
        self.asked, self.answer = 0, answer

    def __call__(self) -> bool:
        self.asked += 1
        return self.answer(self.asked)
