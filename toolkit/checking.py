"""Does a plan keep to the rules? Read from the plan alone, with no part of the solver.

Of a period that was corrected while it ran, it is how they sit now that is judged.

A repeated partner and an unbalanced group are no broken rules: they are avoided where
that is possible, and allowed where it is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from toolkit.broken_rules import BrokenRule, Kind
from toolkit.errors import InputError
from toolkit.files.strangers import refuse_strangers
from toolkit.given import held_against
from toolkit.messages import Message
from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.rooms import Room
from toolkit.rules import NO_RULES, GroupShape, Rules, Scope, id_pairs
from toolkit.seat_checking import check_seats
from toolkit.seats import Seating, SeatingResult
from toolkit.shapes import group_sizes


@dataclass(frozen=True)
class _Case:
    """What is checked: a plan, and what it is held against."""

    plan: Plan
    roster: Roster | None
    rules: Rules

    def name(self, student: Student) -> str:
        """The student's name, told apart from others of the same name."""
        return self._everyone.label(student)

    @cached_property
    def _everyone(self) -> Roster:
        students = {s.id: s for period in self.plan.periods for s in period.everyone}
        if self.roster is not None:
            students.update(self.roster.by_id)
        return Roster(tuple(students.values()))


@overload
def check(
    plan: Plan,
    roster: Roster | None = None,
    rules: Rules = NO_RULES,
    *,
    seating: Seating | SeatingResult | None = None,
    room: Room | None = None,
    distance: int = 1,
) -> list[BrokenRule]: ...
@overload
def check(
    plan: Plan,
    rules: Rules,
    roster: Roster | None = None,
    *,
    seating: Seating | SeatingResult | None = None,
    room: Room | None = None,
    distance: int = 1,
) -> list[BrokenRule]: ...
def check(
    plan: Plan,
    *given: Roster | Rules | None,
    roster: Roster | None = None,
    rules: Rules | None = None,
    seating: Seating | SeatingResult | None = None,
    room: Room | None = None,
    distance: int = 1,
) -> list[BrokenRule]:
    """Every rule that the plan breaks, period by period; empty if it breaks none.

    Roster and rules come in either order, or by name. Without a roster, nobody is missed and
    nobody has a place who should not. With a ``seating``, what the seats break comes behind that:
    they are judged in the ``room``, or without one in the room that they were made for, and those
    who are kept apart in groups have at least ``distance`` cells between them. Raises
    ``InputError`` for rules that name someone who is not in the class.
    """
    roster, rules = held_against(plan, given, roster, rules, wishes=False)
    case = _Case(plan, roster, rules)
    broken = _checked(case, range(len(plan.periods)))
    if seating is not None:
        broken += check_seats(plan, seating, rules, case.name, room=room, distance=distance)
    elif room is not None:
        raise InputError(Message("Give the seats that are to be judged in this room."))
    return broken


def check_newest(plan: Plan, roster: Roster, rules: Rules) -> list[BrokenRule]:
    """Every rule that the newest period of a plan breaks, behind the others; [] without periods.

    Raises ``InputError`` for rules that name someone who is not in the class.
    """
    refuse_strangers(rules, roster)
    return _checked(_Case(plan, roster, rules), range(len(plan.periods))[-1:])


def _checked(case: _Case, positions: Iterable[int]) -> list[BrokenRule]:
    periods = case.plan.periods
    return [
        broken
        for position in positions
        for checked in _CHECKS
        for broken in checked(case, position, periods[position])
    ]


def periods_are_numbered_from_one(
    case: _Case, position: int, period: Period
) -> Iterator[BrokenRule]:
    """The periods are numbered 1, 2, 3 and so on."""
    if period.number != position + 1:
        yield BrokenRule(
            Kind.PERIOD_NUMBER,
            period.number,
            (),
            Message(
                "Period {number} stands where period {expected} should be.",
                number=period.number,
                expected=position + 1,
            ),
        )


