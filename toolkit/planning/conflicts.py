"""Rules that cannot hold together: the smallest set of them, named as the user wrote it."""

from collections.abc import Callable

import numpy as np
import pulp

from toolkit.errors import InputError, RulesConflict
from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.planning.monitor import Monitor
from toolkit.planning.period.candidates import MOST_CANDIDATES, count_candidates
from toolkit.planning.period.problem import period_problem
from toolkit.planning.period.search import search
from toolkit.planning.permits import HardRule, Permits
from toolkit.rules import KeepApart, Rules, Scope, Together

type Kept = Callable[[frozenset[int]], frozenset[int] | None]
"""Answers with all the rules that some period which keeps the given ones keeps, or None."""

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: no program shows that.
SWAPS = 1500
"""Swaps that look for a period which keeps all the rules, before the groups are listed."""

MORE_SWAPS = 60_000
"""Swaps in a class whose groups are too many to list."""

SECONDS = 20.0
"""After so long, a conflict that none can be left out of will do, smallest or not."""


def refuse_conflicts(roster: Roster, rules: Rules, first_period: int) -> None:
    """Raise ``RulesConflict`` where, from ``first_period`` on, some period cannot keep the rules.

    Raises ``InputError`` for fewer than four students, and for a class too large for a
    proof where no period that keeps the rules was found.
    """
    later = {p for rule in rules.together for p in rule.periods if p > first_period}
    for period in sorted({first_period} | later):
        problem = period_problem(roster.students, rules.without_wishes(), Plan(), period)
        listed = count_candidates(problem) <= MOST_CANDIDATES
        swaps = SWAPS if listed else MORE_SWAPS
        if search(problem, np.random.default_rng(0), swaps, keep_going=lambda: False):
            continue
        if not listed:
            raise InputError(
                Message(
                    "No period was found that keeps all the rules, and the class is too large"
                    " to prove that there is none. Remove some rules, or plan a smaller class."
                )
            )
        hard = _hard_rules(roster, rules, period)
        kept = Permits(roster, rules.group_shape, hard).kept
        if kept(frozenset(range(len(hard)))) is None:
            found = [hard[at] for at in sorted(smallest_conflict(len(hard), kept))]
            raise RulesConflict(
                tuple(describe(rule, roster) for rule in found), period, _what_helps(found)
            )


def smallest_conflict(count: int, kept: Kept, seconds: float = SECONDS) -> frozenset[int]:
    """Find the fewest of the rules 0 … count-1 that cannot all be kept; all of them cannot.

    Implicit hitting sets: a set that hits every correction set found so far is either a
    conflict, and then a smallest one, or can be kept, and then what it leaves is a new
    correction set (Ignatiev, Previti, Liffiton and Marques-Silva, "Smallest MUS extraction
    with minimal hitting set dualization", CP 2015). After ``seconds``, the answer is a
    conflict that none can be left out of, which may not be the smallest.
    """
    watch = Monitor(None, seconds, None)
    corrections: list[frozenset[int]] = []
    everything = frozenset(range(count))
    while watch.keep_going():
        chosen = _smallest_hitting_set(corrections, watch.seconds_left)
        if chosen is None:
            break
        reached = chosen
        # Several correction sets with nothing in common raise the next hitting set faster.
        while (grown := kept(reached)) is not None:
            for rule in sorted(everything - grown):
                grown = kept(grown | {rule}) or grown
            corrections.append(everything - grown)
            reached |= corrections[-1]
        if reached == chosen:
            return chosen
    needed = everything
    for rule in sorted(everything):
        if kept(needed - {rule}) is None:
            needed -= {rule}
    return needed


def describe(rule: HardRule, roster: Roster) -> Message:
    """A rule in words, with the students as the user wrote them and the line of the file."""
    students = rule.written.students or tuple(
        roster.label(student) for student in roster if student.id in rule.students
    )
    if isinstance(rule, Together) and rule.periods:
        words = Message(
            "partners in period {periods}: {students}", students=students, periods=rule.periods
        )
    elif isinstance(rule, Together):
        words = Message("partners in every period: {students}", students=students)
    elif rule.scope is Scope.PAIR:
        words = Message("never partners: {students}", students=students)
    else:
        words = Message("keep apart: {students}", students=students)
    if rule.written.line is None:
        return words
    return Message("{rule} (line {line})", rule=words, line=rule.written.line)


def _what_helps(rules: list[HardRule]) -> Message:
    if any(isinstance(rule, Together) for rule in rules):
        return Message("Remove one of them, or let the partners have another period.")
    if any(isinstance(rule, KeepApart) and rule.scope is Scope.GROUP for rule in rules):
        return Message("Remove one of them, or let some share a group without being partners.")
    return Message("Remove one of them.")


def _hard_rules(roster: Roster, rules: Rules, period: int) -> list[HardRule]:
    """The rules of this period that speak of at least two who are in the class."""
    hard: list[HardRule] = [*rules.keep_apart]
    hard += [rule for rule in rules.together if rule.holds_in(period)]
    return [rule for rule in hard if len(roster.by_id.keys() & set(rule.students)) >= 2]


def _smallest_hitting_set(
    sets: list[frozenset[int]], seconds: float | None
) -> frozenset[int] | None:
    """The fewest elements that meet every one of the sets; None where time runs out."""
    if not sets:
        return frozenset()
    problem = pulp.LpProblem("hitting_set", pulp.LpMinimize)
    elements = sorted(frozenset.union(*sets))
    chosen = {e: problem.add_variable(f"rule_{e}", cat="Binary") for e in elements}
    problem += pulp.lpSum(chosen.values())
    for members in sets:
        problem += pulp.lpSum(chosen[e] for e in sorted(members)) >= 1
    stats = problem.solve(pulp.HiGHS(msg=False, threads=1, timeLimit=seconds))
    if stats.status != pulp.LpSolveStatus.Optimal:
        return None
    return frozenset(e for e, variable in chosen.items() if variable.valueOrDefault() > 0.5)
