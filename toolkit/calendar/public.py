"""The public holidays of Norway; the library that knows them is imported when it is asked."""

from datetime import date
from functools import lru_cache


def is_public_holiday(day: date) -> bool:
    """Whether Norway has a public holiday on this day."""
    return day in holidays_in(day.year)


@lru_cache(maxsize=32)
def holidays_in(year: int) -> dict[date, str]:
    """The public holidays of a year, with their names in bokmål."""
    from holidays.countries.norway import Norway

    return dict(sorted(Norway(years=year, language="no").items()))
