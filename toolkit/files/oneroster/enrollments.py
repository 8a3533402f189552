"""Whose class is whose: the enrollments, and the names by which classes are told apart."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from toolkit.files.oneroster.export import Export, Record
from toolkit.names import class_key, normalised


@dataclass(frozen=True, slots=True)
class Class:
    """A class that students are enrolled in; ``school`` is the id of its organisation.

    ``is_known`` is false for one that the export has only the id of.
    """

    title: str
    school: str = ""
    is_homeroom: bool = False
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Enrollment:
    """A student's time in a class, which may have begun on the export's day or not."""

    of: Class
    has_begun: bool


def class_names(export: Export) -> dict[str, tuple[str, ...]]:
    """The names of the classes that each enrolled student is in: none where all have ended.

    Homerooms count before subjects, and what has begun before what is to come. Classes of
    the same name at several schools have the school's name behind theirs. One that the export does
    not tell of is called by its id where there are others, and counts where no other does.
    """
    enrolled = {
        student: _that_count(enrollments) for student, enrollments in _enrollments(export).items()
    }
    names = _names(export, {one for classes in enrolled.values() for one in classes})
    return {
        student: tuple(dict.fromkeys(names[one] for one in classes))
        for student, classes in enrolled.items()
    }


def has_ended(record: Record, day: date) -> bool:
    """Whether an enrollment or a role is over; it does not last to the day of its end."""
    ends = record.day("endDate")
    return ends is not None and ends <= day


def _enrollments(export: Export) -> dict[str, list[Enrollment]]:
    """Each student's enrollments that have not ended, but for classes that are out of use."""
    classes = {
        record.text("sourcedId"): Class(
            record.text("title") or record.text("classCode") or record.text("sourcedId"),
            record.text("schoolSourcedId"),
            record.word("classType") == "homeroom",
        )
        if record.is_in_use
        else None
        for record in export.all("classes", "sourcedId", "title")
    }
    found: dict[str, list[Enrollment]] = {}
    for record in export.optional("enrollments", "classSourcedId", "userSourcedId", "role"):
        key = record.text("classSourcedId")
        school_class = classes.get(key, Class(key, is_known=False))
        if school_class is None or record.word("role") != "student":
            continue
        own = found.setdefault(record.text("userSourcedId"), [])
        if not has_ended(record, export.day):
            begins = record.day("beginDate")
            own.append(Enrollment(school_class, begins is None or begins <= export.day))
    return found


def _that_count(enrollments: list[Enrollment]) -> tuple[Class, ...]:
    kept = [one for one in enrollments if one.of.is_known] or enrollments
    kept = [one for one in kept if one.of.is_homeroom] or kept
    kept = [one for one in kept if one.has_begun] or kept
    return tuple(one.of for one in kept)


def _names(export: Export, classes: Iterable[Class]) -> dict[Class, str]:
    """What to call each class, so that no two schools share a name."""
    classes = set(classes)
    if not any(one.is_known for one in classes) and len(classes) == 1:
        return dict.fromkeys(classes, "")  # an id is no name for the only class that there is
    schools = _school_names(export)
    at: dict[str, set[str]] = {}
    for one in classes:
        at.setdefault(class_key(one.title), set()).add(one.school)
    return {
        one: f"{one.title} ({schools.get(one.school, one.school)})"
        if len(at[class_key(one.title)]) > 1
        else one.title
        for one in classes
    }


def _school_names(export: Export) -> dict[str, str]:
    """The name of each organisation, where it has one to itself."""
    names = {record.text("sourcedId"): record.text("name") for record in export.optional("orgs")}
    shared = Counter(map(normalised, names.values()))
    return {org: name for org, name in names.items() if name and shared[normalised(name)] == 1}
