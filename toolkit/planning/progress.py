"""What a search tells while it works."""

from collections.abc import Callable
from dataclasses import dataclass, field

from toolkit.plan import Plan


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search has come.

    ``period`` is the one being planned and ``periods`` the number of the last one asked
    for (None: until everyone has met). ``new`` is the number of new acquaintances in the
    best proposal for this period so far and ``new_bound`` the most that is still possible
    (each None before it is known). ``coverage`` is the share of the pairs that may meet
    who have met in the periods that are finished, ``seconds`` the time since the start.
    ``full_after`` is the number of periods, those of the history included, after which
    everyone has met in the best year so far (None before there is one, or where a single
    period is planned), and ``full_bound`` the fewest that any plan could need.
    """

    period: int
    periods: int | None
    new: int | None
    new_bound: int | None
    coverage: float
    seconds: float
    full_after: int | None = None
    full_bound: int | None = None
    plan: Plan | None = field(default=None, repr=False)


type OnProgress = Callable[[Progress], object]
"""Called a few times a second, and with every better plan.

Returning ``False`` stops the search, which keeps its best.
"""
