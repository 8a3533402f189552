"""The best seats of a period: one aim after the other, each proven before the next is weighed.

First every pair is placed by itself, wherever the rest of its makkergruppe sits: that takes few
placements, tells in a moment whether there are any seats at all, and settles how makkere sit
together. Whole makkergruppen are placed after that, and there are seats already to begin with.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from toolkit.seating.search.grid import Mask, Numbers
from toolkit.seating.search.model import Choice, Limit, Model
from toolkit.seating.search.placements import Placements, of_groups, of_pairs, seated
from toolkit.seating.search.problem import Aim, Problem
from toolkit.solving.clock import Clock, Undecided
from toolkit.solving.relaxation import Relaxation

MORE = (0, 2, 6)
"""So far above the bound a choice is first looked for among few placements, then among all."""

AT_LEAST = frozenset(Aim) - {Aim.BACK}
"""What often costs every group as little as if there were no others: that is tried first."""

MOST_NODES = 20
"""A choice that costs every group its least comes soon, or is left to the relaxation."""

ROUNDS, FEW = 12, 4
"""So often so many groups are placed anew, all others staying, before all are weighed at once."""

LEAST_SECONDS = 20.0
"""So long, whatever the limit is, any seats are looked for: a fraction of a second, as a rule."""

OF_PAIRS, OF_GROUPS = tuple(Aim)[: Aim.SPREAD], tuple(Aim)[Aim.SPREAD :]
"""What pairs are placed for, and then makkergruppen."""


@dataclass(frozen=True)
class Seated:
    """The seat of every student, and by aim what it costs and what any seats cost at least."""

    seat: dict[int, int]
    costs: tuple[int, ...]
    bounds: tuple[int, ...]

    @property
    def gap(self) -> float:
        """How much better the first aim that is not proven best might be, as a share of it."""
        for cost, bound in zip(self.costs, self.bounds, strict=True):
            if cost > bound:
                return (cost - bound) / max(1, abs(cost), abs(bound))
        return 0.0


def best_seats(
    problem: Problem,
    clock: Clock,
    seed: int = 0,
    on_better: Callable[[dict[int, int]], None] = lambda seat: None,
) -> Seated | None:
    """The best seats; None where it is proven that there are none.

    ``on_better`` is told of all that are better than those before. When the clock stops the
    search, the best so far are returned; until there are any, it goes on for a while. Raises
    ``Undecided`` where none were found, nor ruled out.
    """
    stages = _placed_by_pair(problem, clock, seed, on_better)
    if stages is None:
        return None
    stages.take_groups(problem)
    for aim in OF_GROUPS:
        stages.settle(aim)
    return stages.result()


def best_groups(problem: Problem, clock: Clock) -> tuple[Placements, list[Limit]] | None:
    """The placements that seats may have in which groups and wishes are at their best.

    Equal ones are there too, in which makkere or pairs change their seats. All seats that cost no
    more than the limits are as good. None where there are no seats; raises ``Undecided`` where
    that, or what is best, is not known.
    """
    stages = _placed_by_pair(problem, clock, equal=True)
    if stages is None:
        return None
    columns = of_groups(problem, stages.columns, equal=True)
    stages.take_groups(problem)
    for aim in (Aim.SPREAD, Aim.WISHES):
        value = stages.settle(aim)
        if value > stages.bounds[-1]:
            raise Undecided
        columns = columns.where(columns.could_cost(aim, value, len(problem.groups)))
    return columns, stages.limits


def _placed_by_pair(
    problem: Problem,
    clock: Clock,
    seed: int = 0,
    on_better: Callable[[dict[int, int]], None] = lambda seat: None,
    equal: bool = False,
) -> "_Stages | None":
    """Pairs placed by themselves, and what they are placed for settled; None if none can be."""
    by_pair = problem.pair_by_pair
    pairs = _shuffled(of_pairs(by_pair, equal), seed)
    first = _first(by_pair, pairs, Clock(LEAST_SECONDS))
    if first is None:
        return None
    stages = _Stages(by_pair, pairs, first, clock, seed, on_better)
    for aim in OF_PAIRS:
        stages.settle(aim)
    return stages


def any_seats(problem: Problem, clock: Clock) -> dict[int, int] | None:
    """Any seats that keep the conditions, by student; None where it is proven that there are none.

    Raises ``Undecided`` where the clock stops the search before that is seen.
    """
    by_pair = problem.pair_by_pair
    pairs = of_pairs(by_pair)
    first = _first(by_pair, pairs, clock)
    return None if first is None else seated(pairs.where(first))


def _first(problem: Problem, pairs: Placements, clock: Clock) -> Numbers | None:
    """The numbers of any placements of pairs that go together.

    Makkere sit as well as they could by themselves, if they all can. Where not even students
    without makkere could be seated, the many other ways need not be looked at. None where it is
    proven that there are none; raises ``Undecided`` where the clock was faster.
    """
    if len(np.unique(pairs.group)) < len(problem.groups):
        return None
    best = np.flatnonzero(pairs.best_in(OF_PAIRS, len(problem.groups)))
    choice = _any(problem, pairs.where(best), clock)
    if choice.chosen is not None:
        return best[choice.chosen]
    alone = problem.one_by_one
    if _any(alone, of_pairs(alone), clock).none_exists:
        return None
    choice = _any(problem, pairs, clock)
    if choice.chosen is None and not choice.none_exists:
        raise Undecided
    return choice.chosen


def _any(problem: Problem, columns: Placements, clock: Clock) -> Choice:
    model = Model(problem, columns)
    return model.best(keep_going=clock.keep_going, seconds=clock.seconds_left)


def _shuffled(columns: Placements, seed: int) -> Placements:
    return columns.where(np.random.default_rng(seed).permutation(len(columns)))


class _Stages:
    """Takes the placements through the aims, leaving fewer after each.

    ``columns`` are those that are left, ``chosen`` the numbers of the best so far among them,
    ``limits`` what the aims that are settled may cost at most, ``bounds`` what is proven of them.
    """

    def __init__(
        self,
        problem: Problem,
        columns: Placements,
        chosen: Numbers,
        clock: Clock,
        seed: int,
        on_better: Callable[[dict[int, int]], None],
    ) -> None:
        self.problem, self.columns, self.chosen = problem, columns, chosen
        self.clock, self.seed, self.on_better = clock, seed, on_better
        self.limits: list[Limit] = []
        self.bounds: list[int] = []
        on_better(self._seats)

    def take_groups(self, problem: Problem) -> None:
        """Go on with whole makkergruppen, which may be placed as their pairs may be.

        They sit where their pairs do so far, or where every group is best off by itself in the
        first two aims, if they can.
        """
        seat = self._seats
        own = [frozenset(seat[one] for pair in group for one in pair) for group in problem.groups]
        self.problem = problem
        self.columns = columns = _shuffled(of_groups(problem, self.columns), self.seed)
        both = zip(columns.group, columns.seats, strict=True)
        numbers = np.flatnonzero([own[group] == set(seats) for group, seats in both])
        model = Model(problem, columns.where(numbers), self.limits)
        chosen = model.best(keep_going=lambda: True).chosen
        assert chosen is not None, "groups may sit as their pairs do"
        self.chosen = numbers[chosen]
        best = columns.best_in((Aim.SPREAD, Aim.WISHES), len(problem.groups))
        if not best[self.chosen].all() and self.clock.keep_going():
            self._look(best, Aim.WISHES, MOST_NODES)

    def result(self) -> Seated:
        """The best so far, and what is proven of it."""
        return Seated(self._seats, self._costs(Aim.AGAIN), tuple(self.bounds))

    @property
    def _seats(self) -> dict[int, int]:
        return seated(self.columns.where(self.chosen))

    def _costs(self, last: Aim) -> tuple[int, ...]:
        """What is chosen costs in all aims up to this one."""
        return tuple(map(int, self.columns.costs[: last + 1, self.chosen].sum(axis=1)))

    def _value(self, aim: Aim) -> int:
        return self._costs(aim)[-1]

    def settle(self, aim: Aim) -> int:
        """Make an aim's cost small, and keep only placements that allow it; what it costs."""
        shares = self.columns.least(aim, len(self.problem.groups))
        bound = least = int(shares.sum())
        if aim in AT_LEAST and self._value(aim) != least and self.clock.keep_going():
            self._look(self.columns.costs[aim] == shares[self.columns.group], aim, MOST_NODES)
        self._improve(aim, least)
        keep = np.ones(len(self.columns), dtype=bool)
        if self._value(aim) != least and self.clock.keep_going():
            model = Model(self.problem, self.columns, self.limits)
            relaxation = model.relaxed(aim, self.clock.seconds_left)
            if relaxation is not None:
                bound = self._reach(aim, relaxation, least)
                keep = relaxation.could_be_in(self._value(aim))
        value = self._value(aim)
        if value > least:
            self.limits.append(Limit(aim, value))
        self.bounds.append(min(bound, value))
        self._keep(keep & self.columns.could_cost(aim, value, len(self.problem.groups)))
        return value

    def _improve(self, aim: Aim, least: int) -> None:
        """Place a few groups anew at a time, so that a search that is stopped has good seats."""
        groups, rng = len(self.problem.groups), np.random.default_rng(self.seed)
        for _ in range(ROUNDS if groups > FEW else 0):
            if self._value(aim) == least or not self.clock.keep_going():
                break
            anew = rng.choice(groups, FEW, replace=False)
            keep = np.isin(self.columns.group, anew)
            keep[self.chosen] = True
            self._look(keep, aim, MOST_NODES)

    def _reach(self, aim: Aim, relaxation: Relaxation, least: int) -> int:
        """Choose as near to the bound as can be; the bound that is proven.

        The nearer to the relaxation, the fewer placements can take part (reduced cost fixing:
        Dantzig, Fulkerson and Johnson 1954). What contains one of the others costs more.
        """
        start = bound = max(least, relaxation.bound)
        for more in (*MORE, None):
            value = self._value(aim)
            if value == bound or not self.clock.keep_going():
                break
            most = value - 1 if more is None else min(start + more, value - 1)
            choice = self._look(relaxation.could_be_in(most), aim)
            if choice.none_exists:
                bound = max(bound, most + 1)
            elif choice.bound is not None:
                bound = max(bound, min(choice.bound, most + 1))
        return bound

    def _look(self, keep: Mask, aim: Aim, nodes: int | None = None) -> Choice:
        """Choose the best among the placements that ``keep`` marks, where it is the best so far."""
        numbers = np.flatnonzero(keep)
        model = Model(self.problem, self.columns.where(numbers), self.limits)
        choice = model.best(
            aim,
            keep_going=self.clock.keep_going,
            seconds=self.clock.seconds_left,
            seed=self.seed,
            nodes=nodes,
        )
        if choice.chosen is not None:
            before, now = self.chosen, self._costs(aim)
            self.chosen = numbers[choice.chosen]
            if self._costs(aim) < now:
                self.on_better(self._seats)
            else:
                self.chosen = before
        return choice

    def _keep(self, keep: Mask) -> None:
        """Leave only the placements that ``keep`` (m,) marks, and number the chosen ones anew."""
        self.chosen = (np.cumsum(keep) - 1)[self.chosen]
        self.columns = self.columns.where(keep)
