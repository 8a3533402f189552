"""Thirty who open the page at once: forked kernels beside kernels that each begin by themselves.

Both in one run, in turn, without browsers: each visitor asks for the page, connects to its kernel,
and asks that for its widgets, as the page's script does. Processor and memory are those of the
server and of all below it; memory that several share is counted once (PSS).

    .venv/bin/python benchmarks/hall.py [--visitors 30] [--repeat 3]
"""

import argparse
import os
import platform
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.end_to_end.attacking import Target, talk  # noqa: E402
from tests.end_to_end.driving import DASHBOARD, SERVE, start_server, until  # noqa: E402

RESULTS = HERE / "results" / "hall.md"
REST_S = 6  # in which the server makes ready what it makes ready
SPAWNED = """
from toolkit.ui.serving import start
from toolkit.ui.serving.spawned import Spawned
start.processes_of = Spawned
"""
WAYS = {"forked": SERVE, "each by itself": SPAWNED + SERVE}


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


def main() -> None:
    parser = argparse.ArgumentParser(description="Many who open the page at once.")
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--repeat", type=int, default=3)
    given = parser.parse_args()
    halls: dict[str, list[Hall]] = {way: [] for way in WAYS}
    for _time in range(given.repeat):
        for way, found in halls.items():
            found.append(filled(way, given.visitors))
    RESULTS.write_text(
        f"""# A hall, measured

{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python \
{platform.python_version()}; {given.visitors} visitors by protocol at once, {given.repeat} times \
each way, in turn. Load of the machine at the end: {os.getloadavg()[0]:.1f}.

| kernels | first page after | half have theirs after | all have theirs after | processor, a page \
| memory, a page | left when all have gone |
|---|---|---|---|---|---|---|
{chr(10).join(_row(way, found) for way, found in halls.items())}
""",
        "utf-8",
    )


if __name__ == "__main__":
    main()
