"""Implementation: what the program can count by itself, and what the team is asked.

Nothing is added up to one number, and nobody is compared with anyone: each figure is a count out of
a count, of classes that are there, and traces back to what was put in force and when.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from toolkit.acquaintance import coverage
from toolkit.calendar.days import Calendar
from toolkit.people import Roster
from toolkit.plan import Group, Plan
from toolkit.rules import NO_RULES, Rules
from toolkit.seats import Seating


class Question(StrEnum):
    """What no log can tell: the five conditions, each with one question."""

    ANCHORING = "anchoring"
    SUPPORT = "support"
    COMPETENCE = "competence"
    FIDELITY = "fidelity"
    SUSTAINABILITY = "sustainability"


class Term(StrEnum):
    """When the team answers."""

    AUTUMN = "autumn"
    SPRING = "spring"


LEAST, MOST = 1, 5
"""From not at all to fully."""


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``."""

    part: int = 0
    whole: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.part + other.part, self.whole + other.whole)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was counted in a class.

    ``held`` are makkerbytter in force of those planned until today, ``in_time`` those of them that
    were accepted by their day, of those whose day of acceptance is known; neither counts in a class
    without a school year. ``weeks`` are those of its periods with days, over their number.
    ``seated`` are periods with a klassekart, ``contracts`` those whose contracts were made,
    ``two_pairs`` groups of two pairs, ``repeats`` how many times two were makkere who had been it
    before. ``coverage`` is the share who have been in one group, and ``bound`` what was possible,
    both from 0 to 1.
    """

    school_class: str
    held: Share
    in_time: Share
    weeks: Share
    seated: Share
    contracts: Share
    two_pairs: Share
    repeats: int
    coverage: float
    bound: float

    @property
    def takes_part(self) -> bool:
        """Whether a makkerbytte has been held."""
        return bool(self.two_pairs.whole)


def measured(
    school_class: str,
    roster: Roster,
    plan: Plan,
    accepted: Mapping[int, date],
    today: date,
    *,
    rules: Rules = NO_RULES,
    seating: Seating | None = None,
    calendar: Calendar | None = None,
    contracts: Collection[int] = (),
) -> Measured:
    """What can be counted in a class; ``accepted`` tells when each period came in force.

    One that came from a file is not in it. ``contracts`` are the numbers of the periods whose
    contracts were made.
    """
    so_far = plan.begun_by(today)
    begun = so_far.periods
    numbers = {period.number for period in begun}
    planned = () if calendar is None else calendar.periods
    due = [period for period in planned if period.starts <= today]
    held = [period for period in due if period.number in numbers]
    told = [period for period in held if period.number in accepted]
    in_time = sum(accepted[period.number] <= period.starts for period in told)
    weeks = [
        round(((period.ends - period.starts).days + 1) / 7)
        for period in begun
        if period.starts is not None and period.ends is not None
    ]
    charted = () if seating is None else [one for one in numbers if seating.get(one)]
    groups = [group for period in begun for group in period.groups]
    found = coverage(so_far, roster, rules)
    return Measured(
        school_class,
        Share(len(held), len(due)),
        Share(in_time, len(told)),
        Share(sum(weeks), len(weeks)),
        Share(len(charted), len(numbers)),
        Share(len(numbers.intersection(contracts)), len(numbers)),
        Share(sum(map(_has_two_pairs, groups)), len(groups)),
        found.partner_repeats if begun else 0,
        found.reached if begun else 0.0,
        found.reachable if begun else 0.0,
    )


def _has_two_pairs(group: Group) -> bool:
    return len(group.pairs) == 2


def taking_part(classes: Iterable[Measured]) -> Share:
    """How many classes have held a makkerbytte, of all."""
    every = tuple(classes)
    return Share(sum(one.takes_part for one in every), len(every))


def together(shares: Iterable[Share]) -> Share:
    """The counts of all classes, as one."""
    return sum(shares, Share())
