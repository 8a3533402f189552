"""Several periods at once, as a covering of all who are left to meet.

A year is a resolvable covering: each period is a parallel class (everyone is in one group),
and together they cover every two students who are to meet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.planning.arrays import Counts, Groupings, Mask, Matrix, Weights
from toolkit.shapes import PAIR_SIZES

BROKEN = 40.0
"""What a broken hard rule weighs, where two who have not met weigh 1."""


@dataclass(frozen=True)
class CoveringProblem:
    """Periods to plan for n students by their number, with groups of ``sizes``.

    ``to_meet`` (n, n) marks who should share a group at least once, ``apart`` (n, n) who
    never may, ``together`` for each period the pairs of students who must. Each row of
    ``never_partners`` (k, n) marks students of whom a group can hold as many as it has pairs.
    ``wish`` (n, n) is what two in one group cost, below everything else. Whoever is in an odd
    group, of three or of five, has a turn there: ``turns`` (n,) counts those before, and every
    student should have had ``least_turns`` to ``most_turns`` in the end. No period can have
    more than ``most_new`` of the meetings that are wanted.
    """

    sizes: tuple[int, ...]
    to_meet: Mask
    apart: Mask
    together: tuple[tuple[tuple[int, int], ...], ...]
    never_partners: Mask
    wish: Matrix
    turns: Counts
    least_turns: int
    most_turns: int
    most_new: int

    def __len__(self) -> int:
        return len(self.to_meet)

    @property
    def least_uneven(self) -> int:
        """By how many turns students must be off, for what they have had before."""
        too_many = np.maximum(self.turns - self.most_turns, 0)
        too_few = np.maximum(self.least_turns - self.periods - self.turns, 0)
        return int((too_many + too_few).sum())

    def uneven(self, turns: Counts) -> Counts:
        """How far turns (…, n) are from where they should be in the end."""
        return np.maximum(self.least_turns - turns, 0) + np.maximum(turns - self.most_turns, 0)

    @property
    def least_unmet(self) -> int:
        """How many are left who have not met in any plan, at least."""
        return max(0, int(self.to_meet.sum()) // 2 - self.most_new * self.periods)

    @property
    def periods(self) -> int:
        """How many periods there are to plan."""
        return len(self.together)


@dataclass(frozen=True)
class Covering:
    """What was found, and how far it is from perfect.

    ``unmet`` is how many are left who have not met, a broken hard rule counting ``BROKEN``;
    ``uneven`` by how many turns students are off; ``late`` counts the periods before each
    two meet for the first time, all of them where they never do; ``wishes`` is what the
    wishes cost.
    """

    groupings: Groupings
    unmet: float
    uneven: float
    late: float
    wishes: float


def dealt(sizes: Sequence[int], periods: int, rng: np.random.Generator) -> Groupings:
    """Groups by chance."""
    group_of_slot = np.repeat(np.arange(len(sizes)), sizes)
    groupings = np.empty((periods, len(group_of_slot)), dtype=np.intp)
    for grouping in groupings:
        grouping[:] = rng.permutation(group_of_slot)
    return groupings


def over_pairs(never_partners: Mask, groupings: Groupings, sizes: Sequence[int]) -> Weights:
    """How many more never partners than pairs a group has; below zero where more would fit.

    For every row of ``never_partners`` (k, n), every group and ``groupings`` (…, periods, n),
    shape (…, periods, k, groups).
    """
    of_group = (groupings[..., None] == np.arange(len(sizes))).astype(np.float32)
    pairs = np.array([len(PAIR_SIZES[size]) for size in sizes], dtype=np.float32)
    over: Weights = never_partners.astype(np.float32) @ of_group - pairs
    return over
