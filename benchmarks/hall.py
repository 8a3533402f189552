"""Thirty who open the page at once: forked kernels beside kernels that each begin by themselves.

Both in one run, in turn, without browsers: each visitor asks for the page, connects to its kernel,
and asks that for its widgets, as the page's script does.

Then as many participants of a course plan the same class at once, each in their own page: what one
of them plans is shared, beside kernels that each plan for themselves. And ten Chromiums, each a
program of its own, open the participants' page at once, plan, and leave.

    .venv/bin/python benchmarks/hall.py [--visitors 30] [--repeat 1] [--browsers 10]
"""

import argparse
import asyncio
import json
import shutil
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psutil
from crowd import Crowd, Taken, machine, rest, row, table
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1
from playwright.async_api import BrowserType, Page, async_playwright
from tornado.websocket import WebSocketClientConnection

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.end_to_end import attacking, driving  # noqa: E402
from tests.end_to_end.attacking import (  # noqa: E402
    Target,
    asking_for_widgets,
    channel,
    say,
    talk,
)
from tests.end_to_end.driving import (  # noqa: E402
    DASHBOARD,
    SERVE,
    Server,
    start_server,
    until,
)

# Where each kernel begins by itself, and others use the machine, it takes its time.
attacking.PATIENCE_S = driving.PATIENCE_S = 600
RESULTS = HERE / "results" / "hall.md"
SPAWNED = """
from toolkit.ui.serving import start
from toolkit.ui.serving.spawned import Spawned
start.processes_of = Spawned
"""
WAYS = {"forked": SERVE, "each by itself": SPAWNED + SERVE}
TRYING = HERE.parent / "dashboards" / "prov_selv.ipynb"
EACH_FOR_ITSELF = """
from toolkit.ui.serving import folder, forked, spawned
def alone(place, shared=folder.kernel_environment):
    return {name: value for name, value in shared(place).items() if name != folder.VARIABLE}
forked.kernel_environment = spawned.kernel_environment = alone
"""
PLANNING = {"planned once, shared": SERVE, "each plans": EACH_FOR_ITSELF + SERVE}
LONGEST_S = 600
# Each would draw with the processors that the server needs, and ask for its own updates.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TO_PROPOSAL, PROPOSED = "Forslag", "Godta makkerbyttet"


@contextmanager
def serving(program: str, notebook: Path) -> Iterator[tuple[Server, Taken]]:
    """A server that has one page ready, and what it takes from then on."""
    server = start_server(sys.executable, "-c", program, notebook)
    root = psutil.Process(server.process.pid)

    def family() -> list[psutil.Process]:
        return [root, *root.children(recursive=True)]

    try:
        until(lambda: server.kernels() == 1)
        rest(family)  # it makes ready what it makes ready
        yield server, Taken(family)
    finally:
        server.stop()


def left(server: Server, taken: Taken, guests: list[Target]) -> float:
    """Let all go; the MB that there are more than before."""
    for guest in guests:
        guest.close_page()
    until(lambda: server.kernels() == 1)
    rest(taken.family)
    return taken.megabytes


def filled(way: str, visitors: int) -> Crowd:
    """Let all come at once, and go again."""
    with serving(WAYS[way], DASHBOARD) as (server, taken):
        guests = [Target(server, Path()) for _visitor in range(visitors)]
        begun = time.monotonic()

        def come(guest: Target) -> float:
            assert talk(guest, guest.open_page(), []).models
            return time.monotonic() - begun

        with ThreadPoolExecutor(visitors) as hall:
            waited = list(hall.map(come, guests))
        made = visitors + 1  # and one is ready for the next
        until(lambda: server.kernels() == made)
        rest(taken.family)
        seconds, megabytes = taken.seconds / made, taken.megabytes / made
        return Crowd(waited, seconds, megabytes, left(server, taken, guests))


def planned(way: str, visitors: int) -> Crowd:
    """Let all who are on ask for a proposal for the same class at once."""
    with serving(PLANNING[way], TRYING) as (server, taken):
        guests = [Target(server, Path()) for _visitor in range(visitors)]
        waited, seconds = asyncio.run(asyncio.wait_for(_all_plan(guests, taken), LONGEST_S))
        each = taken.megabytes / visitors
        return Crowd(waited, seconds / visitors, each, left(server, taken, guests))


async def _all_plan(guests: list[Target], taken: Taken) -> tuple[list[float], float]:
    ready = asyncio.Barrier(len(guests) + 1)

    async def plan(guest: Target) -> float:
        kernel = await asyncio.to_thread(guest.open_page)
        async with channel(guest, kernel) as line:
            page = _Protocol(line)
            await page.begin()
            to_proposal = await page.find("description", TO_PROPOSAL)
            await ready.wait()
            begun = time.monotonic()
            await page.tell(to_proposal, {"event": "click"})
            await page.find("description", PROPOSED)
            return time.monotonic() - begun

    async with asyncio.TaskGroup() as hall:
        planning = [hall.create_task(plan(guest)) for guest in guests]
        await ready.wait()
        seconds = taken.seconds
    return [one.result() for one in planning], taken.seconds - seconds


