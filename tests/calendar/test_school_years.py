"""School years by their names."""

from datetime import date

import pytest

from toolkit.calendar.school_years import is_school_year, known_year, school_year_of, year_before
from toolkit.errors import InputError


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 7, 31), "2025/2026"),
        (date(2026, 8, 1), "2026/2027"),
        (date(2027, 1, 1), "2026/2027"),
    ],
)
def test_a_day_is_of_the_year_that_begins_in_august(day: date, year: str) -> None:
    assert school_year_of(day) == year
    assert known_year(year) == year


@pytest.mark.parametrize("text", ["2026", "2026/27", "2026/2028", "2027/2026", " 2026/2027"])
def test_what_is_none_is_refused(text: str) -> None:
    assert not is_school_year(text)
    with pytest.raises(InputError, match="2026/2027"):
        known_year(text)


def test_the_one_before() -> None:
    assert year_before("2026/2027") == "2025/2026"
