"""Years of fours in which everyone meets one other twice, and all the rest once, by exact cover.

    .venv/bin/python search/perfect.py 24 36

Where n students have n meetings each in T periods, 3 T = n, those who meet twice are two by two:
a perfect matching. A group of permutations is imposed, which acts on the students and on the
periods and leaves the matching as it is; periods may be left in their place by all of it. What is
chosen are orbits of a group of four in a period. They have to hold every student once in each
period, and every two who are not matched once in the year. Then whoever is matched meets twice, for
everyone has n meetings. An exhaustive search settles that (Knuth's Algorithm X, "Dancing links",
2000), begun again in another order where it takes long.
"""

import argparse
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from actions import Action, action
from constructions import Year
from pairs import paired_again
from tasks import Task, finished, quality

from toolkit.planning.arrays import Indices, Mask
from toolkit.rules import GroupShape

SYMMETRIES = {
    24: ("Z6", (4, 0, 0, 0), (0, 2, 0, 2)),
    36: ("Z3xZ3:Z4", (0, 1, 0, 0, 2, 0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 1, 1, 0, 0, 0)),
}
"""Under which a year was found: a group, and its orbits of students and of periods."""

ORDERS, MOST_BRANCHINGS = 30, 1000
"""In so many orders, with so many branchings each, options are tried before another matching is."""


@dataclass(frozen=True)
class Option:
    """A group of four in a period with all its images, and what they hold."""

    period: int
    group: tuple[int, ...]
    items: tuple[int, ...]


class Cover:
    """The exact cover for a symmetry and a matching (n,), which tells each student's other."""

    def __init__(self, symmetry: Action, matching: Indices) -> None:
        self.symmetry = symmetry
        self.periods, self.students = symmetry.periods.shape[1], symmetry.students.shape[1]
        self._seat, seats = _orbits(symmetry, self.periods, self.students)
        self._two, twos = _orbits_of_twos(symmetry)
        matched = {int(self._two[i, j]) for i, j in enumerate(matching)}
        self.items = seats + twos
        self.wanted = np.ones(self.items, dtype=bool)
        self.wanted[[seats + two for two in matched]] = False
        self._sizes = np.bincount(self._two[np.triu_indices(self.students, 1)], minlength=twos)
        self._seats = seats
        self.options = [one for base in symmetry.bases() for one in self._options(base)]

    def _options(self, base: int) -> Iterator[Option]:
        """The groups that a period can have so that nobody meets another too often."""
        symmetry = self.symmetry
        staying = symmetry.staying(base)
        for group in itertools.combinations(range(self.students), 4):
            images = {tuple(sorted(image[list(group)].tolist())) for image in staying}
            if group != min(images) or len({*itertools.chain(*images)}) < 4 * len(images):
                continue
            copies = len(images) * len(set(symmetry.periods[:, base].tolist()))
            twos = [int(self._two[two]) for two in itertools.combinations(group, 2)]
            unmatched = [two for two in set(twos) if self.wanted[self._seats + two]]
            if any(twos.count(two) * copies != self._sizes[two] for two in unmatched):
                continue
            seats = {int(self._seat[base, student]) for student in group}
            yield Option(base, group, (*seats, *(self._seats + two for two in unmatched)))

    def year(self, rng: np.random.Generator) -> Year | None:
        """Groups that cover everything; None where there are none, or it takes too long."""
        contains = np.zeros((len(self.options), self.items), dtype=bool)
        for row, option in zip(contains, self.options, strict=True):
            row[list(option.items)] = True
        for _ in range(ORDERS):
            order = rng.permutation(len(contains))
            chosen = _Search(contains, MOST_BRANCHINGS).extend(order, self.wanted.copy())
            if chosen is not None:
                return self._with_images(chosen)
        return None

    def _with_images(self, chosen: list[int]) -> Year:
        groups: list[set[tuple[int, ...]]] = [set() for _ in range(self.periods)]
        for option in (self.options[j] for j in chosen):
            for students, periods in zip(
                self.symmetry.students, self.symmetry.periods, strict=True
            ):
                image = tuple(sorted(students[list(option.group)].tolist()))
                groups[periods[option.period]].add(image)
        return [tuple(sorted(period)) for period in groups]


@dataclass
class _Search:
    """``contains`` (m, items) tells what each option holds."""

    contains: Mask
    branchings_left: int

    def extend(self, available: Indices, uncovered: Mask) -> list[int] | None:
        """Cover the uncovered (items,) with available options (any,); None where none do."""
        if not uncovered.any():
            return []
        ways = np.where(uncovered, self.contains[available].sum(axis=0), len(self.contains) + 1)
        hardest = int(ways.argmin())
        for j in available[self.contains[available, hardest]].tolist():
            if self.branchings_left == 0:
                return None
            self.branchings_left -= 1
            held = self.contains[j]
            rest = available[~self.contains[available][:, held].any(axis=1)]
            found = self.extend(rest, uncovered & ~held)
            if found is not None:
                return [j, *found]
        return None


def _orbits(symmetry: Action, periods: int, students: int) -> tuple[np.ndarray, int]:
    """The number of the orbit of each student in each period (T, n), and how many there are."""
    orbit, count = np.full((periods, students), -1), 0
    for t, i in np.ndindex(periods, students):
        if orbit[t, i] < 0:
            orbit[symmetry.periods[:, t], symmetry.students[:, i]] = count
            count += 1
    return orbit, count


def _orbits_of_twos(symmetry: Action) -> tuple[np.ndarray, int]:
    """The number of the orbit of every two students (n, n), and how many there are."""
    n = symmetry.students.shape[1]
    orbit, count = np.full((n, n), -1), 0
    for i, j in itertools.combinations(range(n), 2):
        if orbit[i, j] < 0:
            one, other = symmetry.students[:, i], symmetry.students[:, j]
            orbit[one, other] = orbit[other, one] = count
            count += 1
    return orbit, count


def invariant_matching(symmetry: Action, rng: np.random.Generator) -> Indices | None:
    """Each student's other (n,) by chance, as the symmetry leaves it; None where none came out."""
    n = symmetry.students.shape[1]
    other = np.full(n, -1, dtype=np.intp)
    while (other < 0).any():
        one = int(np.flatnonzero(other < 0)[0])
        for two in rng.permutation(np.flatnonzero(other < 0)).tolist():
            ones, twos = symmetry.students[:, one], symmetry.students[:, two]
            images = {frozenset(both) for both in zip(ones.tolist(), twos.tolist(), strict=True)}
            if one != two and len({*itertools.chain(*images)}) == 2 * len(images):
                other[ones], other[twos] = twos, ones
                break
        else:
            return None
    return other


def found(students: int, rng: np.random.Generator) -> Year:
    """A year for so many students, under one matching after the other."""
    symmetry = action(*SYMMETRIES[students])
    while True:
        matching = invariant_matching(symmetry, rng)
        if matching is not None and (year := Cover(symmetry, matching).year(rng)) is not None:
            return year


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("students", nargs="+", type=int, choices=sorted(SYMMETRIES))
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    for students in options.students:
        year = found(students, np.random.default_rng(options.seed))
        task = Task(students, GroupShape.FIVE)
        for ordered in finished(task, year):
            print(students, quality(task, paired_again(ordered, students)), flush=True)


if __name__ == "__main__":
    main()
