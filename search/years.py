"""Search for the shortest years in which everyone meets everyone: the package's templates.

    .venv/bin/python search/years.py --students 8-40 --seconds 60 --part 0/2

Plain annealing of a whole year stalls a period or two above the bound. So symmetry is
imposed: a group acts on the points, and a few base periods are developed through it, as in
the classical constructions of resolvable designs from a starter; another group may leave
each base period as it is; a few free periods may stand beside them. Annealing then moves in
a far smaller space. Whatever is found is counted out, ordered, given pairs, and written to
``toolkit/planning/year/templates`` where it is better than the year that is there.

Needs a C compiler (``cc``). May run as long as one likes; several parts may run at once.
"""

import argparse
import ctypes
import itertools
import math
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

import numpy as np
from constructions import FIELDS, Year, transversal, with_fewer, with_one_more
from numpy.typing import NDArray

from toolkit.bounds import periods_bound
from toolkit.people import Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.planning.arrays import (
    Groupings,
    PairedGroups,
    grouping_of,
    groups_of,
    members,
    partners,
    without_pairs,
)
from toolkit.planning.year import templates
from toolkit.planning.year.covering import dealt, polish_covering, search_covering
from toolkit.planning.year.ordering import best_order, new_meetings
from toolkit.planning.year.pairing import paired
from toolkit.planning.year.rest import Rest
from toolkit.rules import GroupShape, Rules
from toolkit.shapes import Sizes, group_sizes

type Permutations = NDArray[np.int32]

HERE = Path(__file__).parent
FILES = Path(templates.__file__).parent

OUTER = [
    (1,), (2,), (3,), (4,), (2, 2), (5,), (6,), (7,), (8,), (2, 4), (2, 2, 2), (9,), (3, 3),
    (10,), (11,), (12,), (2, 6), (13,), (14,), (15,),
]  # fmt: skip
"""The Abelian groups that develop base periods, as products of cyclic ones."""

INNER = (1, 2, 3)
"""The orders of the cyclic groups that leave each base period as it is."""

MOST_FREE, MOST_FIXED, MOST_SHORT = 3, 3, 1
"""Free periods, fixed points, and orbits that are fixed by one of the two groups."""

HOT, COLD = 0.9, 0.12
"""The heat at the start and in the end, for each pair that a move can part."""

FEWEST_MOVES, MOST_MOVES = 50_000, 13_000_000
"""The moves of the first tries of all symmetries, and of the last tries of the finalists."""

FINALISTS = 3

FIRST_PROMISED = 16

MEND_SWAPS, COMPLETE_SWAPS = 3000, 30_000
"""Swaps that mend a year made of another one, and that look for what is left of it."""

POLISH_SWAPS = 6000
"""Swaps that let them meet earlier in a year that was found."""


@dataclass(frozen=True)
class Task:
    """A class size and the sizes of its groups."""

    students: int
    shape: GroupShape

    @property
    def sizes(self) -> Sizes:
        return group_sizes(self.students, self.shape)

    @property
    def people(self) -> tuple[Student, ...]:
        return tuple(Student(str(i), str(i)) for i in range(self.students))

    @property
    def bound(self) -> int:
        return periods_bound(self.people, Rules(group_shape=self.shape), Plan())

    @property
    def file(self) -> Path:
        return FILES / templates.file_name(self.sizes)

    @property
    def early_may_be_new(self) -> bool:
        """Whether two periods can be without a meeting in common: each group needs that many."""
        return max(self.sizes.as_tuple()) <= self.sizes.groups


@dataclass(frozen=True)
class Symmetry:
    """How the points are permuted.

    ``outer`` (order, n) develops each of the ``bases`` into periods, ``inner`` (order, n)
    leaves each of them as it is; beside them stand ``free`` periods.
    """

    name: str
    outer: Permutations
    inner: Permutations
    bases: int
    free: int


@dataclass(frozen=True, order=True)
class Quality:
    """What makes one year better than another; less is better, the first counts most.

    A year is ``broken_promise`` where turns differ by more than one, or a meeting is repeated
    in the first three periods; in classes below ``FIRST_PROMISED`` that may have to be.
    """

    broken_promise: bool
    periods: int
    uneven: int
    early_repeats: int
    partner_repeats: int
    late_or_uneven: int

    @property
    def has_flaws(self) -> bool:
        """Whether a year of as many periods can be better in more than who meets when."""
        return self.uneven + self.early_repeats + self.partner_repeats > 0


