"""One call of the planner at work: a plan that grows, and what is proven of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import cycle, islice, pairwise

import numpy as np

from toolkit.acquaintance import coverage, new_acquaintances, trio_turns
from toolkit.bounds import periods_bound
from toolkit.checking import check
from toolkit.people import Roster
from toolkit.plan import Ended, Objective, Period, Plan, Score, Solution, Status, Stay
from toolkit.planning.arrays import Groupings, PairedGroups, groups_of, numbered, without_pairs
from toolkit.planning.conflicts import refuse_conflicts
from toolkit.planning.handing_on import HandingOn
from toolkit.planning.monitor import Monitor
from toolkit.planning.period.best import best_period, period_costs
from toolkit.planning.period.candidates import count_candidates
from toolkit.planning.period.problem import (
    IN_A_ROW,
    OBJECTIVES,
    PeriodProblem,
    objectives_that_stay,
    period_of,
    period_problem,
)
from toolkit.planning.year.fitting import fitted_template
from toolkit.planning.year.ordering import new_meetings
from toolkit.planning.year.pairing import FEW_TRIES, paired, permits_all
from toolkit.planning.year.rest import Rest
from toolkit.planning.year.shortest import YearSearch
from toolkit.planning.year.small_class import least_periods
from toolkit.rules import IdPair, Rules

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: benchmarks/year.py --rules one,web.
MOST_COLUMNS = 1_500_000
"""So many groups are listed at most to plan single periods of a year again."""

PAIRING_SECONDS = 0.5
"""A search that is stopped, or out of time, takes so long at most to pair what it has found."""

DEALS = 8
"""So often a template is dealt at most, to find one in which rules cost no period."""

ABOVE_TURNS = OBJECTIVES.index(Objective.TRIO_TURNS)
"""So many objectives count more than even turns in trios."""

ROUNDS = 12
"""So often the parts in another round are dealt, to find partners who have not been so."""


class GrowingPlan:
    """A plan that grows behind the history, for one call of the planner."""

    def __init__(
        self, roster: Roster, rules: Rules, history: Plan, monitor: Monitor, seed: int
    ) -> None:
        refuse_conflicts(roster, rules, history.next_number, monitor)
        self.roster, self.rules, self.history, self.monitor = roster, rules, history, monitor
        self.rng = np.random.default_rng(seed)
        self.plan = history
        self._is_told = False
        self._start = Rest(roster.students, rules, history)
        self.scores: tuple[Score, ...] = ()
        bound = periods_bound(roster.students, rules, history)
        self._handing_on = HandingOn(roster, rules, monitor, bound, seed)
        monitor.full_bound(bound)

    @property
    def bound(self) -> int:
        """The least number of periods that is proven by now."""
        return self._handing_on.bound

    def add_told(self, periods: Sequence[Period]) -> None:
        """Keep what the class has been told of."""
        self._is_told = True
        self.add(periods)

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
        self._handing_on.hand_on(self.plan)

    def _add_best(self, objectives: tuple[Objective, ...], told: Period | None = None) -> None:
        number = self.plan.next_number
        self.monitor.begin(number, self._covered())
        problem = self._problem(self.plan, number, objectives, told)
        self.monitor.in_time(partial(self._handing_on.quick_plan, self.plan, problem))
        self.add([self._best(problem, number)])

    def add_together(self, last: int | None, told: Sequence[Period]) -> None:
        """Add the periods in which all who are left meet, at most until the last one."""
        rest = self._start
        if self.plan != self.history:
            rest = Rest(self.roster.students, self.rules, self.plan)
        wanted = None if last is None else last - len(self.plan.periods)
        if wanted == 0 or not rest.to_meet.any():
            return
        if wanted == 1:
            self._add_single(rest)
            return
        self.monitor.begin(self.plan.next_number, self._covered())
        self.monitor.in_time(partial(self._handing_on.quick_plan, self.plan, rest.next_problem))
        template = fitted_template(rest, self.rng)
        if template is not None and rest.is_free:
            self.monitor.full_after(len(self.plan.periods) + len(template))
            if self.plan.periods:
                # What has happened may have had other pairs in the same groups.
                self._add_groupings(rest, rest.groupings(template[:wanted]))
            else:
                year = enumerate(template[:wanted], start=1)
                self.add([period_of(rest.next_problem, number, g) for number, g in year])
                self._handing_on.hand_on(self.plan)
            return
        self._raise_bound()
        search = YearSearch(
            rest,
            self.monitor,
            self.rng,
            on_shorter=partial(self._handing_on.hand_on_draft, rest),
        )
        needed = self.bound - len(self.plan.periods)
        if wanted is not None and wanted <= needed:
            self._add_groupings(rest, search.so_many(wanted))
            return
        # Of a class that was told of less, most would be made by chance.
        near = search.near(needed, rest.groupings_like(told)) if 2 * len(told) >= needed else None
        if near is not None and (wanted is None or len(near) <= wanted):
            self._is_told = True
            self._add_groupings(rest, near, is_near=True)
            return
        deals = islice(self._dealt(rest, template), DEALS)
        self._add_groupings(rest, search.shortest(needed, deals)[:wanted])

    def _dealt(self, rest: Rest, template: tuple[PairedGroups, ...] | None) -> Iterator[Groupings]:
        """The template, and the same with others in each part where nothing has happened."""
        while template is not None:
            yield rest.groupings(template)
            template = None if self.plan.periods else fitted_template(rest, self.rng)

    def _add_single(self, rest: Rest) -> None:
        """Add one period: the best there is, that of a short year where it is as good."""
        number = self.plan.next_number
        problem = self._problem(self.plan, number, OBJECTIVES)
        template = fitted_template(rest, self._handing_on.rng) if rest.is_free else None
        of_year: PairedGroups | None = None
        if template:
            groups = [without_pairs(template[0])]
            (of_year,) = paired(groups, [problem], rest.partners_before, start=template[:1])
            if not any(period_costs(problem, of_year)):
                self.add([period_of(problem, number, of_year)])
                self._handing_on.hand_on(self.plan)
                return
        self._add_best(OBJECTIVES)
        best = self._numbers(self.plan.periods[-1])
        if of_year is not None and period_costs(problem, of_year) <= period_costs(problem, best):
            self.plan = _first(self.plan, len(self.plan.periods) - 1)
            self.add([period_of(problem, number, of_year)])
        self._handing_on.hand_on(self.plan)

    def add_rounds(self, last: int | None) -> None:
        """Where everyone has met, let everyone meet again as soon as can be, as in the first year.

        The years are those that are known for classes without rules; at most until the last period.
        """
        while self._start.is_free and self._covered() == 1.0:
            if last is None or last - len(self.plan.periods) < 2:
                break
            rounds = self._rounds(last - len(self.plan.periods))
            best = min(
                filter(None, rounds), key=lambda plan: sum(self._repeats(plan)), default=None
            )
            if best is None:
                break
            self.plan = best

    def _rounds(self, most: int) -> Iterator[Plan | None]:
        """Some ways to deal another round; one where the search is to end."""
        yield self._round(most)
        for _again in range(ROUNDS - 1):
            if not self.monitor.keep_going():
                break
            yield self._round(most)

    def _round(self, most: int) -> Plan | None:
        """The plan with a year more, dealt by chance, of so many periods at most; or None."""
        rest = Rest(self.roster.students, self.rules, self.plan)
        again = rest.next_problem.group_costs[rest.next_problem.position(Objective.MEETINGS)]
        year = fitted_template(replace(rest, history=Plan()), self.rng, again + rest.wish)
        if year is None:
            return None
        groups = [without_pairs(period) for period in year[:most]]
        problems = rest.problems(len(groups))
        plan, before = self.plan, rest.partners_before
        for problem, pairs in zip(
            problems, paired(groups, problems, before, start=year, tries=FEW_TRIES), strict=True
        ):
            plan = plan.followed_by(period_of(problem, plan.next_number, pairs))
        return plan

    def _repeats(self, plan: Plan) -> list[int]:
        """How many are partners again in each period; more where they were in the one before.

        What has happened counts for nothing itself.
        """
        been, again = set[IdPair](), list[int]()
        for before, period in pairwise((Period(0, ()), *plan.periods)):
            repeats = len(period.in_pairs & been)
            repeats += IN_A_ROW * len(period.in_pairs & before.ever_in_pairs)
            again.append(repeats if period.number >= self.history.next_number else 0)
            been |= period.ever_in_pairs
        return again

    def pair_again(self, first: int) -> None:
        """Make other pairs of the groups from a period on where partners are so again.

        ``first`` is how many periods before it stay as they are.
        """
        old = self.plan.periods[first:]
        if len(old) < 2 or not any(self._repeats(self.plan)):
            return
        before = Rest(self.roster.students, self.rules, _first(self.plan, first))
        problems = before.problems(len(old))
        pairs = [self._numbers(period) for period in old]
        better = paired(
            [without_pairs(period) for period in pairs],
            problems,
            before.partners_before,
            start=pairs,
            keep_going=self._may_pair(),
        )
        if better != pairs:
            self.plan, self.scores = before.history, ()
            for problem, groups in zip(problems, better, strict=True):
                self.add([period_of(problem, self.plan.next_number, groups)])
            self._handing_on.hand_on(self.plan)

    def _may_pair(self) -> Callable[[], bool]:
        """Whether to go on making pairs: for a short while where the search has been stopped."""
        begun = self.monitor.seconds
        return lambda: self.monitor.keep_going() or self.monitor.seconds < begun + PAIRING_SECONDS

    def add_one_by_one(self, last: int | None) -> None:
        """Add the best next period until so many are planned, or nobody new can be met."""
        while last is None or len(self.plan.periods) < last:
            before, covered = self.plan, self._covered()
            if last is None and covered == 1.0:
                break
            if self._is_over(last) and before != self.history:
                break
            self._add_best(OBJECTIVES)
            nobody_new = self._covered() == covered
            if last is None and nobody_new and not _speaks_of_later(self.rules, before):
                self.plan = before
                break
            self._handing_on.hand_on(self.plan)

    def _is_over(self, last: int | None) -> bool:
        """Whether a plan that is shorter is enough: so many periods are not asked for then."""
        return self.monitor.cancelled or (self.monitor.stopped and last is None)

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
            self.plan,
            solution=Solution(
                status, self.bound, self.monitor.seconds, self.scores, self._ended(is_best=best)
            ),
        )

    def _ended(self, *, is_best: bool) -> Ended | None:
        """Why the search is over; None where the class's year was kept or mended instead."""
        if is_best:
            return Ended.PROVEN
        if self.monitor.cancelled:
            return Ended.STOPPED
        if self._is_told:
            return None
        return Ended.TIME if self.monitor.stopped else Ended.SEARCHED

    def _raise_bound(self) -> None:
        """Let the bound know how many can meet in one period, and what a small class needs."""
        periods = least_periods(self._start, self.monitor.keep_going) or 0
        if most := self._start.most_new:
            left = int(self._start.to_meet.sum()) // 2
            periods = max(periods, -(-left // most))
        self._handing_on.bound = max(self.bound, len(self.history.periods) + periods)
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
        return period_of(problem, number, proposal.groups)

    def _add_groupings(self, rest: Rest, groupings: Groupings, *, is_near: bool = False) -> None:
        """Add these periods, with pairs; leave out those at the end without use."""
        new = new_meetings(groupings, rest.to_meet)
        # One without use may still have to come first, where the rules speak of its partners.
        useful = max((t for t, met in enumerate(new, start=1) if met), default=0)
        groups = [groups_of(period) for period in groupings[:useful]]
        problems = rest.problems(useful)
        permitted = [t for t in range(useful) if permits_all(groups[t], problems[t])]
        pairs = paired(
            [groups[t] for t in permitted],
            [problems[t] for t in permitted],
            rest.partners_before,
            keep_going=self._may_pair(),
        )
        periods = {
            t: period_of(problems[t], self.plan.next_number + t, paired_groups)
            for t, paired_groups in zip(permitted, pairs, strict=True)
        }
        for t in sorted(set(range(useful)) - periods.keys()):
            others = _followed(self.plan, [periods[t] for t in sorted(periods)])
            number = self.plan.next_number + t
            periods[t] = self._best(self._problem(others, number, OBJECTIVES), number)
        done = len(self.plan.periods)
        self.add([periods[t] for t in range(useful)])
        if useful:
            self._handing_on.hand_on(self.plan)
        every, again = not (is_near or rest.is_free), self._repeats(self.plan)
        self._repair([t for t in range(done, len(self.plan.periods)) if every or again[t]])
        self.scores = ()

    def _repair(self, periods: Sequence[int]) -> None:
        """Plan one of these periods at a time again, until none comes out better.

        The others stay as they are. What lets them meet later in the year is not better.
        """
        proven, columns = 0, 0
        for at in cycle(periods):
            if proven == len(periods) or not self.monitor.keep_going():
                break
            period = self.plan.periods[at]
            before, after = self.plan.periods[:at], self.plan.periods[at + 1 :]
            others = replace(self.plan, periods=(*before, *after))
            problem = self._problem(others, period.number, OBJECTIVES)
            columns += count_candidates(problem)
            if columns > MOST_COLUMNS:
                break
            better = self._best(problem, period.number, self._numbers(period))
            changed = replace(self.plan, periods=(*before, better, *after))
            now, then = (period_costs(problem, self._numbers(p)) for p in (period, better))
            # Makkere who are so again count above even turns, and what else there is, below.
            is_even = _spread(changed) <= max(1, _spread(self.plan))
            may = is_even or then[:ABOVE_TURNS] < now[:ABOVE_TURNS]
            if then < now and may and self._area(changed) >= self._area(self.plan):
                self.plan, proven = changed, 0
                self._handing_on.hand_on(changed)
            proven += 1

    def _area(self, plan: Plan) -> float:
        """The area under the curve of who have met; the larger, the earlier they do."""
        return sum(coverage(plan, self.rules, self.roster).by_period)

    def _covered(self) -> float:
        report = coverage(self.plan, self.rules, self.roster)
        return report.reached


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
