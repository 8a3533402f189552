"""Years made of other years: the classical constructions, and a point more or fewer.

Each gives groups for every period, which may leave some who do not meet; a tabu search then
mends what is left.
"""

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from toolkit.planning.arrays import Groups

type Year = list[Groups]
"""The groups of every period."""

FIELDS = {
    4: (2, (1, 1)),  # x^2 = x + 1 over GF(2)
    5: (5, ()),
    7: (7, ()),
    8: (2, (1, 1, 0)),  # x^3 = x + 1 over GF(2)
    9: (3, (2, 0)),  # x^2 = 2 over GF(3)
}
"""The prime p and, for p^k, the leading power as lower ones, the constant first."""


def transversal(order: int) -> Year:
    """A resolvable transversal design with four parts: any two of different parts meet once.

    Point (i, x) is i * order + x; the classes are the slopes s, their groups the points
    (i, s a_i + c) for every c, with four elements a_i of the field (Bose, Shrikhande and
    Parker 1960).
    """
    add, times = _tables(order)
    return [
        tuple(
            tuple(part * order + int(add[times[slope, part], c]) for part in range(4))
            for c in range(order)
        )
        for slope in range(order)
    ]


def _tables(order: int) -> tuple[np.ndarray, np.ndarray]:
    """Addition and multiplication in the field with so many elements."""
    prime, lower = FIELDS[order]
    degree = max(1, len(lower))
    digits = list(itertools.product(range(prime), repeat=degree))
    index = {digit: i for i, digit in enumerate(digits)}

    def product(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
        long = [0] * (2 * degree - 1)
        for (i, x), (j, y) in itertools.product(enumerate(a), enumerate(b)):
            long[i + j] += x * y
        for power in range(2 * degree - 2, degree - 1, -1):
            for i, coefficient in enumerate(lower):
                long[power - degree + i] += coefficient * long[power]
        return tuple(value % prime for value in long[:degree])

    def total(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
        return tuple((x + y) % prime for x, y in zip(a, b, strict=True))

    add = np.array([[index[total(a, b)] for b in digits] for a in digits])
    times = np.array([[index[product(a, b)] for b in digits] for a in digits])
    return add, times


def with_one_more(year: Year, rng: np.random.Generator) -> Year | None:
    """A new point in one group of four in each period, so that it meets all; None where it can't.

    The groups that meet the most who are left are taken, in the order of chance, and taken
    again until all are met.
    """
    points = sum(map(len, year[0]))
    for _ in range(200):
        chosen: dict[int, tuple[int, ...]] = {}
        for _ in range(4):
            for t in rng.permutation(len(year)):
                met = set(itertools.chain(*(g for other, g in chosen.items() if other != t)))
                fours = [group for group in year[t] if len(group) == 4]
                most = max(len(set(group) - met) for group in fours)
                best = [group for group in fours if len(set(group) - met) == most]
                chosen[int(t)] = best[int(rng.integers(len(best)))]
            if len(set(itertools.chain(*chosen.values()))) == points:
                return [
                    tuple((*g, points) if g == chosen[t] else g for g in period)
                    for t, period in enumerate(year)
                ]
    return None


def with_fewer(year: Year, fewer: int, rng: np.random.Generator) -> Iterator[Year]:
    """The same year without some points, those in one group of it; the others move up."""
    for _ in range(6):
        period = year[int(rng.integers(len(year)))]
        fours = [group for group in period if len(group) == 4]
        gone = fours[int(rng.integers(len(fours)))][:fewer]
        left = [p for p in range(sum(map(len, period))) if p not in gone]
        index = {p: i for i, p in enumerate(left)}
        yield [
            tuple(tuple(index[p] for p in group if p in index) for group in of_period)
            for of_period in year
        ]


def one_fewer(year: Year, sizes: Sequence[int]) -> Iterator[Year]:
    """The same year without one point, each without whom all periods have groups of these sizes.

    Whoever is never in a group of three can be left out: a four becomes a three each time.
    """
    for gone in range(sum(map(len, year[0]))):
        smaller = [
            tuple(tuple(p - (p > gone) for p in group if p != gone) for group in period)
            for period in year
        ]
        if all(sorted(map(len, period)) == sorted(sizes) for period in smaller):
            yield smaller
