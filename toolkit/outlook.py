"""What the year that is planned will come to: when everyone knows everyone."""

from dataclasses import dataclass

from toolkit.acquaintance import Coverage
from toolkit.messages import Message
from toolkit.plan import Ended

_WHY: dict[Ended | None, Message] = {
    Ended.SEARCHED: Message("The search ended by itself: the chance of a faster plan is small."),
    Ended.TIME: Message("The search ran out of time. A longer one may find a faster plan."),
    Ended.STOPPED: Message("The search was stopped. A longer one may find a faster plan."),
}
"""Why a search ended that has not proven its plan to be the fastest."""


@dataclass(frozen=True)
class Outlook:
    """A year that keeps the rules, and in which everyone gets to know everyone.

    ``accepted`` is how many of its periods have happened or are accepted, ``full`` the one
    after which everyone knows everyone, and ``bound`` the earliest that any plan behind the
    accepted ones could. ``ended`` tells why the search for it ended, where that is known.
    """

    year: Coverage
    accepted: int
    full: int
    bound: int
    ended: Ended | None = None

    @property
    def is_proven(self) -> bool:
        """Whether no plan can be faster with what is still to come."""
        return self.accepted < self.full == self.bound

    @property
    def sentences(self) -> tuple[Message, ...]:
        """When everyone knows everyone, and whether that could be earlier."""
        if self.full <= self.accepted:
            return (everyone_knew(self.full),)
        when = Message("With this plan, everyone knows everyone after period {n}.", n=self.full)
        if self.is_proven or (why := _WHY.get(self.ended)) is None:
            return when, self._proof
        return when, self._proof, why

    @property
    def _proof(self) -> Message:
        if self.is_proven and not self.accepted:
            return Message("No plan can be faster.")
        if self.is_proven:
            return Message("From here, no plan can be faster.")
        if not self.accepted:
            return Message("No plan can do it before period {n}.", n=self.bound)
        return Message("From here, no plan can do it before period {n}.", n=self.bound)


def everyone_knew(period: int) -> Message:
    """The whole class is acquainted by now."""
    return Message("Everyone knew everyone after period {period}.", period=period)
