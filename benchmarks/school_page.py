"""The school's page of 30 classes beside the page of one of them, from the same workspace.

Each class has 28 students, four periods in force, one of them with seats, and a proposal. Opening
is timed from the request until what the page is for can be read, and until a click has been
answered, as in ``page.py``: which builds it once more, in another language.

    .venv/bin/python benchmarks/school_page.py [--repeat 5] [--classes 30]
"""

import argparse
import os
import platform
import shutil
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from page import DASHBOARD, FLAGS, HERE, Opened, finish, open_once, serving
from playwright.sync_api import Page, sync_playwright

import toolkit as mk
from toolkit.samples import samples
from toolkit.seating.presets import Preset
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Bookmark

RESULTS = HERE / "results" / "school_page.md"
SCHOOL = DASHBOARD.with_name("skole.ipynb")
PERIODS = 4


def a_class() -> Work:
    roster = mk.read_roster(samples()[0].roster_path)
    plan = mk.Plan()
    for _period in range(PERIODS):
        plan = mk.plan_next(roster, history=plan)
    work = Work(roster, plan=plan)
    room = mk.room(Preset.ROWS, len(roster))
    seated = mk.seat_year(plan, room, roster=roster, periods=(PERIODS,)).seating
    work = work.seated(seated.periods[-1])
    return work.found(mk.plan_next(roster, history=plan))


def keep(file: Path, classes: int) -> None:
    """Keep so many classes, the first of them open."""
    work = a_class()
    with mk.open_workspace(str(file)) as workspace:
        kept = [workspace.begin(work.renamed(f"{8 + n % 3}-{n}")) for n in range(classes)]
        workspace.keep_bookmark(Bookmark(kept[0].class_id, "today", ""))


def until_read(selector: str, number: int) -> Callable[[Page], None]:
    return lambda page: page.locator(selector).nth(number - 1).wait_for()


def report(measured: dict[str, tuple[list[Opened], list[Opened]]], classes: int) -> str:
    def span(seconds: list[float]) -> str:
        return f"{median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f})"

    def row(name: str, sides: tuple[list[Opened], list[Opened]]) -> str:
        ours, theirs = ([one.seconds for one in side] for side in sides)
        spans = (
            f"{median(side):.2f} s ({min(side):.2f} to {max(side):.2f})" for side in (theirs, ours)
        )
        return f"| {name} | {' | '.join(spans)} | {median(ours) / median(theirs):.2f} |"

    repeat = len(next(iter(measured.values()))[0])
    return "\n".join(
        [
            f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
            f"Python {platform.python_version()}; {repeat} openings of each, in turn.",
            "",
            f"| until | a class's page, median (range) | the school's page of {classes} | times |",
            "|---|---|---|---|",
            *(row(name, sides) for name, sides in measured.items()),
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--classes", type=int, default=30)
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "makkerskap.db"
        keep(file, options.classes)
        os.environ["MAKKERSKAP_WORKSPACE"] = str(file)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        students = len(a_class().roster)
        ways = {
            "it can be read": (
                until_read(".mk-class-link", options.classes),
                until_read(".mk-duo > li", students),
            ),
            "a click is answered": (finish, finish),
        }
        measured = dict[str, tuple[list[Opened], list[Opened]]]()
        with serving(SCHOOL) as school, serving(DASHBOARD) as one:
            for name, (seen, read) in ways.items():
                pairs = [
                    (open_once(browser, school, seen), open_once(browser, one, read))
                    for _ in range(options.repeat)
                ]
                measured[name] = [a for a, _ in pairs], [b for _, b in pairs]
        browser.close()
    text = report(measured, options.classes)
    print(text)
    RESULTS.write_text(f"# The school's page, measured\n\n{text}", "utf-8")


if __name__ == "__main__":
    main()
