"""What a plan must keep to, and what it should wish for. Students are named by their ids."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import combinations, compress

from toolkit.people import Roster, Student

SMALLEST_CLASS = 4
"""With fewer students than this there is one trio at most, and nothing to rotate."""

LARGEST_CLASS = 40
"""More students than this is never one class, but a list without its class column."""

LONGEST_INTERVAL = 20
"""Weeks; half a school year. Longer than this, there is no rotation to plan."""

MOST_PARTNERS = 3
"""More students than this are never makkere of one another: a pair, or a trio."""

type IdPair = frozenset[str]
"""The ids of two students, in no order."""


def id_pairs(students: Iterable[str]) -> set[IdPair]:
    """Every two of these students."""
    return {frozenset(two) for two in combinations(students, 2)}


class GroupShape(StrEnum):
    """What a trio does: join a pair in a group of five, or be a group of its own."""

    FIVE = "five"
    TRIO = "trio"


class Scope(StrEnum):
    """How far apart: never in one group (nor partners, nor neighbours), or never partners."""

    GROUP = "group"
    PAIR = "pair"


@dataclass(frozen=True, slots=True)
class Written:
    """How the user wrote a rule: the words for its students, and the line in the file."""

    students: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True)
class KeepApart:
    """Every two of these students are kept apart. The reason is nowhere asked for."""

    students: tuple[str, ...]
    scope: Scope = Scope.GROUP
    written: Written = field(default=Written(), compare=False)

    def among(self, present: Collection[str]) -> "KeepApart":
        """The same rule for those of its students who are present."""
        stays = [student in present for student in self.students]
        return replace(
            self,
            students=tuple(compress(self.students, stays)),
            written=replace(self.written, students=tuple(compress(self.written.students, stays))),
        )


@dataclass(frozen=True, slots=True)
class Together:
    """These two (or three) students are partners in the given periods, counted from 1.

    No periods means every period.
    """

    students: tuple[str, ...]
    periods: tuple[int, ...] = ()
    written: Written = field(default=Written(), compare=False)

    def holds_in(self, period: int) -> bool:
        """Whether the rule speaks of this period."""
        return not self.periods or period in self.periods


@dataclass(frozen=True, slots=True)
class Acquainted:
    """Who knew each other before: students with the same value of an attribute, or named so."""

    attributes: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()

    def pairs(self, students: Iterable[Student]) -> set[IdPair]:
        """Every two of the students who knew each other before the first period."""
        found: set[IdPair] = set()
        for group in self.groups:
            found |= id_pairs(group)
        sharing: dict[tuple[str, str], list[str]] = {}
        present = set()
        for student in students:
            present.add(student.id)
            for name in self.attributes:
                if value := student.attribute(name):
                    sharing.setdefault((name, value), []).append(student.id)
        for ids in sharing.values():
            found |= id_pairs(ids)
        return {pair for pair in found if pair <= present}


@dataclass(frozen=True, slots=True)
class Balance:
    """Attributes whose values should be mixed in every group; a wish below every rule."""

    attributes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """All that the user asks of a plan. ``interval_weeks`` is the length of a period."""

    interval_weeks: int = 3
    group_shape: GroupShape = GroupShape.FIVE
    keep_apart: tuple[KeepApart, ...] = ()
    together: tuple[Together, ...] = ()
    acquainted: Acquainted = Acquainted()
    balance: Balance = Balance()

    def without_wishes(self) -> "Rules":
        """Only what a plan must keep to."""
        return replace(self, acquainted=Acquainted(), balance=Balance())

    def apart(self, *scopes: Scope) -> set[IdPair]:
        """Every two students whom a keep-apart rule of one of these scopes names."""
        found: set[IdPair] = set()
        for rule in self.keep_apart:
            if rule.scope in scopes:
                found |= id_pairs(rule.students)
        return found

    def partners_in(self, period: int) -> set[IdPair]:
        """Every two students who have to be partners in this period."""
        found: set[IdPair] = set()
        for rule in self.together:
            if rule.holds_in(period):
                found |= id_pairs(rule.students)
        return found

    def for_class(self, roster: Roster) -> "Rules":
        """What concerns the students of one class, where the rules are those of several."""
        present = roster.by_id.keys()
        return replace(
            self,
            keep_apart=tuple(
                rule
                for rule in (rule.among(present) for rule in self.keep_apart)
                if len(rule.students) > 1
            ),
            together=tuple(rule for rule in self.together if present >= set(rule.students)),
            acquainted=replace(
                self.acquainted,
                groups=tuple(
                    students
                    for group in self.acquainted.groups
                    if len(students := tuple(s for s in group if s in present)) > 1
                ),
            ),
        )


NO_RULES = Rules()
"""What a plan is held against where the user asks for nothing."""
