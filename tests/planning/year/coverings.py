"""Small problems for the search of a covering."""

from dataclasses import replace
from math import comb

import numpy as np

from toolkit.planning.arrays import Mask
from toolkit.planning.year.covering import CoveringProblem


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
