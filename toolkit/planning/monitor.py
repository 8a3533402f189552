"""What a running search asks and tells: may it go on, and how far has it come."""

from collections.abc import Callable
from dataclasses import replace

from toolkit.plan import Plan
from toolkit.planning.progress import OnProgress, Progress
from toolkit.solving.clock import Clock

FIRST_WITHIN = 3.0
"""Seconds that whoever watches waits for a first plan, before one is made that is quick to make."""


class Monitor(Clock):
    """Watches over one call of the planner, and tells the caller how far it is.

    ``is_watched`` tells whether there is anybody who wants plans before the search is over.
    """

    def __init__(
        self, on_progress: OnProgress | None, time_limit: float | None, periods: int | None
    ) -> None:
        super().__init__(time_limit, self._tell)
        self._on_progress = on_progress
        self._progress = Progress(0, periods, None, None, 0.0, 0.0)
        self._make_first: Callable[[], Plan | None] | None = None
        self.is_watched = on_progress is not None

    def begin(self, period: int, coverage: float) -> None:
        """Tell which period is next, and the coverage of those that are finished."""
        self._progress = replace(
            self._progress, period=period, coverage=coverage, new=None, new_bound=None
        )
        self.report()

    def full_bound(self, periods: int) -> None:
        """Tell the fewest periods that any year could need."""
        self._progress = replace(self._progress, full_bound=periods)
        self.report()

    def full_after(self, periods: int) -> None:
        """Tell in how many periods everyone meets in the best year so far."""
        before = self._progress.full_after
        if before is None or periods < before:
            self._progress = replace(self._progress, full_after=periods)
            self.report()

    def better(self, plan: Plan) -> None:
        """Hand on a plan that is better than those before."""
        self._make_first = None
        self._progress = replace(self._progress, plan=plan)
        self.report()

    def in_time(self, make: Callable[[], Plan | None]) -> None:
        """How to make a first plan quickly; it is made where none is found in time."""
        if self.is_watched and self._progress.plan is None:
            self._make_first = make

    def found(self, new: int) -> None:
        """Tell the new acquaintances of the best proposal so far."""
        self._progress = replace(self._progress, new=new)
        self.keep_going()

    def proved(self, new_bound: int) -> None:
        """Tell the most new acquaintances that are still possible."""
        self._progress = replace(self._progress, new_bound=new_bound)
        self.keep_going()

    def keep_going(self) -> bool:
        """Whether to search on; a first plan is made on the way where there was none in time."""
        super().keep_going()
        if self._make_first is not None and not self.stopped and self.seconds >= FIRST_WITHIN:
            make, self._make_first = self._make_first, None
            if (plan := make()) is not None:
                self.better(plan)
        return not self.stopped

    def _tell(self) -> object:
        if self._on_progress is None:
            return True
        return self._on_progress(replace(self._progress, seconds=self.seconds))
