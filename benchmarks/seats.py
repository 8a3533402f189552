"""Seats, period by period: beside a plain model of students and seats, and beside random swaps.

All sides seat the same classes, in the same rooms and with the same history: what this program gave
the periods before. The plain model has a variable for every student and seat and weighs all aims in
one sum; random swaps is what the usual web tool does, for as long as this program took. Seconds are
of the processor, so that what else the machine does counts less; those of the clock stand beside.

    .venv/bin/python benchmarks/seats.py [--students 32] [--periods 10] [--classes 3] [--plain 20]
                                         [--beside 5]
"""

import argparse
import platform
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import exp
from pathlib import Path
from random import Random
from statistics import mean
from time import monotonic, process_time

import pulp

from toolkit.people import Roster, Student
from toolkit.plan import Period, Plan, Status
from toolkit.planning.calls import plan_year
from toolkit.rooms import Room
from toolkit.rules import KeepApart, Near, Rules, Scope, SeatRule
from toolkit.seat_checking import check_seats
from toolkit.seating.outcome import group_spread
from toolkit.seating.presets import Preset, room
from toolkit.seating.turns import at_front
from toolkit.seating.year import seat_year
from toolkit.seats import SeatedPeriod, Seating

RESULTS = Path(__file__).parent / "results" / "seats.md"
APART = 8
"""Pairs of students who are kept apart in groups."""

SPREAD, TURN = 1000, 1
"""What a cell between desks weighs beside a turn at the front, for those who weigh in one sum."""


@dataclass
class Side:
    """What one way of seating came to, over all periods."""

    seconds: list[float]
    by_clock: list[float]
    spread: int = 0
    uneven: int = 0
    broken: int = 0
    proven: int = 0
    none: int = 0

    def add(self, case: "Case", found: "Found") -> None:
        """One more period that it has seated."""
        self.seconds.append(found.seconds)
        self.by_clock.append(found.by_clock)
        self.proven += found.is_proven
        if found.seated is None:
            self.none += 1
            return
        self.spread += group_spread(Seating((found.seated,)), case.plan)
        self.uneven += uneven(case.turns, found.seated)
        self.broken += broken(case.plan, found.seated, case.rules)

    def row(self, name: str) -> str:
        """Its line of the table."""
        slow = sorted(self.seconds)[int(0.95 * len(self.seconds))]
        return (
            f"| {name} | {self.proven} of {len(self.seconds)} | {mean(self.seconds):.2f} "
            f"| {slow:.2f} | {max(self.seconds):.2f} | {mean(self.by_clock):.2f} "
            f"| {self.spread} | {self.uneven} | {self.broken} | {self.none} |"
        )


@dataclass(frozen=True)
class Case:
    """A period to seat, and what was before: the seats, and turns at the front."""

    plan: Plan
    period: Period
    place: Room
    rules: Rules
    turns: dict[str, int]


@dataclass(frozen=True)
class Found:
    """Seats, if there are any, and what they took: seconds of the processor and of the clock."""

    seated: SeatedPeriod | None
    is_proven: bool
    seconds: float
    by_clock: float


def a_class(students: int, seed: int) -> tuple[Roster, Rules]:
    rng = Random(seed)
    ids = [f"s{i:02}" for i in range(students)]
    apart = (KeepApart(tuple(rng.sample(ids, 2))) for _ in range(APART))
    wishes = (SeatRule((who,), near) for who, near in zip(rng.sample(ids, 3), Near, strict=False))
    roster = Roster(tuple(Student(key, f"Elev {key}") for key in ids))
    return roster, Rules(keep_apart=tuple(apart), seats=tuple(wishes))


def uneven(turns: dict[str, int], seated: SeatedPeriod) -> int:
    """How even turns at the front are with one more period: the sum of their squares."""
    return sum((had + (key in at_front(seated))) ** 2 for key, had in turns.items())


def broken(plan: Plan, seated: SeatedPeriod, rules: Rules) -> int:
    return len(list(check_seats(plan, Seating((seated,)), rules, lambda student: student.name)))


def plain(case: Case, seconds: float) -> Found:
    """A variable for every student and seat."""
    begun, clock = process_time(), monotonic()
    period, place, turns = case.period, case.place, case.turns
    model = pulp.LpProblem("plain", pulp.LpMinimize)
    ids = [student.id for student in period.students]
    x = {
        (key, seat): model.add_variable(f"x_{key}_{seat.replace(chr(39), '_')}", 0, 1, "Integer")
        for key in ids
        for seat in place.by_seat
    }
    for key in ids:
        model += pulp.lpSum(x[key, seat] for seat in place.by_seat) == 1
    for seat in place.by_seat:
        model += pulp.lpSum(x[key, seat] for key in ids) <= 1
    at = {
        (key, desk.name): pulp.lpSum(x[key, one.seat] for one in desk.places)
        for key in ids
        for desk in place.desks
    }
    for one, other in period.partners():
        for desk in place.desks:
            model += at[one, desk.name] == at[other, desk.name]
    for one, other in map(sorted, case.rules.apart(Scope.GROUP)):
        for seat in place.by_seat:
            for near in place.by_seat:
                if place.between(seat, near) < 1:
                    model += x[one, seat] + x[other, near] <= 1
    costs = [TURN * (2 * turns[key] + 1) * x[key, seat] for key in turns for seat in place.at_front]
    for number, group in enumerate(period.groups):
        if len(group.pairs) == 2:
            first, second = (pair.students[0].id for pair in group.pairs)
            far = model.add_variable(f"far_{number}", 0)
            costs.append(SPREAD * far)
            for here, there in combinations(place.desks, 2):
                cells = place.desks_between(here.name, there.name)
                for a, b in ((here.name, there.name), (there.name, here.name)):
                    model += far >= cells * (at[first, a] + at[second, b] - 1)
    model.setObjective(pulp.lpSum(costs))
    stats = model.solve(pulp.HiGHS(msg=False, threads=1, timeLimit=seconds))
    spent = process_time() - begun, monotonic() - clock
    if not stats.has_solution:
        return Found(None, False, *spent)
    seats = tuple(two for two, variable in x.items() if variable.valueOrDefault() > 0.5)
    seated = SeatedPeriod(period.number, place, seats)
    return Found(seated, stats.status == pulp.LpSolveStatus.Optimal, *spent)


