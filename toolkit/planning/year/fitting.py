"""Which student takes which place of a template."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit.planning.period.problem import Matrix
from toolkit.planning.period.search import Grouping
from toolkit.planning.year.covering import Seating, over_pairs
from toolkit.planning.year.rest import Rest
from toolkit.planning.year.templates import template

type Places = NDArray[np.intp]
"""The student in each place of a template, shape (n,)."""

MOST_TRIES = 20_000
"""So many places are tried at most to find a template in what has happened."""

MOST_DEALS = 10
"""So often places are dealt at most."""


def fitted_template(rest: Rest, rng: np.random.Generator) -> tuple[Grouping, ...] | None:
    """The rest of the shortest year that is known; None where none is, or none fits the history.

    A history fits where it is the template's first periods, whoever sits where. Without a
    history, places are dealt by chance, then changed as long as that serves the wishes early
    in the year, and then until never partners are in groups with pairs enough for them. The
    other hard rules are not looked at.
    """
    year = template(rest.next_problem.sizes)
    if year is None:
        return None
    happened = rest.happened()
    if happened is None or len(happened) > len(year):
        return None
    if len(happened):
        student = _continued(happened, rest.seating(year[: len(happened)]))
    else:
        student = _dealt(year, rest, rng)
    if student is None:
        return None
    return tuple(
        tuple(tuple(tuple(int(student[i]) for i in pair) for pair in group) for group in period)
        for period in year[len(happened) :]
    )


def _dealt(year: tuple[Grouping, ...], rest: Rest, rng: np.random.Generator) -> Places:
    """Places by chance, bettered; the first in which groups have pairs enough, or the nearest."""
    seating, sizes = rest.seating(year), rest.next_problem.sizes.as_tuple()

    def too_many(places: NDArray[np.intp]) -> NDArray[np.int64]:
        """How many never partners are too many in their groups for each of these places (m, n)."""
        rows = rest.never_partners[:, places].reshape(-1, places.shape[1])
        by_row = np.maximum(over_pairs(rows, seating, sizes), 0).sum(axis=(0, 2))
        return by_row.reshape(-1, len(places)).sum(axis=0).astype(np.int64)

    deals = list[tuple[int, Places]]()
    for _ in range(MOST_DEALS):
        student = _with_few_wishes(year, rest.wish, rng)
        now = int(too_many(student[None, :])[0])
        while now:
            swapped = _all_swapped(student)
            then = too_many(swapped)
            if then.min() >= now:
                break
            student, now = swapped[then.argmin()], int(then.min())
        deals.append((now, student))
        if now == 0:
            break
    return min(deals, key=lambda deal: deal[0])[1]


def _all_swapped(student: Places) -> NDArray[np.intp]:
    """The same places with every two of them swapped, shape (n (n - 1) / 2, n)."""
    one, other = np.triu_indices(len(student), 1)
    swapped = np.tile(student, (len(one), 1))
    rows = np.arange(len(one))
    swapped[rows, one], swapped[rows, other] = student[other], student[one]
    return swapped


def _with_few_wishes(year: Sequence[Grouping], wish: Matrix, rng: np.random.Generator) -> Places:
    """Places by chance, then two changed as long as fewer of those with a wish sit together."""
    student = rng.permutation(len(wish))
    together = np.zeros_like(wish)
    for weight, period in zip(range(len(year), 0, -1), year, strict=True):
        for group in period:
            members = [i for pair in group for i in pair]
            together[np.ix_(members, members)] += weight
    np.fill_diagonal(together, 0)
    while wish.any():
        between = wish[np.ix_(student, student)]
        costs = together @ between
        change = costs + costs.T - costs.diagonal()[:, None] - costs.diagonal()[None, :]
        change += 2 * together * between
        one, other = np.unravel_index(int(change.argmin()), change.shape)
        if change[one, other] >= 0:
            break
        student[[one, other]] = student[[other, one]]
    return student


def _continued(happened: Seating, first: Seating) -> Places | None:
    """Places that make the first periods of a template what has happened; None where none do.

    A search in depth: one student after the other, each beside somebody who has a place.
    """
    n = happened.shape[1]
    order = _neighbours_first(happened)
    place = np.full(n, -1, dtype=np.intp)
    free = np.ones(n, dtype=bool)
    tries = 0

    def seat(depth: int) -> bool:
        nonlocal tries
        if depth == n:
            return True
        student, seated = order[depth], order[:depth]
        together = happened[:, seated] == happened[:, [student]]
        alike = first[:, place[seated]][:, :, None] == first[:, None, :]
        fits = free & (alike == together[:, :, None]).all(axis=(0, 1))
        for candidate in np.flatnonzero(fits):
            tries += 1
            if tries > MOST_TRIES:
                return False
            place[student], free[candidate] = candidate, False
            if seat(depth + 1):
                return True
            free[candidate] = True
        return False

    if not seat(0):
        return None
    student_in = np.empty(n, dtype=np.intp)
    student_in[place] = np.arange(n)
    return student_in


def _neighbours_first(happened: Seating) -> list[int]:
    """All students, each one after those with whom they have shared most groups."""
    same = (happened[:, :, None] == happened[:, None, :]).sum(axis=0)
    order = [0]
    while len(order) < happened.shape[1]:
        known = same[order].sum(axis=0)
        known[order] = -1
        order.append(int(known.argmax()))
    return order
