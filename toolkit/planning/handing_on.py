"""What a search hands on before it is over: a first plan soon, and every better one."""

from dataclasses import replace
from itertools import takewhile

import numpy as np

from toolkit.people import Roster
from toolkit.plan import Plan, Solution, Status
from toolkit.planning.arrays import Groupings, groups_of
from toolkit.planning.monitor import Monitor
from toolkit.planning.period.problem import PeriodProblem, period_of
from toolkit.planning.period.search import search
from toolkit.planning.worth import Worth, worth
from toolkit.planning.year.ordering import best_order
from toolkit.planning.year.pairing import FEW_TRIES, paired, permits_all
from toolkit.planning.year.rest import Rest
from toolkit.rules import Rules

# How it was chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of it. Whether another is better: benchmarks/first.py.
QUICK_SWAPS = 300
"""Swaps for a first period that is wanted quickly."""


class HandingOn:
    """Hands plans on to whoever watches, each better than those before.

    ``bound`` is the least number of periods that is proven by now. What is made only to be handed
    on draws from numbers of its own, ``rng``, so that the search comes out the same.
    """

    def __init__(
        self, roster: Roster, rules: Rules, monitor: Monitor, bound: int, seed: int
    ) -> None:
        self.roster, self.rules, self.monitor, self.bound = roster, rules, monitor, bound
        self.rng = np.random.default_rng(seed)
        self._best: Worth | None = None

    def hand_on(self, plan: Plan) -> None:
        """Hand on a plan where it is better than those before; the search goes on."""
        if not self.monitor.is_watched:
            return
        comes_to = worth(plan, self.roster, self.rules)
        if self._best is None or comes_to < self._best:
            self._best = comes_to
            self.monitor.better(self._unfinished(plan))

    def _unfinished(self, plan: Plan) -> Plan:
        """The plan with what is proven by now."""
        return replace(
            plan, solution=Solution(Status.FEASIBLE, self.bound, self.monitor.seconds, ())
        )

    def hand_on_draft(self, rest: Rest, groupings: Groupings) -> None:
        """Hand on what a search has come to: ordered, and with pairs, one period at a time.

        It ends before the first period whose groups have no pairs that the rules permit.
        """
        if not self.monitor.is_watched:
            return
        covering = rest.covering_problem(len(groupings))
        order = best_order(covering, groupings, rest.fixed(len(groupings)))
        problems = rest.problems(len(groupings))
        drafts = (
            (groups_of(groupings[row]), problem)
            for row, problem in zip(order, problems, strict=True)
        )
        permitted = list(takewhile(lambda draft: permits_all(*draft), drafts))
        groups, problems = [draft[0] for draft in permitted], [draft[1] for draft in permitted]
        plan = rest.history
        pairs = paired(groups, problems, rest.partners_before, tries=FEW_TRIES)
        for problem, period in zip(problems, pairs, strict=True):
            plan = plan.followed_by(period_of(problem, plan.next_number, period))
        if plan != rest.history:
            self.hand_on(plan)

    def quick_plan(self, plan: Plan, problem: PeriodProblem) -> Plan | None:
        """The plan with one more period; None where none that keeps the rules is found."""
        groups = search(problem, self.rng, QUICK_SWAPS)
        if groups is None:
            return None
        return self._unfinished(plan.followed_by(period_of(problem, plan.next_number, groups)))
