"""Classes, plans and rules to seat, drawn at random, and the rooms to seat them in."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, count
from pathlib import Path
from random import Random

from toolkit.files.plans import plans_to_text
from toolkit.files.rooms import read_room, room_to_toml
from toolkit.files.seats import seats_to_text
from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.rooms import Room
from toolkit.rules import GroupShape, KeepApart, Near, Rules, Scope, SeatRule
from toolkit.seating.presets import Preset, room
from toolkit.seats import Seating
from toolkit.shapes import PAIR_SIZES, group_sizes

from .judge import Case, Row

DRAWN = tuple(sorted(Path(__file__).with_name("rooms").glob("*.toml")))
PERIODS = 10


@dataclass(frozen=True)
class Instance:
    """A class to seat, and what it is called in a table."""

    name: str
    plan: Plan
    rules: Rules


def some_instance(seed: int, periods: int = PERIODS) -> Instance:
    """Of 4 to 36 students, in either shape, with keep-aparts and wishes."""
    rng = Random(seed)
    number = rng.randint(4, 36)
    roster = Roster(tuple(Student(f"s{at:02}", f"Elev {at}") for at in range(number)))
    shape = rng.choice(tuple(GroupShape))
    rules = Rules(
        group_shape=shape,
        keep_apart=tuple(_apart(roster, rng)),
        seats=tuple(_wishes(roster, rng)),
    )
    plan = some_plan(roster, rules, rng, periods)
    return Instance(f"{number} {shape}, seed {seed}", plan, rules)


def _apart(roster: Roster, rng: Random) -> Iterator[KeepApart]:
    """A web as thin or dense as a class may have it, with no star that nobody could get out of."""
    ids = list(roster.by_id)
    most = max(1, len(ids) // 8)
    degree = dict.fromkeys(ids, 0)
    for _ in range(rng.choice((0, 1, len(ids) // 6, len(ids) // 3))):
        own = rng.sample(ids, 3 if len(ids) > 20 and rng.random() < 0.2 else 2)
        if all(degree[key] + len(own) - 1 <= most for key in own):
            for key in own:
                degree[key] += len(own) - 1
            yield KeepApart(tuple(own), Scope.PAIR if rng.random() < 0.15 else Scope.GROUP)


def _wishes(roster: Roster, rng: Random) -> Iterator[SeatRule]:
    ids = list(roster.by_id)
    for _ in range(rng.choice((0, 0, 1, 2, 4))):
        students = tuple(rng.sample(ids, rng.choice((1, 1, 2))))
        yield SeatRule(students, rng.choice(tuple(Near)), rng.random() < 0.4, rng.random() < 0.2)


def some_plan(roster: Roster, rules: Rules, rng: Random, periods: int = PERIODS) -> Plan:
    """Periods drawn at random, each keeping apart in groups who are kept apart so."""
    apart = rules.apart(Scope.GROUP)
    partners = rules.apart(Scope.PAIR)
    made = []
    for number in range(1, periods + 1):
        for _ in range(2000):
            period = _some_period(roster, rules.group_shape, number, rng)
            if period.in_groups.isdisjoint(apart) and period.in_pairs.isdisjoint(partners):
                break
        else:
            period = _mended(period, apart | partners, rng)
        made.append(period)
    return Plan(tuple(made))


def _mended(period: Period, apart: set[frozenset[str]], rng: Random) -> Period:
    """Swaps until nobody is with whom they should not be, or as near to it as is found."""
    ids = [student.id for student in period.students]
    broken = len(period.in_groups & apart)
    for _ in range(20_000):
        if not broken:
            break
        changed = period.swapped(*rng.sample(ids, 2))
        if (worse := len(changed.in_groups & apart)) <= broken:
            period, broken = changed, worse
    return period


def _some_period(roster: Roster, shape: GroupShape, number: int, rng: Random) -> Period:
    order = rng.sample(roster.students, len(roster))
    labels, groups = count(1), []
    for label, size in enumerate(group_sizes(len(order), shape).as_tuple(), start=1):
        pairs = []
        for two in PAIR_SIZES[size]:
            pairs.append(Pair(str(next(labels)), tuple(order[:two])))
            order = order[two:]
        groups.append(Group(str(label), tuple(pairs)))
    return Period(number, tuple(groups))


def rooms_for(plan: Plan) -> Iterator[Room]:
    """Every ready-made room for a class, and every drawn one that has places for it."""
    number = max(len(period.students) for period in plan.periods)
    for preset in Preset:
        yield room(preset, number)
    for path in DRAWN:
        drawn = read_room(path)
        if len(drawn.places) >= number:
            yield drawn


def rows_of(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text)))


def case_of(instance: Instance, room: Room, distance: int = 1) -> Case:
    """The same for the judge, who knows files alone."""
    rules = instance.rules
    wishes = [
        (student, rule.near.value, rule.avoid, rule.strict)
        for rule in rules.seats
        for student in rule.students
    ]
    apart = [
        two
        for rule in rules.keep_apart
        if rule.scope is Scope.GROUP
        for two in combinations(rule.students, 2)
    ]
    rows = rows_of(plans_to_text((instance.plan,)))
    return Case(rows, room_to_toml(room), apart, wishes, distance=distance)


def seats_of(instance: Instance, seating: Seating) -> list[Row]:
    """The rows that the file of a seating would have."""
    return rows_of(seats_to_text(seating, instance.plan))
