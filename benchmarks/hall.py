"""Thirty who open the page at once: forked kernels beside kernels that each begin by themselves.

Both in one run, in turn, without browsers: each visitor asks for the page, connects to its kernel,
and asks that for its widgets, as the page's script does. Processor and memory are those of the
server and of all below it; memory that several share is counted once (PSS).

Then as many participants of a course plan the same class at once, each in their own page: what one
of them plans is shared, beside kernels that each plan for themselves.

    .venv/bin/python benchmarks/hall.py [--visitors 30] [--repeat 3]
"""

import argparse
import asyncio
import json
import os
import platform
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

import psutil
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1
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
from tests.end_to_end.driving import DASHBOARD, SERVE, start_server, until  # noqa: E402

# Where each kernel begins by itself, and others use the machine, it takes its time.
attacking.PATIENCE_S = driving.PATIENCE_S = 600
RESULTS = HERE / "results" / "hall.md"
REST_S = 12  # in which the server makes ready what it makes ready
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
PLANNED_S = 600  # at the longest


@dataclass(frozen=True)
class Hall:
    """What one hall came to.

    Seconds until each visitor had the widgets, and per visitor the processor's seconds and MB;
    ``left`` is how many MB more than before there were when all had gone.
    """

    waited: list[float]
    processor: float
    megabytes: float
    left: float


def filled(way: str, visitors: int) -> Hall:
    """Let all come at once to a server that has one page ready, and go again."""
    server = start_server(sys.executable, "-c", WAYS[way], DASHBOARD)
    until(lambda: server.kernels() == 1)
    time.sleep(REST_S)
    root = psutil.Process(server.process.pid)
    memory, seconds = _memory(root), _processor(root)
    begun = time.monotonic()

    def come(_visitor: int) -> tuple[float, Target]:
        guest = Target(server, Path())
        assert talk(guest, guest.open_page(), []).models
        return time.monotonic() - begun, guest

    with ThreadPoolExecutor(visitors) as hall:
        came = list(hall.map(come, range(visitors)))
    until(lambda: server.kernels() == visitors + 1)  # and one is ready for the next
    time.sleep(REST_S)
    seconds, full = _processor(root) - seconds, _memory(root) - memory
    for _waited, guest in came:
        guest.close_page()
    until(lambda: server.kernels() == 1)
    time.sleep(REST_S)
    left = _memory(root) - memory
    server.stop()
    made = visitors + 1
    return Hall([waited for waited, _guest in came], seconds / made, full / made, left)


@dataclass(frozen=True)
class Planned:
    """Seconds until each had a proposal, and per participant the processor's seconds and MB."""

    waited: list[float]
    processor: float
    megabytes: float


def planned(way: str, visitors: int) -> Planned:
    """Let all who are on ask for a proposal for the same class at once."""
    server = start_server(sys.executable, "-c", PLANNING[way], TRYING)
    until(lambda: server.kernels() == 1)
    time.sleep(REST_S)
    root = psutil.Process(server.process.pid)
    memory = _memory(root)
    guests = [Target(server, Path()) for _visitor in range(visitors)]
    with ThreadPoolExecutor(visitors) as hall:
        kernels = list(hall.map(Target.open_page, guests))
    waited, seconds = asyncio.run(_all_plan(guests, kernels, root))
    megabytes = _memory(root) - memory
    for guest in guests:
        guest.close_page()
    until(lambda: server.kernels() <= 1)
    server.stop()
    return Planned(waited, seconds / visitors, megabytes / visitors)


async def _all_plan(
    guests: list[Target], kernels: list[str], root: psutil.Process
) -> tuple[list[float], float]:
    ready = asyncio.Barrier(len(guests) + 1)

    async def plan(guest: Target, kernel: str) -> float:
        async with channel(guest, kernel) as line:
            page = _Page(line)
            await page.begin()
            to_proposal = await page.find("description", "Forslag")
            await ready.wait()
            begun = time.monotonic()
            await page.tell(to_proposal, {"event": "click"})
            await page.find("description", "Godta makkerbyttet")
            return time.monotonic() - begun

    def one(guest: Target, kernel: str) -> Any:
        return asyncio.wait_for(plan(guest, kernel), PLANNED_S)

    planning = asyncio.gather(*map(one, guests, kernels))
    await ready.wait()
    seconds = _processor(root)
    return await planning, _processor(root) - seconds


class _Page:
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


def _processor(root: psutil.Process) -> float:
    return sum(sum(one.cpu_times()[:2]) for one in _family(root))


def _memory(root: psutil.Process) -> float:
    return sum(one.memory_full_info().pss for one in _family(root)) / 1e6


def _family(root: psutil.Process) -> list[psutil.Process]:
    return [root, *root.children(recursive=True)]


def _row(way: str, halls: list[Hall]) -> str:
    waited = [seconds for hall in halls for seconds in hall.waited]
    told = (
        way,
        f"{min(waited):.1f} s",
        f"{median(waited):.1f} s",
        f"{max(waited):.1f} s",
        f"{median(hall.processor for hall in halls):.2f} s",
        f"{median(hall.megabytes for hall in halls):.0f} MB",
        f"{median(hall.left for hall in halls):.0f} MB",
    )
    return f"| {' | '.join(told)} |"


def _planned_row(way: str, halls: list[Planned]) -> str:
    waited = [seconds for hall in halls for seconds in hall.waited]
    told = (
        way,
        f"{min(waited):.1f} s",
        f"{median(waited):.1f} s",
        f"{max(waited):.1f} s",
        f"{median(hall.processor for hall in halls):.2f} s",
        f"{median(hall.megabytes for hall in halls):.0f} MB",
    )
    return f"| {' | '.join(told)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description="Many who open the page at once.")
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--repeat", type=int, default=3)
    given = parser.parse_args()
    halls: dict[str, list[Hall]] = {way: [] for way in WAYS}
    for _time in range(given.repeat):
        for way, found in halls.items():
            found.append(filled(way, given.visitors))
    plans: dict[str, list[Planned]] = {way: [] for way in PLANNING}
    for way, made in plans.items():
        made.append(planned(way, given.visitors))
    RESULTS.write_text(
        f"""# A hall, measured

{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python \
{platform.python_version()}; {given.visitors} visitors by protocol at once, {given.repeat} times \
each way, in turn. Load of the machine at the end: {os.getloadavg()[0]:.1f}.

| kernels | first page after | half have theirs after | all have theirs after | processor, a page \
| memory, a page | left when all have gone |
|---|---|---|---|---|---|---|
{chr(10).join(_row(way, found) for way, found in halls.items())}

Then {given.visitors} participants of a course ask for a proposal for the same class (9B) at once, \
once each way.

| plans | first proposal after | half have theirs after | all have theirs after \
| processor until then, each | memory then, each |
|---|---|---|---|---|---|
{chr(10).join(_planned_row(way, made) for way, made in plans.items())}
""",
        "utf-8",
    )


if __name__ == "__main__":
    main()
