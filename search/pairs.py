"""Make the pairs inside the groups of every stored year again, as well as can be.

    .venv/bin/python search/pairs.py [24-fours …]

The groups stay as they are. Which pairs they have is one exact problem over the whole year: so
few makkere again as can be, then turns in trios as even as can be in the end (the widest
difference first, then the sum), then on the way.
Each is proven best before the next one is weighed. What comes out better is written.
"""

import argparse
import itertools
from collections import defaultdict
from collections.abc import Sequence

import pulp
from tasks import FILES, Quality, Task, quality

from toolkit.planning.arrays import Groups, PairedGroups, Pairs, partners, without_pairs
from toolkit.planning.period.candidates import SPLITS
from toolkit.planning.year import templates
from toolkit.solving.mip import solved

type Way = tuple[Pairs, pulp.LpVariable]
"""One way to make pairs of a group, and whether it is chosen."""


def paired_again(year: Sequence[Groups], students: int) -> tuple[PairedGroups, ...]:
    """The best pairs for the groups of a year, in which nobody has met before."""
    problem = pulp.LpProblem("pairs", pulp.LpMinimize)
    ways = [[_ways(problem, group, f"{t}_{g}") for g, group in enumerate(period)]
            for t, period in enumerate(year)]  # fmt: skip
    aims = [_partners_again(problem, ways)]
    if any(len(group) != 4 for period in year for group in period):
        *on_the_way, in_the_end = (
            _off(problem, ways[:t], students) for t in range(1, len(year) + 1)
        )
        aims += [
            _widest(problem, in_the_end),
            pulp.lpSum(itertools.chain(*in_the_end)),
            pulp.lpSum(itertools.chain(*itertools.chain(*on_the_way))),
        ]
    for aim in aims:
        problem.setObjective(aim)
        solved(problem, keep_going=lambda: True)
        problem += aim <= round(aim.value())
    return tuple(
        tuple(max(of_group, key=lambda way: way[1].value())[0] for of_group in period)
        for period in ways
    )


def _ways(problem: pulp.LpProblem, group: tuple[int, ...], name: str) -> list[Way]:
    """A variable for each way to make pairs of a group, of which it has one."""
    ways = [
        (
            tuple(tuple(group[member] for member in pair) for pair in split),
            problem.add_variable(f"way_{name}_{number}", cat="Binary"),
        )
        for number, split in enumerate(SPLITS[len(group)])
    ]
    problem += pulp.lpSum(chosen for _, chosen in ways) == 1
    return ways


def _partners_again(
    problem: pulp.LpProblem, ways: list[list[list[Way]]]
) -> pulp.LpAffineExpression:
    """How often two are makkere who have been makkere before."""
    together = defaultdict[tuple[int, int], list[pulp.LpVariable]](list)
    for pairs, chosen in itertools.chain(*itertools.chain(*ways)):
        for two in partners(pairs):
            together[two].append(chosen)
    found = []
    for (one, other), times in together.items():
        if len(times) > 1:
            again = problem.add_variable(f"again_{one}_{other}", 0)
            problem += pulp.lpSum(times) - again <= 1
            found.append(again)
    return pulp.lpSum(found)


def _off(
    problem: pulp.LpProblem, ways: list[list[list[Way]]], students: int
) -> list[tuple[pulp.LpVariable, pulp.LpVariable]]:
    """By how many turns in trios each student has too few, and too many, after these periods."""
    turns = [pulp.lpSum([]) for _ in range(students)]
    due = 0
    for period in ways:
        due += 3 * sum(any(len(pair) == 3 for pair in pairs) for ((pairs, _), *_) in period)
        for pairs, chosen in itertools.chain(*period):
            for student in itertools.chain(*(pair for pair in pairs if len(pair) == 3)):
                turns[student] = turns[student] + chosen
    least, rest = divmod(due, students)
    found = []
    for student, of_student in enumerate(turns):
        few, many = (
            problem.add_variable(f"{kind}_{len(ways)}_{student}", 0) for kind in ("few", "many")
        )
        problem += of_student + few >= least
        problem += of_student - many <= least + (rest > 0)
        found.append((few, many))
    return found


def _widest(
    problem: pulp.LpProblem, off: list[tuple[pulp.LpVariable, pulp.LpVariable]]
) -> pulp.LpAffineExpression:
    """By how many turns more than one any two students differ."""
    fewest, most = (problem.add_variable(name, 0) for name in ("fewest", "most"))
    for few, many in off:
        problem += few <= fewest
        problem += many <= most
    return pulp.lpSum([fewest, most])


def better(task: Task, year: tuple[PairedGroups, ...]) -> tuple[PairedGroups, ...] | None:
    """The same groups with better pairs; None where those they have cannot be bettered."""
    again = paired_again([without_pairs(period) for period in year], task.students)
    then, now = quality(task, again), quality(task, year)
    assert isinstance(then, Quality)
    assert isinstance(now, Quality)
    return again if then < now else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="the names of some files, as 24-fours")
    names = parser.parse_args().names
    for file in sorted(FILES.glob("*.txt")):
        if names and file.stem not in names:
            continue
        year = templates.from_text(file.read_text(encoding="utf-8"))
        task = Task.of(without_pairs(year[0]))
        if (found := better(task, year)) is not None:
            file.write_text(templates.to_text(found), encoding="utf-8")
            print(f"{file.stem}: {quality(task, year)} became {quality(task, found)}", flush=True)


if __name__ == "__main__":
    main()
