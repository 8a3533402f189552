"""Who is to sit at the front in each of several periods: an exact model, with PuLP.

It has the placements of every period's seats (``model.py``), of which those are one here that bring
the same students to the front and take the same from the others.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pulp

from toolkit.seating.search.grid import Mask
from toolkit.seating.search.model import Limit
from toolkit.seating.search.placements import Placements
from toolkit.solving.mip import solved

MOST_NODES = 1000
"""Where more would be needed, what was found by then will do: it takes as long on any machine."""

type Front = frozenset[str]
"""The ids of those at the front whose turns are counted."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way for a makkergruppe to sit: who is at the front, and what it takes from the others.

    ``costs`` are those in the aims that are limited in its period.
    """

    front: Front
    taken: frozenset[int] = frozenset()
    costs: tuple[int, ...] = ()


type ByGroup = list[list[Way]]
"""For every group of every period how it sits."""


@dataclass(frozen=True)
class Fronts:
    """One period: the ways for each makkergruppe, of which the costs sum to ``most`` at most.

    There are so many ``places`` at the front.
    """

    of_groups: tuple[tuple[Way, ...], ...]
    places: int
    most: tuple[int, ...] = ()

    @classmethod
    def of(
        cls,
        columns: Placements,
        limits: Sequence[Limit],
        groups: int,
        students: Sequence[str],
        counted: Container[str],
        at_front: Mask,
    ) -> "Fronts":
        """Those of the placements of a period; ``at_front`` (s,) marks the seats there.

        ``students`` are the ids by their numbers, and of these the turns are ``counted``.
        """
        ids = [key if key in counted else None for key in students]
        found: list[dict[Way, None]] = [{} for _ in range(groups)]
        costs = columns.costs[[limit.aim for limit in limits]].T.tolist()
        both = zip(columns.members, columns.seats, strict=True)
        for group, (members, seats), taken, own in zip(
            columns.group, both, columns.taken, costs, strict=True
        ):
            front = (ids[one] for one, seat in zip(members, seats, strict=True) if at_front[seat])
            found[group][Way(frozenset(filter(None, front)), frozenset(taken), tuple(own))] = None
        most = tuple(limit.most for limit in limits)
        return cls(tuple(map(tuple, found)), int(at_front.sum()), most)

    @cached_property
    def coarse(self) -> "Fronts":
        """The same as if no group were in the way of another: far fewer, but perhaps not so."""
        fronts = (dict.fromkeys(way.front for way in ways) for ways in self.of_groups)
        return Fronts(tuple(tuple(map(Way, own)) for own in fronts), self.places)


def even_in_the_end(
    periods: Sequence[Fronts],
    turns: Mapping[str, int],
    counted: Sequence[str],
    *,
    keep_going: Callable[[], bool],
    seconds: float | None = None,
    seed: int = 0,
) -> ByGroup | None:
    """The choice after which turns of the ``counted`` differ least, and by one where they can.

    ``turns`` are those so far. Of such choices it is one that takes as many places as can be. None
    where none was found in so many ``seconds``.
    """
    model = _Model(periods, turns, counted)
    if not model.solve(model.difference, keep_going, seconds, seed):
        return None
    chosen = model.chosen()
    model.settle_difference()
    is_better = model.solve(-1 * model.taken, keep_going, seconds, seed)
    return model.chosen() if is_better else chosen


def cheapest(
    period: Fronts,
    costs: Mapping[str, int],
    keep_going: Callable[[], bool],
    number: int | None = None,
) -> list[Way] | None:
    """The choice for one period that costs least, by who is at the front; so many, if it is said.

    None where the search was stopped.
    """
    model = _Model((period,), {}, ())
    if number is not None:
        model.problem += model.taken == number
    aim = pulp.lpSum(
        sum(costs.get(key, 0) for key in way.front) * variable for way, variable in model.both()
    )
    return model.chosen()[0] if model.solve(aim, keep_going) else None


class _Model:
    """A variable for each way in which a group of a period may sit."""

    def __init__(
        self, periods: Sequence[Fronts], turns: Mapping[str, int], counted: Sequence[str]
    ) -> None:
        self.periods = periods
        self.problem = pulp.LpProblem("fronts", pulp.LpMinimize)
        least = self.problem.add_variable("least", 0, None)
        self.difference = self.problem.add_variable("difference", 1, None, "Integer")
        self.variables: list[list[list[pulp.LpVariable]]] = []
        own: dict[str, list[pulp.LpVariable]] = {key: [] for key in counted}
        taken = []
        for at, period in enumerate(periods):
            self.variables.append([])
            rows: dict[int, list[pulp.LpVariable]] = {}
            costs: list[list[pulp.LpAffineExpression]] = [[] for _ in period.most]
            for group, ways in enumerate(period.of_groups):
                variables = [
                    self.problem.add_variable(f"way_{at}_{group}_{k}", cat="Binary")
                    for k, _ in enumerate(ways)
                ]
                self.variables[-1].append(variables)
                self.problem += pulp.lpSum(variables) == 1
                for variable, way in zip(variables, ways, strict=True):
                    taken.append(len(way.front) * variable)
                    for key in way.front & own.keys():
                        own[key].append(variable)
                    for row in way.taken:
                        rows.setdefault(row, []).append(variable)
                    for limited, cost in zip(costs, way.costs, strict=True):
                        limited.append(cost * variable)
            at_front = (len(way.front) * variable for way, variable in self._both(at))
            self.problem += pulp.lpSum(at_front) <= period.places
            for wanting in rows.values():
                self.problem += pulp.lpSum(wanting) <= 1
            for limited, most in zip(costs, period.most, strict=True):
                self.problem += pulp.lpSum(limited) <= most
        self.taken = pulp.lpSum(taken)
        for key, variables in own.items():
            had = turns.get(key, 0) + pulp.lpSum(variables)
            self.problem += had >= least
            self.problem += had <= least + self.difference

    def solve(
        self,
        aim: pulp.LpAffineExpression | pulp.LpVariable,
        keep_going: Callable[[], bool],
        seconds: float | None = None,
        seed: int = 0,
    ) -> bool:
        """Make this small; whether anything was found."""
        self.problem.setObjective(1 * aim)
        stats = solved(
            self.problem,
            keep_going=keep_going,
            timeLimit=seconds,
            random_seed=seed % 2**31,
            mip_max_nodes=MOST_NODES,
            mip_abs_gap=0.999,
        )
        return stats.has_solution

    def both(self) -> Iterator[tuple[Way, pulp.LpVariable]]:
        """Every way, and whether it is chosen."""
        for at, _ in enumerate(self.periods):
            yield from self._both(at)

    def _both(self, at: int) -> Iterator[tuple[Way, pulp.LpVariable]]:
        for ways, variables in zip(self.periods[at].of_groups, self.variables[at], strict=True):
            yield from zip(ways, variables, strict=True)

    def settle_difference(self) -> None:
        """Turns may differ no more than they do now."""
        self.problem += self.difference <= round(self.difference.valueOrDefault())

    def chosen(self) -> ByGroup:
        """What was found last."""
        return [
            [
                max(zip(ways, variables, strict=True), key=lambda one: one[1].valueOrDefault())[0]
                for ways, variables in zip(period.of_groups, of_groups, strict=True)
            ]
            for period, of_groups in zip(self.periods, self.variables, strict=True)
        ]
