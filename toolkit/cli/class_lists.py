"""Class lists as the program reads them: answered by options, and told of on standard error."""

import argparse
import sys

from toolkit.errors import InputError
from toolkit.files import sheets
from toolkit.files.class_list import read_class_list
from toolkit.files.headers import Meaning, meaning_of
from toolkit.messages import Message, Translator
from toolkit.people import Roster
from toolkit.rules import NO_RULES, Rules


def read_as_asked(
    path: str, options: argparse.Namespace, translate: Translator
) -> tuple[Roster, Rules]:
    """The students in a class list, and the rules that are to be kept, if any.

    What must be known of the list is written to standard error. A column that would be left
    out is kept where a rule speaks of it.
    """
    read = read_class_list(path, columns=_columns(options), answers=_answers(options))
    for sentence in read.unanswered:
        sys.stderr.write(translate(sentence) + "\n")
    if options.rules is None:
        return read.roster, NO_RULES
    from toolkit.files.rules import read_rules

    rules = read_rules(options.rules, read.keeping(*read.left_out.columns).roster)
    return read.keeping(*rules.acquainted.attributes, *rules.balance.attributes).roster, rules


def _answers(options: argparse.Namespace) -> dict[str, str]:
    answers = dict(_parted(text) for text in options.answer)
    return answers if options.sheet is None else {sheets.KEY: options.sheet, **answers}


def _columns(options: argparse.Namespace) -> dict[str, Meaning]:
    return {heading: _meaning(word) for heading, word in map(_parted, options.column)}


def _parted(text: str) -> tuple[str, str]:
    """What stands before and behind the last equals sign."""
    before, sign, behind = text.rpartition("=")
    if not sign:
        raise InputError(Message("Write {text} with an equals sign in it.", text=text))
    return before.strip(), behind.strip()


def _meaning(word: str) -> Meaning:
    found = Meaning(word) if word in set(Meaning) else meaning_of(word)
    if found is None:
        raise InputError(Message("Choose one of these: {choices}.", choices=list(Meaning)))
    return found
