"""The fewest periods in which everyone meets: a template fitted to the class, or a search.

A search for a covering ends quickly where it has periods to spare. So their number goes up
from the bound with little work, until a full covering is found, and down again with much
work, until none is.
"""

import numpy as np

from toolkit.planning.covering import Covering, Seating, dealt, search_covering
from toolkit.planning.monitor import Monitor
from toolkit.planning.ordering import best_order
from toolkit.planning.problem import Matrix
from toolkit.planning.rest import Rest
from toolkit.planning.search import Grouping
from toolkit.planning.templates import template

FEW_SWAPS, MANY_SWAPS = 1500, 12_000
"""For a number of periods on the way up, and on the way down."""

MOST_UP = 4
"""So many periods above the bound the way up ends."""


def fitted_template(rest: Rest, rng: np.random.Generator) -> tuple[Grouping, ...] | None:
    """The shortest year that is known, for a class without a history; None where there is none.

    Its places are dealt by chance, then changed as long as that serves the wishes early in
    the year. It knows of no hard rules.
    """
    year = None if rest.history.periods else template(rest.next_problem.sizes)
    if year is None:
        return None
    n = len(rest.students)
    together = np.zeros((n, n), dtype=np.int64)
    for weight, period in zip(range(len(year), 0, -1), year, strict=True):
        for group in period:
            members = [i for pair in group for i in pair]
            together[np.ix_(members, members)] += weight
    np.fill_diagonal(together, 0)
    student = _placed(together, rest.wish, rng.permutation(n))
    return tuple(
        tuple(tuple(tuple(int(student[i]) for i in pair) for pair in group) for group in period)
        for period in year
    )


def _placed(together: Matrix, wish: Matrix, student: np.ndarray) -> np.ndarray:
    """Swap the students of two places as long as fewer of those with a wish sit together."""
    while wish.any():
        between = wish[np.ix_(student, student)]
        costs = together @ between
        change = costs + costs.T - costs.diagonal()[:, None] - costs.diagonal()[None, :]
        change += 2 * together * between
        one, other = np.unravel_index(int(change.argmin()), change.shape)
        if change[one, other] >= 0:
            break
        student[[one, other]] = student[[other, one]]
    return student


class YearSearch:
    """Looks for the rest of a year, and tells the monitor how far it has come."""

    def __init__(self, rest: Rest, monitor: Monitor, rng: np.random.Generator) -> None:
        self.rest, self.monitor, self.rng = rest, monitor, rng

    def shortest(self, bound: int, starts: list[Seating]) -> Seating:
        """As few periods as can be found in which all who are left to meet do.

        At least ``bound`` periods are needed; each of ``starts`` is tried first. Where no
        covering is full, the one that leaves the fewest is returned.
        """
        floor = max(1, bound)
        found = [self._look(start, MANY_SWAPS) for start in starts]
        if not any(map(self._is_full, found)):
            found += self._up(floor)
        best = min(found, key=lambda one: (not self._is_full(one), one.costs, len(one.seating)))
        while self._is_full(best) and len(best.seating) > floor and self.monitor.keep_going():
            fewer = self._look(self._without_least(best.seating), MANY_SWAPS)
            if not self._is_full(fewer):
                break
            best = fewer
        return self._ordered(best.seating)

    def so_many(self, periods: int) -> Seating:
        """So many periods, in which as many meet as can be found."""
        return self._ordered(self._look(self._dealt(periods), MANY_SWAPS).seating)

    def _up(self, floor: int) -> list[Covering]:
        """From the bound upwards, until a covering is full."""
        found = [self._look(self._dealt(floor), FEW_SWAPS)]
        while not self._is_full(found[-1]) and len(found) <= MOST_UP and self.monitor.keep_going():
            found.append(self._look(np.vstack([found[-1].seating, self._dealt(1)]), FEW_SWAPS))
        return found

    def _look(self, start: Seating, swaps: int) -> Covering:
        problem = self.rest.covering_problem(len(start))
        covering = search_covering(
            problem, start, self.rng, swaps, keep_going=self.monitor.keep_going
        )
        if covering.unmet == 0:
            self.monitor.full_after(len(self.rest.history.periods) + len(start))
        return covering

    def _is_full(self, covering: Covering) -> bool:
        """Whether everyone meets, every hard rule is kept, and turns are as even as can be.

        Turns in groups of five are no turns in trios yet: who has those is chosen later.
        """
        problem = self.rest.covering_problem(len(covering.seating))
        is_even = 5 in problem.sizes or covering.uneven <= problem.least_uneven
        return covering.unmet == 0 and is_even

    def _dealt(self, periods: int) -> Seating:
        return dealt(self.rest.next_problem.sizes.as_tuple(), periods, self.rng)

    def _without_least(self, seating: Seating) -> Seating:
        """Leave out the period without which the fewest have not met."""
        same = seating[:, :, None] == seating[:, None, :]
        only = same & (same.sum(axis=0) == 1) & self.rest.to_meet
        return np.delete(seating, int(only.sum(axis=(1, 2)).argmin()), axis=0)

    def _ordered(self, seating: Seating) -> Seating:
        sizes = self.rest.next_problem.sizes.as_tuple()
        fixed = self.rest.fixed(len(seating))
        return seating[best_order(seating, self.rest.to_meet, sizes, fixed)]
