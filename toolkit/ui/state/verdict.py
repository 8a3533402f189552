"""What a proposal gives and costs, and what is proven of it."""

from dataclasses import dataclass
from functools import cached_property

from toolkit.acquaintance import coverage, new_acquaintances
from toolkit.broken_rules import BrokenRule
from toolkit.messages import Message, plural
from toolkit.outlook import Outlook
from toolkit.plan import Period
from toolkit.rules import IdPair
from toolkit.ui.state.outlook import outlook
from toolkit.ui.state.partners import partners_again, two_by_two
from toolkit.workspace.work import Proposal, Work


@dataclass(frozen=True)
class Verdict:
    """Judges the ``proposal`` of a class's ``work``; everything is counted once."""

    work: Work
    proposal: Proposal

    @cached_property
    def broken_rules(self) -> tuple[BrokenRule, ...]:
        """Every rule that the proposal breaks as it stands."""
        return self.work.broken_by(self.proposal.period)

    @cached_property
    def new_acquaintances(self) -> int:
        """How many students, two by two, meet for the first time."""
        return len(self._new)

    @cached_property
    def share_after(self) -> float:
        """The share (0 to 1) of all who may meet who have met when the period is over."""
        work = self.work
        plan = work.base.followed_by(self.proposal.period)
        return coverage(plan, work.rules, work.roster).by_period[-1]

    @cached_property
    def lost_acquaintances(self) -> tuple[Message, ...]:
        """Those who would have met in the proposal before it was changed, two by two."""
        return two_by_two(self._new_as_found - self._new, self.work.roster)

    @cached_property
    def partners_again(self) -> tuple[Message, ...]:
        """Those who are partners and have been so before, two by two."""
        again = partners_again(self.proposal.period, self.work.base.periods)
        return two_by_two(again, self.work.roster)

    @property
    def costs(self) -> int:
        """How many new acquaintances the changes cost, all in all; below 0 is a gain."""
        return len(self._new_as_found) - len(self._new)

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
        meetings = len(list(self.proposal.period.group_mates()))
        return self.new_acquaintances == meetings or self.share_after == 1.0

    @cached_property
    def outlook(self) -> Outlook | None:
        """What the year comes to with the proposal as it stands; None where it needs planning."""
        return outlook(self.work)

    @cached_property
    def _new(self) -> set[IdPair]:
        return self._new_in(self.proposal.period)

    @cached_property
    def _new_as_found(self) -> set[IdPair]:
        return self._new_in(self.proposal.found) if self.proposal.is_changed else self._new

    def _new_in(self, period: Period) -> set[IdPair]:
        work = self.work
        return new_acquaintances(period, work.base, work.rules, work.roster)
