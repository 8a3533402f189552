"""The program ``makkerskap``: dashboard, plan, check.

Exit statuses: 0 done, 1 a checked plan breaks rules, 2 the input cannot be used, 3 the
rules contradict each other, 130 ended by Ctrl+C.
"""

import argparse
import gettext
import io
import json
import math
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Never

from toolkit.errors import InputError, MakkerskapError, Place, RulesConflict
from toolkit.messages import (
    DOMAIN,
    LOCALE_DIR,
    Language,
    Message,
    Translator,
    preferred_language,
)
from toolkit.rules import GroupShape

if TYPE_CHECKING:
    from toolkit.checking import BrokenRule
    from toolkit.people import Roster
    from toolkit.plan import Plan
    from toolkit.rules import Rules

DONE, BROKEN_RULES, UNUSABLE_INPUT, CONFLICT, INTERRUPTED = 0, 1, 2, 3, 130
ALL_CLASSES = "all"

# What argparse itself says, so that our catalogs have it: it asks gettext for these words.
ARGPARSE_WORDS = (
    Message("usage: "),
    Message("positional arguments"),
    Message("options"),
    Message("show this help message and exit"),
    Message("the following arguments are required: %s"),
    Message("unrecognized arguments: %s"),
    Message("argument %(argument_name)s: %(message)s"),
    Message("expected one argument"),
    Message("ignored explicit argument %r"),
    Message("invalid choice: %(value)r (choose from %(choices)s)"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    translate = Translator(_language(arguments))
    _speak(translate.language)
    try:
        options = _parser(translate).parse_args(arguments)
        status: int = options.run(options, translate)
        sys.stdout.flush()
    except MakkerskapError as error:
        _say(error.translated(translate))
        return CONFLICT if isinstance(error, RulesConflict) else UNUSABLE_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has had enough; what is left goes nowhere, in silence.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception:
        if os.environ.get("MAKKERSKAP_DEBUG"):
            traceback.print_exc()
        _say(
            translate(
                "Something went wrong inside the program. That is our mistake, not yours: "
                "please tell us what you did."
            )
        )
        return UNUSABLE_INPUT
    return status


def _dashboard(options: argparse.Namespace, translate: Translator) -> int:
    """Serve a dashboard until it is interrupted."""
    from toolkit.ui.serving import DEFAULT_NAME, serve

    return serve(
        options.name or DEFAULT_NAME,
        port=options.port,
        open_browser=options.open_browser,
        language=translate.language,
    )


def _plan(options: argparse.Namespace, translate: Translator) -> int:
    """Plan one class or all, and write the plans once every one of them is there."""
    from toolkit.files.atomic import refuse_unwritable
    from toolkit.files.plans import plans_to_text, read_plans, write_plans
    from toolkit.files.rosters import read_roster
    from toolkit.planning.year import plan_year
    from toolkit.terminal import Watch

    if options.output is not None:
        refuse_unwritable(options.output)
    everyone = read_roster(options.roster)
    rosters = _classes(everyone, options)
    rules = _rules(options, everyone)
    if options.group_shape is not None:
        rules = replace(rules, group_shape=GroupShape(options.group_shape))
    histories = read_plans(options.history) if options.history is not None else ()
    plans = []
    with Watch(translate) as watch:
        for roster in rosters:
            plan = plan_year(
                roster,
                rules,
                _history(roster, histories, options),
                periods=options.periods,
                time_limit=options.time_limit,
                seed=options.seed,
                on_progress=watch,
            )
            if options.school_class == ALL_CLASSES:
                plan = replace(plan, school_class=roster.classes[0])
            plans.append(plan)
    if options.output is not None:
        write_plans(plans, options.output)
    if options.json:
        for roster, plan in zip(rosters, plans, strict=True):
            _write_json(_summary(roster, plan, rules, options.school_class == ALL_CLASSES))
    elif options.output is not None:
        sys.stdout.write(translate("The plan is in {file}.", file=options.output) + "\n")
    else:
        sys.stdout.write(plans_to_text(plans))
    return DONE


def _check(options: argparse.Namespace, translate: Translator) -> int:
    """Hold a plan against roster and rules, and name every rule that it breaks."""
    from toolkit.checking import check
    from toolkit.files.plans import read_plans
    from toolkit.files.rosters import read_roster
    from toolkit.people import Roster

    plans = read_plans(options.plan)
    roster = read_roster(options.roster) if options.roster is not None else None
    in_plans = {s.id: s for plan in plans for period in plan.periods for s in period.students}
    rules = _rules(options, roster or Roster(tuple(in_plans.values())))
    broken = [
        (plan, rule)
        for plan in plans
        for rule in check(plan, roster and _class_of(plan, roster), rules)
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
            sys.stdout.write(f"{school_class}{translate(rule.message)}\n")
    else:
        sys.stdout.write(translate("The plan keeps every rule.") + "\n")
    return BROKEN_RULES if broken else DONE


def _classes(everyone: "Roster", options: argparse.Namespace) -> "list[Roster]":
    """The classes to plan, each a roster of its own."""
    if options.school_class == ALL_CLASSES:
        return [everyone.of_class(name) for name in everyone.classes]
    place = Place(Path(options.roster).name)
    if options.school_class is not None:
        if chosen := everyone.of_class(options.school_class).students:
            return [replace(everyone, students=chosen)]
        raise InputError(
            Message(
                "There is no class {name} here. Choose one of these: {classes}.",
                name=options.school_class,
                classes=everyone.classes,
            ),
            place,
        )
    if len(everyone.classes) > 1:
        raise InputError(
            Message(
                "There are several classes here: {classes}. Choose one with --class, "
                "or all of them with --class all.",
                classes=everyone.classes,
            ),
            place,
        )
    return [everyone]


def _rules(options: argparse.Namespace, roster: "Roster") -> "Rules":
    from toolkit.files.rules import read_rules
    from toolkit.rules import NO_RULES

    return NO_RULES if options.rules is None else read_rules(options.rules, roster)


def _history(
    roster: "Roster", histories: "Sequence[Plan]", options: argparse.Namespace
) -> "Plan | None":
    """What has happened in this class: the plan in the file that most of its students are in."""
    if not histories:
        return None

    def shared(plan: "Plan") -> int:
        placed = {student.id for period in plan.periods for student in period.students}
        return len(placed & roster.by_id.keys())

    nearest = max(histories, key=shared)
    if shared(nearest) == 0:
        raise InputError(
            Message(
                "None of the students in the class list has a place in this plan. "
                "Is it the plan of another class?"
            ),
            Place(Path(options.history).name),
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


def _summary(roster: "Roster", plan: "Plan", rules: "Rules", with_class: bool) -> dict[str, object]:
    """What ``--json`` tells of a plan."""
    from toolkit.acquaintance import coverage

    report = coverage(plan, rules, roster)
    assert plan.solution is not None, "the planner says how it found a plan"
    return {
        **({"class": plan.school_class} if with_class else {}),
        "students": len(roster),
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


def _write_json(value: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are errors of the program, one sentence with no usage before it."""

    def error(self, message: str) -> Never:
        raise InputError(
            Message("{problem}. See {program} --help", problem=message, program=self.prog)
        )


def _parser(translate: Translator) -> argparse.ArgumentParser:
    _ = translate
    parser = _Parser(
        prog="makkerskap",
        description=_("Forms and rotates student pairs, so that everyone gets to know everyone."),
        allow_abbrev=False,
    )
    _add_language(parser, translate, default=None)
    commands = parser.add_subparsers(required=True, metavar="dashboard|plan|check")

    def command(
        name: str, help: str, run: Callable[[argparse.Namespace, Translator], int]
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help, description=help, allow_abbrev=False)
        # Suppressed, so that a language given before the command is not forgotten.
        _add_language(added, translate, default=argparse.SUPPRESS)
        added.set_defaults(run=run)
        return added

    dashboard = command("dashboard", _("Open a dashboard in the browser."), _dashboard)
    dashboard.add_argument("name", nargs="?", metavar="NAME", help=_("which dashboard to open"))
    dashboard.add_argument(
        "--port", type=_whole_number(translate, 1, 65535), metavar="N", help=_("the port to use")
    )
    dashboard.add_argument(
        "--no-browser",
        dest="open_browser",
        action="store_false",
        help=_("only print the address"),
    )

    plan = command("plan", _("Plan pairs and groups, period by period."), _plan)
    plan.add_argument("roster", metavar="ROSTER", help=_("the class list"))
    plan.add_argument(
        "--class",
        dest="school_class",
        metavar="NAME",
        help=_("which class to plan, or all of them: all"),
    )
    plan.add_argument("--rules", metavar="RULES.toml", help=_("the rules to keep"))
    plan.add_argument(
        "--periods",
        type=_whole_number(translate, 1, 1000),
        metavar="N",
        help=_("how many new periods to plan; without it, until everyone has met"),
    )
    plan.add_argument(
        "--history", metavar="PLAN.csv", help=_("the plan of the periods that have happened")
    )
    plan.add_argument(
        "--group-shape",
        choices=tuple(GroupShape),
        help=_("where a trio goes: into a group of five, or a group of its own"),
    )
    plan.add_argument(
        "--time-limit",
        type=_seconds(translate),
        metavar="SECONDS",
        help=_("how long to search at most"),
    )
    plan.add_argument(
        "--seed",
        type=_whole_number(translate, 0, 2**63),
        default=0,
        metavar="N",
        help=_("another number gives another plan that is just as good"),
    )
    plan.add_argument("--output", metavar="PLAN.csv", help=_("the file to write"))
    plan.add_argument("--json", action="store_true", help=_("print the result for programs"))

    check = command("check", _("Check that a plan keeps the rules."), _check)
    check.add_argument("plan", metavar="PLAN.csv", help=_("the plan to check"))
    check.add_argument("--roster", metavar="ROSTER", help=_("the class list"))
    check.add_argument("--rules", metavar="RULES.toml", help=_("the rules to keep"))
    check.add_argument("--json", action="store_true", help=_("print the result for programs"))
    return parser


def _add_language(
    parser: argparse.ArgumentParser, translate: Translator, default: str | None
) -> None:
    parser.add_argument(
        "--lang",
        choices=tuple(Language),
        default=default,
        help=translate("the language of the program"),
    )


def _language(arguments: Sequence[str]) -> Language:
    """The language asked for, known before the parser whose help is written in it."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--lang", choices=tuple(Language))
    try:
        wanted = early.parse_known_args(arguments)[0].lang
    except argparse.ArgumentError:
        wanted = None  # the real parser says what is wrong with it
    return Language(wanted) if wanted else preferred_language(os.environ)


def _speak(language: Language) -> None:
    """Let argparse's own words come from our catalogs, and let names of any letters be printed."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(LOCALE_DIR))
    gettext.textdomain(DOMAIN)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def _whole_number(translate: Translator, least: int, most: int) -> Callable[[str], int]:
    """Reads a whole number within limits, both included."""

    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and least <= int(text) <= most:
            return int(text)
        raise argparse.ArgumentTypeError(
            translate("give a whole number from {least} to {most}", least=least, most=most)
        )

    return read


def _seconds(translate: Translator) -> Callable[[str], float]:
    """Reads a number of seconds above zero; a decimal comma will do."""

    def read(text: str) -> float:
        try:
            seconds = float(text.replace(",", "."))
        except ValueError:
            seconds = math.nan
        if 0 < seconds < math.inf:
            return seconds
        raise argparse.ArgumentTypeError(translate("give a number of seconds above zero"))

    return read
