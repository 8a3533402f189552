"""Search for the shortest years in which everyone meets everyone: the package's templates.

    .venv/bin/python search/years.py --students 8-40 --seconds 60 --part 0/2

Plain annealing of a whole year stalls a period or two above the bound. So symmetry is
imposed: a group acts on the points, and a few base periods are developed through it, as in
the classical constructions of resolvable designs from a starter; a few free periods may
stand beside them. Annealing then moves in a far smaller space. Whatever is found is
counted out, ordered, given pairs, and written to ``toolkit/planning/templates`` where it is
better than the year that is there.

Needs a C compiler (``cc``). May run as long as one likes; several parts may run at once.
"""

import argparse
import ctypes
import itertools
import math
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import numpy as np

from toolkit.people import Student
from toolkit.plan import Plan
from toolkit.planning import templates
from toolkit.planning.bounds import periods_bound
from toolkit.planning.ordering import best_order, new_meetings
from toolkit.planning.pairing import paired
from toolkit.planning.problem import period_problem
from toolkit.planning.search import Grouping
from toolkit.planning.shapes import Sizes, group_sizes
from toolkit.rules import GroupShape, Rules

HERE = Path(__file__).parent
FILES = Path(templates.__file__).parent

MODULI = [
    (1,), (2,), (3,), (4,), (2, 2), (5,), (6,), (7,), (8,), (2, 4), (2, 2, 2), (9,), (3, 3),
    (10,), (11,), (12,), (2, 6), (13,),
]  # fmt: skip
"""The Abelian groups that are tried, as products of cyclic ones."""

MOST_FREE, MOST_FIXED = 4, 4
HOT, COLD = 0.9, 0.12
SHARE_TO_BETTER = 0.3
"""How often a year of the known length, but a better one, is sought rather than a shorter one."""

FEWEST_MOVES, MOST_MOVES = 400_000, 12_000_000


@dataclass(frozen=True)
class Task:
    """A class size and the sizes of its groups."""

    students: int
    shape: GroupShape

    @property
    def sizes(self) -> Sizes:
        return group_sizes(self.students, self.shape)

    @property
    def bound(self) -> int:
        people = tuple(Student(str(i), str(i)) for i in range(self.students))
        return periods_bound(people, Rules(group_shape=self.shape), Plan())

    @property
    def file(self) -> Path:
        return FILES / templates.file_name(self.sizes)

    @property
    def early_may_be_new(self) -> bool:
        """Whether two periods can be without a meeting in common: each group needs that many."""
        return max(self.sizes.as_tuple()) <= self.sizes.groups


@dataclass(frozen=True)
class Symmetry:
    """A group as permutations (order, n) of the points, ``bases`` periods developed by it."""

    name: str
    elements: np.ndarray
    bases: int
    free: int


@dataclass(frozen=True, order=True)
class Quality:
    """What makes one year better than another; less is better, the first counts most."""

    periods: int
    uneven: int
    early_repeats: int
    partner_repeats: int
    uneven_on_the_way: int
    late: int


def symmetries(students: int, periods: int) -> list[Symmetry]:
    """The ways to make so many periods of base periods and free ones."""
    found = []
    for moduli in MODULI:
        order = math.prod(moduli)
        bases, free = divmod(periods, order)
        if not bases or free > MOST_FREE:
            continue
        tails = [()] + [(d,) for d in range(2, order) if order % d == 0 and len(moduli) == 1]
        for tail in tails:
            full, fixed = divmod(students - sum(tail), order)
            for more in {0, 1} if order > 1 else {0}:
                if fixed + more * order <= MOST_FIXED and full - more >= 1:
                    elements = _elements(students, moduli, full - more, tail)
                    name = f"Z{'x'.join(map(str, moduli))} {tail} fixed {fixed + more * order}"
                    found.append(Symmetry(name, elements, bases, free))
    return found


