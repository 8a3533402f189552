"""Tiny plans written down: ``plan_of("ab|cd ef|gh")`` is a period of two groups, four pairs."""

from itertools import count

from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan


def students_of(letters: str) -> tuple[Student, ...]:
    return tuple(Student(letter, letter.upper()) for letter in letters)


def roster_of(letters: str) -> Roster:
    return Roster(students_of(letters))


def period_of(sketch: str, number: int = 1) -> Period:
    labels = (str(label) for label in count(1))
    return Period(
        number,
        tuple(
            Group(
                str(position),
                tuple(Pair(next(labels), students_of(pair)) for pair in group.split("|")),
            )
            for position, group in enumerate(sketch.split(), start=1)
        ),
    )


def plan_of(*sketches: str) -> Plan:
    return Plan(tuple(period_of(sketch, number) for number, sketch in enumerate(sketches, start=1)))
