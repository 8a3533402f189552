"""A whole year until everyone has met: this package beside five other ways to plan it.

The planners get the same classes, the same rules, the same seed and the same seconds:

- ours: `plan_year`, all periods together;
- period by period: `plan_next` again and again, each period the best by itself;
- mixed: a few periods of `plan_next`, the rest by `plan_year` on top; the best of three such years;
- CP-SAT: the whole year as one model for Google's solver (`year_by_cp_sat.py`);
- the usual tool: annealing over swaps of two students, period by period, with the conflict
  score that the web tool "Good Enough Golfers" describes; written anew for this comparison;
- a random teacher, who shuffles the class every period, again until the rules are kept.

Every plan, whoever made it, is judged by the package's own `check` and `coverage`, which
know nothing of how it was made.

CP-SAT clashes with HiGHS in one process, so it has an environment of its own: the program makes
it in `.venv-cp-sat` at the first run, or takes the interpreter that `--cp-sat` names.

    .venv/bin/python benchmarks/year.py [--sizes 20,26] [--shapes five,trio] [--rules none,web]
                                        [--seconds 5] [--seed 0] [--processes 2] [--cp-sat PYTHON]
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import venv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from math import exp, inf
from pathlib import Path
from random import Random
from time import process_time

import pulp

from toolkit.acquaintance import coverage
from toolkit.bounds import periods_bound
from toolkit.checking import check
from toolkit.errors import RulesConflict
from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.planning.calls import plan_next, plan_year
from toolkit.rules import (
    Acquainted,
    GroupShape,
    KeepApart,
    Rules,
    Scope,
    Together,
    id_pairs,
)
from toolkit.shapes import Sizes, group_sizes

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "year.md"

OR_TOOLS = "ortools==9.15.6755"
OWN_ENVIRONMENT = HERE.parent / ".venv-cp-sat"

SIZES = tuple(range(10, 41))

MOST_PERIODS = 60
"""Where a planner that has not let everyone meet gives up."""

TO_PERIOD = 12
"""The area under the curve of who have met is counted until this period, as many as a year has."""

AS_GOOD = 0.0005
"""Areas that differ by less are as good."""

BEGUN = (2, 3, 4)
"""The mixed way plans so many periods one by one before it plans the rest as a whole."""

STARTS, SWAPS, HOT = 5, 8000, 0.5
"""The usual tool: random groupings, swaps tried in each, and the first temperature."""

HEAVY = 10_000
"""What it weighs in the usual tool that two share a group who never may."""

SCHOOLS = "AAAABBBCCD"
"""The barneskoler of every ten students."""

IN_WEB = 0.15
"""The share of all pairs who are kept apart in a web."""


@dataclass(frozen=True)
class Case:
    """A class to plan for; ``shape`` and ``named`` say what is written in the table."""

    roster: Roster
    rules: Rules
    shape: str
    named: str

    @property
    def sizes(self) -> Sizes:
        """The groups of every period."""
        return group_sizes(len(self.roster), self.rules.group_shape)

    def to_meet(self) -> set[frozenset[str]]:
        """Who may meet and does not know each other."""
        everyone = id_pairs(student.id for student in self.roster)
        known = self.rules.acquainted.pairs(self.roster.students)
        return everyone - self.rules.apart(Scope.GROUP) - known

    def __str__(self) -> str:
        shape = "" if self.shape == "both" else f" {self.shape}"
        return f"{len(self.roster)}{shape} ({self.named})"


@dataclass(frozen=True)
class Run:
    """What came out: periods, infinite where not everyone met; the area, the bound and seconds."""

    periods: float
    area: float
    bound: int
    seconds: float


class Watch:
    """The seconds of processor time that a planner has, so that others' work does not count."""

    def __init__(self, seconds: float) -> None:
        self._ends = process_time() + seconds

    @property
    def left(self) -> float:
        """So many seconds are left."""
        return max(0.0, self._ends - process_time())

    def go_on(self, _progress: object = None) -> bool:
        """Whether the planner may go on."""
        return self.left > 0

    def part(self, share: float) -> "Watch":
        """A share (0 to 1) of what is left."""
        return Watch(share * self.left)


def no_rules(students: Sequence[Student]) -> Rules:
    return Rules()


