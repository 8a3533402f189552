"""The rest of a class's year as numbers: what has happened, and what is to come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from toolkit.people import Student
from toolkit.plan import Objective, Period, Plan
from toolkit.planning.period.best import most_new
from toolkit.planning.period.problem import (
    Mask,
    Matrix,
    PeriodProblem,
    partner_mask,
    period_problem,
    places,
)
from toolkit.planning.period.search import Grouping
from toolkit.planning.year.covering import CoveringProblem, Seating
from toolkit.planning.year.pairing import Groups
from toolkit.rules import Rules, Scope, id_pairs


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
        known = problem.group_costs[problem.place(Objective.NOT_NEW)] > 0
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
        places = [problem.place(wish) for wish in (Objective.ACQUAINTED, Objective.IMBALANCE)]
        wish: Matrix = problem.group_costs[places].sum(axis=0)
        return wish

    @cached_property
    def never_partners(self) -> Mask:
        """Who can be too many for the pairs of a group: one row a rule (k, n)."""
        place = places(self.students)
        rules = [rule for rule in self.rules.keep_apart if rule.scope is Scope.PAIR]
        marked = np.zeros((len(rules), len(place)), dtype=bool)
        for row, rule in zip(marked, rules, strict=True):
            row[[place[student] for student in rule.students if student in place]] = True
        # Two always fit where every group has two pairs.
        fit = 1 if self.next_problem.sizes.threes else 2
        too_many: Mask = marked[marked.sum(axis=1) > fit]
        return too_many

    @property
    def is_free(self) -> bool:
        """Whether everyone is to meet everyone, and no hard rule says who sits where."""
        rules = self.rules
        return not (rules.keep_apart or rules.together or rules.acquainted.pairs(self.students))

    def happened(self) -> Seating | None:
        """The periods of the history; None where it seats others, or in groups of other sizes."""
        place = places(self.students)
        seating = np.empty((len(self.history.periods), len(place)), dtype=np.intp)
        for period, seated in zip(self.history.periods, seating, strict=True):
            if {student.id for student in period.students} != place.keys():
                return None
            groups = [[place[student.id] for student in g.students] for g in period.groups]
            if sorted(map(len, groups)) != sorted(self.next_problem.sizes.as_tuple()):
                return None
            seated[:] = seated_in(groups)
        return seating

    def problems(self, periods: int) -> list[PeriodProblem]:
        """So many periods, each as if it were the next."""
        return [
            replace(
                self.next_problem,
                must_partner=partner_mask(self.students, self.rules, self._number(place)),
            )
            for place in range(periods)
        ]

    def fixed(self, periods: int) -> list[int]:
        """The places of the periods whose together rules are not those of every period."""
        always = {
            two
            for rule in self.rules.together
            if not rule.periods
            for two in id_pairs(rule.students)
        }
        return [
            place
            for place in range(periods)
            if self.rules.partners_in(self._number(place)) != always
        ]

    def covering_problem(self, periods: int) -> CoveringProblem:
        """So many periods at once."""
        problem = self.next_problem
        turns = problem.trio_costs[problem.place(Objective.TRIO_TURNS)]
        sizes = problem.sizes
        # In a five only three of the five are a trio, but who they are is chosen later.
        seats = int(turns.sum()) + (5 * sizes.fives + 3 * sizes.threes) * periods
        least, rest = divmod(seats, len(problem))
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

    def seating(self, groupings: tuple[Grouping, ...]) -> Seating:
        """The same periods as a seating; their groups have the sizes that the class needs."""
        periods = [seated_in([[*chain(*group)] for group in grouping]) for grouping in groupings]
        return np.array(periods, dtype=np.intp).reshape(-1, len(self.students))

    def seating_like(self, told: Sequence[Period]) -> Seating:
        """The same periods as far as can be, for those who are in the class now."""
        place = places(self.students)
        sizes = self.next_problem.sizes.as_tuple()
        seating = np.full((len(told), len(self.students)), -1, dtype=np.intp)
        for period, seated in zip(told, seating, strict=True):
            groups = [[place[s.id] for s in g.students if s.id in place] for g in period.groups]
            free = list(range(len(sizes)))
            for members in sorted(groups, key=len, reverse=True)[: len(sizes)]:
                # The group of the nearest size; who is too many there gets another seat below.
                g = min(free, key=lambda g: abs(sizes[g] - len(members)))
                free.remove(g)
                seated[members[: sizes[g]]] = g
            left = np.array(sizes) - np.bincount(seated[seated >= 0], minlength=len(sizes))
            seated[seated < 0] = np.repeat(np.arange(len(sizes)), left)
        return seating

    def _number(self, place: int) -> int:
        return self.history.next_number + place


def seated_in(groups: Sequence[Sequence[int]]) -> NDArray[np.intp]:
    """The number of each student's group (n,) in a period; the fours come first among them."""
    seated = np.empty(sum(map(len, groups)), dtype=np.intp)
    for g, members in enumerate(sorted(groups, key=lambda members: len(members) != 4)):
        seated[list(members)] = g
    return seated


def groups_of(seated: NDArray[np.intp]) -> Groups:
    """The groups of a period in which each student (n,) has the group of this number."""
    return tuple(tuple(map(int, np.flatnonzero(seated == g))) for g in range(int(seated.max()) + 1))
