"""What is wrong with the period that is running, as the class and the rules are now."""

from dataclasses import dataclass
from functools import cached_property

from toolkit.broken_rules import BrokenRule, Kind
from toolkit.people import Student
from toolkit.plan import Period, Plan
from toolkit.seat_checking import check_seats
from toolkit.seats import SeatedPeriod, Seating
from toolkit.workspace.work import Work

_OF_THE_CLASS = {Kind.WITHOUT_PLACE, Kind.NOT_IN_ROSTER, Kind.GROUP_SIZES, Kind.GROUP_SHAPE}
"""What is broken because someone has joined or left: that is told of them instead."""


@dataclass(frozen=True)
class Troubles:
    """Judges the ``period`` in force of a class's ``work``; everything is counted once."""

    work: Work
    period: Period

    def __bool__(self) -> bool:
        return bool(self.broken)

    @cached_property
    def broken(self) -> tuple[BrokenRule, ...]:
        """Every rule that it breaks."""
        return self.work.broken_by(self.period)

    @property
    def kept_apart(self) -> tuple[BrokenRule, ...]:
        """Where two sit together who are kept apart."""
        return tuple(rule for rule in self.broken if rule.kind is Kind.KEEP_APART)

    @property
    def joined(self) -> tuple[Student, ...]:
        """Who is in the class and has no place."""
        placed = {student.id for student in self.period.students}
        return tuple(student for student in self.work.roster if student.id not in placed)

    @property
    def left(self) -> tuple[Student, ...]:
        """Who has a place and is not in the class any more."""
        there = self.work.roster.by_id
        return tuple(student for student in self.period.students if student.id not in there)

    @property
    def others(self) -> tuple[BrokenRule, ...]:
        """What else is broken."""
        told = {Kind.KEEP_APART, *(_OF_THE_CLASS if self.joined or self.left else ())}
        return tuple(rule for rule in self.broken if rule.kind not in told)

    def of_seats(self, seated: SeatedPeriod | None) -> tuple[BrokenRule, ...]:
        """What the seats of the period break that the groups do not; nothing where there are none.

        Whoever has joined since and has no place has no seat either, and is told of as that.
        """
        if seated is None or self.joined or self.left:
            return ()
        label = self.work.everyone.label
        return tuple(check_seats(Plan((self.period,)), Seating((seated,)), self.work.rules, label))