def one_keep_apart(students: Sequence[Student]) -> Rules:
    return Rules(keep_apart=(KeepApart(("s0", "s1")),))


def barneskole_rules(students: Sequence[Student]) -> Rules:
    return Rules(
        acquainted=Acquainted(attributes=("primary_school",)),
        keep_apart=(
            KeepApart(("s0", "s1")),
            KeepApart(("s4", "s9")),
            KeepApart(("s2", "s8"), Scope.PAIR),
        ),
        together=(Together(("s5", "s9"), (1,)),),
    )


def web(students: Sequence[Student]) -> Rules:
    pairs = list(combinations([student.id for student in students], 2))
    chosen = Random(len(students)).sample(pairs, round(IN_WEB * len(pairs)))
    return Rules(keep_apart=tuple(map(KeepApart, chosen)))


RULES: dict[str, Callable[[Sequence[Student]], Rules]] = {
    "none": no_rules,
    "one": one_keep_apart,
    "barneskoler": barneskole_rules,
    "web": web,
}


def invented_case(n: int, shape: GroupShape, named: str) -> Case:
    students = tuple(
        Student(
            f"s{i}",
            f"Elev {i}",
            attributes=(("primary_school", SCHOOLS[i % len(SCHOOLS)]),),
        )
        for i in range(n)
    )
    alike = len({group_sizes(n, either) for either in GroupShape}) == 1
    rules = RULES[named](students).with_shape(shape)
    return Case(Roster(students), rules, "both" if alike else str(shape), named)


def ours(case: Case, seed: int, watch: Watch) -> Plan:
    return plan_year(case.roster, case.rules, seed=seed, on_progress=watch.go_on)


def period_by_period(case: Case, seed: int, watch: Watch) -> Plan:
    def next_period(history: Plan) -> Period:
        go_on = watch.part(1 / 4).go_on
        plan = plan_next(case.roster, case.rules, history, seed=seed, on_progress=go_on)
        return plan.periods[-1]

    return until_all_have_met(case, next_period)


def mixed(case: Case, seed: int, watch: Watch) -> Plan:
    """The best of some years that begin with periods planned one by one."""
    found = list[Plan]()
    begun = Plan()
    for at in range(max(BEGUN)):
        go_on = watch.part(1 / 8).go_on
        begun = plan_next(case.roster, case.rules, begun, seed=seed, on_progress=go_on)
        if at + 1 in BEGUN:
            go_on = watch.part(1 / (len(BEGUN) - len(found))).go_on
            history = Plan(begun.periods)
            year = plan_year(case.roster, case.rules, history, seed=seed, on_progress=go_on)
            found.append(year)
    return min(found, key=lambda plan: in_order(judged(case, plan)))


def in_order(run: Run) -> tuple[float, float]:
    return run.periods, -run.area


class CpSat:
    """CP-SAT in its own process."""

    def __init__(self, python: str) -> None:
        self.python = python

    def __call__(self, case: Case, seed: int, watch: Watch) -> Plan:
        """The year from this seed."""
        number = {student.id: at for at, student in enumerate(case.roster)}

        def numbers(pairs: set[frozenset[str]]) -> list[list[int]]:
            return sorted(sorted(number[student] for student in two) for two in pairs)

        rules = case.rules
        bound = periods_bound(case.roster.students, rules, Plan())
        asked = {
            "students": len(number),
            "sizes": case.sizes.as_tuple(),
            "to_meet": numbers(case.to_meet()),
            "apart": numbers(rules.apart(Scope.GROUP)),
            "never_partners": numbers(rules.apart(Scope.PAIR)),
            "together": [
                [t, *two] for t in range(TO_PERIOD) for two in numbers(rules.partners_in(t + 1))
            ],
            "bound": max(1, bound),
            "seconds": watch.left,
            "seed": seed,
        }
        program = [self.python, str(HERE / "year_by_cp_sat.py")]
        answer = subprocess.run(
            program, input=json.dumps(asked), capture_output=True, text=True, check=True
        )
        students = case.roster.students
        return Plan(
            tuple(
                period_of(
                    t, iter([[tuple(students[i] for i in pair) for pair in g] for g in period])
                )
                for t, period in enumerate(json.loads(answer.stdout), start=1)
            )
        )


