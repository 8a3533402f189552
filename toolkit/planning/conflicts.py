"""Rules that cannot hold together: the smallest set of them, named as the user wrote it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Never

import numpy as np

from toolkit.contradicting import rule_in_words
from toolkit.errors import InputError, RulesConflict
from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.planning.advice import what_helps
from toolkit.planning.monitor import Monitor
from toolkit.planning.period.candidates import MOST_CANDIDATES, count_candidates
from toolkit.planning.period.problem import period_problem
from toolkit.planning.period.search import search
from toolkit.planning.permits import HardRule, Permits
from toolkit.rules import GroupShape, Rules, Together, as_named
from toolkit.solving.clock import Clock, Undecided
from toolkit.solving.conflicts import LEAST_SECONDS, SECONDS, smallest_conflict

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: no program shows that.
SWAPS = 1500
"""Swaps that look for a period which keeps all the rules, before the groups are listed."""

MORE_SWAPS = 60_000
"""Swaps in a class whose groups are too many to list."""

LARGE = 45
"""In a class of more, fewer of these, as each takes so much longer."""

SECONDS_A_TRY = 2.0
"""So long one set of rules is tried; it may be kept or not, if that is not seen by then."""


def refuse_conflicts(
    roster: Roster, rules: Rules, first_period: int, monitor: Monitor | None = None
) -> None:
    """Raise ``RulesConflict`` where, from ``first_period`` on, some period cannot keep the rules.

    Which of the rules to name is looked for within the limit of ``monitor``. Raises
    ``InputError`` for fewer than four students, and where no period that keeps the rules was
    found and there is no proof that there is none: in a large class, or for lack of time.
    """
    monitor = monitor or Monitor(None, None, None)
    for period in _periods_that_differ(rules, first_period):
        monitor.keep_going()
        if monitor.cancelled and period > first_period:
            return  # no more than the first is planned then
        refuse_conflict(roster, rules, period, (rules.group_shape,), monitor)


def refuse_conflict(
    roster: Roster, rules: Rules, period: int, shapes: Sequence[GroupShape], monitor: Monitor
) -> None:
    """The same for one period, which may have any one of the group shapes."""
    hard_only = rules.without_wishes()
    problems = [
        period_problem(roster.students, hard_only.with_shape(shape), Plan(), period)
        for shape in shapes
    ]
    listed = all(count_candidates(problem) <= MOST_CANDIDATES for problem in problems)
    swaps = SWAPS if listed else int(MORE_SWAPS * min(1.0, (LARGE / len(roster)) ** 2))
    for problem in problems:
        if search(problem, np.random.default_rng(0), swaps, keep_going=lambda: False):
            return
    if not listed:
        raise InputError(
            Message(
                "No period was found that keeps all the rules, and the class is too large"
                " to prove that there is none. Remove some rules, or plan a smaller class."
            )
        )
    permits = Permits(roster, shapes, _hard_rules(roster, rules, period))
    if not _can_be_kept(permits, monitor):
        _explain(roster, period, permits, monitor)


def _can_be_kept(permits: Permits, monitor: Monitor) -> bool:
    seconds = monitor.seconds_left
    seconds = None if seconds is None else max(seconds, LEAST_SECONDS)
    watch = Clock(seconds, _hears_of_a_stop(monitor))
    try:
        return permits.kept(permits.all, watch.keep_going) is not None
    except Undecided:
        raise InputError(
            Message(
                "No period that keeps all the rules was found in the time there was, nor was it "
                "proven that there is none. Give it more time, or remove some rules."
            )
        ) from None


def _explain(roster: Roster, period: int, permits: Permits, monitor: Monitor) -> Never:
    """Raise ``RulesConflict`` for rules that cannot all be kept in this period."""
    asked = _hears_of_a_stop(monitor)

    def kept(wanted: frozenset[int]) -> frozenset[int] | None:
        return permits.kept(wanted, Clock(SECONDS_A_TRY, asked).keep_going)

    left = SECONDS if monitor.seconds_left is None else monitor.seconds_left
    found = smallest_conflict(len(permits.hard), kept, left, asked, permits.around_one)
    named = [permits.hard[at] for at in sorted(found.rules)]
    watch = Clock(SECONDS_A_TRY, asked)
    helps = what_helps(permits, named, watch.keep_going)
    if not found.is_smallest:
        helps = Message("{helps} Perhaps fewer rules are enough.", helps=helps)
    raise RulesConflict(
        tuple(rule_in_words(as_named(rule), roster) for rule in named), period, helps
    )


def _hears_of_a_stop(monitor: Monitor) -> Callable[[], bool]:
    """Goes on telling whoever is shown the progress, and whether they want it to stop."""

    def asked() -> bool:
        monitor.keep_going()
        return not monitor.cancelled

    return asked


def _periods_that_differ(rules: Rules, first: int) -> Iterator[int]:
    """The first period, and each later one whose partners are others than in all before it."""
    later: dict[int, list[int]] = {first: []}
    for at, rule in enumerate(rules.together):
        for number in rule.periods:
            if number >= first:
                later.setdefault(number, []).append(at)
    seen = set[tuple[int, ...]]()
    for period in sorted(later):
        if (holding := tuple(later[period])) not in seen:
            seen.add(holding)
            yield period


def _hard_rules(roster: Roster, rules: Rules, period: int) -> list[HardRule]:
    """The rules of this period that speak of at least two who are in the class, each once."""
    hard: list[HardRule] = [*rules.keep_apart]
    hard += [rule for rule in rules.together if rule.holds_in(period)]
    once: dict[tuple[object, ...], HardRule] = {}
    for rule in hard:
        present = roster.by_id.keys() & set(rule.students)
        if len(present) >= 2:
            scope = None if isinstance(rule, Together) else rule.scope
            once.setdefault((scope, frozenset(present)), rule)
    return list(once.values())
