"""The third step: a proposal for the next period, which the teacher may change and accepts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from traitlets import Any, HasTraits, Instance, Unicode
from traitlets import Tuple as TupleTrait

from toolkit.acquaintance import coverage, new_acquaintances
from toolkit.checking import BrokenRule, check
from toolkit.errors import MakkerskapError
from toolkit.messages import Message, plural
from toolkit.people import Roster, Student
from toolkit.plan import Objective, Period, Plan, Score, Solution
from toolkit.planning.progress import OnProgress
from toolkit.rules import IdPair
from toolkit.ui.state.job import Job
from toolkit.ui.state.session import Session

TIME_LIMIT = 60.0
"""Seconds. A class is waiting: the best found by then is shown, with its gap."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A period as it was found, and as the teacher has made it since."""

    found: Period
    solution: Solution | None
    period: Period

    @property
    def is_changed(self) -> bool:
        """Whether it is another than the one that was found."""
        return self.period != self.found


class ProposalModel(HasTraits):
    """Solves, keeps the teacher's changes, and tells what they break.

    ``proposal`` is the one that is looked at, None before there is one; ``past`` and
    ``future`` are those that undo and redo lead to. ``chosen`` is the id of the student who
    will swap seats with the next one clicked, empty when nobody is.
    """

    session = Instance(Session)
    proposal = Instance(Proposal, allow_none=True)
    past = TupleTrait()
    future = TupleTrait()
    chosen = Unicode("")
    error = Any(None, allow_none=True)

    def __init__(self, session: Session) -> None:
        super().__init__(session=session)
        self.job: Job[Plan] = Job(self._propose, self._fail)
        # Each try for the same period has a seed of its own, so that it may come out otherwise.
        self._tries = 0
        self._asked_for: object = None
        session.observe(self._forget, ["roster", "plan"])
        session.observe(self._forget_search, "rules")

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
        """Look for the best next period, and tell whether a search was begun."""
        roster, rules, history = self.session.roster, self.session.rules, self.session.plan
        if roster is None or self.job.running:
            return False
        seed = self._tries
        self._tries += 1
        self._asked_for = (roster, rules, history)
        self.error = None

        def work(on_progress: OnProgress) -> Plan:
            from toolkit.planning.year import plan_next

            return plan_next(
                roster,
                rules,
                history,
                time_limit=TIME_LIMIT,
                seed=seed,
                on_progress=on_progress,
            )

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

    def broken_rules(self) -> tuple[BrokenRule, ...]:
        """Every rule that the proposal breaks as it stands."""
        if self.period is None:
            return ()
        plan = self.session.plan.followed_by(self.period)
        return tuple(
            broken
            for broken in check(plan, self._roster, self.session.rules)
            if broken.period == self.period.number
        )

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
    def is_proven(self) -> bool:
        """Whether it is known that nothing better can be found."""
        solution = None if self.proposal is None else self.proposal.solution
        return solution is not None and not any(score.gap for score in solution.scores)

    @property
    def proof(self) -> tuple[Message, ...]:
        """What is known of the proposal as it was found: proven best, or how far from it."""
        if self.proposal is None or self.proposal.solution is None:
            return ()
        new = len(self._new(self.proposal.found))
        return tuple(
            _in_words(score, new)
            for score in self.proposal.solution.scores
            if score.gap or score.objective is Objective.NOT_NEW
        )

    @property
    def _roster(self) -> Roster:
        return self.session.roster or Roster(())

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
        period = plan.periods[-1]
        self._turn_to(Proposal(period, plan.solution, period))

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
        with self.hold_trait_notifications():
            self.proposal, self.past, self.future, self.chosen = proposal, past, future, ""
        self.session.changing = proposal is not None and proposal.is_changed

    def _fail(self, error: MakkerskapError) -> None:
        self.error = error

    def _forget_search(self, _change: object) -> None:
        self.job.cancel()
        self.error = None

    def _forget(self, change: object) -> None:
        self._forget_search(change)
        self._tries = 0
        self._show(None, (), ())


def _in_words(score: Score, new: int) -> Message:
    """What one score says about the proposal, as a teacher would say it."""
    if score.objective is Objective.NOT_NEW and not score.gap:
        return Message("No plan can give more new acquaintances in this period.")
    match score.objective:
        case Objective.NOT_NEW:
            return Message(
                "{new} new acquaintances were found, and no plan can give more than {most}.",
                new=new,
                most=new + score.gap,
            )
        case Objective.PARTNER_REPEATS:
            return plural(
                "Perhaps there is a proposal with {n} fewer repeated pair.",
                "Perhaps there is a proposal with {n} fewer repeated pairs.",
                n=score.gap,
            )
        case Objective.TRIO_TURNS:
            return Message("Perhaps the turns in trios can be shared more evenly.")
        case Objective.IMBALANCE:
            return Message("Perhaps the groups can be mixed better.")
        case Objective.ACQUAINTED:
            return Message("Perhaps those who know each other already can be spread better.")
        case Objective.MEETINGS:
            return Message("Perhaps the repeated meetings can be spread more evenly.")
        case Objective.CHANGES:
            return Message("Perhaps more of what was announced can stay as it is.")
