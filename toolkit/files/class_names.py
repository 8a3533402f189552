"""What classes are called: 8A, 8 A and 8a are one class, and a title may name it."""

import re
from collections.abc import Iterable

from toolkit.names import class_key

CLASS_WORD = re.compile(r"\d{1,2}\s?[a-zæøå]|[123]\s?[a-zæøå]{2,4}\d?", re.IGNORECASE)
"""A class as it is mostly written: 8A, 1STB, 2PBA."""

_CLASS_CELL = re.compile(
    r"(?:(?:klasse|klass|class|kl|vg|form|year|gruppe)\.?\s?)?"
    r"(?:\d{1,2}\s?[-.:/]?\s?[a-zæøå]\d?|[123]\s?[a-zæøå]{2,5}\d?(?:\s?[a-zæøå])?)"
    r"(?:[\s.]*(?:klasse|klass|trinn))?"
    r"|\d{1,2}\.?\s?(?:trinn|klasse|klass)\s?[a-zæøå]|(?:klasse|klass|class|kl\.?)\s[a-zæøå]",
    re.IGNORECASE,
)
# Nine to a class, say: 8LEO, 10 KAT.
_LETTERS_BEHIND = re.compile(r"\d{1,2}[ .-]?[A-ZÆØÅ]{1,4}\d?")
_GROUP = re.compile(
    r"(?:gruppe|group|grupp|hold|lag|team|parti|klasse|del|rad)[ .]?[\dA-ZÆØÅ]{1,2}"
    r"|jenter|gutter|gutar|girls|boys|piger|drenge|flickor|pojkar|mädchen|jungen",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?:(?:trinn|klasse|klass|år|year|grade|form|kl)\.? )?(\d{1,2})(?:\. ?|th |:an )?"
    r"(?: ?(?:års?trinn|klassetrinn|trinn|klasse|klass|steg|årssteg|kl|grade|trin|stufe)\.?)?",
    re.IGNORECASE,
)
_IN_A_TITLE = re.compile(
    r"(?<![^\W_])(?:(?:[0-9]|1[0-3])(?:[A-ZÆØÅa-zæøå]|[ .-][A-ZÆØÅ])|[123][A-ZÆØÅ]{2,4}\d?)"
    r"(?![^\W_])"
)


def is_class(cell: str) -> bool:
    """Whether this may be what a class is called."""
    return _CLASS_CELL.fullmatch(cell) is not None


def may_be_class(cell: str) -> bool:
    """Whether a class may be called so at some school, among others that are."""
    return is_class(cell) or _LETTERS_BEHIND.fullmatch(cell) is not None


def is_group(cell: str) -> bool:
    """Whether this may stand over a part of a class, and not over what belongs to each student."""
    return _GROUP.fullmatch(cell) is not None


def year_of(cell: str) -> str:
    """The number of a school year, as "8" and "8. trinn" give it, or ""."""
    found = _YEAR.fullmatch(cell.strip())
    return found[1].lstrip("0") if found else ""


def class_in(title: str) -> str:
    """The class that a title, a sheet or a file speaks of: "8A" in "Klasseliste 8A", or ""."""
    found = _IN_A_TITLE.search(title)
    return found[0].upper() if found else ""


def one_spelling(classes: Iterable[str]) -> list[str]:
    """The classes, each written as it is first."""
    written: dict[str, str] = {}
    return [written.setdefault(class_key(one), one) for one in classes]
