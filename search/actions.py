"""How a group can act on the students and the periods of a year: its symmetries.

A group is written as permutations. A set on which it acts falls into orbits, and each orbit
looks like the cosets of one of its subgroups. So to choose a symmetry is to choose so many
cosets of each subgroup, up to conjugation, for the students and so many for the periods.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

type Permutation = tuple[int, ...]
type Subgroup = frozenset[Permutation]
type Permutations = NDArray[np.int32]
"""Where each element of a group takes each point (order, points)."""

type Orbits = tuple[int, ...]
"""How many orbits look like the cosets of each subgroup."""

MOST_FIXED = 4
"""Students whom an element other than the identity leaves in their place, at most."""


@dataclass(frozen=True)
class Action:
    """Where each element of a group takes each student (order, n) and each period (order, T)."""

    name: str
    students: Permutations
    periods: Permutations

    def __len__(self) -> int:
        return len(self.students)

    def bases(self) -> list[int]:
        """The first period of every orbit."""
        return sorted({int(orbit.min()) for orbit in self.periods.T})

    def staying(self, period: int) -> Permutations:
        """The elements that leave a period in its place, as permutations of the students."""
        return self.students[self.periods[:, period] == period]


def cyclic(order: int) -> list[Permutation]:
    return [(*range(1, order), 0)]


def product(*factors: Sequence[Permutation]) -> list[Permutation]:
    """The generators of a direct product; each factor moves points of its own."""
    widths = [len(factor[0]) for factor in factors]
    starts = list(itertools.accumulate(widths, initial=0))
    return [
        (*range(at), *(at + i for i in generator), *range(at + len(generator), starts[-1]))
        for at, factor in zip(starts, factors, strict=False)
        for generator in factor
    ]


def affine(prime: int, factor: int) -> list[Permutation]:
    """The maps to x + 1 and to x times the factor, modulo a prime."""
    return [*cyclic(prime), tuple(factor * x % prime for x in range(prime))]


def plane_with_turn() -> list[Permutation]:
    """The plane of nine points over GF(3), shifted, and turned by a quarter about its centre."""
    points = list(itertools.product(range(3), repeat=2))
    index = {point: i for i, point in enumerate(points)}
    images = [
        [((x + 1) % 3, y) for x, y in points],
        [(x, (y + 1) % 3) for x, y in points],
        [(-y % 3, x) for x, y in points],
    ]
    return [tuple(index[point] for point in image) for image in images]


GROUPS: dict[str, list[Permutation]] = {
    **{f"Z{order}": cyclic(order) for order in range(1, 14)},
    "Z2xZ2": product(cyclic(2), cyclic(2)),
    "Z3xZ3": product(cyclic(3), cyclic(3)),
    "Z9xZ3": product(cyclic(9), cyclic(3)),
    "Z13xZ3": product(cyclic(13), cyclic(3)),
    "Z2xZ6": product(cyclic(2), cyclic(6)),
    "S3": affine(3, 2),
    "D5": affine(5, 4),
    "Z5:Z4": affine(5, 2),
    "Z7:Z3": affine(7, 2),
    "Z11:Z5": affine(11, 3),
    "Z3xZ3:Z4": plane_with_turn(),
}
"""The groups that are tried, by their generators."""


def after(one: Permutation, other: Permutation) -> Permutation:
    """The first after the other."""
    return tuple(one[i] for i in other)


def inverse(one: Permutation) -> Permutation:
    return tuple(sorted(range(len(one)), key=one.__getitem__))


def closure(generators: Sequence[Permutation]) -> Subgroup:
    """All products of the generators."""
    found = {tuple(range(len(generators[0])))}
    new = set(found)
    while new:
        new = {after(g, one) for g in generators for one in new} - found
        found |= new
    return frozenset(found)


@cache
def subgroups(name: str) -> tuple[Subgroup, ...]:
    """One of the subgroups from each class of conjugates, the smallest first."""
    group = closure(GROUPS[name])
    known = {closure([one]) for one in group}
    new = known
    while new:
        larger = {
            closure([*some, one]) for some in new for one in group if not closure([one]) <= some
        }
        new = larger - known
        known |= new
    chosen = list[Subgroup]()
    for some in sorted(known, key=lambda some: (len(some), sorted(some))):
        conjugates = {frozenset(after(after(g, one), inverse(g)) for one in some) for g in group}
        if conjugates.isdisjoint(chosen):
            chosen.append(some)
    return tuple(chosen)


@cache
def on_cosets(name: str) -> tuple[Permutations, ...]:
    """How the whole group permutes the cosets of each of its subgroups (order, cosets)."""
    group = sorted(closure(GROUPS[name]))
    tables = []
    for some in subgroups(name):
        cosets = sorted({min(after(g, one) for one in some) for g in group})
        index = {coset: i for i, coset in enumerate(cosets)}
        tables.append(
            np.array(
                [
                    [index[min(after(after(g, coset), one) for one in some)] for coset in cosets]
                    for g in group
                ],
                dtype=np.int32,
            )
        )
    return tuple(tables)


def acting(name: str, orbits: Orbits) -> Permutations:
    """The group on so many copies of the cosets of each of its subgroups, side by side."""
    tables = [
        table for table, copies in zip(on_cosets(name), orbits, strict=True) for _ in range(copies)
    ]
    starts = itertools.accumulate((table.shape[1] for table in tables), initial=0)
    return np.hstack([at + table for at, table in zip(starts, tables, strict=False)]).astype(
        np.int32
    )


def action(name: str, of_students: Orbits, of_periods: Orbits) -> Action:
    """The symmetry with so many orbits for each subgroup in ``subgroups(name)``."""
    return Action(
        f"{name}, students in {of_students}, periods in {of_periods}",
        acting(name, of_students),
        acting(name, of_periods),
    )


def actions(students: int, periods: int) -> Iterator[tuple[str, Orbits, Orbits]]:
    """All ways in which the groups can act so that each element moves nearly all students.

    Each is told by what ``action`` wants to know.
    """
    for name in GROUPS:
        tables = on_cosets(name)
        widths = [table.shape[1] for table in tables]
        still = np.array([(table == np.arange(table.shape[1])).sum(axis=1) for table in tables])
        of_periods = list(_sums(widths, periods))
        for of_students in _sums(widths, students):
            if np.sort(np.array(of_students) @ still)[:-1].max(initial=0) <= MOST_FIXED:
                yield from ((name, of_students, one) for one in of_periods)


def _sums(widths: Sequence[int], total: int) -> Iterator[Orbits]:
    """How many of each width there can be, to be so many in all."""
    if not widths:
        if total == 0:
            yield ()
        return
    first, *others = widths
    for copies in range(total // first + 1):
        for rest in _sums(others, total - copies * first):
            yield (copies, *rest)
