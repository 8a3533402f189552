"""What each hard rule permits of every group, so that any set of rules is quickly tried."""

from itertools import combinations

import numpy as np

from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.planning.arrays import Bits, numbered, partners
from toolkit.planning.period.best import feasible_cover
from toolkit.planning.period.candidates import SPLITS, candidates
from toolkit.planning.period.problem import period_problem
from toolkit.rules import GroupShape, KeepApart, Rules, Scope, Together

type HardRule = KeepApart | Together


class Permits:
    """Which groups, and which pairs inside them, each hard rule permits.

    ``table`` (rules, m) has ``Bits`` for each rule, ``every_split`` (m,) those of all the ways
    that there are, and ``holds`` (n, m) tells which groups hold each student.
    """

    def __init__(self, roster: Roster, shape: GroupShape, hard: list[HardRule]) -> None:
        problem = period_problem(roster.students, Rules(group_shape=shape), Plan(), 1)
        self.problem, self.groups = problem, candidates(problem)
        index = numbered(roster)
        self.holds = np.array([(self.groups.members == i).any(axis=1) for i in range(len(roster))])
        self.every_split = np.zeros(len(self.groups), dtype=np.uint16)
        for size, ways in SPLITS.items():
            self.every_split[self.groups.size == size] = 2 ** len(ways) - 1
        self.table = np.empty((len(hard), len(self.groups)), dtype=np.uint16)
        for at, rule in enumerate(hard):
            present = sorted(index[student] for student in rule.students if student in index)
            self.table[at] = self._row(rule, present)

    def kept(self, wanted: frozenset[int]) -> frozenset[int] | None:
        """All the rules that some period keeping the wanted ones keeps; None where none does."""
        permitted = self.every_split & np.bitwise_and.reduce(self.table[sorted(wanted)], axis=0)
        possible = np.flatnonzero(permitted)
        cover = feasible_cover(self.problem, self.groups.where(permitted != 0))
        if cover is None:
            return None
        chosen = possible[cover]
        splits = permitted[chosen].astype(np.int64)
        lowest_split = splits & -splits
        kept = ((self.table[:, chosen] & lowest_split) != 0).all(axis=1)
        return frozenset(map(int, np.flatnonzero(kept)))

    def _row(self, rule: HardRule, present: list[int]) -> Bits:
        """The splits (m,) of every group that the rule permits."""
        permitted = self.every_split.copy()
        for one, other in combinations(present, 2):
            has_one, has_other = self.holds[one], self.holds[other]
            if isinstance(rule, Together):
                permitted[has_one != has_other] = 0
                permitted[has_one & has_other] &= self._partners(one, other)
            elif rule.scope is Scope.PAIR:
                permitted[has_one & has_other] &= ~self._partners(one, other)
            else:
                permitted[has_one & has_other] = 0
        return permitted

    def _partners(self, one: int, other: int) -> Bits:
        """The splits that make these two partners, of the groups that hold both (their number,)."""
        both = self.holds[one] & self.holds[other]
        members, size = self.groups.members[both], self.groups.size[both]
        # Members stand in order, so the smaller index comes first.
        first, second = (members == one).argmax(axis=1), (members == other).argmax(axis=1)
        splits = np.zeros(len(members), dtype=np.uint16)
        for of_size, ways in SPLITS.items():
            for s, pairs in enumerate(ways):
                for a, b in partners(pairs):
                    splits[(size == of_size) & (first == a) & (second == b)] |= 1 << s
        return splits
