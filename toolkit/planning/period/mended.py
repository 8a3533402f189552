"""From the groups that were found to the period that they make of the one that there was."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import numpy as np

from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period
from toolkit.planning.period.seats import NOBODY, Placed, Seats


def mended(running: Period, groups: Sequence[Placed], seats: Seats, roster: Roster) -> Period:
    """The running period with these groups, in the order and with the labels that there were."""
    rank = {student.id: at for at, student in enumerate(running.students)}
    ordered = sorted(groups, key=lambda one: (one.place == NOBODY, one.place))
    pairs = [pair for one in ordered for pair in _in_order(one, seats)]
    kept = [place if place != NOBODY else _went(members, seats) for place, members in pairs]
    labels = iter(_labels([pair.label for pair in running.pairs], kept))
    group_labels = _labels([group.label for group in running.groups], [g.place for g in ordered])

    def seated(place: int, members: tuple[int, ...]) -> tuple[Student, ...]:
        def first(i: int) -> tuple[bool, int, int]:
            stays = place != NOBODY and seats.pair[i] == place
            return not stays, rank.get(roster.students[i].id, len(rank)), i

        return tuple(roster.students[i] for i in sorted(members, key=first))

    return replace(
        running,
        earlier=(),
        groups=tuple(
            Group(
                label,
                tuple(Pair(next(labels), seated(*pair)) for pair in _in_order(one, seats)),
            )
            for label, one in zip(group_labels, ordered, strict=True)
        ),
    )


def moved(groups: Sequence[Placed], seats: Seats) -> frozenset[int]:
    """The numbers of those who have a place now and keep it not."""
    staying = {
        i
        for one in groups
        for place, pair in _in_order(one, seats)
        for i in pair
        if seats.pair[i] == place
    }
    return frozenset(map(int, np.flatnonzero(seats.pair != NOBODY))) - staying


def _in_order(one: Placed, seats: Seats) -> list[tuple[int, tuple[int, ...]]]:
    """The pairs of a group, each behind the number of its place, the new ones last."""
    places = (NOBODY,) * len(one.pairs)
    if one.place != NOBODY:
        places = seats.places(one.pairs, one.place)
    return sorted(zip(places, one.pairs, strict=True), key=lambda pair: (pair[0] == NOBODY, *pair))


def _went(members: tuple[int, ...], seats: Seats) -> int:
    """The number of the pair that has come here as a whole, the largest; ``NOBODY`` if none."""
    came = [int(seats.pair[i]) for i in members]
    whole = [p for p in set(came) - {NOBODY} if came.count(p) == (seats.pair == p).sum()]
    return max(whole, key=lambda p: (came.count(p), -p), default=NOBODY)


def _labels(before: Sequence[str], kept: Sequence[int]) -> list[str]:
    """A label for each of several: that of the number it keeps, else a number that nothing had."""
    free = (label for label in map(str, count(1)) if label not in before)
    labels: list[str] = []
    for number in kept:
        own = None if number == NOBODY else before[number]
        labels.append(next(free) if own is None or own in labels else own)
    return labels
