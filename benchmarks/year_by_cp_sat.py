"""A whole year by CP-SAT: reads a class as JSON, writes the groups of each period as JSON.

It needs OR-Tools and nothing else, and must not share a process with HiGHS, so `year.py` starts
it in an environment of its own.

Every student is in one group of each period, and every two who are to meet do so in some
period or are missed. As few as can be are missed, and the others meet as early as can be. The
year begins with as many periods as the bound asks for, and gets one more as long as somebody is
missed and time is left. The time is the solver's own, which is close to seconds of one processor.
"""

import json
import sys
from itertools import combinations
from time import process_time

from ortools.sat.python import cp_model

MISSED = 100
"""What one who is missed weighs, an early meeting being worth one for each period."""

LONGER = 3
"""So many periods above the bound are tried."""


def solved(case: dict, periods: int, seconds: float) -> tuple[int, list[list[int]]] | None:
    """How many are missed, and each student's group in each period; None where nothing came."""
    n, sizes = case["students"], case["sizes"]
    model = cp_model.CpModel()
    inside = [[[model.new_bool_var("") for _ in sizes] for _ in range(n)] for _ in range(periods)]
    for of_period in inside:
        for of_student in of_period:
            model.add_exactly_one(of_student)
        for g, size in enumerate(sizes):
            model.add(sum(of_student[g] for of_student in of_period) == size)
    for a, b in case["apart"]:
        for of_period in inside:
            for g in range(len(sizes)):
                model.add_at_most_one(of_period[a][g], of_period[b][g])
    for a, b in case["never_partners"]:  # all in a group of three are partners
        for of_period in inside:
            for g, size in enumerate(sizes):
                if size == 3:
                    model.add_at_most_one(of_period[a][g], of_period[b][g])
    for t, a, b in case["together"]:
        if t < periods:
            for one, other in zip(inside[t][a], inside[t][b], strict=True):
                model.add(one == other)
            for c, d in case["never_partners"]:  # where two pair up, so must the others
                if len({a, b, c, d}) == 4:
                    for here in zip(inside[t][a], inside[t][c], inside[t][d], strict=True):
                        model.add_bool_or(*(~student for student in here))
    for a in range(n):  # the first period is any one, where no rule says who is with whom
        if not case["apart"] and not case["together"]:
            at = next(g for g in range(len(sizes)) if sum(sizes[: g + 1]) > a)
            model.add(inside[0][a][at] == 1)
    missed, early = [], []
    for a, b in case["to_meet"]:
        by_now = []
        for t, of_period in enumerate(inside):
            meets = []
            for g in range(len(sizes)):
                both = model.new_bool_var("")
                model.add_implication(both, of_period[a][g])
                model.add_implication(both, of_period[b][g])
                meets.append(both)
            met = model.new_bool_var("")
            before = [by_now[-1]] if t else []
            model.add_bool_or([*meets, *before, ~met])
            by_now.append(met)
        early += by_now
        missed.append(~by_now[-1])
    model.maximize(sum(early) - MISSED * sum(missed))
    solver = cp_model.CpSolver()
    solver.parameters.max_deterministic_time = max(0.1, seconds)
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = case["seed"]
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    groups = [
        [
            next(g for g, here in enumerate(of_student) if solver.value(here))
            for of_student in period
        ]
        for period in inside
    ]
    return sum(solver.boolean_value(one) for one in missed), groups


def year(case: dict) -> list[list[int]]:
    ends = process_time() + case["seconds"]
    best: tuple[int, list[list[int]]] = (len(case["to_meet"]) + 1, [])
    for more in range(LONGER + 1):
        left = ends - process_time()
        if left <= 0 and more:
            break
        found = solved(case, case["bound"] + more, left / (LONGER + 1 - more))
        if found is not None and found[0] < best[0]:
            best = found
        if best[0] == 0:
            break
    return best[1]


def paired(case: dict, groups: list[list[int]]) -> list[list[list[list[int]]]]:
    """The pairs of each group in each period: wanted ones, then those who were makkere least."""
    times: dict[tuple[int, int], int] = {tuple(two): 10_000 for two in case["never_partners"]}
    found = []
    for t, period in enumerate(groups):
        wanted = {(a, b) for at, a, b in case["together"] if at == t}
        paired_groups = []
        for g, size in enumerate(case["sizes"]):
            members = [i for i, group in enumerate(period) if group == g]
            pairs = best_pairs(members, size, times, wanted)
            for pair in pairs:
                for two in combinations(sorted(pair), 2):
                    times[two] = times.get(two, 0) + 1
            paired_groups.append(pairs)
        found.append(paired_groups)
    return found


def best_pairs(
    members: list[int], size: int, times: dict[tuple[int, int], int], wanted: set[tuple[int, int]]
) -> list[list[int]]:
    if size == 3:
        return [members]

    def cost(pairs: list[list[int]]) -> int:
        made = [two for pair in pairs for two in combinations(sorted(pair), 2)]
        return sum(-100_000 if two in wanted else times.get(two, 0) for two in made)

    ways = (
        [list(pair), [i for i in members if i not in pair]] for pair in combinations(members, 2)
    )
    return min(ways, key=cost)


def main() -> None:
    for line in sys.stdin:
        case = json.loads(line)
        print(json.dumps(paired(case, year(case))), flush=True)


if __name__ == "__main__":
    main()
