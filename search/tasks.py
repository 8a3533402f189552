"""What is sought: a class size with its groups, and what makes one year better than another."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from constructions import Year

from toolkit.bounds import periods_bound
from toolkit.people import Student
from toolkit.plan import Plan
from toolkit.planning.arrays import (
    Groupings,
    Groups,
    PairedGroups,
    grouping_of,
    groups_of,
    members,
    partners,
)
from toolkit.planning.year import templates
from toolkit.planning.year.covering_search import polish_covering
from toolkit.planning.year.ordering import best_order, new_meetings
from toolkit.planning.year.rest import Rest
from toolkit.rules import GroupShape, Rules
from toolkit.shapes import Sizes, group_sizes

FILES = Path(templates.__file__).parent

POLISH_SWAPS = 6000
"""Swaps that let them meet earlier in a year that was found."""


@dataclass(frozen=True)
class Task:
    """A class size and the sizes of its groups."""

    students: int
    shape: GroupShape

    @classmethod
    def of(cls, groups: Groups) -> "Task":
        """The task whose years have such groups."""
        has_threes = any(len(group) == 3 for group in groups)
        return cls(sum(map(len, groups)), GroupShape.TRIO if has_threes else GroupShape.FIVE)

    @property
    def sizes(self) -> Sizes:
        return group_sizes(self.students, self.shape)

    @property
    def people(self) -> tuple[Student, ...]:
        return tuple(Student(str(i), str(i)) for i in range(self.students))

    @property
    def rest(self) -> Rest:
        return Rest(self.people, Rules(group_shape=self.shape), Plan())

    @property
    def bound(self) -> int:
        return periods_bound(self.people, Rules(group_shape=self.shape), Plan())

    @property
    def file(self) -> Path:
        return FILES / templates.file_name(self.sizes)

    @property
    def early_may_be_new(self) -> bool:
        """Whether two periods can be without a meeting in common: each group needs that many."""
        return max(self.sizes.as_tuple()) <= self.sizes.groups


@dataclass(frozen=True, order=True)
class Quality:
    """What makes one year better than another; less is better, the first counts most.

    ``early_repeats`` are the meetings in the first three periods of those who have met, which in
    small classes have to be.
    """

    periods: int
    early_repeats: int
    partner_repeats: int
    uneven: int
    late_or_uneven: int

    @property
    def has_flaws(self) -> bool:
        """Whether a year of as many periods can be better in more than who meets when."""
        return self.uneven + self.early_repeats + self.partner_repeats > 0


def quality(task: Task, year: Sequence[PairedGroups]) -> Quality | None:
    """Count a year out; None where someone does not meet someone."""
    n, met, partnered = task.students, set[tuple[int, int]](), Counter[tuple[int, int]]()
    turns, on_the_way, after, early_repeats = Counter[int](), 0, 0, 0
    for number, period in enumerate(year, start=1):
        sizes = sorted(sum(map(len, group)) for group in period)
        assert sizes == sorted(task.sizes.as_tuple())
        assert sorted(i for g in period for p in g for i in p) == list(range(n))
        for group in period:
            two = set(itertools.combinations(sorted(members(group)), 2))
            early_repeats += len(two & met) if number <= 3 else 0
            met |= two
            partnered.update(partners(group))
            turns.update(i for p in group if len(p) == 3 for i in p)
        counts = [turns[i] for i in range(n)]
        uneven = max(0, max(counts) - min(counts) - 1)
        on_the_way += uneven
        after += n * (n - 1) // 2 - len(met)
    if len(met) < n * (n - 1) // 2:
        return None
    repeats = sum(count - 1 for count in partnered.values())
    return Quality(len(year), early_repeats, repeats, uneven, after + 3 * on_the_way)


def is_full(task: Task, groups: Year) -> bool:
    """Whether everyone meets everyone."""
    met = {two for period in groups for g in period for two in itertools.combinations(sorted(g), 2)}
    return len(met) == task.students * (task.students - 1) // 2


def finished(task: Task, groups: Year) -> Iterator[Year]:
    """The year in its best order, without periods that add nobody; then one with earlier meetings.

    What lets them meet earlier does not look at who is in a trio with whom, so that the first of
    the two may be the better.
    """
    rest = task.rest
    groupings = _ordered(rest, groupings_of(groups))
    new = new_meetings(groupings, rest.to_meet)
    groupings = groupings[: np.count_nonzero(new)]
    yield [groups_of(period) for period in groupings]
    if len(set(new)) > 1:
        problem, rng = rest.covering_problem(len(groupings)), np.random.default_rng(0)
        early = polish_covering(problem, groupings, rng, POLISH_SWAPS)
        yield [groups_of(period) for period in _ordered(rest, early.groupings)]


def _ordered(rest: Rest, groupings: Groupings) -> Groupings:
    return groupings[best_order(rest.covering_problem(len(groupings)), groupings)]


def groupings_of(year: Year) -> Groupings:
    return np.array([grouping_of(groups) for groups in year])
