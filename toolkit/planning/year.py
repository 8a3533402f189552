"""The planner's two calls: the next period, and as many periods as are wanted."""

from dataclasses import replace
from itertools import count

import numpy as np

from toolkit.acquaintance import coverage
from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.plan import Group, Pair, Period, Plan, Score, Solution, Status
from toolkit.planning.bounds import periods_bound
from toolkit.planning.conflicts import refuse_conflicts
from toolkit.planning.monitor import Monitor
from toolkit.planning.period import best_period
from toolkit.planning.problem import PeriodProblem, period_problem
from toolkit.planning.progress import OnProgress
from toolkit.planning.search import Grouping
from toolkit.rules import NO_RULES, Rules

EMPTY = Plan()


def plan_next(
    roster: Roster,
    rules: Rules = NO_RULES,
    history: Plan | None = None,
    *,
    time_limit: float | None = None,
    seed: int = 0,
    on_progress: OnProgress | None = None,
) -> Plan:
    """Plan one more period, proven best, behind those of the history.

    The roster holds one class. ``time_limit`` is in seconds. When the limit is reached or
    ``on_progress`` returns ``False``, the best period so far is taken, and
    ``plan.solution`` says what is proven of it. The same input and ``seed`` give the same
    plan wherever the limit was not what ended the search.

    Raises ``InputError`` for fewer than four students, and ``RulesConflict`` with the
    smallest set of rules that cannot hold together.
    """
    return plan_year(
        roster,
        rules,
        history,
        periods=1,
        time_limit=time_limit,
        seed=seed,
        on_progress=on_progress,
    )


def plan_year(
    roster: Roster,
    rules: Rules = NO_RULES,
    history: Plan | None = None,
    *,
    periods: int | None = None,
    time_limit: float | None = None,
    seed: int = 0,
    on_progress: OnProgress | None = None,
) -> Plan:
    """Plan ``periods`` more periods, or until everyone who may meet has met.

    Each period is the best one on top of those before it; see ``plan_next``, whose
    arguments and errors are the same. When ``time_limit`` is reached, the periods that
    remain are filled in by a short search; when ``on_progress`` returns ``False``, the
    plan ends with the period that was being planned.
    """
    if periods is not None and periods < 1:
        raise InputError(Message("The number of periods must be at least 1."))
    history = history or EMPTY
    last = None if periods is None else len(history.periods) + periods
    monitor = Monitor(on_progress, time_limit, last)
    refuse_conflicts(roster, rules, history.next_number)

    plan, rng = history, np.random.default_rng(seed)
    scores: list[tuple[Score, ...]] = []
    while last is None or len(plan.periods) < last:
        report = coverage(plan, rules, roster)
        covered = report.by_period[-1] if plan.periods else report.at_start
        if last is None and covered == 1.0:
            break
        monitor.begin(plan.next_number, covered)
        problem = period_problem(roster.students, rules, plan, plan.next_number)
        proposal = best_period(problem, rng, monitor)
        assert proposal is not None, "rules in conflict have been refused"
        nobody_new = proposal.scores[0].value == problem.sizes.meetings
        if last is None and nobody_new and not _speaks_of_later(rules, plan.next_number):
            break
        plan = plan.followed_by(_period(problem, plan.next_number, proposal.grouping))
        scores.append(proposal.scores)
        if monitor.cancelled:
            break

    bound = periods_bound(roster.students, rules, history)
    finished = last is not None or not monitor.cancelled
    full_at_bound = coverage(plan, rules, roster).periods_to_full == bound
    best = full_at_bound or (finished and _is_proven_best(scores))
    return replace(
        plan,
        solution=Solution(
            Status.OPTIMAL if best else Status.FEASIBLE,
            bound,
            monitor.seconds,
            scores[-1] if scores else (),
        ),
    )


def _is_proven_best(scores: list[tuple[Score, ...]]) -> bool:
    """Whether no plan of as many new periods can have more acquainted after any of them."""
    all_new = all(period[0].value == 0 for period in scores)
    one_and_proven = len(scores) == 1 and scores[0][0].gap == 0
    return all_new or one_and_proven


def _speaks_of_later(rules: Rules, period: int) -> bool:
    """Whether a together rule binds this period or a later one, so that another may do more."""
    return any(later >= period for rule in rules.together for later in rule.periods)


def _period(problem: PeriodProblem, number: int, grouping: Grouping) -> Period:
    """The grouping with its students, in the order of the roster."""
    groups = sorted(sorted(tuple(sorted(pair)) for pair in group) for group in grouping)
    labels = (str(label) for label in count(1))

    def seated(pair: tuple[int, ...]) -> Pair:
        return Pair(next(labels), tuple(problem.students[i] for i in pair))

    return Period(
        number,
        tuple(Group(str(g), tuple(map(seated, group))) for g, group in enumerate(groups, start=1)),
    )
