"""What is compared in the course: how soon everyone knows everyone, in one way or another."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """``shares`` of all student pairs who know each other, from before the first period on.

    ``full`` is the period after which everyone knows everyone, of chance the mean.
    """

    shares: tuple[float, ...]
    full: float

    def after(self, period: int) -> float:
        """The share after a period; what comes when everyone has met changes nothing."""
        return self.shares[min(period, len(self.shares) - 1)]


@dataclass(frozen=True)
class Ways:
    """The three, for a class of so many ``students``; no plan can be done before ``bound``."""

    students: int
    chance: Way
    careful: Way
    plan: Way
    bound: int
