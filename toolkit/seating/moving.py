"""Seats changed by hand: who is put on a taken seat swaps with who sits there, or takes it."""

from dataclasses import replace

from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.plan import Period
from toolkit.seats import SeatedPeriod


def swapped(
    seated: SeatedPeriod, period: Period, one: str, other: str, *, alone: bool = False
) -> SeatedPeriod:
    """The same seats, where whoever sits on ``one`` and on ``other`` have changed places.

    A seat that is free is moved to. The makkere at their desks go along, as far as there are seats
    for them there, unless it is said to be for the two ``alone``, or they are each other's makkere.
    Raises ``InputError`` where the room has no such seat.
    """
    for seat in (one, other):
        if seat not in seated.room.by_seat:
            raise InputError(Message("There is no seat {seat} in this room.", seat=seat))
    here, there = _unit(seated, period, one), _unit(seated, period, other)
    if alone or other in here:
        here, there = [one], [other]
    most = max(len(here), len(there))
    here += _free(seated, one, without=there)[: most - len(here)]
    there += _free(seated, other, without=here)[: most - len(there)]
    to = {**dict(zip(here, there, strict=False)), **dict(zip(there, here, strict=False))}
    return replace(
        seated, seats=tuple((student, to.get(seat, seat)) for student, seat in seated.seats)
    )


def placed(seated: SeatedPeriod, student: str, seat: str) -> SeatedPeriod:
    """The same seats, where this student has that one; whoever sat there has none any more.

    Raises ``InputError`` where the room has no such seat.
    """
    seated.room.place(seat)
    others = (one for one in seated.seats if one[0] != student and one[1] != seat)
    return replace(seated, seats=(*others, (student, seat)))


def makkere(period: Period, student: str) -> frozenset[str]:
    """The partners of a student, by id; nobody for one who has no place in the period."""
    for pair in period.pairs:
        ids = frozenset(one.id for one in pair.students)
        if student in ids:
            return ids - {student}
    return frozenset()


def _unit(seated: SeatedPeriod, period: Period, seat: str) -> list[str]:
    """The seat, and those of the makkere who sit at the same desk, in reading order."""
    together = makkere(period, seated.student_at.get(seat, ""))
    others = (place.seat for place in seated.room.desk_of(seat).places)
    return [seat, *(one for one in others if seated.student_at.get(one) in together)]


def _free(seated: SeatedPeriod, seat: str, without: list[str]) -> list[str]:
    """The other seats at the same desk that nobody has."""
    taken = {seat, *without, *seated.student_at}
    return [one.seat for one in seated.room.desk_of(seat).places if one.seat not in taken]
