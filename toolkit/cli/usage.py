"""What can be asked of the program, and the words of its help."""

import argparse
import math
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Never

from toolkit import __version__
from toolkit.cli import commands
from toolkit.errors import InputError
from toolkit.evaluation.form import Role
from toolkit.evaluation.telling import Share
from toolkit.messages import Language, Message, Translator
from toolkit.plan import Stay
from toolkit.rules import LONGEST_INTERVAL, GroupShape

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


ALL_PERIODS = "all"


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are errors of the program, one sentence with no usage before it."""

    def error(self, message: str) -> Never:
        raise InputError(
            Message("{problem}. See {program} --help", problem=message, program=self.prog)
        )


def asked(arguments: Sequence[str], translate: Translator) -> argparse.Namespace:
    """What the arguments ask for: without a command, the dashboard.

    Raises ``InputError`` for what cannot be asked.
    """
    program = parser(translate)
    options = program.parse_args(arguments)
    return options if "run" in options else program.parse_args([*arguments, "dashboard"])


def parser(translate: Translator) -> argparse.ArgumentParser:
    """The parser of the whole command line; the command is left in ``run``."""
    _ = translate
    program = _Parser(
        prog="makkerskap",
        description=_("Forms and rotates student pairs, so that everyone gets to know everyone."),
        allow_abbrev=False,
    )
    program.add_argument(
        "--version",
        action="version",
        version=f"%(prog)s {__version__}",
        help=_("show the program's version and exit"),
    )
    _add_language(program, translate, default=None)
    offered = (
        ("dashboard", _("Open a dashboard in the browser."), _for_dashboard, commands.dashboard),
        ("plan", _("Plan pairs and groups, period by period."), _for_plan, commands.plan),
        ("check", _("Check that a plan keeps the rules."), _for_check, commands.check),
        ("seats", _("Seat the students in a room, period by period."), _for_seats, commands.seats),
        (
            "show",
            _("Make a page of a period's groups for the projector."),
            _for_show,
            commands.show,
        ),
        (
            "papers",
            _("Make what a period needs on paper: groups, cards, lists, contracts and a letter."),
            _for_papers,
            commands.papers,
        ),
        (
            "absent",
            _("Say who writes to those who are away, and who sits together today."),
            _for_absent,
            commands.absent,
        ),
        (
            "mend",
            _("Change the newest period as little as the rules allow."),
            _for_mend,
            commands.mend,
        ),
        (
            "calendar",
            _("Find when every makkerbytte of a school year is."),
            _for_calendar,
            commands.calendar,
        ),
        (
            "evaluate",
            _("Count what was answered to the yearly evaluation, and tell what may be told."),
            _for_evaluate,
            commands.evaluate,
        ),
        (
            "form",
            _("Make the form of the yearly evaluation as a page to print."),
            _for_form,
            commands.form,
        ),
        (
            "doctor",
            _("Say what keeps the program from working on this machine."),
            _for_doctor,
            commands.doctor,
        ),
        (
            "install-shortcut",
            _("Put the dashboard among the programs of this machine."),
            _for_shortcut,
            commands.install_shortcut,
        ),
    )
    names = "|".join(name for name, *_rest in offered)
    choices = program.add_subparsers(metavar=names)
    for name, purpose, add_options, run in offered:
        command = choices.add_parser(name, help=purpose, description=purpose, allow_abbrev=False)
        command.set_defaults(run=run)
        # Suppressed, so that a language given before the command is not forgotten.
        _add_language(command, translate, default=argparse.SUPPRESS)
        add_options(command, translate)
    return program


def _for_dashboard(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    command.add_argument(
        "name",
        nargs="?",
        metavar="NAME",
        help=_("which dashboard to open, or the path of a notebook"),
    )
    command.add_argument(
        "--port", type=_whole_number(translate, 1, 65535), metavar="N", help=_("the port to use")
    )
    command.add_argument(
        "--host",
        metavar="ADDRESS",
        help=_("the address to answer at, for other machines too; without it, only this machine"),
    )
    command.add_argument(
        "--token",
        action=argparse.BooleanOptionalAction,
        help=_("ask for a token on this machine too; usual where others use it"),
    )
    command.add_argument(
        "--base-url",
        metavar="PATH",
        help=_("the path under which everything is, such as /makkerskap/"),
    )
    command.add_argument(
        "--public-address",
        metavar="ADDRESS",
        help=_("the address of the server that passes requests on, such as https://…"),
    )
    command.add_argument(
        "--token-file",
        metavar="FILE",
        help=_("a file with the token, which is then the same at each start"),
    )
    command.add_argument(
        "--jupyterhub",
        action="store_true",
        help=_("be the server that a JupyterHub has started, for whom it lets in"),
    )
    _add_scheduler(command, translate)
    command.add_argument(
        "--pages",
        type=_whole_number(translate, 1, 1000),
        metavar="N",
        help=_("how many pages may be open at once; without it, as many as there is room for"),
    )
    command.add_argument(
        "--workspace",
        metavar="PATH",
        help=_("where everything is kept; none: nowhere, and each page is on its own"),
    )
    command.add_argument(
        "--no-browser",
        dest="open_browser",
        action="store_false",
        help=_("only print the address"),
    )
    command.add_argument(
        "--develop",
        action="store_true",
        help=_("show on the page where a cell of the notebook failed"),
    )


def _for_doctor(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    command.add_argument(
        "--workspace", metavar="PATH", help=_("the workspace to look at; without it, the usual one")
    )
    _add(command, translate, "--json")


def _for_shortcut(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    command.add_argument("--remove", action="store_true", help=_("take it away again"))


def _for_plan(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    command.add_argument("roster", metavar="ROSTER", help=_("the class list"))
    _add_reading(command, translate)
    command.add_argument(
        "--class",
        dest="school_class",
        metavar="NAME",
        help=_("which class to plan, or all of them: all"),
    )
    _add(command, translate, "--across", "--rules")
    command.add_argument(
        "--periods",
        type=_whole_number(translate, 1, 1000),
        metavar="N",
        help=_("how many new periods to plan; without it, until everyone has met"),
    )
    command.add_argument(
        "--history", metavar="PLAN.csv", help=_("the plan of the periods that have happened")
    )
    command.add_argument(
        "--announced",
        metavar="PLAN.csv",
        help=_("the plan that the class has been told of: it is kept as far as can be"),
    )
    command.add_argument(
        "--stay",
        choices=[stay.value for stay in Stay],
        default=Stay.FIRST.value,
        help=_("how much it counts that the next period stays as it was announced"),
    )
    command.add_argument(
        "--group-shape",
        choices=[shape.value for shape in GroupShape],
        help=_("where a trio goes: into a group of five, or a group of its own"),
    )
    _add_searching(command, translate)
    _add_scheduler(command, translate)
    command.add_argument("--output", metavar="PLAN.csv", help=_("the file to write"))
    _add(command, translate, "--for-excel", "--json")


def _add_scheduler(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    command.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help=_("plan the classes on the Dask cluster whose scheduler is there"),
    )


def _for_check(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    command.add_argument("plan", metavar="PLAN.csv", help=_("the plan to check"))
    _add(command, translate, "--roster")
    _add_reading(command, translate)
    _add(command, translate, "--rules")
    command.add_argument("--seats", metavar="SEATS.csv", help=_("who sits where, to check as well"))
    _add_room(command, translate)
    _add(command, translate, "--json")


def _for_seats(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    command.add_argument("plan", metavar="PLAN.csv", help=_("the plan whose students get a seat"))
    _add_room(command, translate, required=True)
    _add(command, translate, "--roster")
    _add_reading(command, translate)
    _add(command, translate, "--rules")
    command.add_argument(
        "--period",
        type=_period_or_all(translate),
        metavar="N|all",
        help=_("which period; without it, all that have no seats yet"),
    )
    command.add_argument(
        "--history", metavar="SEATS.csv", help=_("the seats of periods that have happened")
    )
    command.add_argument(
        "--locked", metavar="SEATS.csv", help=_("seats that stay as they are in this file")
    )
    command.add_argument(
        "--away",
        action="append",
        default=[],
        metavar="ID[,ID…]",
        help=_("who is away, by id or by name"),
    )
    command.add_argument(
        "--mend", metavar="SEATS.csv", help=_("the seats as they were: change as few as can be")
    )
    command.add_argument(
        "--was",
        metavar="ROOM.toml|PRESET",
        help=_("the room that these were in, where it is another now"),
    )
    _add_searching(command, translate)
    command.add_argument("--output", metavar="SEATS.csv", help=_("the file to write"))
    _add(command, translate, "--json")


def _for_show(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    command.add_argument("plan", metavar="PLAN.csv", help=_("the plan"))
    command.add_argument(
        "--period",
        type=_whole_number(translate, 1, 1000),
        metavar="N",
        help=_("which period; without it, the newest"),
    )
    command.add_argument(
        "--seats", metavar="SEATS.csv", help=_("who sits where, to show instead of the groups")
    )
    _add(command, translate, "--room")
    command.add_argument("--output", metavar="PAGE.html", help=_("the file to write"))


def _for_papers(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    command.add_argument("plan", metavar="PLAN.csv", help=_("the plan of the class"))
    command.add_argument(
        "--period",
        type=_whole_number(translate, 1, 9999),
        required=True,
        metavar="N",
        help=_("which period the papers are for"),
    )
    command.set_defaults(rules=None)  # papers are told of none
    _add(command, translate, "--roster")
    _add_reading(command, translate)
    command.add_argument(
        "--seats", metavar="SEATS.csv", help=_("who sits where, for a seating map")
    )
    _add(command, translate, "--room")
    command.add_argument(
        "--templates", metavar="FOLDER", help=_("the school's own templates, as Word files")
    )
    _add_school(command, translate)
    command.add_argument(
        "--output", required=True, metavar="PAPERS.zip", help=_("the file to write")
    )
    _add(command, translate, "--json")


def _for_absent(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    command.add_argument("plan", metavar="PLAN.csv", help=_("the plan of the class"))
    command.add_argument(
        "--period",
        type=_whole_number(translate, 1, 9999),
        required=True,
        metavar="N",
        help=_("the period that the day is in"),
    )
    command.add_argument(
        "--away",
        action="append",
        required=True,
        metavar="ID[,ID…]",
        help=_("who is away, by id or by name"),
    )
    _add(command, translate, "--roster")
    _add_reading(command, translate)
    _add(command, translate, "--rules")
    command.add_argument("--output", metavar="FILE", help=_("the file to write"))
    _add(command, translate, "--json")


def _for_mend(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    command.add_argument("plan", metavar="PLAN.csv", help=_("the plan whose newest period runs"))
    command.add_argument(
        "--roster", metavar="ROSTER", required=True, help=_("the class list as it is today")
    )
    _add_reading(command, translate)
    command.add_argument(
        "--class", dest="school_class", metavar="NAME", help=_("whose period it is, of several")
    )
    _add(command, translate, "--across", "--rules")
    command.add_argument(
        "--date",
        type=_day(translate),
        metavar="DATE",
        help=_("the first day on which they sit as is proposed; without it, today"),
    )
    _add_searching(command, translate)
    command.add_argument("--output", metavar="PLAN.csv", help=_("the file to write"))
    _add(command, translate, "--for-excel", "--json")


def _for_calendar(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    day = _day(translate)
    command.add_argument(
        "--starts", type=day, required=True, metavar="DATE", help=_("the first school day")
    )
    command.add_argument(
        "--ends", type=day, required=True, metavar="DATE", help=_("the last school day")
    )
    command.add_argument(
        "--interval",
        type=_whole_number(translate, 1, LONGEST_INTERVAL),
        default=3,
        metavar="WEEKS",
        help=_("school weeks from one makkerbytte to the next; without it, 3"),
    )
    command.add_argument(
        "--days-off",
        action="append",
        nargs="+",
        default=[],
        metavar="FILE",
        help=_("days off: an iCalendar file, a list of days, or lines as schools print them"),
    )
    command.add_argument(
        "--announced",
        metavar="CALENDAR.csv|.ics",
        help=_("the dates that the class has been told of: as few as possible move"),
    )
    command.add_argument(
        "--from",
        dest="from_day",
        type=day,
        metavar="DATE",
        help=_("the first day on which a date may move; periods begun before it stay"),
    )
    command.add_argument(
        "--events",
        action="append",
        metavar="EVENTS.csv",
        help=_("what else the school has in its year: ring, name, starts and ends"),
    )
    command.add_argument(
        "--output", metavar="FILE.csv|FILE.ics", help=_("the file to write, CSV or iCalendar")
    )
    command.add_argument(
        "--wheel",
        metavar="WHEEL.pdf",
        help=_("the year wheel as a page to print, to write as well"),
    )
    _add(command, translate, "--json")


def _add_school(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    command.add_argument(
        "--school", default="", metavar="NAME", help=_("what the school is called")
    )


def _for_form(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    command.add_argument(
        "--form",
        metavar="FORM.toml",
        help=_("the school's own form; without it, the statements of the leaflet"),
    )
    command.add_argument(
        "--role",
        choices=[role.value for role in Role],
        default=Role.STUDENT.value,
        help=_("who is to fill it in"),
    )
    _add_school(command, translate)
    command.add_argument("--output", required=True, metavar="FORM.pdf", help=_("the file to write"))


def _for_evaluate(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    command.add_argument(
        "answers",
        metavar="ANSWERS.xlsx|ANSWERS.csv|COUNTS.csv",
        help=_("what a form tool has exported, or counts: class, role, item, answer, count"),
    )
    command.add_argument(
        "--form",
        metavar="FORM.toml",
        help=_("the form that was filled in; without it, the statements of the leaflet"),
    )
    command.add_argument(
        "--share",
        choices=[share.value for share in Share],
        default=Share.INSIDE.value,
        help=_("with whom the figures are shared: inside the school, or outside of it"),
    )
    command.add_argument(
        "--least",
        type=_whole_number(translate, 10, 9999),
        metavar="N",
        help=_("how many answers a figure needs at least; without it, 10 inside and 20 outside"),
    )
    command.add_argument(
        "--classes",
        default="",
        metavar="8A,8B",
        help=_("the school's classes; without them, whatever looks like a class"),
    )
    command.add_argument(
        "--before",
        metavar="ANSWERS.xlsx|ANSWERS.csv|COUNTS.csv",
        help=_("the answers of the year before, to be told beside these"),
    )
    command.add_argument(
        "--output", metavar="COUNTS.csv", help=_("the file to write the counts to, and only them")
    )
    command.add_argument(
        "--table", metavar="RESULTS.csv", help=_("the file to write what is told to, as a table")
    )
    command.add_argument(
        "--page", metavar="RESULTS.pdf", help=_("the file to write a page of the results to")
    )
    _add_school(command, translate)
    command.add_argument(
        "--year", default="", metavar="2026/2027", help=_("the school year, for the page")
    )
    _add(command, translate, "--json")


def _add(
    command: argparse.ArgumentParser, translate: Translator, *wanted: str, required: bool = False
) -> None:
    """Options that several commands have, and that mean the same in each of them."""
    _ = translate
    options: dict[str, dict[str, Any]] = {
        "--roster": {"metavar": "ROSTER", "help": _("the class list")},
        "--rules": {"metavar": "RULES.toml", "help": _("the rules to keep")},
        "--room": {
            "metavar": "ROOM.toml|PRESET",
            "help": _("the room: a file, or rows, islands, horseshoe or columns"),
        },
        "--across": {
            "action": "store_true",
            "help": _("mix all classes as one; those in the same class know each other already"),
        },
        "--for-excel": {
            "action": "store_true",
            "help": _("write the plan so that a Norwegian Excel opens it rightly"),
        },
        "--json": {"action": "store_true", "help": _("print the result for programs")},
    }
    for name in wanted:
        command.add_argument(name, required=required, **options[name])


def _add_room(
    command: argparse.ArgumentParser, translate: Translator, required: bool = False
) -> None:
    """The room that seats are in, and how far apart is far enough."""
    _ = translate
    _add(command, translate, "--room", required=required)
    command.add_argument(
        "--distance",
        type=_whole_number(translate, 1, 60),
        default=1,
        metavar="CELLS",
        help=_("how many cells are at least between those who are kept apart in groups"),
    )


def _add_searching(command: argparse.ArgumentParser, translate: Translator) -> None:
    """How long is searched, and for which of those that are as good."""
    _ = translate
    command.add_argument(
        "--time-limit",
        type=_seconds(translate),
        metavar="SECONDS",
        help=_("how long to search at most"),
    )
    command.add_argument(
        "--seed",
        type=_whole_number(translate, 0, 2**63),
        default=0,
        metavar="N",
        help=_("another number gives another plan that is just as good"),
    )


def _add_reading(command: argparse.ArgumentParser, translate: Translator) -> None:
    """How the class list is to be read, where it can be read in several ways."""
    _ = translate
    command.add_argument(
        "--sheet",
        metavar="NAME",
        help=_("which sheet of the class list to read; all: each is a class, one: all are one"),
    )
    command.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="HEADING=MEANING",
        help=_("what a column of the class list holds: class, last_name, attribute, left_out …"),
    )
    command.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="KEY=ANSWER",
        help=_("answer what is asked about the class list, as it says when it asks"),
    )


def _add_language(
    command: argparse.ArgumentParser, translate: Translator, default: str | None
) -> None:
    _ = translate
    command.add_argument(
        "--lang",
        choices=[language.value for language in Language],
        default=default,
        help=_("the language of the program"),
    )


def _whole_number(translate: Translator, least: int, most: int) -> Callable[[str], int]:
    """Reads a whole number within limits, both included."""

    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and least <= int(text) <= most:
            return int(text)
        raise argparse.ArgumentTypeError(
            translate(Message("give a whole number from {least} to {most}", least=least, most=most))
        )

    return read


def _period_or_all(translate: Translator) -> Callable[[str], int | None]:
    """Reads the number of a period, or None for all."""
    number = _whole_number(translate, 1, 9999)
    return lambda text: None if text == ALL_PERIODS else int(number(text))


def _day(translate: Translator) -> Callable[[str], date]:
    """Reads a day."""

    def read(text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise argparse.ArgumentTypeError(
                translate(Message("give a day as in 2026-09-16"))
            ) from None

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
        raise argparse.ArgumentTypeError(translate(Message("give a number of seconds above zero")))

    return read
