"""What planning counts with: names for its arrays and nested tuples, each with its shape.

A class has n students, who are numbered from 0 in the order of the roster. In every period it is
divided into groups, which are numbered from 0 in the order of ``Sizes.as_tuple``, and each group
into pairs, one of which may be a trio.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from toolkit.people import Student

type Mask = NDArray[np.bool_]
"""What holds: of every two students (n, n), unless another shape is told."""

type Matrix = NDArray[np.int64]
"""Whole numbers: of every two students (n, n), unless another shape is told."""

type Counts = NDArray[np.int64]
"""A whole number for each student (n,), or for each group of a list (m,)."""

type Weights = NDArray[np.float32]
"""What is weighed roughly; the shape is told where it stands."""

type Costs = NDArray[np.float64]
"""What is weighed exactly; the shape is told where it stands."""

type Small = NDArray[np.int8]
"""A small whole number for each group of a list (m,)."""

type Reduced = NDArray[np.float64]
"""The reduced cost of each group of a list (m,)."""

type Bits = NDArray[np.uint16]
"""For each group of a list (m,) a bit for each of the ways to make pairs of it."""

type Indices = NDArray[np.intp]
"""Numbers of students, or of groups of a list, shape (any,) unless another one is told."""

type Cast = NDArray[np.intp]
"""The student for each part 0 … n - 1 of a template (n,)."""

type Grouping = NDArray[np.intp]
"""One period: the number of each student's group (n,)."""

type Groupings = NDArray[np.intp]
"""Several periods: the number of each student's group in each of them (periods, n)."""

type Pairs = tuple[tuple[int, ...], ...]
"""One group: its pairs, each its students."""

type Groups = tuple[tuple[int, ...], ...]
"""One period: its groups, each its students."""

type PairedGroups = tuple[Pairs, ...]
"""One period: its groups, each its pairs."""


def numbered(students: Iterable[Student]) -> dict[str, int]:
    """The number of each student, by id."""
    return {student.id: i for i, student in enumerate(students)}


def members(pairs: Pairs) -> tuple[int, ...]:
    """The students of one group."""
    return tuple(chain(*pairs))


def partners(pairs: Pairs) -> list[tuple[int, int]]:
    """Every two in a group who are partners, the smaller number first."""
    return [two for pair in pairs for two in combinations(sorted(pair), 2)]


def without_pairs(period: PairedGroups) -> Groups:
    """The same period, where it does not matter who is whose partner."""
    return tuple(map(members, period))


def grouping_of(groups: Sequence[Sequence[int]]) -> Grouping:
    """The same period as an array; the groups of four come first in it, as they do in sizes."""
    grouping = np.empty(sum(map(len, groups)), dtype=np.intp)
    for g, group in enumerate(sorted(groups, key=lambda group: len(group) != 4)):
        grouping[list(group)] = g
    return grouping


def groups_of(grouping: Grouping) -> Groups:
    """The same period as groups, in the order of their numbers."""
    last = int(grouping.max())
    return tuple(tuple(map(int, np.flatnonzero(grouping == g))) for g in range(last + 1))
