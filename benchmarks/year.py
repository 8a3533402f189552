"""A whole year until everyone has met: this package beside three other ways to plan it.

Four planners get the same classes and seeds:

- ours: `plan_year`, all periods together;
- period by period: `plan_next` again and again, each period proven best by itself;
- the usual tool: annealing over swaps of two students, period by period, with the conflict
  score that the web tool "Good Enough Golfers" describes; written anew for this comparison;
- a random teacher, who shuffles the class every period, again until the rules are kept.

Every plan, whoever made it, is judged by the package's own `check` and `coverage`, which
know nothing of how it was made.

    .venv/bin/python benchmarks/year.py [--sizes 20,26] [--shapes five,trio] [--rules | --no-rules]
                                        [--repeat 3] [--seed 0]
"""

import argparse
import os
import platform
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp, inf
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

import pulp

from toolkit.acquaintance import coverage
from toolkit.checking import check
from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.planning.calls import plan_next, plan_year
from toolkit.rules import Acquainted, GroupShape, KeepApart, Rules, Scope, Together, id_pairs
from toolkit.shapes import Sizes, group_sizes

RESULTS = Path(__file__).parent / "results" / "year.md"

SIZES = tuple(range(10, 37))
COMPARED = (20, 24, 25, 26, 28, 30, 32, 36)
"""The sizes that all four planners get by default, the others being slow."""

MOST_PERIODS = 60
"""Where a planner that has not let everyone meet gives up."""

SECONDS_A_PERIOD = 30
"""What planning period by period may take for one period; how often it did is said."""

POINTS = (3, 5, 8)
"""The periods after which the coverage is shown."""

EARLY = 3
"""Repeated meetings are counted in so many first periods."""

STARTS, SWAPS, HOT = 5, 8000, 0.5
"""The usual tool: random groupings, swaps tried in each, and the first temperature."""

HEAVY = 10_000
"""What it weighs in the usual tool that two share a group who never may."""

SCHOOLS = "AAAABBBCCD"
"""The barneskoler of every ten students."""


@dataclass(frozen=True)
class Case:
    """A class to plan for; ``shape`` says what is written in the table."""

    roster: Roster
    rules: Rules
    shape: str

    @property
    def has_rules(self) -> bool:
        """Whether there are hard rules."""
        return bool(self.rules.keep_apart)

    @property
    def sizes(self) -> Sizes:
        """The groups of every period."""
        return group_sizes(len(self.roster), self.rules.group_shape)

    def __str__(self) -> str:
        shape = "" if self.shape == "both" else f", {self.shape}"
        return f"{len(self.roster)}{shape}{', rules' if self.has_rules else ''}"


@dataclass(frozen=True)
class Planner:
    """One way to plan a year from a seed, and from how many seeds it is tried by default."""

    name: str
    plan: Callable[[Case, int], Plan]
    repeat: int


@dataclass(frozen=True)
class Run:
    """What came out of one seed.

    ``periods`` is infinite where not everyone met, ``bound`` 0 where the planner proves none.
    """

    periods: float
    bound: int
    covered: tuple[float, ...]
    partner_repeats: int
    early_repeats: int
    seconds: float


def invented_case(n: int, shape: GroupShape, with_rules: bool) -> Case:
    students = tuple(
        Student(
            f"s{i}",
            f"Elev {i}",
            attributes=(("primary_school", SCHOOLS[i % len(SCHOOLS)]),),
        )
        for i in range(n)
    )
    alike = len({group_sizes(n, either) for either in GroupShape}) == 1
    rules = Rules(group_shape=shape)
    if with_rules:
        rules = Rules(
            group_shape=shape,
            acquainted=Acquainted(attributes=("primary_school",)),
            keep_apart=(
                KeepApart(("s0", "s1")),
                KeepApart(("s4", "s9")),
                KeepApart(("s2", "s8"), Scope.PAIR),
            ),
            together=(Together(("s5", "s9"), (1,)),),
        )
    return Case(Roster(students), rules, "both" if alike else str(shape))


def ours(case: Case, seed: int) -> Plan:
    return plan_year(case.roster, case.rules, seed=seed)


class PeriodByPeriod:
    """Plans the best next period until everyone has met, and counts those cut short."""

    def __init__(self) -> None:
        self.cut_short = 0

    def __call__(self, case: Case, seed: int) -> Plan:
        """The year from this seed."""

        def next_period(history: Plan) -> Period:
            plan = plan_next(
                case.roster, case.rules, history, seed=seed, time_limit=SECONDS_A_PERIOD
            )
            assert plan.solution is not None
            self.cut_short += plan.solution.seconds >= SECONDS_A_PERIOD
            return plan.periods[-1]

        return until_all_have_met(case, next_period)


