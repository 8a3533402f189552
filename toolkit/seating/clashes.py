"""Conditions that no seats can keep: the smallest set of them, in the user's words."""

from collections.abc import Sequence
from typing import Never

from toolkit.errors import InputError, RulesConflict
from toolkit.messages import Message, one_after_another
from toolkit.people import Roster
from toolkit.rules import NamedRule, RuleKind
from toolkit.seating.asked import Asked
from toolkit.seating.conditions import Condition, Lock, in_words
from toolkit.seating.search.stages import any_seats
from toolkit.solving.clock import Clock
from toolkit.solving.conflicts import smallest_conflict

SECONDS_A_TRY = 2.0
"""So long one set of conditions is tried; it may be kept or not, if that is not seen by then."""


def explain(
    asked: Asked,
    conditions: Sequence[Condition],
    everyone: Roster,
    clock: Clock,
) -> Never:
    """Raise ``RulesConflict`` for conditions that cannot all be kept in this period.

    Raises ``InputError`` where no seats would do even without any of them.
    """

    def ask() -> bool:
        clock.keep_going()
        return not clock.cancelled

    def kept(wanted: frozenset[int]) -> frozenset[int] | None:
        problem = asked.problem(conditions[at] for at in sorted(wanted))
        found = any_seats(problem, Clock(SECONDS_A_TRY, ask))
        if found is None:
            return None
        seats = asked.grid.seats
        seat_of = {asked.students[student]: seats[seat] for student, seat in found.items()}
        return frozenset(at for at, one in enumerate(conditions) if asked.keeps(one, seat_of))

    if kept(frozenset()) is None:
        raise InputError(
            Message(
                "In period {period}, the makkere cannot all sit together in this room. Three "
                "makkere need a desk with three places, or two at a desk with a place beside it.",
                period=asked.period.number,
            )
        )
    likely = _around_groups(asked, conditions)
    found = smallest_conflict(len(conditions), kept, ask=ask, likely=likely)
    named = [conditions[at] for at in sorted(found.rules)]
    raise RulesConflict(
        tuple(in_words(one, everyone) for one in named),
        asked.period.number,
        _help(asked, named, everyone, found.is_smallest),
    )


def _around_groups(asked: Asked, conditions: Sequence[Condition]) -> list[frozenset[int]]:
    """For each makkergruppe the conditions of its students, where there are any."""
    found = []
    for group in asked.groups:
        own = {asked.students[at] for pair in group for at in pair}
        about = frozenset(at for at, one in enumerate(conditions) if own & set(_students(one)))
        found += [about] if about else []
    return sorted(found, key=len)


def _students(condition: Condition) -> Sequence[str]:
    return (condition.student,) if isinstance(condition, Lock) else condition.students


def _help(asked: Asked, named: Sequence[Condition], everyone: Roster, is_smallest: bool) -> Message:
    """Why, where that is plain, and what to do."""
    parts = []
    if len(named) == 1 and isinstance(rule := named[0], NamedRule):
        if rule.kind is RuleKind.KEEP_APART and _are_makkere(asked, rule.students):
            parts.append(Message("They are makkere."))
        elif rule.near is not None and not rule.avoid and not asked.grid.near(rule.near).any():
            parts.append(Message("The room has no such place."))
        elif rule.near is not None and (student := _in_trio_without_desk(asked, rule)):
            parts.append(
                Message(
                    "{student} has two makkere, and no desk for three has such a place.",
                    student=everyone.label(everyone.by_id[student]),
                )
            )
    parts.append(Message("Remove it.") if len(named) == 1 else Message("Remove one of them."))
    helps = one_after_another(*parts)
    if is_smallest:
        return helps
    return Message("{helps} Perhaps fewer rules are enough.", helps=helps)


def _are_makkere(asked: Asked, students: Sequence[str]) -> bool:
    return any(set(two) <= set(students) for two in asked.period.partners())


def _in_trio_without_desk(asked: Asked, rule: NamedRule) -> str:
    """Who of the rule is one of three makkere, of whose desks none is right for it; empty if none.

    They may be split, but that is as impossible, or the rule could be kept.
    """
    right = asked.right(rule) & asked.open_seats
    if any(len(desk) >= 3 and right[desk].any() for desk in asked.grid.desks):
        return ""
    in_trios = {
        asked.students[at] for group in asked.groups for p in group if len(p) > 2 for at in p
    }
    return next((student for student in rule.students if student in in_trios), "")
