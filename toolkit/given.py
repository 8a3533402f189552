"""What a call of the front door was given: looked at once, before anything is done with it.

Files are looked at by their readers, and values when they are made (``values``). What is left is
what only shows when they meet: a class, the rules for it, and the plan of it.
"""

from dataclasses import replace
from itertools import pairwise
from numbers import Integral, Real

from toolkit.errors import InputError, Spot
from toolkit.files.strangers import refuse_strangers
from toolkit.messages import Message, one_after_another
from toolkit.people import Roster
from toolkit.plan import Period, Plan
from toolkit.rules import NO_RULES, Balance, Rules
from toolkit.values import count, only, other_kind


def rules_to_plan(roster: Roster, rules: Rules, *plans: Plan | None, across: bool = False) -> Rules:
    """The rules to plan a class with, where they and the class can be used.

    ``plans`` are what has happened or been announced. Several classes are mixed only where that
    is meant, ``across``; those in the same class know each other then.
    """
    only(roster, Roster, "roster")
    only(rules, Rules, "rules")
    for plan in plans:
        if plan is not None:
            refuse_disorder(plan)
    _refuse_nameless(roster)
    refuse_strangers(rules, roster)
    if across:
        return rules.with_classes_acquainted(roster)
    if len(roster.classes) > 1:
        raise InputError(
            Message(
                "There are several classes here: {classes}. Plan one of them, as roster.of_class "
                "gives it, or mix them with across=True.",
                classes=[name or Message("one without a name") for name in roster.classes],
            )
        )
    return rules


def plan_to_mend(plan: Plan, roster: Roster, rules: Rules, *, across: bool = False) -> Rules:
    """The rules to change the newest period of a plan by, where it is a period of this class."""
    rules = rules_to_plan(roster, rules, plan, across=across)
    only(plan, Plan, "plan")
    if not plan.periods:
        raise InputError(Message("The plan has no period that could be changed."))
    running = plan.periods[-1]
    if not any(student.id in roster.by_id for student in running.students):
        raise InputError(
            Message(
                "Nobody of the class list has a place in period {number}. Is it the plan of this "
                "class?",
                number=running.number,
            )
        )
    return rules


def refuse_below_zero(time_limit: float | None, seed: int) -> None:
    """Raise ``InputError`` where a limit or a seed is no number from 0."""
    if not isinstance(time_limit, Real | None):
        raise other_kind(time_limit, "float", "time_limit")
    if not isinstance(seed, Integral):
        raise other_kind(seed, "int", "seed")
    # No number at all (NaN) compares as below, so that no search goes on for ever.
    if time_limit is not None and not time_limit >= 0:
        raise InputError(Message("The time limit must be 0 seconds or more."))
    if seed < 0:
        raise InputError(Message("The seed must be a whole number from 0."))


def refuse_disorder(plan: Plan) -> None:
    """Raise ``InputError`` where a period's number comes twice, or after a later one."""
    only(plan, Plan, "plan")
    for before, after in pairwise(plan.periods):
        if after.number <= before.number:
            raise InputError(
                Message(
                    "Period {after} stands behind period {before}. Give each period a number of "
                    "its own, in their order.",
                    after=after.number,
                    before=before.number,
                )
            )


def period_of(plan: Plan, number: int) -> Period:
    """The period of this number. Raises ``InputError`` where the plan has none of it."""
    periods = {one.number: one for one in plan.periods}
    if (found := periods.get(count(number, "period"))) is not None:
        return found
    nothing = Message("The plan has no period {number}.", number=number)
    known = Message("It has these: {numbers}.", numbers=list(periods))
    raise InputError(one_after_another(nothing, known) if periods else nothing, Spot("period"))


def _refuse_nameless(roster: Roster) -> None:
    for student in roster:
        if not student.name:
            raise InputError(
                Message("The student with the id {id} has no name. Write it.", id=student.id)
            )


def held_against(
    plan: Plan,
    given: tuple[Roster | Rules | None, ...],
    roster: Roster | None,
    rules: Rules | None,
    *,
    wishes: bool,
) -> tuple[Roster | None, Rules]:
    """The roster and the rules that a plan is held against, ``given`` in either order or by name.

    Without a roster the class is whoever has a place in the plan. ``wishes`` tells whether it
    matters who knew each other, and what should be mixed.
    """
    only(plan, Plan, "plan")
    for one in given:
        if isinstance(one, Roster) and roster is None:
            roster = one
        elif isinstance(one, Rules) and rules is None:
            rules = one
        elif one is not None:
            raise other_kind(one, "Rules" if roster is not None else "Roster", "roster, rules")
    if roster is not None:
        only(roster, Roster, "roster")
    rules = NO_RULES if rules is None else only(rules, Rules, "rules")
    if roster is not None:
        refuse_strangers(rules, roster)
    elif plan.periods:
        everyone = everyone_in(plan)
        if wishes and rules.acquainted.attributes and not everyone.attributes:
            raise InputError(
                Message(
                    "The rules speak of columns of the class list, and this plan does not hold "
                    "them. Give the roster as well."
                )
            )
        plain = replace(rules.without_wishes(), seats=rules.seats)
        held = replace(rules, balance=Balance()) if wishes else plain
        try:
            refuse_strangers(held, everyone)
        except InputError as error:
            more = Message(
                "{error} Only the plan is there: give the roster too.", error=error.message
            )
            raise InputError(more, error.spot) from None
    return roster, rules


def everyone_in(*plans: Plan) -> Roster:
    """All who have a place in some period of the plans."""
    students = {s.id: s for plan in plans for period in plan.periods for s in period.everyone}
    return Roster(tuple(students.values()))
