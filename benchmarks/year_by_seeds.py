"""Our years beside those of the planner that comes nearest, with several seeds.

With one seed and a limit of time, which of two planners that are as good is ahead in a class is
chance. So the classes of the first table of `results/year.md` in which *mixed* is as short as ours,
and is earlier or hardly later, are planned by both again with several seeds, in one run.

    .venv/bin/python benchmarks/year_by_seeds.py [--seeds 4] [--seconds 9] [--processes 2]
"""

import argparse
import os
import platform
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import batched, product
from math import sqrt
from statistics import mean, variance

from year import HERE, RESULTS, Case, Run, Watch, counted, invented_case, judged, mixed, ours

from toolkit.rules import GroupShape

HARDLY = 0.2
"""So much later, in percent of the area under the curve of who have met, is hardly later."""

BY_CHANCE = 2.0
"""A difference of fewer of its standard errors can be chance."""

_ROW = re.compile(
    r"\| (\d+) \| (\w+) \| (\w+) \| \d+ \| (\d+) · ([\d.]+) \| [^|]+ \| (\d+) · ([\d.]+) \|"
)


@dataclass(frozen=True)
class Beside:
    """What both made of a class, a run for each seed."""

    case: Case
    ours: tuple[Run, ...]
    other: tuple[Run, ...]

    @property
    def earlier(self) -> float:
        """So much larger is the area of ours in the mean, in percent."""
        return 100 * (mean(run.area for run in self.ours) - mean(run.area for run in self.other))

    @property
    def error(self) -> float:
        """The standard error of that."""
        both = (self.ours, self.other)
        return 100 * sqrt(sum(variance(run.area for run in runs) / len(runs) for runs in both))

    @property
    def verdict(self) -> str:
        """Who is ahead: by fewer periods in the mean, else by meeting earlier in as many."""
        mine, theirs = (mean(run.periods for run in runs) for runs in (self.ours, self.other))
        if mine != theirs:
            return "ours, shorter" if mine < theirs else "mixed, shorter"
        if abs(self.earlier) <= BY_CHANCE * self.error:
            return "even"
        return "ours, earlier" if self.earlier > 0 else "mixed, earlier"


def close_cases() -> Iterator[Case]:
    """The classes under rules of the first table in which *mixed* comes near."""
    _before, behind = RESULTS.read_text(encoding="utf-8").split("|---", 1)
    table, *_rest = behind.split("\n\n", 1)
    for n, shape, named, *measured in _ROW.findall(table):
        mine, area, theirs, their_area = map(float, measured)
        if named != "none" and mine == theirs and area - their_area < HARDLY:
            yield invented_case(
                int(n), GroupShape.FIVE if shape == "both" else GroupShape(shape), named
            )


def run(of: tuple[Case, bool, int], seconds: float) -> Run:
    case, is_ours, seed = of
    return judged(case, (ours if is_ours else mixed)(case, seed, Watch(seconds)))


def row(beside: Beside) -> str:
    """A line of the table."""
    case = beside.case
    cells = [
        *(str(len(case.roster)), case.shape, case.named),
        *(" ".join(counted(run.periods) for run in runs) for runs in (beside.ours, beside.other)),
        f"{beside.earlier:+.2f} ± {beside.error:.2f}",
        beside.verdict,
    ]
    return f"| {' | '.join(cells)} |"


def text(found: Sequence[Beside], seeds: int, seconds: float) -> str:
    header = ["students", "shape", "rules", "periods, ours", "periods, mixed", "earlier", "ahead"]
    verdicts = [beside.verdict for beside in found]
    counts = "; ".join(f"{verdict} in {verdicts.count(verdict)}" for verdict in sorted({*verdicts}))
    return "\n".join(
        [
            "# A whole year beside the planner that comes nearest",
            "",
            f"Written by `benchmarks/year_by_seeds.py --seeds {seeds} --seconds {seconds:g}` on"
            f" {platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python"
            f" {platform.python_version()}.",
            "",
            f"Of {len(found)} classes: {counts}.",
            "",
            "They are those of the first table of `year.md` in which *mixed* has as many periods as"
            f" ours, and its area is larger, or smaller by less than {HARDLY:g}. Each cell of"
            " periods has one number a seed. *Earlier* is the area of ours less that of *mixed* in"
            " the mean of the seeds, in percent, and its standard error. Ahead is who has fewer"
            " periods in the mean; where they have as many, who meets earlier by more than"
            f" {BY_CHANCE:g} standard errors.",
            "",
            f"| {' | '.join(header)} |",
            "|" + "---|" * len(header),
            *map(row, found),
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=9.0, help="for each planner and class")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    assert options.seeds > 1, "one seed tells nothing of chance"
    cases = list(close_cases())
    found = list[Beside]()
    with ProcessPoolExecutor(options.processes) as pool:
        of_all = product(cases, (True, False), range(options.seeds))
        runs = pool.map(partial(run, seconds=options.seconds), of_all)
        for case, both in zip(cases, batched(runs, 2 * options.seeds), strict=True):
            found.append(Beside(case, both[: options.seeds], both[options.seeds :]))
            print(row(found[-1]), flush=True)
    written = text(found, options.seeds, options.seconds)
    (HERE / "results" / "year_by_seeds.md").write_text(written, encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
