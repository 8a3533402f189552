"""The smallest change of a running period, for classes of 32 under a web of rules.

The class has had three periods. Then it is changed, or rules are added, and the third period is
mended. Every case is tried with several classes; the table tells of the slowest.

    .venv/bin/python benchmarks/mending.py [--students 32] [--repeat 5]
"""

import argparse
import platform
from pathlib import Path
from random import Random
from time import perf_counter

from toolkit.errors import RulesConflict
from toolkit.people import Roster, Student
from toolkit.plan import Plan, Status
from toolkit.planning.calls import plan_next
from toolkit.planning.mending import Mending, mend
from toolkit.rules import KeepApart, Rules, Scope

RESULTS = Path(__file__).parent / "results" / "mending.md"
WEB = 40
"""Rules that the class has had from the start."""

CASES = (
    ("one new rule", 0, 0, 1),
    ("ten new rules", 0, 0, 10),
    ("forty new rules", 0, 0, 40),
    ("one has joined", 1, 0, 0),
    ("two have joined", 2, 0, 0),
    ("one has left", 0, 1, 0),
    ("three have left", 0, 3, 0),
    ("two have joined, two have left, five new rules", 2, 2, 5),
)


def some_rules(students: Roster, number: int, rng: Random) -> tuple[KeepApart, ...]:
    ids = [student.id for student in students]
    return tuple(
        KeepApart(tuple(rng.sample(ids, 2)), rng.choice(tuple(Scope))) for _ in range(number)
    )


def mended(
    plan: Plan, roster: Roster, rules: Rules, case: tuple[int, int, int], rng: Random
) -> tuple[Mending, float] | None:
    """The mended period and its seconds; None where the rules cannot be kept."""
    joined, left, new = case
    stay = rng.sample(roster.students, len(roster) - left)
    others = (Student(f"new{i}", f"Ny {i}") for i in range(joined))
    today = Roster((*(s for s in roster if s in stay), *others))
    kept = rules.for_class(today)
    all_rules = Rules(keep_apart=(*kept.keep_apart, *some_rules(today, new, rng)))
    start = perf_counter()
    try:
        return mend(plan, today, all_rules), perf_counter() - start
    except RulesConflict:
        return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=32)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()

    classes = []
    for seed in range(options.repeat):
        rng = Random(seed)
        roster = Roster(tuple(Student(f"s{i}", f"Elev {i}") for i in range(options.students)))
        rules, plan = Rules(keep_apart=some_rules(roster, WEB, rng)), Plan()
        for _ in range(3):
            plan = plan_next(roster, rules, plan, seed=seed)
        classes.append((plan, roster, rules))
    rows = []
    for name, *case in CASES:
        answers = [mended(*own, tuple(case), Random(at)) for at, own in enumerate(classes)]
        found = [answer for answer in answers if answer is not None]
        moved = sorted(len(mending.moved) for mending, _ in found)
        proven = sum(mending.status is Status.OPTIMAL for mending, _ in found)
        slowest = max(seconds for _, seconds in found)
        rows.append(
            f"| {name} | {', '.join(map(str, moved))} | {proven} of {len(found)} | {slowest:.2f} |"
        )
        print(rows[-1], flush=True)
    RESULTS.write_text(
        f"# The smallest change of a running period, {options.students} students\n\n"
        f"By `benchmarks/mending.py`, Python {platform.python_version()}, one thread. {WEB} rules "
        f"from the start; {options.repeat} classes.\n\n"
        "| what has changed | moved | proven fewest | slowest, s |\n|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n",
        "utf-8",
    )


if __name__ == "__main__":
    main()
