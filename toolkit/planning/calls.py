"""The planner's two calls: the next period, and as many periods as are wanted."""

from toolkit.errors import InputError
from toolkit.given import refuse_below_zero, rules_to_plan
from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.plan import Period, Plan, Stay
from toolkit.planning.monitor import Monitor
from toolkit.planning.planner import GrowingPlan
from toolkit.planning.progress import OnProgress
from toolkit.rules import NO_RULES, Rules
from toolkit.values import choice

EMPTY = Plan()


def plan_next(
    roster: Roster,
    rules: Rules = NO_RULES,
    history: Plan | None = None,
    *,
    announced: Plan | None = None,
    stay: Stay = Stay.FIRST,
    time_limit: float | None = None,
    seed: int = 0,
    on_progress: OnProgress | None = None,
    across: bool = False,
) -> Plan:
    """Plan one more period, proven best, behind those of the history.

    The roster holds one class, or several that are to be mixed: with ``across``, as if they
    were one in which those of the same class know each other already. Where the class has been
    told of a plan, ``announced``, its next period is changed as little as ``stay`` asks.
    ``time_limit`` is in seconds. When the limit is reached or ``on_progress`` returns ``False``,
    the best period so far is taken, and ``plan.solution`` says what is proven of it. The same
    input and ``seed`` give the same plan wherever the limit was not what ended the search.

    Raises ``InputError`` for fewer than four students, for several classes unless they are to
    be mixed, for rules that name someone or something that the class has not, and for a limit
    or a seed below zero; ``RulesConflict`` with the smallest set of rules that cannot hold
    together.
    """
    rules = rules_to_plan(roster, rules, history, announced, across=across)
    stay = choice(stay, Stay, "stay")
    refuse_below_zero(time_limit, seed)
    history = history or EMPTY
    monitor = Monitor(on_progress, time_limit, history.next_number)
    planning = GrowingPlan(roster, rules, history, monitor, seed)
    planning.add_next(_to_come(announced, history), stay)
    return planning.solved(history.next_number)


def plan_year(
    roster: Roster,
    rules: Rules = NO_RULES,
    history: Plan | None = None,
    *,
    periods: int | None = None,
    announced: Plan | None = None,
    stay: Stay = Stay.FIRST,
    time_limit: float | None = None,
    seed: int = 0,
    on_progress: OnProgress | None = None,
    across: bool = False,
) -> Plan:
    """Plan ``periods`` more periods, or until everyone who may meet has met.

    All periods are planned together, so that everyone has met in as few of them as can be
    found, most of them early; periods behind that are the best ones, one after the other.
    ``plan.solution`` says how many periods any plan needs at least.

    Where the class has been told of a plan, ``announced``, and it still serves, its periods
    are kept. Where it does not, its next period is changed as little as ``stay`` asks, and the
    others are mended; where that does not serve, the year is searched for anew. When
    ``time_limit`` is reached or ``on_progress`` returns ``False``, the best plan so far is
    returned; only one that was cancelled may be shorter than asked.

    The other arguments and the errors are those of ``plan_next``; ``InputError`` is raised for
    fewer periods than one as well.
    """
    rules = rules_to_plan(roster, rules, history, announced, across=across)
    stay = choice(stay, Stay, "stay")
    refuse_below_zero(time_limit, seed)
    if periods is not None and periods < 1:
        raise InputError(Message("The number of periods must be at least 1."))
    history = history or EMPTY
    last = None if periods is None else len(history.periods) + periods
    monitor = Monitor(on_progress, time_limit, last)
    planning = GrowingPlan(roster, rules, history, monitor, seed)
    told = _to_come(announced, history)[:periods] if stay is not Stay.OFF else ()
    settled = len(history.periods)
    if told and planning.still_serves(told, last):
        planning.add_told(told)
        settled += len(told)
    else:
        if told:
            planning.add_next(told, stay)
            settled += 1
        planning.add_together(last, told[1:])
    planning.add_rounds(last)
    planning.add_one_by_one(last)
    planning.pair_again(settled)
    return planning.solved(last)


def _to_come(announced: Plan | None, history: Plan) -> tuple[Period, ...]:
    """The periods that the class has been told of and that have not happened."""
    told = () if announced is None else announced.periods
    return tuple(period for period in told if period.number >= history.next_number)
