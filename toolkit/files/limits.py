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

MOST_ROOM_BYTES = 50_000
"""No file of a room that is larger is read."""

MOST_FORM_BYTES = 100_000
"""No evaluation form that is larger is read."""

MOST_DAYS_BYTES = 2_000_000
"""No calendar and no printed lines that are larger are read."""

MOST_DAYS_LINES = 5_000
"""Printed lines of days off."""

LONGEST_DAYS_LINE = 2_000
"""Characters of such a line."""

MOST_EVENTS = 5_000
"""Entries of a calendar, and parts of them."""

MOST_REPEATED = 100
"""Events of a calendar that are repeated by a rule."""

MOST_BACKUP = 66_000_000
"""No backup that is larger is taken in: one message of a page has room for it."""


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
