"""What seats must keep to: what the user has said for sure, each as one condition in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from toolkit.contradicting import rule_in_words
from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.people import Roster, did_you_mean
from toolkit.rooms import Room
from toolkit.rules import NamedRule, RuleKind, Rules, Scope
from toolkit.seats import SeatedPeriod, Seating
from toolkit.values import only, other_kind, several


@dataclass(frozen=True, slots=True)
class Lock:
    """This student, by id, has this seat."""

    student: str
    seat: str


type Condition = NamedRule | Lock
"""Who is kept apart from whom, where somebody sits for sure, and who has which seat."""

type Locked = (
    Seating | SeatedPeriod | Mapping[str, str] | Iterable[tuple[str, str]] | None
)  # fmt: skip
"""Seats by student: of the periods that they are of, or, where they are of none, of all."""


def conditions(rules: Rules, locks: Iterable[Lock], present: Iterable[str]) -> list[Condition]:
    """All that speak of those who are present, each once."""
    here = set(present)
    found: dict[object, Condition] = {}
    for rule in rules.naming():
        named = frozenset(rule.students) & here
        if rule.kind is RuleKind.KEEP_APART and rule.scope is Scope.GROUP and len(named) > 1:
            found.setdefault((rule.kind, named), rule)
        elif rule.kind is RuleKind.SEAT and rule.strict and named:
            found.setdefault((rule.near, rule.avoid, named), rule)
    for lock in locks:
        if lock.student in here:
            found.setdefault(lock, lock)
    return list(found.values())


def in_words(condition: Condition, everyone: Roster) -> Message:
    """A condition as its user said it."""
    if isinstance(condition, Lock):
        student = everyone.label(everyone.by_id[condition.student])
        return Message("{student} is locked to seat {seat}", student=student, seat=condition.seat)
    return rule_in_words(condition, everyone)


def locks_of(locked: Locked, period: int, everyone: Roster, room: Room) -> list[Lock]:
    """The locks of one period. Raises ``InputError`` for whom or what there is not."""
    locks = [Lock(student, seat) for student, seat in _pairs(locked, period)]
    for lock in locks:
        known_student(lock.student, everyone)
        known_seat(lock.seat, room)
    return locks


def known_student(word: str, everyone: Roster) -> str:
    """The id. Raises ``InputError`` where nobody in the plan has it."""
    if word not in everyone.by_id:
        known = ((f"{s.id} ({s.name})", each) for s in everyone for each in (s.name, s.id))
        message = Message("No student in the plan has the id {word}.", word=word)
        raise InputError(did_you_mean(message, word, known))
    return word


def known_seat(word: str, room: Room) -> str:
    """The seat. Raises ``InputError`` where the room has it not."""
    if word not in room.by_seat:
        message = Message("There is no seat {seat} in this room.", seat=word)
        raise InputError(did_you_mean(message, word, ((seat, seat) for seat in room.by_seat)))
    return word


def _pairs(locked: Locked, period: int) -> Iterator[tuple[str, str]]:
    if isinstance(locked, SeatedPeriod):
        locked = Seating((locked,))
    if isinstance(locked, Seating):
        for one in locked.periods:
            if one.number == period:
                yield from one.seats
        return
    pairs = tuple(locked.items()) if isinstance(locked, Mapping) else locked or ()
    for pair in several(pairs, object, "locked"):
        words = several(pair, str, "locked")
        if len(words) != 2:
            raise other_kind(only(pair, object, "locked"), "tuple", "locked")
        yield words[0], words[1]
