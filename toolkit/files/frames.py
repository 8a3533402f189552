"""A DataFrame as a sheet of text, so that it is read as a file with the same cells is."""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeGuard

from toolkit.files.grids import Grid, Row

if TYPE_CHECKING:
    import pandas as pd

NAME = "DataFrame"
"""What errors call it, in the place of a file's name."""


def is_frame(source: object) -> TypeGuard[pd.DataFrame]:
    """Whether this is a DataFrame; pandas is not imported to find that out."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(source, pandas.DataFrame)


def frame_grid(frame: pd.DataFrame) -> Grid:
    """The headings on line 1 and the rows from line 2 on, as in a file; blank rows are none.

    An index that has a name is a column too.
    """
    if any(name is not None for name in frame.index.names):
        frame = frame.reset_index()
    rows = [tuple(map(str, frame.columns)), *frame.itertuples(index=False, name=None)]
    lines = (Row(line, tuple(map(_text, cells))) for line, cells in enumerate(rows, start=1))
    return Grid(NAME, tuple(row for row in lines if row.filled))


def _text(cell: object) -> str:
    """The cell as a file would hold it: nothing for what is missing, a day as an ISO date."""
    import pandas as pd

    if isinstance(cell, str):
        return cell
    if pd.api.types.is_scalar(cell) and pd.isna(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():  # whole numbers, some of them missing
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)
