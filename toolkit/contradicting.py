"""Rules that contradict each other at first sight, found without the solver.

What is told here is proven: no period keeps such rules. Rules may still contradict each other in
ways that only the solver finds (``planning.conflicts``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from toolkit.files.strangers import refuse_strangers
from toolkit.messages import Message, plural
from toolkit.people import Roster
from toolkit.rules import (
    MOST_PARTNERS,
    SMALLEST_CLASS,
    NamedRule,
    Near,
    RuleKind,
    Rules,
    Scope,
)
from toolkit.shapes import PAIR_SIZES, Sizes, group_sizes
from toolkit.values import only

_NEAR = {
    Near.FRONT: Message("at the front"),
    Near.BACK: Message("at the back"),
    Near.DOOR: Message("near a door"),
    Near.WINDOW: Message("near a window"),
    Near.TEACHER: Message("near the teacher's desk"),
}
_AWAY = {
    Near.FRONT: Message("not at the front"),
    Near.BACK: Message("not at the back"),
    Near.DOOR: Message("not near a door"),
    Near.WINDOW: Message("not near a window"),
    Near.TEACHER: Message("not near the teacher's desk"),
}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Rules that no period can keep, and ``why``, in which students are named.

    ``words`` are the rules as their user wrote them.
    """

    rules: tuple[NamedRule, ...]
    why: Message
    words: tuple[Message, ...]

    @property
    def message(self) -> Message:
        """All of it in one sentence."""
        return Message("{why} The rules: {rules}.", why=self.why, rules=self.words)

    def __str__(self) -> str:
        return str(self.message)


def contradictions(
    rules: Rules, roster: Roster, first_period: int = 1
) -> tuple[Contradiction, ...]:
    """The rules for a class that contradict each other from ``first_period`` on, each set once.

    Rules for periods before that contradict nothing: what has happened stays. Raises
    ``InputError`` where the rules name somebody who is not in the class.
    """
    only(roster, Roster, "roster")
    only(rules, Rules, "rules")
    refuse_strangers(rules.without_wishes(), roster)
    if len(roster) < SMALLEST_CLASS:
        return ()
    found: dict[frozenset[NamedRule], Contradiction] = {}
    judge = _Judge(rules, roster)
    written = {p for rule in rules.together for p in rule.periods if p > first_period}
    for period in sorted({first_period} | written):
        for named, why in judge.of(period):
            words = tuple(rule_in_words(rule, roster) for rule in named)
            found.setdefault(frozenset(named), Contradiction(tuple(named), why, words))
    return tuple(found.values())


def covering(rule: NamedRule, rules: Rules) -> NamedRule | None:
    """The rule that says already all that this one would say, None where there is none."""
    return next((one for one in rules.of_kind(rule.kind) if _covers(one, rule)), None)


def is_same(one: NamedRule, other: NamedRule) -> bool:
    """Whether two rules say the same, in whatever order they name the students."""
    return _covers(one, other) and _covers(other, one)


def rule_in_words(rule: NamedRule, roster: Roster) -> Message:
    """A rule in words, with the students as the user wrote them and the line of the file."""
    students = rule.written.students or tuple(
        roster.label(student) for student in roster if student.id in rule.students
    )
    match rule.kind:
        case RuleKind.ACQUAINTED:
            words = Message("know each other: {students}", students=students)
        case RuleKind.TOGETHER if rule.periods:
            words = Message(
                "partners in period {periods}: {students}",
                students=students,
                periods=rule.periods,
            )
        case RuleKind.TOGETHER:
            words = Message("partners in every period: {students}", students=students)
        case RuleKind.KEEP_APART if rule.scope is Scope.PAIR:
            words = Message("never partners: {students}", students=students)
        case RuleKind.KEEP_APART:
            words = Message("keep apart: {students}", students=students)
        case RuleKind.SEAT:
            words = Message("{rule}: {students}", rule=seat_in_words(rule), students=students)
    if rule.written.line is None:
        return words
    return Message("{rule} (line {line})", rule=words, line=rule.written.line)


def seat_in_words(rule: NamedRule) -> Message:
    """Where those whom a rule for seats names are to sit."""
    assert rule.near is not None, "a rule for seats speaks of something in the room"
    return (_AWAY if rule.avoid else _NEAR)[rule.near]


def _covers(one: NamedRule, other: NamedRule) -> bool:
    """Whether the first says all that the second, of the same kind, says."""
    everyone, named = set(one.students), set(other.students)
    if one.kind is RuleKind.TOGETHER:
        return everyone == named and (
            not one.periods or (bool(other.periods) and set(one.periods) >= set(other.periods))
        )
    if one.kind is RuleKind.SEAT:
        said, wanted = ((rule.near, rule.avoid) for rule in (one, other))
        return everyone >= named and said == wanted and one.strict >= other.strict
    return everyone >= named and one.scope in (None, Scope.GROUP, other.scope)


type _Found = tuple[list[NamedRule], Message]
"""Rules, and why they cannot hold together."""

type _Team = tuple[list[NamedRule], set[str]]
"""Rules whose students all have to be partners of one another, and these by id."""


