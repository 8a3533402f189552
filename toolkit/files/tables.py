"""A class list as a table: its headings found, its cells checked, nothing understood yet."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from toolkit.errors import InputError, Spot
from toolkit.files.first_rows import FirstRows, is_title
from toolkit.files.grids import Grid, Row, column_letters, no_heading
from toolkit.files.identity import refuse_identity_number
from toolkit.messages import Message

MOST_STUDENTS = 2_000
_LONGEST_CELL = 500
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Table:
    """The rows of a list under its headings, which are all different and never empty.

    ``header_line`` is the number of their row in the file, None where the file has no
    headings; the columns are then called as a spreadsheet calls them (A, B, C).
    """

    file: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    header_line: int | None = None

    def column(self, heading: str) -> tuple[str, ...]:
        """The cells below a heading."""
        index = self._index[heading]
        return tuple(row.cell(index) for row in self.rows)

    def cell(self, row: Row, heading: str) -> str:
        """The cell of a row below a heading."""
        return row.cell(self._index[heading])

    @cached_property
    def _index(self) -> dict[str, int]:
        return {heading: index for index, heading in enumerate(self.header)}


def table_of(file: str, first: FirstRows, students: tuple[Row, ...]) -> Table:
    """The table of these students, below the headings that the first rows have.

    Raises ``InputError`` where there are none, or a column of them has no heading.
    """
    headings = first.headings
    if headings is None:
        return Table(file, _lettered(students), students)
    for row in first.titles:
        if row.filled > 1 and row.filled >= headings.filled and not is_title(row, headings.filled):
            raise InputError(
                Message(
                    "The headings seem to stand on line {row}, but this line above them is full. "
                    "Remove what stands above the headings.",
                    row=headings.line,
                ),
                Spot(file, row.line),
            )
    if not students:
        raise InputError(
            Message("There are headings, but no students below them. Add a line for each."),
            Spot(file, headings.line),
        )
    return Table(file, _header(file, headings, students), students, headings.line)


def _width(rows: tuple[Row, ...]) -> int:
    """The number of columns up to the last that is filled anywhere."""
    return max(index + 1 for row in rows for index in range(len(row.cells)) if row.cell(index))


def _lettered(rows: tuple[Row, ...]) -> tuple[str, ...]:
    return tuple(column_letters(index) for index in range(_width(rows)))


def _header(file: str, headings: Row, rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The headings as written; a second one of the same words gets a number behind it.

    A column of running numbers needs no heading; any other filled column does.
    """
    seen: Counter[str] = Counter()
    header = []
    for index in range(_width((headings, *rows))):
        heading = " ".join(headings.cell(index).split())
        if not heading:
            _refuse_unheaded(file, rows, index)
            heading = column_letters(index)
        seen[heading] += 1
        header.append(heading if seen[heading] == 1 else f"{heading} {seen[heading]}")
    return tuple(header)


def _refuse_unheaded(file: str, rows: tuple[Row, ...], index: int) -> None:
    filled = [row for row in rows if row.cell(index)]
    if all(row.cell(index).rstrip(".").isdecimal() for row in filled):
        return
    raise no_heading(Spot(file, filled[0].line, column_letters(index)))


def refuse_too_many(grid: Grid, rows: tuple[Row, ...]) -> None:
    """Raise ``InputError`` where there are more rows than any school has students."""
    number = len({row.line for row in rows})  # who is in several classes has one line
    if number > MOST_STUDENTS:
        raise InputError(
            Message(
                "The file has {rows} lines, more than any school has students (at most {most} "
                "are read). Choose the list of one class or one year.",
                rows=number,
                most=MOST_STUDENTS,
            ),
            Spot(grid.file),
        )


def refuse_cells(grid: Grid, headings: Row | None) -> None:
    """Raise ``InputError`` for a cell that must not be kept, or that is no cell of a list."""
    for row in grid.rows:
        for index, cell in enumerate(row.cells):
            if not cell:
                continue
            below = headings if headings is not None and row.line > headings.line else None
            heading = below.cell(index) if below is not None else ""
            spot = Spot(grid.file, row.line, heading or column_letters(index))
            refuse_identity_number(cell, spot)
            if len(cell) > _LONGEST_CELL:
                raise InputError(
                    Message(
                        "This cell holds {length} characters, far more than a name. Is a "
                        "quotation mark missing, or is this another file?",
                        length=len(cell),
                    ),
                    spot,
                )
            if _CONTROL.search(cell):
                raise InputError(
                    Message("This cell holds a hidden character. Write its text anew."), spot
                )
