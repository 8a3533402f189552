"""The dashboard beside an empty ipywidgets page, served by the same Voilà.

Opening is timed from the request until a click has been answered by the kernel, in a
browser that has cached nothing. Memory is what belongs to a session's kernel alone (USS).
Then one walks through to the overview of the first period, and ten browsers open the
dashboard at once, and close it again.

    .venv/bin/python benchmarks/page.py [--repeat 5] [--browsers 10]
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "page.md"
DASHBOARD = HERE.parent / "dashboards" / "koordinator.ipynb"
# Both pages answer a click on "English" the same way, in what the page says its language is.
EMPTY = """
from ipywidgets import Button, VBox
button, page = Button(description="English"), VBox()
button.on_click(lambda _: page.add_class("mk-lang-en"))
page.children = [button]
page.add_class("mk-app")
page
"""
SERVE = """
import sys
from pathlib import Path
from toolkit.messages import Language
from toolkit.ui.serving import serve_notebook
serve_notebook(Path(sys.argv[1]), port=None, open_browser=False, language=Language.NB)
"""
REFILL_S = 5  # the server makes the next kernel ready; a user does not open pages faster
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


@dataclass(frozen=True)
class Opened:
    """One opening of a page: seconds until a click was answered, and the kernel's MB."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Server:
    """A running server."""

    process: subprocess.Popen[str]
    address: str

    def kernels(self) -> dict[str, psutil.Process]:
        """The kernels that run, by the sockets that they hear at."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        hearing = {
            " ".join(one.laddr for one in child.net_connections("unix")): child
            for child in children
        }
        return {sockets: child for sockets, child in hearing.items() if "kernel-" in sockets}


@contextmanager
def serving(notebook: Path) -> Iterator[Server]:
    command = [sys.executable, "-c", SERVE, str(notebook)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address, "the server did not start"
        time.sleep(REFILL_S)
        yield Server(process, address[0])
        process.terminate()


def empty_notebook(folder: Path) -> Path:
    notebook = json.loads(DASHBOARD.read_text("utf-8"))
    notebook["cells"] = [{**notebook["cells"][0], "source": EMPTY}]
    file = folder / "empty.ipynb"
    file.write_text(json.dumps(notebook), "utf-8")
    return file


def finish(page: Page) -> None:
    """Wait until the page is there and a click has been answered."""
    page.get_by_role("button", name="English").click()
    page.locator("html[lang=en]").wait_for()


def kernel_id(page: Page) -> str:
    settings = page.locator("#jupyter-config-data").text_content() or ""
    return str(json.loads(settings)["kernelId"])


def walk_through(page: Page) -> None:
    """Go from a sample class to the overview, with every figure drawn."""
    finish(page)
    page.get_by_role("button", name="Try this class").first.click()
    for name in ("Next: the rules", "Next: the proposal", "Accept this rotation"):
        page.get_by_role("button", name=name).click()
    page.get_by_role("button", name="Overview").click()
    page.locator(".js-plotly-plot .plot-container").nth(2).wait_for()


def open_once(browser: Browser, server: Server, then: Callable[[Page], None] = finish) -> Opened:
    """Open the page, do ``then``, and measure both."""
    context = browser.new_context()
    page = context.new_page()
    start = time.perf_counter()
    page.goto(server.address, wait_until="commit")
    then(page)
    seconds = time.perf_counter() - start
    mine = kernel_id(page)
    kernel = next(process for line, process in server.kernels().items() if mine in line)
    megabytes = kernel.memory_full_info().uss / 1e6
    page.close(run_before_unload=False)
    context.close()
    time.sleep(REFILL_S)
    return Opened(seconds, megabytes)


def open_together(browser: Browser, server: Server, number: int) -> tuple[float, int, int]:
    """Seconds until all pages have answered, and the kernels before and after, the pool too."""
    before = len(server.kernels())
    contexts = [browser.new_context() for _ in range(number)]
    pages = [context.new_page() for context in contexts]
    start = time.perf_counter()
    for page in pages:
        page.set_default_timeout(180_000)
        page.goto(server.address, wait_until="commit")
    for page in pages:
        finish(page)
    seconds = time.perf_counter() - start
    for page, context in zip(pages, contexts, strict=True):
        page.close(run_before_unload=True)
        context.close()
    time.sleep(2 * REFILL_S)
    return seconds, before, len(server.kernels())


def report(empty: list[Opened], dashboard: list[Opened], walked: Opened, together: str) -> str:
    def row(name: str, opened: list[Opened]) -> str:
        seconds = [one.seconds for one in opened]
        megabytes = median(one.megabytes for one in opened)
        return (
            f"| {name} | {median(seconds):.2f} s | {min(seconds):.2f} to {max(seconds):.2f} s "
            f"| {megabytes:.0f} MB |"
        )

    ratio = median(one.seconds for one in dashboard) / median(one.seconds for one in empty)
    more = median(one.megabytes for one in dashboard) - median(one.megabytes for one in empty)
    return "\n".join(
        [
            f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
            f"Python {platform.python_version()}; {len(empty)} openings of each, in turn.",
            "",
            "| page | until a click is answered (median) | range | kernel's own memory |",
            "|---|---|---|---|",
            row("empty ipywidgets page", empty),
            row("coordinator's dashboard", dashboard),
            "",
            f"The dashboard takes {ratio:.2f} times as long to open, and {more:.0f} MB more.",
            f"After a walk through all four steps, solver and figures loaded: "
            f"{walked.megabytes:.0f} MB.",
            together,
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--browsers", type=int, default=10)
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        with serving(empty_notebook(Path(folder))) as plain, serving(DASHBOARD) as full:
            rounds = [
                (open_once(browser, plain), open_once(browser, full)) for _ in range(options.repeat)
            ]
            walked = open_once(browser, full, walk_through)
            seconds, before, after = open_together(browser, full, options.browsers)
        browser.close()
    together = (
        f"{options.browsers} browsers at once: all answered after {seconds:.1f} s. "
        f"Kernels before they came: {before}; after they closed: {after}, "
        "one of them kept ready for the next visitor."
    )
    text = report([one for one, _ in rounds], [other for _, other in rounds], walked, together)
    print(text)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(f"# The page, measured\n\n{text}", "utf-8")


if __name__ == "__main__":
    main()