def symmetries(students: int, periods: int) -> list[Symmetry]:
    """The ways to make so many periods of base periods and free ones."""
    found = []
    for moduli, inner in itertools.product(OUTER, INNER):
        outer = math.prod(moduli)
        bases, free = divmod(periods, outer)
        if not bases or free > MOST_FREE:
            continue
        for by_outer, by_inner in itertools.product(range(MOST_SHORT + 1), repeat=2):
            if (outer == 1 or inner == 1) and by_outer + by_inner:
                continue
            left = students - by_outer * outer - by_inner * inner
            full, fixed = divmod(left, outer * inner)
            for fewer in (0, 1):
                rest = fixed + fewer * outer * inner
                if full >= fewer and left >= 0 and rest <= MOST_FIXED and outer * inner > fewer:
                    orbits = (full - fewer, by_outer, by_inner, rest)
                    name = f"Z{'x'.join(map(str, moduli))} by Z{inner}, orbits {orbits}"
                    found.append(Symmetry(name, *_permutations(moduli, inner, orbits), bases, free))
    return found


def _permutations(
    moduli: tuple[int, ...], inner: int, orbits: tuple[int, int, int, int]
) -> tuple[Permutations, Permutations]:
    """Both groups on the points: orbits of both, of the outer, of the inner, fixed points."""
    cells = list(itertools.product(*map(range, moduli)))
    index = {cell: i for i, cell in enumerate(cells)}
    added = np.array(
        [
            [index[tuple((a + b) % m for a, b, m in zip(c, e, moduli, strict=True))] for c in cells]
            for e in cells
        ]
    )
    turned = (np.arange(inner)[:, None] + np.arange(inner)) % inner
    order, full, by_outer, by_inner, fixed = len(cells), *orbits
    outer_parts, inner_parts, at = [], [], 0
    for width, repeats in ((inner, full), (1, by_outer)):
        for _ in range(repeats):
            points = at + np.arange(order * width).reshape(order, width)
            outer_parts.append(points[added].reshape(order, -1))
            turns = turned if width > 1 else np.zeros((inner, 1), dtype=int)
            inner_parts.append(points[:, turns].transpose(1, 0, 2).reshape(inner, -1))
            at += points.size
    for _ in range(by_inner):
        outer_parts.append(np.tile(at + np.arange(inner), (order, 1)))
        inner_parts.append(at + turned)
        at += inner
    rest = at + np.arange(fixed)
    outer_parts.append(np.tile(rest, (order, 1)))
    inner_parts.append(np.tile(rest, (inner, 1)))
    return np.hstack(outer_parts).astype(np.int32), np.hstack(inner_parts).astype(np.int32)


