"""What the hard rules permit of every group, so that any set of rules is quickly tried."""

from collections.abc import Callable, Sequence
from copy import copy
from enum import IntEnum
from itertools import combinations

import numpy as np

from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.planning.arrays import Bits, Indices, Mask, numbered, partners
from toolkit.planning.period.best import feasible_cover
from toolkit.planning.period.candidates import SPLITS, Candidates, candidates
from toolkit.planning.period.problem import period_problem
from toolkit.rules import GroupShape, KeepApart, Rules, Scope, Together

type HardRule = KeepApart | Together


class _Asked(IntEnum):
    """What a rule asks of two students."""

    APART = 0
    NEVER_PARTNERS = 1
    PARTNERS = 2


class Permits:
    """Tries sets of the rules ``hard``, which are numbered in their order.

    A period may have any one of the ``shapes``.

    A rule is what it asks of every two of its students. Entry e of ``rule``, ``one``, ``other``
    and ``asks`` (entries,) is the rule of such two, their numbers, and what it asks.
    """

    def __init__(
        self, roster: Roster, shapes: Sequence[GroupShape], hard: Sequence[HardRule]
    ) -> None:
        self.shape = shapes[0]
        every = (Rules(group_shape=shape) for shape in shapes)
        problems = [period_problem(roster.students, rules, Plan(), 1) for rules in every]
        self.problem = problems[0]
        self._lists = [(problem, candidates(problem)) for problem in problems]
        self._take(hard)

    def of(self, hard: Sequence[HardRule]) -> "Permits":
        """The same class under other rules; its groups are listed once."""
        other = copy(self)
        other._take(hard)
        return other

    @property
    def all(self) -> frozenset[int]:
        """The numbers of all the rules."""
        return frozenset(range(len(self.hard)))

    def _take(self, hard: Sequence[HardRule]) -> None:
        self.hard = tuple(hard)
        index = numbered(self.problem.students)
        entries = [
            (at, *sorted(two), _asked_by(rule))
            for at, rule in enumerate(hard)
            for two in combinations([index[s] for s in rule.students if s in index], 2)
        ]
        columns = np.array(entries, dtype=np.intp).reshape(-1, 4).T
        self.rule, self.one, self.other, self.asks = columns

    @property
    def around_one(self) -> list[frozenset[int]]:
        """For each student the rules that name them, where there are some; the most first."""
        own = [
            self.rule[(self.one == student) | (self.other == student)]
            for student in range(len(self.problem))
        ]
        return sorted((frozenset(map(int, rules)) for rules in own if len(rules)), key=len)[::-1]

    def kept(
        self, wanted: frozenset[int], keep_going: Callable[[], bool] = lambda: True
    ) -> frozenset[int] | None:
        """All the rules that some period keeping the wanted ones keeps; None where none does.

        Raises ``Undecided`` where ``keep_going`` ends the search.
        """
        for problem, groups in self._lists:
            permitted = self._permitted(groups, wanted)
            possible = groups.where(permitted != 0)
            cover = feasible_cover(problem, possible, keep_going)
            if cover is not None:
                splits = permitted[permitted != 0][cover].astype(np.int64)
                return self._kept_by(possible.where(cover), splits)
        return None

    def _permitted(self, groups: Candidates, wanted: frozenset[int]) -> Bits:
        """The splits (m,) of every group that the wanted rules permit, a bit for each."""
        is_wanted = np.zeros(len(self.hard), dtype=bool)
        is_wanted[list(wanted)] = True
        apart, never, must = (self._mask(is_wanted, asked) for asked in _Asked)
        permitted = np.empty(len(groups), dtype=np.uint16)
        for size, ways in SPLITS.items():
            own = np.flatnonzero(groups.size == size)
            members = groups.members[own, :size]
            bits = np.full(len(own), 2 ** len(ways) - 1, dtype=np.uint16)
            beside = np.zeros((len(own), size), dtype=np.int64)
            for i, j in combinations(range(size), 2):
                one, other = members[:, i], members[:, j]
                joins = np.uint16(_joining(size, i, j))
                bits[apart[one, other]] = 0
                bits[never[one, other]] &= ~joins
                have_to = must[one, other]
                bits[have_to] &= joins
                beside[:, i] += have_to
                beside[:, j] += have_to
            # Whoever has to sit with somebody is in no group without them.
            bits[(beside < must.sum(axis=1)[members]).any(axis=1)] = 0
            permitted[own] = bits
        return permitted

    def _mask(self, is_wanted: Mask, asked: int) -> Mask:
        """Every two students (n, n) of whom a wanted rule asks this."""
        mask = np.zeros((len(self.problem),) * 2, dtype=bool)
        own = is_wanted[self.rule] & (self.asks == asked)
        mask[self.one[own], self.other[own]] = mask[self.other[own], self.one[own]] = True
        return mask

    def _kept_by(self, chosen: Candidates, splits: Indices) -> frozenset[int]:
        """The rules that these groups keep, with the first pairs of each that its bits permit."""
        in_group = np.zeros((len(self.problem),) * 2, dtype=bool)
        in_pair = np.zeros_like(in_group)
        for group, bits in enumerate(splits):
            size = int(chosen.size[group])
            row = chosen.members[group, :size]
            in_group[np.ix_(row, row)] = True
            split = SPLITS[size][int(bits & -bits).bit_length() - 1]
            for a, b in partners(split):
                in_pair[row[a], row[b]] = in_pair[row[b], row[a]] = True
        grouped, paired = in_group[self.one, self.other], in_pair[self.one, self.other]
        broken = np.choose(self.asks, [grouped, paired, ~paired])
        breaks = np.bincount(self.rule, weights=broken, minlength=len(self.hard))
        return frozenset(map(int, np.flatnonzero(breaks == 0)))


def _asked_by(rule: HardRule) -> int:
    if isinstance(rule, Together):
        return _Asked.PARTNERS
    return _Asked.NEVER_PARTNERS if rule.scope is Scope.PAIR else _Asked.APART


def _joining(size: int, i: int, j: int) -> int:
    """The splits, a bit for each, that make members i and j of a group partners."""
    return sum(1 << s for s, pairs in enumerate(SPLITS[size]) if (i, j) in partners(pairs))
