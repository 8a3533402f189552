"""A room in numbers: what lies between its seats, and what they are near to."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from toolkit.rooms import Room
from toolkit.rules import Near

type Mask = NDArray[np.bool_]
type Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Grid:
    """The s seats of a room, numbered in reading order.

    Those kept apart have at least ``distance`` cells between them, and never share a desk.
    """

    room: Room
    distance: int = 1

    def __len__(self) -> int:
        return len(self.seats)

    @cached_property
    def seats(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(place.seat for place in self.room.places)

    @cached_property
    def index(self) -> dict[str, int]:
        """The number of each."""
        return {seat: at for at, seat in enumerate(self.seats)}

    @cached_property
    def desk(self) -> Numbers:
        """The desk (s,) that each is at, numbered as the room has them."""
        numbers = {desk.name: at for at, desk in enumerate(self.room.desks)}
        return np.array([numbers[place.desk] for place in self.room.places])

    @cached_property
    def desks(self) -> list[Numbers]:
        """The seats of each desk."""
        return [np.flatnonzero(self.desk == at) for at in range(len(self.room.desks))]

    @cached_property
    def _cells(self) -> Numbers:
        return np.array([place.cell for place in self.room.places])

    @cached_property
    def steps(self) -> Numbers:
        """From seat to seat (s, s), diagonals counting as one."""
        away: Numbers = np.abs(self._cells[:, None] - self._cells[None]).max(axis=2)
        return away

    @cached_property
    def touching(self) -> Mask:
        """Which seats (s, s) at one desk stand beside or behind each other."""
        away = np.abs(self._cells[:, None] - self._cells[None]).sum(axis=2)
        mask: Mask = (away == 1) & self.same_desk
        return mask

    @cached_property
    def same_desk(self) -> Mask:
        """Which seats (s, s) are at one desk."""
        mask: Mask = self.desk[:, None] == self.desk[None]
        return mask

    @cached_property
    def too_near(self) -> Mask:
        """Which seats (s, s) two who are kept apart may not have."""
        mask: Mask = (self.steps <= self.distance) | self.same_desk
        return mask

    @cached_property
    def desks_between(self) -> Numbers:
        """The cells between the nearest seats of every two desks; 0 at one."""
        number = len(self.desks)
        least = np.zeros((number, number), dtype=np.int64)
        for one in range(number):
            for other in range(one):
                steps = self.steps[np.ix_(self.desks[one], self.desks[other])].min()
                least[one, other] = least[other, one] = max(0, int(steps) - 1)
        return least

    def near(self, what: Near) -> Mask:
        """Which seats (s,) are near to this."""
        return self.mask(self.room.near(what))

    def mask(self, seats: Iterable[str]) -> Mask:
        """Which of the seats (s,) these are; what the room has not is left out."""
        found = np.zeros(len(self), dtype=bool)
        found[[self.index[seat] for seat in seats if seat in self.index]] = True
        return found

    @cached_property
    def crowds(self) -> tuple[Numbers, ...]:
        """Sets of seats that are all too near to each other; every two such are in one.

        They are squares of cells, and desks; one that lies within another is left out.
        """
        rows, columns = self._cells.T
        found = {frozenset(map(int, desk)) for desk in self.desks}
        for top in range(int(rows.min()) - self.distance, int(rows.max()) + 1):
            for left in range(int(columns.min()) - self.distance, int(columns.max()) + 1):
                inside = (rows >= top) & (rows <= top + self.distance)
                inside &= (columns >= left) & (columns <= left + self.distance)
                found.add(frozenset(map(int, np.flatnonzero(inside))))
        largest = [one for one in found if len(one) > 1 and not any(one < o for o in found)]
        return tuple(np.array(sorted(one)) for one in sorted(largest, key=sorted))

    @cached_property
    def crowds_of(self) -> tuple[tuple[int, ...], ...]:
        """The numbers of the crowds that each seat is in."""
        return tuple(
            tuple(at for at, crowd in enumerate(self.crowds) if seat in crowd)
            for seat in range(len(self))
        )

    @cached_property
    def surroundings(self) -> Numbers:
        """A number (s,) for each seat, the same for those that are in the same crowds."""
        numbers: dict[tuple[int, ...], int] = {}
        return np.array([numbers.setdefault(own, len(numbers)) for own in self.crowds_of])
