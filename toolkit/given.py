"""What a call of the front door was given: looked at once, before anything is done with it.

Files are looked at by their readers, and values when they are made (``values``). What is left is
what only shows when they meet: a class, the rules for it, and the plan of it.
"""

from collections.abc import Iterator
from dataclasses import replace

from toolkit.errors import InputError, Spot
from toolkit.files.headers import headings_of, unknown_attribute
from toolkit.files.identity import refuse_identity_number
from toolkit.messages import Message
from toolkit.people import Roster, did_you_mean
from toolkit.plan import Plan
from toolkit.rules import NO_RULES, Balance, Rules
from toolkit.values import only, other_kind


def refuse_strangers(rules: Rules, roster: Roster) -> None:
    """Raise ``InputError`` where the rules speak of whom or what the class has not.

    Every rule names two students or more by their ids, nobody twice, and each of them is in the
    roster; every attribute is one that somebody has.
    """
    for kind in dict.fromkeys(rule.kind for rule in rules.naming()):
        for position, rule in enumerate(rules.of_kind(kind)):
            spot = Spot(f"{kind}[{position}]")
            for student in rule.students:
                if student not in roster.by_id:
                    refuse_identity_number(student, spot)
                    raise InputError(_stranger(student, roster), spot)
                if rule.students.count(student) > 1:
                    message = Message("{student} stands twice in this list.", student=student)
                    raise InputError(message, spot)
            if len(rule.students) < 2:
                raise InputError(Message("At least two students belong here."), spot)
    for name, attributes in (
        ("acquainted", rules.acquainted.attributes),
        ("balance", rules.balance.attributes),
    ):
        for attribute in attributes:
            if attribute not in roster.attributes:
                refuse_identity_number(attribute, Spot(name))
                known = _attribute_words(roster)
                raise InputError(unknown_attribute(attribute, known), Spot(name))


def rules_to_plan(roster: Roster, rules: Rules, *plans: Plan | None, across: bool = False) -> Rules:
    """The rules to plan a class with, where they and the class can be used.

    ``plans`` are what has happened or been announced. Several classes are mixed only where that
    is meant, ``across``; those in the same class know each other then.
    """
    only(roster, Roster, "roster")
    only(rules, Rules, "rules")
    for plan in plans:
        if plan is not None:
            only(plan, Plan, "plan")
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
        held = replace(rules, balance=Balance()) if wishes else rules.without_wishes()
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
    students = {s.id: s for plan in plans for period in plan.periods for s in period.students}
    return Roster(tuple(students.values()))


def _stranger(word: str, roster: Roster) -> Message:
    known = ((f"{s.id} ({s.name})", each) for s in roster for each in (s.name, s.id))
    return did_you_mean(
        Message("No student in the class list has the id {word}.", word=word), word, known
    )


def _attribute_words(roster: Roster) -> Iterator[tuple[str, str]]:
    for name in roster.attributes:
        for word in (name, *headings_of(name)):
            yield name, word
