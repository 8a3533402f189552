"""The rest of a class's year as numbers: what has happened, and what is to come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from toolkit.people import Student
from toolkit.plan import Objective, Period, Plan
from toolkit.planning.arrays import (
    Groupings,
    Mask,
    Matrix,
    PairedGroups,
    grouping_of,
    numbered,
    without_pairs,
)
from toolkit.planning.period.best import most_new
from toolkit.planning.period.problem import PeriodProblem, partner_mask, period_problem
from toolkit.planning.year.covering import CoveringProblem
from toolkit.rules import IdPair, Rules, Scope, id_pairs


@dataclass(frozen=True)
class Rest:
    """What is to be planned for these students behind the history."""

    students: tuple[Student, ...]
    rules: Rules
    history: Plan

    @cached_property
    def next_problem(self) -> PeriodProblem:
        """The next period."""
        return period_problem(self.students, self.rules, self.history, self.history.next_number)

    @cached_property
    def to_meet(self) -> Mask:
        """Who may meet and has not (n, n)."""
        problem = self.next_problem
        known = problem.group_costs[problem.position(Objective.NOT_NEW)] > 0
        to_meet: Mask = ~(known | problem.apart | np.eye(len(problem), dtype=bool))
        return to_meet

    @cached_property
    def most_new(self) -> int:
        """How many can meet for the first time in one period at most, whichever it is."""
        problem = self.next_problem
        if self.is_free and not self.history.periods:
            return problem.sizes.meetings
        return most_new(replace(problem, must_partner=np.zeros_like(problem.must_partner)))

    @cached_property
    def wish(self) -> Matrix:
        """What two in one group cost (n, n), below that everyone meets."""
        problem = self.next_problem
        positions = [problem.position(wish) for wish in (Objective.ACQUAINTED, Objective.IMBALANCE)]
        wish: Matrix = problem.group_costs[positions].sum(axis=0)
        return wish

    @cached_property
    def partners_before(self) -> list[list[tuple[int, int]]]:
        """Who were partners in each period of the history, by their numbers."""
        index = numbered(self.students)
        return [
            [(index[a], index[b]) for a, b in period.ever_in_pairs if a in index and b in index]
            for period in self.history.periods
        ]

    @cached_property
    def never_partners(self) -> Mask:
        """Who can be too many for the pairs of a group: one row a rule (k, n)."""
        index = numbered(self.students)
        rules = [rule for rule in self.rules.keep_apart if rule.scope is Scope.PAIR]
        marked = np.zeros((len(rules), len(index)), dtype=bool)
        for row, rule in zip(marked, rules, strict=True):
            row[[index[student] for student in rule.students if student in index]] = True
        # Two always fit where every group has two pairs.
        fit = 1 if self.next_problem.sizes.threes else 2
        too_many: Mask = marked[marked.sum(axis=1) > fit]
        return too_many

    @property
    def is_free(self) -> bool:
        """Whether everyone is to meet everyone, and no hard rule says who is with whom."""
        rules = self.rules
        return not (rules.keep_apart or rules.together or rules.acquainted.pairs(self.students))

    def happened(self) -> Groupings | None:
        """The periods of the history; None where it is of others, or in groups of other sizes."""
        index = numbered(self.students)
        groupings = np.empty((len(self.history.periods), len(index)), dtype=np.intp)
        for period, grouping in zip(self.history.periods, groupings, strict=True):
            if {student.id for student in period.students} != index.keys():
                return None
            groups = [[index[student.id] for student in g.students] for g in period.groups]
            if sorted(map(len, groups)) != sorted(self.next_problem.sizes.as_tuple()):
                return None
            grouping[:] = grouping_of(groups)
        return groupings

    def problems(self, periods: int) -> list[PeriodProblem]:
        """So many periods, each as if it were the next."""
        return [
            replace(
                self.next_problem,
                must_partner=partner_mask(self.students, self.rules, self._number(t)),
            )
            for t in range(periods)
        ]

    def fixed(self, periods: int) -> list[int]:
        """The rows of the periods whose together rules are not those of every period."""
        always = self._always
        return [t for t in range(periods) if self.rules.partners_in(self._number(t)) != always]

    @property
    def always_partners(self) -> set[tuple[int, int]]:
        """Who are partners in every period, by their numbers, the smaller one first."""
        index = numbered(self.students)
        twos = (sorted(index[one] for one in two) for two in self._always if two <= index.keys())
        return {(one, other) for one, other in twos}

    @property
    def _always(self) -> set[IdPair]:
        return {
            two
            for rule in self.rules.together
            if not rule.periods
            for two in id_pairs(rule.students)
        }

    def covering_problem(self, periods: int) -> CoveringProblem:
        """So many periods at once."""
        problem = self.next_problem
        turns = problem.trio_costs[problem.position(Objective.TRIO_TURNS)]
        sizes = problem.sizes
        # In a five only three of the five are a trio, but who they are is chosen later.
        due = int(turns.sum()) + (5 * sizes.fives + 3 * sizes.threes) * periods
        least, rest = divmod(due, len(problem))
        return CoveringProblem(
            sizes=sizes.as_tuple(),
            to_meet=self.to_meet,
            apart=problem.apart,
            together=tuple(
                tuple((int(i), int(j)) for i, j in np.argwhere(np.triu(of_period.must_partner)))
                for of_period in self.problems(periods)
            ),
            never_partners=self.never_partners,
            wish=self.wish,
            turns=turns,
            least_turns=least,
            most_turns=least + (rest > 0),
            most_new=self.most_new,
        )

    def groupings(self, periods: Sequence[PairedGroups]) -> Groupings:
        """The same periods as an array; their groups have the sizes that the class needs."""
        groupings = [grouping_of(without_pairs(period)) for period in periods]
        return np.array(groupings, dtype=np.intp).reshape(-1, len(self.students))

    def groupings_like(self, told: Sequence[Period]) -> Groupings:
        """The same periods as far as can be, for those who are in the class now."""
        index = numbered(self.students)
        sizes = self.next_problem.sizes.as_tuple()
        groupings = np.full((len(told), len(self.students)), -1, dtype=np.intp)
        for period, grouping in zip(told, groupings, strict=True):
            groups = [[index[s.id] for s in g.students if s.id in index] for g in period.groups]
            free = list(range(len(sizes)))
            for members in sorted(groups, key=len, reverse=True)[: len(sizes)]:
                # The group of the nearest size; who is too many there gets another group below.
                g = min(free, key=lambda g: abs(sizes[g] - len(members)))
                free.remove(g)
                grouping[members[: sizes[g]]] = g
            left = np.array(sizes) - np.bincount(grouping[grouping >= 0], minlength=len(sizes))
            grouping[grouping < 0] = np.repeat(np.arange(len(sizes)), left)
        return groupings

    def _number(self, t: int) -> int:
        """The number of the period in row ``t``."""
        return self.history.next_number + t
