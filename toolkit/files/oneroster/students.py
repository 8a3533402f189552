"""The students of a OneRoster export, as the rows of a class list."""

import zipfile

from toolkit.errors import InputError, Spot
from toolkit.files.grids import Grid, Row
from toolkit.files.oneroster.enrollments import class_names, has_ended
from toolkit.files.oneroster.export import Export, Record
from toolkit.messages import Message

_HEADER = ("sourcedId", "givenName", "familyName", "class", "gender")


def oneroster_grid(name: str, archive: zipfile.ZipFile) -> Grid:
    """The students in the order of ``users.csv``, each with their class.

    Who may not log in (``enabledUser``) is in class all the same. Where some are in a class,
    who is in none is in no class list. Raises ``InputError`` for a student in several.
    """
    export = Export(name, archive)
    users = list(export.needed("users", "sourcedId", "givenName", "familyName"))
    classes = class_names(export)
    students = _students(export, users, set(classes))
    genders = {
        record.text("sourcedId"): record.text("sex") for record in export.optional("demographics")
    }
    rows = [Row(1, _HEADER)]
    for user in users:
        key = user.text("sourcedId")
        if key not in students or (classes and not classes.get(key)):
            continue
        own = _only_class(user, classes[key]) if classes else ""
        rows.append(Row(user.line, (key, *_names(user), own, genders.get(key, ""))))
    file = f"{name}/users.csv"
    if len(rows) == 1:
        raise InputError(
            Message("No one in this export is a student now. Make it anew, or choose another."),
            Spot(file),
        )
    return Grid(file, tuple(rows))


def _students(export: Export, users: list[Record], enrolled: set[str]) -> set[str]:
    """Who is a student: ``users.csv`` tells in version 1.1, and ``roles.csv`` in 1.2.

    A secondary role counts for those who are enrolled as students as well.
    """
    if any(user.text("role") for user in users):
        return {user.text("sourcedId") for user in users if user.word("role") == "student"}
    return {
        role.text("userSourcedId")
        for role in export.needed("roles", "userSourcedId", "role")
        if role.word("role") == "student"
        and not has_ended(role, export.day)
        and (role.word("roleType") != "secondary" or role.text("userSourcedId") in enrolled)
    }


def _only_class(user: Record, own: tuple[str, ...]) -> str:
    if len(own) > 1:
        raise InputError(
            Message(
                "This student is in several classes ({classes}). Export the homeroom "
                "classes only, or choose CSV instead.",
                classes=own,
            ),
            user.spot(),
        )
    return own[0]


def _names(user: Record) -> tuple[str, str]:
    """The names that the student goes by: version 1.2 has preferred ones, where they differ."""
    return (
        user.text("preferredGivenName")
        or user.text("preferredFirstName")
        or user.text("givenName"),
        user.text("preferredFamilyName")
        or user.text("preferredLastName")
        or user.text("familyName"),
    )
