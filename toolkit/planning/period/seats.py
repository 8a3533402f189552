"""How a class sits now, and which places a new period lets them keep."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count, permutations

import numpy as np

from toolkit.people import Roster
from toolkit.plan import Period
from toolkit.planning.arrays import Indices, Pairs, numbered
from toolkit.shapes import PAIR_SIZES, Sizes

NOBODY = -1
"""The place of whoever has none, and of a group that stays in none."""


@dataclass(frozen=True)
class Seats:
    """How n students sit: ``pair`` (n,) and ``group`` (n,) number their places, from 0.

    Whoever has no place yet has ``NOBODY`` there. ``pairs`` are the numbers of each group's pairs.
    """

    pair: Indices
    group: Indices
    pairs: tuple[tuple[int, ...], ...]

    def __len__(self) -> int:
        return len(self.pair)

    @classmethod
    def of(cls, period: Period, roster: Roster) -> "Seats":
        """How the students of a roster sit in a period; only the first place of anyone counts."""
        index = numbered(roster)
        pair = np.full(len(roster), NOBODY, dtype=np.intp)
        group = pair.copy()
        pairs: list[tuple[int, ...]] = []
        numbers = count()
        for g, one in enumerate(period.groups):
            pairs.append(tuple(next(numbers) for _ in one.pairs))
            for p, two in zip(pairs[-1], one.pairs, strict=True):
                for i in (index[s.id] for s in two.students if s.id in index):
                    if pair[i] == NOBODY:
                        pair[i], group[i] = p, g
        return cls(pair, group, tuple(pairs))

    def places(self, pairs: Pairs, group: int) -> tuple[int, ...]:
        """The number of the place of each pair of a group that stays in the place of another.

        It is ``NOBODY`` for a pair that is new there. As few as can be are moved.
        """
        best = max(placings(self.pairs[group], len(pairs)), key=lambda p: self._stay(pairs, p))
        return tuple(
            place if place in self.pair[list(pair)] else NOBODY
            for pair, place in zip(pairs, best, strict=True)
        )

    def staying(self, pairs: Pairs, group: int) -> int:
        """How many are not moved where a group stays in the place of another."""
        return self._stay(pairs, self.places(pairs, group))

    @property
    def seated(self) -> int:
        """How many have a place now."""
        return int((self.pair != NOBODY).sum())

    def least_moved(self, sizes: Sizes) -> int:
        """So many are moved at least by groups of these sizes, whoever is in them."""
        return self.seated - self._most_staying(sizes.by_size, range(len(self.pairs)))

    def least_staying(self, sizes: Sizes, most: int, size: int, place: int) -> int:
        """So many have to stay in a group of a size in a place where at most ``most`` are moved."""
        others = [group for group in range(len(self.pairs)) if group != place]
        left = {**sizes.by_size, size: sizes.by_size[size] - 1}
        return self.seated - most - self._most_staying(left, others)

    def _most_staying(self, sizes: Mapping[int, int], groups: Iterable[int]) -> int:
        """How many stay, at most, where so many groups of each size get the places of others."""
        staying = {tuple(sizes.values()): 0}  # by how many groups have no place yet
        for group in groups:
            for left, stay in list(staying.items()):
                for at, size in enumerate(sizes):
                    if left[at]:
                        then = (*left[:at], left[at] - 1, *left[at + 1 :])
                        fits = stay + self._fitting(size, group)
                        staying[then] = max(staying.get(then, 0), fits)
        return max(staying.values())

    def _fitting(self, size: int, group: int) -> int:
        """How many of a group stay, at most, where it is to be of this size."""
        return max(
            sum(map(min, PAIR_SIZES[size], (self._there[place] for place in placing)))
            for placing in placings(self.pairs[group], len(PAIR_SIZES[size]))
        )

    @cached_property
    def _there(self) -> Counter[int]:
        """How many have each pair's place now."""
        return Counter(map(int, self.pair[self.pair != NOBODY]))

    def _stay(self, pairs: Pairs, places: tuple[int, ...]) -> int:
        return sum(
            self.pair[student] == place != NOBODY
            for pair, place in zip(pairs, places, strict=True)
            for student in pair
        )


@dataclass(frozen=True)
class Placed:
    """One group of the mended period, and the number of the group whose place it stays in."""

    pairs: Pairs
    place: int


def placings(places: tuple[int, ...], pairs: int) -> tuple[tuple[int, ...], ...]:
    """The ways to give so many pairs places of their own, or none where there are too few."""
    free = (NOBODY,) * max(0, pairs - len(places))
    return tuple(permutations((*places, *free), pairs))