class _Protocol:
    """What a page's script knows of its widgets, by what their kernel says."""

    def __init__(self, line: WebSocketClientConnection) -> None:
        self._line = line

    async def begin(self) -> None:
        """Ask for the widgets, and let the kernel know that they are shown."""
        control = uuid4().hex
        for kind, content in asking_for_widgets(control):
            await say(self._line, "shell", kind, content)
        door = await self.find("_esm", "history.state?.mkStep")
        await self.tell(door, {"opened": True, "again": False})

    async def tell(self, widget: str, content: dict[str, object]) -> None:
        """Send a widget what its own script would."""
        data = {"method": "custom", "content": content}
        await say(self._line, "shell", "comm_msg", {"comm_id": widget, "data": data})

    async def find(self, trait: str, text: str) -> str:
        """The widget that is next said to have this text; what says nothing of it is not read."""
        while True:
            message = await self._line.read_message()
            assert isinstance(message, bytes), "the line was closed"
            if text.encode() not in message:
                continue
            _channel, parts = deserialize_msg_from_ws_v1(message)
            content = json.loads(parts[3])
            data = content.get("data", {})
            told = {name: one["state"] for name, one in data.get("states", {}).items()}
            told[content.get("comm_id")] = data.get("state", {})
            for widget, state in told.items():
                if text in str(state.get(trait, "")):
                    return widget


def browsed(browsers: int) -> tuple[Crowd, Crowd]:
    """Let all Chromiums open the page at once, plan, and leave."""
    with serving(SERVE, TRYING) as (server, taken):
        opened, planned_after, spent, megabytes = asyncio.run(_all_browse(server, taken, browsers))
        until(lambda: server.kernels() == 1)
        rest(taken.family)
        each = [seconds / browsers for seconds in spent]
        held = [one / browsers for one in megabytes]
        return (
            Crowd(opened, each[0], held[0]),
            Crowd(planned_after, each[1], held[1], taken.megabytes),
        )


async def _all_browse(
    server: Server, taken: Taken, browsers: int
) -> tuple[list[float], list[float], list[float], list[float]]:
    begun = 0.0

    async def prepared(chromium: BrowserType) -> Page:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = await chromium.launch(executable_path=program, args=FLAGS)
        page = await browser.new_page(locale="nb-NO", reduced_motion="reduce")
        # What is clicked in the second after a change is not taken for what was meant.
        await page.add_init_script("window.mkRestMs = 0")
        page.set_default_timeout(1000 * LONGEST_S)
        return page

    async def opens(page: Page) -> float:
        await page.goto(server.address, wait_until="commit")
        await page.get_by_role("button", name=TO_PROPOSAL).wait_for()
        return time.monotonic() - begun

    async def plans(page: Page) -> float:
        await page.get_by_role("button", name=TO_PROPOSAL).click()
        await page.get_by_role("button", name=PROPOSED).wait_for()
        return time.monotonic() - begun

    async def leaves(page: Page) -> None:
        browser = page.context.browser
        await page.close(run_before_unload=True)
        assert browser
        await asyncio.sleep(1)  # or what the page says at last is not sent
        await browser.close()

    async with async_playwright() as playwright:
        chromium = playwright.chromium
        pages = await asyncio.gather(*(prepared(chromium) for _ in range(browsers)))
        begun = time.monotonic()
        opened = await asyncio.gather(*map(opens, pages))
        seconds, megabytes = [taken.seconds], [taken.megabytes]
        begun = time.monotonic()
        planned_after = await asyncio.gather(*map(plans, pages))
        seconds.append(taken.seconds - seconds[0])
        megabytes.append(taken.megabytes)
        await asyncio.gather(*map(leaves, pages))
    return opened, planned_after, seconds, megabytes


def main() -> None:
    parser = argparse.ArgumentParser(description="Many who open the page at once.")
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--browsers", type=int, default=10)
    given = parser.parse_args()

    def told(way: str, crowds: list[Crowd]) -> str:
        print(line := row([way], crowds), flush=True)
        return line

    halls: dict[str, list[Crowd]] = {way: [] for way in WAYS}
    for _time in range(given.repeat):
        for way, found in halls.items():
            found.append(filled(way, given.visitors))
    pages = [told(way, found) for way, found in halls.items()]
    plans = [told(way, [planned(way, given.visitors)]) for way in PLANNING]
    ways = ("the page", "then a proposal")
    chromiums = [
        told(way, [crowd]) for way, crowd in zip(ways, browsed(given.browsers), strict=True)
    ]
    RESULTS.write_text(
        f"""# A hall, measured

{machine()}

{given.visitors} visitors open the coordinators' page at once, by protocol; {given.repeat} times \
each way.

{table(["kernels"], pages)}

{given.visitors} participants of a course, each with the page, ask for a proposal for the same \
class (9B) at once, by protocol.

{table(["plans"], plans)}

{given.browsers} Chromiums, programs of their own on the same processors, open the participants' \
page at once, ask for that proposal at once, and leave.

{table(["Chromiums wait for"], chromiums)}
""",
        "utf-8",
    )


if __name__ == "__main__":
    main()
