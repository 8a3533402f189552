"""What has become of a class in one step, as far as its periods go."""

from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from toolkit.plan import Period, Plan
from toolkit.seats import SeatedPeriod
from toolkit.workspace.work import Proposal, Work


@dataclass(frozen=True)
class Delta:
    """From ``before``, which is kept, to ``after``.

    What both hold is mostly the same objects, so it is quickly passed over however much it is.
    """

    before: Work
    after: Work

    @cached_property
    def common(self) -> int:
        """How many proposals stay: the chain is the same up to there."""
        pairs = zip(self.before.proposals, self.after.proposals, strict=False)
        return sum(
            1 for _ in takewhile(lambda pair: pair[0] is pair[1] or pair[0] == pair[1], pairs)
        )

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Those that come behind the ones that stay."""
        return self.after.proposals[self.common :]

    @property
    def drops_proposals(self) -> bool:
        """Whether some of the chain before are not in it any more."""
        return len(self.before.proposals) > self.common

    @cached_property
    def changes_year(self) -> bool:
        """Whether the current year is another one."""
        return self.before.year != self.after.year

    @cached_property
    def in_force(self) -> dict[int, Period | None]:
        """By number, what is in force and was not before; None where nothing is any more."""
        old = {period.number: period for period in self.before.plan.periods}
        new = {period.number: period for period in self.after.plan.periods}
        numbers = sorted(old.keys() | new.keys())
        return {number: new.get(number) for number in numbers if old.get(number) != new.get(number)}

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods of all that is different, each object once."""
        years = [proposal.found_year for proposal in self.proposals]
        if self.changes_year and self.after.year is not None:
            years.append(self.after.year)
        periods = [
            *(period for period in self.in_force.values() if period is not None),
            *(proposal.period for proposal in self.proposals),
            *(period for year in _each(years) for period in year.periods),
        ]
        return tuple({id(period): period for period in periods}.values())

    @cached_property
    def seats(self) -> dict[int, SeatedPeriod | None]:
        """By number, the seats that are others now; None where nobody sits any more."""
        old = {one.number: one for one in self.before.seating.periods}
        new = {one.number: one for one in self.after.seating.periods}
        numbers = sorted(old.keys() | new.keys())
        return {number: new.get(number) for number in numbers if old.get(number) != new.get(number)}

    @property
    def lets_go(self) -> bool:
        """Whether there may be something now that nothing refers to any more."""
        before, after = self.before, self.after
        return (
            self.drops_proposals
            or self.changes_year
            or before.roster != after.roster
            or before.rules != after.rules
            or before.seating != after.seating
        )


def _each(years: list[Plan]) -> list[Plan]:
    """Each object once: a year stands in a long chain again and again."""
    return list({id(year): year for year in years}.values())
