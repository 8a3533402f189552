"""The next period of many classes planned at once, while the page stays alive."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from traitlets import Any, Bunch, HasTraits, Instance
from traitlets import Tuple as TupleTrait

from toolkit.errors import MakkerskapError
from toolkit.ui.cluster import scheduler
from toolkit.ui.state.job import Job, Tell
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.net import in_words
from toolkit.workspace.proposing import TIME_LIMIT, answered, classes_of, wanted_of

if TYPE_CHECKING:
    from toolkit.plan import Plan
    from toolkit.workspace.work import Kept


@dataclass(frozen=True)
class Progressed:
    """How many classes are planned, of how many."""

    planned: int
    of: int


@dataclass(frozen=True)
class _Answered:
    """What was found for a class, which is kept at once."""

    asked: Kept
    answer: Plan | MakkerskapError


class PlanningAll(HasTraits):
    """Plans them on all cores, and keeps each proposal with its class when it is found.

    Where a cluster is named, they are planned there.
    ``progress`` tells how far it is, ``outcomes`` what came of the classes so far, and ``error``
    what ended the whole search.
    """

    progress = Instance(Progressed, args=(0, 0))
    outcomes = TupleTrait()
    error = Any(None, allow_none=True)

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self._keeper = keeper
        self.job: Job[None] = Job(lambda _nothing: None, self._fail)
        self.job.observe(self._hear, "progress")

    def begin(self, class_ids: Sequence[int]) -> None:
        """Plan the next period of these classes; nothing while others are planned."""
        if self.job.running:
            return
        try:
            self._keeper.catch_up()
            asked = list(classes_of(self._keeper.workspace, class_ids))
        except Exception as error:
            self._fail(in_words(error))
            return
        wanted = [wanted_of(one.work, TIME_LIMIT) for one in asked]
        self.outcomes, self.error, self.progress = (), None, Progressed(0, len(asked))

        def work(tell: Tell) -> None:
            from toolkit.planning.school import plan_classes

            plan_classes(
                wanted,
                scheduler=scheduler(),
                on_planned=lambda planned, of: tell(Progressed(planned, of)),
                on_answer=lambda at, answer: tell(_Answered(asked[at], answer)),
            )

        self.job.start(work)

    def cancel(self) -> None:
        """Stop; what has been found by then is kept."""
        self.job.cancel()

    def _hear(self, change: Bunch) -> None:
        """Keep what was found; on a page that is closed nobody would see it."""
        if self._keeper.is_closed:
            self.job.cancel()
        elif isinstance(change.new, _Answered):
            self._keep(change.new)
        elif isinstance(change.new, Progressed):
            self.progress = change.new

    def _keep(self, found: _Answered) -> None:
        change = partial(self._keeper.change, found.asked.class_id)
        outcome = answered(found.asked, found.answer, change)
        self.outcomes = (*self.outcomes, outcome)

    def _fail(self, error: MakkerskapError) -> None:
        self.error = error


def minutes(classes: int) -> int:
    """The most that so many classes take, in whole minutes."""
    rounds = -(-classes // (os.cpu_count() or 1))
    return max(1, -(-rounds * int(TIME_LIMIT) // 60))