def invariant_partition(
    sizes: tuple[int, ...], inner: Permutations, rng: np.random.Generator
) -> list[int] | None:
    """A partition by chance that the inner group leaves as it is: the point in each slot.

    A group of points is moved to as many others as the inner group has elements, or made of
    whole orbits. None where no such partition was found.
    """
    order = len(inner)
    orbits = {tuple(sorted({int(image[p]) for image in inner})) for p in range(inner.shape[1])}
    for _ in range(50):
        cycles = [list(orbit) for orbit in orbits if len(orbit) > 1]
        single = [orbit[0] for orbit in orbits if len(orbit) == 1]
        rng.shuffle(cycles)
        rng.shuffle(single)
        wanted, groups = Counter(sizes), list[list[int]]()
        while wanted.total():
            size = int(rng.choice(list(wanted.elements())))
            ways = []
            if order > 1 and wanted[size] >= order and len(cycles) >= size:
                ways.append(-1)
            ways += [
                whole
                for whole in range(size // order + 1 if order > 1 else 1)
                if whole <= len(cycles) and size - whole * order <= len(single)
            ]
            if not ways:
                break
            whole = int(rng.choice(ways))
            if whole < 0:
                first = [int(rng.choice(cycles.pop())) for _ in range(size)]
                groups += [[int(image[p]) for p in first] for image in inner]
            else:
                group = [p for _ in range(whole) for p in cycles.pop()]
                groups.append(group + [single.pop() for _ in range(size - len(group))])
            wanted[size] -= order if whole < 0 else 1
        else:
            # Every size has its own slots, in the order of `sizes`.
            by_size = {size: [g for g in groups if len(g) == size] for size in set(sizes)}
            return [p for size in sizes for p in by_size[size].pop()]
    return None


class _Year(ctypes.Structure):
    _fields_ = [
        *((name, ctypes.c_int) for name in ("n", "bases", "most_images")),
        *((name, ctypes.c_void_p) for name in ("start", "end", "counts", "images", "early")),
        *((name, ctypes.c_int) for name in ("least", "most")),
        *((name, ctypes.c_void_p) for name in ("inner_counts", "inner")),
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
) -> tuple[int, Year] | None:
    """Run once; returns the cost and the groups of every period, None where there is no start."""
    n, sizes = task.students, task.sizes.as_tuple()
    rng = np.random.default_rng(seed)
    ends = np.cumsum(sizes)
    start = np.repeat(ends - sizes, sizes).astype(np.int32)
    end = np.repeat(ends, sizes).astype(np.int32)
    bases, order = symmetry.bases + symmetry.free, len(symmetry.outer)
    nothing = np.arange(n, dtype=np.int32)[None, :]
    developed = [True] * symmetry.bases + [False] * symmetry.free
    partitions = [
        invariant_partition(sizes, symmetry.inner if one else nothing, rng) for one in developed
    ]
    if None in partitions:
        return None
    slots = np.array(partitions, dtype=np.int32)
    images = np.tile(nothing, (bases, order, 1))
    images[: symmetry.bases] = symmetry.outer
    counts = np.where(developed, order, 1).astype(np.int32)
    inner_counts = np.where(developed, len(symmetry.inner), 1).astype(np.int32)
    early = np.zeros((bases, order), dtype=np.int32)
    if task.early_may_be_new:
        for base, image in [(b, k) for b in range(bases) for k in range(counts[b])][:3]:
            early[base, image] = 1
    turns = 3 * task.sizes.trios * periods
    most = -(-turns // n) if task.sizes.threes else periods
    arrays = [array.ctypes.data for array in (start, end, counts, images, early)]
    inner = [array.ctypes.data for array in (inner_counts, symmetry.inner)]
    year = _Year(n, bases, order, *arrays, turns // n, most, *inner)
    hot = HOT * order * len(symmetry.inner)
    # A free period is settled only when it is cold enough for moves that part a pair or two.
    cold = COLD if symmetry.free else COLD * order * len(symmetry.inner)
    cost = annealer.anneal(ctypes.byref(year), slots.ctypes.data, moves, hot, cold, seed)
    groups = [
        tuple(
            tuple(sorted(int(images[b, k, p]) for p in slots[b, e - size : e]))
            for e, size in zip(ends, sizes, strict=True)
        )
        for b in range(bases)
        for k in range(counts[b])
    ]
    return cost, groups


def finished(task: Task, groups: Year) -> tuple[PairedGroups, ...]:
    """The year in its best order, without periods that add nobody, and with pairs."""
    rest = Rest(task.people, Rules(group_shape=task.shape), Plan())
    groupings = _ordered(rest, _groupings(groups))
    new = new_meetings(groupings, rest.to_meet)
    groupings = groupings[: np.count_nonzero(new)]
    if len(set(new)) > 1:
        problem, rng = rest.covering_problem(len(groupings)), np.random.default_rng(0)
        early = polish_covering(problem, groupings, rng, POLISH_SWAPS)
        groupings = _ordered(rest, early.groupings)
    periods = [groups_of(period) for period in groupings]
    return tuple(paired(periods, rest.problems(len(periods))))


def _ordered(rest: Rest, groupings: Groupings) -> Groupings:
    return groupings[best_order(rest.covering_problem(len(groupings)), groupings)]


def _groupings(year: Year) -> Groupings:
    return np.array([grouping_of(groups) for groups in year])


def quality(task: Task, year: tuple[PairedGroups, ...]) -> Quality | None:
    """Count a year out; None where someone does not meet someone."""
    n, met, partnered = task.students, set[tuple[int, int]](), Counter[tuple[int, int]]()
    turns, on_the_way, after, early_repeats = Counter[int](), 0, 0, 0
    for number, period in enumerate(year, start=1):
        sizes = sorted(sum(map(len, group)) for group in period)
        assert sizes == sorted(task.sizes.as_tuple())
        assert sorted(i for g in period for p in g for i in p) == list(range(n))
        for group in period:
            two = set(itertools.combinations(sorted(members(group)), 2))
            early_repeats += len(two & met) if number <= 3 else 0
            met |= two
            partnered.update(partners(group))
            turns.update(i for p in group if len(p) == 3 for i in p)
        counts = [turns[i] for i in range(n)]
        uneven = max(0, max(counts) - min(counts) - 1)
        on_the_way += uneven
        after += n * (n - 1) // 2 - len(met)
    if len(met) < n * (n - 1) // 2:
        return None
    repeats = sum(count - 1 for count in partnered.values())
    too_early = early_repeats > 0 and task.early_may_be_new
    broken = n >= FIRST_PROMISED and (uneven > 0 or too_early)
    return Quality(broken, len(year), uneven, early_repeats, repeats, after + 3 * on_the_way)


def seek(annealer: ctypes.CDLL, task: Task, seconds: float, rng: np.random.Generator) -> None:
    """Look for a shorter year for so many seconds, or for a better one where none can be shorter.

    All symmetries have a short try; those that come nearest have longer and longer ones.
    """
    year = templates.template(task.sizes)
    known = None if year is None else quality(task, year)
    if year is not None and known is not None:
        again = finished(task, [without_pairs(period) for period in year])
        known = _kept(task, again, known, "polished")
    for name, groups in relatives(task, rng):
        known = _kept(task, finished(task, groups), known, name)
    deadline = monotonic() + seconds
    while monotonic() < deadline:
        shorter = known is None or known.periods > task.bound
        better = known is not None and known.has_flaws
        if not (shorter or better):
            return
        if known is None:
            periods = task.bound + 3
        else:
            periods = known.periods - (shorter and not (better and rng.random() < 0.5))
        field, moves, before = symmetries(task.students, periods), FEWEST_MOVES, known
        rng.shuffle(field)
        while known == before and moves <= MOST_MOVES and monotonic() < deadline:
            costs: list[tuple[int, int]] = []
            for at, symmetry in enumerate(field):
                seed = int(rng.integers(2**31))
                answer = anneal(annealer, task, symmetry, periods, moves, seed)
                if answer is None:
                    continue
                cost, groups = answer
                costs.append((cost, at))
                if cost <= task.students // 3:
                    known = _kept(task, finished(task, groups), known, symmetry.name)
                if known != before or monotonic() > deadline:
                    break
            nearest = sorted(costs)[: max(FINALISTS, len(costs) // 4)]
            field = [field[at] for _, at in nearest]
            moves *= 4


def relatives(task: Task, rng: np.random.Generator) -> Iterator[tuple[str, Year]]:
    """Years for this class that are made of those of other classes."""
    rest = Rest(task.people, Rules(group_shape=task.shape), Plan())
    n, sizes = task.students, task.sizes
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
    groupings = _groupings(year)
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


def _kept(
    task: Task, year: tuple[PairedGroups, ...], known: Quality | None, name: str
) -> Quality | None:
    """Write a year to its file where it is better than the known one; returns the better."""
    found = quality(task, year)
    if found is None or (known is not None and found >= known):
        return known
    task.file.write_text(templates.to_text(year), encoding="utf-8")
    print(f"{task.file.stem}: {name}, bound {task.bound}: {found}", flush=True)
    return found


def table(tasks: Iterator[Task]) -> Iterator[str]:
    """The rows of the table in docs/mathematics.md: periods, and the bound where it is less."""
    for students, of_size in itertools.groupby(tasks, key=lambda task: task.students):
        cells = [str(students)]
        for task in of_size:
            periods, bound = len(templates.template(task.sizes) or ()), task.bound
            cells.append(f"{periods}" if periods == bound else f"{periods}, bound {bound}")
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
    annealer, rng = compiled(), np.random.default_rng([options.seed, part])
    for task in list(tasks.values())[part::parts]:
        seek(annealer, task, options.seconds, rng)


if __name__ == "__main__":
    main()
