"""Columns that a class list may have and that no plan needs: left out unless asked for.

Birth dates, how to reach a student or the family, and free text, which so often is of health.
"""

import re
from collections.abc import Iterable

# Anywhere in a heading that is written as one word: "Foresatt 1 – mobil".
_PARTS = (
    *("fødsel", "fodsel", "fødd", "fdato", "birth"),
    *("telefon", "mobil", "tlf", "phone", "epost", "email"),
    *("adress", "address", "postnr", "postnummer", "poststed", "poststad", "postcode", "zipcode"),
    *("foresatt", "føresett", "pårør", "guardian", "parent"),
    *("diagnos", "sykdom", "sjukdom", "allerg", "medisin", "vedtak", "spesialunderv"),
    *("spesialped", "tilrettelegg", "merknad", "kommentar", "comment", "notat", "remark"),
)
# Only as a word of its own: "Mor", but not "Morsmål".
_WORDS = {
    *("født", "fodt", "dob", "sms", "mor", "far", "mors", "fars", "mother", "father"),
    *("helse", "health", "behov", "needs", "note", "notes"),
}
_WORD = re.compile(r"[A-ZÆØÅ]?[a-zæøå]+|[A-ZÆØÅ]+")

_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"{_DAY}([./-] ?){_MONTH}\1(?:{_YEAR}|\d\d)"
    rf"|{_YEAR}-{_MONTH}-{_DAY}(?:[T ].*)?"
    rf"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:{_YEAR}|\d\d)"
)
_PHONE = re.compile(r"(?:(?:\+|00)47)?[2-9]\d{7}|(?:\+|00)\d{8,14}")
_EMAIL = re.compile(r"\S@\S")


def is_personal(heading: str, cells: Iterable[str]) -> bool:
    """Whether a column is of births, contact, family or health, by its heading or its cells."""
    filled = [cell for cell in cells if cell]
    return _is_personal_heading(heading) or (
        bool(filled)
        and any(all(map(like, filled)) for like in (_is_date, _EMAIL.search, _is_phone))
    )


def is_personal_cell(cell: str) -> bool:
    """Whether a cell is a date, an e-mail address or a telephone number."""
    return is_personal("", (cell,))


def _is_personal_heading(heading: str) -> bool:
    joined = "".join(filter(str.isalnum, heading.casefold()))
    words = {word.casefold() for word in _WORD.findall(heading)}
    return bool(words & _WORDS) or any(part in joined for part in _PARTS)


def _is_date(cell: str) -> bool:
    return _DATE.fullmatch(cell) is not None


def _is_phone(cell: str) -> bool:
    return _PHONE.fullmatch(re.sub(r"[\s()-]", "", cell)) is not None
