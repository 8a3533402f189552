"""A class list as a table: its headings found, its cells checked, nothing understood yet."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from toolkit.errors import InputError, Spot
from toolkit.files.formats import Tabular, sheets_in
from toolkit.files.grids import Grid, Row, column_letters, no_heading
from toolkit.files.headers import NAMES, meaning_of
from toolkit.files.identity import refuse_identity_number
from toolkit.files.personal import is_personal_cell
from toolkit.messages import Message

MOST_STUDENTS = 2_000
_LONGEST_CELL = 500
_TITLE_ROWS = 10
_MOST_NAMES = 6
_SENTENCE = re.compile(r"[|:;!?\d]|\.$")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
CLASS_WORD = re.compile(r"\d{1,2}\s?[a-zæøå]|[123]\s?[a-zæøå]{2,4}\d?", re.IGNORECASE)
SURNAME_FIRST = re.compile(r"([^\W\d_][\w .'’-]*),\s*([^\W\d_][\w .'’-]*)")
GENDER_WORD = re.compile(
    r"jente|gutt|kvinne|mann|gut|girl|boy|female|male|[jgkmf]|annet|anna|other", re.IGNORECASE
)


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


def read_table(source: Tabular) -> Table:
    """The table in a file or an upload: the first sheet that has headings for names.

    Raises ``InputError`` for what is no table, has more rows than any school, or holds a
    cell that must not be kept.
    """
    name, grids = sheets_in(source)
    if not grids:
        raise InputError(Message("The file is empty."), Spot(name))
    grid = next((grid for grid in grids if _header_index(grid.rows) is not None), grids[0])
    return _table(grid)


def _table(grid: Grid) -> Table:
    start = _header_index(grid.rows)
    headings = grid.rows[start or 0]
    # A list that was printed page by page repeats them.
    rows = tuple(row for row in grid.rows[(start or 0) + 1 :] if row.cells != headings.cells)
    _refuse_too_many(grid, grid.rows if start is None else rows)
    if start is None and _starts_with_a_student(grid.rows):
        _refuse_cells(grid, None)
        return Table(grid.file, _lettered(grid.rows), grid.rows)
    start = start or 0
    _refuse_cells(grid, headings)
    for row in grid.rows[:start]:
        if row.filled > 1 and row.filled >= headings.filled:
            raise InputError(
                Message(
                    "The headings seem to stand on line {row}, but this line above them is full. "
                    "Remove what stands above the headings.",
                    row=headings.line,
                ),
                Spot(grid.file, row.line),
            )
    if not rows:
        raise InputError(
            Message("There are headings, but no students below them. Add a line for each."),
            Spot(grid.file, headings.line),
        )
    return Table(grid.file, _header(grid, headings, rows), rows, headings.line)


def _header_index(rows: tuple[Row, ...]) -> int | None:
    """Where the headings stand: the first rows' fullest in known headings, names among them."""
    best, most = None, 0
    for index, row in enumerate(rows[:_TITLE_ROWS]):
        meanings = {meaning_of(cell) for cell in row.cells} - {None}
        if meanings & NAMES and len(meanings) > most:
            best, most = index, len(meanings)
    return best


def _starts_with_a_student(rows: tuple[Row, ...]) -> bool:
    """Whether the first row is clearly no heading: it is like the rows below it."""
    first, *below = rows
    if any(meaning_of(cell) for cell in first.cells):
        return False
    width = max(len(row.cells) for row in rows)
    if max(row.filled for row in rows) == 1:
        cells = [row.cell(_first_filled(row)) for row in rows]
        spaced = [" " in cell for cell in cells]
        return all(map(_like_a_name, cells)) and (spaced[0] or not any(spaced))
    return any(
        _like_the_rest(first.cell(index), [row.cell(index) for row in below])
        for index in range(width)
        if first.cell(index)
    )


def _like_a_name(cell: str) -> bool:
    """Whether a lone cell may be a name and not a sentence: "Ida van der Berg", "Berg, Ida"."""
    words = cell.split()
    return len(words) <= _MOST_NAMES and not words[-1][0].islower() and not _SENTENCE.search(cell)


def _like_the_rest(first: str, rest: list[str]) -> bool:
    # A heading does not come again below itself, and is no class, number, date or address.
    return (
        first in rest
        or bool(CLASS_WORD.fullmatch(first))
        or bool(GENDER_WORD.fullmatch(first))
        or first.isdecimal()
        or is_personal_cell(first)
        or (" " in first and bool(rest) and all(" " in cell for cell in rest))
    )


def _first_filled(row: Row) -> int:
    return next(index for index in range(len(row.cells)) if row.cell(index))


def _width(rows: tuple[Row, ...]) -> int:
    """The number of columns up to the last that is filled anywhere."""
    return max(index + 1 for row in rows for index in range(len(row.cells)) if row.cell(index))


def _lettered(rows: tuple[Row, ...]) -> tuple[str, ...]:
    return tuple(column_letters(index) for index in range(_width(rows)))


def _header(grid: Grid, headings: Row, rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The headings as written; a second one of the same words gets a number behind it.

    A column of running numbers needs no heading; any other filled column does.
    """
    seen: Counter[str] = Counter()
    header = []
    for index in range(_width((headings, *rows))):
        heading = " ".join(headings.cell(index).split())
        if not heading:
            _refuse_unheaded(grid, rows, index)
            heading = column_letters(index)
        seen[heading] += 1
        header.append(heading if seen[heading] == 1 else f"{heading} {seen[heading]}")
    return tuple(header)


def _refuse_unheaded(grid: Grid, rows: tuple[Row, ...], index: int) -> None:
    filled = [row for row in rows if row.cell(index)]
    if all(row.cell(index).rstrip(".").isdecimal() for row in filled):
        return
    raise no_heading(Spot(grid.file, filled[0].line, column_letters(index)))


def _refuse_too_many(grid: Grid, rows: tuple[Row, ...]) -> None:
    if len(rows) > MOST_STUDENTS:
        raise InputError(
            Message(
                "The file has {rows} lines, more than any school has students (at most {most} "
                "are read). Choose the list of one class or one year.",
                rows=len(rows),
                most=MOST_STUDENTS,
            ),
            Spot(grid.file),
        )


def _refuse_cells(grid: Grid, headings: Row | None) -> None:
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
