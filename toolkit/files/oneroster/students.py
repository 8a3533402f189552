"""The students of a OneRoster export, as the rows of a class list."""

import zipfile
from collections import Counter

from toolkit.errors import InputError, Spot
from toolkit.files.grids import Grid, Row
from toolkit.files.oneroster.enrollments import class_names, has_ended
from toolkit.files.oneroster.export import Export, Record
from toolkit.messages import Message
from toolkit.names import normalised

_HEADER = ("sourcedId", "givenName", "familyName", "class", "gender")


def oneroster_grid(name: str, archive: zipfile.ZipFile) -> Grid:
    """The students in the order of ``users.csv``, a row for each of their classes.

    Who may not log in (``enabledUser``) is in class all the same. Where some are in a class,
    who is in none is in no class list.
    """
    export = Export(name, archive)
    users = list(export.needed("users", "sourcedId", "givenName", "familyName"))
    classes = class_names(export)
    students = _students(export, users, set(classes))
    genders = {
        record.text("sourcedId"): record.text("sex") for record in export.optional("demographics")
    }
    listed = [user for user in users if user.text("sourcedId") in students]
    shared = Counter(map(_compared, listed))
    rows = [Row(1, _HEADER)]
    for user in listed:
        key, names = user.text("sourcedId"), _names(user, in_full=shared[_compared(user)] > 1)
        own = classes.get(key, ()) if classes else ("",)
        rows += [Row(user.line, (key, *names, one, genders.get(key, ""))) for one in own]
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


def _compared(user: Record) -> str:
    return normalised(" ".join(_names(user)))


def _names(user: Record, *, in_full: bool = False) -> tuple[str, str]:
    """The names that the student goes by: version 1.2 has preferred ones, where they differ.

    Middle names come ``in_full`` alone, where nothing else tells two students apart.
    """
    given = (
        user.text("preferredGivenName") or user.text("preferredFirstName") or user.text("givenName")
    )
    if in_full:
        given = f"{given} {user.text('preferredMiddleName') or user.text('middleName')}".strip()
    return (
        given,
        user.text("preferredFamilyName")
        or user.text("preferredLastName")
        or user.text("familyName"),
    )
