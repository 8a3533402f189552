"""Makkerbytte dates of random school years, judged from outside.

Every school year is drawn with breaks, single days off and an interval; then a day off comes later,
when some of its dates have passed. What is judged stands in ``tests/school_years.py``, which knows
the words of the front door, the public holidays by Easter, and nothing of the package.

    .venv/bin/python benchmarks/calendars.py [--years 10000] [--first 0]
"""

import argparse
import platform
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from school_years import as_rows, expected, first_days, is_school_day, most_kept

from toolkit.calendar.days import Calendar, DayOff
from toolkit.calendar.year import school_year

RESULTS = Path(__file__).parent / "results" / "calendars.md"

type Off = list[tuple[date, date]]


def some_year(rng: Random) -> tuple[date, date, int, Off]:
    """First and last day, interval and days off: mostly as schools have them, some as none has."""
    starts = date(rng.randint(1955, 2095), 8, 1) + timedelta(days=rng.randint(0, 30))
    length = rng.randint(290, 325) if rng.random() < 0.8 else rng.randint(10, 700)
    off: Off = []
    for _ in range(rng.randint(0, 5)):  # breaks
        first = starts + timedelta(days=rng.randint(-10, length))
        off.append((first, first + timedelta(days=rng.randint(2, 16))))
    for _ in range(rng.randint(0, 6)):  # planning days, and days between two others
        day = starts + timedelta(days=rng.randint(0, length))
        off.append((day, day))
    return starts, starts + timedelta(days=length), rng.choice((1, 2, 3, 3, 3, 3, 4, 5, 8)), off


def made(starts: date, ends: date, interval: int, off: Off, **more: object) -> Calendar:
    return school_year(starts, ends, interval, [DayOff(*one) for one in off], **more)  # type: ignore[arg-type]


def faults(calendar: Calendar, off: Off) -> Iterator[str]:
    """What no school year may have, whatever moved in it."""
    for one in calendar.periods:
        if not is_school_day(one.starts, calendar.starts, calendar.ends, off):
            yield "makkerbytte on a day off"
    numbers = [one.number for one in calendar.periods]
    if numbers != [*range(1, len(numbers) + 1)]:
        yield "a number is missing"
    for one, other in zip(calendar.periods, calendar.periods[1:], strict=False):
        if one.ends + timedelta(days=1) != other.starts:
            yield "a day between two periods"


def moving_faults(before: Calendar, after: Calendar, off: Off, now: date) -> Iterator[str]:
    """What must not become of dates that were announced."""
    begun = [one.starts for one in before.periods if one.starts < now]
    if [one.starts for one in after.periods[: len(begun)]] != begun:
        yield "a date that has passed has moved"
    weeks = first_days(after.starts, after.ends, off)
    later = [one.starts for one in after.periods[len(begun) :]]
    if any(day not in weeks for day in later):
        yield "not on the first school day of a school week"
    told = {one.starts for one in before.periods if one.starts >= now}
    if begun:
        monday = begun[-1] - timedelta(days=begun[-1].weekday())
        at = sum(day < monday for day in weeks)
        best = most_kept(weeks, at, now, after.interval_weeks, told)
        if best is not None and len(told & set(later)) != best:
            yield "another way keeps more dates"
    if (after.revision > before.revision) < bool(after.moved(before)):
        yield "moved without a higher revision"


def judged(number: int) -> tuple[str, list[str]]:
    """What kind of year the random number gives, and whatever is wrong with its dates."""
    rng = Random(number)
    starts, ends, interval, off = some_year(rng)
    if not first_days(starts, ends, off):
        return "no school week", []
    calendar = made(starts, ends, interval, off)
    wrong = list(faults(calendar, off))
    if as_rows(calendar) != expected(starts, ends, interval, off):
        wrong.append("other dates than the judge's")
    now = starts + timedelta(days=rng.randint(0, (ends - starts).days))
    later = [one.starts for one in calendar.periods if one.starts >= now]
    day = now + timedelta(days=rng.randint(0, 60))
    if later and rng.random() < 0.5:
        day = rng.choice(later)
    more = [*off, (day, day + timedelta(days=rng.choice((0, 0, 0, 4))))]
    if not first_days(starts, ends, more):
        return "no school week", wrong
    after = made(starts, ends, interval, more, announced=calendar, from_day=now)
    begun = [one.starts for one in calendar.periods if one.starts < now]
    if all(is_school_day(one, starts, ends, more) for one in begun):
        wrong += faults(after, more)
    wrong += moving_faults(calendar, after, more, now)
    return ("some date moved" if after.moved(calendar) else "no date moved"), wrong


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--years", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    kinds: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    began = process_time()
    for number in range(options.first, options.first + options.years):
        kind, found = judged(number)
        kinds[kind] += 1
        wrong.update(found)
        for fault in found:
            print(f"{number}: {fault}")
    lines = [
        "# Makkerbytte dates of random school years",
        "",
        f"{options.years} school years from the random number {options.first} on; "
        f"{process_time() - began:.0f} s of the processor, judge and all. Python "
        f"{platform.python_version()}.",
        "",
        "| when a day off came later | school years |",
        "|---|---|",
        *(f"| {kind} | {count} |" for kind, count in sorted(kinds.items())),
        "",
        "| fault that was found | times |",
        "|---|---|",
        *(f"| {fault} | {count} |" for fault, count in sorted(wrong.items())),
        *([] if wrong else ["| none | 0 |"]),
    ]
    print("\n".join(lines))
    RESULTS.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