def _elements(students: int, moduli: tuple[int, ...], orbits: int, tail: tuple[int, ...]):
    """The group's elements: each acts on full orbits, on cycles of a divisor's length, or not."""
    cells = list(itertools.product(*map(range, moduli)))
    place = {cell: i for i, cell in enumerate(cells)}
    elements = np.tile(np.arange(students), (len(cells), 1))
    for e, element in enumerate(cells):
        at = 0
        for _ in range(orbits):
            for cell, i in place.items():
                moved = tuple((a + b) % m for a, b, m in zip(cell, element, moduli, strict=True))
                elements[e, at + i] = at + place[moved]
            at += len(cells)
        for length in tail:
            for i in range(length):
                elements[e, at + i] = at + (i + element[0]) % length
            at += length
    return elements


class _Year(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_int) for name in ("n", "bases", "most_images")),
        *((name, ctypes.c_void_p) for name in ("start", "end", "counts", "images", "early")),
        *((name, ctypes.c_int) for name in ("least", "most")),
    ]


def compiled() -> ctypes.CDLL:
    """The annealer, compiled from the C file beside this one."""
    library = Path(tempfile.mkdtemp()) / "anneal.so"
    source = HERE / "anneal.c"
    subprocess.run(["cc", "-O3", "-shared", "-fPIC", source, "-o", library, "-lm"], check=True)
    annealer = ctypes.CDLL(library)
    annealer.anneal.argtypes = [
        ctypes.POINTER(_Year), ctypes.c_void_p, ctypes.c_long, ctypes.c_double, ctypes.c_double,
        ctypes.c_uint64,
    ]  # fmt: skip
    return annealer


