"""What is kept of one class: all that its coordinator has made, as one frozen value.

Every step that a coordinator takes is a function from one ``Work`` to the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from toolkit.checking import BrokenRule, check
from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.plan import Period, Plan, Stay
from toolkit.rules import NO_RULES, Rules
from toolkit.values import only


@dataclass(frozen=True, slots=True)
class Proposal:
    """The year as it was found, and its next period as the teacher has made it since."""

    found_year: Plan
    period: Period

    @property
    def found(self) -> Period:
        """The next period as it was found."""
        return next(p for p in self.found_year.periods if p.number == self.period.number)

    @property
    def year(self) -> Plan:
        """The year with the period as it stands."""
        found, periods = self.found, self.found_year.periods
        stands = tuple(self.period if period is found else period for period in periods)
        return replace(self.found_year, periods=stands)

    @property
    def is_changed(self) -> bool:
        """Whether it is another than the one that was found."""
        return self.period != self.found


@dataclass(frozen=True)
class Work:
    """A class with its rules, the periods in force, and where the planning stands.

    ``plan`` holds the periods in force. ``year`` holds those and the ones behind them as they
    were last planned, the proposal among them; it is None before anything is planned. No plan
    for this class and these rules that goes on from ``plan`` needs fewer periods than
    ``bound``, as far as the planner has proven; 0 where it has not. ``proposals`` are those
    that undo and redo go through, the one at ``shown`` is looked at (None where none is).
    ``seen`` is the newest period that the teacher has looked at, and so may have told the
    class of. Each of the ``tries`` for the same period has a seed of its own, so that it may
    come out otherwise. ``stay`` is how much should stay of a period that was shown and has to
    be planned again. ``sample`` is the key of the sample that the class came from, if it did.
    """

    roster: Roster
    rules: Rules = NO_RULES
    plan: Plan = field(default_factory=Plan)
    year: Plan | None = None
    bound: int = 0
    proposals: tuple[Proposal, ...] = ()
    shown: int | None = None
    seen: int = 0
    tries: int = 0
    stay: Stay = Stay.FIRST
    sample: str = ""

    def __post_init__(self) -> None:
        only(self.roster, Roster, "roster")
        only(self.rules, Rules, "rules")
        only(self.plan, Plan, "plan")

    @property
    def name(self) -> str:
        """What the class is called; empty where its list does not say."""
        return self.roster.classes[0] if len(self.roster.classes) == 1 else ""

    @property
    def proposal(self) -> Proposal | None:
        """The one that is looked at."""
        return None if self.shown is None else self.proposals[self.shown]

    @property
    def past(self) -> tuple[Proposal, ...]:
        """Where undo leads back to, the nearest last."""
        return self.proposals[: self.shown or 0]

    @property
    def future(self) -> tuple[Proposal, ...]:
        """Where redo leads forward to, the nearest first."""
        return () if self.shown is None else self.proposals[self.shown + 1 :]

    @property
    def last(self) -> Period | None:
        """The newest period in force."""
        return self.plan.periods[-1] if self.plan.periods else None

    @property
    def foreseen(self) -> Plan | None:
        """The plan with the rest of the year behind it; None where no more is planned."""
        planned = () if self.year is None else self.year.periods
        to_come = tuple(period for period in planned if period.number >= self.plan.next_number)
        return replace(self.plan, periods=(*self.plan.periods, *to_come)) if to_come else None

    @property
    def must_change(self) -> bool:
        """Whether the next period was looked at before, and cannot stay as it was."""
        year = self.foreseen
        if year is None or self.seen < self.plan.next_number or self.proposal is not None:
            return False
        return bool(self.broken_by(year.periods[len(self.plan.periods)]))

    def broken_by(self, period: Period) -> tuple[BrokenRule, ...]:
        """Every rule that a period breaks behind those that come before it in the plan."""
        before = tuple(one for one in self.plan.periods if one.number < period.number)
        broken = check(Plan((*before, period)), self.roster, self.rules)
        return tuple(one for one in broken if one.period == period.number)

    def with_rules(self, rules: Rules) -> Work:
        """Under other rules. A proposal that they do not allow is let go; the year stays."""
        if rules == self.rules:
            return self
        work = replace(self, rules=rules, bound=0)
        if work.proposal is not None and work.broken_by(work.proposal.found):
            return work._without_proposals()
        return work

    def with_stay(self, stay: Stay) -> Work:
        """With another wish for how much should stay of what was shown."""
        return replace(self, stay=stay)

    def corrected(self, roster: Roster) -> Work:
        """The same class as it is now: someone joined, left, or got a new column.

        What has happened stays, with the names that they have now; rules let go of those who are
        no longer there, and the proposals do not serve.
        """
        if roster == self.roster:
            return self
        year = None if self.year is None else self.year.of(roster)
        work = replace(self, roster=roster, plan=self.plan.of(roster), year=year, bound=0, tries=0)
        return replace(work, rules=self.rules.for_class(roster))._without_proposals()

    def continuing(self, plan: Plan) -> Work:
        """Going on from what has happened according to a file of the user's."""
        plan = plan.of(self.roster)
        return replace(self, plan=plan, year=None, bound=0, tries=0)._without_proposals()

    def found(self, plan: Plan) -> Work:
        """Looking at the first new period of a plan that was found; one try more is made."""
        period = plan.periods[len(self.plan.periods)]
        proven = 0 if plan.solution is None else plan.solution.bound
        work = replace(self, bound=max(self.bound, proven), seen=period.number)
        return replace(work, tries=self.tries + 1)._looking_at(Proposal(plan, period))

    def swapped(self, one: str, other: str) -> Work:
        """With two students of the proposal, given by id, in each other's positions."""
        if self.proposal is None:
            return self
        period = self.proposal.period.swapped(one, other)
        return self._looking_at(replace(self.proposal, period=period))

    def undone(self) -> Work:
        """Looking at the proposal before the last swap or search again, where there is one."""
        return self._turned(-1) if self.past else self

    def redone(self) -> Work:
        """Looking at what was undone last, where something was."""
        return self._turned(+1) if self.future else self

    def accepted(self) -> Work:
        """With the proposal in force as it stands."""
        if self.proposal is None:
            return self
        plan = self.plan.followed_by(self.proposal.period)
        return replace(self, plan=plan, tries=0)._without_proposals()

    def taken_back(self) -> Work:
        """With the newest period in force open again; the year keeps it, to start from."""
        if self.last is None:
            return self
        plan = replace(self.plan, periods=self.plan.periods[:-1], solution=None)
        year, seen = self.foreseen or self.plan, self.last.number
        return replace(self, plan=plan, year=year, bound=0, seen=seen, tries=0)._without_proposals()

    def _looking_at(self, proposal: Proposal) -> Work:
        """At one more proposal; those that were undone are gone."""
        before = () if self.proposal is None else (*self.past, self.proposal)
        return replace(self, year=proposal.year, proposals=(*before, proposal), shown=len(before))

    def _turned(self, step: int) -> Work:
        """At another proposal of the chain, so many steps further."""
        assert self.shown is not None
        shown = self.shown + step
        return replace(self, year=self.proposals[shown].year, shown=shown)

    def _without_proposals(self) -> Work:
        return replace(self, proposals=(), shown=None)


@dataclass(frozen=True, slots=True)
class Kept:
    """A class as it is kept: its row, a number that every save makes larger, and its work.

    ``strange`` tells what of it only a newer version of the program knows, which made it.
    """

    class_id: int
    revision: int
    work: Work
    strange: tuple[Message, ...] = field(default=(), compare=False)
