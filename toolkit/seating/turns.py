"""Turns at the front and at the back so far, and what one more would cost."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.rules import RuleKind, Rules
from toolkit.seating.search.grid import Grid, Mask, Numbers
from toolkit.seats import SeatedPeriod

type Spot = tuple[str, int, int]
"""A seat and its cell: one of this name elsewhere in another room is another."""


def spots(seated: SeatedPeriod) -> dict[str, Spot]:
    """Where everyone sits in a period, by id; a seat that the room has not is left out."""
    places = seated.room.by_seat
    return {student: (seat, *places[seat].cell) for student, seat in seated.seats if seat in places}


def at_front(seated: SeatedPeriod) -> frozenset[str]:
    """The ids of those who sit at the front."""
    return frozenset(key for key, seat in seated.seats if seat in seated.room.at_front)


def with_wishes(rules: Rules) -> frozenset[str]:
    """Those for whom a rule says where they sit: their turns are not compared with others'."""
    return frozenset(key for rule in rules.of_kind(RuleKind.SEAT) for key in rule.students)


@dataclass(frozen=True)
class Turns:
    """What has been before a period: ``front`` and ``back`` count turns, ``seen`` are the spots.

    The turns of those who are ``left_out`` do not matter. ``planned`` are those who are to sit at
    the front, where that is known.
    """

    front: Counter[str]
    back: Counter[str]
    seen: frozenset[tuple[str, Spot]]
    left_out: frozenset[str]
    planned: frozenset[str] | None = None

    @classmethod
    def of(
        cls,
        before: Iterable[SeatedPeriod],
        left_out: frozenset[str],
        planned: frozenset[str] | None = None,
    ) -> "Turns":
        """Those of the periods before."""
        front, back = Counter[str](), Counter[str]()
        seen = set()
        for one in before:
            front.update(at_front(one))
            back.update(key for key, seat in one.seats if seat in one.room.at_back)
            seen |= set(spots(one).items())
        return cls(front, back, frozenset(seen), left_out, planned)

    def costs(self, students: Sequence[str], grid: Grid) -> tuple[Numbers, Numbers]:
        """What it costs each of n students to sit at the front, and at the back, (n, s) each.

        Turns are even where the sum of their squared distances from a common goal is least, and
        one more turn adds the difference of two squares. The goal for the front is what everyone
        would have had with every place there taken, so that places which stay free are not
        there; at the back it is none. Where it is planned who is to sit at the front, the cost
        is how many others do, whoever has had more turns counting for more, less how many of those.
        """
        counted = np.array([key not in self.left_out for key in students])
        front, back = (
            np.array([turns[key] for key in students]) for turns in (self.front, self.back)
        )
        in_front, behind = grid.mask(grid.room.at_front), grid.mask(grid.room.at_back)
        goal = 0
        if counted.any():
            places = min(int(in_front.sum()), int(counted.sum()))
            goal = -(-(int(front[counted].sum()) + places) // int(counted.sum()))
        one_more = 2 * (front - goal) + 1
        if self.planned is not None:
            planned = np.array([key in self.planned for key in students])
            least = front[counted].min(initial=front.max(initial=0))
            one_more = np.where(planned, -1, 1 + front - least)
        return (
            np.outer(counted * one_more, in_front),
            np.outer(counted * (2 * back + 1), behind),
        )

    def been(self, students: Sequence[str], grid: Grid) -> Mask:
        """Where (n, s) each of the students has sat before."""
        here = [(place.seat, *place.cell) for place in grid.room.places]
        return np.array([[(key, spot) in self.seen for spot in here] for key in students])
