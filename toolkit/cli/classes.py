"""Which classes a command is about, and the plan of each."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import InputError, Spot
from toolkit.messages import Message, Translator

if TYPE_CHECKING:
    from toolkit.meeting import Meeting
    from toolkit.people import Roster
    from toolkit.plan import Plan
    from toolkit.rules import Rules

ALL_CLASSES = "all"


def classes_to_plan(everyone: "Roster", options: argparse.Namespace) -> "list[Roster]":
    """The classes to plan, each a roster of its own."""
    if options.across and options.school_class is not None:
        raise InputError(Message("--across mixes all classes, and --class chooses. Give one."))
    if options.across:
        return [everyone]
    if options.school_class == ALL_CLASSES:
        return [everyone.of_class(name) for name in everyone.classes]
    spot = Spot(Path(options.roster).name)
    if options.school_class is not None:
        if chosen := everyone.of_class(options.school_class).students:
            return [replace(everyone, students=chosen)]
        if not any(everyone.classes):
            message = Message("This list names no classes. Leave out --class.")
            raise InputError(message, spot)
        raise InputError(
            Message(
                "There is no class {name} here. Choose one of these: {classes}.",
                name=options.school_class,
                classes=everyone.classes,
            ),
            spot,
        )
    if len(everyone.classes) > 1:
        raise InputError(
            Message(
                "There are several classes here: {classes}. Choose one with --class, "
                "all of them with --class all, or mix them with --across.",
                classes=everyone.classes,
            ),
            spot,
        )
    return [everyone]


def roster_and_rules(
    plans: "Sequence[Plan]", options: argparse.Namespace, translate: Translator
) -> "tuple[Roster | None, Rules]":
    """The roster that plans are held against, if there is one, and the rules."""
    from toolkit.cli.class_lists import read_as_asked
    from toolkit.files.rules import read_rules
    from toolkit.given import everyone_in
    from toolkit.rules import NO_RULES

    if options.roster is not None:
        return read_as_asked(options.roster, options, translate)
    return None, NO_RULES if options.rules is None else read_rules(
        options.rules, everyone_in(*plans)
    )


def plans_of(
    rosters: "Sequence[Roster]", file: str | None, translate: Translator
) -> "tuple[Sequence[Plan | None], Sequence[Plan]]":
    """The plan of each class in a file, where there is one, and those of other classes."""
    from toolkit.files.plans import read_plans_of

    if file is None:
        return [None] * len(rosters), ()
    meetings, others = read_plans_of(file, rosters)
    for meeting in meetings:
        tell_who_may_be_lost(meeting, file, translate)
    return [meeting.plan for meeting in meetings], others


def tell_who_may_be_lost(meeting: "Meeting", file: str, translate: Translator) -> None:
    """Say on standard error who may be lost, as nothing else would show it."""
    for sentence in meeting.sentences:
        sys.stderr.write(f"{InputError(sentence, Spot(Path(file).name)).translated(translate)}\n")


def class_of(plan: "Plan", roster: "Roster") -> "Meeting":
    """The plan held against its class in the roster: the one it names, else whose it is most.

    Where it names none, and most of several classes have a place, it mixes these.
    """
    from toolkit.meeting import Meeting
    from toolkit.people import Roster

    if plan.school_class and (named := roster.of_class(plan.school_class)).students:
        return Meeting(plan, named)
    classes = [Meeting(plan, roster.of_class(name)) for name in roster.classes]
    mixed = [one.roster for one in classes if 2 * one.met > len(one.roster)]
    if len(mixed) > 1 and not roster.overlaps:
        return Meeting(plan, Roster(tuple(student for own in mixed for student in own)))
    return max(classes, key=lambda meeting: meeting.met)
