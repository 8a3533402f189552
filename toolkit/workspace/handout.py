"""Everything that is held on a student as a text to hand out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.messages import Message, Translator, plural
from toolkit.people import Student, has_made_id
from toolkit.workspace.records import Held


@dataclass(frozen=True, slots=True)
class Section:
    """What is held on one student in one class: the name as heading, and what is told below."""

    heading: str
    lines: tuple[str, ...]


def handout_sections(held: Iterable[Held], translate: Translator) -> tuple[Section, ...]:
    """What the student or the guardians are told, class by class.

    Rules are not in it: they would tell of other students. What the school hands out of them
    is for the school to weigh.
    """
    return tuple(Section(one.student.name, tuple(_lines(one, translate))) for one in held)


def handout(held: Iterable[Held], translate: Translator) -> str:
    """The same as one text."""
    sections = handout_sections(held, translate)
    return "\n\n".join("\n".join((one.heading, *one.lines)) for one in sections) + "\n"


def _lines(held: Held, translate: Translator) -> Iterator[str]:
    _ = translate
    student = held.student
    yield _(
        Message(
            "Class {school_class}, school year {school_year}",
            school_class=held.school_class.name or "–",
            school_year=held.school_class.school_year,
        )
    )
    if not has_made_id(student):
        yield _(Message("Student id: {id}", id=student.id))
    for name, value in student.attributes:
        yield f"{name}: {value}"
    if held.has_left:
        yield _(Message("Has left the class."))
    for met in held.periods:
        words = {
            "number": met.number,
            "partners": _names(met.partners),
            "group": met.group,
            "others": _names(met.group_mates),
        }
        if met.until is None:
            yield _(
                Message(
                    "Period {number}: partners {partners}; group {group} with {others}", **words
                )
            )
        else:
            yield _(
                Message(
                    "Period {number}, until {day}: partners {partners}; group {group} with "
                    "{others}",
                    day=met.until,
                    **words,
                )
            )
    for number, seat, room in held.seats:
        yield _(
            Message(
                "Period {number}: seat {seat} in the room {room}",
                number=number,
                seat=seat,
                room=room or "–",
            )
        )
    if held.planned:
        yield _(
            plural(
                "Has a place in the plans for {n} period to come.",
                "Has a place in the plans for {n} periods to come.",
                n=held.planned,
            )
        )


def _names(students: tuple[Student, ...]) -> str:
    return ", ".join(student.name for student in students)
