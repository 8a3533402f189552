"""Values made in Python, looked at when they are made: text is text, and a list becomes a tuple.

Frozen values call these from ``__post_init__``. What is right already, as everything is that a
reader makes, costs no more than a look at its type.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from operator import index

from toolkit.errors import InputError, Spot
from toolkit.messages import Language, Message, Translator


def settle(value: object, **fields: object) -> None:
    """Give fields of a frozen value what they are to be."""
    for name, wanted in fields.items():
        if getattr(value, name) is not wanted:
            object.__setattr__(value, name, wanted)


def only[Kind](value: object, kind: type[Kind], field: str) -> Kind:
    """The value. Raises ``InputError`` where it is of another kind."""
    if not isinstance(value, kind):
        raise other_kind(value, kind.__name__, field)
    return value


def several[Kind](values: object, kind: type[Kind], field: str) -> tuple[Kind, ...]:
    """The values as a tuple. Raises ``InputError`` where they have no order or another kind."""
    if type(values) is not tuple:
        has_order = not isinstance(values, str | bytes | Mapping | set | frozenset)
        if not (has_order and isinstance(values, Iterable)):
            raise other_kind(values, "tuple", field)
        values = tuple(values)
    for value in values:
        if type(value) is not kind:
            only(value, kind, field)
    return values


def day(value: object, field: str) -> date:
    """The day, also of a moment. Raises ``InputError`` for what is none."""
    return value.date() if isinstance(value, datetime) else only(value, date, field)


def choice[Choice: StrEnum](value: object, kind: type[Choice], field: str) -> Choice:
    """The choice that this is or names. Raises ``InputError`` where there is none such."""
    if type(value) is kind:
        return value
    if not isinstance(value, str) or value not in set(kind):
        choices = [f'"{one}"' for one in kind]
        raise InputError(Message("Choose one of these: {choices}.", choices=choices), Spot(field))
    return kind(value)


def translator(words: object) -> Translator:
    """The translator, or the one for a language. Raises ``InputError`` where there is none such."""
    if isinstance(words, Translator):
        return words
    return Translator(choice(words, Language, "translate"))


def count(value: object, field: str, most: int | None = None) -> int:
    """A whole number from 1. Raises ``InputError`` where it is none, or more than ``most``."""
    try:
        number = 0 if isinstance(value, bool) else index(value)  # type: ignore[arg-type]
    except TypeError:
        number = 0
    if number < 1:
        raise InputError(Message("A whole number from 1 belongs here."), Spot(field))
    if most is not None and number > most:
        raise InputError(Message("At most {most} is allowed here.", most=most), Spot(field))
    return number


def other_kind(value: object, expected: str, field: str) -> InputError:
    """The error for a value of another kind than the one that belongs here."""
    return InputError(
        Message(
            "This should be of the type {expected}, and is {found}.",
            expected=expected,
            found=type(value).__name__,
        ),
        Spot(field),
    )
