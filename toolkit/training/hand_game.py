"""The game of the course: the second makkerbytte of a small class, made by hand.

A game is a value, and a press on a student gives the next one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import batched, combinations

from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.planning.calls import plan_next
from toolkit.rules import IdPair

_NAMES = (
    *("Ada", "Birk", "Celin", "David", "Ella", "Filip"),
    *("Guro", "Hassan", "Iben", "Jonas", "Kaja", "Leo"),
)

type Two = tuple[Student, Student]


@dataclass(frozen=True)
class HandGame:
    """A class, its first period, and the ``pairs`` that have been made for the second.

    The first two pairs are the first makkergruppe, and so on. ``chosen`` is who was pressed last
    and waits for a makker.
    """

    before: Period
    pairs: tuple[Two, ...] = ()
    chosen: Student | None = field(default=None)

    @property
    def students(self) -> tuple[Student, ...]:
        """The class, as it sat in the first period."""
        return self.before.students

    @property
    def waiting(self) -> tuple[Student, ...]:
        """Those who have no makker yet."""
        placed = {student.id for two in self.pairs for student in two}
        return tuple(one for one in self.students if one.id not in placed)

    @property
    def is_done(self) -> bool:
        """Whether everyone has a makker."""
        return not self.waiting

    @property
    def groups(self) -> tuple[tuple[Two, ...], ...]:
        """The makkergrupper so far; the last may lack a pair."""
        return tuple(batched(self.pairs, 2))

    def pressed(self, key: str) -> HandGame:
        """After a press on a student, by id.

        The first is chosen, the second becomes their makker. The same one again is let go of, and
        whoever has a makker leaves them: both wait again. Raises ``InputError`` for a stranger.
        """
        student = Roster(self.students).student(key)
        if student not in self.waiting:
            kept = tuple(two for two in self.pairs if student not in two)
            return replace(self, pairs=kept, chosen=None)
        if self.chosen is None:
            return replace(self, chosen=student)
        if self.chosen == student:
            return replace(self, chosen=None)
        return replace(self, pairs=(*self.pairs, (self.chosen, student)), chosen=None)

    @property
    def period(self) -> Period:
        """The second period as it was made by hand."""
        labels = iter(range(1, len(self.pairs) + 1))
        return Period(
            2,
            tuple(
                Group(str(number), tuple(Pair(str(next(labels)), two) for two in twos))
                for number, twos in enumerate(self.groups, start=1)
            ),
        )

    @cached_property
    def outcome(self) -> Outcome:
        """What came of it, beside what is possible."""
        return Outcome(self.before, self.period, best_second(self.before))


@dataclass(frozen=True)
class Outcome:
    """A second period made by hand, beside the best one, behind the same first period."""

    before: Period
    by_hand: Period
    best: Plan

    @property
    def of_program(self) -> Period:
        """The best second period."""
        return self.best.periods[-1]

    @property
    def new_by_hand(self) -> int:
        """How many get to know each other, made by hand."""
        return len(self.by_hand.in_groups - self.before.in_groups)

    @property
    def possible(self) -> int:
        """How many can, and no plan does better where it ``is_proven``."""
        return len(self.of_program.in_groups - self.before.in_groups)

    @property
    def is_proven(self) -> bool:
        """Whether nobody can find a better one."""
        solution = self.best.solution
        return solution is not None and all(not score.gap for score in solution.scores)

    @property
    def makkere_again(self) -> tuple[Two, ...]:
        """Who have the same makker as before."""
        return self._named(self.by_hand.in_pairs & self.before.in_pairs)

    @property
    def met_nobody_new(self) -> tuple[Student, ...]:
        """Who get to know nobody."""
        new = set().union(*(self.by_hand.in_groups - self.before.in_groups))
        return tuple(one for one in self.before.students if one.id not in new)

    def again(self, period: Period) -> tuple[Two, ...]:
        """Who of a period share a group that shared one before."""
        return self._named(period.in_groups & self.before.in_groups)

    def _named(self, twos: Iterable[IdPair]) -> tuple[Two, ...]:
        wanted = set(twos)
        return tuple(
            (one, other)
            for one, other in combinations(self.before.students, 2)
            if frozenset((one.id, other.id)) in wanted
        )


@cache
def best_second(first: Period) -> Plan:
    """The first period, and the best one behind it."""
    return plan_next(Roster(first.students), history=Plan((first,)))


@cache
def game() -> HandGame:
    """The game of the course: twelve invented students who have sat together for three weeks."""
    students = tuple(Student(f"g{n:02}", name) for n, name in enumerate(_NAMES, start=1))
    pairs = tuple(Pair(str(n), two) for n, two in enumerate(batched(students, 2), start=1))
    groups = (Group(str(n), twos) for n, twos in enumerate(batched(pairs, 2), start=1))
    return HandGame(Period(1, tuple(groups)))
