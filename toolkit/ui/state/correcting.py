"""The running period, changed from today on: by hand, or as little as the rules allow."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from traitlets import Any as AnyTrait
from traitlets import Bunch, Instance, Int

from toolkit.people import Student
from toolkit.plan import Group, Pair, Period
from toolkit.planning.progress import OnProgress
from toolkit.rules import IdPair
from toolkit.ui.state.job import Job
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.partners import partners_again
from toolkit.ui.state.swapping import Swapping
from toolkit.workspace.work import Work

TIME_LIMIT = 20.0
"""Seconds. A class is waiting: the smallest change found by then is offered."""


type Place = tuple[Group, Pair]


@dataclass(frozen=True)
class Move:
    """Where a student sat and will sit: the group and the pair, None where there is none."""

    student: Student
    before: Place | None
    after: Place | None

    @property
    def makkere(self) -> tuple[Student, ...]:
        """With whom the student will share a pair."""
        pair = () if self.after is None else self.after[1].students
        return tuple(one for one in pair if one.id != self.student.id)


class Correcting(Swapping):
    """What the running period may be changed into; nothing is done until it is accepted.

    ``period`` is that, None while nothing is about to be changed. ``fewest`` is how many students
    have to move, as far as is proven; -1 where they were moved by hand. ``error`` is why there is
    no such change.
    """

    period = Instance(Period, allow_none=True)
    fewest = Int(-1)
    error = AnyTrait(None, allow_none=True)

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self.session = keeper.session
        self.job: Job[tuple[Period, int]] = Job(self._found, partial(setattr, self, "error"))
        self._asked_for: Work | None = None
        self.session.observe(self._follow, "work")

    def begin(self) -> None:
        """Change it by hand."""
        if self.session.work is not None:
            self.give_up()
            self.period = self.session.work.last

    def find(self) -> None:
        """Look for the smallest change after which it keeps all the rules."""
        work = self.session.work
        if work is None or self.job.running:
            return
        self.give_up()
        self._asked_for = work

        def search(on_progress: OnProgress) -> tuple[Period, int]:
            from toolkit.planning.mending import mend

            found = mend(
                work.plan,
                work.roster,
                work.rules,
                time_limit=TIME_LIMIT,
                on_progress=on_progress,
            )
            return found.period, found.bound

        self.job.start(search)

    def cancel(self) -> None:
        """Stop looking; what is found by then is offered."""
        self.job.cancel()

    def give_up(self) -> None:
        """Leave the running period as it is."""
        self.job.cancel()
        self._asked_for = None
        self.period, self.chosen, self.fewest, self.error = None, "", -1, None

    def swap(self, one: str, other: str) -> None:
        """Two students, by id, take each other's positions."""
        if self.period is not None:
            self.chosen, self.fewest = "", -1
            self.period = self.period.swapped(one, other)

    @property
    def partners_again(self) -> set[IdPair]:
        """Who would be partners now, has been so in an earlier period, and is not so today."""
        work = self.session.work
        if work is None or work.last is None or self.period is None:
            return set()
        return partners_again(self.period, work.plan.periods[:-1]) - work.last.in_pairs

    @property
    def moves(self) -> tuple[Move, ...]:
        """Everyone who would sit elsewhere than today, or has no place today."""
        work = self.session.work
        if work is None or work.last is None or self.period is None:
            return ()
        before, after = _places(work.last), _places(self.period)
        people = {one.id: one for one in (*work.last.students, *self.period.students)}
        return tuple(
            Move(student, before.get(key), after.get(key))
            for key, student in people.items()
            if _labels(before.get(key)) != _labels(after.get(key))
        )

    def accept(self, on: date) -> None:
        """Let the period be so from this day on."""
        work, period = self.session.work, self.period
        if work is not None and period is not None and self.moves:
            self.session.work = work.mended(period, on)

    def _found(self, found: tuple[Period, int]) -> None:
        # What has changed in the meantime makes it the answer to another question.
        if self._asked_for is not None and _question(self._asked_for) == _question(
            self.session.work
        ):
            self.fewest, self.period = found[1], found[0]

    def _follow(self, change: Bunch) -> None:
        if _question(change.old) != _question(change.new):
            self.give_up()


def _places(period: Period) -> dict[str, Place]:
    return {
        student.id: (group, pair)
        for group in period.groups
        for pair in group.pairs
        for student in pair.students
    }


def _labels(place: Place | None) -> tuple[str, str] | None:
    return None if place is None else (place[0].label, place[1].label)


def _question(work: Work | None) -> object:
    return None if work is None else (work.roster, work.rules, work.plan)
