"""What a plan must keep to, and what it should wish for. Students are named by their ids."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import combinations, compress
from typing import TYPE_CHECKING, Any

from toolkit.errors import InputError, Spot
from toolkit.messages import Message
from toolkit.people import Roster, Student
from toolkit.shown import counted, line, table
from toolkit.values import choice, count, only, settle, several

if TYPE_CHECKING:
    import pandas as pd

SMALLEST_CLASS = 4
"""With fewer students than this there is one trio at most, and nothing to rotate."""

LARGEST_CLASS = 40
"""More students than this is never one class, but a list without its class column."""

LONGEST_INTERVAL = 20
"""Weeks; half a school year. Longer than this, there is no rotation to plan."""

MOST_PARTNERS = 3
"""More students than this are never makkere of one another: a pair, or a trio."""

_HIDDEN = "(hidden: to_frame shows them)"

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


class Near(StrEnum):
    """What in a room somebody sits near to, or away from."""

    FRONT = "front"
    BACK = "back"
    DOOR = "door"
    WINDOW = "window"
    TEACHER = "teacher"


@dataclass(frozen=True, slots=True, repr=False)
class Written:
    """How the user wrote a rule: the words for its students, and the line in the file."""

    students: tuple[str, ...] = ()
    line: int | None = None

    def __repr__(self) -> str:
        return line("Written", counted(len(self.students), "student"))


@dataclass(frozen=True, slots=True, repr=False)
class KeepApart:
    """Every two of these students are kept apart. The reason is nowhere asked for."""

    students: tuple[str, ...]
    scope: Scope = Scope.GROUP
    written: Written = field(default=Written(), compare=False)

    def __post_init__(self) -> None:
        settle(
            self,
            students=several(self.students, str, "students"),
            scope=choice(self.scope, Scope, "scope"),
        )

    def __repr__(self) -> str:
        return line("KeepApart", counted(len(self.students), "student"), self.scope)


@dataclass(frozen=True, slots=True, repr=False)
class Together:
    """These two (or three) students are partners in the given periods, counted from 1.

    No periods means every period. Raises ``InputError`` for more than three.
    """

    students: tuple[str, ...]
    periods: tuple[int, ...] = ()
    written: Written = field(default=Written(), compare=False)

    def __post_init__(self) -> None:
        periods = several(self.periods, object, "periods")
        settle(
            self,
            students=several(self.students, str, "students"),
            periods=tuple(count(period, "periods") for period in periods),
        )
        if len(self.students) > MOST_PARTNERS:
            raise InputError(
                Message("At most three students can be partners."), Spot(RuleKind.TOGETHER)
            )

    def __repr__(self) -> str:
        return line("Together", counted(len(self.students), "student"), *self.periods)

    def holds_in(self, period: int) -> bool:
        """Whether the rule speaks of this period."""
        return not self.periods or period in self.periods


@dataclass(frozen=True, slots=True, repr=False)
class Acquainted:
    """Who knew each other before: students with the same value of an attribute, or named so."""

    attributes: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        groups = several(self.groups, object, "groups")
        settle(
            self,
            attributes=several(self.attributes, str, "attributes"),
            groups=tuple(several(group, str, "groups") for group in groups),
        )

    def __repr__(self) -> str:
        return line("Acquainted", *self.attributes, counted(len(self.groups), "group"))

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

    def __post_init__(self) -> None:
        settle(self, attributes=several(self.attributes, str, "attributes"))


@dataclass(frozen=True, slots=True, repr=False)
class SeatRule:
    """Each of these students sits near something in the room or, with ``avoid``, not near it.

    A wish where it is not ``strict``. The reason is nowhere asked for.
    """

    students: tuple[str, ...]
    near: Near
    avoid: bool = False
    strict: bool = False
    written: Written = field(default=Written(), compare=False)

    def __post_init__(self) -> None:
        settle(
            self,
            students=several(self.students, str, "students"),
            near=choice(self.near, Near, "near"),
            avoid=only(self.avoid, bool, "avoid"),
            strict=only(self.strict, bool, "strict"),
        )

    def __repr__(self) -> str:
        return line("SeatRule", counted(len(self.students), "student"))


class RuleKind(StrEnum):
    """The kinds of rules that name students. ``_FORMS`` tells where each stands in ``Rules``."""

    KEEP_APART = "keep_apart"
    TOGETHER = "together"
    ACQUAINTED = "acquainted"
    SEAT = "seat"

    @property
    def fewest(self) -> int:
        """How many students a rule of this kind names at least."""
        return 1 if self is RuleKind.SEAT else 2


HIDDEN_KINDS = (RuleKind.KEEP_APART, RuleKind.SEAT)
"""Whom these name is for the teacher alone."""


@dataclass(frozen=True, slots=True, repr=False)
class NamedRule:
    """A rule that names students, in the one form that all kinds of them have.

    ``scope`` and ``near`` are None, ``periods`` empty, ``avoid`` and ``strict`` false where the
    kind has no such thing.
    """

    kind: RuleKind
    students: tuple[str, ...]
    scope: Scope | None = None
    periods: tuple[int, ...] = ()
    written: Written = field(default=Written(), compare=False)
    near: Near | None = None
    avoid: bool = False
    strict: bool = False

    def __repr__(self) -> str:
        return line("NamedRule", self.kind, counted(len(self.students), "student"))

    def among(self, present: Collection[str]) -> NamedRule:
        """The same rule for those of its students who are present."""
        stays = [student in present for student in self.students]
        return replace(
            self,
            students=tuple(compress(self.students, stays)),
            written=replace(self.written, students=tuple(compress(self.written.students, stays))),
        )


@dataclass(frozen=True, slots=True, repr=False)
class Rules:
    """All that the user asks of a plan. ``interval_weeks`` is the length of a period.

    Raises ``InputError`` for what is no rule. Whether the students and the attributes are there
    is seen where the rules meet a class.
    """

    interval_weeks: int = 3
    group_shape: GroupShape = GroupShape.FIVE
    keep_apart: tuple[KeepApart, ...] = ()
    together: tuple[Together, ...] = ()
    acquainted: Acquainted = Acquainted()
    balance: Balance = Balance()
    seats: tuple[SeatRule, ...] = ()

    def __post_init__(self) -> None:
        settle(
            self,
            interval_weeks=count(self.interval_weeks, "interval_weeks", LONGEST_INTERVAL),
            group_shape=choice(self.group_shape, GroupShape, "group_shape"),
            keep_apart=several(self.keep_apart, KeepApart, "keep_apart"),
            together=several(self.together, Together, "together"),
            seats=several(self.seats, SeatRule, "seats"),
        )
        only(self.acquainted, Acquainted, "acquainted")
        only(self.balance, Balance, "balance")

    def __repr__(self) -> str:
        kinds = ((kind, len(self.of_kind(kind))) for kind in RuleKind)
        return line(
            "Rules",
            f"every {counted(self.interval_weeks, 'week')}",
            self.group_shape,
            *(f"{number} {kind}" for kind, number in kinds if number),
            *(f"acquainted by {name}" for name in self.acquainted.attributes),
            *(f"balance of {name}" for name in self.balance.attributes),
        )

    def _repr_html_(self) -> str:
        """The rules that name students; whom those name that nobody may see is for ``to_frame``."""
        header, *rows = self._rows()
        shown = (
            (kind, *((_HIDDEN, "", "") if kind in HIDDEN_KINDS else (", ".join(students), *others)))
            for kind, students, *others in rows
        )
        return table(repr(self), header, shown)

    def to_frame(self, roster: Roster | None = None) -> pd.DataFrame:
        """One row a rule that names students: its kind, whom it names, its scope and periods.

        By name where the roster has them, else by id. The scope of a rule for seats is what it is
        about: ``front``, ``not window``. It tells who is kept apart and who sits where for a
        reason: save it nowhere that others can read.
        """
        import pandas as pd

        header, *rows = self._rows(roster)
        return pd.DataFrame(rows, columns=header)

    def _rows(self, roster: Roster | None = None) -> Iterator[list[Any]]:
        yield ["rule", "students", "scope", "periods"]
        known = {} if roster is None else roster.by_id
        for rule in self.naming():
            students = tuple(known[key].name if key in known else key for key in rule.students)
            scope = "" if rule.scope is None else rule.scope.value
            if rule.near is not None:
                scope = f"{'not ' if rule.avoid else ''}{rule.near}"
            yield [rule.kind.value, students, scope, rule.periods]

    def with_shape(self, shape: GroupShape | str) -> Rules:
        """The same rules, but for what a trio does: ``"five"`` or ``"trio"``."""
        return replace(self, group_shape=choice(shape, GroupShape, "shape"))

    def without_wishes(self) -> Rules:
        """Only what a plan and its seats must keep to."""
        strict = tuple(rule for rule in self.seats if rule.strict)
        return replace(self, acquainted=Acquainted(), balance=Balance(), seats=strict)

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

    def for_class(self, roster: Roster) -> Rules:
        """What concerns the students of one class, where the rules are those of several.

        A rule goes on for those of its students who are there, if they are two or more (for a
        seat: one); partners for sure are all there, or there is no such rule. Attributes that
        nobody has are let go of.
        """
        present = roster.by_id.keys()

        def there(attributes: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(name for name in attributes if name in roster.attributes)

        found = replace(
            self,
            acquainted=replace(self.acquainted, attributes=there(self.acquainted.attributes)),
            balance=Balance(there(self.balance.attributes)),
        )
        for kind, form in _FORMS.items():
            rules = self.of_kind(kind)
            if not form.is_divisible:
                rules = tuple(rule for rule in rules if present >= set(rule.students))
            here = (rule.among(present) for rule in rules)
            found = found.with_kind(
                kind, (rule for rule in here if len(rule.students) >= kind.fewest)
            )
        return found

    def with_classes_acquainted(self, roster: Roster) -> Rules:
        """The same rules, where all in a class know each other: for several mixed as one."""
        found = self
        for name in roster.classes:
            students = tuple(roster.of_class(name).by_id)
            if len(students) > 1:
                found = found.with_rule(NamedRule(RuleKind.ACQUAINTED, students))
        return found

    def naming(self) -> tuple[NamedRule, ...]:
        """Every rule that names students: kind by kind, each in its own order."""
        return tuple(rule for kind in RuleKind for rule in self.of_kind(kind))

    def of_kind(self, kind: RuleKind) -> tuple[NamedRule, ...]:
        """The rules of one kind that name students, in their order."""
        return tuple(_FORMS[kind].taken(self))

    def with_kind(self, kind: RuleKind, rules: Iterable[NamedRule]) -> Rules:
        """The same rules, but these and no others of their kind."""
        return _FORMS[kind].put(self, tuple(rules))

    def with_rule(self, rule: NamedRule) -> Rules:
        """The same rules and one more behind those of its kind, unless it is there already."""
        own = self.of_kind(rule.kind)
        return self if rule in own else self.with_kind(rule.kind, (*own, rule))

    def without(self, kind: RuleKind, position: int) -> Rules:
        """The same rules but the one of this kind at ``position``, counted from 0."""
        own = self.of_kind(kind)
        return self.with_kind(kind, own[:position] + own[position + 1 :])


@dataclass(frozen=True, slots=True)
class _Form:
    """How the rules of one kind are taken out of ``Rules``, and put in the place of those there.

    One that ``is_divisible`` means something for some of its students too.
    """

    taken: Callable[[Rules], Iterable[NamedRule]]
    put: Callable[[Rules, tuple[NamedRule, ...]], Rules]
    is_divisible: bool = True


def as_named(rule: KeepApart | Together) -> NamedRule:
    """A rule in the form that all kinds have."""
    if isinstance(rule, KeepApart):
        return NamedRule(RuleKind.KEEP_APART, rule.students, rule.scope, written=rule.written)
    return NamedRule(RuleKind.TOGETHER, rule.students, periods=rule.periods, written=rule.written)


def _apart_taken(rules: Rules) -> Iterable[NamedRule]:
    return map(as_named, rules.keep_apart)


def _apart_put(rules: Rules, named: tuple[NamedRule, ...]) -> Rules:
    made = (KeepApart(one.students, one.scope or Scope.GROUP, one.written) for one in named)
    return replace(rules, keep_apart=tuple(made))


def _together_taken(rules: Rules) -> Iterable[NamedRule]:
    return map(as_named, rules.together)


def _together_put(rules: Rules, named: tuple[NamedRule, ...]) -> Rules:
    made = (Together(one.students, one.periods, one.written) for one in named)
    return replace(rules, together=tuple(made))


def _acquainted_taken(rules: Rules) -> Iterable[NamedRule]:
    return (NamedRule(RuleKind.ACQUAINTED, group) for group in rules.acquainted.groups)


def _acquainted_put(rules: Rules, named: tuple[NamedRule, ...]) -> Rules:
    groups = tuple(one.students for one in named)
    return replace(rules, acquainted=replace(rules.acquainted, groups=groups))


def _seats_taken(rules: Rules) -> Iterable[NamedRule]:
    return (
        NamedRule(
            RuleKind.SEAT,
            rule.students,
            written=rule.written,
            near=rule.near,
            avoid=rule.avoid,
            strict=rule.strict,
        )
        for rule in rules.seats
    )


def _seats_put(rules: Rules, named: tuple[NamedRule, ...]) -> Rules:
    made = (
        SeatRule(one.students, one.near or Near.FRONT, one.avoid, one.strict, one.written)
        for one in named
    )
    return replace(rules, seats=tuple(made))


_FORMS: Mapping[RuleKind, _Form] = {
    RuleKind.KEEP_APART: _Form(_apart_taken, _apart_put),
    RuleKind.TOGETHER: _Form(_together_taken, _together_put, is_divisible=False),
    RuleKind.ACQUAINTED: _Form(_acquainted_taken, _acquainted_put),
    RuleKind.SEAT: _Form(_seats_taken, _seats_put),
}

NO_RULES = Rules()
"""What a plan is held against where the user asks for nothing."""
