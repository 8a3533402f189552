"""Which student takes which part in a template."""

from collections.abc import Sequence

import numpy as np

from toolkit.planning.arrays import Cast, Counts, Groupings, Indices, Matrix, PairedGroups, members
from toolkit.planning.year.covering import over_pairs
from toolkit.planning.year.rest import Rest
from toolkit.planning.year.templates import known_years

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: no program shows that.
MOST_TRIES = 20_000
"""So many parts are tried at most to find a template in what has happened."""

MOST_DEALS = 10
"""So often parts are dealt at most."""


def fitted_template(
    rest: Rest, rng: np.random.Generator, wish: Matrix | None = None
) -> tuple[PairedGroups, ...] | None:
    """The rest of the best year that is known; None where none is, or none fits the history.

    A history fits where it is a template's first periods, whoever has which part in it.
    Without a history, parts are dealt by chance, then changed as long as that serves the wishes
    early in the year, those of ``wish`` (n, n) or of the rest, and then until never partners are in
    groups with pairs enough for them. The other hard rules are not looked at.
    """
    happened = rest.happened()
    if happened is None:
        return None
    for year in known_years(rest.next_problem.sizes):
        if len(happened) > len(year):
            continue
        if len(happened):
            student = _continued(happened, rest.groupings(year[: len(happened)]))
        else:
            student = _dealt(year, rest, rest.wish if wish is None else wish, rng)
        if student is not None:
            return tuple(
                tuple(tuple(tuple(int(student[i]) for i in pair) for pair in g) for g in period)
                for period in year[len(happened) :]
            )
    return None


def _dealt(
    year: tuple[PairedGroups, ...], rest: Rest, wish: Matrix, rng: np.random.Generator
) -> Cast:
    """Parts by chance, bettered; the first in which groups have pairs enough, or the nearest."""
    groupings, sizes = rest.groupings(year), rest.next_problem.sizes.as_tuple()

    def too_many(casts: Indices) -> Counts:
        """How many never partners are too many in their groups (m,), for m casts (m, n)."""
        rows = rest.never_partners[:, casts].reshape(-1, casts.shape[1])
        by_row = np.maximum(over_pairs(rows, groupings, sizes), 0).sum(axis=(0, 2))
        return by_row.reshape(-1, len(casts)).sum(axis=0).astype(np.int64)

    deals = list[tuple[int, Cast]]()
    for _ in range(MOST_DEALS):
        student = _with_few_wishes(year, wish, rng)
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


def _all_swapped(student: Cast) -> Indices:
    """The same cast with every two of its parts swapped, shape (n (n - 1) / 2, n)."""
    one, other = np.triu_indices(len(student), 1)
    swapped = np.tile(student, (len(one), 1))
    rows = np.arange(len(one))
    swapped[rows, one], swapped[rows, other] = student[other], student[one]
    return swapped


def _with_few_wishes(year: Sequence[PairedGroups], wish: Matrix, rng: np.random.Generator) -> Cast:
    """Parts by chance, then two swapped as long as that puts fewer of those with a wish together.

    ``wish`` (n, n) is what two in one group cost; it weighs the more, the earlier the period.
    """
    student = rng.permutation(len(wish))
    together = np.zeros_like(wish)
    for weight, period in zip(range(len(year), 0, -1), year, strict=True):
        for group in map(members, period):
            together[np.ix_(group, group)] += weight
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


def _continued(happened: Groupings, first: Groupings) -> Cast | None:
    """Parts that make the first periods of a template what has happened; None where none do.

    A search in depth: one student after the other, each beside somebody who has a part.
    """
    n = happened.shape[1]
    order = _neighbours_first(happened)
    part = np.full(n, -1, dtype=np.intp)
    free = np.ones(n, dtype=bool)
    tries = 0

    def cast(depth: int) -> bool:
        nonlocal tries
        if depth == n:
            return True
        student, done = order[depth], order[:depth]
        together = happened[:, done] == happened[:, [student]]
        alike = first[:, part[done]][:, :, None] == first[:, None, :]
        fits = free & (alike == together[:, :, None]).all(axis=(0, 1))
        for candidate in np.flatnonzero(fits):
            tries += 1
            if tries > MOST_TRIES:
                return False
            part[student], free[candidate] = candidate, False
            if cast(depth + 1):
                return True
            free[candidate] = True
        return False

    if not cast(0):
        return None
    student_of = np.empty(n, dtype=np.intp)
    student_of[part] = np.arange(n)
    return student_of


def _neighbours_first(happened: Groupings) -> list[int]:
    """All students, each one after those with whom they have shared most groups."""
    same = (happened[:, :, None] == happened[:, None, :]).sum(axis=0)
    order = [0]
    while len(order) < happened.shape[1]:
        known = same[order].sum(axis=0)
        known[order] = -1
        order.append(int(known.argmax()))
    return order
