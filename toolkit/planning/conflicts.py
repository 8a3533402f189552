"""Rules that cannot hold together: the smallest set of them, named as the user wrote it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pulp

from toolkit.errors import InputError, RulesConflict
from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.planning.candidates import MOST_CANDIDATES, candidates, count_candidates
from toolkit.planning.period import feasible_grouping
from toolkit.planning.problem import period_problem
from toolkit.planning.search import Grouping, search
from toolkit.rules import IdPair, KeepApart, Rules, Scope, Together, id_pairs

type HardRule = KeepApart | Together

SWAPS = 1500
MORE_SWAPS = 60_000


def refuse_conflicts(roster: Roster, rules: Rules, first_period: int) -> None:
    """Raise ``RulesConflict`` where, from ``first_period`` on, some period cannot keep the rules.

    Raises ``InputError`` for fewer than four students, and for a class too large for a
    proof where no period that keeps the rules was found.
    """
    later = {p for rule in rules.together for p in rule.periods if p > first_period}
    for period in sorted({first_period} | later):
        hard = _hard_rules(roster, rules, period)
        oracle = _Oracle(roster, rules, period, hard)
        if oracle(frozenset(range(len(hard)))) is None:
            smallest = smallest_conflict(len(hard), oracle.kept)
            found = tuple(hard[at] for at in sorted(smallest))
            raise RulesConflict(
                tuple(describe(rule, roster) for rule in found), period, _what_helps(found)
            )


def smallest_conflict(
    count: int, kept: Callable[[frozenset[int]], frozenset[int] | None]
) -> frozenset[int]:
    """Find the fewest of the rules 0 … count-1 that cannot all be kept; all of them cannot.

    ``kept`` answers with all the rules that some period which keeps the given ones keeps,
    or None where no period keeps those. Implicit hitting sets: a set that hits every
    correction set found so far is either a conflict, and then a smallest one, or can be
    kept, and then what it leaves is a new correction set (Ignatiev, Previti, Liffiton and
    Marques-Silva, "Smallest MUS extraction with minimal hitting set dualization", CP 2015).
    """
    corrections: list[frozenset[int]] = []
    everything = frozenset(range(count))
    while True:
        chosen = _smallest_hitting_set(corrections)
        grown = kept(chosen)
        if grown is None:
            return chosen
        for rule in sorted(everything - grown):
            grown = kept(grown | {rule}) or grown
        corrections.append(everything - grown)


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


def _what_helps(rules: tuple[HardRule, ...]) -> Message:
    if any(isinstance(rule, Together) for rule in rules):
        return Message("Remove one of them, or let the partners have another period.")
    if any(isinstance(rule, KeepApart) and rule.scope is Scope.GROUP for rule in rules):
        return Message("Remove one of them, or let some share a group without being partners.")
    return Message("Remove one of them.")


def _hard_rules(roster: Roster, rules: Rules, period: int) -> tuple[HardRule, ...]:
    """The rules of this period that speak of at least two who are in the class."""
    hard: list[HardRule] = [*rules.keep_apart]
    hard += [rule for rule in rules.together if rule.holds_in(period)]
    return tuple(rule for rule in hard if len(roster.by_id.keys() & set(rule.students)) >= 2)


@dataclass
class _Oracle:
    """Answers which of the hard rules can be kept together in one period."""

    roster: Roster
    rules: Rules
    period: int
    hard: tuple[HardRule, ...]

    def __call__(self, wanted: frozenset[int]) -> Grouping | None:
        """Some period that keeps the wanted rules, or None where none does."""
        only = Rules(
            group_shape=self.rules.group_shape,
            keep_apart=tuple(r for r in self._some(wanted) if isinstance(r, KeepApart)),
            together=tuple(r for r in self._some(wanted) if isinstance(r, Together)),
        )
        problem = period_problem(self.roster.students, only, Plan(), self.period)
        listed = count_candidates(problem) <= MOST_CANDIDATES
        found = search(
            problem,
            np.random.default_rng(0),
            SWAPS if listed else MORE_SWAPS,
            keep_going=lambda: False,
        )
        if found is None and not listed:
            raise InputError(
                Message(
                    "No period was found that keeps all the rules, and the class is too large"
                    " to prove that there is none. Remove some rules, or plan a smaller class."
                )
            )
        return found or feasible_grouping(problem, candidates(problem))

    def kept(self, wanted: frozenset[int]) -> frozenset[int] | None:
        """All the rules that some period keeping the wanted ones keeps; None where none does."""
        grouping = self(wanted)
        if grouping is None:
            return None
        mates: set[IdPair] = set()
        partners: set[IdPair] = set()
        for group in grouping:
            pairs = [[self.roster.students[i].id for i in pair] for pair in group]
            mates |= id_pairs(chain(*pairs))
            partners = partners.union(*map(id_pairs, pairs))
        return frozenset(
            at for at, rule in enumerate(self.hard) if self._keeps(rule, mates, partners)
        )

    def _keeps(self, rule: HardRule, mates: set[IdPair], partners: set[IdPair]) -> bool:
        named = id_pairs(self.roster.by_id.keys() & set(rule.students))
        if isinstance(rule, Together):
            return named <= partners
        return not named & (partners if rule.scope is Scope.PAIR else mates)

    def _some(self, wanted: frozenset[int]) -> list[HardRule]:
        return [self.hard[at] for at in sorted(wanted)]


def _smallest_hitting_set(sets: list[frozenset[int]]) -> frozenset[int]:
    """The fewest elements that meet every one of the sets."""
    if not sets:
        return frozenset()
    problem = pulp.LpProblem("hitting_set", pulp.LpMinimize)
    elements = sorted(frozenset.union(*sets))
    chosen = {e: problem.add_variable(f"rule_{e}", cat="Binary") for e in elements}
    problem += pulp.lpSum(chosen.values())
    for members in sets:
        problem += pulp.lpSum(chosen[e] for e in sorted(members)) >= 1
    problem.solve(pulp.HiGHS(msg=False, threads=1))
    return frozenset(e for e, variable in chosen.items() if variable.valueOrDefault() > 0.5)
