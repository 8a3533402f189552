"""The fewest periods in which everyone meets, and as early as can be in so many.

First years are made one period after the other and cut to as many periods as the shortest year has
by then. The best is begun again for as long as that makes it earlier: with first periods that are
searched for together, and one by one behind them. Where nearly all have met a period sooner, a
shorter year is looked for. Swaps let them meet still earlier at last.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from math import inf

import numpy as np

from toolkit.planning.arrays import Groupings
from toolkit.planning.monitor import Monitor
from toolkit.planning.year.covering import BROKEN, Covering, dealt
from toolkit.planning.year.covering_search import polish_covering, search_covering
from toolkit.planning.year.one_by_one import one_by_one
from toolkit.planning.year.ordering import best_order, new_meetings, unmet_and_late
from toolkit.planning.year.rest import Rest

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: benchmarks/year.py --rules one,web.
SMALL, LARGE = 20, 45
"""In a class of fewer, fewer swaps are enough; of more, each takes so much longer."""

SWAPS = 1200
"""For each try to find a shorter year, or one near one that the class was told of."""

SWAPS_OF_SO_MANY = 2000
"""For a year of so many periods, in which not all can meet."""

NEAR = 4
"""So many who have not met are near."""

NEAR_ENOUGH, FEW_BROKEN = 2, 4
"""So many who have not met are near enough that another deal of a template may be full, where the
deal itself breaks no more than so many rules; else little of the template is left."""

SWAPS_FROM_START = 500
"""For a year to begin with, which needs but little to be mended."""

BEGUN = (5, 3, 0)
"""Behind so many good periods the rest of a shorter year is looked for, one after the other."""

BEYOND_FULL, SWAPS_TO_BEGIN = 3, 100
"""So many swaps search for the first periods together: those of the best year in which nobody
meets again, and fewer than so many more."""

POLISH_SWAPS, LEAST_POLISH_SWAPS = 300, 100
"""For a year of the shortest, so that they meet early in it; some also where time is up."""

MOST_BEGUN = 3
"""So many years made side by side, those in which they meet earliest, are begun with."""

MOST_POLISHED_IN_VAIN = 3
"""So many early years in a row may stay without some who meet, and no more are polished."""

VAIN, MOST_VAIN, VAIN_IN_SMALL = 20, 40, 20_000
"""So many times in a row nothing may have come of beginning again, and then it ends; in a small
class more, where n by n numbers for each are so many."""

NEARLY_SHORTER, TRIES_TO_SHORTEN = 3, 10
"""Where no more have not met a period sooner, a shorter year is looked for, so often each way; in a
small class less often by the square of its size, as there are fewer years to be found."""

MOST_PERIODS = 15
"""So many periods above the bound the first year may have."""


class YearSearch:
    """Looks for the rest of a year, and tells the monitor how far it has come.

    ``on_shorter`` is told the first year and each that is shorter, while the search goes on.
    """

    def __init__(
        self,
        rest: Rest,
        monitor: Monitor,
        rng: np.random.Generator,
        *,
        on_shorter: Callable[[Groupings], object] = lambda groupings: None,
    ) -> None:
        self.rest, self.monitor, self.rng = rest, monitor, rng
        self._on_shorter = on_shorter
        self._least: tuple[bool, int] | None = None
        self._best: Covering | None = None
        self._polished_in_vain = 0

    def near(self, bound: int, told: Groupings) -> Groupings | None:
        """A year near the one that was told, in which all who are left to meet do; None for none.

        It is mended, shortened where one try does that, and polished.
        """
        floor = max(1, bound)
        nearest = self._mended([self._so_many(told, max(floor, len(told)))], SWAPS)
        if nearest is None or nearest.unmet:
            return None
        shortened = self._shortened(nearest.groupings, floor)
        return self._polished(shortened).groupings

    def shortest(self, bound: int, starts: Iterable[Groupings]) -> Groupings:
        """As few periods as can be found in which all who are left to meet do.

        At least ``bound`` periods are needed; the search begins from ``starts`` as well, until
        one of them serves. Where not all can meet, as few as can be do not, in as few periods.
        """
        floor = max(1, bound)
        first_years = self._one_by_one(floor + MOST_PERIODS)
        first = first_years[0]
        is_full = self._is_full(first)
        self._tell(first, is_full=is_full)
        mended = self._mended(
            (self._so_many(start, max(floor, len(start))) for start in starts), SWAPS_FROM_START
        )
        nearest = self._search(first, 0 if is_full else SWAPS_FROM_START)
        if mended is not None:
            nearest = min(nearest, mended, key=_order)
        self._begin_as(first_years)
        self._begin_again(nearest, floor)
        if self.monitor.keep_going():
            self._take(self._polished(self._kept.groupings))
        return self._kept.groupings

    def _begin_as(self, years: Sequence[Groupings]) -> None:
        """Look for years as short as the best that begin as one of these, and are earlier.

        They are cut to that, and polished where few have not met, until that has let all meet in
        none of several.
        """
        for year in sorted(years, key=self._late)[:MOST_BEGUN]:
            cut = year[: self._fewest]
            unmet, late = unmet_and_late(cut, self.rest.to_meet)
            if unmet > self._kept.unmet + NEAR or late >= self._kept.late:
                continue
            if not self.monitor.keep_going():
                break
            covering = self._weighed(cut)
            if not self._serves(covering) and self._polished_in_vain < MOST_POLISHED_IN_VAIN:
                covering = self._polished(cut)
                in_vain = not self._serves(covering)
                self._polished_in_vain = self._polished_in_vain + 1 if in_vain else 0
            self._take(covering)

    def _leave_out(self, nearest: Covering, floor: int) -> None:
        """Look for shorter years without a period of the shortest."""
        is_shortest = self._serves(nearest) and len(nearest.groupings) == self._fewest
        shortest = nearest if is_shortest else self._kept
        self._shortened(shortest.groupings, floor, most_only_here=NEAR)

    def _begin_shorter(self, begun: Groupings, same: int) -> None:
        """Look for a year with a period less that has so many periods in common with this."""
        found = self._begun_as(begun, self._fewest - 1, same)
        if self._serves(found):
            self._take(found)

    def _begin_again(self, nearest: Covering, floor: int) -> None:
        """Begin again as the best year does, with other first periods and one by one behind them.

        An iterated greedy search, after Ruiz and Stützle, "A simple and effective iterated greedy
        algorithm for the permutation flowshop scheduling problem" (European Journal of
        Operational Research 177, 2007). Where nearly all have met a period sooner, a shorter year
        is looked for.
        """
        ways: list[Callable[[Groupings], object]]
        ways = [partial(self._begin_shorter, same=same) for same in BEGUN]
        ways.insert(1, lambda _begun: self._leave_out(nearest, floor))
        ways *= round(TRIES_TO_SHORTEN * min(1.0, len(self.rest.students) / SMALL) ** 2)
        to_try, vain = deque(ways), 0
        most = min(MOST_VAIN, max(VAIN, VAIN_IN_SMALL // len(self.rest.students) ** 2))
        while vain < most and self.monitor.keep_going():
            best = self._kept
            years = self._begun_anew(best.groupings)
            self._begin_as(years)
            begun = min(years, key=self._sooner)
            unmet, _late = self._sooner(begun)
            if to_try and self._fewest > floor and unmet <= self._kept.unmet + NEARLY_SHORTER:
                to_try.popleft()(begun)
            if self._fewest < len(best.groupings):
                self._take(self._polished(self._kept.groupings))
                to_try = deque(ways)
            vain = vain + 1 if self._kept is best else 0

    def _begun_anew(self, best: Groupings) -> list[Groupings]:
        """Years that let most meet in their first few periods, which are made anew from the best.

        These are searched for together: about as many as can be without two who meet again.
        """
        new = new_meetings(best, self.rest.to_meet)
        full = sum(met == max(new) for met in new)
        few = max(1, min(len(best) - 1, full + int(self.rng.integers(BEYOND_FULL))))
        first = self._one_by_one(few, best[: self.rng.integers(few)])[0]
        whole = self.rest.covering_problem(few)
        # What comes behind them can make turns even that are off by one.
        problem = replace(whole, least_turns=whole.least_turns - 1, most_turns=whole.most_turns + 1)
        begun = search_covering(
            problem,
            self._so_many(first, few),
            self.rng,
            self._fewer(SWAPS_TO_BEGIN),
            keep_going=self.monitor.keep_going,
        ).groupings
        order = best_order(problem, begun, self.rest.fixed(few))
        return self._one_by_one(len(best), begun[order])

    def _sooner(self, year: Groupings) -> tuple[int, int]:
        """How many never meet where it ends a period sooner than the best, and how late they do."""
        return unmet_and_late(year[: self._fewest - 1], self.rest.to_meet)

    @property
    def _kept(self) -> Covering:
        """The best year so far, of which there is one."""
        assert self._best is not None
        return self._best

    @property
    def _fewest(self) -> int:
        """So many periods has the best year so far."""
        return len(self._kept.groupings)

    def _serves(self, covering: Covering) -> bool:
        """Whether as many meet in it as in the best year so far."""
        return covering.unmet <= self._kept.unmet

    def _take(self, covering: Covering) -> None:
        """Keep a year that is better than those before."""
        if self._best is None or _early_order(covering) < _early_order(self._best):
            self._best = covering
            if covering.unmet == 0:
                self.monitor.full_after(len(self.rest.history.periods) + len(covering.groupings))
                self._tell(covering.groupings, is_full=True)

    def _one_by_one(self, most: int, begun: Groupings | None = None) -> list[Groupings]:
        return one_by_one(
            self.rest, most, self.rng, begun=begun, keep_going=self.monitor.keep_going
        )

    def _mended(self, starts: Iterable[Groupings], swaps: int) -> Covering | None:
        """The year nearest to one of these, with a period more where not all meet; None for none.

        What comes behind one in which all meet, that ends far from it, or of which the rules leave
        little, is not looked at.
        """
        mended = list[Covering]()
        for start in starts:
            mended.append(self._search(start, swaps, NEAR + 1))
            if not 0 < mended[-1].unmet <= NEAR_ENOUGH or not self.monitor.keep_going():
                break
            if self._weighed(start).unmet > FEW_BROKEN * BROKEN:
                break
        nearest = min(mended, key=_order, default=None)
        if nearest is None or nearest.unmet == 0:
            return nearest
        sizes = self.rest.next_problem.sizes.as_tuple()
        longer = np.vstack([nearest.groupings, dealt(sizes, 1, self.rng)])
        return self._search(longer, SWAPS_FROM_START)

    def _begun_as(self, begun: Groupings, periods: int, same: int) -> Covering:
        """So many periods, of which the first are the same as of this year; the best found."""
        whole = self.rest.covering_problem(periods)
        begun = self._so_many(begun, periods)
        first, start = np.split(begun, [min(same, periods - 1)])
        met = (first[:, :, None] == first[:, None, :]).any(axis=0)
        in_odd = np.array(whole.sizes)[first] != 4
        problem = replace(
            whole,
            to_meet=whole.to_meet & ~met,
            together=whole.together[len(first) :],
            turns=whole.turns + in_odd.sum(axis=0),
        )
        found = search_covering(
            problem,
            start,
            self.rng,
            self._fewer(SWAPS),
            hopeless=self._kept.unmet + NEAR + 1,
            keep_going=self.monitor.keep_going,
        )
        return self._weighed(np.vstack([first, found.groupings]))

    def _weighed(self, groupings: Groupings) -> Covering:
        """The same, and how far it is from perfect."""
        return search_covering(self.rest.covering_problem(len(groupings)), groupings, self.rng, 0)

    def _so_many(self, groupings: Groupings, periods: int) -> Groupings:
        """The first of these, and others by chance where they are too few."""
        missing = max(0, periods - len(groupings))
        sizes = self.rest.next_problem.sizes.as_tuple()
        return np.vstack([groupings[:periods], dealt(sizes, missing, self.rng)])

    def _shortened(self, year: Groupings, floor: int, *, most_only_here: float = inf) -> Groupings:
        """A year with one period less in which as many meet, as long as that goes.

        A period in which more than so many meet the only time is not left out.
        """
        while len(year) > floor and self.monitor.keep_going():
            shorter = self._shorter(year, most_only_here)
            if shorter is None:
                break
            year = shorter
        return year

    def _shorter(self, year: Groupings, most_only_here: float) -> Groupings | None:
        """A year without the period without which the fewest have not met, mended.

        None where that are more than so many, or as many meet in none that is found.
        """
        same = year[:, :, None] == year[:, None, :]
        only_here = (same & (same.sum(axis=0) == 1) & self.rest.to_meet).sum(axis=(1, 2)) // 2
        period = only_here.argmin()
        if only_here[period] > most_only_here:
            return None
        hopeless = self._kept.unmet + NEAR + 1
        covering = self._search(np.delete(year, period, axis=0), SWAPS, hopeless)
        return covering.groupings if self._serves(covering) else None

    def so_many(self, periods: int) -> Groupings:
        """So many periods, in which as many meet as can be found."""
        first = self._one_by_one(periods)[0]
        self._tell(first, is_full=self._is_full(first))
        return self._polished(self._search(first, SWAPS_OF_SO_MANY).groupings).groupings

    def _search(self, start: Groupings, swaps: int, hopeless: float = inf) -> Covering:
        covering = search_covering(
            self.rest.covering_problem(len(start)),
            start,
            self.rng,
            self._fewer(swaps),
            hopeless=hopeless,
            keep_going=self.monitor.keep_going,
        )
        self._take(covering)
        return covering

    def _tell(self, groupings: Groupings, *, is_full: bool) -> None:
        """Hand on a year that is the first, or better than those before."""
        missing = (not is_full, len(groupings))
        if self._least is None or missing < self._least:
            self._least = missing
            self._on_shorter(groupings)

    def _late(self, groupings: Groupings) -> int:
        """How many periods come before each two who are to meet do, all where they never do."""
        return unmet_and_late(groupings, self.rest.to_meet)[1]

    def _is_full(self, groupings: Groupings) -> bool:
        """Whether all who are left to meet do."""
        return unmet_and_late(groupings, self.rest.to_meet)[0] == 0

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
            least_swaps=self._fewer(LEAST_POLISH_SWAPS),
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
