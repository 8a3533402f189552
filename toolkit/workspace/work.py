"""What is kept of one class: all that its coordinator has made, as one frozen value."""

from dataclasses import dataclass, field, replace

from toolkit.messages import Message
from toolkit.people import Roster
from toolkit.plan import Period, Plan, Stay
from toolkit.rules import NO_RULES, Rules


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

    ``plan`` holds the periods in force, ``year`` the year as it was last planned, and
    ``bound`` what is proven of it. ``proposals`` are those that undo and redo go through, the
    one at ``shown`` is looked at (None where none is). ``seen`` is the newest period that the
    class may have been told of, ``tries`` how many searches there have been for the next one,
    ``stay`` how much of what was shown should stay. ``sample`` is the key of the sample that
    the class came from, if it did.
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

    @property
    def name(self) -> str:
        """What the class is called; empty where its list does not say."""
        return self.roster.classes[0] if len(self.roster.classes) == 1 else ""

    def corrected(self, roster: Roster) -> "Work":
        """The same class as it is now; what has happened stays, the proposals do not."""
        rules = self.rules.for_class(roster)
        return replace(self, roster=roster, rules=rules, bound=0, proposals=(), shown=None, tries=0)


@dataclass(frozen=True, slots=True)
class Kept:
    """A class as it is kept: its row, a number that every save makes larger, and its work.

    ``strange`` tells what of it only a newer version of the program knows, which made it.
    """

    class_id: int
    revision: int
    work: Work
    strange: tuple[Message, ...] = field(default=(), compare=False)
