"""Rows whose columns have names of ours: their cells in, and their text out."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from toolkit.errors import InputError, Spot
from toolkit.files.grids import Grid, Row
from toolkit.messages import Message
from toolkit.names import normalised

_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_NEEDS_QUOTES = re.compile(r'[,;\t"\r\n]|^\s|\s$')


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a row by their column; those of some columns ``may_be_empty``."""

    file: str
    columns: dict[str, int]
    row: Row
    may_be_empty: frozenset[str]

    def text(self, column: str) -> str:
        """The text of a cell, word for word."""
        index = self.columns.get(column, len(self.row.cells))
        text = self.row.cells[index] if index < len(self.row.cells) else ""
        if not text and column not in self.may_be_empty:
            raise self.error(Message("This cell is empty. Fill it in."), column)
        return text

    def number(self, column: str) -> int:
        """A whole number from 1."""
        text = self.text(column).strip()
        if not _NUMBER.fullmatch(text):
            raise self.error(Message("A whole number from 1 belongs here."), column)
        return int(text)

    def date(self, column: str) -> date | None:
        """An ISO date, or one that a Norwegian spreadsheet has rewritten as 17.08.2026."""
        text = self.text(column).strip()
        if not text:
            return None
        for form in ("%Y-%m-%d", "%d.%m.%Y"):
            try:
                return datetime.strptime(text, form).date()  # noqa: DTZ007 a day has no zone
            except ValueError:
                continue
        raise self.error(Message("Write the date as year-month-day: 2026-08-17."), column)

    def spot(self, column: str) -> Spot:
        """Where a cell stands."""
        return Spot(self.file, self.row.line, column)

    def error(self, message: Message, column: str) -> InputError:
        """The error for a cell."""
        return InputError(message, self.spot(column))


def cells_under(
    name: str,
    sheets: Sequence[Grid],
    needed: Sequence[str],
    may_be_empty: frozenset[str],
    *,
    other_file: Callable[[list[str]], Message],
    no_lines: Message,
) -> list[Cells]:
    """The rows below the headings of the first sheet.

    Raises ``InputError`` where columns that are needed are missing, with what ``other_file`` says
    of these, and where there is no row.
    """
    if not sheets:
        raise InputError(Message("The file is empty."), Spot(name))
    header, *rows = sheets[0].rows
    columns = {normalised(cell): index for index, cell in enumerate(header.cells)}
    if missing := [column for column in needed if column not in columns]:
        raise InputError(other_file(missing), Spot(name, header.line))
    if not rows:
        raise InputError(no_lines, Spot(name, header.line))
    return [Cells(name, columns, row, may_be_empty) for row in rows]


def as_text(rows: Iterable[Sequence[str | int]], *, for_excel: bool = False) -> str:
    """Rows as CSV text.

    Where it is meant ``for_excel``, cells are parted by semicolons, as an Excel of a language that
    writes numbers with a comma wants it, and a mark at the beginning tells it that this is UTF-8.
    """
    begin, between, end = ("\ufeff", ";", "\r\n") if for_excel else ("", ",", "\n")
    return begin + "".join(between.join(map(_quoted, row)) + end for row in rows)


def _quoted(cell: str | int) -> str:
    text = str(cell)
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text
