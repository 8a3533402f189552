"""Everything that is held on a student as a text to hand out."""

from collections.abc import Iterable, Iterator

from toolkit.messages import Message, Translator, plural
from toolkit.people import Student
from toolkit.workspace.records import Held


def handout(held: Iterable[Held], translate: Translator) -> str:
    """The text for the student or the guardians.

    Rules are not in it: they would tell of other students. What the school hands out of them
    is for the school to weigh.
    """
    return "\n\n".join("\n".join(_lines(one, translate)) for one in held) + "\n"


def _lines(held: Held, translate: Translator) -> Iterator[str]:
    _ = translate
    student = held.student
    yield student.name
    yield _(
        Message(
            "Class {school_class}, school year {school_year}",
            school_class=held.school_class.name or "–",
            school_year=held.school_class.school_year,
        )
    )
    yield _(Message("Student id: {id}", id=student.id))
    for name, value in student.attributes:
        yield f"{name}: {value}"
    if held.has_left:
        yield _(Message("Has left the class."))
    for met in held.periods:
        yield _(
            Message(
                "Period {number}: partners {partners}; group {group} with {others}",
                number=met.number,
                partners=_names(met.partners),
                group=met.group,
                others=_names(met.group_mates),
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
