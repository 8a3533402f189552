"""How soon the first groups come: the first plan that a search hands on, beside the last.

The classes are those of `benchmarks/year.py` with 28 and 36 students, the samples with their rules,
and invented ones of 4 to 36 students under webs of rules; of each, the year from its start, and the
rest of it behind three periods once somebody has left and somebody has joined: beginning from the
year that the class was told of, and anew, as if it had been told of none. All times are of the same
call of `plan_year`, and every plan handed on is judged by `check`.

    .venv/bin/python benchmarks/first.py [--classes 30] [--seed 0] [--only 28]
"""

import argparse
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time

from year import invented_case

import toolkit as mk
from toolkit.checking import check
from toolkit.errors import RulesConflict
from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.planning.calls import plan_year
from toolkit.planning.progress import Progress
from toolkit.planning.worth import worth
from toolkit.rules import Acquainted, Balance, GroupShape, KeepApart, Rules, Scope, Together

RESULTS = Path(__file__).parent / "results" / "first.md"
SAMPLES = Path(__file__).parents[1] / "sample_data"

SOON = 5.0
"""Seconds within which there are to be groups to look at."""

LONGEST = 60.0
"""Seconds after which a year is taken as it is, as the dashboard does."""


OF_THE_YEAR = tuple((n, kind) for n in (28, 36) for kind in ("none", "one", "barneskoler", "web"))
"""The classes of `year.py`."""

HAPPENED = 3
"""So many periods are over when somebody leaves or joins."""


@dataclass(frozen=True)
class Case:
    """A class to plan for, and what has happened and been announced."""

    name: str
    roster: Roster
    rules: Rules
    history: Plan | None = None
    announced: Plan | None = None


@dataclass(frozen=True)
class Run:
    """When the first plan came and when the last, in seconds, and after how many periods they end.

    ``whole`` are the seconds of processor time until there was a plan in which everyone has met who
    may, and ``work`` those of the whole search. ``plans`` counts those that were handed on.
    """

    first: float
    last: float
    whole: float
    work: float
    first_full: int
    last_full: int
    plans: int


def of_the_year() -> Iterator[Case]:
    for n, kind in OF_THE_YEAR:
        case = invented_case(n, GroupShape.FIVE, kind)
        yield Case(f"{n} students, {kind}", case.roster, case.rules)


def samples() -> Iterator[Case]:
    for file in sorted(SAMPLES.glob("*.rules.toml")):
        name = file.name.removesuffix(".rules.toml")
        lists = [
            one for one in sorted(SAMPLES.glob(f"{name}.*")) if one.suffix in {".xlsx", ".csv"}
        ]
        if lists:
            roster = mk.read_roster(lists[0])
            rules = mk.read_rules(file, roster)
            for one in roster.classes:
                part = roster.of_class(one)
                yield Case(one, part, rules.for_class(part))


