"""From starting the program to the groups on the projector, as a teacher goes there.

A class of 27 in an Excel list with a title above its headings; then the second makkerbytte, on
another day, with the program started anew. Every click of the mouse is counted, the one in the
browser's own file dialog too, and timed until what it leads to is there and can be clicked. What a
teacher reads and thinks is not part of that; so all is done twice, with the second in which a
changed screen takes no click, and without it, which is what the machine needs. Beside it stand the
seconds of processor that program and browser took, which hardly depend on what else the machine
does.

    .venv/bin/python benchmarks/classroom.py [--repeat 3]
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psutil
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from xlsxwriter import Workbook

from toolkit.messages import Language, Translator

RESULTS = Path(__file__).parent / "results" / "classroom.md"
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
PATIENCE_MS = 180_000
MOST_CLICKS = {"the first day": 7, "the second makkerbytte": 3}
MOST_SECONDS = 12
RESTS = {"with the rests": 1000, "the machine alone": 0}
"""How long a changed screen takes no click, in milliseconds."""

type Ways = dict[tuple[str, str], list["Way"]]
"""All that was measured, by what was done and how long the screens rested."""

FIRST_NAMES = ("Ida", "Nora", "Ali", "Emil", "Sara", "Jonas", "Hedda", "Oda", "Maja")
LAST_NAMES = ("Berg", "Dahl", "Khan")
_ = Translator(Language.NB)


@dataclass
class Way:
    """The clicks on the way, and the seconds that each part of it took, by what it led to.

    ``processor`` is how many seconds the program and the browser computed on the whole of it.
    """

    clicks: int = 0
    parts: dict[str, float] = field(default_factory=dict)
    processor: float = 0.0

    @property
    def seconds(self) -> float:
        """How long all of it took."""
        return sum(self.parts.values())

    @contextmanager
    def part(self, name: str, clicks: int = 1) -> Iterator[None]:
        """Something the teacher does once, and the wait for what it leads to."""
        start = time.perf_counter()
        yield
        self.parts[name] = self.parts.get(name, 0) + time.perf_counter() - start
        self.clicks += clicks


def computed() -> float:
    """The seconds that this program's children have computed, as far as they still run."""
    times = [child.cpu_times() for child in psutil.Process().children(recursive=True)]
    return float(sum(one.user + one.system for one in times))


def class_list(folder: Path) -> Path:
    """An Excel list of 27 students with a title above its headings, as schools have it."""
    file = folder / "navneliste.xlsx"
    with Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Klasseliste 8A 2026/2027"])
        sheet.write_row(2, 0, ["Fornavn", "Etternavn", "Klasse"])
        people = [(first, last) for last in LAST_NAMES for first in FIRST_NAMES]
        for row, (first, last) in enumerate(people, 3):
            sheet.write_row(row, 0, [first, last, "8A"])
    return file


@contextmanager
def opened(browser: Browser, folder: Path, way: Way, rest_ms: int) -> Iterator[Page]:
    """The program, started on the workspace of the folder, and its page."""
    program = Path(sys.executable).with_name("makkerskap")
    command = [str(program), "--lang", "nb", "dashboard", "--no-browser", "--no-token"]
    environment = {**os.environ, "MAKKERSKAP_WORKSPACE": str(folder / "makkerskap.db")}
    before = computed()
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="nb-NO")
    context.add_init_script(f"window.mkRestMs = {rest_ms}")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    with way.part("the program is open", clicks=0):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        assert process.stdout
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address, "the program did not start"
        page.goto(address[0])
        page.locator(".mk-app").wait_for()
    try:
        yield page
        way.processor = computed() - before
    finally:
        context.close()
        process.terminate()
        process.wait()


def awake(page: Page, words: str) -> Locator:
    """The main button, once it says this and can be clicked."""
    button = page.locator(".mk-primary:not([aria-disabled]):enabled", has_text=_(words))
    button.wait_for()
    return button


def show(page: Page, way: Way) -> None:
    """Accept the proposal, and put the groups on the projector."""
    with way.part("the groups are accepted"):
        awake(page, "Accept this rotation").click()
        page.locator(".mk-main-act button").wait_for()
    with way.part("the groups are on the projector"), page.expect_popup() as window:
        # Playwright clicks again until the page takes it: a second after the screen has changed.
        while not window.is_done():
            page.locator(".mk-main-act button").click()
            page.wait_for_timeout(50)
    window.value.locator("li").first.wait_for()
    assert window.value.locator("li").count() == len(FIRST_NAMES) * len(LAST_NAMES)


def first_day(browser: Browser, folder: Path, rest_ms: int) -> Way:
    way = Way()
    with opened(browser, folder, way, rest_ms) as page:
        with way.part("the list is read", clicks=2), page.expect_file_chooser() as chooser:
            page.locator(".mk-upload").first.click()
        with way.part("the list is read", clicks=0):
            chooser.value.set_files(class_list(folder))
            awake(page, "Next: the rules")
        with way.part("the rules"):
            awake(page, "Next: the rules").click()
            awake(page, "Next: the proposal")
        with way.part("the first groups"):
            awake(page, "Next: the proposal").click()
            awake(page, "Accept this rotation")
        show(page, way)
    return way


def second_makkerbytte(browser: Browser, folder: Path, rest_ms: int) -> Way:
    way = Way()
    with opened(browser, folder, way, rest_ms) as page:
        page.locator(".mk-duo").first.wait_for()
        with way.part("the next groups"):
            page.get_by_role("button", name=_("Next makkerbytte"), exact=True).click()
            awake(page, "Accept this rotation")
        show(page, way)
    return way


def report(ways: Ways, load: str) -> str:
    rows = []
    for (name, rest), runs in ways.items():
        seconds = [way.seconds for way in runs]
        rows.append(
            f"| {name} | {rest} | {runs[0].clicks} | {MOST_CLICKS[name]} | {median(seconds):.1f} s "
            f"| {min(seconds):.1f} to {max(seconds):.1f} s "
            f"| {median(way.processor for way in runs):.1f} s |"
        )
    parts = [
        f"| {name} | {rest} | {part} | {median(way.parts[part] for way in runs):.1f} s |"
        for (name, rest), runs in ways.items()
        for part in runs[0].parts
    ]
    return "\n".join(
        [
            f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
            f"Python {platform.python_version()}; {len(next(iter(ways.values())))} times each. "
            f"Load of the machine before and after: {load}.",
            "",
            "| way | screens | clicks | at most | median | range | processor |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
            f"The first day is to take {MOST_SECONDS} s of the machine at most.",
            "",
            "| way | screens | until | median |",
            "|---|---|---|---|",
            *parts,
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    ways: Ways = {(name, rest): [] for rest in RESTS for name in MOST_CLICKS}
    before = os.getloadavg()[0]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for _turn in range(options.repeat):
            for rest, rest_ms in RESTS.items():
                with TemporaryDirectory() as folder:
                    kept = browser, Path(folder), rest_ms
                    ways["the first day", rest].append(first_day(*kept))
                    ways["the second makkerbytte", rest].append(second_makkerbytte(*kept))
        browser.close()
    text = report(ways, f"{before:.1f} and {os.getloadavg()[0]:.1f}")
    print(text)
    RESULTS.write_text(f"# From the program to the projector\n\n{text}", "utf-8")


if __name__ == "__main__":
    main()