def group_labels_are_unique(case: _Case, position: int, period: Period) -> Iterator[BrokenRule]:
    """No two groups of a period have the same label."""
    for label, times, students in _called_alike(period.groups):
        yield BrokenRule(
            Kind.GROUP_LABEL,
            period.number,
            students,
            Message(
                "Period {period}: {times} groups are called {label}.",
                period=period.number,
                times=times,
                label=label,
            ),
        )


def pair_labels_are_unique(case: _Case, position: int, period: Period) -> Iterator[BrokenRule]:
    """No two pairs of a period have the same label."""
    for label, times, students in _called_alike(period.pairs):
        yield BrokenRule(
            Kind.PAIR_LABEL,
            period.number,
            students,
            Message(
                "Period {period}: {times} pairs are called {label}.",
                period=period.number,
                times=times,
                label=label,
            ),
        )


def everyone_is_placed_once(case: _Case, position: int, period: Period) -> Iterator[BrokenRule]:
    """No student has two places in a period."""
    students = {student.id: student for student in period.students}
    for student_id, times in Counter(student.id for student in period.students).items():
        if times > 1:
            yield BrokenRule(
                Kind.PLACED_TWICE,
                period.number,
                (students[student_id],),
                Message(
                    "Period {period}: {student} has {times} places.",
                    period=period.number,
                    student=case.name(students[student_id]),
                    times=times,
                ),
            )


def everyone_has_a_place(case: _Case, position: int, period: Period) -> Iterator[BrokenRule]:
    """Whoever is in the class has a place in each period since their first, and in the last."""
    if case.roster is None:
        return
    placed = {student.id for student in period.students}
    arrived = {s.id for earlier in case.plan.periods[:position] for s in earlier.everyone}
    last = position == len(case.plan.periods) - 1
    for student in case.roster:
        if student.id not in placed and (last or student.id in arrived):
            yield BrokenRule(
                Kind.WITHOUT_PLACE,
                period.number,
                (student,),
                Message(
                    "Period {period}: {student} has no place.",
                    period=period.number,
                    student=case.name(student),
                ),
            )


def the_last_period_has_no_strangers(
    case: _Case, position: int, period: Period
) -> Iterator[BrokenRule]:
    """Whoever is not in the class any more has no place in the last period."""
    if case.roster is None or position < len(case.plan.periods) - 1:
        return
    for student in dict.fromkeys(period.students):
        if student.id not in case.roster.by_id:
            yield BrokenRule(
                Kind.NOT_IN_ROSTER,
                period.number,
                (student,),
                Message(
                    "Period {period}: {student} has a place, but is not in the class list.",
                    period=period.number,
                    student=case.name(student),
                ),
            )


def pairs_are_two_or_three(case: _Case, position: int, period: Period) -> Iterator[BrokenRule]:
    """A pair has two students, or three."""
    for pair in period.pairs:
        if len(pair.students) not in (2, 3):
            yield BrokenRule(
                Kind.PAIR_SIZE,
                period.number,
                pair.students,
                Message(
                    "Period {period}: a pair has two students or three; pair {label} has {size}.",
                    period=period.number,
                    label=pair.label,
                    size=len(pair.students),
                ),
            )


def groups_are_well_formed(case: _Case, position: int, period: Period) -> Iterator[BrokenRule]:
    """A group is two pairs, a pair and a trio, or a trio alone."""
    for group in period.groups:
        if _pair_sizes(group) not in _GROUP_FORMS:
            yield BrokenRule(
                Kind.GROUP_SHAPE,
                period.number,
                group.students,
                Message(
                    "Period {period}: group {label} is not two pairs, a pair and a trio, "
                    "or a trio alone.",
                    period=period.number,
                    label=group.label,
                ),
            )