def random_teacher(case: Case, seed: int, watch: Watch) -> Plan:
    rng, students = Random(seed), case.roster.students
    kept = [
        (a, b)
        for a, b in combinations(range(len(students)), 2)
        if frozenset((students[a].id, students[b].id)) in case.rules.apart(Scope.GROUP)
    ]

    def next_period(history: Plan) -> Period | None:
        while watch.left:
            groups = cut(rng.sample(range(len(students)), len(students)), case.sizes)
            group_of = {student: g for g, group in enumerate(groups) for student in group}
            if any(group_of[a] == group_of[b] for a, b in kept):
                continue
            named = (in_pairs([students[i] for i in group]) for group in groups)
            period = period_of(history.next_number, named)
            if keeps_rules(period, case.rules):
                return period
        return None

    return until_all_have_met(case, next_period)


def usual_tool(case: Case, seed: int, watch: Watch) -> Plan:
    """Groups as the tool makes them, again where they leave no way to keep the rules.

    The tool knows of no makkere. So that these are no worse than a careful teacher would
    choose them, each group gets the pairs that have been makkere the least.
    """
    rng, students, rules = Random(seed), case.roster.students, case.rules

    def next_period(history: Plan) -> Period | None:
        met = Counter(map(frozenset, rules.acquainted.pairs(students)))
        partnered = Counter[frozenset[str]]()
        for period in history.periods:
            met.update(map(frozenset, period.group_mates()))
            partnered.update(map(frozenset, period.partners()))
        # A pair that is wanted is drawn together as strongly as a forbidden one is kept apart.
        conflict = {two: times**2 for two, times in met.items()}
        conflict |= dict.fromkeys(rules.apart(Scope.GROUP), HEAVY)
        conflict |= dict.fromkeys(rules.partners_in(history.next_number), -HEAVY)
        dislike = dict(partnered)
        dislike |= dict.fromkeys(rules.apart(Scope.GROUP, Scope.PAIR), HEAVY)
        dislike |= dict.fromkeys(rules.partners_in(history.next_number), -HEAVY)
        costs = [[conflict.get(frozenset((a.id, b.id)), 0) for b in students] for a in students]
        while watch.left:
            groups = (
                best_pairs([students[i] for i in group], dislike)
                for group in annealed(costs, case.sizes, rng)
            )
            period = period_of(history.next_number, groups)
            if keeps_rules(period, rules):
                return period
        return None

    return until_all_have_met(case, next_period)


def until_all_have_met(case: Case, next_period: Callable[[Plan], Period | None]) -> Plan:
    """The periods until everyone has met, or there are too many, or there is none."""
    left, plan = case.to_meet(), Plan()
    while left and len(plan.periods) < MOST_PERIODS:
        period = next_period(plan)
        if period is None:
            break
        plan = plan.followed_by(period)
        left -= set(map(frozenset, period.group_mates()))
    return plan


def annealed(costs: list[list[int]], sizes: Sizes, rng: Random) -> list[list[int]]:
    """The cheapest of a few random groupings, after swaps that raise the cost ever less often."""

    def cost(groups: list[list[int]]) -> int:
        return sum(costs[a][b] for group in groups for a, b in combinations(group, 2))

    found = [cooled(costs, sizes, rng) for _ in range(STARTS)]
    return min(found, key=cost)


def cooled(costs: list[list[int]], sizes: Sizes, rng: Random) -> list[list[int]]:
    groups = cut(rng.sample(range(len(costs)), len(costs)), sizes)
    for swap in range(SWAPS):
        temperature = HOT * (1 - swap / SWAPS)
        some, other = rng.sample(groups, 2)
        i, j = rng.randrange(len(some)), rng.randrange(len(other))
        a, b = costs[some[i]], costs[other[j]]
        change = sum(b[mate] - a[mate] for mate in some if mate != some[i])
        change += sum(a[mate] - b[mate] for mate in other if mate != other[j])
        if change <= 0 or rng.random() < exp(-change / temperature):
            some[i], other[j] = other[j], some[i]
    return groups


def cut[T](order: Sequence[T], sizes: Sizes) -> list[list[T]]:
    """The groups of a class that sits in this order."""
    rest = iter(order)
    return [[next(rest) for _ in range(size)] for size in sizes.as_tuple()]