def invented(seed: int) -> Case:
    draw = Random(seed)
    n = draw.randint(4, 36)
    students = tuple(
        Student(
            f"s{i}",
            f"Elev {i}",
            attributes=(("school", draw.choice("AAABBCD")), ("gender", draw.choice("jg"))),
        )
        for i in range(n)
    )
    ids = [student.id for student in students]
    apart = tuple(
        KeepApart(tuple(draw.sample(ids, 2)), draw.choice(list(Scope)))
        for _ in range(draw.choice([0, 1, 3, n // 4, n // 2]))
    )
    together = tuple(
        Together(tuple(draw.sample(ids, 2)), draw.choice([(), (1,), (2,)]))
        for _ in range(draw.choice([0, 0, 1]))
    )
    rules = Rules(
        group_shape=draw.choice(list(GroupShape)),
        keep_apart=apart,
        together=together,
        acquainted=Acquainted(draw.choice([(), ("school",)])),
        balance=Balance(draw.choice([(), ("gender",)])),
    )
    return Case(f"{seed}: {n} students, {len(apart)} apart", Roster(students), rules)


def changed(case: Case, year: Plan) -> Iterator[Case]:
    """The same class after some periods, when one has left, and when one has joined."""
    history = Plan(year.periods[:HAPPENED])
    attributes = (("school", "E"), ("gender", "j"))
    new = Student("new", "Ny", case.roster.students[0].school_class, attributes)
    left, joined = case.roster.students[1:], (*case.roster.students, new)
    for name, students in (("left", left), ("joined", joined)):
        if len(students) >= 4:
            roster = Roster(students)
            rules = case.rules.for_class(roster)
            for how, told in (("", year.of(roster)), (", anew", None)):
                yield Case(f"{case.name}, {name}{how}", roster, rules, history.of(roster), told)


def timed(case: Case) -> tuple[Run, Plan] | None:
    """What came of it; None where the rules cannot hold together, or nobody is left to meet."""
    told: list[tuple[float, float, Plan]] = []
    start, begun = perf_counter(), process_time()

    def hear(progress: Progress) -> None:
        if progress.plan is not None and (not told or told[-1][2] is not progress.plan):
            told.append((perf_counter() - start, process_time() - begun, progress.plan))

    try:
        year = plan_year(
            case.roster,
            case.rules,
            case.history,
            announced=case.announced,
            time_limit=LONGEST,
            on_progress=hear,
        )
    except RulesConflict:
        return None
    last, work = perf_counter() - start, process_time() - begun
    if not told:
        return None
    done = 0 if case.history is None else len(case.history.periods)
    for *_, plan in told:
        broken = [one for one in check(plan, case.roster, case.rules) if one.period > done]
        assert not broken, f"{case.name}: {len(broken)} rules broken"
    first_full, last_full = (
        worth(plan, case.roster, case.rules).full for plan in (told[0][2], year)
    )
    unmet = worth(year, case.roster, case.rules).unmet
    whole = next(
        (spent for _, spent, p in told if worth(p, case.roster, case.rules).unmet <= unmet), work
    )
    return Run(told[0][0], last, whole, work, first_full, last_full, len(told)), year


def cases(options: argparse.Namespace) -> Iterator[Case]:
    yield from of_the_year()
    yield from samples()
    for seed in range(options.seed, options.seed + options.classes):
        yield invented(seed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--classes", type=int, default=30, help="how many are invented")
    parser.add_argument("--only", default="", help="only classes whose name begins so")
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    options = parser.parse_args()
    rows = [
        "| class | first plan, s | last plan, s | everyone meets, s of work | all, s of work "
        "| first ends after | last | handed on |",
        "|---|---|---|---|---|---|---|---|",
    ]
    runs: list[Run] = []
    for case in cases(options):
        if not case.name.startswith(options.only):
            continue
        waiting = [case]
        while waiting:
            now = waiting.pop(0)
            if (done := timed(now)) is None:
                continue
            run, year = done
            runs.append(run)
            rows.append(
                f"| {now.name} | {run.first:.2f} | {run.last:.2f} | {run.whole:.2f} "
                f"| {run.work:.2f} | {run.first_full} | {run.last_full} | {run.plans} |"
            )
            print(rows[-1], flush=True)
            if now.history is None and len(year.periods) > HAPPENED:
                waiting.extend(changed(now, year))
    late = [run for run in runs if run.first > SOON]
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    written = "\n".join(
        [
            "# How soon the first groups come",
            "",
            f"Written by `benchmarks/first.py --classes {options.classes} --seed {options.seed}`, "
            f"{os.cpu_count()} processors, load in the end {load}.",
            "",
            f"{len(runs)} searches: the first plan after {median(r.first for r in runs):.2f} s "
            f"(median), {max(r.first for r in runs):.2f} s at most, and later than {SOON:g} s in "
            f"{len(late)}; the last after {median(r.last for r in runs):.2f} s (median), "
            f"{max(r.last for r in runs):.2f} s at most.",
            "",
            *rows,
            "",
        ]
    )
    RESULTS.write_text(written, encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
