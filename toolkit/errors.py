"""Errors that tell a user where something is wrong and what to do about it."""

import os
import traceback
from dataclasses import dataclass

from toolkit.messages import Language, Message, Translator


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the user's own file: its name, and the line and column counted from 1.

    What was pasted has no name.
    """

    file: str
    line: int | None = None
    column: int | str | None = None

    def message(self) -> Message:
        """The spot in words: ``8a.csv, line 3, column Navn``; in pasted text, ``Line 3``."""
        if not self.file and self.line is not None:
            return Message("Line {line}", line=self.line)
        if self.line is None:
            if self.column is None:
                return Message("{file}", file=self.file)
            return Message("{file}, column {column}", file=self.file, column=self.column)
        if self.column is None:
            return Message("{file}, line {line}", file=self.file, line=self.line)
        return Message(
            "{file}, line {line}, column {column}",
            file=self.file,
            line=self.line,
            column=self.column,
        )


class MakkerskapError(Exception):
    """What the package raises on purpose: one sentence that a user can act on.

    ``str(error)`` is English; ``error.translated(translator)`` is the user's language.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return self.translated(Translator(Language.EN))

    def translated(self, translate: Translator) -> str:
        """The whole error as one short text in the translator's language."""
        return translate(self.message)


class InputError(MakkerskapError):
    """A file or a value cannot be read or used; ``spot`` says where it stands."""

    def __init__(self, message: Message, spot: Spot | None = None) -> None:
        super().__init__(message)
        self.spot = spot

    def translated(self, translate: Translator) -> str:
        """The spot, then the sentence."""
        text = translate(self.message)
        where = "" if self.spot is None else translate(self.spot.message())
        return f"{where}: {text}" if where else text


class RulesConflict(MakkerskapError):
    """The rules cannot all hold; ``rules`` is the smallest set that cannot hold together.

    ``rules`` are messages that name each rule as the user wrote it, ``period`` the
    period (from 1) in which they meet, and ``help`` what would resolve it.
    """

    def __init__(self, rules: tuple[Message, ...], period: int, help: Message) -> None:
        super().__init__(
            Message(
                "These rules cannot hold together in period {period}: {rules}. {help}",
                period=period,
                rules=rules,
                help=help,
            )
        )
        self.rules = rules
        self.period = period
        self.help = help

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.rules, self.period, self.help)


def show_developers(error: Exception) -> None:
    """Print where it came from, where developers asked for that: it may hold a student's name."""
    if os.environ.get("MAKKERSKAP_DEBUG"):
        traceback.print_exception(error)
