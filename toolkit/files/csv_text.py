"""Rows from text whose cells are parted by a delimiter."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from toolkit.errors import InputError, Spot
from toolkit.files.grids import Row
from toolkit.files.headers import meaning_of
from toolkit.files.limits import (
    LONGEST_LINE,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_LINES,
    far_outside,
    too_much,
)
from toolkit.files.names_in_lines import without_address
from toolkit.files.sources import Source
from toolkit.messages import Message

_DELIMITERS = ";\t,"
_TOLD = re.compile(r'"?sep=([;,\t|])"?[;,\t|]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)  # by Excel
_SAMPLE = 20  # rows tell what parts the cells


def csv_rows(source: Source) -> Iterator[Row]:
    """The filled rows of a text whose cells are parted by semicolons, tabs or commas.

    Raises ``InputError`` for more cells than any class list has.
    """
    text = source.text()
    told = _TOLD.match(text)
    delimiter = told[1] if told else _delimiter(text)
    lines = _Lines(source.name, text)
    before = int(bool(told and next(lines)))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line, filled = before + 1, 0
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                if any(map(str.strip, cells[MOST_COLUMNS:])):
                    raise far_outside(source.name, line, MOST_COLUMNS)
                filled += len(cells)
                if filled > MOST_CELLS:
                    raise too_much(Spot(source.name))
                yield Row(line, tuple(cells[:MOST_COLUMNS]))
            line = before + reader.line_num + 1
            lines.held = 0
    except csv.Error:
        raise InputError(
            Message("Here is a quotation mark too many or too few. Put it right, and try again."),
            Spot(source.name, line=line),
        ) from None


class _Lines:
    """The lines of a text; ``held`` counts the characters since it was last set to 0.

    Raises ``InputError`` for a line that is too long and for too many lines, ``csv.Error`` for
    too much in several, which a quotation mark holds together.
    """

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._lines = enumerate(io.StringIO(text, newline=""), start=1)
        self.held = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        number, line = next(self._lines)
        if len(line) > LONGEST_LINE:
            raise InputError(
                Message(
                    "This line holds {length} characters, far more than a student. "
                    "Is this another file?",
                    length=len(line),
                ),
                Spot(self._file, number),
            )
        if number > MOST_LINES:
            raise too_much(Spot(self._file))
        self.held += len(line)
        if self.held > LONGEST_LINE:
            raise csv.Error
        return line


def _delimiter(text: str) -> str:
    """The one that parts most of the first rows into the same number of cells."""
    first = [line[:LONGEST_LINE] for line in islice(io.StringIO(text, newline=""), _SAMPLE)]
    pieces = first[0].split(";") if first else []
    if len(pieces) > 1 and "," in first[0] and _surnames_first(pieces):
        return ";"  # "Berg, Ida; Lie, Jonas"
    marks = _DELIMITERS.replace(",", "") if _surnames_first(first) else _DELIMITERS
    return max(marks, key=lambda mark: _steadiness(first, mark))


def _steadiness(lines: list[str], delimiter: str) -> tuple[float, int]:
    """The share of the rows that have the usual number of cells, and that number."""
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        counts = Counter(len(row) for row in reader if any(map(str.strip, row)))
    except csv.Error:
        return 0.0, 0
    usual = max(counts, key=lambda cells: (counts[cells], cells), default=0)
    return (counts[usual] / counts.total(), usual) if usual > 1 else (0.0, 0)


def _surnames_first(lines: list[str]) -> bool:
    """Whether commas part names ("Berg, Ida") and not cells ("Navn, Klasse")."""
    parted = [line for line in map(without_address, lines) if "," in line]
    if any("@" in line for line in parted):  # an address stands behind the comma
        return False
    return all(line.count(",") == line.count(", ") == 1 for line in parted) and not any(
        meaning_of(cell) for line in parted for cell in line.split(",")
    )
