"""What can be asked of the program, and the words of its help."""

import argparse
import math
from collections.abc import Callable
from typing import Never

from toolkit import __version__
from toolkit.cli import commands
from toolkit.errors import InputError
from toolkit.messages import Language, Message, Translator
from toolkit.plan import Stay
from toolkit.rules import GroupShape

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


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are errors of the program, one sentence with no usage before it."""

    def error(self, message: str) -> Never:
        raise InputError(
            Message("{problem}. See {program} --help", problem=message, program=self.prog)
        )


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
    choices = program.add_subparsers(required=True, metavar="dashboard|plan|check")
    for name, purpose, add_options, run in (
        ("dashboard", _("Open a dashboard in the browser."), _for_dashboard, commands.dashboard),
        ("plan", _("Plan pairs and groups, period by period."), _for_plan, commands.plan),
        ("check", _("Check that a plan keeps the rules."), _for_check, commands.check),
    ):
        command = choices.add_parser(name, help=purpose, description=purpose, allow_abbrev=False)
        command.set_defaults(run=run)
        # Suppressed, so that a language given before the command is not forgotten.
        _add_language(command, translate, default=argparse.SUPPRESS)
        add_options(command, translate)
    return program


def _for_dashboard(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    command.add_argument("name", nargs="?", metavar="NAME", help=_("which dashboard to open"))
    command.add_argument(
        "--port", type=_whole_number(translate, 1, 65535), metavar="N", help=_("the port to use")
    )
    command.add_argument(
        "--host",
        metavar="ADDRESS",
        help=_("the address to answer at, for other machines too; without it, only this machine"),
    )
    command.add_argument(
        "--token", action="store_true", help=_("ask for a token on this machine too")
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


def _for_plan(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    command.add_argument("roster", metavar="ROSTER", help=_("the class list"))
    command.add_argument(
        "--class",
        dest="school_class",
        metavar="NAME",
        help=_("which class to plan, or all of them: all"),
    )
    command.add_argument(
        "--across",
        action="store_true",
        help=_("mix all classes as one; those in the same class know each other already"),
    )
    command.add_argument("--rules", metavar="RULES.toml", help=_("the rules to keep"))
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
    command.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help=_("plan the classes on the Dask cluster whose scheduler is there"),
    )
    command.add_argument("--output", metavar="PLAN.csv", help=_("the file to write"))
    command.add_argument("--json", action="store_true", help=_("print the result for programs"))


def _for_check(command: argparse.ArgumentParser, translate: Translator) -> None:
    _ = translate
    command.add_argument("plan", metavar="PLAN.csv", help=_("the plan to check"))
    command.add_argument("--roster", metavar="ROSTER", help=_("the class list"))
    command.add_argument("--rules", metavar="RULES.toml", help=_("the rules to keep"))
    command.add_argument("--json", action="store_true", help=_("print the result for programs"))


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
