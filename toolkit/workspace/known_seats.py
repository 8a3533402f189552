"""What a search has known of the seats that it found, for as long as they are those."""

from dataclasses import dataclass, field

from toolkit.plan import Status


@dataclass(frozen=True, slots=True)
class KnownSeats:
    """That a search of so many ``seconds`` found the seats of the running period.

    ``gap`` is how much better they might be, 0 where they are proven best. ``is_change`` tells
    that it looked for the smallest change of those before, ``has_locked`` that some had to stay
    where they were. ``basis`` is what it holds for: once the class, the rules, the groups or
    the seats are others, nothing is known.
    """

    status: Status
    gap: float
    seconds: float
    is_change: bool = False
    has_locked: bool = False
    basis: object = field(default=None, repr=False)

    @property
    def is_proven(self) -> bool:
        """Whether it is proven that there are no better seats."""
        return self.status is Status.OPTIMAL
