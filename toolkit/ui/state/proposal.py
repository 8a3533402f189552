"""The third step: a proposal for the next period, which the teacher may change and accepts."""

from collections.abc import Callable
from functools import partial

from traitlets import Bunch, Unicode

from toolkit.messages import Message
from toolkit.people import Student
from toolkit.plan import Period, Plan, Stay
from toolkit.planning.progress import OnProgress
from toolkit.ui.state.job import Job
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.model import StepModel
from toolkit.ui.state.verdict import Verdict
from toolkit.workspace.work import Work

TIME_LIMIT = 60.0
"""Seconds. A class is waiting: the best year found by then is taken."""


class ProposalModel(StepModel):
    """Looks for the rest of the year, and hands on what the teacher does with the proposal.

    ``chosen`` is the id of the student who will change positions with the next one clicked,
    empty when nobody is.
    """

    chosen = Unicode("")

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.job: Job[Plan] = Job(self._propose, lambda error: setattr(self, "error", error))
        self._asked_for: object = None
        self._verdict: Verdict | None = None
        self.session.observe(self._follow, "work")

    @property
    def blockers(self) -> tuple[Message, ...]:
        """Why there is nothing to look at in the overview yet."""
        if self.session.plan.periods:
            return ()
        return (Message("Accept a proposal first."),)

    @property
    def period(self) -> Period | None:
        """The proposal as it stands, None before there is one."""
        work = self.session.work
        return None if work is None or work.proposal is None else work.proposal.period

    @property
    def verdict(self) -> Verdict | None:
        """What is to be said of the proposal as it stands, None before there is one."""
        work = self.session.work
        if work is None or work.proposal is None:
            self._verdict = None
        elif self._verdict is None or self._verdict.work is not work:
            self._verdict = Verdict(work, work.proposal)
        return self._verdict

    @property
    def number(self) -> int:
        """The number of the period that is being planned."""
        return self.session.plan.next_number

    @property
    def last_fits(self) -> bool:
        """Whether the newest period of the plan suits the class and the rules as they are now."""
        work = self.session.work
        return work is None or work.last is None or not work.broken_by(work.last)

    def label(self, student: Student) -> str:
        """The student's name, told apart from others of the same name."""
        return self.session.roster.label(student)

    def solve(self) -> bool:
        """Look for the rest of the year, and tell whether a search was begun.

        What was planned before is kept where it still serves. Where the teacher looks at a
        proposal already, another one is wanted.
        """
        asked = self.session.work
        if asked is None or self.job.running:
            return False
        self._asked_for = _question(asked)
        self.error = None

        def work(on_progress: OnProgress) -> Plan:
            from toolkit.planning.calls import plan_year

            planned = partial(
                plan_year,
                asked.roster,
                asked.rules,
                asked.plan,
                announced=asked.year if asked.proposal is None else None,
                stay=asked.stay if asked.must_change else Stay.FIRST,
                time_limit=TIME_LIMIT,
                seed=asked.tries,
                on_progress=on_progress,
            )
            year = planned()
            # Where nobody is left to meet, the class still gets new partners.
            return year if year != asked.plan else planned(periods=1)

        return self.job.start(work)

    def cancel(self) -> None:
        """Stop the search and keep the best so far."""
        self.job.cancel()

    def choose(self, id: str) -> None:
        """Click a student: the first is chosen, the second changes positions with the first."""
        if not self.chosen:
            self.chosen = id
            return
        first, self.chosen = self.chosen, ""
        if first != id:
            self.swap(first, id)

    def swap(self, one: str, other: str) -> None:
        """Two students take each other's positions."""
        self._step(lambda work: work.swapped(one, other))

    def undo(self) -> None:
        """Go back to the proposal before the last swap or search."""
        self._step(Work.undone)

    def redo(self) -> None:
        """Go forward again to what was undone."""
        self._step(Work.redone)

    @property
    def objections(self) -> tuple[Message, ...]:
        """Why the proposal cannot be accepted as it stands."""
        if self.verdict is not None and self.verdict.broken_rules:
            return (Message("A rule is broken. Undo the swap, or change the rule first."),)
        return ()

    def accept(self) -> None:
        """Make the proposal a period of the plan, unless it breaks a rule."""
        if not self.objections:
            self._step(Work.accepted)

    def take_back(self) -> None:
        """Open the newest period of the plan again, for one that has not begun yet."""
        if self.job.running or not self.session.plan.periods:
            return
        self._step(Work.taken_back)
        if self.session.work is not None and not self.session.work.must_change:
            self.solve()

    def wish(self, stay: Stay) -> None:
        """Say how much should stay of a period that was shown and must change."""
        self._step(lambda work: work.with_stay(stay))

    def _step(self, step: Callable[[Work], Work]) -> None:
        if self.session.work is not None:
            self.session.work = step(self.session.work)

    def _propose(self, plan: Plan) -> None:
        # What has changed during the search makes it the answer to another question.
        work = self.session.work
        if work is not None and _question(work) == self._asked_for:
            self.session.work = work.found(plan)

    def _follow(self, change: Bunch) -> None:
        if _question(change.old) != _question(change.new):
            self.job.cancel()
            self.error = None
        self.chosen = ""


def _question(work: Work | None) -> object:
    """What a search answers."""
    return None if work is None else (work.roster, work.rules, work.plan)