def in_pairs(group: list[Student]) -> list[tuple[Student, ...]]:
    """The pairs of a group as it sits, the trio last."""
    return [tuple(group)] if len(group) == 3 else [tuple(group[:2]), tuple(group[2:])]


def best_pairs(
    group: list[Student], dislike: dict[frozenset[str], int]
) -> list[tuple[Student, ...]]:
    """The pairs of a group that are disliked the least."""

    def cost(pairs: list[tuple[Student, ...]]) -> int:
        twos = (two for pair in pairs for two in combinations(pair, 2))
        return sum(dislike.get(frozenset((a.id, b.id)), 0) for a, b in twos)

    return min(
        (
            in_pairs([*pair, *(student for student in group if student not in pair)])
            for pair in combinations(group, 2)
        ),
        key=cost,
    )


def period_of(number: int, groups: Iterator[list[tuple[Student, ...]]]) -> Period:
    """A period of these groups, each given as its pairs."""
    return Period(
        number,
        tuple(
            Group(str(g), tuple(Pair(f"{g}.{p}", pair) for p, pair in enumerate(pairs, start=1)))
            for g, pairs in enumerate(groups, start=1)
        ),
    )


def keeps_rules(period: Period, rules: Rules) -> bool:
    mates = set(map(frozenset, period.group_mates()))
    partners = set(map(frozenset, period.partners()))
    return (
        rules.partners_in(period.number) <= partners
        and not mates & rules.apart(Scope.GROUP)
        and not partners & rules.apart(Scope.PAIR)
    )


def judged(case: Case, plan: Plan, seconds: float = 0.0) -> Run:
    broken = check(plan, case.roster, case.rules) if plan.periods else []
    assert not broken, f"{case}: {len(broken)} rules broken"
    report = coverage(plan, case.rules, case.roster)
    full, curve = report.periods_to_full, report.by_period or (report.at_start,)
    return Run(
        periods=inf if full is None else full,
        area=sum(curve[min(t, len(curve) - 1)] for t in range(TO_PERIOD)) / TO_PERIOD,
        bound=plan.solution.bound if plan.solution else 0,
        seconds=seconds,
    )


type Planner = Callable[[Case, int, Watch], Plan]

OURS = "ours"


def planners(python: str) -> dict[str, Planner]:
    return {
        OURS: ours,
        "period by period": period_by_period,
        "mixed": mixed,
        "CP-SAT": CpSat(python),
        "usual tool": usual_tool,
        "random teacher": random_teacher,
    }


def runs_of(case: Case, python: str, seed: int, seconds: float) -> dict[str, Run] | None:
    """What each planner makes of a class; None where the rules cannot hold together."""
    found = {}
    for name, planner in planners(python).items():
        start = process_time()
        try:
            plan = planner(case, seed, Watch(seconds))
        except RulesConflict:
            return None
        found[name] = judged(case, plan, process_time() - start)
    # What others prove holds behind the periods that they have chosen already.
    bound = found[OURS].bound
    assert min(run.periods for run in found.values()) >= bound, f"{case}: the bound is wrong"
    return found


def row(case: Case, runs: dict[str, Run]) -> str:
    """A line of the table: the periods and the area of each planner."""
    cells = [
        str(len(case.roster)),
        case.shape,
        case.named,
        str(runs[OURS].bound),
        *(f"{counted(run.periods)} · {100 * run.area:.1f}" for run in runs.values()),
        f"{runs[OURS].seconds:.1f}",
    ]
    return f"| {' | '.join(cells)} |"


def counted(periods: float) -> str:
    return "–" if periods == inf else f"{periods:g}"


def summary(results: dict[Case, dict[str, Run]]) -> list[str]:
    """Where ours is ahead of each other planner, and where it is behind: told class by class."""
    lines = []
    for named in dict.fromkeys(case.named for case in results):
        of_rules = {case: runs for case, runs in results.items() if case.named == named}
        for planner in list(planners(""))[1:]:
            both = {case: (runs[OURS], runs[planner]) for case, runs in of_rules.items()}
            fewer = sum(mine.periods < theirs.periods for mine, theirs in both.values())
            more = [case for case, (mine, theirs) in both.items() if mine.periods > theirs.periods]
            equal = {
                case: mine.area - theirs.area
                for case, (mine, theirs) in both.items()
                if mine.periods == theirs.periods
            }
            earlier = sum(ahead > AS_GOOD for ahead in equal.values())
            later = [case for case, ahead in equal.items() if ahead < -AS_GOOD]
            lines.append(
                f"- {named}, beside {planner} ({len(both)} classes): fewer periods in {fewer},"
                f" as many in {len(equal)}, more in {listed(more)}. Where as many, they meet"
                f" earlier in {earlier}, later in {listed(later)}."
            )
    return lines


