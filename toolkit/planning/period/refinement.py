"""From one good choice of groups to the best: objective by objective, each proven in its turn."""

from dataclasses import dataclass

import numpy as np

from toolkit.planning.arrays import Indices, Mask, PairedGroups
from toolkit.planning.monitor import Monitor
from toolkit.planning.period.candidates import Candidates
from toolkit.planning.period.model import Limit, choose, relax
from toolkit.shapes import Sizes
from toolkit.solving.relaxation import Relaxation

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: benchmarks/period.py.
WISH_COLUMNS = 4000
WISH_NODES = 100
"""Below the new acquaintances, a wish is proven only where so little work proves it."""


@dataclass(frozen=True)
class Refined:
    """The groups that were chosen, what they cost, and what is proven of it, by objective (k)."""

    groups: Candidates
    values: tuple[int, ...]
    bounds: tuple[int, ...]

    @property
    def pairs(self) -> PairedGroups:
        """The pairs of every group."""
        return tuple(self.groups.pairs(j) for j in range(len(self.groups)))


class Refinement:
    """Takes an incumbent through the objectives, leaving fewer groups after each.

    ``groups`` are the m that are left, ``chosen`` the numbers of the incumbent's among them, and
    ``limits`` what the objectives that are settled may cost at most. Of the ``rows``, each is in
    one chosen group; ``new`` is which objective counts those who are not new to each other.

    What is proven for one objective rules out groups for all that follow, and where the
    relaxation leaves a gap, a limit keeps what was reached.
    """

    def __init__(
        self,
        groups: Candidates,
        rows: int,
        sizes: Sizes,
        new: int,
        first: Indices,
        monitor: Monitor,
    ) -> None:
        self.groups, self.rows, self.sizes, self.new = groups, rows, sizes, new
        self.chosen, self.monitor = first, monitor
        self.limits: list[tuple[int, int]] = []

    def run(self) -> Refined:
        """Settle every objective in turn."""
        bounds = tuple(self._settle(o) for o in range(len(self.groups.costs)))
        return Refined(self.groups.where(self.chosen), self._values(), bounds)

    def _values(self) -> tuple[int, ...]:
        return tuple(int(cost) for cost in self.groups.costs[:, self.chosen].sum(axis=1))

    def _limits(self) -> list[Limit]:
        return [Limit(self.groups.costs[o], most) for o, most in self.limits]

    def _settle(self, o: int) -> int:
        """Make objective ``o`` small, keep only groups that allow it; returns the bound."""
        costs, value = self.groups.costs[o], self._values()[o]
        least = self._least_possible(o)
        if value == least:
            # Every group costs its share of the least or more, so only the cheapest remain.
            return self._proven_by_shares(o, least)
        if not self.monitor.keep_going():
            self.limits.append((o, value))
            return least
        relaxation = relax(self.groups, self.rows, self.sizes, costs, self._limits(), self.chosen)
        bound = max(relaxation.bound, least)
        self._prove(o, bound)
        bound = self._improve(o, relaxation, bound)
        value = self._values()[o]
        if o == self.new:
            self.monitor.found(self.sizes.meetings - self._values()[o])
        if relaxation.value < value - 1e-6:
            self.limits.append((o, value))
        self._keep(relaxation.could_be_in(value))
        return bound

    def _least_possible(self, o: int) -> int:
        """A bound that needs no model: each size's cheapest group as often as it is needed."""
        return sum(
            count * int(self.groups.costs[o][self.groups.size == size].min())
            for size, count in self.sizes.by_size.items()
        )

    def _proven_by_shares(self, o: int, least: int) -> int:
        """Keep the cheapest groups of each size, now that ``least`` is proven; returns it."""
        keep = np.zeros(len(self.groups), dtype=bool)
        for size in np.unique(self.groups.size):
            of_size = self.groups.size == size
            costs = self.groups.costs[o]
            keep |= of_size & (costs == costs[of_size].min())
        self._prove(o, least)
        self._keep(keep)
        return least

    def _improve(self, o: int, relaxation: Relaxation, bound: int) -> int:
        """Reach for the bound, and raise it by one each time it proves out of reach.

        So the models stay small, for the nearer the target is to the relaxation, the fewer
        groups can take part (a destructive lower bound: Klein and Scholl, "Computing lower
        bounds by destructive improvement", EJOR 112, 1999). Returns the new bound.
        """
        while bound < self._values()[o]:
            keep = relaxation.could_be_in(bound)
            if o > self.new and keep.sum() > WISH_COLUMNS:
                break
            groups = self.groups.where(keep)
            limits = [Limit(groups.costs[p], most) for p, most in [*self.limits, (o, bound)]]
            answer = choose(
                groups,
                self.rows,
                self.sizes,
                limits,
                most_nodes=WISH_NODES if o > self.new else None,
                seconds=self.monitor.seconds_left,
                keep_going=self.monitor.keep_going,
            )
            if answer.chosen is not None:
                self.chosen = np.flatnonzero(keep)[answer.chosen]
            elif answer.none_exists:
                bound += 1
                self._prove(o, bound)
            else:
                break
        return bound

    def _prove(self, o: int, bound: int) -> None:
        if o == self.new:
            self.monitor.proved(self.sizes.meetings - bound)

    def _keep(self, keep: Mask) -> None:
        """Leave only the groups that ``keep`` (m,) marks, and number the chosen ones anew."""
        moved = np.cumsum(keep) - 1
        self.chosen = moved[self.chosen]
        self.groups = self.groups.where(keep)
