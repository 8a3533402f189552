"""One period for 28 students after six: this package beside the plain formulation.

The plain formulation is what a textbook would write: one binary column for each of the
20475 groups of four, every student in one group, as few as possible who are not new to
each other. It is solved by the same solver (HiGHS through PuLP, one thread), and it is
asked for less: the new acquaintances alone, none of the wishes below them.

    .venv/bin/python benchmarks/period.py [--students 28] [--history 6] [--repeat 3]
"""

import argparse
import platform
from itertools import combinations
from pathlib import Path
from statistics import median
from time import perf_counter

import pulp

from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.planning.calls import plan_next
from toolkit.rules import Balance, Rules

RESULTS = Path(__file__).parent / "results" / "period.md"


def invented_class(n: int) -> Roster:
    return Roster(
        tuple(
            Student(f"s{i}", f"Elev {i}", attributes=(("gender", "jg"[i % 2]),)) for i in range(n)
        )
    )


def plain(roster: Roster, history: Plan) -> tuple[int, float]:
    """The new acquaintances that the plain formulation proves best, and its seconds."""
    start = perf_counter()
    ids = [student.id for student in roster]
    met = {frozenset(two) for period in history.periods for two in period.group_mates()}
    problem = pulp.LpProblem("plain", pulp.LpMinimize)
    groups = list(combinations(ids, 4))
    known = [sum(frozenset(two) in met for two in combinations(group, 2)) for group in groups]
    x = [problem.add_variable(f"x_{g}", cat="Binary") for g in range(len(groups))]
    problem += pulp.lpSum(cost * chosen for cost, chosen in zip(known, x, strict=True))
    for student in ids:
        members = [chosen for group, chosen in zip(groups, x, strict=True) if student in group]
        problem += pulp.lpSum(members) == 1
    stats = problem.solve(pulp.HiGHS(msg=False, threads=1, gapRel=0.0))
    assert stats.status == pulp.LpSolveStatus.Optimal
    assert stats.objective is not None
    return 6 * len(ids) // 4 - round(stats.objective), perf_counter() - start


def ours(roster: Roster, rules: Rules, history: Plan, seed: int) -> tuple[int, float]:
    start = perf_counter()
    solution = plan_next(roster, rules, history, seed=seed).solution
    seconds = perf_counter() - start
    assert solution is not None
    not_new = solution.scores[0]
    assert not_new.gap == 0
    return 6 * len(roster) // 4 - not_new.value, seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=28)
    parser.add_argument("--history", type=int, default=6)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    assert options.students % 4 == 0, "the plain formulation is written for groups of four"

    roster, rules = invented_class(options.students), Rules(balance=Balance(("gender",)))
    rows, ratios = [], []
    for seed in range(options.repeat):
        history = Plan()
        for _ in range(options.history):
            history = plan_next(roster, rules, history, seed=seed)
        new, seconds = ours(roster, rules, history, seed)
        plain_new, plain_seconds = plain(roster, history)
        assert new == plain_new, "both are proven best, so they must agree"
        ratios.append(plain_seconds / seconds)
        rows.append(
            f"| {seed} | {new} | {seconds:.2f} | {plain_new} | {plain_seconds:.2f}"
            f" | {ratios[-1]:.0f} |"
        )
    table = "\n".join(
        [
            f"# One period for {options.students} students after {options.history}",
            "",
            f"Written by `benchmarks/period.py` on Python {platform.python_version()}, PuLP"
            f" {pulp.__version__}. Both prove the new acquaintances best; ours settles every wish"
            " below them as well.",
            "",
            "| seed | new, ours | seconds, ours | new, plain | seconds, plain | plain / ours |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
            f"Median ratio: {median(ratios):.0f}",
            "",
        ]
    )
    RESULTS.write_text(table, encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
