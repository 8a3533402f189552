"""Tabu search for a covering: the best that some walks find, and one that meets earlier."""

from collections.abc import Callable
from math import inf

import numpy as np

from toolkit.planning.arrays import Groupings
from toolkit.planning.year.covering import Covering, CoveringProblem
from toolkit.planning.year.ordering import unmet_and_late
from toolkit.planning.year.tabu import SWAPS_PER_QUESTION
from toolkit.planning.year.walks import Walks

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: benchmarks/year.py --rules one,web.
EVEN_SWAPS = 500
"""Swaps that look for even turns, once as many meet as can."""

EARLY = 1 / 32
"""What it weighs that two meet a period later, where meetings are to come early."""

HEAVIER = 1 / 32
"""What two who have not met weigh more after each swap that makes nothing better.

So a walk leaves a dead end, after Morris, "The breakout method for escaping from local minima"
(AAAI 1993). It serves where all are to meet, in groups of four and of three.
"""

HOPELESS_SHARE = 0.5
"""Where such a share of the swaps has let nobody more meet, the chance is small that more do."""

PATIENCE = 250
"""Swaps without a better covering before one period of the best is dealt anew."""

MOST_WALKS, SIDE_BY_SIDE = 8, 60_000
"""So many walks go side by side at most; and so many numbers, of n by n for each period of each."""


def search_covering(
    problem: CoveringProblem,
    start: Groupings,
    rng: np.random.Generator,
    swaps: int,
    *,
    hopeless: float = inf,
    keep_going: Callable[[], bool] = lambda: True,
) -> Covering:
    """Look for a full covering by walks of ``swaps`` swaps from ``start``; the best that is found.

    It ends early where none can be better, or ``EVEN_SWAPS`` after as many meet as can, or where
    ``hopeless`` or more have not met and a ``HOPELESS_SHARE`` of the swaps has not made them fewer;
    where that is told, who have not met weigh more and more. The same problem, start and generator
    state give the same answer, unless ``keep_going`` ended the search.
    """
    full_since: int | None = None
    least, least_since = inf, 0

    def is_done(unmet: float, uneven: float, done: int) -> bool:
        nonlocal full_since, least, least_since
        if unmet < least:
            least, least_since = unmet, done
        if unmet > problem.least_unmet:
            return unmet >= hopeless and done - least_since >= HOPELESS_SHARE * swaps
        full_since = done if full_since is None else full_since
        return uneven <= problem.least_uneven or done - full_since >= EVEN_SWAPS

    heavier = HEAVIER if hopeless < inf and 5 not in problem.sizes else 0.0
    walks = Walks(problem, _side_by_side(start), rng, heavier=heavier)
    return _walked(walks, swaps, is_done, lambda _done: keep_going())


def polish_covering(
    problem: CoveringProblem,
    start: Groupings,
    rng: np.random.Generator,
    swaps: int,
    *,
    least_swaps: int = 0,
    keep_going: Callable[[], bool] = lambda: True,
) -> Covering:
    """Let them meet earlier, and fulfil wishes, while not fewer meet; else as the search.

    It makes ``least_swaps`` even where ``keep_going`` says no.
    """
    walks = Walks(problem, _side_by_side(start), rng, EARLY)
    return _walked(
        walks, swaps, lambda *_best: False, lambda done: done < least_swaps or keep_going()
    )


def _side_by_side(start: Groupings) -> Groupings:
    """The same start for so many walks as go well side by side."""
    periods, n = start.shape
    walks = max(1, min(MOST_WALKS, SIDE_BY_SIDE // max(1, periods * n * n)))
    return np.repeat(start[None], walks, axis=0)


class _Best:
    """The best that each walk has come to, and since which swap."""

    def __init__(self, walks: Walks) -> None:
        self.walks = walks
        self.groupings, self.costs = walks.groupings.copy(), walks.costs
        self.since = np.zeros(len(self.groupings), dtype=np.int64)
        self.leader = self._leading()

    def note(self, done: int) -> None:
        """Keep where a walk has come to what is better than before, after so many swaps."""
        costs = self.walks.costs
        first = (costs != self.costs).argmax(axis=0)[None]
        better = (np.take_along_axis(costs - self.costs, first, axis=0) < 0)[0]
        if better.any():
            self.groupings[better] = self.walks.groupings[better]
            self.costs[:, better] = costs[:, better]
            self.since[better] = done
            self.leader = self._leading()

    def _leading(self) -> int:
        return int(np.lexsort(self.costs[::-1])[0])

    def go_on(self, done: int) -> None:
        """Let those who come no further go on from their best, with one period dealt anew."""
        stuck = np.flatnonzero(done - self.since >= PATIENCE)
        if len(stuck):
            self.walks.deal_again(stuck, self.groupings[stuck])
            self.since[stuck] = done

    def gather(self, done: int) -> None:
        """Let all walks go on from the best of all."""
        self.groupings[:] = self.groupings[self.leader]
        self.costs[:] = self.costs[:, [self.leader]]
        self.since[:] = done
        self.walks.place(self.groupings)

    @property
    def covering(self) -> Covering:
        """The best of all walks."""
        unmet, _late, uneven, wishes = map(float, self.costs[:, self.leader])
        groupings, problem = self.groupings[self.leader].copy(), self.walks.problem
        _never, late = unmet_and_late(groupings, problem.to_meet)
        return Covering(groupings, unmet, uneven, late, wishes)


def _walked(
    walks: Walks,
    swaps: int,
    is_done: Callable[[float, float, int], bool],
    keep_going: Callable[[int], bool],
) -> Covering:
    """The best of at most so many swaps of each walk.

    ``is_done`` is asked with how many have not met in the best so far, how uneven turns are, and
    how many swaps were made.
    """
    best, is_full = _Best(walks), False
    for done in range(swaps):
        unmet, _late, uneven, _wishes = best.costs[:, best.leader]
        if is_done(unmet, uneven, done):
            break
        if done % SWAPS_PER_QUESTION == 0 and not keep_going(done):
            break
        if unmet <= walks.problem.least_unmet and not is_full:
            best.gather(done)
            is_full = True
        best.go_on(done)
        walks.swap()
        best.note(done)
    return best.covering
