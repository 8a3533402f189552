"""What the tabu walks have in common: what may not be swapped back, and which swap is taken."""

import numpy as np

from toolkit.planning.arrays import Indices, Mask

# How these were chosen is not on record; docs/mathematics.md tells, under "Numbers that were
# chosen", what is known of each. Whether others are better: benchmarks/year.py --rules one,web.
TENURE = (6, 14)
"""For how many swaps, at least and below, two who have swapped may not swap back."""

SWAPS_PER_QUESTION = 10
"""How often the search asks whether it may go on, in swaps."""


def tenures(walks: int, rng: np.random.Generator) -> Indices:
    """For how many swaps two may not swap back, by lot in each of the walks (walks,)."""
    least, below = TENURE
    drawn: Indices = least + (rng.random(walks) * (below - least)).astype(np.intp)
    return drawn


def one_of(marked: Mask, rng: np.random.Generator) -> Indices:
    """The place of one that is marked in each row (rows, k), by lot."""
    rows, k = marked.shape
    places = marked.ravel().nonzero()[0]
    starts = np.arange(0, (rows + 1) * k, k)
    firsts = places.searchsorted(starts)
    many = firsts[1:] - firsts[:-1]
    drawn = firsts[:-1] + (rng.random(rows) * many).astype(np.intp)
    chosen: Indices = places[drawn] - starts[:-1]
    return chosen
