"""May a search go on: its limit, and whoever may want it to stop."""

from collections.abc import Callable
from time import monotonic

REPORTS_PER_SECOND = 5


class Undecided(Exception):
    """The search reached its limit before it found what it looked for or ruled it out."""


class Clock:
    """Watches over one search: its clock, its limit, the caller's wish to stop.

    ``keep_going()`` is False for good once ``time_limit`` seconds are spent, or ``ask``, which is
    called a few times a second, has returned ``False``; ``stopped`` and ``cancelled`` tell so.
    """

    def __init__(
        self, time_limit: float | None = None, ask: Callable[[], object] | None = None
    ) -> None:
        self._ask = ask
        self._start = monotonic()
        self._deadline = None if time_limit is None else self._start + time_limit
        self._next_report = self._start
        self.stopped = False
        self.cancelled = False

    @property
    def seconds(self) -> float:
        """The time since the start."""
        return monotonic() - self._start

    @property
    def seconds_left(self) -> float | None:
        """The time until the limit; None where there is none."""
        return None if self._deadline is None else max(0.0, self._deadline - monotonic())

    def keep_going(self) -> bool:
        """Whether to search on; asks on the way, but only a few times a second."""
        now = monotonic()
        if self._deadline is not None and now >= self._deadline:
            self.stopped = True
        if now >= self._next_report:
            self.report()
        return not self.stopped

    def report(self) -> None:
        """Ask at once."""
        self._next_report = monotonic() + 1 / REPORTS_PER_SECOND
        if self._ask is not None:
            self.cancelled = self._ask() is False or self.cancelled
            self.stopped = self.stopped or self.cancelled
