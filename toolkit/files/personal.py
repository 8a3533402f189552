"""Columns that a class list may have and that no plan needs: left out unless asked for."""

import re
from collections.abc import Iterable

from toolkit.files.private_words import HARMLESS, PARTS, SAID, SAID_ALONE, WORDS

_SCHOOLS = ("skole", "skule", "skola", "school", "schule", "gymnas")
_WORD = re.compile(r"[A-ZÆØÅÄÖ]?[a-zæøåäöüß]+|[A-ZÆØÅÄÖ]+")

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_TIME = r"(?:[T, ]+\d{1,2}[:.]\d\d.*)?"
_DATE = re.compile(
    rf"{_DAY}([./-] ?){_MONTH}\1(?:{_YEAR}|\d\d){_TIME}"
    rf"|{_MONTH}/{_DAY}/(?:{_YEAR}|\d\d){_TIME}"
    rf"|{_YEAR}[-/.]{_MONTH}[-/.]{_DAY}(?:[T ].*)?"
    rf"|{_DAY}\.? [^\W\d_]{{3,9}}\.? {_YEAR}{_TIME}"
    rf"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:{_YEAR}|\d\d)"
)
_PHONE = re.compile(r"(?:(?:\+|00)47)?[2-9]\d{7}|(?:\+|00)\d{8,14}|0\d{8,10}")
_EMAIL = re.compile(r"\S@\S")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# As Denmark, Finland, Iceland and Sweden write them.
_IDENTITY = re.compile(r"\d{6}[-+A ]?\d{3,4}[\dA-Z]?|(?:19|20)\d{6}[-+ ]?\d{4}")
_WITH_A_SIGN = re.compile(r"\d{6}[-+A]\d{3,4}[\dA-Z]?|(?:19|20)\d{6}[-+]?\d{4}")
_POST_TOWN = re.compile(r"\d{4,5} [^\W\d_][^\d]+")


def is_personal(heading: str, cells: Iterable[str]) -> bool:
    """Whether no plan needs a column, and it is of somebody's own: by its heading or its cells."""
    filled = [cell for cell in cells if cell]
    return is_personal_heading(heading) or (
        bool(filled) and any(all(map(like, filled)) for like in _KINDS)
    )


def speak_of_somebody(cells: Iterable[str]) -> bool:
    """Whether one of the cells speaks of health or faith, and of no subject or school."""
    return any(map(_speaks_of_somebody, cells))


def are_identity_numbers(cells: Iterable[str]) -> bool:
    """Whether the cells are national identity numbers, as a neighbouring country writes them."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(map(_WITH_A_SIGN.fullmatch, filled))


def is_personal_cell(cell: str) -> bool:
    """Whether a cell is a date, an e-mail address or a telephone number."""
    return any(like(cell) for like in (_is_date, _EMAIL.search, _is_phone))


def is_personal_heading(heading: str) -> bool:
    """Whether a heading speaks of what no plan needs. Questions are what students answered."""
    if heading.rstrip().endswith("?") or "§" in heading:
        return True
    joined = _joined(heading)
    if any(part in joined for part in HARMLESS):
        return False
    words = {word.casefold() for word in _WORD.findall(heading)}
    spelled = joined in WORDS  # "D.O.B."
    return spelled or bool(words & WORDS) or any(part in joined for part in PARTS)


def _speaks_of_somebody(cell: str) -> bool:
    joined = _joined(cell)
    if any(part in joined for part in (*HARMLESS, *_SCHOOLS)):
        return False
    return joined in SAID_ALONE or any(stem in joined for stem in SAID)


def _joined(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _is_date(cell: str) -> bool:
    return _DATE.fullmatch(cell) is not None


def _is_phone(cell: str) -> bool:
    return _PHONE.fullmatch(re.sub(r"[\s()-]", "", cell)) is not None


_KINDS = (
    *(_is_date, _is_phone, _EMAIL.search, _LINK.match, _IDENTITY.fullmatch, _POST_TOWN.fullmatch),
)
