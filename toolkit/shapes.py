"""How a class of n students is written as makkergrupper of four, of five, or a trio alone."""

from dataclasses import dataclass
from math import comb

from toolkit.errors import InputError
from toolkit.messages import plural
from toolkit.rules import SMALLEST_CLASS, GroupShape

PAIR_SIZES = {4: (2, 2), 5: (2, 3), 3: (3,)}
"""The sizes of the pairs in a group of each size."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many groups there are of each size: two pairs, a pair and a trio, a trio alone."""

    fours: int = 0
    fives: int = 0
    threes: int = 0

    @property
    def by_size(self) -> dict[int, int]:
        """How many groups there are of each size that there is, the fours before the odd ones."""
        counts = {4: self.fours, 5: self.fives, 3: self.threes}
        return {size: count for size, count in counts.items() if count}

    @property
    def groups(self) -> int:
        """The number of groups."""
        return self.fours + self.fives + self.threes

    @property
    def trios(self) -> int:
        """The number of trios, alone or in a five."""
        return self.fives + self.threes

    @property
    def meetings(self) -> int:
        """How many student pairs share a group in one period."""
        return sum(count * comb(size, 2) for size, count in self.by_size.items())

    def as_tuple(self) -> tuple[int, ...]:
        """The size of every group, the fours first, then the odd ones."""
        return tuple(size for size, count in self.by_size.items() for _ in range(count))


def group_sizes(students: int, shape: GroupShape) -> Sizes:
    """The sizes for a class. Where it is too small for one shape, the other serves.

    Raises ``InputError`` for fewer than four students.
    """
    if students < SMALLEST_CLASS:
        raise InputError(
            plural(
                "A class needs at least four students; there is {n}.",
                "A class needs at least four students; there are {n}.",
                n=students,
            )
        )
    remainder = students % 4
    fives = Sizes(fours=(students - 5 * remainder) // 4, fives=remainder)
    threes = Sizes(fours=(students - 3 * (-remainder % 4)) // 4, threes=-remainder % 4)
    # Three trios alone would leave a class of nine without a single pair of two.
    five_fits, trio_fits = fives.fours >= 0, threes.fours >= 0 and students != 9
    if five_fits and (shape is GroupShape.FIVE or not trio_fits):
        return fives
    return threes
