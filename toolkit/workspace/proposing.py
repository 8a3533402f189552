"""A proposal for the next period of several classes at once; each is accepted in its own class."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from toolkit.errors import InputError, MakkerskapError, RulesConflict
from toolkit.messages import Message
from toolkit.plan import Plan, Stay
from toolkit.values import only
from toolkit.workspace.loading import Unreadable
from toolkit.workspace.work import Kept, Work
from toolkit.workspace.workspace import Workspace

if TYPE_CHECKING:
    from toolkit.planning.school import OnPlanned, Wanted

TIME_LIMIT = 20.0
"""Seconds for each class."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What came of the search for one class: a proposal for period ``number``, or an ``error``.

    ``number`` is 0 where there is none.
    """

    class_id: int
    name: str
    number: int = 0
    error: MakkerskapError | None = None

    @property
    def told(self) -> Message | None:
        """Why there is no proposal, without a student's name; None where there is one."""
        if isinstance(self.error, RulesConflict):
            return Message("Its rules cannot all hold. Open the class to see which.")
        return None if self.error is None else self.error.message


def wanted_of(work: Work, time_limit: float) -> Wanted:
    """What is to be planned of a class: its next period, and the year behind it.

    What was planned before is kept where it still serves; where there is a proposal already,
    another one is looked for.
    """
    from toolkit.planning.school import Wanted  # and the solver with it

    is_settled = work.proposal is None and not work.searching
    return Wanted(
        *work.question,
        announced=work.year if is_settled else None,
        stay=work.stay if work.must_change else Stay.FIRST,
        time_limit=time_limit,
        seed=work.tries,
        at_least_one=True,
    )


def with_answer(asked: Work, answer: Plan | MakkerskapError, work: Work) -> Work:
    """A class looking at what was found for it as it was when it was ``asked`` for.

    Undo leads back to what was there. Raises the answer where it is an error, and ``InputError``
    where the class has changed since, and where the search was stopped before it found anything.
    """
    if isinstance(answer, MakkerskapError):
        raise answer
    if work.question != asked.question:
        raise InputError(Message("The class was changed meanwhile. Plan it again."))
    if len(answer.periods) == len(work.base.periods):
        raise InputError(Message("The search was stopped before it found a proposal."))
    return work.found(answer)


def propose(
    workspace: Workspace,
    class_ids: Iterable[int],
    *,
    time_limit: float = TIME_LIMIT,
    scheduler: str | None = None,
    on_planned: OnPlanned = lambda planned, of: None,
) -> tuple[Proposed, ...]:
    """Keep a proposal for the next period with each of these classes; none comes into force.

    They are planned side by side, as ``plan_classes`` does it, ``time_limit`` seconds each, and
    each is kept when it is found. What stood in the way of one is in its ``error``, and takes
    nothing from the others; a class that is not there, or cannot be read, is left out.
    """
    from toolkit.planning.school import plan_classes  # and the solver with it

    only(workspace, Workspace, "workspace")
    asked = list(classes_of(workspace, class_ids))
    answers: dict[int, Proposed] = {}

    def keep(at: int, answer: Plan | MakkerskapError) -> None:
        def kept(step: Callable[[Work], Work]) -> None:
            now = workspace.load(asked[at].class_id)
            if now is not None:
                workspace.save(now, step(now.work))

        answers[at] = answered(asked[at], answer, kept)

    plan_classes(
        [wanted_of(one.work, time_limit) for one in asked],
        scheduler=scheduler,
        on_planned=on_planned,
        on_answer=keep,
    )
    return tuple(answers[at] for at in sorted(answers))


def classes_of(workspace: Workspace, class_ids: Iterable[int]) -> Iterator[Kept]:
    """The classes of these rows that are there and can be read."""
    for class_id in class_ids:
        with suppress(Unreadable):
            if (kept := workspace.load(class_id)) is not None:
                yield kept


def answered(
    asked: Kept,
    answer: Plan | MakkerskapError,
    keep: Callable[[Callable[[Work], Work]], None],
) -> Proposed:
    """Keep what was found for a class, in the way that ``keep`` takes a step in it."""
    try:
        keep(partial(with_answer, asked.work, answer))
    except MakkerskapError as error:
        return Proposed(asked.class_id, asked.work.name, error=error)
    return Proposed(asked.class_id, asked.work.name, number=asked.work.planning_number)
