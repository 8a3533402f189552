"""Rows of text, as every format is read."""

from dataclasses import dataclass

from toolkit.errors import InputError, Spot
from toolkit.messages import Message


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and its number in the file or in the sheet, counted from 1.

    ``sheet`` names the sheet where rows of several stand together; ``part`` tells apart what
    stood in one line, counted from 0.
    """

    line: int
    cells: tuple[str, ...]
    sheet: str = ""
    part: int = 0

    @property
    def texts(self) -> list[str]:
        """The text of every cell that is not blank, without the space around it."""
        return [text for cell in self.cells if (text := cell.strip())]

    @property
    def filled(self) -> int:
        """How many cells are not blank."""
        return len(self.texts)

    def cell(self, index: int) -> str:
        """The text of a cell without the space around it; empty beyond the row's end."""
        return self.cells[index].strip() if index < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a file, or of one sheet of a workbook, that are not blank.

    ``sheet`` is what the sheet is called; empty where the file has none.
    """

    file: str
    rows: tuple[Row, ...]
    sheet: str = ""


def column_letters(index: int) -> str:
    """What a spreadsheet calls a column: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_number(letters: str) -> int:
    """The index of the column that a spreadsheet calls so: A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def no_heading(spot: Spot) -> InputError:
    """The error for a cell in a column without a heading."""
    return InputError(
        Message(
            "There is no heading above this cell. Give every column a heading of its own "
            "(not one merged over several), and put quotation marks round text that holds a "
            "comma or a semicolon."
        ),
        spot,
    )
