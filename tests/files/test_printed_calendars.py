"""Twenty invented calendars, of the kinds that schools publish, give their own printed counts.

The counts were made by ``tests/school_years.py`` from the days off alone; the days of the school
year stand in the name of each file. Counts that are not in a file itself stand beside it.
"""

import re
from datetime import date
from pathlib import Path

import pytest

from toolkit.calendar.year import school_year
from toolkit.errors import InputError
from toolkit.files.days_off import read_days_off

FOLDER = Path(__file__).parent / "skoleruter"
FILES = sorted(path.name for path in FOLDER.iterdir() if not path.name.endswith(".counts.txt"))


def sources(name: str) -> list[Path]:
    beside = FOLDER / f"{name}.counts.txt"
    return [FOLDER / name, *([beside] if beside.exists() else [])]


def test_there_are_twenty_of_them() -> None:
    assert len(FILES) == 20


@pytest.mark.parametrize("name", FILES)
def test_a_calendar_has_the_school_days_that_it_says(name: str) -> None:
    starts, ends = re.findall(r"\d{4}-\d\d-\d\d", name)
    read = read_days_off(sources(name), starts, ends)
    calendar = school_year(starts, ends, days_off=read.days_off)
    assert read.differing(calendar) == ()
    counted = {month for line in read.lines for count in line.counts for month in count.months}
    assert counted >= {month for _, month in calendar.school_days_by_month}
    assert all(calendar.is_school_day(one.starts) for one in calendar.periods)


@pytest.mark.parametrize("name", FILES)
def test_a_day_off_more_is_seen_by_the_counts(name: str) -> None:
    starts, ends = re.findall(r"\d{4}-\d\d-\d\d", name)
    read = read_days_off(sources(name), starts, ends)
    calendar = school_year(starts, ends, days_off=read.days_off)
    october = (date(calendar.starts.year, 10, day) for day in range(19, 32))
    day = next(one for one in october if calendar.is_school_day(one))
    told = read.differing(school_year(starts, ends, days_off=[*read.days_off, day]))
    assert told
    assert all(isinstance(one, InputError) and one.spot is not None for one in told)
    assert any("October" in str(one) for one in told)