def swapped(case: Case, seconds: float) -> Found:
    """Random swaps of two seats, with penalties, and ever less patience with what is worse."""
    plan, period, place = case.plan, case.period, case.place
    rng = Random(period.number)
    seats = list(place.by_seat)
    everyone: list[str | None] = [student.id for pair in period.pairs for student in pair.students]
    everyone += [None] * (len(seats) - len(everyone))

    def seated() -> SeatedPeriod:
        both = zip(everyone, seats, strict=True)
        return SeatedPeriod(period.number, place, tuple((key, s) for key, s in both if key))

    def cost() -> float:
        now = seated()
        far = group_spread(Seating((now,)), plan)
        return (
            10_000 * broken(plan, now, case.rules) + SPREAD * far + TURN * uneven(case.turns, now)
        )

    start, clock = process_time(), monotonic()
    now = least = cost()
    best = seated()
    while (spent := (process_time() - start) / seconds) < 1:
        one, other = rng.sample(range(len(seats)), 2)
        everyone[one], everyone[other] = everyone[other], everyone[one]
        then = cost()
        if then <= now or rng.random() < exp((now - then) / (5000 * (1.001 - spent))):
            now = then
            if now < least:
                least, best = now, seated()
        else:
            everyone[one], everyone[other] = everyone[other], everyone[one]
    return Found(best, False, process_time() - start, monotonic() - clock)


def periods_of(options: argparse.Namespace) -> Iterator[tuple[Case, Found]]:
    """Every period with what was before, and what this program gives it, in which time."""
    for seed in range(options.classes):
        roster, rules = a_class(options.students, seed)
        plan = plan_year(roster, rules, periods=options.periods, time_limit=10, seed=seed)
        for preset in Preset:
            place = room(preset, options.students)
            before: list[SeatedPeriod] = []
            for period in plan.periods:
                begun, at = process_time(), monotonic()
                result = seat_year(
                    plan, place, rules, periods=[period.number], history=Seating(tuple(before)),
                    time_limit=None,
                )  # fmt: skip
                spent = process_time() - begun, monotonic() - at
                seated = result.seating.period(period.number)
                turns = turns_before(period, before, rules)
                yield (
                    Case(plan, period, place, rules, turns),
                    Found(seated, result.status is Status.OPTIMAL, *spent),
                )
                before.append(seated)


def turns_before(period: Period, before: list[SeatedPeriod], rules: Rules) -> dict[str, int]:
    """The turns at the front of those who have no wish."""
    named = {key for rule in rules.seats for key in rule.students}
    had = Counter(key for one in before for key in at_front(one))
    return {student.id: had[student.id] for student in period.students if student.id not in named}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=32)
    parser.add_argument("--periods", type=int, default=10)
    parser.add_argument("--classes", type=int, default=3)
    parser.add_argument("--plain", type=float, default=20, help="seconds for the plain model")
    parser.add_argument("--beside", type=int, default=1, help="every how many periods the others")
    options = parser.parse_args()
    names = ("this program", "this program, the same periods", "plain model", "random swaps")
    sides = {name: Side([], []) for name in names}
    for number, (case, ours) in enumerate(periods_of(options)):
        sides["this program"].add(case, ours)
        if number % options.beside == 0:
            sides["this program, the same periods"].add(case, ours)
            sides["plain model"].add(case, plain(case, options.plain))
            sides["random swaps"].add(case, swapped(case, ours.seconds))
        print(case.place.name, case.period.number, f"{ours.seconds:.2f}", flush=True)
    rows = "\n".join(side.row(name) for name, side in sides.items())
    print(rows)
    RESULTS.write_text(
        f"# Seats, {options.students} students\n\n"
        f"By `benchmarks/seats.py`, Python {platform.python_version()}, one thread, seconds of the"
        f" processor. {options.classes} classes, {options.periods} periods in each of the"
        f" ready-made rooms, {APART} pairs kept apart, three wishes; {options.plain:g} s of the"
        f" clock at most for the plain model. The others seated one period of {options.beside}.\n\n"
        "| | proven best | mean, s | 95 of 100 within, s | slowest, s "
        "| mean by the clock, s | cells between groups' desks "
        "| squares of front turns | broken conditions "
        "| no seats found |\n"
        "|---|---|---|---|---|---|---|---|---|---|\n" + rows + "\n",
        "utf-8",
    )


if __name__ == "__main__":
    main()
