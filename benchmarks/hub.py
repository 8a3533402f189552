"""Fifty teachers who sign in at once: a JupyterHub as deploy/ has it, with a server for each.

By protocol, without browsers: each signs in, has a dashboard started, asks for the page, connects
to its kernel, and asks that for its widgets, as the page's script does.

    .venv/bin/python benchmarks/hub.py [--teachers 10,50] [--schools 5]
"""

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from crowd import Crowd, Taken, machine, row, table

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tests.end_to_end.attacking import talk  # noqa: E402
from tests.end_to_end.hubbing import Hub, Teacher, start_hub  # noqa: E402

RESULTS = HERE / "results" / "hub.md"
PATIENCE_S = 900


def morning(teachers: int, schools: int) -> Crowd:
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


def _measured(hub: Hub, teachers: list[Teacher]) -> Crowd:
    processes, taken = len(hub.family()), Taken(hub.family)
    begun = time.monotonic()

    def come(teacher: Teacher) -> float:
        teacher.sign_in()
        guest = teacher.arrive()
        assert talk(guest, guest.open_page(), []).models
        return time.monotonic() - begun

    with ThreadPoolExecutor(len(teachers)) as school:
        waited = list(school.map(come, teachers))
        seconds, megabytes = taken.seconds, taken.megabytes
        list(school.map(lambda teacher: teacher.status("/hub/logout"), teachers))
    deadline = time.monotonic() + PATIENCE_S
    while len(hub.family()) > processes:
        assert time.monotonic() < deadline, "a server outlived its user"
        time.sleep(1)
    each = len(teachers)
    return Crowd(waited, seconds / each, megabytes / each, taken.megabytes)


def main() -> None:
    parser = argparse.ArgumentParser(description="Many teachers who sign in at a JupyterHub.")
    parser.add_argument("--teachers", default="10,50")
    parser.add_argument("--schools", type=int, default=5)
    given = parser.parse_args()
    rows = []
    for many in map(int, given.teachers.split(",")):
        rows.append(row([str(many), str(given.schools)], [morning(many, given.schools)]))
        print(rows[-1], flush=True)
    RESULTS.write_text(
        f"""# Many teachers at a JupyterHub, measured

{machine()}

All sign in at once, by protocol, each with a server of its own.

{table(["teachers", "schools"], rows)}
""",
        "utf-8",
    )


if __name__ == "__main__":
    main()
