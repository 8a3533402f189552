"""One list of a file: its first rows, its students, and what is asked about them."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.files.first_rows import first_rows, header_index
from toolkit.files.grids import Grid
from toolkit.files.no_students import Apart, sifted
from toolkit.files.questions import Question
from toolkit.files.tables import Table, refuse_cells, refuse_too_many, table_of


@dataclass(frozen=True)
class OneList:
    """The table of a list, the class that a title names, and what was left out and asked."""

    table: Table
    title: str = ""
    apart: tuple[Apart, ...] = ()
    questions: tuple[Question, ...] = ()


def refuse_unfit(grid: Grid) -> None:
    """Raise ``InputError`` for more rows than any school has, and for what must not be kept."""
    start = header_index(grid.rows)
    headings = None if start is None else grid.rows[start]
    rows = grid.rows[0 if start is None else start + 1 :]
    if headings is not None:
        rows = tuple(row for row in rows if row.cells != headings.cells)
    refuse_too_many(grid, rows)
    refuse_cells(grid, headings)


def list_in(grid: Grid, answers: Mapping[str, str]) -> OneList:
    """The list in a sheet.

    Raises ``InputError`` for what is no list.
    """
    first = first_rows(grid.rows, answers)
    headings = first.headings
    # A list that was printed page by page repeats them.
    rows = tuple(row for row in first.rows if headings is None or row.cells != headings.cells)
    found = sifted(rows, headings, answers)
    questions = (*((first.question,) if first.question else ()), *found.questions)
    table = table_of(grid.file, first, found.students or rows)
    return OneList(table, first.title, found.apart, questions)
