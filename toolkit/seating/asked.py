"""What is asked of the seats of one period, made into numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from toolkit.plan import Period
from toolkit.rules import NamedRule, RuleKind
from toolkit.seating.conditions import Condition, Lock
from toolkit.seating.fitting import refuse_too_small
from toolkit.seating.search.grid import Grid, Mask, Numbers
from toolkit.seating.search.problem import OF_SEATS, Aim, Group, Problem
from toolkit.seating.turns import Turns
from toolkit.seats import SeatedPeriod


@dataclass(frozen=True)
class Asked:
    """A period in a room: who sits there by group and pair, and what has been before.

    ``away`` get no place, and ``open_seats`` (s,) are those that may be taken. ``wishes`` are the
    rules for seats that are not strict. ``had`` is the seat of each who had one before, None where
    that is gone; whoever has another then is moved.
    """

    period: Period
    grid: Grid
    away: frozenset[str]
    open_seats: Mask
    wishes: Sequence[NamedRule]
    turns: Turns
    had: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def students(self) -> tuple[str, ...]:
        """The ids of those who get a place, numbered in their order."""
        here = (student.id for student in self.period.students)
        return tuple(dict.fromkeys(key for key in here if key not in self.away))

    @property
    def groups(self) -> tuple[Group, ...]:
        """The numbers of those who get a place, pair by pair in each group."""
        index = {key: at for at, key in enumerate(self.students)}
        groups = (
            tuple(
                pair
                for one in group.pairs
                if (pair := tuple(index[s.id] for s in one.students if s.id in index))
            )
            for group in self.period.groups
        )
        return tuple(group for group in groups if group)

    def refuse_too_small(self) -> None:
        """Raise ``InputError`` where the room has too few places, or desks for makkere."""
        refuse_too_small(self.grid, self.open_seats, self.groups, self.period.number)

    def seated(self, seat: dict[int, int]) -> SeatedPeriod:
        """The period with these seats, by the numbers of students and seats, in reading order."""
        by_seat = sorted((at, student) for student, at in seat.items())
        seats = ((self.students[student], self.grid.seats[at]) for at, student in by_seat)
        return SeatedPeriod(self.period.number, self.grid.room, tuple(seats))

    def problem(self, conditions: Iterable[Condition]) -> Problem:
        """The problem of seats that keep these conditions."""
        students = self.students
        index = {key: at for at, key in enumerate(students)}
        n, s = len(students), len(self.grid)
        allowed = np.tile(self.open_seats, (n, 1))
        apart = np.zeros((n, n), dtype=bool)
        for condition in conditions:
            if isinstance(condition, Lock):
                allowed[index[condition.student]] &= self.grid.mask([condition.seat])
                continue
            own = [index[key] for key in condition.students if key in index]
            if condition.kind is RuleKind.SEAT:
                allowed[own] &= self.right(condition)
            else:
                apart[np.ix_(own, own)] = True
        np.fill_diagonal(apart, False)
        return Problem(self.grid, self.groups, allowed, apart, self._costs(index, (n, s)))

    def keeps(self, condition: Condition, seat_of: dict[str, str]) -> bool:
        """Whether these seats keep a condition."""
        if isinstance(condition, Lock):
            return seat_of[condition.student] == condition.seat
        seats = [self.grid.index[seat_of[key]] for key in condition.students if key in seat_of]
        if condition.kind is RuleKind.SEAT:
            return bool(self.right(condition)[seats].all())
        near = self.grid.too_near[np.ix_(seats, seats)]
        return not near[np.triu_indices(len(seats), 1)].any()

    def right(self, rule: NamedRule) -> Mask:
        """The seats (s,) that a rule for seats wants."""
        assert rule.near is not None, "a rule for seats speaks of something in the room"
        near = self.grid.near(rule.near)
        return ~near if rule.avoid else near

    def _costs(self, index: dict[str, int], shape: tuple[int, int]) -> Numbers:
        costs = np.zeros((len(OF_SEATS), *shape), dtype=np.int64)
        of = {aim: costs[at] for at, aim in enumerate(OF_SEATS)}
        for rule in self.wishes:
            for key in rule.students:
                if key in index:
                    of[Aim.WISHES][index[key]] += ~self.right(rule)
        for key, seat in self.had.items():
            if key in index:
                of[Aim.MOVED][index[key]] = ~self.grid.mask([seat] if seat else [])
        of[Aim.FRONT][:], of[Aim.BACK][:] = self.turns.costs(self.students, self.grid)
        of[Aim.AGAIN][:] = self.turns.been(self.students, self.grid)
        return costs
