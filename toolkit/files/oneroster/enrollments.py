"""Whose class is whose: the enrollments, and the names by which classes are told apart."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from toolkit.files.oneroster.export import Export, Record
from toolkit.people import normalised


@dataclass(frozen=True, slots=True)
class Class:
    """A class that students are enrolled in; ``school`` is the id of its organisation."""

    title: str
    school: str
    is_homeroom: bool


@dataclass(frozen=True, slots=True)
class Enrollment:
    """A student's time in a class, which may have begun on the export's day or not."""

    of: Class
    has_begun: bool


def class_names(export: Export) -> dict[str, tuple[str, ...]]:
    """The names of the classes that each enrolled student is in: none where all have ended.

    Homerooms count before subjects, and what has begun before what is to come. Classes of
    the same name at several schools have the school's name behind theirs.
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
    """Each student's enrollments that have not ended, in classes that are in use."""
    classes = {
        record.text("sourcedId"): Class(
            record.text("title") or record.text("classCode") or record.text("sourcedId"),
            record.text("schoolSourcedId"),
            record.word("classType") == "homeroom",
        )
        for record in export.optional("classes", "sourcedId", "title")
    }
    found: dict[str, list[Enrollment]] = {}
    for record in export.optional("enrollments", "classSourcedId", "userSourcedId", "role"):
        school_class = classes.get(record.text("classSourcedId"))
        if school_class is None or record.word("role") != "student":
            continue
        own = found.setdefault(record.text("userSourcedId"), [])
        if not has_ended(record, export.day):
            begins = record.day("beginDate")
            own.append(Enrollment(school_class, begins is None or begins <= export.day))
    return found


def _that_count(enrollments: list[Enrollment]) -> tuple[Class, ...]:
    kept = [one for one in enrollments if one.of.is_homeroom] or enrollments
    kept = [one for one in kept if one.has_begun] or kept
    return tuple(one.of for one in kept)


def _names(export: Export, classes: Iterable[Class]) -> dict[Class, str]:
    """What to call each class, so that no two schools share a name."""
    schools = _school_names(export)
    at: dict[str, set[str]] = {}
    for one in classes:
        at.setdefault(normalised(one.title), set()).add(one.school)
    return {
        one: f"{one.title} ({schools.get(one.school, one.school)})"
        if len(at[normalised(one.title)]) > 1
        else one.title
        for one in classes
    }


def _school_names(export: Export) -> dict[str, str]:
    """The name of each organisation, where it has one to itself."""
    names = {record.text("sourcedId"): record.text("name") for record in export.optional("orgs")}
    shared = Counter(map(normalised, names.values()))
    return {org: name for org, name in names.items() if name and shared[normalised(name)] == 1}
