"""The exact model of a period's seats, with PuLP: choose a placement for every makkergruppe.

A set packing problem with one column a placement: every group has one, every seat one student at
most, and of those who are kept apart at most one sits in a crowd, a set of seats that are all too
near to each other (a clique row: Padberg, "On the facial structure of set packing polyhedra",
Mathematical Programming 5, 1973).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pulp

from toolkit.seating.search.grid import Numbers
from toolkit.seating.search.placements import Placements
from toolkit.seating.search.problem import Problem
from toolkit.solving.mip import TOLERANCE, solved
from toolkit.solving.relaxation import Relaxation

ALMOST_ONE = 0.999
"""Costs are whole numbers: what is less than this from the bound cannot be made better."""


@dataclass(frozen=True)
class Limit:
    """An aim that is settled: its costs may sum to ``most`` at most."""

    aim: int
    most: int


@dataclass(frozen=True)
class Choice:
    """The numbers of the chosen placements, or None, and a bound of what any choice costs.

    ``none_exists`` tells that it is proven that none can be chosen.
    """

    chosen: Numbers | None
    bound: int | None
    none_exists: bool = False


class Model:
    """The model of some placements of a problem, with ``limits`` on the aims that are settled."""

    def __init__(self, problem: Problem, columns: Placements, limits: Sequence[Limit] = ()) -> None:
        self.groups, self.columns, self.limits = len(problem.groups), columns, limits

    def relaxed(self, aim: int, seconds: float | None = None) -> Relaxation | None:
        """The linear relaxation; None where it was not solved in so many ``seconds``."""
        model, variables = self._built(aim, "Continuous")
        stats = model.solve(pulp.HiGHS(msg=False, mip=False, threads=1, timeLimit=seconds))
        if stats.status != pulp.LpSolveStatus.Optimal or stats.objective is None:
            return None
        reduced = np.array([variable.dj or 0.0 for variable in variables])
        return Relaxation.solved(stats.objective, reduced, self.groups)

    def best(
        self,
        aim: int | None = None,
        *,
        keep_going: Callable[[], bool],
        seconds: float | None = None,
        seed: int = 0,
        nodes: int | None = None,
    ) -> Choice:
        """The cheapest choice of whole placements; any, where no aim is given.

        What so many ``nodes`` of the search tree have not shown is left open.
        """
        model, variables = self._built(aim, "Integer")
        options = {} if nodes is None else {"mip_max_nodes": nodes}
        stats = solved(
            model,
            keep_going=keep_going,
            timeLimit=seconds,
            random_seed=seed % 2**31,
            mip_rel_gap=0.0,
            mip_abs_gap=ALMOST_ONE,
            **options,
        )
        if not stats.has_solution:
            return Choice(None, None, stats.status == pulp.LpSolveStatus.Infeasible)
        chosen = np.array([j for j, x in enumerate(variables) if x.valueOrDefault() > 0.5])
        bound = stats.best_bound
        return Choice(chosen, None if bound is None else int(np.ceil(bound - TOLERANCE)))

    def _built(
        self, aim: int | None, category: Literal["Continuous", "Integer"]
    ) -> tuple[pulp.LpProblem, list[pulp.LpVariable]]:
        columns = self.columns
        costs = np.zeros(len(columns)) if aim is None else columns.costs[aim].astype(float)
        model = pulp.LpProblem("seats", pulp.LpMinimize)
        nothing = model.add_variable("nothing", 0, 0)  # so that rows are there before columns
        model += 0 * nothing
        of_group = [model.addConstraint(nothing == 1) for _ in range(self.groups)]
        of_limit = [model.addConstraint(0 * nothing <= limit.most) for limit in self.limits]
        rows = {key: model.addConstraint(nothing <= 1) for key in self._wanted_by_several()}
        variables = []
        for j, keys in enumerate(columns.taken):
            coefficients = {rows[key]: 1 for key in keys if key in rows}
            coefficients[of_group[columns.group[j]]] = 1
            for row, limit in zip(of_limit, self.limits, strict=True):
                coefficients[row] = int(columns.costs[limit.aim, j])
            most = 1 if category == "Integer" else None
            cost = float(costs[j])
            variables.append(
                model.add_column(f"placement_{j}", 0, most, category, cost, coefficients)
            )
        return model, variables

    def _wanted_by_several(self) -> list[int]:
        """What placements of more than one group take."""
        wanting: dict[int, int] = {}
        several: dict[int, None] = {}
        for group, keys in zip(self.columns.group, self.columns.taken, strict=True):
            for key in keys:
                if wanting.setdefault(key, int(group)) != group:
                    several[key] = None
        return sorted(several)
