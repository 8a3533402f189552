"""The students of a class, as the roster names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from toolkit.errors import InputError
from toolkit.messages import Message, plural
from toolkit.shown import counted, line, table
from toolkit.values import only, other_kind, settle, several

if TYPE_CHECKING:
    import pandas as pd

_ALIKE = 75  # of 100, for a word that may have been meant
_MOST_SUGGESTED = 3


def normalised(text: str) -> str:
    """How names and headers are compared: case and runs of spaces do not count."""
    return " ".join(text.split()).casefold()


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

    A mapping will do for them as well. Raises ``InputError`` for what is no text.
    """

    id: str
    name: str
    school_class: str = ""
    attributes: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for field in ("id", "name", "school_class"):
            only(getattr(self, field), str, field)
        settle(self, attributes=tuple(_attributes(self.attributes)))

    def attribute(self, name: str) -> str:
        """The value of an attribute, empty where the student has none."""
        return dict(self.attributes).get(name, "")


def _attributes(given: object) -> Iterator[tuple[str, str]]:
    pairs = tuple(given.items()) if isinstance(given, Mapping) else given
    for pair in several(pairs, object, "attributes"):
        texts = several(pair, str, "attributes")
        if len(texts) != 2:
            raise other_kind(pair, "(name, value)", "attributes")
        yield texts[0], texts[1]


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
        """One row a student: id, name, class where they have one, and every attribute."""
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
            values = (student.attribute(name) for name in self.attributes)
            own = [student.school_class] if classes else []
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
        """The names of the classes as they are first written, in that order.

        Case and spaces make no new class: 8a is 8A.
        """
        written: dict[str, str] = {}
        for student in self.students:
            written.setdefault(normalised(student.school_class), student.school_class)
        return tuple(written.values())

    @cached_property
    def attributes(self) -> tuple[str, ...]:
        """The names of all attributes that some student has."""
        return tuple(dict.fromkeys(name for s in self.students for name, _ in s.attributes))

    def of_class(self, school_class: str) -> Roster:
        """The students of one class; empty where there is no such class."""
        wanted = normalised(school_class)
        return Roster(tuple(s for s in self.students if normalised(s.school_class) == wanted))

    def named(self, key: str) -> tuple[Student, ...]:
        """The students whose id is ``key``, else those whose name it is ("Berg, Ida" too)."""
        if key in self.by_id:
            return (self.by_id[key],)
        last, comma, first = key.partition(",")
        turned = f"{first} {last}" if comma else key
        return self._by_name.get(normalised(key)) or self._by_name.get(normalised(turned), ())

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
        """The name, with the id behind it where another student has the same name."""
        if len(self._by_name.get(normalised(student.name), ())) > 1:
            return f"{student.name} ({student.id})"
        return student.name

    @cached_property
    def _by_name(self) -> dict[str, tuple[Student, ...]]:
        found: dict[str, tuple[Student, ...]] = {}
        for student in self.students:
            key = normalised(student.name)
            found[key] = (*found.get(key, ()), student)
        return found
