"""The fewest periods in which everyone meets.

First years are made one period after the other. Those that begin best are begun with, and a search
looks for the rest, with a period less where that goes. What is shortest is shortened: the period
without which the fewest have not met is left out, and the search mends the rest. Of all years that
are as short, the one in which they meet earliest is taken, after swaps that let them meet earlier.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from math import inf

import numpy as np

from toolkit.planning.arrays import Groupings
from toolkit.planning.monitor import Monitor
from toolkit.planning.year.covering import Covering, dealt
from toolkit.planning.year.covering_search import (
    LEAST_SWAPS,
    best_single_periods,
    polish_covering,
    search_covering,
)
from toolkit.planning.year.ordering import best_order, new_meetings
from toolkit.planning.year.rest import Rest

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: benchmarks/year.py --rules one,web.
SWAPS_A_PERIOD = 10
"""For each student and period of the first year."""

SMALL, LARGE = 20, 45
"""In a class of fewer, fewer swaps are enough; of more, each takes so much longer."""

SWAPS, TRIES = 2500, 2
"""For each try to find a shorter year, and how many tries there are where one came near."""

NEAR = 4
"""So many who have not met are near."""

NEAR_ENOUGH = 2
"""So many who have not met are near enough that another deal of a template may be full."""

SWAPS_FROM_START = 500
"""For a year to begin with, which needs but little to be mended."""

SWAPS_NEAR = 1200
"""For a year near one that the class was told of."""

SWAPS_TO_COMPLETE, SWAPS_TO_SHORTEN = 1000, 2000
"""For the rest of a year that has been begun, and of one that is to be shorter than any."""

BEGUN, LEAST_BEGUN = (5, 3), 2
"""Behind so many good periods a rest is looked for; behind fewer where there are not so many."""

POLISH_SWAPS, LEAST_POLISH_SWAPS = 500, 100
"""For a year of the shortest, so that they meet early in it; some also where time is up."""

MOST_BEGINNINGS = 3
"""So many first years, those in which they meet earliest, are begun with."""

MOST_POLISHED = 6
"""So many of the shortest years are polished, those in which they meet earliest."""

MOST_PERIODS = 15
"""So many periods above the bound the first year may have."""

FIRST_YEARS, SIDE_BY_SIDE = 8, 8000
"""So many years are made one period after the other, fewer where n by n for each would be more."""


class YearSearch:
    """Looks for the rest of a year, and tells the monitor how far it has come.

    ``best_one_by_one`` gives so many periods at most, each the best that can follow those before;
    it is None where that would take longer than it is worth, and other years come first where it
    is not quick.
    ``on_shorter`` is told the first year and each that is shorter, while the search goes on.
    """

    def __init__(
        self,
        rest: Rest,
        monitor: Monitor,
        rng: np.random.Generator,
        best_one_by_one: Callable[[int], Groupings] | None,
        *,
        best_is_quick: bool = True,
        on_shorter: Callable[[Groupings], object] = lambda groupings: None,
    ) -> None:
        self.rest, self.monitor, self.rng = rest, monitor, rng
        self._best_one_by_one, self._best_is_quick = best_one_by_one, best_is_quick
        self._on_shorter = on_shorter
        self._least: tuple[bool, int] | None = None
        self._full = list[Groupings]()

    def near(self, bound: int, told: Groupings) -> Groupings | None:
        """A year near the one that was told, in which all who are left to meet do; None for none.

        It is mended, shortened where one try does that, and polished.
        """
        floor = max(1, bound)
        nearest = self._mended([self._so_many(told, max(floor, len(told)))], SWAPS_NEAR)
        if nearest is None or nearest.unmet:
            return None
        shortened = self._shortened(nearest.groupings, floor, SWAPS_NEAR, tries=1)
        return self._polished(shortened).groupings

    def shortest(self, bound: int, starts: Iterable[Groupings]) -> Groupings:
        """As few periods as can be found in which all who are left to meet do.

        At least ``bound`` periods are needed; the search begins from ``starts`` as well, until
        one of them serves. Where no covering is full, the one that leaves the fewest is returned.
        """
        floor = max(1, bound)
        first_years = self._period_by_period(floor + MOST_PERIODS)
        first = first_years[0]
        self._tell(first, is_full=self._is_full(first))
        mended = self._mended(
            (self._so_many(start, max(floor, len(start))) for start in starts), SWAPS_FROM_START
        )
        found = [self._search(first, SWAPS_FROM_START), *([] if mended is None else [mended])]
        nearest = min(found, key=_order)
        if nearest.unmet:
            return self._polished(nearest.groupings).groupings
        return self._best_polished(self._shortest_years(first_years, nearest.groupings, floor))

    def _shortest_years(
        self, first_years: Iterable[Groupings], nearest: Groupings, floor: int
    ) -> Iterator[Groupings]:
        """Full years, as short as can be found: those that have been, then begun otherwise."""
        earliest, *others = sorted(first_years, key=self._late)[:MOST_BEGINNINGS]
        tried = [earliest]
        self._begin_as(earliest, floor)
        if self._best_is_quick:
            tried += self._begin_as_best(floor)
        periods = self._fewest
        self._shortened(nearest if len(nearest) == periods else self._earliest[0], floor)
        if not self._best_is_quick:
            tried += self._begin_as_best(floor)
        yield from self._earliest[:MOST_POLISHED]
        for begun in [*tried, *others] if self._fewest < periods else others:
            yield from self._begun_as(begun, self._fewest, SWAPS_TO_COMPLETE)

    def _begin_as(self, begun: Groupings, floor: int) -> None:
        """Look for full years that begin as this one: as long as the shortest, then shorter."""
        found = list(self._begun_as(begun, self._fewest, SWAPS_TO_COMPLETE))
        while found:
            for year in found:
                self._tell_full(year)
            if self._fewest <= floor:
                break
            found = list(islice(self._begun_as(begun, self._fewest - 1, SWAPS_TO_SHORTEN), 1))

    def _begin_as_best(self, floor: int) -> list[Groupings]:
        """Look for those that begin with the best periods one by one, which are given.

        None are given where there is no time, or it would take longer than it is worth.
        """
        if self._best_one_by_one is None or not self.monitor.keep_going():
            return []
        best = self._best_one_by_one(self._fewest)
        self._begin_as(best, floor)
        return [best]

    @property
    def _fewest(self) -> int:
        """The periods of the shortest full years."""
        return min(map(len, self._full))

    @property
    def _earliest(self) -> list[Groupings]:
        """The shortest full years, those first in which they meet early."""
        shortest = {year.tobytes(): year for year in self._full if len(year) == self._fewest}
        return sorted(shortest.values(), key=self._late)

    def _best_polished(self, years: Iterable[Groupings]) -> Groupings:
        """The best of these, polished; where time is up, of those until then."""
        polished = list[Covering]()
        for year in years:
            polished.append(self._polished(year))
            if not self.monitor.keep_going():
                break
        return min(polished, key=_early_order).groupings

    def _mended(self, starts: Iterable[Groupings], swaps: int) -> Covering | None:
        """The year nearest to one of these, with a period more where not all meet; None for none.

        What comes behind one in which all meet, or that is far from it, is not looked at.
        """
        mended = list[Covering]()
        for start in starts:
            mended.append(self._search(start, swaps, NEAR + 1))
            if not 0 < mended[-1].unmet <= NEAR_ENOUGH or not self.monitor.keep_going():
                break
        nearest = min(mended, key=_order, default=None)
        if nearest is None or nearest.unmet == 0:
            return nearest
        sizes = self.rest.next_problem.sizes.as_tuple()
        longer = np.vstack([nearest.groupings, dealt(sizes, 1, self.rng)])
        return self._search(longer, SWAPS_FROM_START)

    def _begun_as(self, begun: Groupings, periods: int, swaps: int) -> Iterator[Groupings]:
        """Full years of so many periods that begin as this one, first for as long as can be.

        The first is this one itself where it is full, and may be shorter.
        """
        if len(begun) <= periods and self._is_full(begun):
            yield begun
        lengths = {min(length, len(begun), periods - 1) for length in BEGUN}
        for same in sorted(lengths, reverse=True):
            if same < LEAST_BEGUN or not self.monitor.keep_going():
                break
            start = self._so_many(begun[same:], periods - same)
            rest = self._completed(begun[:same], start, swaps)
            if rest is not None:
                yield np.vstack([begun[:same], rest])

    def _completed(self, begun: Groupings, start: Groupings, swaps: int) -> Groupings | None:
        """As many periods as in ``start`` in which all meet who have not in those before."""
        whole = self.rest.covering_problem(len(begun) + len(start))
        same = begun[:, :, None] == begun[:, None, :]
        odd = np.array(whole.sizes) != 4
        problem = replace(
            whole,
            to_meet=whole.to_meet & ~same.any(axis=0),
            together=whole.together[len(begun) :],
            turns=whole.turns + odd[begun].sum(axis=0),
        )
        found = search_covering(
            problem,
            start,
            self.rng,
            self._fewer(swaps),
            hopeless=NEAR + 1,
            keep_going=self.monitor.keep_going,
        )
        return None if found.unmet else found.groupings

    def _so_many(self, groupings: Groupings, periods: int) -> Groupings:
        """The first of these, and others by chance where they are too few."""
        missing = max(0, periods - len(groupings))
        sizes = self.rest.next_problem.sizes.as_tuple()
        return np.vstack([groupings[:periods], dealt(sizes, missing, self.rng)])

    def _shortened(
        self, year: Groupings, floor: int, swaps: int = SWAPS, tries: int = TRIES
    ) -> Groupings:
        """A full year with one period less, as long as that goes."""
        while len(year) > floor:
            shorter = self._shorter(year, swaps, tries)
            if shorter is None:
                break
            year = shorter
        return year

    def _shorter(self, year: Groupings, swaps: int, tries: int) -> Groupings | None:
        """A full year with one period less; None where none is found.

        One of the periods without which the fewest have not met is left out.
        """
        same = year[:, :, None] == year[:, None, :]
        only_here = (same & (same.sum(axis=0) == 1) & self.rest.to_meet).sum(axis=(1, 2))
        for period in np.argsort(only_here, kind="stable")[:tries]:
            if not self.monitor.keep_going():
                break
            covering = self._search(np.delete(year, period, axis=0), swaps, NEAR + 1)
            if covering.unmet == 0:
                return covering.groupings
            if covering.unmet > NEAR:
                break
        return None

    def so_many(self, periods: int) -> Groupings:
        """So many periods, in which as many meet as can be found."""
        first = self._period_by_period(periods)[0]
        self._tell(first, is_full=self._is_full(first))
        return self._polished(self._search(first, SWAPS).groupings).groupings

    def _period_by_period(self, most: int) -> list[Groupings]:
        """Years of one good period after the other, until all have met or there are so many.

        The best comes first: all meet in it, it is short, and they meet early.
        """
        whole = self.rest.covering_problem(most)
        years = max(1, min(FIRST_YEARS, SIDE_BY_SIDE // len(whole) ** 2))
        left = np.repeat(whole.to_meet[None], years, axis=0)
        periods = list[Groupings]()
        last_fixed = max(self.rest.fixed(most), default=-1)
        while len(periods) < most and left.any():
            if periods and not self.monitor.keep_going():
                break
            period = best_single_periods(
                replace(whole, together=(whole.together[len(periods)],)),
                left,
                self.rng,
                SWAPS_A_PERIOD * len(whole),
                least_swaps=LEAST_SWAPS,
                keep_going=self.monitor.keep_going,
            )
            met = left & (period[:, :, None] == period[:, None, :])
            if not met.any() and len(periods) > last_fixed:
                break
            periods.append(period)
            left = left & ~met
        if not periods:
            return [dealt(whole.sizes, 1, self.rng)]
        useful = [self._useful(year, last_fixed) for year in np.stack(periods, axis=1)]
        return sorted(useful, key=lambda y: (not self._is_full(y), len(y), self._late(y)))

    def _useful(self, year: Groupings, last_fixed: int) -> Groupings:
        """The year without what comes when nobody new meets any more."""
        new = new_meetings(year, self.rest.to_meet)
        last = max((t for t, met in enumerate(new) if met), default=0)
        return year[: max(last, last_fixed) + 1]

    def _search(self, start: Groupings, swaps: int, hopeless: float = inf) -> Covering:
        covering = search_covering(
            self.rest.covering_problem(len(start)),
            start,
            self.rng,
            self._fewer(swaps),
            hopeless=hopeless,
            keep_going=self.monitor.keep_going,
        )
        if covering.unmet == 0:
            self._tell_full(covering.groupings)
        return covering

    def _tell_full(self, groupings: Groupings) -> None:
        """Keep a year in which all who are left to meet do, and hand it on."""
        self._full.append(groupings)
        self.monitor.full_after(len(self.rest.history.periods) + len(groupings))
        self._tell(groupings, is_full=True)

    def _tell(self, groupings: Groupings, *, is_full: bool) -> None:
        """Hand on a year that is the first, or better than those before."""
        missing = (not is_full, len(groupings))
        if self._least is None or missing < self._least:
            self._least = missing
            self._on_shorter(groupings)

    def _late(self, groupings: Groupings) -> int:
        """How many periods come before each two who are left to meet do, summed up."""
        return sum(t * new for t, new in enumerate(new_meetings(groupings, self.rest.to_meet)))

    def _is_full(self, groupings: Groupings) -> bool:
        """Whether all who are left to meet do."""
        to_meet = self.rest.to_meet
        return 2 * sum(new_meetings(groupings, to_meet)) == int(to_meet.sum())

    def _polished(self, groupings: Groupings) -> Covering:
        """The periods in their best order, and swaps that let them meet still earlier."""
        problem = self.rest.covering_problem(len(groupings))
        fixed = self.rest.fixed(len(groupings))
        swaps = self._fewer(POLISH_SWAPS)
        order = best_order(problem, groupings, fixed)
        return polish_covering(
            problem,
            groupings[order],
            self.rng,
            swaps,
            least_swaps=LEAST_POLISH_SWAPS,
            keep_going=self.monitor.keep_going,
        )

    def _fewer(self, swaps: int) -> int:
        students = len(self.rest.students)
        return int(swaps * min(1.0, students / SMALL, (LARGE / students) ** 2))


def _early_order(covering: Covering) -> tuple[float, int, float, float]:
    """What makes one polished year better: that they meet early comes before even turns."""
    return covering.unmet, len(covering.groupings), covering.late, covering.uneven


def _order(covering: Covering) -> tuple[float, int, float, float]:
    """What makes one year better than another, the first first; less is better."""
    return covering.unmet, len(covering.groupings), covering.uneven, covering.late
