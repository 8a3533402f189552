"""Does a seating keep to the plan and its rules? Read from the seats alone, with no solver.

A wish that is not strict, a seat where somebody has sat before, and a trio that is split because
no desk has room for it break nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from toolkit.broken_rules import BrokenRule, Kind
from toolkit.contradicting import seat_in_words
from toolkit.messages import Message
from toolkit.people import Student
from toolkit.plan import Pair, Period, Plan
from toolkit.rooms import Desk, Room
from toolkit.rules import IdPair, NamedRule, Near, RuleKind, Rules, Scope
from toolkit.seats import SeatedPeriod, Seating, SeatingResult, seating_of
from toolkit.values import count, only

type _Name = Callable[[Student], str]


def check_seats(
    plan: Plan,
    seating: Seating | SeatingResult,
    rules: Rules,
    name: _Name,
    *,
    room: Room | None = None,
    distance: int = 1,
) -> Iterator[BrokenRule]:
    """What the seats of each period break; ``name`` tells namesakes apart.

    They are judged in the ``room``, or without one in the room that they were made for.
    """
    distance = count(distance, "distance")
    if room is not None:
        only(room, Room, "room")
    periods = {period.number: period for period in plan.periods}
    everyone = {s.id: s for period in plan.periods for s in period.everyone}
    for seated in seating_of(seating).periods:
        period = periods.get(seated.number)
        if period is None:
            yield _unknown_period(seated.number)
            continue
        case = _Case(period, seated, room or seated.room, rules, distance, everyone, name)
        for checked in _CHECKS:
            yield from checked(case)


def _unknown_period(number: int) -> BrokenRule:
    message = Message("There are seats for period {number}, which the plan has not.", number=number)
    return BrokenRule(Kind.PERIOD_NUMBER, number, (), message)


@dataclass(frozen=True)
class _Case:
    """The seats of one period, and what they are held against."""

    period: Period
    seated: SeatedPeriod
    room: Room
    rules: Rules
    distance: int
    everyone: dict[str, Student]
    name: _Name

    @property
    def number(self) -> int:
        return self.period.number

    @cached_property
    def seats_of(self) -> dict[str, list[str]]:
        """Every seat of every student, in the order in which they are told."""
        found: dict[str, list[str]] = {}
        for student, seat in self.seated.seats:
            found.setdefault(student, []).append(seat)
        return found

    @cached_property
    def seat_of(self) -> dict[str, str]:
        """The seat of each who is in a group and has one, that the room has, and no more."""
        here = {student.id for student in self.period.students}
        return {
            student: seats[0]
            for student, seats in self.seats_of.items()
            if student in here and len(seats) == 1 and seats[0] in self.room.by_seat
        }

    @cached_property
    def apart(self) -> set[IdPair]:
        return self.rules.apart(Scope.GROUP)

    def student(self, key: str) -> Student:
        """Who has this id; where nobody has, nobody's name is known either."""
        return self.everyone.get(key) or Student(key, key)

    def broken(self, kind: Kind, students: tuple[Student, ...], message: Message) -> BrokenRule:
        return BrokenRule(kind, self.number, students, message)

    def is_too_near(self, one: str, other: str, seat: str, others: str) -> bool:
        """Whether two who are kept apart are, on these seats."""
        if frozenset((one, other)) not in self.apart:
            return False
        return self.room.between(seat, others) < self.distance

    def strict(self, student: str) -> Iterator[NamedRule]:
        """The rules that say for sure where a student sits."""
        for rule in self.rules.of_kind(RuleKind.SEAT):
            if rule.strict and student in rule.students:
                yield rule

    def is_against(self, rule: NamedRule, seat: str) -> bool:
        """Whether whoever the rule names may not sit there."""
        assert rule.near is not None, "a rule for seats speaks of something in the room"
        return (seat in self.near[rule.near]) == rule.avoid

    @cached_property
    def near(self) -> dict[Near, frozenset[str]]:
        return {what: self.room.near(what) for what in Near}


def seats_are_there(case: _Case) -> Iterator[BrokenRule]:
    """Everyone's seat is one of the room."""
    for key, seats in case.seats_of.items():
        for seat in dict.fromkeys(seats):
            if seat not in case.room.by_seat:
                student = case.student(key)
                yield case.broken(
                    Kind.NO_SUCH_SEAT,
                    (student,),
                    Message(
                        "Period {period}: {student} sits on {seat}, and the room has no such seat.",
                        period=case.number,
                        student=case.name(student),
                        seat=seat,
                    ),
                )


def seats_are_taken_once(case: _Case) -> Iterator[BrokenRule]:
    """No seat has two students."""
    taken: dict[str, dict[str, None]] = {}
    for key, seat in case.seated.seats:
        taken.setdefault(seat, {})[key] = None
    for seat, keys in taken.items():
        if len(keys) > 1:
            students = tuple(map(case.student, keys))
            yield case.broken(
                Kind.SEAT_TAKEN_TWICE,
                students,
                Message(
                    "Period {period}: seat {seat} is for {students}.",
                    period=case.number,
                    seat=seat,
                    students=[case.name(student) for student in students],
                ),
            )


