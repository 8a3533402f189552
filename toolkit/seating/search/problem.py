"""One period to seat, in numbers: who may sit where, and what it costs."""

from dataclasses import dataclass, replace
from enum import IntEnum

from toolkit.seating.search.grid import Grid, Mask, Numbers

type Pair = tuple[int, ...]
"""The numbers of makkere."""

type Group = tuple[Pair, ...]
"""The pairs of a makkergruppe."""


class Aim(IntEnum):
    """What is made small, one after the other.

    The first two are for seats that are changed: trios that are split and are to be ``whole``, and
    how many sit elsewhere than before. The next two see to it that makkere sit together: a trio
    that is split, 1 where the third is a neighbour of both and 2 where of one; two at a long desk
    who do not sit side by side.
    """

    WHOLE = 0
    MOVED = 1
    SPLIT = 2
    LOOSE = 3
    SPREAD = 4
    WISHES = 5
    FRONT = 6
    BACK = 7
    AGAIN = 8


OF_SEATS = (Aim.MOVED, Aim.WISHES, Aim.FRONT, Aim.BACK, Aim.AGAIN)
"""What depends on nothing but which seat a student has."""


@dataclass(frozen=True)
class Problem:
    """n students in groups, to be seated in s seats.

    ``allowed`` (n, s) tells which seats each may have, ``apart`` (n, n) who are kept apart, and
    ``costs`` (5, n, s) what each costs in each seat, in the order of ``OF_SEATS``. The
    trios that are to be ``whole`` sit at one desk before anything else is looked at.
    """

    grid: Grid
    groups: tuple[Group, ...]
    allowed: Mask
    apart: Mask
    costs: Numbers
    whole: frozenset[Pair] = frozenset()

    def __len__(self) -> int:
        return len(self.allowed)

    @property
    def pair_by_pair(self) -> "Problem":
        """The same with every pair as a group of its own, wherever the others of theirs sit."""
        return replace(self, groups=tuple((pair,) for group in self.groups for pair in group))

    @property
    def one_by_one(self) -> "Problem":
        """The same with every student as a group of their own."""
        return replace(self, groups=tuple(((one,),) for one in range(len(self))))