def listed(cases: Sequence[Case]) -> str:
    """How many classes, and which."""
    return f"{len(cases)} ({'; '.join(map(str, cases))})" if cases else "none"


def cases(options: argparse.Namespace) -> Iterator[Case]:
    for named in options.rules:
        for n in options.sizes:
            alike = (invented_case(n, shape, named) for shape in options.shapes)
            # Where both shapes come to the same, one of them is enough.
            yield from {case.sizes: case for case in alike}.values()


def text(results: dict[Case, dict[str, Run]], left_out: Sequence[Case], seconds: float) -> str:
    header = ["students", "shape", "rules", "bound", *planners(""), "seconds of ours"]
    return "\n".join(
        [
            "# A whole year, until everyone has met",
            "",
            f"Written by `{' '.join(['benchmarks/year.py', *sys.argv[1:]])}` on"
            f" {platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python"
            f" {platform.python_version()}, PuLP {pulp.__version__}, {OR_TOOLS}.",
            "",
            *summary(results),
            "",
            "The planners are described in the program. Each has one thread, one seed, and"
            f" {seconds:g} seconds of processor time for a class. A cell has the periods until"
            " everyone has met, – where not everyone did in that time, and the area under the"
            f" curve of who have met to period {TO_PERIOD}, in percent: the larger, the earlier"
            " they meet; 0.0 where there was no plan at all. No plan can do with fewer periods"
            " than the bound, whoever makes it."
            " Every plan is checked, and the program ends where one breaks a rule.",
            "",
            "The rules: *none*; *one* keep-apart; *barneskoler*: four barneskoler whose students"
            " know each other, two pairs of students in no group together, two students who are"
            " not to be makkere, and two who are makkere in period 1; *web*: 15 percent of all"
            " pairs are kept apart, drawn by lot."
            + (f" Left out, as no period keeps the rules: {listed(left_out)}." if left_out else ""),
            "",
            "With a limit of time, what comes out depends on how fast the machine is.",
            "",
            f"| {' | '.join(header)} |",
            "|" + "---|" * len(header),
            *(row(case, runs) for case, runs in results.items()),
            "",
        ]
    )


def with_cp_sat() -> str:
    """The interpreter of the environment that holds OR-Tools, which is made if there is none."""
    python = OWN_ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(OWN_ENVIRONMENT, with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", OR_TOOLS], check=True)
    return str(python)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--sizes",
        type=lambda written: [int(n) for n in written.split(",")],
        default=SIZES,
        help="class sizes, such as 28,30",
    )
    parser.add_argument(
        "--shapes",
        type=lambda written: [GroupShape(shape) for shape in written.split(",")],
        default=list(GroupShape),
        help="five, trio, or five,trio",
    )
    parser.add_argument(
        "--rules",
        type=lambda written: written.split(","),
        default=list(RULES),
        help=f"some of {','.join(RULES)}",
    )
    parser.add_argument("--seconds", type=float, default=5.0, help="for each planner and class")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--cp-sat", help="an interpreter with OR-Tools")
    options = parser.parse_args()
    assert min(options.sizes) >= len(SCHOOLS), "the rules name some of ten students"

    of_case = partial(
        runs_of,
        python=options.cp_sat or with_cp_sat(),
        seed=options.seed,
        seconds=options.seconds,
    )
    chosen = list(cases(options))
    results, left_out = dict[Case, dict[str, Run]](), list[Case]()
    with ProcessPoolExecutor(options.processes) as pool:
        for case, runs in zip(chosen, pool.map(of_case, chosen), strict=True):
            if runs is None:
                left_out.append(case)
                continue
            results[case] = runs
            print(row(case, runs), flush=True)
    written = text(results, left_out, options.seconds)
    RESULTS.write_text(written, encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
