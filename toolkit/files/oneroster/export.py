"""The tables of a OneRoster export, as its manifest says that they are."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from toolkit.errors import InputError, Spot
from toolkit.files.csv_text import csv_rows
from toolkit.files.grids import Row, column_letters, no_heading
from toolkit.files.identity import has_identity_number, identity_number_refused
from toolkit.files.limits import MOST_BYTES, too_big
from toolkit.files.sources import Source
from toolkit.messages import Message
from toolkit.now import today

_MANIFEST, _USERS = "manifest.csv", "users.csv"
_FILES = {
    *(_MANIFEST, _USERS, "classes.csv", "enrollments.csv", "roles.csv", "orgs.csv"),
    "demographics.csv",
}
_OUT_OF_USE = ("tobedeleted", "inactive")
_UNSET_CLOCK = 1980  # the year in which a zip archive's calendar begins
# These only point to what other tables hold, and would bring many ids to mistake for a number.
_REFERENCES = ("enrollments", "roles")


def is_oneroster(archive: zipfile.ZipFile) -> bool:
    """Whether the archive holds what only a OneRoster export does."""
    return any(_base(name) in (_MANIFEST, _USERS) for name in archive.namelist())


@dataclass(frozen=True, slots=True)
class Record:
    """A row in use of a table; ``headings`` are its columns by their lower-case names."""

    file: str
    line: int
    headings: Mapping[str, str]
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """The text below a heading, whatever its case; empty where there is no such column."""
        return self.cells.get(column.lower(), "")

    def word(self, column: str) -> str:
        """The text of one of the standard's own words, in lower case."""
        return self.text(column).lower()

    @property
    def is_in_use(self) -> bool:
        """Whether it is neither to be deleted nor put out of use."""
        return self.word("status") not in _OUT_OF_USE

    def day(self, column: str) -> date | None:
        """The ISO date, None where it is empty."""
        text = self.text(column)
        try:
            return date.fromisoformat(text[:10]) if text else None
        except ValueError:
            raise InputError(
                Message("Write the date as year-month-day: 2026-08-17."), self.spot(column)
            ) from None

    def spot(self, column: str | None = None) -> Spot:
        """Where the row stands, or its cell below a heading."""
        shown = None if column is None else self.headings.get(column.lower(), column)
        return Spot(self.file, self.line, shown)


class Export:
    """An archive of tables, and its manifest, where there is one.

    Raises ``InputError`` where the same table is there twice.
    """

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self.name = name
        self._archive = archive
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in archive.infolist():
            file = _base(member.filename)
            if self._members.setdefault(file, member) is not member and file in _FILES:
                raise InputError(
                    Message(
                        "{file} stands more than once in this archive. Choose one export.",
                        file=file,
                    ),
                    Spot(name),
                )
        self._manifest: dict[str, Record] = {}
        if _MANIFEST in self._members:
            self._manifest = {
                record.word("propertyName"): record
                for record in self._records("manifest", ("propertyName", "value"))
            }

    @property
    def day(self) -> date:
        """When the export was made, by the archive's clock; today where that is not set."""
        year, month, day, *_ = self._members["users.csv"].date_time
        try:
            if year > _UNSET_CLOCK:
                return date(year, month, day)
        except ValueError:
            pass
        return today()

    def needed(self, table: str, *columns: str) -> Iterator[Record]:
        """The rows in use of a table that no class list can do without, nor without columns."""
        if not self._has(table):
            listed = self._manifest.get(f"file.{table}")
            raise InputError(
                Message(
                    "A class list needs {file}, which is not in this export. Export the users "
                    "together with their classes, enrollments and roles.",
                    file=f"{table}.csv",
                ),
                Spot(self.name) if listed is None else listed.spot("value"),
            )
        return _in_use(self._records(table, columns))

    def optional(self, table: str, *columns: str) -> Iterator[Record]:
        """The rows in use of a table, none where it is not there."""
        return _in_use(self.all(table, *columns))

    def all(self, table: str, *columns: str) -> Iterator[Record]:
        """Every row of a table, those out of use too; none where it is not there."""
        return self._records(table, columns) if self._has(table) else iter(())

    def _has(self, table: str) -> bool:
        """Whether the table is there, all of it. One that is listed as absent is not."""
        listed = self._manifest.get(f"file.{table}")
        state = "" if listed is None else listed.word("value")
        if listed is not None and state == "delta":
            raise InputError(
                Message(
                    "This export tells only what has changed since the last one (delta). Make a "
                    "full export (bulk), and choose that."
                ),
                listed.spot("value"),
            )
        is_there = f"{table}.csv" in self._members
        if state == "bulk" and not is_there and listed is not None:
            raise InputError(
                Message(
                    "The manifest says that {file} is in this export, and it is not. Make the "
                    "export anew, and choose all of it.",
                    file=f"{table}.csv",
                ),
                listed.spot("value"),
            )
        return state != "absent" and is_there

    def _records(self, table: str, columns: tuple[str, ...]) -> Iterator[Record]:
        file, member = f"{self.name}/{table}.csv", self._members[f"{table}.csv"]
        if member.file_size > MOST_BYTES:
            raise too_big(Spot(file))
        rows = csv_rows(Source(file, self._archive.read(member)))
        header = next(rows, Row(1, ()))
        names = [cell.strip().lower() for cell in header.cells]
        headings = dict(zip(names, map(str.strip, header.cells), strict=True))
        for column in columns:
            if column.lower() not in headings:
                raise InputError(
                    Message(
                        "The column {column} is missing here. Make the export anew as OneRoster "
                        "1.1 or 1.2.",
                        column=column,
                    ),
                    Spot(file, header.line),
                )
        for row in rows:
            if any(cell.strip() for cell in row.cells[len(names) :]):
                raise no_heading(Spot(file, row.line, column_letters(len(names))))
            cells = dict(zip(names, map(str.strip, row.cells), strict=False))
            record = Record(file, row.line, headings, cells)
            if table not in _REFERENCES:
                _refuse_identity_numbers(record)
            yield record


def _in_use(records: Iterator[Record]) -> Iterator[Record]:
    return (record for record in records if record.is_in_use)


def _refuse_identity_numbers(record: Record) -> None:
    for column, value in record.cells.items():
        if column != "datelastmodified" and has_identity_number(value):
            raise identity_number_refused(record.spot(column))


def _base(name: str) -> str:
    return PurePosixPath(name).name.lower()
