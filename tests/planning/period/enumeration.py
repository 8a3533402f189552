"""Every period there is, counted out without a solver, for classes of up to eight."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np

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
    return _Asked.of(problem).is_kept(*_two_by_two(grouping))


def some_can_be_kept(problem: PeriodProblem) -> bool:
    """Whether there is a period that keeps them."""
    asked = _Asked.of(problem)
    every = _every_two_by_two(problem.sizes.as_tuple(), len(problem))
    return any(asked.is_kept(*twos) for twos in every)


def least_costs(problem: PeriodProblem) -> tuple[int, ...] | None:
    return min(
        (
            period_costs(problem, grouping)
            for grouping in every_grouping(problem.sizes.as_tuple(), tuple(range(len(problem))))
            if keeps_hard_rules(problem, grouping)
        ),
        default=None,
    )


type _Twos = frozenset[tuple[int, int]]


@dataclass(frozen=True)
class _Asked:
    """The twos of students of whom the hard rules ask something."""

    apart: _Twos
    never_partners: _Twos
    must_partner: _Twos

    @classmethod
    def of(cls, problem: PeriodProblem) -> "_Asked":
        def twos(asked: np.ndarray) -> _Twos:
            return frozenset(map(tuple, np.argwhere(np.triu(asked)).tolist()))

        return cls(twos(problem.apart), twos(problem.never_partners), twos(problem.must_partner))

    def is_kept(self, partners: _Twos, mates: _Twos) -> bool:
        return (
            self.apart.isdisjoint(mates)
            and self.never_partners.isdisjoint(partners)
            and self.must_partner <= partners
        )


def _two_by_two(grouping: PairedGroups) -> tuple[_Twos, _Twos]:
    """Who are partners, and who share a group."""

    def twos(parts: Iterable[tuple[int, ...]]) -> _Twos:
        return frozenset(two for part in parts for two in combinations(sorted(part), 2))

    return twos(pair for group in grouping for pair in group), twos(sum(g, ()) for g in grouping)


@cache
def _every_two_by_two(sizes: tuple[int, ...], students: int) -> list[tuple[_Twos, _Twos]]:
    return [_two_by_two(grouping) for grouping in every_grouping(sizes, tuple(range(students)))]
