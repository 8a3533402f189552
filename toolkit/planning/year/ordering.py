"""In which order the periods of a year come: those with the most new acquaintances first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, permutations

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


def best_order(
    problem: CoveringProblem, groupings: Groupings, fixed: Sequence[int] = ()
) -> list[int]:
    """The periods (rows) of groupings in the order that lets the most meet early.

    The first periods are chosen together, the others one after the other. The periods in
    ``fixed`` stay where they are.
    """
    of_group = np.array(problem.sizes)
    nothing = _SoFar(problem.to_meet, problem.turns)
    everywhere = range(len(groupings))
    free = [t for t in everywhere if t not in fixed]

    def after(order: Sequence[int]) -> _SoFar:
        so_far = nothing
        for t in order:
            so_far = so_far.then(groupings[t], of_group)
        return so_far

    def filled(chosen: Sequence[int]) -> list[int]:
        """The first periods, with the chosen ones where none is fixed."""
        at = iter(chosen)
        return [t if t in fixed else next(at) for t in everywhere[:CHOSEN_AT_ONCE]]

    to_choose = sum(t in free for t in everywhere[:CHOSEN_AT_ONCE])
    newest = sorted(free, key=lambda t: -after([t]).new[0])[:CHOSEN_AMONG]
    order = max(map(filled, permutations(newest, to_choose)), key=lambda first: after(first).worth)
    so_far = after(order)
    for at in everywhere[CHOSEN_AT_ONCE:]:
        left = [at] if at in fixed else [t for t in free if t not in order]
        choices = {t: so_far.then(groupings[t], of_group) for t in left}
        chosen = max(left, key=lambda t: (choices[t].new[-1], -choices[t].uneven))
        order.append(chosen)
        so_far = choices[chosen]
    return order


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
