"""Every way to place makkere, and from these a whole makkergruppe: the columns of the model."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from toolkit.seating.search.grid import Grid, Mask, Numbers
from toolkit.seating.search.problem import OF_SEATS, Aim, Group, Pair, Problem
from toolkit.seating.search.taking import taking
from toolkit.seating.search.ways import ways


@dataclass(frozen=True)
class Placements:
    """m placements of groups.

    Placement j puts the students ``members[j]`` on the ``seats[j]`` of the same length; it is one
    of group ``group[j]``, takes ``taken[j]`` from the others (``taking.py``), and ``costs``
    (aims, m) is what it costs.
    """

    group: Numbers
    members: tuple[tuple[int, ...], ...]
    seats: tuple[tuple[int, ...], ...]
    taken: tuple[tuple[int, ...], ...]
    costs: Numbers

    def __len__(self) -> int:
        return len(self.group)

    def where(self, keep: Mask | Numbers) -> "Placements":
        """Only those that ``keep`` marks (m,) or numbers."""
        numbers = np.flatnonzero(keep) if keep.dtype == bool else keep
        return Placements(
            self.group[numbers],
            tuple(self.members[j] for j in numbers),
            tuple(self.seats[j] for j in numbers),
            tuple(self.taken[j] for j in numbers),
            self.costs[:, numbers],
        )

    def least(self, aim: int, groups: int) -> Numbers:
        """The least cost (groups,) of any placement of each group, of which each has one."""
        least = np.full(groups, np.iinfo(np.int64).max)
        np.minimum.at(least, self.group, self.costs[aim])
        return least

    def could_cost(self, aim: int, most: int, groups: int) -> Mask:
        """Those (m,) that a choice may contain which costs so much at most."""
        least = self.least(aim, groups)
        keep: Mask = self.costs[aim] - least[self.group] <= most - least.sum()
        return keep

    def best_in(self, aims: Iterable[int], groups: int) -> Mask:
        """Those (m,) that cost their group the least in these aims, one after the other."""
        keep = np.ones(len(self), dtype=bool)
        for aim in aims:
            costs = np.where(keep, self.costs[aim], np.iinfo(np.int64).max)
            least = np.full(groups, np.iinfo(np.int64).max)
            np.minimum.at(least, self.group, costs)
            keep &= costs == least[self.group]
        return keep


def of_pairs(problem: Problem, equal: bool = False) -> Placements:
    """Every way to place each pair of a ``problem.pair_by_pair``.

    Of those that differ in nothing the model sees only the best is there, unless ``equal`` ones
    are wanted too. What a placement takes from the others is its seats, and the crowds of seats
    that those of its students are in whom a rule keeps apart from students of other groups. Of
    all that are equal in this, the one that is best in the order of the aims is as good as any:
    makkere who change their seats.
    """
    parts = [_of_pair(problem, pair) for (pair,) in problem.groups]
    return _listed(problem, parts, equal)


def of_groups(problem: Problem, pairs: Placements, equal: bool = False) -> Placements:
    """Every way to place each makkergruppe with its pairs as they are placed there, numbered on.

    Of equal ones only the best is there as above: pairs that change their desks.
    """
    numbers = iter(range(len(pairs)))
    parts = []
    for group in problem.groups:
        of_each = [np.flatnonzero(pairs.group == next(numbers)) for _ in group]
        parts.append(_of_group(problem, group, [_part(pairs, own) for own in of_each]))
    return _listed(problem, parts, equal)


@dataclass(frozen=True)
class _Part:
    """p placements of one pair or group: ``seats`` (p, students) and ``costs`` (aims, p)."""

    seats: Numbers
    costs: Numbers


def _part(pairs: Placements, numbers: Numbers) -> _Part:
    return _Part(np.array([pairs.seats[j] for j in numbers]), pairs.costs[:, numbers])


def _listed(problem: Problem, parts: Sequence[_Part], equal: bool) -> Placements:
    if not equal:
        parts = [
            _best_of_equal(problem, group, part)
            for group, part in zip(problem.groups, parts, strict=True)
        ]
    taken_by = taking(problem)
    members = tuple(
        tuple(chain.from_iterable(group))
        for group, part in zip(problem.groups, parts, strict=True)
        for _ in part.seats
    )
    seats = tuple(tuple(row) for part in parts for row in part.seats.tolist())
    return Placements(
        np.concatenate([np.full(len(part.seats), at) for at, part in enumerate(parts)]),
        members,
        seats,
        tuple(
            tuple(key for two in zip(*both, strict=True) for key in taken_by[two])
            for both in zip(members, seats, strict=True)
        ),
        np.concatenate([part.costs for part in parts], axis=1),
    )


def _of_pair(problem: Problem, pair: Pair) -> _Part:
    """The ways for makkere to sit together, on seats that each of them may have."""
    possible = ways(problem.grid, len(pair))
    keep = np.ones(len(possible), dtype=bool)
    for i, one in enumerate(pair):
        keep &= problem.allowed[one, possible.seats[:, i]]
    possible = possible.where(keep)
    costs = np.zeros((len(Aim), len(possible)), dtype=np.int64)
    costs[Aim.SPLIT], costs[Aim.LOOSE] = possible.split, possible.loose
    costs[Aim.WHOLE] = (possible.split > 0) & (pair in problem.whole)
    for k, aim in enumerate(OF_SEATS):
        for i, one in enumerate(pair):
            costs[aim] += problem.costs[k, one, possible.seats[:, i]]
    return _kept_apart(problem, (pair,), _Part(possible.seats, costs))


def _of_group(problem: Problem, group: Group, pairs: Sequence[_Part]) -> _Part:
    """A placement of each of its pairs, in every way that goes together."""
    first, *others = pairs
    for other in others:
        first = _together(problem.grid, first, other)
    return _kept_apart(problem, group, first)


def _kept_apart(problem: Problem, group: Group, part: _Part) -> _Part:
    """Only those that do not bring together students of the group who are kept apart."""
    members = tuple(chain.from_iterable(group))
    keep = np.ones(len(part.seats), dtype=bool)
    for i, one in enumerate(members):
        for j in range(i):
            if problem.apart[one, members[j]]:
                keep &= ~problem.grid.too_near[part.seats[:, i], part.seats[:, j]]
    return _Part(part.seats[keep], part.costs[:, keep])


def _together(grid: Grid, one: _Part, other: _Part) -> _Part:
    """Every two of them that take no seat twice, and how far their desks are from each other."""
    taken = (one.seats[:, None, :, None] == other.seats[None, :, None, :]).any(axis=(2, 3))
    a, b = np.nonzero(~taken)
    costs = one.costs[:, a] + other.costs[:, b]
    here, there = grid.desk[one.seats[a]], grid.desk[other.seats[b]]
    costs[Aim.SPREAD] += grid.desks_between[here[:, :, None], there[:, None, :]].min(axis=(1, 2))
    return _Part(np.hstack([one.seats[a], other.seats[b]]), costs)


def _best_of_equal(problem: Problem, group: Group, part: _Part) -> _Part:
    """Of the placements that are equal to the other groups the first in the order of the aims."""
    if not len(part.seats):
        return part
    members = list(chain.from_iterable(group))
    outside = np.ones(len(problem), dtype=bool)
    outside[members] = False
    watched = [i for i, one in enumerate(members) if (problem.apart[one] & outside).any()]
    around = problem.grid.surroundings[part.seats[:, watched]]
    signs = np.hstack([np.sort(part.seats, axis=1), around])
    order = np.lexsort((*part.costs[::-1], *signs.T))
    signs = signs[order]
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = (signs[1:] != signs[:-1]).any(axis=1)
    best = order[is_first]
    return _Part(part.seats[best], part.costs[:, best])


def seated(chosen: Placements) -> dict[int, int]:
    """The seat of every student of the chosen placements, one of each group."""
    rows: Iterable[tuple[int, int]] = chain.from_iterable(
        zip(members, seats, strict=True)
        for members, seats in zip(chosen.members, chosen.seats, strict=True)
    )
    return dict(rows)
