"""What a search for seats tells while it works."""

from collections.abc import Callable
from dataclasses import dataclass, field

from toolkit.seats import SeatedPeriod, Seating
from toolkit.solving.clock import Clock


@dataclass(frozen=True, slots=True)
class SeatingProgress:
    """How far a search for seats has come.

    ``period`` is the number of the one that is being seated; ``done`` of the ``periods`` to seat
    are behind it. ``seconds`` is the time since the start, ``seating`` the best so far.
    """

    period: int
    done: int
    periods: int
    seconds: float
    seating: Seating = field(repr=False)


type OnSeating = Callable[[SeatingProgress], object]
"""Called a few times a second, and with all better seats.

Returning ``False`` stops the search, which keeps its best.
"""


class Teller:
    """Knows how far a search for so many ``periods`` has come, and tells whoever wants to know.

    ``seated`` are the periods that have their seats, with those of before.
    """

    def __init__(
        self, on_progress: OnSeating | None, periods: int, seated: list[SeatedPeriod], clock: Clock
    ) -> None:
        self._on_progress, self._periods, self._clock = on_progress, periods, clock
        self._before = len(seated)
        self._best: SeatedPeriod | None = None
        self._period = 0
        self.seated = seated

    def begin(self, period: int) -> None:
        """The period of this number is next."""
        self._period, self._best = period, None

    def better(self, best: SeatedPeriod) -> None:
        """These are the best seats so far of the period that has begun."""
        self._best = best

    def settle(self, best: SeatedPeriod) -> None:
        """These are the seats of the period that has begun."""
        self.seated.append(best)
        self._best = None

    def ask(self) -> object:
        """Tell how far it is, and hear whether to go on."""
        if self._on_progress is None:
            return True
        best = () if self._best is None else (self._best,)
        done = len(self.seated) - self._before
        seating = Seating((*self.seated, *best))
        seconds = self._clock.seconds
        return self._on_progress(
            SeatingProgress(self._period, done, self._periods, seconds, seating)
        )
