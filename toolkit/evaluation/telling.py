"""What may be told of the answers, so that no figure says what a few have answered.

A class that is alone in being hidden could be worked out of the whole school's figures, and so
could what all of the hidden have in common; then another class is hidden with them. What is kept is
what they have answered; how many of a class did is no secret.
"""

from collections.abc import Mapping
from enum import StrEnum

from toolkit.evaluation.counts import Tally

FEWEST = 5
"""No fewer are told of, as those who agree."""


class Share(StrEnum):
    """With whom the figures are shared."""

    INSIDE = "inside"
    OUTSIDE = "outside"

    @property
    def least(self) -> int:
        """The answers that a figure needs at least."""
        return 10 if self is Share.INSIDE else 20


def may_be_told(tally: Tally, least: int) -> bool:
    """Whether enough have answered, and neither a few, nor all, nor none of them agree."""
    return tally.n >= least and FEWEST <= tally.agree < tally.n


def hidden_classes(tallies: Mapping[str, Tally], least: int) -> frozenset[str]:
    """The classes of which nothing is told, so that the figures of all together may be.

    Where too few have answered, which is no secret, one class more is hidden if they are alone or
    may not be told as one class. Where a class is hidden for what it answered, that it is hidden
    would say so to whoever knows these rules; so the classes go by twos, as large as each other,
    and both of the two are hidden, whichever it is for. Who goes with whom is the same for everyone
    who is told, so that two tellings of a year do not give away what neither does.
    """
    own = frozenset(one for one, tally in tallies.items() if not may_be_told(tally, least))
    others = sorted(tallies.keys() - own, key=lambda one: (tallies[one].n, one))
    if not own or not others:
        return own
    if any(_answered_as_one(tally) for tally in tallies.values()):
        return _in_blocks(_blocks(tallies), own, tallies, least)
    return own if _is_enough(own, tallies, least) else own | {others[0]}


def _answered_as_one(tally: Tally) -> bool:
    """Whether a class that is large enough is hidden for its answers."""
    return tally.n >= Share.INSIDE.least and not FEWEST <= tally.agree < tally.n


def _is_enough(hidden: frozenset[str], tallies: Mapping[str, Tally], least: int) -> bool:
    """Whether these hide each other: several, that may be told as one class."""
    together = sum((tallies[one] for one in hidden), Tally())
    return len(hidden) > 1 and may_be_told(together, least)


def _blocks(tallies: Mapping[str, Tally]) -> list[frozenset[str]]:
    """The classes by twos, the smallest first, the last three together where one is left.

    More together where two could not be told as one class.
    """
    waiting = sorted(tallies, key=lambda one: (tallies[one].n, one))
    blocks: list[frozenset[str]] = []
    block: frozenset[str] = frozenset()
    for one in waiting:
        block |= {one}
        if _is_enough(block, tallies, 1):
            blocks.append(block)
            block = frozenset()
    if block and blocks:
        block |= blocks.pop()
    return [*blocks, block] if block else blocks


def _in_blocks(
    blocks: list[frozenset[str]], own: frozenset[str], tallies: Mapping[str, Tally], least: int
) -> frozenset[str]:
    """All that go with those who must be hidden, and as many more as it takes."""
    hidden: frozenset[str] = frozenset().union(*(block for block in blocks if block & own))
    for block in blocks:
        if _is_enough(hidden, tallies, least):
            break
        hidden |= block
    return hidden
