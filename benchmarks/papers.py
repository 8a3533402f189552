"""All papers of a makkerbytte as one archive, for 32 students who sit in rows.

Each time is a new plan with other names, so that nothing of the last one serves again. The first
has to import what lays out documents; the others are what a teacher waits for after that.

    .venv/bin/python benchmarks/papers.py [--students 32] [--repeat 9]
"""

import argparse
import os
import platform
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

import toolkit as mk
from toolkit.messages import Language
from toolkit.people import Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.seats import SeatedPeriod, Seating

RESULTS = Path(__file__).parent / "results" / "papers.md"
MOST_SECONDS = 3.0
"""What an archive may take after the first."""


@dataclass(frozen=True)
class Made:
    """One archive: seconds on the wall and of the processor, and its size in bytes."""

    wall: float
    cpu: float
    size: int


def class_of(students: int, turn: int) -> tuple[Plan, Seating]:
    """A period of groups of four, and a seat for everyone."""
    everyone = [Student(f"s{at}", f"Elev{turn} Nummer {at}", "8A") for at in range(students)]
    groups = tuple(
        Group(
            str(1 + at // 4),
            tuple(
                Pair(str(1 + pair // 2), tuple(everyone[pair : pair + 2]))
                for pair in range(at, at + 4, 2)
            ),
        )
        for at in range(0, students, 4)
    )
    plan = Plan((Period(1, groups, date(2026, 8, 17), date(2026, 9, 4)),), "8A")
    room = mk.room("rows", students)
    seats = zip((one.id for one in everyone), (one.seat for one in room.places), strict=False)
    return plan, Seating((SeatedPeriod(1, room, tuple(seats)),))


def made(students: int, turn: int, language: Language) -> Made:
    """The archive of another class."""
    plan, seating = class_of(students, turn)
    wall, cpu = time.perf_counter(), time.process_time()
    archive = mk.papers(plan, 1, seating=seating, school="Skolen", language=language).zip()
    return Made(time.perf_counter() - wall, time.process_time() - cpu, len(archive))


def main() -> None:
    """Measure, print, and write it down."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--students", type=int, default=32, help="how many, in fours")
    options.add_argument("--repeat", type=int, default=9)
    given = options.parse_args()
    lines = [
        f"# Papers for {given.students} students",
        "",
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}.",
        f"Median of {given.repeat} after the first; at most {MOST_SECONDS:.0f} s are allowed.",
        "",
        "| language | first, s | after it, s | processor, s | slowest, s | kB |",
        "|---|---|---|---|---|---|",
    ]
    turn = 0
    for language in Language:
        runs = []
        for _run in range(1 + given.repeat):
            turn += 1
            runs.append(made(given.students, turn, language))
        first, *after = runs
        lines.append(
            f"| {language.value} | {first.wall:.2f} | {median(one.wall for one in after):.2f} "
            f"| {median(one.cpu for one in after):.2f} | {max(one.wall for one in after):.2f} "
            f"| {median(one.size for one in after) / 1000:.0f} |"
        )
    text = "\n".join(lines) + "\n"
    RESULTS.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
