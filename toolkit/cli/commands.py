"""What the program does: dashboard, plan, check. Each command imports what it needs."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import InputError, MakkerskapError, Spot
from toolkit.messages import Message, Translator
from toolkit.plan import Stay
from toolkit.rules import GroupShape
from toolkit.standard_output import ours

if TYPE_CHECKING:
    from toolkit.checking import BrokenRule
    from toolkit.people import Roster
    from toolkit.plan import Plan
    from toolkit.planning.school import Wanted
    from toolkit.rules import Rules

_ALL_CLASSES = "all"


class Exit(IntEnum):
    """How the program ended."""

    DONE = 0
    BROKEN_RULES = 1
    UNUSABLE_INPUT = 2
    CONFLICT = 3
    INTERRUPTED = 130


def dashboard(options: argparse.Namespace, translate: Translator) -> Exit:
    """Serve a dashboard until it is interrupted."""
    from toolkit.ui.gate import LOCALHOST
    from toolkit.ui.serving import DEFAULT_NAME, serve

    serve(
        options.name or DEFAULT_NAME,
        host=LOCALHOST if options.host is None else options.host,
        port=options.port,
        token=options.token,
        workspace=options.workspace,
        open_browser=options.open_browser,
        language=translate.language,
    )
    return Exit.DONE


def plan(options: argparse.Namespace, translate: Translator) -> Exit:
    """Plan one class or all, and write the plans once every one of them is there."""
    from toolkit.files.atomic import refuse_unwritable
    from toolkit.files.plans import plans_to_text, read_plans, write_plans
    from toolkit.files.rosters import read_roster
    from toolkit.planning.school import Wanted

    if options.output is not None:
        with ours():  # which the file to write may be, as /dev/stdout
            refuse_unwritable(options.output)
    everyone = read_roster(options.roster)
    rosters = _classes(everyone, options)
    rules = _rules(options, everyone)
    if options.group_shape is not None:
        rules = replace(rules, group_shape=GroupShape(options.group_shape))
    if options.across:
        rules = rules.with_classes_acquainted(everyone)
    histories = read_plans(options.history) if options.history is not None else ()
    announced = read_plans(options.announced) if options.announced is not None else ()
    wanted = [
        Wanted(
            roster,
            rules.for_class(roster),
            history=_plan_of(roster, histories, options.history),
            announced=_plan_of(roster, announced, options.announced),
            stay=Stay(options.stay),
            periods=options.periods,
            time_limit=options.time_limit,
            seed=options.seed,
            across=options.across,
        )
        for roster in rosters
    ]
    plans = _planned(wanted, options, translate)
    # What has happened in other classes is kept, or their history would be lost.
    followed = {one.history.school_class for one in wanted if one.history is not None}
    others = [past for past in histories if past.school_class not in followed]
    if options.output is not None:
        with ours():
            write_plans([*plans, *others], options.output)
    if options.json:
        for one, plan in zip(wanted, plans, strict=True):
            _write_json(_summary(one, plan, options.school_class == _ALL_CLASSES))
    elif options.output is not None:
        _write(translate(Message("The plan is in {file}.", file=options.output)) + "\n")
        for one, plan in zip(wanted, plans, strict=True):
            _write_outlook(one, plan, translate)
    else:
        _write(plans_to_text([*plans, *others]))
    return Exit.DONE


def check(options: argparse.Namespace, translate: Translator) -> Exit:
    """Hold a plan against roster and rules, and name every rule that it breaks."""
    from toolkit.files.plans import read_plans
    from toolkit.files.rosters import read_roster
    from toolkit.given import everyone_in

    plans = read_plans(options.plan, as_is=True)
    roster = read_roster(options.roster) if options.roster is not None else None
    rules = _rules(options, roster or everyone_in(*plans))
    broken = [
        (plan, rule)
        for plan in plans
        for rule in _broken(plan, roster and _class_of(plan, roster), rules)
    ]
    if options.json:
        _write_json(
            {
                "ok": not broken,
                "broken": [_broken_rule(plan, rule, translate) for plan, rule in broken],
            }
        )
    elif broken:
        for plan, rule in broken:
            school_class = f"{plan.school_class}: " if plan.school_class else ""
            _write(f"{school_class}{translate(rule.message)}\n")
    else:
        _write(translate(Message("The plan keeps every rule.")) + "\n")
    return Exit.BROKEN_RULES if broken else Exit.DONE


def _broken(plan: "Plan", roster: "Roster | None", rules: "Rules") -> "list[BrokenRule]":
    """The broken ones of those rules that concern the class of this plan."""
    from toolkit.checking import check
    from toolkit.given import everyone_in

    return check(plan, roster, rules.for_class(roster or everyone_in(plan)))


def _classes(everyone: "Roster", options: argparse.Namespace) -> "list[Roster]":
    """The classes to plan, each a roster of its own."""
    if options.across:
        return [everyone]
    if options.school_class == _ALL_CLASSES:
        return [everyone.of_class(name) for name in everyone.classes]
    spot = Spot(Path(options.roster).name)
    if options.school_class is not None:
        if chosen := everyone.of_class(options.school_class).students:
            return [replace(everyone, students=chosen)]
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


def _planned(
    wanted: "Sequence[Wanted]", options: argparse.Namespace, translate: Translator
) -> "list[Plan]":
    """Plan one class here, or several side by side, while the terminal shows how far it is."""
    from toolkit.cli.terminal import Watch
    from toolkit.planning.school import plan_classes, plan_one

    with Watch(translate) as watch:
        if len(wanted) == 1 and options.scheduler is None:
            answers = [plan_one(wanted[0], watch.searching)]
        else:
            answers = plan_classes(wanted, scheduler=options.scheduler, on_planned=watch.planned)
    plans = []
    for one, answer in zip(wanted, answers, strict=True):
        if isinstance(answer, InputError):
            # Say which class list the error is about.
            name = ", ".join([Path(options.roster).name, *filter(None, one.roster.classes)])
            raise InputError(answer.message, answer.spot or Spot(name))
        if isinstance(answer, MakkerskapError):
            raise answer
        if options.school_class == _ALL_CLASSES:
            answer = replace(answer, school_class=one.roster.classes[0])
        plans.append(answer)
    return plans


def _rules(options: argparse.Namespace, roster: "Roster") -> "Rules":
    from toolkit.files.rules import read_rules
    from toolkit.rules import NO_RULES

    return NO_RULES if options.rules is None else read_rules(options.rules, roster)


def _write_outlook(wanted: "Wanted", plan: "Plan", translate: Translator) -> None:
    """Say when everyone knows everyone, and whether that could be earlier."""
    from toolkit.acquaintance import coverage
    from toolkit.outlook import Outlook

    report = coverage(plan, wanted.rules, wanted.roster)
    if (full := report.periods_to_full) is None:
        return
    assert plan.solution is not None, "the planner says how it found a plan"
    accepted = 0 if wanted.history is None else len(wanted.history.periods)
    outlook = Outlook(report, accepted, full, plan.solution.bound)
    words = " ".join(translate(sentence) for sentence in outlook.sentences)
    _write(f"{plan.school_class}: {words}\n" if plan.school_class else f"{words}\n")


def _plan_of(roster: "Roster", plans: "Sequence[Plan]", file: str | None) -> "Plan | None":
    """The plan of this class in a file: the one that most of its students are in."""
    if not plans:
        return None

    def shared(plan: "Plan") -> int:
        placed = {student.id for period in plan.periods for student in period.students}
        return len(placed & roster.by_id.keys())

    nearest = max(plans, key=shared)
    if shared(nearest) == 0:
        raise InputError(
            Message(
                "None of the students in the class list has a place in this plan. "
                "Is it the plan of another class?"
            ),
            Spot(Path(file or "").name),
        )
    return nearest


def _class_of(plan: "Plan", roster: "Roster") -> "Roster":
    """The roster's students of the plan's class: the one it names, else the one it is full of."""
    if plan.school_class and (named := roster.of_class(plan.school_class)).students:
        return named
    placed = {student.id for student in plan.periods[-1].students}
    return max(
        (roster.of_class(name) for name in roster.classes),
        key=lambda one: len(placed & one.by_id.keys()),
    )


def _summary(wanted: "Wanted", plan: "Plan", with_class: bool) -> dict[str, object]:
    """What ``--json`` tells of a plan."""
    from toolkit.acquaintance import coverage

    report = coverage(plan, wanted.rules, wanted.roster)
    assert plan.solution is not None, "the planner says how it found a plan"
    return {
        **({"class": plan.school_class} if with_class else {}),
        "students": len(wanted.roster),
        "periods": len(plan.periods),
        "bound": plan.solution.bound,
        "periods_to_full": report.periods_to_full,
        "coverage": report.by_period,
        "partner_repeats": report.partner_repeats,
        "seconds": round(plan.solution.seconds, 3),
        "status": plan.solution.status,
    }


def _broken_rule(plan: "Plan", rule: "BrokenRule", translate: Translator) -> dict[str, object]:
    """What ``--json`` tells of a broken rule; students are named by their ids."""
    return {
        **({"class": plan.school_class} if plan.school_class else {}),
        "rule": rule.kind,
        "period": rule.period,
        "students": [student.id for student in rule.students],
        "message": translate(rule.message),
    }


@contextmanager
def writing() -> Iterator[None]:
    """Write to standard output, all of it at the end of this, so that a failure is explained.

    Raises ``InputError`` where it cannot be written.
    """
    try:
        with ours():
            yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(Message("The output cannot be written. Is the disk full?")) from error


def _write(text: str) -> None:
    with writing():
        sys.stdout.write(text)


def _write_json(value: dict[str, object]) -> None:
    _write(json.dumps(value, ensure_ascii=False) + "\n")