def anneal(
    annealer: ctypes.CDLL, task: Task, symmetry: Symmetry, periods: int, moves: int, seed: int
) -> tuple[int, list[tuple[tuple[int, ...], ...]]]:
    """Run once; returns the cost, and the groups of every period."""
    n, sizes = task.students, task.sizes.as_tuple()
    ends = np.cumsum(sizes)
    start = np.repeat(ends - sizes, sizes).astype(np.int32)
    end = np.repeat(ends, sizes).astype(np.int32)
    bases, order = symmetry.bases + symmetry.free, len(symmetry.elements)
    images = np.tile(np.arange(n, dtype=np.int32), (bases, order, 1))
    images[: symmetry.bases] = symmetry.elements
    counts = np.array([order] * symmetry.bases + [1] * symmetry.free, dtype=np.int32)
    early = np.zeros((bases, order), dtype=np.int32)
    if task.early_may_be_new:
        for base, image in [(b, k) for b in range(bases) for k in range(counts[b])][:3]:
            early[base, image] = 1
    turns = 3 * task.sizes.trios * periods
    most = -(-turns // n) if task.sizes.threes else periods
    rng = np.random.default_rng(seed)
    seats = np.array([rng.permutation(n) for _ in range(bases)], dtype=np.int32)
    arrays = [array.ctypes.data for array in (start, end, counts, images, early)]
    year = _Year(n, bases, order, *arrays, turns // n, most)
    heat = float(order)
    cost = annealer.anneal(
        ctypes.byref(year), seats.ctypes.data, moves, HOT * heat, COLD * heat, seed
    )
    groups = [
        tuple(
            tuple(sorted(int(images[b, k, p]) for p in seats[b, e - size : e]))
            for e, size in zip(ends, sizes, strict=True)
        )
        for b in range(bases)
        for k in range(counts[b])
    ]
    return cost, groups


def finished(task: Task, groups: list[tuple[tuple[int, ...], ...]]) -> tuple[Grouping, ...]:
    """The year in its best order, without periods that add nobody, and with pairs."""
    n = task.students
    seating = np.zeros((len(groups), n), dtype=np.intp)
    for period, of_period in zip(seating, groups, strict=True):
        for g, group in enumerate(of_period):
            period[list(group)] = g
    everyone = ~np.eye(n, dtype=bool)
    order = best_order(seating, everyone, task.sizes.as_tuple())
    order = order[: np.count_nonzero(new_meetings(seating[order], everyone))]
    people = tuple(Student(str(i), str(i)) for i in range(n))
    problem = period_problem(people, Rules(group_shape=task.shape), Plan(), 1)
    return tuple(paired([groups[t] for t in order], [problem] * len(order)))


def quality(task: Task, year: tuple[Grouping, ...]) -> Quality | None:
    """Count a year out; None where someone does not meet someone."""
    n, met, partners = task.students, set[tuple[int, int]](), Counter[tuple[int, int]]()
    turns, on_the_way, after, early_repeats = Counter[int](), 0, 0, 0
    for number, period in enumerate(year, start=1):
        sizes = sorted(sum(map(len, group)) for group in period)
        assert sizes == sorted(task.sizes.as_tuple())
        assert sorted(i for g in period for p in g for i in p) == list(range(n))
        for group in period:
            members = sorted(i for pair in group for i in pair)
            two = set(itertools.combinations(members, 2))
            early_repeats += len(two & met) if number <= 3 else 0
            met |= two
            partners.update(t for p in group for t in itertools.combinations(sorted(p), 2))
            turns.update(i for p in group if len(p) == 3 for i in p)
        counts = [turns[i] for i in range(n)]
        uneven = max(0, max(counts) - min(counts) - 1)
        on_the_way += uneven
        after += n * (n - 1) // 2 - len(met)
    if len(met) < n * (n - 1) // 2:
        return None
    repeats = sum(count - 1 for count in partners.values())
    return Quality(len(year), uneven, early_repeats, repeats, on_the_way, after)


def seek(annealer: ctypes.CDLL, task: Task, seconds: float, rng: np.random.Generator) -> None:
    """Look for a shorter or better year for so many seconds.

    Symmetries that came near have more tries than the others.
    """
    year = templates.template(task.sizes)
    known = None if year is None else quality(task, year)
    deadline = monotonic() + seconds
    nearest: dict[tuple[int, str], int] = {}
    while monotonic() < deadline:
        periods = task.bound + 3 if known is None else known.periods - 1
        if known is not None and (periods < task.bound or rng.random() < SHARE_TO_BETTER):
            if known.early_repeats + known.uneven + known.partner_repeats > 0:
                periods = known.periods
            elif periods < task.bound:
                return
        choices = symmetries(task.students, periods)
        choices.sort(key=lambda choice: nearest.get((periods, choice.name), 0))
        # A symmetry that has not been tried stands first; then mostly the nearest is taken.
        symmetry = choices[min(int(rng.exponential(1.5)), len(choices) - 1)]
        moves = int(np.exp(rng.uniform(math.log(FEWEST_MOVES), math.log(MOST_MOVES))))
        cost, groups = anneal(annealer, task, symmetry, periods, moves, int(rng.integers(2**31)))
        key = periods, symmetry.name
        nearest[key] = min(cost, nearest.get(key, cost))
        slack = task.students // 3
        if cost > slack:
            continue
        year = finished(task, groups)
        found = quality(task, year)
        if found and (known is None or found < known):
            task.file.write_text(templates.to_text(year), encoding="utf-8")
            known = found
            print(f"{task.file.stem}: {symmetry.name}, bound {task.bound}: {found}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", default="8-40", help="one size, or from-to")
    parser.add_argument("--seconds", type=float, default=60, help="for each size and shape")
    parser.add_argument("--part", default="0/1", help="which part of the sizes, as 0/2 or 1/2")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    first, _, last = options.students.partition("-")
    part, parts = map(int, options.part.split("/"))
    tasks: dict[Path, Task] = {}
    for students in range(int(first), int(last or first) + 1):
        for shape in GroupShape:
            task = Task(students, shape)
            tasks.setdefault(task.file, task)
    annealer, rng = compiled(), np.random.default_rng([options.seed, part])
    for task in list(tasks.values())[part::parts]:
        seek(annealer, task, options.seconds, rng)


if __name__ == "__main__":
    main()
