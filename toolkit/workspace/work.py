"""What is kept of one class: all that its coordinator has made, as one frozen value.

Every step that a coordinator takes is a function from one ``Work`` to the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from toolkit.broken_rules import BrokenRule
from toolkit.calendar.days import Calendar, SchoolEvent, weekday_after
from toolkit.checking import check_newest
from toolkit.errors import InputError, Spot
from toolkit.given import everyone_in
from toolkit.messages import Message, plural
from toolkit.names import names_somebody
from toolkit.people import Roster
from toolkit.plan import Period, Plan, Solution, Stay
from toolkit.roster_editing import typed_name
from toolkit.rules import NO_RULES, Rules
from toolkit.seats import SeatedPeriod, Seating
from toolkit.values import only, settle
from toolkit.workspace.known_seats import KnownSeats


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
    ``called`` is the name that the class was given; empty where it goes by the one in its list.
    ``replacing`` tells that the newest period is planned anew, while it stays in force until
    another is accepted in its place; ``searching``, that a search for something better than what
    is shown is under way or, once that is accepted, that it was not over. ``seating`` is who sits
    where in the periods in force, as far as it is known; of a period that is in force no longer
    nobody sits anywhere. ``known_seats`` is what the search that found those of the running period
    has known of them. ``calendar`` is the school year; a period gets its days when it comes into
    force, or from the calendar that is made later.
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
    called: str = ""
    replacing: bool = False
    searching: bool = False
    seating: Seating = field(default_factory=lambda: Seating(()))
    known_seats: KnownSeats | None = None
    calendar: Calendar | None = None

    def __post_init__(self) -> None:
        only(self.roster, Roster, "roster")
        only(self.rules, Rules, "rules")
        only(self.plan, Plan, "plan")
        only(self.called, str, "called")
        settle(self, called="" if self.called == self.written_class else self.called)
        settle(self, replacing=self.replacing and bool(self.plan.periods))
        only(self.seating, Seating, "seating")
        if self.calendar is not None:
            only(self.calendar, Calendar, "calendar")
        in_force = {period.number for period in self.plan.periods}
        settle(self, seating=self.seating.of_periods(in_force))

    @property
    def written_class(self) -> str:
        """What the class list calls the class; empty where it does not say, or holds several."""
        return self.roster.classes[0] if len(self.roster.classes) == 1 else ""

    @property
    def name(self) -> str:
        """What the class is called; empty where nobody has said it."""
        return self.called or self.written_class

    @property
    def label(self) -> Message:
        """Which class it is, with its number of students, inside a sentence."""
        return class_label(self.name, len(self.roster))

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
    def corrected_on(self) -> date | None:
        """The day of the newest correction of the newest period; None where there was none."""
        return self.last.seated_since if self.last is not None and self.last.earlier else None

    @property
    def base(self) -> Plan:
        """The periods that a proposal goes on from: all in force but one that is replaced."""
        if not self.replacing:
            return self.plan
        return replace(self.plan, periods=self.plan.periods[:-1], solution=None)

    @property
    def planning_number(self) -> int:
        """The number of the period that is planned."""
        return self.base.next_number

    @property
    def question(self) -> tuple[Roster, Rules, Plan]:
        """What a search for its next period answers; another answer serves no more."""
        return self.roster, self.rules, self.base

    @property
    def foreseen(self) -> Plan | None:
        """The base with the rest of the year behind it; None where no more is planned."""
        base, planned = self.base, () if self.year is None else self.year.periods
        to_come = tuple(period for period in planned if period.number >= base.next_number)
        return replace(base, periods=(*base.periods, *to_come)) if to_come else None

    @property
    def everyone(self) -> Roster:
        """All who are in the class, and whom its periods name, planned or not."""
        year = () if self.year is None else (self.year,)
        named = everyone_in(self.plan, *year, *(one.year for one in self.proposals))
        return Roster(tuple({**named.by_id, **self.roster.by_id}.values()))

    @property
    def next_rotation(self) -> date | None:
        """The day on which the next period begins or should have; None where it is not known."""
        number = self.plan.next_number
        if self.calendar is not None:
            following = self.calendar.period(number)
            return None if following is None else following.starts
        ahead = () if self.foreseen is None else self.foreseen.periods
        for one in ahead:
            if one.number == number and one.starts is not None:
                return one.starts
        ends = None if self.last is None else self.last.ends
        return None if ends is None else weekday_after(ends)

    @property
    def must_change(self) -> bool:
        """Whether the period to plan was looked at before, and cannot stay as it was."""
        year = self.foreseen
        if year is None or self.seen < self.planning_number or self.proposal is not None:
            return False
        return bool(self.broken_by(year.periods[len(self.base.periods)]))

    def broken_by(self, period: Period) -> tuple[BrokenRule, ...]:
        """Every rule that a period breaks behind those that come before it in the plan."""
        before = tuple(one for one in self.plan.periods if one.number < period.number)
        return tuple(check_newest(Plan((*before, period)), self.roster, self.rules))

    def with_rules(self, rules: Rules) -> Work:
        """Under other rules. A proposal that they do not allow is let go; the year stays."""
        if rules == self.rules:
            return self
        return replace(self, rules=rules, bound=0, searching=False)._while_it_serves()

    def with_calendar(self, calendar: Calendar | None, on: date | None = None) -> Work:
        """In another school year, from a day ``on``.

        Periods in force that have no days get them, and those that had not begun by that day get
        others; what has begun stays. Without ``on``, all keep what they had. Raises ``InputError``
        where an event names a student.
        """
        work = replace(self, calendar=calendar)
        if calendar is None:
            return work
        before = () if self.calendar is None else self.calendar.events
        self._refuse_names(one for one in calendar.events if one not in before)
        if on is None or self.last is None:
            return work
        one_before = calendar.period(self.last.number - 1)
        if one_before is not None and one_before.starts > on:
            return work  # that is the next school year, and not the one of these periods
        return replace(work, plan=self.plan.dated(calendar, on))

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
        work = replace(work, rules=self.rules.for_class(roster), called=work.name or self.name)
        return work._without_proposals()

    def renamed(self, name: str) -> Work:
        """The same class under another name, which its plans go by too.

        The students stay as the list has them, and their ids with them. Raises ``InputError``
        for what is no name.
        """
        name = typed_name(name)
        if name == self.name:
            return self

        def named(plan: Plan) -> Plan:
            return replace(plan, school_class=name)

        year = None if self.year is None else named(self.year)
        chain = tuple(replace(one, found_year=named(one.found_year)) for one in self.proposals)
        return replace(self, called=name, plan=named(self.plan), year=year, proposals=chain)

    def continuing(self, plan: Plan) -> Work:
        """Going on from what has happened according to a file of the user's."""
        old = {period.number: period.groups for period in self.plan.periods}
        work = replace(self, plan=plan.of(self.roster), year=None, bound=0, tries=0)
        same = {one.number for one in work.plan.periods if one.groups == old.get(one.number)}
        seating = self.seating.of_periods(same)
        return replace(work, replacing=False, seating=seating)._without_proposals()

    def mended(self, period: Period, on: date) -> Work:
        """With the newest period in force seated as in ``period`` from a day on.

        How they sat until then stays in it. The year stays too, and so does a proposal for the
        next period that still serves; one that was to replace this period is let go.
        """
        plan = self.plan.corrected(period, on)
        if plan == self.plan:
            return self
        work = replace(self, plan=plan, bound=0, searching=False)
        return work.left_as_it_is() if work.replacing else work._while_it_serves()

    def seated(self, seated: SeatedPeriod) -> Work:
        """With these seats for their period."""
        others = (one for one in self.seating.periods if one.number != seated.number)
        return replace(self, seating=Seating((*others, seated)))

    def knowing(self, known: KnownSeats | None) -> Work:
        """With what a search has known of the seats of the running period as they are."""
        basis = self._seats_depend_on
        of_these = None if known is None or basis is None else replace(known, basis=basis)
        return replace(self, known_seats=of_these)

    @property
    def seats_known(self) -> KnownSeats | None:
        """What is known of the seats of the running period; None where it is of others."""
        known = self.known_seats
        return known if known is not None and known.basis == self._seats_depend_on else None

    @property
    def _seats_depend_on(self) -> object:
        seated = None if self.last is None else self.seating.get(self.last.number)
        if seated is None:
            return None
        return self.roster, self.rules, self.plan, seated.seats, seated.room

    def correction_undone(self) -> Work:
        """With the newest period as it was before its newest correction, where there was one.

        It is as if that had never been, so it is for the day of the correction.
        """
        if self.last is None or self.corrected_on is None:
            return self
        return self.mended(self.last.earlier[-1], self.corrected_on)

    def found(self, plan: Plan) -> Work:
        """Looking at the first new period of a plan that was found; one try more is made."""
        period = plan.periods[len(self.base.periods)]
        proven = 0 if plan.solution is None else plan.solution.bound
        work = replace(self, bound=max(self.bound, proven), seen=period.number)
        return replace(work, tries=self.tries + 1)._looking_at(Proposal(plan, period))

    def foreseeing(self, plan: Plan) -> Work:
        """Looking at the same proposal, with a year behind it that was found since."""
        if self.proposal is None:
            return self
        proven = 0 if plan.solution is None else plan.solution.bound
        proposal = replace(self.proposal, found_year=plan)
        chain = (*self.past, proposal, *self.future)
        bound = max(self.bound, proven)
        return replace(self, bound=bound, year=proposal.year, proposals=chain)

    def concluded(self, solution: Solution) -> Work:
        """Looking at the same year, for which a search that is over has found nothing better.

        What it has proven holds for this one, and why it ended.
        """
        if self.proposal is None:
            return self
        year = self.proposal.found_year
        known = year.solution or solution
        bound = max(known.bound, solution.bound)
        known = replace(known, bound=bound, ended=solution.ended)
        return self.foreseeing(replace(year, solution=known))

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
        """With the proposal in force as it stands, in the place of the period that it replaces.

        The days of that one stay, and so does how they sat before it was corrected. Where
        something better was looked for, it stays to be found: the rest of the year is what it comes
        to so far, and is planned from the start.
        """
        if self.proposal is None:
            return self
        period, bound, seating = self.proposal.period, self.bound, self.seating
        if self.replacing and self.last is not None:
            seating = seating.of_periods({one.number for one in self.base.periods})
            period = replace(self.last, groups=period.groups)
            bound = 0 if period.earlier else bound  # it was proven without what was before
        plan = self.base.followed_by(self._dated(period))
        work = replace(self, plan=plan, replacing=False, seating=seating)
        work = replace(work, bound=bound, tries=0)._without_proposals()
        return replace(work, searching=self.searching)

    def begun_again(self) -> Work:
        """Planning the newest period anew; it stays in force, and the year keeps it to start from.

        It is in force until another is accepted in its place.
        """
        if self.last is None or self.replacing:
            return self
        year, seen = self.foreseen or self.plan, self.last.number
        work = replace(self, replacing=True, year=year, bound=0, seen=seen, tries=0)
        return work._without_proposals()

    def left_as_it_is(self) -> Work:
        """With the newest period left in force as it is, where it was to be replaced."""
        if not self.replacing:
            return self
        return replace(self, replacing=False, bound=0, tries=0)._without_proposals()

    def _looking_at(self, proposal: Proposal) -> Work:
        """At one more proposal; those that were undone are gone."""
        before = () if self.proposal is None else (*self.past, self.proposal)
        return replace(self, year=proposal.year, proposals=(*before, proposal), shown=len(before))

    def _dated(self, period: Period) -> Period:
        """The period with the days that the calendar has for it."""
        if self.calendar is None:
            return period
        return Plan((period,)).dated(self.calendar).periods[0]

    def _refuse_names(self, events: Iterable[SchoolEvent]) -> None:
        """Raise ``InputError`` for a student's name, which would not be erased with the student."""
        names = [student.name for student in self.everyone]
        for event in events:
            if names_somebody(f"{event.ring} {event.name}", names):
                raise InputError(
                    Message(
                        "Somebody of the class is named here. What stands in the year wheel is "
                        "about the school: write it without a name."
                    ),
                    Spot("events"),
                )

    def _turned(self, step: int) -> Work:
        """At another proposal of the chain, so many steps further."""
        assert self.shown is not None
        shown = self.shown + step
        return replace(self, year=self.proposals[shown].year, shown=shown)

    def _while_it_serves(self) -> Work:
        """Without a proposal that the rules do not allow any more."""
        if self.proposal is not None and self.broken_by(self.proposal.found):
            return self._without_proposals()
        return self

    def _without_proposals(self) -> Work:
        return replace(self, proposals=(), shown=None, searching=False)


def class_label(name: str, students: int) -> Message:
    """A class by its name and number of students, inside a sentence."""
    if not name:
        return plural("a class with {n} student", "a class with {n} students", n=students)
    return plural("{name} with {n} student", "{name} with {n} students", n=students, name=name)


@dataclass(frozen=True, slots=True)
class Kept:
    """A class as it is kept: its row, a number that every save makes larger, and its work.

    ``strange`` tells what of it only a newer version of the program knows, which made it.
    """

    class_id: int
    revision: int
    work: Work
    strange: tuple[Message, ...] = field(default=(), compare=False)
