"""How much a file may hold: far more than any school has, far less than would harm a machine."""

from toolkit.errors import InputError, Spot
from toolkit.files.grids import column_letters
from toolkit.messages import Message

MOST_BYTES = 20_000_000
"""No file that is larger is read."""

MOST_UNPACKED = 30_000_000
"""Bytes of all files in a zip archive together."""

MOST_MEMBERS = 2_000
"""Files in a zip archive."""

MOST_ROWS = 100_000
"""Rows down to the last that is filled, in a sheet."""

MOST_COLUMNS = 200
"""Columns up to the last that is filled, in any table."""

MOST_CELLS = 500_000
"""Cells of a table, in the rectangle that it fills."""

MOST_ELEMENTS = 1_500_000
"""Elements in the XML of a workbook."""

MOST_TEXT = 20_000_000
"""Characters of a workbook's cells, counted as often as they are shown."""

MOST_LINES = 1_100_000
"""Lines of a text, blank ones too; a spreadsheet may save as many as it has rows."""

LONGEST_LINE = 100_000
"""Characters of a line of CSV."""

MOST_RULES_BYTES = 500_000
"""No file of rules that is larger is read."""


def too_big(spot: Spot) -> InputError:
    """The error for a file that is larger than ``MOST_BYTES``."""
    return InputError(
        Message(
            "The file is larger than any class list ({most} MB). Choose the list itself.",
            most=MOST_BYTES // 1_000_000,
        ),
        spot,
    )


def too_much(spot: Spot) -> InputError:
    """The error for a file of moderate size that holds far too much."""
    return InputError(
        Message("The file holds far more than a class list. Choose the list itself."), spot
    )


def far_outside(file: str, row: int, column: int) -> InputError:
    """The error for a cell that stands far away; the column is counted from 0."""
    return InputError(
        Message("Something stands far outside the list. Empty this cell, and try again."),
        Spot(file, row, column_letters(column)),
    )
