"""One call of the planner at work: a plan that grows, and what is proven of it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import numpy as np

from toolkit.acquaintance import coverage, new_acquaintances, trio_turns
from toolkit.bounds import periods_bound
from toolkit.checking import check
from toolkit.people import Roster
from toolkit.plan import Group, Objective, Pair, Period, Plan, Score, Solution, Status, Stay
from toolkit.planning.arrays import Groupings, PairedGroups, groups_of, numbered
from toolkit.planning.conflicts import refuse_conflicts
from toolkit.planning.monitor import Monitor
from toolkit.planning.period.best import best_period, period_costs
from toolkit.planning.period.candidates import count_candidates
from toolkit.planning.period.problem import (
    OBJECTIVES,
    YEAR_OBJECTIVES,
    PeriodProblem,
    objectives_that_stay,
    period_problem,
)
from toolkit.planning.year.fitting import fitted_template
from toolkit.planning.year.ordering import new_meetings
from toolkit.planning.year.pairing import paired, permits_all
from toolkit.planning.year.rest import Rest
from toolkit.planning.year.shortest import YearSearch
from toolkit.rules import Rules

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: benchmarks/year.py --rules.
MOST_COLUMNS = 1_500_000
"""So many groups are listed at most to plan single periods of a year again."""


class GrowingPlan:
    """A plan that grows behind the history, for one call of the planner."""

    def __init__(
        self, roster: Roster, rules: Rules, history: Plan, monitor: Monitor, seed: int
    ) -> None:
        refuse_conflicts(roster, rules, history.next_number)
        self.roster, self.rules, self.history, self.monitor = roster, rules, history, monitor
        self.rng = np.random.default_rng(seed)
        self.plan = history
        self._start = Rest(roster.students, rules, history)
        self.scores: tuple[Score, ...] = ()
        self.bound = periods_bound(roster.students, rules, history)
        monitor.full_bound(self.bound)

    def add(self, periods: Sequence[Period]) -> None:
        """Take these periods as they are."""
        for period in periods:
            self.plan = self.plan.followed_by(period)

    def add_next(self, told: Sequence[Period], stay: Stay) -> None:
        """Add the best next period, as near as ``stay`` asks to the first that was told."""
        if told:
            self._add_best(objectives_that_stay(stay), told[0])
        else:
            self._add_best(OBJECTIVES)

    def _add_best(self, objectives: tuple[Objective, ...], told: Period | None = None) -> None:
        number = self.plan.next_number
        self.monitor.begin(number, self._covered())
        problem = self._problem(self.plan, number, objectives, told)
        self.add([self._best(problem, number)])

    def add_together(self, last: int | None, told: Sequence[Period]) -> None:
        """Add the periods in which all who are left meet, at most until the last one."""
        rest = self._start
        if self.plan != self.history:
            rest = Rest(self.roster.students, self.rules, self.plan)
        wanted = None if last is None else last - len(self.plan.periods)
        if wanted == 0 or not rest.to_meet.any():
            return
        self.monitor.begin(self.plan.next_number, self._covered())
        template = fitted_template(rest, self.rng)
        if template is not None and rest.is_free:
            self.monitor.full_after(len(self.plan.periods) + len(template))
            if self.plan.periods:
                # What has happened may have had other pairs in the same groups.
                self._add_groupings(rest, rest.groupings(template[:wanted]))
            else:
                numbers = count(1)
                self.add([_period(rest.next_problem, next(numbers), g) for g in template[:wanted]])
            return
        if wanted == 1:
            return  # a single period is proven best by itself
        self._raise_bound()
        search = YearSearch(rest, self.monitor, self.rng)
        needed = self.bound - len(self.plan.periods)
        if wanted is not None and wanted <= needed:
            groupings = search.so_many(wanted)
        else:
            starts = [rest.groupings_like(told)] if told else []
            if template is not None:
                starts.append(rest.groupings(template))
            groupings = search.shortest(needed, starts)[:wanted]
        self._add_groupings(rest, groupings)

    def add_one_by_one(self, last: int | None) -> None:
        """Add the best next period until so many are planned, or nobody new can be met."""
        while last is None or len(self.plan.periods) < last:
            before, covered = self.plan, self._covered()
            if last is None and covered == 1.0:
                break
            if self.monitor.cancelled and before != self.history:
                break
            self._add_best(YEAR_OBJECTIVES)
            nobody_new = self._covered() == covered
            if last is None and nobody_new and not _speaks_of_later(self.rules, before):
                self.plan = before
                break

    def still_serves(self, told: Sequence[Period], last: int | None) -> bool:
        """Whether what the class has been told of keeps the rules, and is all that is wanted."""
        plan = _followed(self.history, told)
        first = told[0].number
        if any(rule.period >= first for rule in check(plan, self.roster, self.rules)):
            return False
        full = coverage(plan, self.rules, self.roster).by_period[-1] == 1.0
        return full or len(plan.periods) == last

    def solved(self, last: int | None) -> Plan:
        """The plan, and what is proven of it."""
        report = coverage(self.plan, self.rules, self.roster)
        full_at_bound = report.periods_to_full == self.bound
        finished = not self.monitor.cancelled if last is None else len(self.plan.periods) == last
        best = full_at_bound or (finished and self._meets_most())
        status = Status.OPTIMAL if best else Status.FEASIBLE
        return replace(
            self.plan, solution=Solution(status, self.bound, self.monitor.seconds, self.scores)
        )

    def _raise_bound(self) -> None:
        """Let the bound know how many can meet in one period under these rules."""
        if most := self._start.most_new:
            left = int(self._start.to_meet.sum()) // 2
            self.bound = max(self.bound, len(self.history.periods) - (-left // most))
            self.monitor.full_bound(self.bound)

    def _meets_most(self) -> bool:
        """Whether no plan of as many new periods can have more acquainted after any of them."""
        done = len(self.history.periods)
        new = self.plan.periods[done:]
        if len(new) == 1 and self.scores and self.scores[0].objective is Objective.NOT_NEW:
            return self.scores[0].gap == 0
        everyone = self.roster.students
        return all(
            len(new_acquaintances(period, _first(self.plan, done + at), self.rules, everyone))
            == len(list(period.group_mates()))
            for at, period in enumerate(new)
        )

    def _problem(
        self,
        history: Plan,
        number: int,
        objectives: tuple[Objective, ...],
        told: Period | None = None,
    ) -> PeriodProblem:
        return period_problem(self.roster.students, self.rules, history, number, objectives, told)

    def _numbers(self, period: Period) -> PairedGroups:
        """A period with the students' numbers."""
        index = numbered(self.roster)
        return tuple(
            tuple(tuple(index[s.id] for s in pair.students) for pair in group.pairs)
            for group in period.groups
        )

    def _best(
        self, problem: PeriodProblem, number: int, incumbent: PairedGroups | None = None
    ) -> Period:
        proposal = best_period(problem, self.rng, self.monitor, incumbent)
        assert proposal is not None, "rules in conflict have been refused"
        self.scores = proposal.scores
        return _period(problem, number, proposal.groups)

    def _add_groupings(self, rest: Rest, groupings: Groupings) -> None:
        """Add these periods, with pairs; leave out those at the end without use."""
        new = new_meetings(groupings, rest.to_meet)
        # One without use may still have to come first, where the rules speak of its partners.
        useful = max((t for t, met in enumerate(new, start=1) if met), default=0)
        groups = [groups_of(period) for period in groupings[:useful]]
        problems = rest.problems(useful)
        permitted = [t for t in range(useful) if permits_all(groups[t], problems[t])]
        pairs = paired([groups[t] for t in permitted], [problems[t] for t in permitted])
        periods = {
            t: _period(problems[t], self.plan.next_number + t, paired_groups)
            for t, paired_groups in zip(permitted, pairs, strict=True)
        }
        for t in sorted(set(range(useful)) - periods.keys()):
            others = _followed(self.plan, [periods[t] for t in sorted(periods)])
            number = self.plan.next_number + t
            periods[t] = self._best(self._problem(others, number, YEAR_OBJECTIVES), number)
        done = len(self.plan.periods)
        self.add([periods[t] for t in range(useful)])
        if not rest.is_free:
            self._repair(done)
        self.scores = ()

    def _repair(self, first: int) -> None:
        """Plan one period at a time again, the others fixed, until none comes out better."""
        proven, columns, at = 0, 0, first
        while proven < len(self.plan.periods) - first and self.monitor.keep_going():
            period = self.plan.periods[at]
            before, after = self.plan.periods[:at], self.plan.periods[at + 1 :]
            others = replace(self.plan, periods=(*before, *after))
            problem = self._problem(others, period.number, YEAR_OBJECTIVES)
            columns += count_candidates(problem)
            if columns > MOST_COLUMNS:
                break
            better = self._best(problem, period.number, self._numbers(period))
            changed = replace(self.plan, periods=(*before, better, *after))
            now, then = (period_costs(problem, self._numbers(p)) for p in (period, better))
            if then < now and _spread(changed) <= max(1, _spread(self.plan)):
                self.plan, proven = changed, 0
            proven += 1
            at = at + 1 if at + 1 < len(self.plan.periods) else first

    def _covered(self) -> float:
        report = coverage(self.plan, self.rules, self.roster)
        return report.by_period[-1] if self.plan.periods else report.at_start


def _followed(plan: Plan, periods: Sequence[Period]) -> Plan:
    return replace(plan, periods=(*plan.periods, *periods), solution=None)


def _first(plan: Plan, periods: int) -> Plan:
    return replace(plan, periods=plan.periods[:periods], solution=None)


def _spread(plan: Plan) -> int:
    """By how many turns in trios two students differ at most."""
    turns = trio_turns(plan).values()
    return max(turns) - min(turns)


def _speaks_of_later(rules: Rules, plan: Plan) -> bool:
    """Whether a together rule binds a period behind the plan, so that a later one may do more."""
    return any(later >= plan.next_number for rule in rules.together for later in rule.periods)


def _period(problem: PeriodProblem, number: int, paired_groups: PairedGroups) -> Period:
    """A period with its students, in the order of the roster."""
    groups = sorted(sorted(tuple(sorted(pair)) for pair in group) for group in paired_groups)
    labels = (str(label) for label in count(1))

    def named(pair: tuple[int, ...]) -> Pair:
        return Pair(next(labels), tuple(problem.students[i] for i in pair))

    return Period(
        number,
        tuple(Group(str(g), tuple(map(named, group))) for g, group in enumerate(groups, start=1)),
    )
