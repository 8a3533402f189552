"""Fifty teachers who sign in at once: a JupyterHub as deploy/ has it, with a server for each.

By protocol, without browsers: each signs in, has a dashboard started, asks for the page, connects
to its kernel, and asks that for its widgets, as the page's script does. Processor and memory are
those of the hub and of all below it; memory that several share is counted once (PSS).

    .venv/bin/python benchmarks/hub.py [--teachers 10,50] [--schools 5]
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
from tempfile import TemporaryDirectory

import psutil

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.end_to_end.attacking import talk  # noqa: E402
from tests.end_to_end.hubbing import Hub, Teacher, start_hub  # noqa: E402

RESULTS = HERE / "results" / "hub.md"
PATIENCE_S = 900


@dataclass(frozen=True)
class Morning:
    """What one morning came to.

    Seconds until each teacher had the widgets, and for each the processor's seconds and MB;
    ``left`` is how many MB more than before there were when all had signed out.
    """

    waited: list[float]
    processor: float
    megabytes: float
    left: float


def morning(teachers: int, schools: int) -> Morning:
    """Let all come at once, and sign out again."""
    names = [f"teacher{at}@school{at % schools}.example" for at in range(teachers)]
    with TemporaryDirectory(prefix="hub-") as place:
        folder = Path(place)
        hub = start_hub(
            folder,
            {
                f"school{at}": (str(folder / f"school{at}.db"), names[at::schools])
                for at in range(schools)
            },
        )
        try:
            return _measured(hub, [Teacher(hub, name, patience_s=PATIENCE_S) for name in names])
        finally:
            hub.stop()


def _measured(hub: Hub, teachers: list[Teacher]) -> Morning:
    processes, memory, seconds = len(hub.family()), _memory(hub), _processor(hub)
    begun = time.monotonic()

    def come(teacher: Teacher) -> float:
        teacher.sign_in()
        guest = teacher.arrive()
        assert talk(guest, guest.open_page(), []).models
        return time.monotonic() - begun

    with ThreadPoolExecutor(len(teachers)) as school:
        waited = list(school.map(come, teachers))
        seconds, full = _processor(hub) - seconds, _memory(hub) - memory
        list(school.map(lambda teacher: teacher.status("/hub/logout"), teachers))
    deadline = time.monotonic() + PATIENCE_S
    while len(hub.family()) > processes:
        assert time.monotonic() < deadline, "a server outlived its user"
        time.sleep(1)
    left = _memory(hub) - memory
    return Morning(waited, seconds / len(teachers), full / len(teachers), left)


def _processor(hub: Hub) -> float:
    return sum(sum(one.cpu_times()[:2]) for one in hub.family())


def _memory(hub: Hub) -> float:
    total = 0.0
    for one in hub.family():
        try:
            total += one.memory_full_info().pss / 1e6
        except psutil.NoSuchProcess:  # it ends just now
            continue
    return total


def _row(teachers: int, schools: int, found: Morning) -> str:
    told = (
        str(teachers),
        str(schools),
        f"{min(found.waited):.0f} s",
        f"{median(found.waited):.0f} s",
        f"{max(found.waited):.0f} s",
        f"{found.processor:.1f} s",
        f"{found.megabytes:.0f} MB",
        f"{found.left:.0f} MB",
    )
    return f"| {' | '.join(told)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description="Many teachers who sign in at a JupyterHub.")
    parser.add_argument("--teachers", default="10,50")
    parser.add_argument("--schools", type=int, default=5)
    given = parser.parse_args()
    rows = []
    for many in map(int, given.teachers.split(",")):
        rows.append(_row(many, given.schools, morning(many, given.schools)))
        print(rows[-1], flush=True)
    RESULTS.write_text(
        f"""# Many teachers at a JupyterHub, measured

{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python \
{platform.python_version()}; all sign in at once, by protocol, each with a server of its own. Load \
of the machine at the end: {os.getloadavg()[0]:.1f}.

| teachers | schools | the first has the page after | half have it after | all have it after \
| processor, each | memory, each | left when all have signed out |
|---|---|---|---|---|---|---|---|
{chr(10).join(rows)}
""",
        "utf-8",
    )


if __name__ == "__main__":
    main()
