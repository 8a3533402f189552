"""From the words on the command line to a command, and from its errors to an exit status."""

import argparse
import gettext
import io
import os
import sys
import traceback
from collections.abc import Sequence

from toolkit import standard_output
from toolkit.cli.output import Exit, writing
from toolkit.cli.usage import asked
from toolkit.errors import MakkerskapError, RulesConflict
from toolkit.messages import (
    DOMAIN,
    LOCALE_DIR,
    Language,
    Message,
    Translator,
    preferred_language,
)


def run() -> int:
    """Run the program as a process of its own, and return its exit status."""
    standard_output.keep()
    return main(sys.argv[1:])


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for, and return the exit status."""
    translate = Translator(_language(arguments))
    _speak(translate.language)
    try:
        with writing():  # the help and the version
            options = asked(arguments, translate)
        status: Exit = options.run(options, translate)
    except MakkerskapError as error:
        _say(error.translated(translate))
        return Exit.CONFLICT if isinstance(error, RulesConflict) else Exit.UNUSABLE_INPUT
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        return Exit.DONE  # whoever read our output has had enough
    except Exception:
        if os.environ.get("MAKKERSKAP_DEBUG"):
            traceback.print_exc()
        _say(
            translate(
                Message(
                    "Something went wrong inside the program. That is our mistake, not yours: "
                    "please tell us what you did."
                )
            )
        )
        return Exit.UNUSABLE_INPUT
    return status


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


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
