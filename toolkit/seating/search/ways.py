"""Every way in which makkere can sit together in a room, whoever they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

import numpy as np

from toolkit.seating.search.grid import Grid, Mask, Numbers


@dataclass(frozen=True)
class Ways:
    """w ways for so many makkere: their ``seats`` (w, students).

    Of a trio that is split, ``split`` (w,) is 1 where the third is a neighbour of both others and
    2 where of one; ``loose`` (w,) is 1 where they share a desk, but do not sit side by side.
    """

    seats: Numbers
    split: Numbers
    loose: Numbers

    def __len__(self) -> int:
        return len(self.seats)

    def where(self, keep: Mask) -> "Ways":
        """Only those that ``keep`` (w,) marks."""
        return Ways(self.seats[keep], self.split[keep], self.loose[keep])


@lru_cache(maxsize=16)
def ways(grid: Grid, students: int) -> Ways:
    """All of them."""
    found = list(_at_desks(grid, students))
    if students == 3:
        found += _split(grid)
    seats = np.array([way for way, _, _ in found], dtype=np.int64).reshape(-1, students)
    return Ways(
        seats,
        np.array([split for _, split, _ in found], dtype=np.int64),
        np.array([loose for _, _, loose in found], dtype=np.int64),
    )


type _Way = tuple[tuple[int, ...], int, int]
"""Seats, how much it is split, and whether it is loose."""


def _at_desks(grid: Grid, students: int) -> Iterator[_Way]:
    """All of them at one desk."""
    for desk in grid.desks:
        for seats in permutations(map(int, desk), students):
            yield seats, 0, int(not _is_side_by_side(grid, seats))


def _is_side_by_side(grid: Grid, seats: Sequence[int]) -> bool:
    """Whether the seats hang together, each touching another."""
    reached, left = {seats[0]}, set(seats[1:])
    while near := {seat for seat in left if any(grid.touching[seat, one] for one in reached)}:
        reached |= near
        left -= near
    return not left


def _split(grid: Grid) -> Iterator[_Way]:
    """Two at a desk, and the third of them at another, a neighbour of both or of one."""
    for desk in grid.desks:
        for two in permutations(map(int, desk), 2):
            loose = int(not grid.touching[two])
            beside = grid.steps[list(two)] <= 1
            at_others = grid.desk != grid.desk[two[0]]
            for third in map(int, np.flatnonzero(beside.any(axis=0) & at_others)):
                split = 1 if beside[:, third].all() else 2
                for at in range(3):
                    yield (*two[:at], third, *two[at:]), split, loose
