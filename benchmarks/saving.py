"""Saving one click, behind few and behind many clicks that could be undone.

A class of 28 has a year planned, and its next period has been changed by hand so many times.
Then one more swap is saved, it is undone, done again, and the period is accepted; each into a
workspace file on this disk, which is told to have it before the next.

    .venv/bin/python benchmarks/saving.py [--repeat 15] [--chains 2,200]
"""

import argparse
import os
import platform
import random
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import event

from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.planning.calls import plan_year
from toolkit.workspace.opening import open_workspace
from toolkit.workspace.work import Proposal, Work
from toolkit.workspace.workspace import Workspace

RESULTS = Path(__file__).parent / "results" / "saving.md"
CLASS = Roster(tuple(Student(f"8A-{n}", f"Elev {n}", "8A") for n in range(28)))


@dataclass(frozen=True)
class Saved:
    """One save: milliseconds, and how many statements went to the database."""

    milliseconds: float
    statements: int


def swapped(work: Work, choice: random.Random) -> Work:
    """Two more students have changed groups."""
    last = work.proposals[-1]
    one, other = choice.sample([student.id for student in last.period.students], 2)
    proposal = replace(last, period=last.period.swapped(one, other))
    proposals = (*work.proposals, proposal)
    return replace(work, proposals=proposals, shown=len(work.proposals), year=proposal.year)


def turned(work: Work, step: int) -> Work:
    """One step back or forth in what can be undone."""
    assert work.shown is not None
    shown = work.shown + step
    return replace(work, shown=shown, year=work.proposals[shown].year)


def accepted(work: Work) -> Work:
    """The period that is shown is in force."""
    plan = work.plan.followed_by(work.proposals[-1].period)
    return replace(work, plan=plan, proposals=(), shown=None)


STEPS: dict[str, Callable[[Work, random.Random], Work]] = {
    "swap": swapped,
    "undo": lambda work, _: turned(work, -1),
    "redo": lambda work, _: turned(work, 1),
    "accept": lambda work, _: accepted(work),
}


def saves(workspace: Workspace, year: Plan, chain: int, choice: random.Random) -> dict[str, Saved]:
    """The four clicks on a class that was swapped ``chain`` times, less the first proposal."""
    proposal = Proposal(year, year.periods[0])
    work = Work(CLASS, year=year, proposals=(proposal,), shown=0)
    while len(work.proposals) < chain:
        work = swapped(work, choice)
    kept = workspace.begin(work)
    statements: list[str] = []

    def count(_c: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(workspace.engine, "before_cursor_execute", count)
    found = {}
    for name, step in STEPS.items():
        work = step(kept.work, choice)
        statements.clear()
        start = time.perf_counter()
        kept = workspace.save(kept, work)
        found[name] = Saved(1000 * (time.perf_counter() - start), len(statements))
    event.remove(workspace.engine, "before_cursor_execute", count)
    return found


def report(measured: dict[int, dict[str, list[Saved]]]) -> str:
    """A table: a line for each click, with every chain beside the first."""
    first, *others = measured
    heads = [
        f"chain of {first}",
        *(head for chain in others for head in (f"chain of {chain}", "ratio")),
        "statements",
    ]
    lines = [f"| click | {' | '.join(heads)} |", "|---" * (len(heads) + 1) + "|"]
    for name in STEPS:
        base = median(one.milliseconds for one in measured[first][name])
        cells = [f"{base:.1f} ms"]
        for chain in others:
            own = median(one.milliseconds for one in measured[chain][name])
            cells += [f"{own:.1f} ms", f"{own / base:.2f}"]
        counts = [str(measured[chain][name][0].statements) for chain in measured]
        lines.append(f"| {name} | {' | '.join(cells)} | {', '.join(counts)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=15)
    parser.add_argument("--chains", default="2,200")
    options = parser.parse_args()
    chains = [int(chain) for chain in options.chains.split(",")]
    choice = random.Random(0)
    year = replace(plan_year(CLASS, time_limit=5, seed=0), solution=None)
    measured: dict[int, dict[str, list[Saved]]] = {chain: defaultdict(list) for chain in chains}
    with TemporaryDirectory() as folder:
        workspace = open_workspace(str(Path(folder) / "makkerskap.db"))
        for _ in range(options.repeat):
            for chain in chains:
                for name, saved in saves(workspace, year, chain, choice).items():
                    measured[chain][name].append(saved)
        workspace.close()
    text = (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}; the median of {options.repeat}, in turn.\n\n"
        f"{report(measured)}\n"
    )
    print(text)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(f"# Saving a click, measured\n\n{text}", "utf-8")


if __name__ == "__main__":
    main()
