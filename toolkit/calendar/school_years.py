"""School years by their names: 2026/2027, from August to July."""

import re
from datetime import date

from toolkit.errors import InputError, Spot
from toolkit.messages import Message
from toolkit.values import only

_NAME = re.compile(r"(\d{4})/(\d{4})")
_AUGUST = 8


def is_school_year(text: str) -> bool:
    """Whether this names a school year."""
    found = _NAME.fullmatch(text)
    return found is not None and int(found[2]) == int(found[1]) + 1


def known_year(school_year: str) -> str:
    """A school year as it is kept. Raises ``InputError`` for what is none."""
    if not is_school_year(only(school_year, str, "school_year")):
        raise InputError(Message("Write the school year as 2026/2027."), Spot("school_year"))
    return school_year


def school_year_of(day: date) -> str:
    """The school year that a day belongs to."""
    return _beginning(day.year if day.month >= _AUGUST else day.year - 1)


def year_before(school_year: str) -> str:
    """The school year before one."""
    return _beginning(int(school_year[:4]) - 1)


def _beginning(year: int) -> str:
    return f"{year}/{year + 1}"
