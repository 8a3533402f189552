"""The third step: a proposal for the next period, which the teacher may change and accepts."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from traitlets import Any, HasTraits, Instance, Int, Unicode, UseEnum
from traitlets import Tuple as TupleTrait

from toolkit.acquaintance import coverage, new_acquaintances
from toolkit.checking import BrokenRule, check
from toolkit.errors import MakkerskapError
from toolkit.messages import Message, plural
from toolkit.outlook import Outlook
from toolkit.people import Roster, Student
from toolkit.plan import Period, Plan, Stay
from toolkit.planning.progress import OnProgress
from toolkit.rules import IdPair
from toolkit.ui.state.job import Job
from toolkit.ui.state.outlook import outlook
from toolkit.ui.state.session import Session
from toolkit.workspace.work import Proposal, Work

TIME_LIMIT = 60.0
"""Seconds. A class is waiting: the best year found by then is taken."""


class ProposalModel(HasTraits):
    """Solves, keeps the teacher's changes, and tells what they break.

    ``proposal`` is the one that is looked at, None before there is one; ``past`` and
    ``future`` are those that undo and redo lead to. ``chosen`` is the id of the student who
    will swap seats with the next one clicked, empty when nobody is. ``stay`` is what is wished
    for where a period that was shown has to be planned again. ``seen`` is the newest period
    that the teacher has looked at, and so may have told the class of; each of the ``tries``
    for the same period has a seed of its own, so that it may come out otherwise.
    """

    session = Instance(Session)
    proposal = Instance(Proposal, allow_none=True)
    past = TupleTrait()
    future = TupleTrait()
    chosen = Unicode("")
    stay = UseEnum(Stay, default_value=Stay.FIRST)
    seen = Int(0)
    tries = Int(0)
    error = Any(None, allow_none=True)

    def __init__(self, session: Session) -> None:
        super().__init__(session=session)
        self.job: Job[Plan] = Job(self._propose, self._fail)
        self._asked_for: object = None
        session.observe(self._forget, ["roster", "plan"])
        session.observe(self._forget_unfit, "rules")

    @property
    def blockers(self) -> tuple[Message, ...]:
        """Why there is nothing to look at in the overview yet."""
        if self.session.plan.periods:
            return ()
        return (Message("Accept a proposal first."),)

    @property
    def period(self) -> Period | None:
        """The proposal as it stands, None before there is one."""
        return None if self.proposal is None else self.proposal.period

    @property
    def last(self) -> Period | None:
        """The newest period of the plan."""
        return self.session.plan.periods[-1] if self.session.plan.periods else None

    @property
    def number(self) -> int:
        """The number of the period that is being planned."""
        return self.session.plan.next_number

    def label(self, student: Student) -> str:
        """The student's name, told apart from others of the same name."""
        return self._roster.label(student)

    def solve(self) -> bool:
        """Look for the rest of the year, and tell whether a search was begun.

        What was planned before is kept where it still serves. Where the teacher looks at a
        proposal already, another one is wanted.
        """
        session = self.session
        roster, rules, history = session.roster, session.rules, session.plan
        announced = session.year if self.proposal is None else None
        stay, seed = self.stay if self.must_change else Stay.FIRST, self.tries
        if roster is None or self.job.running:
            return False
        self.tries += 1
        self._asked_for = (roster, rules, history)
        self.error = None

        def work(on_progress: OnProgress) -> Plan:
            from toolkit.planning.calls import plan_year

            planned = partial(
                plan_year,
                roster,
                rules,
                history,
                announced=announced,
                stay=stay,
                time_limit=TIME_LIMIT,
                seed=seed,
                on_progress=on_progress,
            )
            year = planned()
            # Where nobody is left to meet, the class still gets new partners.
            return year if year != history else planned(periods=1)

        return self.job.start(work)

    def cancel(self) -> None:
        """Stop the search and keep the best so far."""
        self.job.cancel()

    def choose(self, id: str) -> None:
        """Click a student: the first is chosen, the second swaps with the first."""
        if not self.chosen:
            self.chosen = id
            return
        first, self.chosen = self.chosen, ""
        if first != id:
            self.swap(first, id)

    def swap(self, one: str, other: str) -> None:
        """Two students take each other's seats."""
        if self.proposal is not None:
            self._turn_to(replace(self.proposal, period=self.proposal.period.swapped(one, other)))

    def undo(self) -> None:
        """Go back to the proposal before the last swap or search."""
        if self.past and self.proposal is not None:
            *past, previous = self.past
            self._show(previous, tuple(past), (self.proposal, *self.future))

    def redo(self) -> None:
        """Go forward again to what was undone."""
        if self.future and self.proposal is not None:
            following, *future = self.future
            self._show(following, (*self.past, self.proposal), tuple(future))

    @property
    def objections(self) -> tuple[Message, ...]:
        """Why the proposal cannot be accepted as it stands."""
        if self.broken_rules():
            return (Message("A rule is broken. Undo the swap, or change the rule first."),)
        return ()

    def accept(self) -> None:
        """Make the proposal a period of the plan, unless it breaks a rule."""
        if self.period is not None and not self.objections:
            self.session.plan = self.session.plan.followed_by(self.period)

    def restore(self, work: Work) -> None:
        """Go on where the work of the session's class was left."""
        self.seen, self.tries, self.stay = work.seen, work.tries, work.stay
        if work.place is None:
            self._show(None, (), ())
        else:
            before, after = work.proposals[: work.place], work.proposals[work.place + 1 :]
            self._show(work.proposals[work.place], before, after)

    def take_back(self) -> None:
        """Open the newest period of the plan again, for one that has not begun yet."""
        if self.last is None or self.job.running:
            return
        session, self.seen = self.session, self.last.number
        session.year, session.bound = session.foreseen or session.plan, 0
        session.plan = replace(session.plan, periods=session.plan.periods[:-1], solution=None)
        if not self.must_change:
            self.solve()

    @property
    def last_fits(self) -> bool:
        """Whether the newest period of the plan suits the class and the rules as they are now."""
        return self.last is None or not self._broken(self.last)

    @property
    def must_change(self) -> bool:
        """Whether the next period was looked at before, and cannot stay as it was."""
        year, number = self.session.foreseen, self.number
        if year is None or self.seen < number or self.proposal is not None:
            return False
        return bool(self._broken(year.periods[len(self.session.plan.periods)]))

    def broken_rules(self) -> tuple[BrokenRule, ...]:
        """Every rule that the proposal breaks as it stands."""
        return () if self.period is None else self._broken(self.period)

    @property
    def new_acquaintances(self) -> int:
        """How many students, two by two, meet for the first time in the proposal."""
        return 0 if self.period is None else len(self._new(self.period))

    @property
    def share_after(self) -> float:
        """The share of all who may meet who have met when the proposal's period is over."""
        if self.period is None:
            return 0.0
        plan = self.session.plan.followed_by(self.period)
        return coverage(plan, self.session.rules, self._roster).by_period[-1]

    @property
    def lost_acquaintances(self) -> tuple[Message, ...]:
        """Those who would have met in the proposal before it was changed, two by two."""
        if self.proposal is None:
            return ()
        return self._names(self._new(self.proposal.found) - self._new(self.proposal.period))

    @property
    def partners_again(self) -> tuple[Message, ...]:
        """Those who are partners in the proposal and have been so before, two by two."""
        if self.period is None:
            return ()
        earlier = {
            frozenset(two) for period in self.session.plan.periods for two in period.partners()
        }
        return self._names(earlier & {frozenset(two) for two in self.period.partners()})

    @property
    def costs(self) -> int:
        """How many new acquaintances the changes cost, all in all; below 0 is a gain."""
        if self.proposal is None:
            return 0
        return len(self._new(self.proposal.found)) - len(self._new(self.proposal.period))

    @property
    def price(self) -> Message:
        """What the changes cost or give, in a sentence."""
        if self.costs > 0:
            return plural(
                "Your changes cost {n} new acquaintance.",
                "Your changes cost {n} new acquaintances.",
                n=self.costs,
            )
        if self.costs < 0:
            return plural(
                "Your changes give {n} more new acquaintance.",
                "Your changes give {n} more new acquaintances.",
                n=-self.costs,
            )
        return Message("There are as many new acquaintances as before your changes.")

    @property
    def is_best(self) -> bool:
        """Whether it is evident that no period could give more new acquaintances."""
        if self.period is None:
            return False
        meetings = len(list(self.period.group_mates()))
        return self.new_acquaintances == meetings or self.share_after == 1.0

    @property
    def outlook(self) -> Outlook | None:
        """What the year comes to with the proposal as it stands; None where it needs planning."""
        return outlook(self.session)

    @property
    def _roster(self) -> Roster:
        return self.session.roster or Roster(())

    def _broken(self, period: Period) -> tuple[BrokenRule, ...]:
        """Every rule that a period breaks behind those that come before it in the plan."""
        plan = self.session.plan
        before = tuple(earlier for earlier in plan.periods if earlier.number < period.number)
        return tuple(
            broken
            for broken in check(Plan((*before, period)), self._roster, self.session.rules)
            if broken.period == period.number
        )

    def _new(self, period: Period) -> set[IdPair]:
        return new_acquaintances(period, self.session.plan, self.session.rules, self._roster)

    def _names(self, pairs: Iterable[IdPair]) -> tuple[Message, ...]:
        """The pairs in words, in the order of the class."""
        students = self._roster.students
        order = {student.id: position for position, student in enumerate(students)}
        return tuple(
            Message("{one} and {other}", one=self.label(students[a]), other=self.label(students[b]))
            for a, b in sorted(sorted(order[key] for key in pair) for pair in pairs)
        )

    def _propose(self, plan: Plan) -> None:
        # What has changed during the search makes it the answer to another question.
        session = self.session
        if self._asked_for != (session.roster, session.rules, session.plan):
            return
        if plan.solution is not None:
            session.bound = max(session.bound, plan.solution.bound)
        period = plan.periods[len(session.plan.periods)]
        self.seen = period.number
        self._turn_to(Proposal(plan, period))

    def _turn_to(self, proposal: Proposal) -> None:
        """Look at another proposal, from which undo leads back."""
        past = self.past if self.proposal is None else (*self.past, self.proposal)
        self._show(proposal, past, ())

    def _show(
        self,
        proposal: Proposal | None,
        past: tuple[Proposal, ...],
        future: tuple[Proposal, ...],
    ) -> None:
        if proposal is not None:
            self.session.year = proposal.year
        with self.hold_trait_notifications():
            self.proposal, self.past, self.future, self.chosen = proposal, past, future, ""

    def _fail(self, error: MakkerskapError) -> None:
        self.error = error

    def _forget_search(self) -> None:
        self.job.cancel()
        self.error = None

    def _forget_unfit(self, _change: object) -> None:
        """Let go of a proposal that new rules do not allow; the year stays, to start from."""
        self._forget_search()
        if self.proposal is not None and self._broken(self.proposal.found):
            self._show(None, (), ())

    def _forget(self, _change: object) -> None:
        self._forget_search()
        self.tries = 0
        self._show(None, (), ())
