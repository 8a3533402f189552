"""The students of a class, as the roster names them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


def normalised(text: str) -> str:
    """How names and headers are compared: case and runs of spaces do not count."""
    return " ".join(text.split()).casefold()


@dataclass(frozen=True, slots=True)
class Student:
    """One student. ``attributes`` are (name, value) pairs, in the order of the columns."""

    id: str
    name: str
    school_class: str = ""
    attributes: tuple[tuple[str, str], ...] = ()

    def attribute(self, name: str) -> str:
        """The value of an attribute, empty where the student has none."""
        return dict(self.attributes).get(name, "")


@dataclass(frozen=True)
class Roster:
    """The students of one class or several, ids unique, in the order of the file."""

    students: tuple[Student, ...]

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

    def of_class(self, school_class: str) -> "Roster":
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
