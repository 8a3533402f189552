"""Seats of a year for many classes and rooms, judged from outside.

The sample classes and invented ones, in every ready-made room and every hand-drawn one that is
large enough, ten periods each. What is judged stands in ``tests/seating/judge.py``.

    .venv/bin/python benchmarks/judged_seats.py [--classes 40] [--rooms 2] [--time-limit 60]
"""

import argparse
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from seating.instances import Instance, case_of, rooms_for, seats_of, some_instance, some_plan
from seating.judge import better, faults, figures

from toolkit.checking import check
from toolkit.errors import InputError, RulesConflict
from toolkit.files.rosters import read_roster
from toolkit.files.rules import read_rules
from toolkit.plan import Status
from toolkit.rooms import Room
from toolkit.rules import NO_RULES
from toolkit.samples import samples
from toolkit.seating.year import seat_year
from toolkit.seats import SeatingResult

RESULTS = Path(__file__).parent / "results" / "judged_seats.md"


def sample_classes() -> Iterator[Instance]:
    """Every class of the samples under its rules, with periods drawn at random."""
    for sample in samples():
        everyone = read_roster(sample.roster_path)
        rules = NO_RULES if sample.rules_path is None else read_rules(sample.rules_path, everyone)
        for name in everyone.classes or ("",):
            roster = everyone.of_class(name) if name else everyone
            own = rules.for_class(roster)
            yield Instance(f"{sample.key} {name}", some_plan(roster, own, Random(1)), own)


def complaints(instance: Instance, room: Room, result: SeatingResult) -> Iterator[str]:
    """Whatever is wrong with a seating, or with what is said of it."""
    case, rows = case_of(instance, room), seats_of(instance, result.seating)
    yield from (f"fault {fault}" for fault in faults(case, rows))
    seat_kinds = {"no_such_seat", "seat_taken_twice", "without_seat", "not_side_by_side"}
    seat_kinds |= {"too_near", "seat_wish"}
    found = check(instance.plan, rules=instance.rules, seating=result, room=room)
    yield from (f"check {one.message}" for one in found if one.kind in seat_kinds)
    own = figures(case, rows)
    told = {
        "broken_wishes": sorted((w.period, w.student, w.near.value) for w in result.broken_wishes),
        "front_turns": list(result.front_turns),
        "same_seat_again": result.same_seat_again,
        "group_spread": result.group_spread,
    }
    yield from (f"told {key}: {told[key]}, not {own[key]}" for key in own if own[key] != told[key])
    if result.status is Status.OPTIMAL:
        for seated in result.seating.periods:
            if words := better(case, rows, seated.number):
                yield f"better, period {seated.number}: {words}"


def years(options: argparse.Namespace) -> Iterator[tuple[Instance, Room]]:
    """Every class in its rooms; where it is only some of each, they take turns, so all come in."""
    seeds = range(options.first, options.first + options.classes)
    instances = [] if options.no_samples else [*sample_classes()]
    instances += [some_instance(seed) for seed in seeds]
    used: Counter[str] = Counter()
    for instance in instances:
        rooms = sorted(rooms_for(instance.plan), key=lambda room: used[room.name])
        for room in rooms[: options.rooms]:
            used[room.name] += 1
            yield instance, room


class Tally:
    """What was found so far, and how it is told."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.counts: Counter[str] = Counter()
        self.classes: set[str] = set()
        self.by_room: Counter[str] = Counter()
        self.slowest = self.seconds = 0.0
        self.wrong: list[str] = []

    def add(self, instance: Instance, room: Room) -> None:
        """Seat a class for a year, and judge it."""
        self.counts["years"] += 1
        self.classes.add(instance.name)
        self.by_room[room.name] += 1
        begun = process_time()
        try:
            limit = self.options.time_limit
            result = seat_year(instance.plan, room, instance.rules, time_limit=limit)
        except (RulesConflict, InputError) as error:
            is_conflict = isinstance(error, RulesConflict)
            self.counts["contradictions" if is_conflict else "refused"] += 1
            print(f"{instance.name} | {room.name} | {error}", flush=True)
            return
        seconds = process_time() - begun
        self.seconds += seconds
        self.slowest = max(self.slowest, seconds)
        self.counts["periods"] += len(result.seating.periods)
        self.counts["proven" if result.status is Status.OPTIMAL else "with a gap"] += 1
        least, most = result.front_turns
        self.counts["front turns differ by more than one"] += most - least > 1
        found = [*complaints(instance, room, result)]
        self.wrong += [f"{instance.name} | {room.name} | {one}" for one in found]
        print(
            f"{instance.name} | {room.name} | {seconds:.1f} s | {result.status} {result.gap} | "
            f"{least}–{most} | {'; '.join(found[:3]) or 'nothing wrong'}",
            flush=True,
        )

    def __str__(self) -> str:
        rooms = (f"| {room} | {number} |" for room, number in sorted(self.by_room.items()))
        counts = (f"| {key} | {number} |" for key, number in self.counts.items())
        each = self.options.rooms or "all"
        return "\n".join(
            [
                "# Seats judged from outside",
                "",
                f"By `benchmarks/judged_seats.py`: {len(self.classes)} classes, {each} of the "
                "rooms that have places for each of them, ten periods. Seconds are of the "
                "processor: "
                f"{self.seconds / max(1, self.counts['years']):.1f} for a year as a mean, "
                f"{self.slowest:.1f} for the slowest.",
                "",
                "| | |",
                "|---|---|",
                *counts,
                f"| complaints | {len(self.wrong)} |",
                "",
                "| room | years |",
                "|---|---|",
                *rooms,
                *(["", "Complaints:", ""] if self.wrong else []),
                *(f"- {one}" for one in self.wrong),
                "",
            ]
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--classes", type=int, default=40)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--time-limit", type=float, default=60)
    parser.add_argument("--no-samples", action="store_true")
    parser.add_argument("--rooms", type=int, help="so many rooms of each, which take turns")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    tally = Tally(options)
    for instance, room in years(options):
        tally.add(instance, room)
        if not options.no_samples:
            RESULTS.write_text(str(tally), "utf-8")
    print(tally)
    sys.exit(bool(tally.wrong))


if __name__ == "__main__":
    main()