def random_teacher(case: Case, seed: int) -> Plan:
    rng = Random(seed)

    def next_period(history: Plan) -> Period:
        while True:
            order = rng.sample(case.roster.students, len(case.roster))
            period = period_of(history.next_number, map(in_pairs, cut(order, case.sizes)))
            if keeps_rules(period, case.rules):
                return period

    return until_all_have_met(case, next_period)


def usual_tool(case: Case, seed: int) -> Plan:
    """Groups as the tool makes them, again where they leave no way to keep the rules.

    The tool knows of no makkere. So that these are no worse than a careful teacher would
    choose them, each group gets the pairs that have been makkere the least.
    """
    rng, students, rules = Random(seed), case.roster.students, case.rules

    def next_period(history: Plan) -> Period:
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
        while True:
            groups = (
                best_pairs([students[i] for i in group], dislike)
                for group in annealed(costs, case.sizes, rng)
            )
            period = period_of(history.next_number, groups)
            if keeps_rules(period, rules):
                return period

    return until_all_have_met(case, next_period)


PERIOD_BY_PERIOD = PeriodByPeriod()
OURS = Planner("ours", ours, 3)
PLANNERS = (
    OURS,
    Planner("period by period", PERIOD_BY_PERIOD, 3),
    Planner("usual tool", usual_tool, 5),
    Planner("random teacher", random_teacher, 15),
)


def until_all_have_met(case: Case, next_period: Callable[[Plan], Period]) -> Plan:
    students = case.roster.students
    left = id_pairs(student.id for student in students)
    left -= case.rules.apart(Scope.GROUP) | case.rules.acquainted.pairs(students)
    plan = Plan()
    while left and len(plan.periods) < MOST_PERIODS:
        period = next_period(plan)
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


def timed_run(planner: Planner, case: Case, seed: int) -> Run:
    start = perf_counter()
    plan = planner.plan(case, seed)
    seconds = perf_counter() - start
    broken = check(plan, case.roster, case.rules)
    assert not broken, f"{case}, {planner.name}, seed {seed}: {len(broken)} rules broken"
    report = coverage(plan, case.rules, case.roster)
    full = report.periods_to_full
    early = (sum(p <= EARLY for p in two.in_group) for two in report.meetings.values())
    return Run(
        periods=inf if full is None else full,
        bound=plan.solution.bound if plan.solution else 0,
        covered=tuple(report.by_period[min(point, len(plan.periods)) - 1] for point in POINTS),
        partner_repeats=report.partner_repeats,
        early_repeats=sum(max(0, times - 1) for times in early),
        seconds=seconds,
    )


HEADER = [
    "students",
    "shape",
    "rules",
    "planner",
    "seeds",
    "periods (best)",
    "bound",
    "periods / bound",
    *(f"met after {point}" for point in POINTS),
    "makkere again",
    f"met again in first {EARLY}",
    "seconds",
]


def row(case: Case, planner: Planner, runs: Sequence[Run], bound: int) -> str:
    """A line of the table: medians over the seeds, the best number of periods in brackets."""
    periods, best = median(run.periods for run in runs), min(run.periods for run in runs)
    cells = [
        str(len(case.roster)),
        case.shape,
        "yes" if case.has_rules else "no",
        planner.name,
        str(len(runs)),
        counted(periods) if periods == best else f"{counted(periods)} ({counted(best)})",
        str(bound),
        f">{MOST_PERIODS / bound:.2f}" if periods == inf else f"{periods / bound:.2f}",
        *(
            f"{100 * median(point):.1f} %"
            for point in zip(*(run.covered for run in runs), strict=True)
        ),
        f"{median(run.partner_repeats for run in runs):g}",
        f"{median(run.early_repeats for run in runs):g}",
        f"{median(run.seconds for run in runs):.2f}",
    ]
    return f"| {' | '.join(cells)} |"


def counted(periods: float) -> str:
    return f">{MOST_PERIODS}" if periods == inf else f"{periods:g}"