def group_sizes_fit_the_class(case: _Case, position: int, period: Period) -> Iterator[BrokenRule]:
    """There are as many groups of each size as one of the group shapes asks for.

    Either shape will do: it is a choice when planning, and may change during the year.
    """
    number = len({student.id for student in period.students})
    try:
        permitted = [group_sizes(number, shape).as_tuple() for shape in GroupShape]
    except InputError as too_few:
        yield BrokenRule(Kind.GROUP_SIZES, period.number, (), too_few.message)
        return
    sizes = Counter(len(group.students) for group in period.groups)
    if sizes not in map(Counter, permitted):
        yield BrokenRule(
            Kind.GROUP_SIZES,
            period.number,
            (),
            Message(
                "Period {period}: {number} students make groups of {expected}, not of {found}.",
                period=period.number,
                number=number,
                expected=permitted[list(GroupShape).index(case.rules.group_shape)],
                found=tuple(sizes.elements()),
            ),
        )


def kept_apart_in_groups(case: _Case, position: int, period: Period) -> Iterator[BrokenRule]:
    """Two who are kept apart do not share a group."""
    apart = case.rules.apart(Scope.GROUP)
    for group in period.groups:
        for one, other in _twos(group.students):
            if frozenset((one.id, other.id)) in apart:
                yield BrokenRule(
                    Kind.KEEP_APART,
                    period.number,
                    (one, other),
                    Message(
                        "Period {period}: {one} and {other} are kept apart, "
                        "but share group {label}.",
                        period=period.number,
                        one=case.name(one),
                        other=case.name(other),
                        label=group.label,
                    ),
                )


def kept_apart_as_partners(case: _Case, position: int, period: Period) -> Iterator[BrokenRule]:
    """Two who may share a group but not be partners are not partners."""
    apart = case.rules.apart(Scope.PAIR) - case.rules.apart(Scope.GROUP)
    for pair in period.pairs:
        for one, other in _twos(pair.students):
            if frozenset((one.id, other.id)) in apart:
                yield BrokenRule(
                    Kind.KEEP_APART,
                    period.number,
                    (one, other),
                    Message(
                        "Period {period}: {one} and {other} are not to be partners, but are.",
                        period=period.number,
                        one=case.name(one),
                        other=case.name(other),
                    ),
                )


def together_in_their_periods(case: _Case, position: int, period: Period) -> Iterator[BrokenRule]:
    """Those who are to be partners in a period are, if they are there."""
    students = {student.id: student for student in period.students}
    partners = period.in_pairs
    for rule in case.rules.together:
        present = tuple(students[key] for key in rule.students if key in students)
        if rule.holds_in(period.number) and not id_pairs(s.id for s in present) <= partners:
            yield BrokenRule(
                Kind.TOGETHER,
                period.number,
                present,
                Message(
                    "Period {period}: these are to be partners, but are not: {students}.",
                    period=period.number,
                    students=tuple(case.name(student) for student in present),
                ),
            )


_CHECKS: tuple[Callable[[_Case, int, Period], Iterator[BrokenRule]], ...] = (
    periods_are_numbered_from_one,
    group_labels_are_unique,
    pair_labels_are_unique,
    everyone_is_placed_once,
    everyone_has_a_place,
    the_last_period_has_no_strangers,
    pairs_are_two_or_three,
    groups_are_well_formed,
    group_sizes_fit_the_class,
    kept_apart_in_groups,
    kept_apart_as_partners,
    together_in_their_periods,
)

_GROUP_FORMS = ((2, 2), (2, 3), (3,))


def _called_alike(
    parts: Sequence[Group | Pair],
) -> Iterator[tuple[str, int, tuple[Student, ...]]]:
    """Each label that several have, how many have it, and the students of them all."""
    for label, times in Counter(part.label for part in parts).items():
        if times > 1:
            students = (s for part in parts if part.label == label for s in part.students)
            yield label, times, tuple(students)


def _pair_sizes(group: Group) -> tuple[int, ...]:
    return tuple(sorted(len(pair.students) for pair in group.pairs))


def _twos(students: tuple[Student, ...]) -> Iterator[tuple[Student, Student]]:
    for position, one in enumerate(students):
        for other in students[position + 1 :]:
            if one.id != other.id:
                yield one, other
