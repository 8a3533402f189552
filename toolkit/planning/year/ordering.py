"""In which order the periods of a year come: those with the most new acquaintances first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from toolkit.planning.arrays import Counts, Grouping, Groupings, Mask
from toolkit.planning.year.covering import CoveringProblem

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: benchmarks/year.py --rules one,web.
CHOSEN_AT_ONCE = 3
"""So many first periods are chosen together, so that they repeat no meeting where that can be."""

CHOSEN_AMONG = 16
"""They are chosen among so many in which most are new, as a large class has many more."""


@dataclass(frozen=True)
class _SoFar:
    """What some periods have come to.

    ``left`` (n, n) marks who is left to meet, ``turns`` (n,) counts those in groups of three,
    ``new`` how many met for the first time in each period, and ``uneven`` by how many turns
    students were off after each, summed up.
    """

    left: Mask
    turns: Counts
    new: tuple[int, ...] = ()
    uneven: int = 0

    def then(self, period: Grouping, sizes: Counts) -> "_SoFar":
        """The same with one more period, in groups of these sizes (groups,)."""
        same = period[:, None] == period[None, :]
        turns = self.turns + (sizes[period] == 3)
        least, rest = divmod(int(turns.sum()), len(turns))
        beyond = np.maximum(least - turns, 0) + np.maximum(turns - least - (rest > 0), 0)
        return _SoFar(
            self.left & ~same,
            turns,
            (*self.new, int((self.left & same).sum()) // 2),
            self.uneven + int(beyond.sum()),
        )

    @property
    def worth(self) -> tuple[int, int, tuple[int, ...]]:
        """The earlier they meet the better: the area under the curve; then even turns."""
        return sum(accumulate(self.new)), -self.uneven, self.new


type _Way = tuple[tuple[int, ...], _SoFar]
"""Periods in some order, and what they come to."""


def best_order(
    problem: CoveringProblem, groupings: Groupings, fixed: Sequence[int] = ()
) -> list[int]:
    """The periods (rows) of groupings in the order that lets the most meet early.

    The first periods are chosen together, the others one after the other. The periods in
    ``fixed`` stay where they are.
    """
    sizes, everywhere = np.array(problem.sizes), range(len(groupings))
    free = [t for t in everywhere if t not in fixed]

    def longer(order: tuple[int, ...], so_far: _SoFar, among: Sequence[int]) -> Iterator[_Way]:
        """The ways to go on with one more period, of which the free ones are among these."""
        at = len(order)
        for t in (at,) if at in fixed else among:
            if t not in order:
                yield (*order, t), so_far.then(groupings[t], sizes)

    nothing = _SoFar(problem.to_meet, problem.turns)
    newest = sorted(free, key=lambda t: -nothing.then(groupings[t], sizes).new[0])[:CHOSEN_AMONG]
    ways: list[_Way] = [((), nothing)]
    for _at in everywhere[:CHOSEN_AT_ONCE]:
        ways = [way for order, so_far in ways for way in longer(order, so_far, newest)]
    order, so_far = max(ways, key=lambda way: way[1].worth)
    for _at in everywhere[CHOSEN_AT_ONCE:]:
        ways = list(longer(order, so_far, free))
        order, so_far = max(ways, key=lambda way: (way[1].new[-1], -way[1].uneven))
    return list(order)


def new_meetings(groupings: Groupings, to_meet: Mask) -> list[int]:
    """How many of those who are to meet do so for the first time, period by period."""
    left, new = to_meet, []
    for period in groupings:
        same = period[:, None] == period[None, :]
        new.append(int((left & same).sum()) // 2)
        left = left & ~same
    return new


def unmet_and_late(groupings: Groupings, to_meet: Mask) -> tuple[int, int]:
    """How many who are to meet never do, and how many periods come before each two do, summed up.

    All periods count for those who never do.
    """
    new = new_meetings(groupings, to_meet)
    unmet = int(to_meet.sum()) // 2 - sum(new)
    return unmet, sum(t * met for t, met in enumerate([*new, unmet]))
