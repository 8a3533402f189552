"""Search for the shortest years in which everyone meets everyone: the package's templates.

    .venv/bin/python search/years.py --students 8-40 --seconds 60 --part 0/2

Years of other classes are tried first (``constructions.py``), then annealing under all kinds of
symmetry (``annealing.py``). Whatever is found is counted out, ordered, given pairs
(``pairs.py``), and written to ``toolkit/planning/year/templates`` where it is better than the
year that is there.

Needs a C compiler (``cc``). May run as long as one likes; several parts may run at once.
"""

import argparse
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import inf
from pathlib import Path
from time import monotonic

import numpy as np
from actions import action, actions
from annealing import Annealer
from constructions import FIELDS, Year, one_fewer, transversal, with_fewer, with_one_more
from pairs import paired_again
from tasks import Quality, Task, finished, groupings_of, is_full, quality

from toolkit.plan import Group, Pair, Period
from toolkit.planning.arrays import groups_of, without_pairs
from toolkit.planning.monitor import Monitor
from toolkit.planning.year import templates
from toolkit.planning.year.covering import dealt
from toolkit.planning.year.covering_search import search_covering
from toolkit.planning.year.rest import Rest
from toolkit.planning.year.shortest import YearSearch
from toolkit.rules import GroupShape
from toolkit.shapes import Sizes

FEWEST_MOVES, MOST_MOVES = 100_000, 100_000_000
"""The moves of the first tries of all symmetries, and of the last tries of the finalists."""

FIRST_FIELD, FINALISTS = 60, 3
"""So many symmetries are tried at first, and so many at least after each round."""

TIDYINGS, TIDYING_MOVES, TIDYING_HEATS = 24, 1_500_000, (0.1, 0.15, 0.2, 0.25, 0.3, 0.35)
"""So often, with so many moves each from such a heat, a full year is to lose its flaws."""

EARLY_SHARE = 1 / 2
"""The share of the time in which years of as many periods are looked for that meet earlier."""

MEND_SWAPS, COMPLETE_SWAPS = 3000, 30_000
"""Swaps that mend a year made of another one, and that look for what is left of it."""


