"""The dashboard beside an empty ipywidgets page, served by the same Voilà.

Opening is timed from the request until a click has been answered by the kernel, in a
browser that has cached nothing. Memory is what belongs to a session's kernel alone (USS).
Then one walks through to the overview of the first period.

    .venv/bin/python benchmarks/page.py [--repeat 5]
"""

import argparse
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from crowd import machine
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.end_to_end.driving import (  # noqa: E402
    DASHBOARD,
    Server,
    start_notebook,
    until,
    write_notebook,
)

RESULTS = HERE / "results" / "page.md"
# Both pages answer a click on "English" the same way, in what the page says its language is.
EMPTY = """
from ipywidgets import Button, VBox
button, page = Button(description="English"), VBox()
button.on_click(lambda _: page.add_class("mk-lang-en"))
page.children = [button]
page.add_class("mk-app")
page
"""
PATIENCE_MS = 180_000
REFILL_S = 3  # the server makes the next kernel ready; a user does not open pages faster
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


@dataclass(frozen=True)
class Opened:
    """One opening of a page: seconds until a click was answered, and the kernel's MB."""

    seconds: float
    megabytes: float


def finish(page: Page) -> None:
    """Wait until the page is there and a click has been answered."""
    page.get_by_role("button", name="English").click()
    page.locator("html[lang=en]").wait_for()


def walk_through(page: Page) -> None:
    """Go from a sample class to the overview, with every figure drawn."""
    finish(page)
    for name in ("Try this class", "Next: the rules", "Next: the proposal", "Accept this rotation"):
        page.get_by_role("button", name=name).first.click()
    page.get_by_role("heading", name="Period 1 is ready").wait_for()
    page.get_by_role("button", name="Overview").click()
    page.locator(".js-plotly-plot .plot-container").nth(1).wait_for()


def open_once(browser: Browser, server: Server, then: Callable[[Page], None] = finish) -> Opened:
    """Open the page, do ``then``, and measure both."""
    context = browser.new_context()
    # What is clicked in the second after a change is not taken for what was meant.
    context.add_init_script("window.mkRestMs = 0")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    start = time.perf_counter()
    page.goto(server.address, wait_until="commit")
    then(page)
    seconds = time.perf_counter() - start
    megabytes = server.kernel_of(page).memory_full_info().uss / 1e6
    server.leave(context)
    until(lambda: server.kernels() == 1)
    time.sleep(REFILL_S)
    return Opened(seconds, megabytes)


def table(empty: list[Opened], dashboard: list[Opened], walked: Opened) -> str:
    """Both pages, one below the other, and how much more the second takes."""

    def row(name: str, opened: list[Opened]) -> str:
        seconds = [one.seconds for one in opened]
        megabytes = median(one.megabytes for one in opened)
        return (
            f"| {name} | {median(seconds):.2f} s | {min(seconds):.2f} to {max(seconds):.2f} s "
            f"| {megabytes:.0f} MB |"
        )

    ratios = [full.seconds / plain.seconds for plain, full in zip(empty, dashboard, strict=True)]
    shortest = min(one.seconds for one in dashboard) / min(one.seconds for one in empty)
    return f"""| page | until a click is answered (median) | range | kernel's own memory |
|---|---|---|---|
{row("empty ipywidgets page", empty)}
{row("coordinator's dashboard", dashboard)}

The dashboard takes {median(ratios):.2f} times as long to open as the empty page just before it \
(median), and {shortest:.2f} times where each was opened fastest. After a walk through all four \
steps, solver and figures loaded: {walked.megabytes:.0f} MB.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="How long the page takes to open.")
    parser.add_argument("--repeat", type=int, default=5)
    given = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    empty, dashboard = [], []
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        plain, full = start_notebook(write_notebook(Path(folder), EMPTY)), start_notebook(DASHBOARD)
        for server in (plain, full):  # what neither has in its own caches
            open_once(browser, server)
        for _time in range(given.repeat):
            empty.append(open_once(browser, plain))
            dashboard.append(open_once(browser, full))
            print(f"{empty[-1].seconds:.2f} s, {dashboard[-1].seconds:.2f} s", flush=True)
        walked = open_once(browser, full, walk_through)
        browser.close()
        plain.stop()
        full.stop()
    text = table(empty, dashboard, walked)
    print(text)
    RESULTS.write_text(
        f"# The page, measured\n\n{machine()}\n\n{given.repeat} openings of each, in turn.\n\n"
        f"{text}",
        "utf-8",
    )


if __name__ == "__main__":
    main()
