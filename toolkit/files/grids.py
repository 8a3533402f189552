"""Bytes to rows of text, whatever the format; it is told by the content, not by the ending."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from toolkit.errors import InputError, Place
from toolkit.files.headers import meaning_of
from toolkit.files.sources import Source
from toolkit.messages import Message

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_DELIMITERS = ";\t,"
_SAMPLE = 20  # rows tell what parts the cells


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and its number in the file, counted from 1."""

    line: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> int:
        """How many cells are not blank."""
        return sum(bool(cell.strip()) for cell in self.cells)

    def cell(self, index: int) -> str:
        """The text of a cell without the space around it; empty beyond the row's end."""
        return self.cells[index].strip() if index < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a file, or of one sheet of a workbook, that are not blank."""

    file: str
    rows: tuple[Row, ...]


def column_letters(index: int) -> str:
    """What a spreadsheet calls a column: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def grids_of(source: Source) -> tuple[Grid, ...]:
    """Every sheet that has rows, as text. A CSV file is one sheet.

    Raises ``InputError`` for a file that holds no table, or that needs a password.
    """
    if source.content.startswith(_ZIP):
        from toolkit.files.archives import opened_archive
        from toolkit.files.oneroster import is_oneroster, oneroster_grid
        from toolkit.files.workbooks import workbook_grids

        archive = opened_archive(source)
        if is_oneroster(archive):
            return (oneroster_grid(source.name, archive),)
        return workbook_grids(source, archive)
    if source.content.startswith(_OLE):
        from toolkit.files.workbooks import old_workbook_grids

        return old_workbook_grids(source)
    grid = Grid(source.name, tuple(row for row in csv_rows(source) if row.filled))
    return (grid,) if grid.rows else ()


def csv_rows(source: Source) -> Iterator[Row]:
    """The rows of a text file whose cells are parted by semicolons, tabs or commas."""
    text = source.text()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error:
        raise InputError(
            Message("Here is a quotation mark too many or too few. Put it right, and try again."),
            Place(source.name, line=line),
        ) from None


def _delimiter(text: str) -> str:
    """The one that parts most of the first rows into the same number of cells."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    marks = _DELIMITERS.replace(",", "") if _surnames_first(lines) else _DELIMITERS
    return max(marks, key=lambda mark: _steadiness(text, mark))


def _steadiness(text: str, delimiter: str) -> tuple[float, int]:
    """The share of the rows that have the usual number of cells, and that number."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        counts = Counter(len(row) for row in islice(reader, _SAMPLE) if any(map(str.strip, row)))
    except csv.Error:
        return 0.0, 0
    usual = max(counts, key=lambda cells: (counts[cells], cells), default=0)
    return (counts[usual] / counts.total(), usual) if usual > 1 else (0.0, 0)


def _surnames_first(lines: list[str]) -> bool:
    """Whether commas part names ("Berg, Ida") and not cells ("Navn, Klasse")."""
    parted = [line for line in lines if "," in line]
    return all(line.count(",") == line.count(", ") == 1 for line in parted) and not any(
        meaning_of(cell) for line in parted for cell in line.split(",")
    )
