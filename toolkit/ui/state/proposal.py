"""The third step: a proposal for the next period, which the teacher may change and accepts."""

from collections.abc import Callable
from dataclasses import replace

from traitlets import Any, Bool, Bunch

from toolkit.broken_rules import BrokenRule
from toolkit.errors import MakkerskapError
from toolkit.messages import Message
from toolkit.people import Student
from toolkit.plan import Period, Plan, Stay
from toolkit.planning.progress import OnProgress
from toolkit.ui.shared_plans import shared_plans
from toolkit.ui.state.better import Offer, hoped_for, next_period, offered
from toolkit.ui.state.charting import Charting
from toolkit.ui.state.job import Job
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.model import StepModel
from toolkit.ui.state.steps import called
from toolkit.ui.state.swapping import Swapping
from toolkit.ui.state.verdict import Verdict
from toolkit.workspace.proposing import wanted_of
from toolkit.workspace.work import Proposal, Work

TIME_LIMIT = 60.0
"""Seconds. A class is waiting: the best year found by then is taken."""


class ProposalModel(StepModel, Swapping):
    """Looks for the rest of the year, and hands on what the teacher does with the proposal.

    The first year that a search finds is looked at while it goes on. What is looked at does not
    change by itself from then on: a better year is an ``offer`` (None where there is none).
    ``has_map`` tells that the seats that come with the proposal are looked at.
    """

    offer = Any(None, allow_none=True)
    has_map = Bool(False)

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.job: Job[Plan] = Job(self._end, self._fail)
        self.job.observe(self._hear, "progress")
        self._asked_for: object = None
        self._begun: set[int] = set()
        """The classes, by their rows, in which this page has begun a search."""
        self._is_wanted_again = False
        self._replaces: Proposal | None = None
        self._heard: Plan | None = None
        self._verdict: Verdict | None = None
        self.charting = keeper.shared(Charting)
        self.session.observe(self._follow, "work")
        self.session.observe(self._begin, "step")
        self.session.observe(self._seat, ["work", "step"])
        self.job.observe(self._seat, "running")
        self.observe(self._seat, "has_map")

    @property
    def period(self) -> Period | None:
        """The proposal as it stands, None before there is one."""
        return _seats(self.session.work)

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
    def broken_rules(self) -> tuple[BrokenRule, ...]:
        """Every rule that the proposal breaks as it stands."""
        return () if self.verdict is None else self.verdict.broken_rules

    @property
    def number(self) -> int:
        """The number of the period that is being planned."""
        return self.session.planning_number

    def label(self, student: Student) -> str:
        """The student's name, told apart from others of the same name."""
        return self.session.roster.label(student)

    def solve(self) -> bool:
        """Look for the rest of the year, and tell whether a search was begun.

        What was planned before is kept where it still serves. Where the teacher looks at a
        proposal already, another one is wanted.
        """
        work = self.session.work
        return work is not None and self._search(work, replaces=work.proposal)

    def _search(self, asked: Work, replaces: Proposal | None, *, again: bool = False) -> bool:
        """Search for the rest of a year, or ``again`` for something better than is looked at."""
        if self.job.running:
            # One that was told to stop takes a moment for it.
            self._is_wanted_again = not self.is_searching
            return self._is_wanted_again
        self._asked_for, self._heard = _question(asked), None
        self._replaces = None if again else replaces
        self.error = self.offer = None
        self._mark(is_searching=True)
        if self.session.kept is not None:
            self._begun.add(self.session.kept.class_id)
        tries = max(0, asked.tries - 1) if again else asked.tries

        def work(on_progress: OnProgress) -> Plan:
            from toolkit.planning.shared import planned_once

            wanted = replace(wanted_of(asked, TIME_LIMIT), seed=tries)
            return planned_once(wanted, shared_plans(), on_progress)

        return self.job.start(work)

    @property
    def is_searching(self) -> bool:
        """Whether a search for this class under these rules is under way."""
        is_asked = _question(self.session.work) == self._asked_for
        return self.job.running and (is_asked or self._is_wanted_again)

    @property
    def can_seat(self) -> bool:
        """Whether the dashboard seats the class in a room."""
        return called(self.session.steps, "chart") is not None

    @property
    def hope(self) -> Message | None:
        """What the search may still find that is better; None before there is a proposal."""
        work, now = self.session.work, self.job.progress
        if work is None:
            return None
        return hoped_for(work, None if now is None else now.full_bound)

    def cancel(self) -> None:
        """Stop the search and keep the best so far."""
        self._is_wanted_again = False
        self.job.cancel()

    def take_offer(self) -> None:
        """Look at the better year; undo leads back."""
        offer: Offer | None = self.offer
        if offer is not None:
            self.offer = None
            self._step(lambda work: replace(work.found(offer.year), tries=work.tries))
            self._mark(is_searching=self.is_searching)

    def swap(self, one: str, other: str) -> None:
        """Two students, by id, take each other's positions."""
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
        if self.broken_rules:
            return (Message("A rule is broken. Undo the swap, or change the rule first."),)
        return ()

    def accept(self) -> None:
        """Make the proposal a period of the plan, unless it breaks a rule, and go to see it.

        The seats that were found with it are those of the period. A search stops.
        """
        if self.objections or self.period is None:
            return
        coming = self.charting.coming
        seated = None if coming is None else coming.seated

        def accepted(work: Work) -> Work:
            in_force = work.accepted()
            if coming is None or seated is None:
                return in_force
            return in_force.seated(seated).knowing(coming.known)

        self._step(accepted)
        self.session.go_home()

    def toggle_map(self) -> None:
        """Show the seats that come with the proposal, or put them away."""
        self.has_map = not self.has_map

    def leave_as_it_is(self) -> None:
        """Keep the period that was to be planned anew."""
        self._step(Work.left_as_it_is)
        self.session.go_home()

    def wish(self, stay: Stay) -> None:
        """Say how much should stay of a period that was shown and must change."""
        self._step(lambda work: work.with_stay(stay))

    def _step(self, step: Callable[[Work], Work]) -> None:
        if self.session.work is not None:
            self.session.work = step(self.session.work)

    def _begin(self, _change: object) -> None:
        """Search by itself where the step is turned to and there is nothing to look at.

        A search of this page's that was under way when the class was left, or when the page was
        loaded again, goes on; one of another page's is left to that.
        """
        work = self.session.work
        if not self.is_here or work is None or self.error is not None or self.is_searching:
            return
        is_loaded_again, kept = self.keeper.is_opening, self.session.kept
        is_ours = is_loaded_again or (kept is not None and kept.class_id in self._begun)
        # What is foreseen was accepted while it was searched for: nobody searches for what is next.
        is_resumed = work.searching and (work.proposal is not None or work.foreseen is None)
        is_wanted = is_ours if is_resumed else work.proposal is None and not is_loaded_again
        if is_wanted and work.proposal is not None:
            self._search(work, None, again=True)
        elif is_wanted and not work.must_change:
            self.solve()

    def _seat(self, _change: object) -> None:
        """Have seats looked for beside the proposal once that takes nothing from its own search."""
        is_wanted = self.can_seat and self.is_here and self.period is not None
        self.charting.is_ahead_wanted = is_wanted and (self.has_map or not self.job.running)

    def _hear(self, change: Bunch) -> None:
        """Take what the search hands on; nobody sees it on a page that is closed."""
        if self.keeper.is_closed:
            self.job.cancel()
        elif change.new is not None and change.new.plan is not None:
            self._take(change.new.plan)

    def _take(self, year: Plan) -> None:
        """Look at the first year that is found, and offer what is better."""
        work = self.session.work
        # What has changed during the search makes it the answer to another question.
        if year is self._heard or work is None or _question(work) != self._asked_for:
            return
        is_first, self._heard = self._heard is None, year
        if work.proposal is None or (is_first and work.proposal is self._replaces):
            self.session.work = work.found(year)
        elif (offer := offered(work, year)) is not None:
            assert work.proposal is not None
            if next_period(work, year) == work.proposal.found:
                self.session.work = work.foreseeing(year)
            else:
                self.offer = offer

    def _mark(self, *, is_searching: bool) -> None:
        """Let the class tell that something better is looked for, or waits to be looked at."""
        self._step(lambda work: replace(work, searching=is_searching))

    def _end(self, year: Plan) -> None:
        self._take(year)
        work, solution = self.session.work, year.solution
        is_answered = _question(work) == self._asked_for and self.offer is None
        if is_answered and work is not None and solution is not None:
            self.session.work = work.concluded(solution)
        self._finish()

    def _fail(self, error: MakkerskapError) -> None:
        if _question(self.session.work) == self._asked_for:
            self.error = error
        self._finish()

    def _finish(self) -> None:
        """Nothing is looked for any more, or what was wanted since that was told to stop."""
        if _question(self.session.work) == self._asked_for and not self.keeper.is_closed:
            self._mark(is_searching=self.offer is not None)
        if self._is_wanted_again:
            self._is_wanted_again = False
            self.solve()

    def _follow(self, change: Bunch) -> None:
        if _question(change.old) != _question(change.new):
            self.job.cancel()
            self.error = self.offer = None
        if _seats(change.old) != _seats(change.new):
            self.chosen = ""


def _seats(work: Work | None) -> Period | None:
    """Who sits where in the proposal that is looked at."""
    return None if work is None or work.proposal is None else work.proposal.period


def _question(work: Work | None) -> object:
    """What a search answers."""
    return None if work is None else work.question
