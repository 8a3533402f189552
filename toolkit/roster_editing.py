"""A class list put right by hand: someone joins or leaves, a name is written otherwise.

Everyone keeps the id they had, so that plans and rules go on naming the same students.
``Work.corrected`` takes the list that comes of it into a class that has happened already.
"""

from collections.abc import Iterable
from dataclasses import replace

from toolkit.errors import InputError
from toolkit.files.identity import has_identity_number
from toolkit.messages import Message, plural
from toolkit.names import class_key, first_name_first, normalised, tidy
from toolkit.people import Roster, Student, free_id, made_id

LONGEST_NAME = 100
"""Characters in the name of a student or a class."""


def typed_name(text: str) -> str:
    """The name of a student or a class as it was typed, without what nobody can see of it.

    Raises ``InputError`` where it is no name: it says nothing, is too long, or holds what must
    not be kept. The sentence never repeats it.
    """
    name = tidy(text)
    if has_identity_number(name):
        raise InputError(
            Message("This holds a national identity number, which has no place here. Leave it out.")
        )
    if not any(map(str.isalnum, name)):
        raise InputError(Message("Write a name first."))
    if not name.isprintable():
        raise InputError(Message("This name holds a hidden character. Write it anew."))
    if len(name) > LONGEST_NAME:
        raise InputError(
            plural(
                "A name can be {n} character long here. Write a shorter one.",
                "A name can be {n} characters long here. Write a shorter one.",
                n=LONGEST_NAME,
            )
        )
    return name


def namesakes(roster: Roster, name: str, but: str = "") -> tuple[Student, ...]:
    """Those who are called so already, but for the student with the id ``but``."""
    wanted = normalised(name)
    return tuple(s for s in roster if s.id != but and normalised(s.name) == wanted)


def again(roster: Roster) -> tuple[Student, ...]:
    """Those who are called as someone above them in the list, in the same class."""
    seen = set[tuple[str, str]]()
    found = []
    for student in roster:
        key = class_key(student.school_class), normalised(student.name)
        if key in seen:
            found.append(student)
        seen.add(key)
    return tuple(found)


def with_joined(roster: Roster, name: str, former: Iterable[Student] = ()) -> Roster:
    """One student more, at the end of the list and in its class.

    ``former`` are students whom plans may name though they have left: nobody new gets their
    ids. Raises ``InputError`` for what is no name.
    """
    name = first_name_first(typed_name(name))
    school_class = roster.classes[0] if len(roster.classes) == 1 else ""
    taken = roster.by_id.keys() | {student.id for student in former}
    key = free_id(made_id(name, school_class), taken)
    return Roster((*roster, Student(key, name, school_class)))


def with_name(roster: Roster, key: str, name: str) -> Roster:
    """The student with the id ``key`` called otherwise. Raises ``InputError`` for no name."""
    name = first_name_first(typed_name(name))
    return Roster(tuple(replace(s, name=name) if s.id == key else s for s in roster))


def without(roster: Roster, key: str) -> Roster:
    """The list without the student whose id this is.

    Raises ``InputError`` where nobody would be left: a class is deleted as a whole.
    """
    left = tuple(student for student in roster if student.id != key)
    if not left:
        raise InputError(Message("This is the last student. Delete the class in the archive."))
    return Roster(left)
