"""A day on which some are away: who writes to them, and who sits together today.

The plan stays as it is, and nothing of such a day is kept or counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from toolkit.errors import InputError, Spot
from toolkit.files.identity import refuse_identity_number
from toolkit.given import everyone_in, held_against, period_of, refuse_disorder
from toolkit.largest_matching import largest_matching
from toolkit.messages import Message
from toolkit.people import Roster, Student, did_you_mean, has_made_id
from toolkit.plan import Period, Plan
from toolkit.rules import IdPair, Rules, Scope
from toolkit.shown import counted, line
from toolkit.values import several

GREETING = Message("Hi! I see that you are away today. I hope to see you tomorrow.")
"""What may be written to a makker who is away, in the words of the programme's leaflet."""

type Students = tuple[Student, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Greeting:
    """That one student, who is here, writes to another, who is away."""

    sender: Student
    to: Student


@dataclass(frozen=True, slots=True, repr=False)
class Absence:
    """Who writes to those who are away, and who sits together.

    ``teacher`` are those whom the teacher writes to. ``kept`` are the makkere who have each other
    today, ``put_together`` those who have lost theirs and got another for the day, ``alone`` those
    for whom nobody was left. ``company`` has for each of these, by id, two whom they can join.
    """

    messages: tuple[Greeting, ...]
    teacher: Students
    kept: tuple[Students, ...]
    put_together: tuple[Students, ...]
    alone: Students
    company: Mapping[str, Students] = field(hash=False)

    @property
    def today(self) -> tuple[Students, ...]:
        """All who sit together, two and two or in a trio."""
        return self.kept + self.put_together

    def __repr__(self) -> str:
        messages = counted(len(self.messages), "message")
        return line("Absence", messages, f"{len(self.today)} together", f"{len(self.alone)} alone")


def absent(
    plan: Plan,
    *,
    period: int,
    away: Iterable[str],
    rules: Rules | None = None,
    roster: Roster | None = None,
) -> Absence:
    """What a class does while these students, named by id or by name, are away in this period.

    Each of them is written to once: by a makker who is here, else by someone of the makkergruppe,
    else by the teacher; the messages are spread, and those kept apart write to each other only
    where nobody else can. Whoever has a makker here keeps them. The others are put together two
    and two, as many as can be in their own makkergruppe, then as many as can be of the rest. Who
    are kept apart, in groups or as makkere, are never put together, nor stay so where the rule is
    newer than the plan. Among equals, whoever comes first in the plan does.

    With a roster the class is as that has it: who has left is not counted on, and who has no place
    in the period has no makker. Raises ``InputError`` where the plan has no such period, and for
    who is not in the class.
    """
    roster, rules = held_against(plan, (), roster, rules, wishes=False)
    refuse_disorder(plan)
    found = period_of(plan, period)
    everyone = _class_in(found, roster)
    gone = _away(away, everyone, plan, period)
    return _Day(found, everyone, gone, rules.apart(*Scope)).absence()


def _class_in(period: Period, roster: Roster | None) -> Roster:
    """Who is in the class: in the order of the plan, and behind that who has no place in it."""
    placed = Roster(period.students)
    if roster is None:
        return placed
    if placed.by_id.keys().isdisjoint(roster.by_id):
        raise InputError(
            Message(
                "None of the students in the class list has a place in this plan. "
                "Is it the plan of another class?"
            )
        )
    for name in roster.classes:
        if placed.by_id.keys().isdisjoint(roster.of_class(name).by_id):
            raise InputError(
                Message(
                    "The class list holds another class as well: {name}. Nobody in it has a place "
                    "in period {period}, so leave it out.",
                    name=name or Message("one without a name"),
                    period=period.number,
                )
            )
    order = dict.fromkeys([*placed.by_id, *roster.by_id])
    return Roster(tuple(roster.by_id[key] for key in order if key in roster.by_id))


def _away(words: Iterable[str], everyone: Roster, plan: Plan, period: int) -> set[str]:
    """The ids of those who are away. Raises ``InputError`` for who is not in the class."""
    found = set()
    for word in several(words, str, "away"):
        refuse_identity_number(word, Spot("away"))
        if not everyone.named(word):
            raise InputError(_stranger(word, everyone, plan, period), Spot("away"))
        found.add(everyone.student(word).id)
    return found


def _stranger(word: str, everyone: Roster, plan: Plan, period: int) -> Message:
    if known := everyone_in(plan).named(word):
        return Message(
            "{student} is not in the class in period {period}.",
            student=known[0].name,
            period=period,
        )
    labels = {s: everyone.label(s) if has_made_id(s) else f"{s.id} ({s.name})" for s in everyone}
    return did_you_mean(
        Message("Nobody in the class has the id or the name {word}.", word=word),
        word,
        ((label, each) for s, label in labels.items() for each in (s.id, s.name)),
    )


@dataclass(frozen=True)
class _Day:
    """A period on a day on which some are away. ``apart`` are any two who are kept apart."""

    period: Period
    everyone: Roster
    away: set[str]
    apart: set[IdPair]

    def absence(self) -> Absence:
        senders = dict(chain.from_iterable(map(self._senders, self._groups)))
        kept = [self._kept(pair) for pairs in self._groups for pair in pairs]
        together = [students for students in kept if students]
        put_together = self._put_together(together)
        sitting = {s for students in (*together, *put_together) for s in students}
        alone = tuple(s for s in self._here(self.everyone) if s not in sitting)
        return Absence(
            messages=tuple(Greeting(senders[s], s) for s in self._gone if s in senders),
            teacher=tuple(s for s in self._gone if s not in senders),
            kept=tuple(together),
            put_together=tuple(put_together),
            alone=alone,
            company=dict(self._company(alone, [*together, *put_together])),
        )

    @cached_property
    def _groups(self) -> list[list[Students]]:
        """The pairs of each makkergruppe, of those in the class; who has none is one alone."""
        known = self.everyone.by_id
        groups = [
            [tuple(known[s.id] for s in pair.students if s.id in known) for pair in group.pairs]
            for group in self.period.groups
        ]
        placed = {s for pairs in groups for pair in pairs for s in pair}
        return groups + [[(s,)] for s in self.everyone if s not in placed]

    @cached_property
    def _group_of(self) -> dict[Student, int]:
        return {s: at for at, pairs in enumerate(self._groups) for pair in pairs for s in pair}

    @property
    def _gone(self) -> Students:
        return tuple(s for s in self.everyone if s.id in self.away)

    def _here(self, students: Iterable[Student]) -> Students:
        return tuple(s for s in students if s.id not in self.away)

    def _are_apart(self, one: Student, other: Student) -> bool:
        return frozenset((one.id, other.id)) in self.apart

    def _senders(self, pairs: Sequence[Students]) -> Iterator[tuple[Student, Student]]:
        """Everyone of a group who is away and can be written to, and by whom."""
        in_group = self._here(chain(*pairs))
        makkere = {s: self._here(pair) for pair in pairs for s in pair if s.id in self.away}
        sent: Counter[Student] = Counter()
        # Whoever has the smaller choice first: then the others fill up evenly.
        for to in sorted(makkere, key=lambda s: not makkere[s]):
            may = makkere[to] or in_group
            if may:
                sender = min(may, key=lambda s: (self._are_apart(s, to), sent[s]))
                sent[sender] += 1
                yield to, sender

    def _kept(self, pair: Students) -> Students:
        """Those of a pair who have each other today: two or more, or nobody."""
        here = self._here(pair)
        kept: list[Student] = []
        for one in sorted(here, key=lambda s: sum(self._are_apart(s, other) for other in here)):
            if not any(self._are_apart(one, other) for other in kept):
                kept.append(one)
        return tuple(s for s in here if s in kept) if len(kept) > 1 else ()

    def _put_together(self, together: Sequence[Students]) -> list[Students]:
        """Pairs of those who are here and have no makker today, in their own group first."""
        sitting = {s for students in together for s in students}
        left = [s for s in self._here(self.everyone) if s not in sitting]
        # Whom the rules make hardest to place is placed first.
        in_groups: dict[int, list[Student]] = {}
        for one in sorted(left, key=lambda s: -sum(self._are_apart(s, other) for other in left)):
            in_groups.setdefault(self._group_of[one], []).append(one)
        found = list(chain.from_iterable(map(self._matched, in_groups.values())))
        placed = {s for two in found for s in two}
        # Whoever can join a pair of their own group is the last of the rest to be placed.
        rest = sorted(
            (s for s in left if s not in placed),
            key=lambda s: any(self._is_own(two, s) for two in self._rooms(s, (*together, *found))),
        )
        found += self._matched(rest)
        return _in_order(found, {s: at for at, s in enumerate(self.everyone)})

    def _matched(self, students: Sequence[Student]) -> list[Students]:
        return list(largest_matching(students, lambda a, b: not self._are_apart(a, b)))

    def _rooms(self, one: Student, together: Iterable[Students]) -> list[Students]:
        """The pairs that one can join, so that they are three."""
        return [
            two
            for two in together
            if len(two) == 2 and not any(self._are_apart(one, other) for other in two)
        ]

    def _is_own(self, students: Students, one: Student) -> bool:
        """Whether these are of the makkergruppe of this one."""
        return all(self._group_of[s] == self._group_of[one] for s in students)

    def _company(
        self, alone: Students, together: Iterable[Students]
    ) -> Iterator[tuple[str, Students]]:
        """For each who is alone a pair to join, one of their own group where there is one."""
        free = list(together)
        for one in alone:
            rooms = sorted(self._rooms(one, free), key=lambda two: not self._is_own(two, one))
            if rooms:
                free.remove(rooms[0])
                yield one.id, rooms[0]


def _in_order(pairs: Iterable[Students], places: Mapping[Student, int]) -> list[Students]:
    """The pairs by their first, and in each whoever has the first place before the other."""
    ordered = (tuple(sorted(two, key=places.__getitem__)) for two in pairs)
    return sorted(ordered, key=lambda two: places[two[0]])
