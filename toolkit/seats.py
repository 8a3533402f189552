"""Who sits where, period by period, and what a search for it came to."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace

from toolkit.errors import InputError, Spot
from toolkit.messages import Message
from toolkit.plan import Status
from toolkit.rooms import Room
from toolkit.rules import Near
from toolkit.shown import counted, line
from toolkit.values import count, only, other_kind, settle, several


@dataclass(frozen=True, slots=True, repr=False)
class SeatedPeriod:
    """Who sits where in a period, as (student id, seat) pairs, and the room as it was then.

    ``locked`` are the ids of those who keep their seats when the others are seated anew. It may
    hold what cannot be, as a file may: two on one seat, or a seat that the room has not.
    """

    number: int
    room: Room
    seats: tuple[tuple[str, str], ...]
    locked: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        only(self.room, Room, "room")
        settle(
            self,
            number=count(self.number, "number"),
            seats=tuple(map(_two_words, several(self.seats, object, "seats"))),
        )
        locked = frozenset(several(self.locked, str, "locked"))
        in_order = dict.fromkeys(student for student, _ in self.seats if student in locked)
        settle(self, locked=tuple(in_order))

    def __repr__(self) -> str:
        return line("SeatedPeriod", self.number, counted(len(self.seats), "student"))

    @property
    def seat_of(self) -> dict[str, str]:
        """The seat of every student, by id."""
        return dict(self.seats)

    @property
    def student_at(self) -> dict[str, str]:
        """Who sits on every seat that is taken."""
        return {seat: student for student, seat in self.seats}


@dataclass(frozen=True, slots=True, repr=False)
class Seating:
    """Where a class sits, period by period, in the order of their numbers."""

    periods: tuple[SeatedPeriod, ...]

    def __post_init__(self) -> None:
        periods = several(self.periods, SeatedPeriod, "periods")
        settle(self, periods=tuple(sorted(periods, key=lambda one: one.number)))
        for before, after in zip(self.periods, self.periods[1:], strict=False):
            if before.number == after.number:
                raise InputError(
                    Message("Period {number} comes twice.", number=after.number), Spot("periods")
                )

    def __repr__(self) -> str:
        return line("Seating", counted(len(self.periods), "period"))

    def period(self, number: int) -> SeatedPeriod:
        """The period of this number. Raises ``InputError`` where it is not there."""
        if (found := self.get(number)) is not None:
            return found
        raise InputError(Message("There are no seats for period {number}.", number=number))

    def get(self, number: int) -> SeatedPeriod | None:
        """The period of this number; None where it is not there."""
        return next((one for one in self.periods if one.number == number), None)

    def of_periods(self, numbers: Container[int]) -> Seating:
        """The same seats in no other periods than these."""
        own = tuple(one for one in self.periods if one.number in numbers)
        return self if len(own) == len(self.periods) else Seating(own)

    def renamed(self, ids: Mapping[str, str]) -> Seating:
        """The same seats, with other ids for those students who have one here."""

        def renamed(one: SeatedPeriod) -> SeatedPeriod:
            seats = tuple((ids.get(who, who), seat) for who, seat in one.seats)
            return replace(one, seats=seats, locked=tuple(ids.get(who, who) for who in one.locked))

        return Seating(tuple(map(renamed, self.periods)))

    def of(self, student: str) -> Iterator[tuple[int, str]]:
        """The periods in which the student of this id has a seat, and which."""
        for one in self.periods:
            if student in one.seat_of:
                yield one.number, one.seat_of[student]


@dataclass(frozen=True, slots=True)
class BrokenWish:
    """What a student was wished to sit near or, with ``avoid``, not near to, and does not."""

    period: int
    student: str
    near: Near
    avoid: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class SeatingResult:
    """Seats, and what is known of them.

    ``gap`` is how much better they might be, in what was
    being searched for when the search was stopped. ``front_turns`` are the least and the most turns
    at the front of any student without a wish, ``same_seat_again`` is how often somebody sits where
    they have sat before, and ``group_spread`` the sum over groups of the cells between their two
    desks. ``told`` is what must be known of it, as a trio that is split.
    """

    seating: Seating
    status: Status
    gap: float
    seconds: float
    broken_wishes: tuple[BrokenWish, ...]
    front_turns: tuple[int, int]
    same_seat_again: int
    group_spread: int
    told: tuple[Message, ...] = ()

    def __repr__(self) -> str:
        return line("SeatingResult", self.status, counted(len(self.seating.periods), "period"))


def seating_of(given: Seating | SeatingResult) -> Seating:
    """The seats themselves. Raises ``InputError`` for what is neither."""
    return only(given.seating if isinstance(given, SeatingResult) else given, Seating, "seating")


def _two_words(pair: object) -> tuple[str, str]:
    words = several(pair, str, "seats")
    if len(words) != 2:
        raise other_kind(pair, "tuple", "seats")
    return words[0], words[1]
