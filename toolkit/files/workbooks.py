"""Workbooks to rows: XLSX, ODS, and the older XLS."""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from xml.parsers import expat

from toolkit.errors import InputError, Place
from toolkit.files.archives import password_needed
from toolkit.files.grids import Grid, Row
from toolkit.files.sources import Source
from toolkit.messages import Message

_MOST_ROWS, _MOST_COLUMNS = 100_000, 200
_FILLED_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"(?:[^>]*[^/])?>')
_REPEATED = re.compile(
    rb'<table:table-row[^>]*-rows-repeated="\d{6,}"(?:(?!</table:table-row>).)*office:value'
    rb'|<table:table-cell(?=[^>]*office:value)[^>]*-columns-repeated="\d{4,}"',
    re.DOTALL,
)
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def workbook_grids(source: Source, archive: zipfile.ZipFile) -> tuple[Grid, ...]:
    """The sheets of an XLSX or ODS workbook, which is a zip archive."""
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        _refuse_far_cells(source, archive)
    elif "content.xml" not in names or not _is_spreadsheet(archive):
        raise InputError(
            Message(
                "There is no table in this file. Save the list as CSV or as Excel (.xlsx), "
                "and try again."
            ),
            Place(source.name),
        )
    elif b"encryption-data" in _member(archive, "META-INF/manifest.xml"):
        raise password_needed(Place(source.name))
    elif _REPEATED.search(archive.read("content.xml")):
        raise InputError(
            Message(
                "The list is filled far beyond its last student. Delete the rows and columns "
                "after it, and try again."
            ),
            Place(source.name),
        )
    if not all(_is_well_formed(archive.read(name)) for name in names if name.endswith(".xml")):
        raise _unreadable(source)
    return _grids(source)


def old_workbook_grids(source: Source) -> tuple[Grid, ...]:
    """The sheets of an XLS workbook. A newer one with a password comes in the same coat."""
    if _ENCRYPTED_PACKAGE in source.content:
        raise password_needed(Place(source.name))
    return _grids(source)


def _grids(source: Source) -> tuple[Grid, ...]:
    import python_calamine as calamine

    try:
        workbook = calamine.load_workbook(io.BytesIO(source.content))
        shown = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible == calamine.SheetVisibleEnum.Visible
            and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        grids = [
            _grid(source.name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in shown
        ]
    except calamine.PasswordError:
        raise password_needed(Place(source.name)) from None
    except (calamine.CalamineError, OSError, ValueError):
        raise _unreadable(source) from None
    return tuple(grid for grid in grids if grid.rows)


def _grid(file: str, values: Iterable[Iterable[object]]) -> Grid:
    rows = (Row(line, tuple(map(_text, cells))) for line, cells in enumerate(values, start=1))
    return Grid(file, tuple(row for row in rows if row.filled))


def _text(value: object) -> str:
    """A cell as the user sees it: whole numbers without a decimal, dates as ISO dates."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _refuse_far_cells(source: Source, archive: zipfile.ZipFile) -> None:
    # One stray cell in the last row makes the reader lay out every cell before it.
    for name in archive.namelist():
        if not name.startswith("xl/worksheets/"):
            continue
        for found in _FILLED_CELL.finditer(archive.read(name)):
            letters, row = found[1].decode(), int(found[2])
            if row > _MOST_ROWS or _column_number(letters) > _MOST_COLUMNS:
                raise InputError(
                    Message(
                        "Something stands far outside the list. Empty this cell, and try again."
                    ),
                    Place(source.name, line=row, column=letters),
                )


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _is_well_formed(xml: bytes) -> bool:
    """Whether the XML is whole; the reader never comes to an end with some that is not."""
    try:
        expat.ParserCreate().Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError):  # the latter for an unknown encoding
        return False
    return True


def _unreadable(source: Source) -> InputError:
    return InputError(
        Message(
            "This workbook cannot be read. Open it, save it as Excel (.xlsx) or CSV, and try again."
        ),
        Place(source.name),
    )


def _is_spreadsheet(archive: zipfile.ZipFile) -> bool:
    return b"opendocument.spreadsheet" in _member(archive, "mimetype")


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    return archive.read(name) if name in archive.namelist() else b""