class _Judge:
    """Looks for what cannot be in one period after the other."""

    def __init__(self, rules: Rules, roster: Roster) -> None:
        self._roster = roster
        self._sizes: Sizes = group_sizes(len(roster), rules.group_shape)
        self._apart = rules.of_kind(RuleKind.KEEP_APART)
        self._together = rules.of_kind(RuleKind.TOGETHER)

    @property
    def _pairs(self) -> int:
        """How many pairs there are, trios among them."""
        return sum(count * len(PAIR_SIZES[size]) for size, count in self._sizes.by_size.items())

    def of(self, period: int) -> Iterator[_Found]:
        """What contradicts each other in one period."""
        yield from self._too_many_apart()
        yield from self._nobody_left()
        active = [rule for rule in self._together if not rule.periods or period in rule.periods]
        teams = _joined(active)
        yield from self._apart_and_partners(active, teams)
        yield from self._too_many_partners(teams, period)

    def _too_many_apart(self) -> Iterator[_Found]:
        """More in one rule than there are groups, or pairs, to spread them over."""
        n = len(self._roster)
        for rule in self._apart:
            k = len(rule.students)
            if rule.scope is not Scope.PAIR and k > self._sizes.groups:
                yield (
                    [rule],
                    plural(
                        "A class of {students} has {n} group, too few to keep {k} apart.",
                        "A class of {students} has {n} groups, too few to keep {k} apart.",
                        n=self._sizes.groups,
                        students=n,
                        k=k,
                    ),
                )
            elif k > self._pairs:
                yield (
                    [rule],
                    Message(
                        "A class of {students} has {pairs} pairs, too few to let no two of {k} be "
                        "partners.",
                        students=n,
                        pairs=self._pairs,
                        k=k,
                    ),
                )

    def _nobody_left(self) -> Iterator[_Found]:
        """Someone who is kept apart from so many that no group, or no partner, is left."""
        least_group = min(self._sizes.by_size)
        least_pair = min(size for sizes in self._sizes.by_size for size in PAIR_SIZES[sizes])
        for student in self._roster:
            naming = [rule for rule in self._apart if student.id in rule.students]
            if len(naming) < 2:
                continue  # one rule that is too large is told of as such
            wide = {key for rule in naming if rule.scope is not Scope.PAIR for key in rule.students}
            all_of_them = {key for rule in naming for key in rule.students}
            others = len(self._roster) - 1
            without_group = others - len(wide - {student.id}) < least_group - 1
            without_partner = others - len(all_of_them - {student.id}) < least_pair - 1
            if without_group or without_partner:
                why = Message(
                    "{student} is kept apart from so many that there is no place left.",
                    student=self._label(student.id),
                )
                yield naming, why

    def _apart_and_partners(self, active: list[NamedRule], teams: list[_Team]) -> Iterator[_Found]:
        """Two who are kept apart and partners, by a rule or by what several come to."""
        for apart in self._apart:
            for rule in active:
                for two in _pairs_in(apart, rule.students):
                    yield [apart, rule], self._apart_yet_partners(two)
            for naming, team in teams:
                if len(naming) > 1 and len(team) <= MOST_PARTNERS:
                    for two in _pairs_in(apart, team):
                        if not any(set(two) <= set(rule.students) for rule in naming):
                            yield [apart, *naming], self._apart_yet_partners(two)

    def _too_many_partners(self, teams: list[_Team], period: int) -> Iterator[_Found]:
        """More than fit into one pair or trio, or more of them than there are."""
        for naming, team in teams:
            if len(team) > MOST_PARTNERS:
                why = Message(
                    "In period {period}, {students} would all be partners, and at most three can "
                    "be.",
                    period=period,
                    students=[self._label(s.id) for s in self._roster if s.id in team],
                )
                yield naming, why
        trios = [naming for naming, team in teams if len(team) == MOST_PARTNERS]
        if len(trios) > self._sizes.trios:
            yield [rule for naming in trios for rule in naming], self._no_more_trios(period)
        elif len(teams) > self._pairs and all(len(team) <= MOST_PARTNERS for _, team in teams):
            why = Message(
                "A class of {students} has {pairs} pairs, and the rules ask for {k} in period "
                "{period}.",
                students=len(self._roster),
                pairs=self._pairs,
                k=len(teams),
                period=period,
            )
            yield [rule for naming, _ in teams for rule in naming], why

    def _no_more_trios(self, period: int) -> Message:
        if not self._sizes.trios:
            return Message(
                "A class of {students} has pairs only, so three cannot be partners.",
                students=len(self._roster),
            )
        return plural(
            "A class of {students} has {n} trio, and the rules ask for more in period {period}.",
            "A class of {students} has {n} trios, and the rules ask for more in period {period}.",
            n=self._sizes.trios,
            students=len(self._roster),
            period=period,
        )

    def _apart_yet_partners(self, two: Iterable[str]) -> Message:
        one, other = (self._label(s.id) for s in self._roster if s.id in set(two))
        return Message("{one} and {other} are kept apart and partners.", one=one, other=other)

    def _label(self, key: str) -> str:
        return self._roster.label(self._roster.by_id[key])


def _pairs_in(apart: NamedRule, team: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Two at a time of a team whom the rule keeps apart."""
    yield from combinations(sorted(set(apart.students) & set(team)), 2)


def _joined(together: list[NamedRule]) -> list[_Team]:
    """Who has to be partners when all the rules hold."""
    teams: list[_Team] = []
    for rule in together:
        touched = [team for team in teams if team[1] & set(rule.students)]
        naming = [one for rules, _ in touched for one in rules]
        everyone = set(rule.students).union(*(students for _, students in touched))
        teams = [team for team in teams if team not in touched] + [([*naming, rule], everyone)]
    return teams
