"""Rows from text whose cells are parted by a delimiter."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from toolkit.errors import InputError, Place
from toolkit.files.grids import Row
from toolkit.files.headers import meaning_of
from toolkit.files.sources import Source
from toolkit.messages import Message

_DELIMITERS = ";\t,"
_TOLD = re.compile(r'"?sep=([;,\t|])"?[;,\t|]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)  # by Excel
_SAMPLE = 20  # rows tell what parts the cells


def csv_rows(source: Source) -> Iterator[Row]:
    """The filled rows of a text whose cells are parted by semicolons, tabs or commas."""
    text = source.text()
    told = _TOLD.match(text)
    delimiter = told[1] if told else _delimiter(text)
    lines = io.StringIO(text, newline="")
    before = int(bool(told and lines.readline()))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = before + 1
    try:
        for cells in reader:
            row = Row(line, tuple(cells))
            if row.filled:
                yield row
            line = before + reader.line_num + 1
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