def summary(results: dict[Case, dict[str, Sequence[Run]]]) -> list[str]:
    """Where ours takes fewer periods than each other planner, as many, or more."""
    lines = []
    for planner in PLANNERS[1:]:
        both = {
            case: (
                [run.periods for run in of_planner[OURS.name]],
                [run.periods for run in of_planner[planner.name]],
            )
            for case, of_planner in results.items()
            if planner.name in of_planner
        }
        if not both:
            continue
        fewer = sum(median(mine) < median(theirs) for mine, theirs in both.values())
        more = [case for case, (mine, theirs) in both.items() if median(mine) > median(theirs)]
        beaten = [case for case, (mine, theirs) in both.items() if min(mine) > min(theirs)]
        lines.append(
            f"- Beside {planner.name} ({len(both)} classes), ours takes fewer periods in {fewer},"
            f" as many in {len(both) - fewer - len(more)}, more in {named(more)} (medians)."
            f" Its best seed is better than the best of ours in {named(beaten)}."
        )
    for has_rules, words in ((False, "Without"), (True, "With")):
        mine = [of[OURS.name] for case, of in results.items() if case.has_rules is has_rules]
        at_bound = sum(median(run.periods for run in runs) == best_bound(runs) for runs in mine)
        if mine:
            lines.append(
                f"- {words} rules, ours is at the bound, so that no plan can take fewer periods, in"
                f" {at_bound} of {len(mine)} classes. Elsewhere it is not known whether one can."
            )
    return lines


def best_bound(runs: Sequence[Run]) -> int:
    return max(run.bound for run in runs)


def named(cases: Sequence[Case]) -> str:
    """How many classes, and which."""
    return f"{len(cases)}: {'; '.join(map(str, cases))}" if cases else "none"


def tasks(options: argparse.Namespace) -> Iterator[tuple[Case, tuple[Planner, ...]]]:
    """The classes, each with the planners it is for."""
    for with_rules in (False, True) if options.rules is None else (options.rules,):
        for n in options.sizes or (COMPARED if with_rules else SIZES):
            cases = (invented_case(n, shape, with_rules) for shape in options.shapes)
            # Where both shapes come to the same, one of them is enough.
            for case in {case.sizes: case for case in cases}.values():
                yield case, PLANNERS if options.sizes or n in COMPARED else (OURS,)


def text(rows: Sequence[str], results: dict[Case, dict[str, Sequence[Run]]]) -> str:
    return "\n".join(
        [
            "# A whole year, until everyone has met",
            "",
            f"Written by `{' '.join(['benchmarks/year.py', *sys.argv[1:]])}` on"
            f" {platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python"
            f" {platform.python_version()}, PuLP {pulp.__version__}.",
            "",
            *summary(results),
            "",
            "The planners are described in the program. Each line gives the medians over its"
            " seeds; the fewest periods of any seed stand in brackets where they are fewer."
            f" A planner that has not let everyone meet after {MOST_PERIODS} periods shows"
            f" >{MOST_PERIODS}. No plan can do with fewer periods than the bound, whoever makes"
            " it. *Met* is the share of the pairs that may meet; with rules, those from the same"
            " barneskole have met from the start. *Makkere again* counts over the plan's whole"
            " length, so a longer plan has more occasions. No plan in the table breaks a rule:"
            " every one is checked, and the program ends where one does.",
            "",
            "The rules: four barneskoler whose students know each other, two pairs of students"
            " in no group together, two students who are not to be makkere, and two who are"
            " makkere in period 1.",
            "",
            "All but the seconds follow from the program and its seeds, however fast the machine"
            " is, except where planning period by period ran into its limit of"
            f" {SECONDS_A_PERIOD} seconds for one period: in this run {PERIOD_BY_PERIOD.cut_short}"
            " times. The seconds depend on the machine and on what else it does. Where ours takes"
            " hardly any, it took the year from a template that was computed beforehand.",
            "",
            f"| {' | '.join(HEADER)} |",
            "|" + "---|" * len(HEADER),
            *rows,
            "",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--sizes",
        type=lambda written: [int(n) for n in written.split(",")],
        help="class sizes, such as 28,30, for all four planners",
    )
    parser.add_argument(
        "--shapes",
        type=lambda written: [GroupShape(shape) for shape in written.split(",")],
        default=list(GroupShape),
        help="five, trio, or five,trio",
    )
    parser.add_argument(
        "--rules", action=argparse.BooleanOptionalAction, help="only with, or only without rules"
    )
    parser.add_argument("--repeat", type=int, help="seeds for every planner")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    options = parser.parse_args()
    assert min(options.sizes or SIZES) >= len(SCHOOLS), "the rules name some of ten students"

    results: dict[Case, dict[str, Sequence[Run]]] = defaultdict(dict)
    rows = []
    print(f"| {' | '.join(HEADER)} |", flush=True)
    for case, planners in tasks(options):
        for planner in planners:
            seeds = range(options.seed, options.seed + (options.repeat or planner.repeat))
            runs = [timed_run(planner, case, seed) for seed in seeds]
            results[case][planner.name] = runs
            bound = best_bound(results[case][OURS.name])
            assert min(run.periods for run in runs) >= bound, f"{case}: the bound {bound} is wrong"
            rows.append(row(case, planner, runs, bound))
            print(rows[-1], flush=True)
    written = text(rows, results)
    RESULTS.write_text(written, encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
