"""What the course shows of the invented classes, made when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import batched, combinations

import numpy as np

from toolkit.absence import Absence, absent
from toolkit.checking import check
from toolkit.files.rosters import read_roster
from toolkit.files.rules import read_rules
from toolkit.messages import Language
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.planning.calls import plan_next
from toolkit.rules import Rules, Scope
from toolkit.samples import samples
from toolkit.seating.picture import room_svg
from toolkit.seating.presets import Preset, room
from toolkit.seating.year import seat_year
from toolkit.training.hand_game import best_second, game

DRAWS = 1000


@dataclass(frozen=True)
class HardClass:
    """A class in which many are kept apart: how many twos, and what chance and the plan make of it.

    ``kept_by_chance`` is how many of ``DRAWS`` divisions by lot break no rule, ``broken`` how many
    rules the plan breaks, and ``plan`` its first period.
    """

    roster: Roster
    apart: int
    kept_by_chance: int
    plan: Plan
    broken: int


@cache
def hard_class(seed: int = 0) -> HardClass:
    """The sample with many to keep apart; its size is one that fours divide."""
    roster, rules = _sample("web")
    plan = plan_next(roster, rules)
    apart = rules.apart(Scope.GROUP)
    draw, ids = np.random.default_rng(seed), [student.id for student in roster]
    kept = sum(
        not any(
            frozenset(two) in apart
            for group in batched(draw.permutation(ids).tolist(), 4)
            for two in combinations(group, 2)
        )
        for _draw in range(DRAWS)
    )
    return HardClass(roster, len(apart), kept, plan, len(check(plan, rules, roster)))


@cache
def first_day() -> Plan:
    """The first period of the ordinary course class, of an odd number."""
    return plan_next(*course_class())


def course_class() -> tuple[Roster, Rules]:
    """That class and its rules, as nobody has planned it yet."""
    return _sample("odd")


@cache
def seats(language: Language) -> str:
    """Where the twelve of the game sit in their second period, as a picture (SVG)."""
    plan = best_second(game().before)
    classroom = room(Preset.ROWS, len(game().students))
    found = seat_year(plan, classroom, periods=(2,))
    names = {student.id: student.name for student in game().students}
    seated = found.seating.period(2).seats
    return room_svg(classroom, {seat: names[key] for key, seat in seated}, translate=language)


@cache
def absence() -> Absence:
    """A day on which three of that class are away: two makkere, and one of another group."""
    _first, second, third, *_rest = first_day().periods[0].groups
    away = (second.students[0].id, *(student.id for student in third.pairs[0].students))
    return absent(first_day(), period=1, away=away)


def _sample(key: str) -> tuple[Roster, Rules]:
    sample = next(one for one in samples() if one.key == key)
    roster = read_roster(sample.roster_path)
    assert sample.rules_path is not None
    return roster, read_rules(sample.rules_path, roster)
