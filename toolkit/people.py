"""The students of a class, as the roster names them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, count
from typing import TYPE_CHECKING

from toolkit.errors import InputError
from toolkit.messages import Message, plural
from toolkit.names import class_key, first_name_first, normalised, tidy, without_nickname
from toolkit.shown import counted, line, table
from toolkit.values import only, other_kind, settle, several

if TYPE_CHECKING:
    import pandas as pd

_ALIKE = 75  # of 100, for a word that may have been meant
_MOST_SUGGESTED = 3
_MADE_ID = re.compile(r"s[0-9a-f]{10}(-\d+)?")  # as made_id makes them


def did_you_mean(message: Message, word: str, known: Iterable[tuple[str, str]]) -> Message:
    """The message, and behind it those of the known words that are most like this one.

    ``known`` are what is shown, and what the word is compared with.
    """
    from rapidfuzz import process

    pairs = list(known)
    near = process.extract(
        normalised(word),
        [normalised(compared) for _, compared in pairs],
        score_cutoff=_ALIKE,
        limit=_MOST_SUGGESTED,
    )
    if not near:
        return message
    return Message(
        "{error} Did you mean {suggestions}?",
        error=message,
        suggestions=list(dict.fromkeys(pairs[at][0] for _, _, at in near)),
    )


@dataclass(frozen=True, slots=True)
class Student:
    """One student. ``attributes`` are (name, value) pairs, in the order of the columns.

    A mapping will do for them as well. What cannot be seen of a name, a class or a value is left
    out, and their letters are composed. ``also_in`` are other classes of a list, where students
    are in several; in one class, nobody is in another. Raises ``InputError`` for what is no text.
    """

    id: str
    name: str
    school_class: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    also_in: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field in ("id", "name", "school_class"):
            only(getattr(self, field), str, field)
        settle(
            self,
            name=tidy(self.name),
            school_class=tidy(self.school_class),
            attributes=tuple(_attributes(self.attributes)),
            also_in=several(self.also_in, str, "also_in"),
        )

    @property
    def classes(self) -> tuple[str, ...]:
        """The names of all classes of the student."""
        return (self.school_class, *self.also_in)

    def in_class(self, school_class: str) -> Student | None:
        """The student as one of this class and no other; None where they are not in it."""
        wanted = class_key(school_class)
        for name in self.classes:
            if class_key(name) == wanted:
                return replace(self, school_class=name, also_in=()) if self.also_in else self
        return None

    def attribute(self, name: str) -> str:
        """The value of an attribute, empty where the student has none."""
        return dict(self.attributes).get(name, "")


def _attributes(given: object) -> Iterator[tuple[str, str]]:
    pairs = tuple(given.items()) if isinstance(given, Mapping) else given
    for pair in several(pairs, object, "attributes"):
        texts = several(pair, str, "attributes")
        if len(texts) != 2:
            raise other_kind(pair, "(name, value)", "attributes")
        yield texts[0], tidy(texts[1])


def _id_order(student: Student) -> tuple[int, str]:
    """The second of a name comes before the tenth."""
    return len(student.id), student.id


def _school_class(student: Student) -> str:
    return student.school_class


def _primary_school(student: Student) -> str:
    return student.attribute("primary_school")


def made_id(name: str, school_class: str) -> str:
    """The id of a student whose list gives none, before a number tells namesakes apart."""
    from hashlib import blake2s

    # These words stand in plans of earlier years: more than case may not be made alike in them.
    words = f"{tidy(school_class)}\n{tidy(name)}".casefold()
    # A letter first, or a spreadsheet takes 12345e6 for a number.
    return "s" + blake2s(words.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def has_made_id(student: Student) -> bool:
    """Whether the id was made for a student whose list gave none; it tells people nothing."""
    return _MADE_ID.fullmatch(student.id) is not None


def free_id(wanted: str, taken: Container[str]) -> str:
    """The id that is wanted, or where somebody has it, the first one with a number behind it."""
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(key for key in chain([wanted], numbered) if key not in taken)


@dataclass(frozen=True, repr=False)
class Roster:
    """The students of one class or several, ids unique, in the order of the file.

    Raises ``InputError`` for what are no students, and for an id that stands twice.
    """

    students: tuple[Student, ...]

    def __post_init__(self) -> None:
        settle(self, students=several(self.students, Student, "students"))
        if len(self.by_id) < len(self.students):
            ids = [student.id for student in self.students]
            twice = next(key for key in ids if ids.count(key) > 1)
            raise InputError(
                Message("The id {id} stands twice. Give each student an id of their own.", id=twice)
            )

    @classmethod
    def from_frame(cls, frame: pd.DataFrame) -> Roster:
        """The students in a DataFrame, one a row, read as a file with the same cells would be.

        The errors are those of ``read_roster``, which takes a frame too, and what its columns
        hold; line 1 is the headings.
        """
        import toolkit  # the readers stand above; the front door has them

        return toolkit.read_roster(frame)

    def to_frame(self) -> pd.DataFrame:
        """One row a student: id, name, class where they have one, and every attribute.

        Who is in several classes has a row for each.
        """
        import pandas as pd

        header, *rows = self._rows()
        return pd.DataFrame(rows, columns=header)

    def __repr__(self) -> str:
        return line("Roster", counted(len(self), "student"), *self.classes)

    def _repr_html_(self) -> str:
        header, *rows = self._rows()
        return table(repr(self), header, rows)

    def _rows(self) -> Iterator[list[str]]:
        classes = ["class"] if any(self.classes) else []
        yield ["id", "name", *classes, *self.attributes]
        for student in self:
            values = [student.attribute(name) for name in self.attributes]
            for school_class in student.classes:
                own = [school_class] if classes else []
                yield [student.id, student.name, *own, *values]

    def __len__(self) -> int:
        return len(self.students)

    def __iter__(self) -> Iterator[Student]:
        return iter(self.students)

    @cached_property
    def by_id(self) -> dict[str, Student]:
        """Each student under their id."""
        return {student.id: student for student in self.students}

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """The names of the classes as they are first written, in that order: 8 a is 8A."""
        written: dict[str, str] = {}
        for student in self.students:
            for name in student.classes:
                written.setdefault(class_key(name), name)
        return tuple(written.values())

    @cached_property
    def attributes(self) -> tuple[str, ...]:
        """The names of all attributes that some student has."""
        return tuple(dict.fromkeys(name for s in self.students for name, _ in s.attributes))

    def of_class(self, school_class: str) -> Roster:
        """The students of one class; empty where there is no such class."""
        found = (student.in_class(school_class) for student in self.students)
        return Roster(tuple(student for student in found if student is not None))

    @property
    def overlaps(self) -> bool:
        """Whether somebody is in several of its classes."""
        return any(student.also_in for student in self.students)

    def named(self, key: str) -> tuple[Student, ...]:
        """The students whose id is ``key``, else those whose name it is ("Berg, Ida" too).

        What ``label`` tells namesakes apart by may stand behind the name. A nickname in brackets
        may be there or not, where that leads to one student alone.
        """
        if known := self.by_id.get(key) or self._by_tidy_id.get(tidy(key)):
            return (known,)
        turned = first_name_first(tidy(key))
        found = self._by_name.get(normalised(key)) or self._by_name.get(normalised(turned))
        if found:
            return found
        if labelled := self._by_label.get(normalised(key)):
            return (labelled,)
        bare = normalised(without_nickname(turned))
        alike = [s for s in self.students if normalised(without_nickname(s.name)) == bare]
        return tuple(alike) if len(alike) == 1 else ()

    def student(self, key: str) -> Student:
        """The one student whose id or name this is.

        Raises ``InputError`` where there is none, with those who may have been meant, and where
        several have the name.
        """
        found = self.named(key)
        if len(found) == 1:
            return found[0]
        if found:
            raise InputError(
                plural(
                    "{n} student is called {name}. Write the id instead: {ids}.",
                    "{n} students are called {name}. Write the id instead: {ids}.",
                    n=len(found),
                    name=key,
                    ids=[f"{s.id} ({s.school_class})" if s.school_class else s.id for s in found],
                )
            )
        labels = ((self.label(student), student.name) for student in self)
        message = Message("No student in the class list is called {word}.", word=key)
        raise InputError(did_you_mean(message, key, labels))

    def label(self, student: Student) -> str:
        """The name; where others have the same, what tells them apart behind it.

        That is the class, or the primary school, where all of them differ in it, and else a
        number, in the order of their ids: it stays when a list is sorted in another way. No id
        tells people anything, and no more is told than students may know of each other.
        """
        namesakes = self._by_name.get(normalised(student.name), (student,))
        for known in (_school_class, _primary_school):
            values = {normalised(known(one)) for one in namesakes} - {""}
            if len(namesakes) > 1 and len(values) == len(namesakes):
                return f"{student.name} ({known(student)})"
        before = [one for one in namesakes if _id_order(one) < _id_order(student)]
        return f"{student.name} {len(before) + 1}" if len(namesakes) > 1 else student.name

    @cached_property
    def _by_label(self) -> dict[str, Student]:
        return {normalised(self.label(student)): student for student in self.students}

    @cached_property
    def _by_tidy_id(self) -> dict[str, Student]:
        return {tidy(student.id): student for student in self.students}

    @cached_property
    def _by_name(self) -> dict[str, tuple[Student, ...]]:
        found: dict[str, tuple[Student, ...]] = {}
        for student in self.students:
            key = normalised(student.name)
            found[key] = (*found.get(key, ()), student)
        return found
