"""The exact model of a period, with PuLP: choose groups so that every student is in one.

A set partitioning problem with one column a group. Its relaxation is solved by column
generation (Gilmore and Gomory 1961; for set partitioning, Barnhart et al., "Branch-and-price",
Operations Research 46, 1998): the restricted master knows few columns, and all others are
priced at once with numpy. The reduced costs then rule out most columns for good (reduced
cost fixing, Dantzig, Fulkerson and Johnson 1954), so that the integer model is small.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pulp

from toolkit.planning.arrays import Counts, Indices, Reduced
from toolkit.planning.period.candidates import Candidates
from toolkit.shapes import Sizes
from toolkit.solving.clock import Undecided
from toolkit.solving.mip import TOLERANCE, solved
from toolkit.solving.relaxation import Relaxation

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: benchmarks/period.py.
COLUMNS_PER_ROUND, COLUMNS_PER_STUDENT = 150, 25
"""So many columns enter at once at most, and so many of those around one student."""


@dataclass(frozen=True)
class Limit:
    """An objective that is settled: the groups' ``costs`` (m,) may sum to ``most`` at most."""

    costs: Counts
    most: int


class _Model:
    """The rows of the model, to which columns are added; ``slack`` fills every row by itself.

    Column ``j`` is group ``j`` of the list. There is a row for each of the n students, for each
    size of groups and for each of the ``limits``; ``costs`` (m,) is what each group costs.
    """

    def __init__(
        self, groups: Candidates, students: int, sizes: Sizes, costs: Counts, limits: list[Limit]
    ) -> None:
        self.groups, self.costs, self.limits, self.students = groups, costs, limits, students
        self.problem = pulp.LpProblem("period", pulp.LpMinimize)
        self.slack = self.problem.add_variable("slack", 0, None)
        self.problem += 0 * self.slack
        add = self.problem.addConstraint
        self.student_rows = [add(self.slack == 1, f"student_{i}") for i in range(students)]
        self.size_rows = {
            size: add(count * self.slack == count, f"size_{size}")
            for size, count in sizes.by_size.items()
        }
        self.limit_rows = [
            add(0 * self.slack <= limit.most, f"limit_{at}") for at, limit in enumerate(limits)
        ]
        self.group_count = sizes.groups
        self.columns: dict[int, pulp.LpVariable] = {}

    def add(self, chosen: Indices, category: Literal["Continuous", "Integer"]) -> None:
        """Give the model the columns of these groups, where it has not got them."""
        for j in map(int, chosen):
            if j in self.columns:
                continue
            rows = {self.student_rows[i]: 1 for i in self.groups.members[j] if i < self.students}
            if (size := int(self.groups.size[j])) in self.size_rows:
                rows[self.size_rows[size]] = 1
            for row, limit in zip(self.limit_rows, self.limits, strict=True):
                rows[row] = int(limit.costs[j])
            self.columns[j] = self.problem.add_column(
                f"group_{j}", 0, 1 if category == "Integer" else None, category,
                obj=float(self.costs[j]), coefficients=rows,
            )  # fmt: skip

    def reduced_costs(self) -> Reduced:
        """Every group's reduced cost (m,) under the duals of the last solve."""
        student_duals = np.array([row.pi for row in self.student_rows] + [0.0])
        size_duals = np.zeros(6)
        for size, row in self.size_rows.items():
            size_duals[size] = row.pi
        reduced: Reduced = self.costs - student_duals[self.groups.members].sum(axis=1)
        reduced -= size_duals[self.groups.size]
        for row, limit in zip(self.limit_rows, self.limits, strict=True):
            reduced -= np.float64(row.pi or 0.0) * limit.costs
        return reduced


def relax(
    groups: Candidates,
    students: int,
    sizes: Sizes,
    costs: Counts,
    limits: list[Limit],
    start: Indices,
) -> Relaxation:
    """Solve the linear relaxation over all m groups, with their ``costs`` (m,).

    ``start`` is a choice of groups that is feasible.
    """
    model = _Model(groups, students, sizes, costs, limits)
    model.slack.upBound = 0
    return _generate(model, start)


def can_cover(
    groups: Candidates,
    students: int,
    sizes: Sizes,
    keep_going: Callable[[], bool] = lambda: True,
) -> bool:
    """Whether fractions of the groups cover the class; where not, no choice of groups does.

    Raises ``Undecided`` where ``keep_going`` ends the search.
    """
    model = _Model(groups, students, sizes, np.zeros(len(groups), dtype=np.int64), [])
    model.problem.setObjective(1 * model.slack)
    return _generate(model, np.arange(0), keep_going).value < TOLERANCE


def _generate(
    model: _Model, start: Indices, keep_going: Callable[[], bool] = lambda: True
) -> Relaxation:
    """Solve the relaxation, from the columns of the groups in ``start``, with all that enter."""
    model.add(start, "Continuous")
    while True:
        if not keep_going():
            raise Undecided
        stats = model.problem.solve(pulp.HiGHS(msg=False, mip=False, threads=1))
        assert stats.status == pulp.LpSolveStatus.Optimal, stats.status_str
        assert stats.objective is not None
        reduced = model.reduced_costs()
        entering = _entering(model, reduced)
        if not len(entering):
            return Relaxation.solved(stats.objective, reduced, model.group_count)
        model.add(entering, "Continuous")


def _entering(model: _Model, reduced: Reduced) -> Indices:
    """The groups that enter next, at most ``COLUMNS_PER_ROUND``.

    They are those of the most negative of the ``reduced`` costs (m,), but not too many around
    the same students.
    """
    negative = np.flatnonzero(reduced < -TOLERANCE)
    negative = negative[np.argsort(reduced[negative], kind="stable")][: 30 * COLUMNS_PER_ROUND]
    used = np.zeros(model.students + 1, dtype=np.int64)
    entering: list[int] = []
    for j in map(int, negative):
        members = model.groups.members[j][: model.groups.size[j]]
        if j not in model.columns and (used[members] < COLUMNS_PER_STUDENT).all():
            used[members] += 1
            entering.append(j)
            if len(entering) == COLUMNS_PER_ROUND:
                break
    return np.array(entering, dtype=np.intp)


@dataclass(frozen=True)
class Choice:
    """The groups that were chosen, or None; ``none_exists`` where it is proven that none can be."""

    chosen: Indices | None
    none_exists: bool = False


def choose(
    groups: Candidates,
    students: int,
    sizes: Sizes,
    limits: list[Limit],
    *,
    most_nodes: int | None = None,
    seconds: float | None = None,
    keep_going: Callable[[], bool] = lambda: True,
) -> Choice:
    """Choose whole groups within the limits, or prove that it cannot be done.

    Gives up after ``most_nodes`` nodes, after ``seconds``, or when ``keep_going`` says so.
    An error in ``keep_going`` ends the search and is raised.
    """
    model = _Model(groups, students, sizes, np.zeros(len(groups), dtype=np.int64), limits)
    model.slack.upBound = 0
    model.add(np.arange(len(groups)), "Integer")
    options = {} if most_nodes is None else {"mip_max_nodes": most_nodes}
    stats = solved(model.problem, keep_going=keep_going, timeLimit=seconds, **options)
    if not stats.has_solution:
        return Choice(None, none_exists=stats.status == pulp.LpSolveStatus.Infeasible)
    chosen = [j for j, x in model.columns.items() if x.valueOrDefault() > 0.5]
    return Choice(np.array(chosen, dtype=np.intp))
