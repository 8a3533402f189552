"""What a class calls its students: by the first name, where that is enough."""

from collections import Counter
from collections.abc import Iterable

from toolkit.people import Roster, Student


def short_names(students: Iterable[Student]) -> dict[str, str]:
    """A short name under each id: the first name where nobody else in the class has it.

    Two of the same first name get the initial of their last names, and where that is not
    enough their whole names, told apart as the class list does it.
    """
    roster = Roster(tuple(students))
    firsts = {student.id: _first_name(student) for student in roster}
    initials = {student.id: _first_name_and_initial(student) for student in roster}
    ways = [(short, Counter(short.values())) for short in (firsts, initials)]
    return {
        student.id: next(
            (short[student.id] for short, times in ways if times[short[student.id]] == 1),
            roster.label(student),
        )
        for student in roster
    }


def _first_name(student: Student) -> str:
    return student.name.split(maxsplit=1)[0] if student.name.split() else student.id


def _first_name_and_initial(student: Student) -> str:
    words = student.name.split()
    return f"{words[0]} {words[-1][0]}." if len(words) > 1 else _first_name(student)
