"""The smallest set of rules that cannot hold together, whatever they are about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pulp

from toolkit.solving.clock import Clock, Undecided

type Kept = Callable[[frozenset[int]], frozenset[int] | None]
"""Answers with all the rules that some answer which keeps the given ones keeps, or None.

Raises ``Undecided`` where that takes too long to say.
"""

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: no program shows that.
SECONDS = 3.0
"""After so long, a conflict that none can be left out of will do, smallest or not."""

LEAST_SECONDS = 3.0
"""So long, whatever the limit is, rules that can be left out of a conflict are looked for."""


@dataclass(frozen=True)
class Conflict:
    """Rules that cannot all be kept, and whether no fewer rules than these cannot."""

    rules: frozenset[int]
    is_smallest: bool


def smallest_conflict(
    count: int,
    kept: Kept,
    seconds: float = SECONDS,
    ask: Callable[[], object] | None = None,
    likely: Sequence[frozenset[int]] = (),
) -> Conflict:
    """Find the fewest of the rules 0 … count-1 that cannot all be kept; all of them cannot.

    First a conflict that none can be left out of, then implicit hitting sets: a set that hits
    every correction set found so far is either a conflict, and then a smallest one, or can be
    kept, and then what it leaves is a new correction set (Ignatiev, Previti, Liffiton and
    Marques-Silva, "Smallest MUS extraction with minimal hitting set dualization", CP 2015).
    After ``seconds``, or when ``ask`` returns ``False``, the first will do. ``likely``
    are sets of rules that may be conflicts.
    """
    watch = Clock(max(seconds, LEAST_SECONDS), ask)
    found = (own for own in likely if watch.keep_going() and _cannot_be(own, kept))
    reduced = _reduced(sorted(next(found, range(count))), kept, watch)
    watch = Clock(min(seconds, SECONDS, watch.seconds_left or 0.0), ask)
    corrections: list[frozenset[int]] = []
    everything = frozenset(range(count))
    try:
        while watch.keep_going():
            chosen = _smallest_hitting_set(corrections, watch.seconds_left)
            if chosen is None:
                break
            if len(chosen) == len(reduced):
                return Conflict(reduced, is_smallest=True)
            reached = chosen
            # Several correction sets with nothing in common raise the next hitting set faster.
            while watch.keep_going() and (grown := kept(reached)) is not None:
                for rule in sorted(everything - grown):
                    if not watch.keep_going():
                        break
                    grown = kept(grown | {rule}) or grown
                corrections.append(everything - grown)
                reached |= corrections[-1]
            if reached == chosen and watch.keep_going():
                return Conflict(chosen, is_smallest=True)
    except Undecided:
        pass
    return Conflict(reduced, is_smallest=len(reduced) == 1)


def _reduced(rules: list[int], kept: Kept, watch: Clock) -> frozenset[int]:
    """A conflict among these that none can be left out of, unless the time runs out."""
    size = len(rules) // 2
    while size:
        at = 0
        while at < len(rules) and watch.keep_going():
            rest = rules[:at] + rules[at + size :]
            if _cannot_be(frozenset(rest), kept):
                rules = rest
            else:
                at += size
        size = min(size // 2, len(rules) // 2)
    return frozenset(rules)


def _cannot_be(rules: frozenset[int], kept: Kept) -> bool:
    """Whether it was seen that these cannot all be kept."""
    try:
        return kept(rules) is None
    except Undecided:
        return False


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
