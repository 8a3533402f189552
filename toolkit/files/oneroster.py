"""OneRoster 1.1 and 1.2: a zip archive of CSV files, one table each, to one row a student.

Only what a class list needs is taken: ids, names, classes and gender.
"""

import zipfile
from pathlib import PurePosixPath

from toolkit.errors import InputError, Place
from toolkit.files.csv_text import csv_rows
from toolkit.files.grids import Grid, Row
from toolkit.files.identity import has_identity_number, identity_number_refused
from toolkit.files.sources import Source
from toolkit.messages import Message

_HEADER = ("sourcedId", "givenName", "familyName", "class", "gender")

type Record = dict[str, str]


def is_oneroster(archive: zipfile.ZipFile) -> bool:
    """Whether the archive holds a table of users."""
    return "users.csv" in _members(archive)


def oneroster_grid(name: str, archive: zipfile.ZipFile) -> Grid:
    """The students in the order of ``users.csv``, a homeroom their class before a subject."""
    file = f"{name}/users.csv"
    users = _records(name, archive, "users.csv")
    students = _student_ids(name, archive)
    classes = _classes(name, archive)
    genders = {
        record.get("sourcedid", ""): record.get("sex", "")
        for _, record in _records(name, archive, "demographics.csv")
    }
    rows = [Row(1, _HEADER)]
    for line, user in users:
        _refuse_identity_number(user, Place(file, line))
        key = user.get("sourcedid", "")
        if key not in students and user.get("role") != "student":
            continue
        if len(own := classes.get(key, ())) > 1:
            raise InputError(
                Message(
                    "This student is in several classes ({classes}). Export the homeroom "
                    "classes only, or choose CSV instead.",
                    classes=own,
                ),
                Place(file, line),
            )
        names = (user.get("givenname", ""), user.get("familyname", ""))
        rows.append(Row(line, (key, *names, "".join(own), genders.get(key, ""))))
    return Grid(file, tuple(rows))


def _student_ids(name: str, archive: zipfile.ZipFile) -> set[str]:
    """Whom ``roles.csv`` (version 1.2) calls students; version 1.1 says so beside the user."""
    return {
        record.get("usersourcedid", "")
        for _, record in _records(name, archive, "roles.csv")
        if record.get("role") == "student"
    }


def _classes(name: str, archive: zipfile.ZipFile) -> dict[str, tuple[str, ...]]:
    """The titles of each student's classes: the homerooms, or all where there is none."""
    classes = {
        record.get("sourcedid", ""): record for _, record in _records(name, archive, "classes.csv")
    }
    homerooms: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for _, enrollment in _records(name, archive, "enrollments.csv"):
        found = classes.get(enrollment.get("classsourcedid", ""))
        if found is None or enrollment.get("role") != "student":
            continue
        kind = homerooms if found.get("classtype", "").lower() == "homeroom" else others
        titles = kind.setdefault(enrollment.get("usersourcedid", ""), [])
        if found.get("title", "") not in titles:
            titles.append(found.get("title", ""))
    return {student: tuple(titles) for student, titles in (others | homerooms).items()}


def _records(name: str, archive: zipfile.ZipFile, table: str) -> list[tuple[int, Record]]:
    """The rows in use of a table, by its lower-case headings, with their line numbers."""
    member = _members(archive).get(table)
    if member is None:
        return []
    rows = csv_rows(Source(f"{name}/{table}", archive.read(member)))
    header = [cell.strip().lower() for cell in next(rows, Row(1, ())).cells]
    records = (
        (row.line, dict(zip(header, map(str.strip, row.cells), strict=False)))
        for row in rows
        if row.filled
    )
    return [found for found in records if found[1].get("status", "").lower() != "tobedeleted"]


def _refuse_identity_number(user: Record, place: Place) -> None:
    for heading, value in user.items():
        if has_identity_number(value):
            raise identity_number_refused(Place(place.file, place.line, heading))


def _members(archive: zipfile.ZipFile) -> dict[str, str]:
    return {PurePosixPath(name).name.lower(): name for name in archive.namelist()}
