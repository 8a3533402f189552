"""Classes as a coordinator has left them, made as the page makes them."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import count

import toolkit as mk
from toolkit.people import Student
from toolkit.samples import samples
from toolkit.seating.presets import Preset
from toolkit.workspace.work import Work

_TRIES = count(1)  # none of the others begins with a try of its own


@cache
def with_rules(key: str) -> Work:
    """A sample with its rules, and nothing planned yet."""
    sample = next(one for one in samples() if one.key == key)
    roster = mk.read_roster(sample.roster_path)
    rules = mk.read_rules(sample.rules_path, roster) if sample.rules_path else mk.Rules()
    return Work(roster, rules, sample=key)


def never_searched(key: str) -> Work:
    """A sample with its rules, whose search is ahead of it.

    A server keeps what it has searched for to its end, so each call asks another question.
    """
    return replace(with_rules(key), tries=next(_TRIES))


def of_names(names: Iterable[str]) -> Work:
    """The class 8A of these students, with no rule."""
    students = (Student(f"s{number}", name, "8A") for number, name in enumerate(names))
    return Work(mk.Roster(tuple(students)))


def proposed(work: Work) -> Work:
    """With a proposal for its next period, of the shortest year that is known."""
    return work.found(mk.plan_year(work.roster, work.rules, work.plan))


@cache
def in_force(key: str, periods: int = 1) -> Work:
    """A sample of which so many periods are in force, and nobody has a seat."""
    work, plan = with_rules(key), mk.Plan()
    for _period in range(periods):
        plan = mk.plan_next(work.roster, work.rules, plan)
    return Work(work.roster, work.rules, plan)


def seated(work: Work) -> Work:
    """With everyone of the newest period in a seat of a room with rows."""
    assert work.last is not None
    room = mk.room(Preset.ROWS, len(work.roster))
    number = work.last.number
    found = mk.seat_year(work.plan, room, work.rules, roster=work.roster, periods=(number,))
    return work.seated(found.seating.periods[-1])


@cache
def small() -> Work:
    """The small sample, with its first period proposed."""
    return proposed(with_rules("small"))
