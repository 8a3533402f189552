"""Years whose periods are made one after the other, each the best that is found behind those."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from toolkit.planning.arrays import Groupings
from toolkit.planning.year.covering import dealt
from toolkit.planning.year.ordering import new_meetings, unmet_and_late
from toolkit.planning.year.rest import Rest
from toolkit.planning.year.single_periods import best_single_periods

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: benchmarks/year.py --rules one,web.
YEARS, SIDE_BY_SIDE = 8, 20_000
"""So many years are made side by side, fewer where n by n for each would be more numbers."""

PATIENCE_A_STUDENT = 1
"""So many swaps for each student that make no period better end the search for it."""

LEAST_SWAPS = 100
"""Swaps for the first period, even where the search is stopped at once."""


def one_by_one(
    rest: Rest,
    most: int,
    rng: np.random.Generator,
    *,
    begun: Groupings | None = None,
    keep_going: Callable[[], bool] = lambda: True,
) -> list[Groupings]:
    """Some years of ``most`` periods at most, until all have met or nobody new does.

    They begin with the periods of ``begun`` (periods, n). The best comes first: the fewest have
    not met in it, it is short, and they meet early. Where the search is stopped, they end.
    """
    n = len(rest.students)
    begun = np.empty((0, n), dtype=np.intp) if begun is None else begun
    whole = rest.covering_problem(most)
    count = max(1, min(YEARS, SIDE_BY_SIDE // n**2))
    periods = [np.repeat(period[None], count, axis=0) for period in begun]
    same = begun[:, :, None] == begun[:, None]
    left = np.repeat((whole.to_meet & ~same.any(axis=0))[None], count, axis=0)
    in_odd = np.array(whole.sizes) != 4
    turns = np.repeat((whole.turns + in_odd[begun].sum(axis=0))[None], count, axis=0)
    last_fixed = max(rest.fixed(most), default=-1)
    while len(periods) < most and left.any():
        if periods and not keep_going():
            break
        period = best_single_periods(
            replace(whole, together=(whole.together[len(periods)],)),
            left,
            turns,
            rng,
            PATIENCE_A_STUDENT * n,
            least_swaps=LEAST_SWAPS,
            keep_going=keep_going,
        )
        met = left & (period[:, :, None] == period[:, None])
        if not met.any() and len(periods) > last_fixed:
            break
        periods.append(period)
        left = left & ~met
        turns = turns + in_odd[period]
    if not periods:
        return [dealt(whole.sizes, 1, rng)]
    years = [_useful(rest, year, last_fixed) for year in np.stack(periods, axis=1)]
    return sorted(years, key=lambda year: _order(rest, year))


def _useful(rest: Rest, year: Groupings, last_fixed: int) -> Groupings:
    """The year without what comes when nobody new meets any more."""
    new = new_meetings(year, rest.to_meet)
    last = max((t for t, met in enumerate(new) if met), default=0)
    return year[: max(last, last_fixed) + 1]


def _order(rest: Rest, year: Groupings) -> tuple[int, int, int]:
    unmet, late = unmet_and_late(year, rest.to_meet)
    return unmet, len(year), late