def seek(annealer: Annealer, task: Task, seconds: float, rng: np.random.Generator) -> None:
    """Look for a shorter year for so many seconds, or for a better one where none can be shorter.

    Symmetries have a short try; those that come nearest have longer and longer ones.
    """
    year = templates.template(task.sizes)
    known = None if year is None else quality(task, year)
    if year is not None and known is not None and known.has_flaws:
        known = _tidied(annealer, task, [without_pairs(period) for period in year], known, rng)
    for name, groups in relatives(task, rng):
        known = _kept(task, finished(task, groups), known, name)
    until = monotonic() + EARLY_SHARE * seconds
    for groups in begun_well(task, until, rng):
        known = _kept(task, finished(task, groups), known, "begun well")
        known = _tidied(annealer, task, groups, known, rng, until)
    deadline = monotonic() + (1 - EARLY_SHARE) * seconds
    while monotonic() < deadline:
        shorter = known is None or known.periods > task.bound
        better = known is not None and known.has_flaws
        if known is not None and not (shorter or better):
            return
        periods = task.bound + 3 if known is None else known.periods - shorter
        extras = 0 if shorter else 1
        everything = list(actions(task.students, periods))
        chosen = rng.permutation(len(everything))[:FIRST_FIELD]
        field = [
            action("Z1", (task.students,), (periods,)),
            *(action(*everything[i]) for i in chosen),
        ]
        moves, before = FEWEST_MOVES, known
        while known == before and moves <= MOST_MOVES and monotonic() < deadline:
            costs: list[tuple[int, int]] = []
            for at, symmetry in enumerate(field):
                seed = int(rng.integers(2**31))
                answer = annealer.run(task, symmetry, moves, seed, extras=extras)
                if answer is None:
                    continue
                cost, groups = answer
                costs.append((cost, at))
                if cost == 0 or (extras and cost <= task.students // 3):
                    known = _kept(task, finished(task, groups), known, symmetry.name)
                    if known is not None and known.has_flaws:
                        known = _tidied(annealer, task, groups, known, rng)
                if known != before or monotonic() > deadline:
                    break
            nearest = sorted(costs)[: max(FINALISTS, len(costs) // 4)]
            if nearest:
                least, at = nearest[0]
                print(f"{task.file.stem} in {periods}: {least} left, {field[at].name}", flush=True)
            field = [field[at] for _, at in nearest]
            moves *= 4


def _tidied(
    annealer: Annealer,
    task: Task,
    year: Year,
    known: Quality | None,
    rng: np.random.Generator,
    deadline: float = inf,
) -> Quality | None:
    """Keep a year like this one with fewer early repeats and makkere again, and more even turns.

    A few students swap their groups by chance, and the annealer mends what that breaks. A year that
    meets early stays nearly as early.
    """
    nothing = action("Z1", (task.students,), (len(year),))
    for number in range(TIDYINGS):
        if monotonic() > deadline:
            break
        shaken = groupings_of(year)
        for _ in range(1 + number % 4):
            period, (one, other) = rng.integers(len(year)), rng.integers(task.students, size=2)
            shaken[period, [one, other]] = shaken[period, [other, one]]
        answer = annealer.run(
            task,
            nothing,
            TIDYING_MOVES,
            int(rng.integers(2**31)),
            start=[groups_of(period) for period in shaken],
            extras=1,
            hot=TIDYING_HEATS[number % len(TIDYING_HEATS)],
        )
        assert answer is not None
        known = _kept(task, itertools.islice(finished(task, answer[1]), 1), known, "tidied")
    return known


def begun_well(task: Task, deadline: float, rng: np.random.Generator) -> Iterator[Year]:
    """Years of as many periods as the known one whose first periods are good ones."""
    while (year := templates.template(task.sizes)) is not None and monotonic() < deadline:
        start = groupings_of([without_pairs(period) for period in year])
        monitor = Monitor(None, deadline - monotonic(), None)
        search = YearSearch(task.rest, monitor, rng)
        yield [groups_of(period) for period in search.shortest(len(year), [start])]


def relatives(task: Task, rng: np.random.Generator) -> Iterator[tuple[str, Year]]:
    """Years for this class that are made of those of other classes."""
    rest, n, sizes = task.rest, task.students, task.sizes
    larger = Task(n + 1, task.shape)
    for year in templates.known_years(larger.sizes):
        for smaller in one_fewer([without_pairs(period) for period in year], sizes.as_tuple()):
            yield f"one fewer than {n + 1}", smaller
    if not sizes.trios and n // 4 in FIELDS:
        for more in range(2, 6):
            yield f"transversal and {more}", _completed(rest, transversal(n // 4), more, rng)
    fours = n - 1 if sizes.fives == 1 else n + sizes.threes if sizes.threes else 0
    year = templates.template(Sizes(fours=fours // 4)) if fours else None
    if year is None:
        return
    neighbour = [without_pairs(period) for period in year]
    if sizes.fives:
        if one_more := with_one_more(neighbour, rng):
            yield f"one more than {fours}", one_more
        return
    for more in (0, 1):
        for smaller in with_fewer(neighbour, sizes.threes, rng):
            yield f"{sizes.threes} fewer than {fours}", _mended(rest, smaller, more, rng)


def _completed(rest: Rest, year: Year, more: int, rng: np.random.Generator) -> Year:
    """The same year, and so many more periods for those who have not met."""
    groupings = groupings_of(year)
    problem = rest.covering_problem(more)
    met = (groupings[:, :, None] == groupings[:, None, :]).any(axis=0)
    problem = replace(problem, to_meet=problem.to_meet & ~met)
    found = search_covering(problem, dealt(problem.sizes, more, rng), rng, COMPLETE_SWAPS)
    whole = np.vstack([groupings, found.groupings])
    mended = search_covering(rest.covering_problem(len(whole)), whole, rng, MEND_SWAPS)
    return [groups_of(period) for period in mended.groupings]


def _mended(rest: Rest, year: Year, more: int, rng: np.random.Generator) -> Year:
    """The same year with so many more periods, in groups of the right sizes, after a search."""
    periods = [
        Period(t, tuple(Group(str(g), (Pair("", tuple(rest.students[i] for i in members)),))
                        for g, members in enumerate(groups)))
        for t, groups in enumerate(year)
    ]  # fmt: skip
    start = rest.groupings_like(periods)
    start = np.vstack([start, *dealt(rest.next_problem.sizes.as_tuple(), more, rng)])
    problem = rest.covering_problem(len(start))
    covering = search_covering(problem, start, rng, MEND_SWAPS)
    return [groups_of(period) for period in covering.groupings]


def _kept(task: Task, years: Iterable[Year], known: Quality | None, name: str) -> Quality | None:
    """Write the best of these to the file where it is better than the known one; the better."""
    for year in years:
        if not is_full(task, year):
            break
        paired = paired_again(year, task.students)
        found = quality(task, paired)
        if found is not None and (known is None or found < known):
            task.file.write_text(templates.to_text(paired), encoding="utf-8")
            print(f"{task.file.stem}: {name}, bound {task.bound}: {found}", flush=True)
            known = found
    return known


def table(tasks: Iterator[Task]) -> Iterator[str]:
    """The rows of the table in docs/mathematics.md, which tells what stands in a cell."""
    for students, of_size in itertools.groupby(tasks, key=lambda task: task.students):
        cells = [str(students)]
        for task in of_size:
            first, *second = map(str, map(len, templates.known_years(task.sizes)))
            bound = "" if first == str(task.bound) else f", bound {task.bound}"
            cells.append("; ".join([first + bound, *second]))
        yield f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", default="8-40", help="one size, or from-to")
    parser.add_argument("--seconds", type=float, default=60, help="for each size and shape")
    parser.add_argument("--only", default="", help="the names of some files, as 24-fours,26-fives")
    parser.add_argument("--part", default="0/1", help="which part of the sizes, as 0/2 or 1/2")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--table", action="store_true", help="only print what is known")
    options = parser.parse_args()
    first, _, last = options.students.partition("-")
    part, parts = map(int, options.part.split("/"))
    sizes = range(int(first), int(last or first) + 1)
    if options.table:
        print(*table(Task(n, shape) for n in sizes for shape in GroupShape), sep="\n")
        return
    tasks: dict[Path, Task] = {}
    for students in sizes:
        for shape in GroupShape:
            task = Task(students, shape)
            if not options.only or task.file.stem in options.only.split(","):
                tasks.setdefault(task.file, task)
    annealer, rng = Annealer(), np.random.default_rng([options.seed, part])
    for task in list(tasks.values())[part::parts]:
        seek(annealer, task, options.seconds, rng)


if __name__ == "__main__":
    main()