def nobody_has_two_seats(case: _Case) -> Iterator[BrokenRule]:
    """No student has two seats."""
    for key, seats in case.seats_of.items():
        if len(seats) > 1:
            student = case.student(key)
            yield case.broken(
                Kind.PLACED_TWICE,
                (student,),
                Message(
                    "Period {period}: {student} has several seats: {seats}.",
                    period=case.number,
                    student=case.name(student),
                    seats=seats,
                ),
            )


def everyone_has_a_seat(case: _Case) -> Iterator[BrokenRule]:
    """Whoever is in a group has a seat."""
    for student in dict.fromkeys(case.period.students):
        if student.id not in case.seats_of:
            yield case.broken(
                Kind.WITHOUT_SEAT,
                (student,),
                Message(
                    "Period {period}: {student} has no seat.",
                    period=case.number,
                    student=case.name(student),
                ),
            )


def nobody_else_has_a_seat(case: _Case) -> Iterator[BrokenRule]:
    """Whoever has a seat is in a group."""
    here = {student.id for student in case.period.students}
    for key in case.seats_of:
        if key not in here:
            student = case.student(key)
            yield case.broken(
                Kind.NOT_IN_ROSTER,
                (student,),
                Message(
                    "Period {period}: {student} has a seat, but is in no group.",
                    period=case.number,
                    student=case.name(student),
                ),
            )


def partners_sit_side_by_side(case: _Case) -> Iterator[BrokenRule]:
    """Partners share a desk; a trio may be split where no desk has room for it."""
    for pair in case.period.pairs:
        if not all(student.id in case.seat_of for student in pair.students):
            continue  # that is told already
        desks = [case.room.desk_of(case.seat_of[student.id]).name for student in pair.students]
        if len(set(desks)) > 1 and not (pair.is_trio and _may_be_split(case, pair, desks)):
            yield case.broken(
                Kind.NOT_SIDE_BY_SIDE,
                pair.students,
                Message(
                    "Period {period}: these are partners, but do not sit side by side: {students}.",
                    period=case.number,
                    students=[case.name(student) for student in pair.students],
                ),
            )


def kept_apart_in_the_room(case: _Case) -> Iterator[BrokenRule]:
    """Two who are kept apart in groups are no neighbours."""
    for (one, seat), (other, others) in combinations(case.seat_of.items(), 2):
        if case.is_too_near(one, other, seat, others):
            students = (case.student(one), case.student(other))
            yield case.broken(
                Kind.TOO_NEAR,
                students,
                Message(
                    "Period {period}: {one} and {other} are kept apart, but sit too near each "
                    "other.",
                    period=case.number,
                    one=case.name(students[0]),
                    other=case.name(students[1]),
                ),
            )


def strict_wishes_are_kept(case: _Case) -> Iterator[BrokenRule]:
    """Where it is said for sure where somebody sits, they sit there."""
    for key, seat in case.seat_of.items():
        for rule in case.strict(key):
            if case.is_against(rule, seat):
                student = case.student(key)
                yield case.broken(
                    Kind.SEAT_WISH,
                    (student,),
                    Message(
                        "Period {period}: {student} does not sit as a rule says: {where}.",
                        period=case.number,
                        student=case.name(student),
                        where=seat_in_words(rule),
                    ),
                )


_CHECKS: tuple[Callable[[_Case], Iterator[BrokenRule]], ...] = (
    seats_are_there,
    seats_are_taken_once,
    nobody_has_two_seats,
    everyone_has_a_seat,
    nobody_else_has_a_seat,
    partners_sit_side_by_side,
    kept_apart_in_the_room,
    strict_wishes_are_kept,
)


def _may_be_split(case: _Case, trio: Pair, desks: list[str]) -> bool:
    """Whether two share a desk, the third is a neighbour of one of them, and no desk is free."""
    seats = [case.seat_of[student.id] for student in trio.students]
    alone = [seat for seat, desk in zip(seats, desks, strict=True) if desks.count(desk) == 1]
    if len(alone) != 1:
        return False
    is_beside = any(case.room.between(alone[0], seat) == 0 for seat in seats if seat != alone[0])
    return is_beside and not any(_is_free_for(case, trio, desk) for desk in case.room.desks)


def _is_free_for(case: _Case, trio: Pair, desk: Desk) -> bool:
    """Whether all three could sit at a desk, everyone else staying where they are."""
    own = {student.id for student in trio.students}
    taken = {seat for student, seat in case.seated.seats if student not in own}
    free = {place.seat for place in desk.places} - taken
    return len(free) >= len(own) and _can_sit(case, sorted(own), free)


def _can_sit(case: _Case, students: list[str], free: set[str]) -> bool:
    """Whether each of them can have one of the seats, as far as rules for sure go."""
    if not students:
        return True
    first, *rest = students
    return any(
        _can_sit(case, rest, free - {seat}) for seat in free if _is_allowed(case, first, seat)
    )


def _is_allowed(case: _Case, student: str, seat: str) -> bool:
    if any(case.is_against(rule, seat) for rule in case.strict(student)):
        return False
    others = ((other, at) for other, at in case.seat_of.items() if other != student)
    return not any(case.is_too_near(student, other, seat, at) for other, at in others)
