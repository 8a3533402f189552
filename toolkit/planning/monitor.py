"""What a running search asks and tells: may it go on, and how far has it come."""

from dataclasses import replace
from time import monotonic

from toolkit.planning.progress import OnProgress, Progress

REPORTS_PER_SECOND = 5


class Monitor:
    """Watches over one call of the planner: its clock, its limit, the caller's wish to stop.

    ``keep_going()`` is False for good once ``time_limit`` seconds are spent, or
    ``on_progress`` has returned ``False``; ``stopped`` and ``cancelled`` tell so.
    """

    def __init__(
        self, on_progress: OnProgress | None, time_limit: float | None, periods: int | None
    ) -> None:
        self._on_progress = on_progress
        self._start = monotonic()
        self._deadline = None if time_limit is None else self._start + time_limit
        self._progress = Progress(0, periods, None, None, 0.0, 0.0)
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

    def begin(self, period: int, coverage: float) -> None:
        """Tell which period is next, and the coverage of those that are finished."""
        self._progress = replace(
            self._progress, period=period, coverage=coverage, new=None, new_bound=None
        )
        self._report()

    def full_bound(self, periods: int) -> None:
        """Tell the fewest periods that any year could need."""
        self._progress = replace(self._progress, full_bound=periods)
        self._report()

    def full_after(self, periods: int) -> None:
        """Tell in how many periods everyone meets in the best year so far."""
        before = self._progress.full_after
        if before is None or periods < before:
            self._progress = replace(self._progress, full_after=periods)
            self._report()

    def found(self, new: int) -> None:
        """Tell the new acquaintances of the best proposal so far."""
        self._progress = replace(self._progress, new=new)
        self.keep_going()

    def proved(self, new_bound: int) -> None:
        """Tell the most new acquaintances that are still possible."""
        self._progress = replace(self._progress, new_bound=new_bound)
        self.keep_going()

    def keep_going(self) -> bool:
        """Whether to search on; reports on the way, but only a few times a second."""
        now = monotonic()
        if self._deadline is not None and now >= self._deadline:
            self.stopped = True
        if now >= self._next_report:
            self._report()
        return not self.stopped

    def _report(self) -> None:
        self._next_report = monotonic() + 1 / REPORTS_PER_SECOND
        if self._on_progress is not None:
            answer = self._on_progress(replace(self._progress, seconds=self.seconds))
            self.cancelled = self.cancelled or answer is False
            self.stopped = self.stopped or self.cancelled
