"""Workbooks to rows: XLSX and ODS."""

import io
import math
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from toolkit.errors import InputError, Spot
from toolkit.files.archives import password_needed
from toolkit.files.extents import BrokenXmlError, refuse_overfull
from toolkit.files.grids import Grid, Row
from toolkit.files.limits import MOST_CELLS, too_much
from toolkit.files.sources import Source
from toolkit.messages import Message

_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ERROR_CELL = re.compile(rb"(<(?:\w+:)?c\b[^<>]*\bt=[\"'])e([\"'])")
_READ = (".xml", ".rels", "mimetype")  # how the names of the members end that make up the sheets


def workbook_grids(source: Source, archive: zipfile.ZipFile) -> tuple[Grid, ...]:
    """The sheets of an XLSX or ODS workbook, which is a zip archive."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names and not _is_spreadsheet(archive):
        raise InputError(
            Message(
                "There is no table in this file. Save the list as CSV or as Excel (.xlsx), "
                "and try again."
            ),
            Spot(source.name),
        )
    if b"encryption-data" in _member(archive, "META-INF/manifest.xml"):
        raise password_needed(Spot(source.name))
    members = {name: _errors_as_text(archive.read(name)) for name in names if name.endswith(_READ)}
    try:
        refuse_overfull(
            source.name, {name: xml for name, xml in members.items() if name != "mimetype"}
        )
    except BrokenXmlError:
        raise _unreadable(source) from None
    return _grids(source, _archive_of(members))


def _errors_as_text(xml: bytes) -> bytes:
    """The XML of a sheet in which an error stands as what the user sees, not as nothing."""
    return _ERROR_CELL.sub(rb"\1str\2", xml)


def old_workbook(source: Source) -> InputError:
    """The error for an XLS workbook. A newer one with a password comes in the same coat."""
    if _ENCRYPTED_PACKAGE in source.content:
        return password_needed(Spot(source.name))
    return InputError(
        Message(
            "This is an old Excel file (.xls). Open it, save it as Excel (.xlsx), and try again."
        ),
        Spot(source.name),
    )


def _archive_of(members: Mapping[str, bytes]) -> io.BytesIO:
    """An archive of our own, so that nothing is read but what was measured."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content


def _grids(source: Source, content: io.BytesIO) -> tuple[Grid, ...]:
    import python_calamine as calamine

    content.seek(0)
    grids, cells = [], 0
    try:
        workbook = calamine.load_workbook(content)
        for sheet in workbook.sheets_metadata:
            if (
                sheet.visible != calamine.SheetVisibleEnum.Visible
                or sheet.typ != calamine.SheetTypeEnum.WorkSheet
            ):
                continue
            values = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            cells += sum(map(len, values))
            if cells > MOST_CELLS:  # a sheet may stand there many times
                raise too_much(Spot(source.name))
            grids.append(_grid(source.name, sheet.name, values))
    except calamine.PasswordError:
        raise password_needed(Spot(source.name)) from None
    except (calamine.CalamineError, OSError, ValueError):
        raise _unreadable(source) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # of a reader that is written in Rust
            raise _unreadable(source) from None
        raise
    return tuple(grid for grid in grids if grid.rows)


def _grid(file: str, sheet: str, values: Iterable[Iterable[object]]) -> Grid:
    rows = (Row(line, tuple(map(_text, cells))) for line, cells in enumerate(values, start=1))
    return Grid(file, tuple(row for row in rows if row.filled), sheet)


def _text(value: object) -> str:
    """A cell as the user sees it: whole numbers without a decimal, dates as ISO dates."""
    if isinstance(value, float) and not math.isfinite(value):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _unreadable(source: Source) -> InputError:
    return InputError(
        Message(
            "This workbook cannot be read. Open it, save it as Excel (.xlsx) or CSV, and try again."
        ),
        Spot(source.name),
    )


def _is_spreadsheet(archive: zipfile.ZipFile) -> bool:
    return b"opendocument.spreadsheet" in _member(archive, "mimetype")


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    return archive.read(name) if name in archive.namelist() else b""
