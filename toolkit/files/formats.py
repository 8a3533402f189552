"""Bytes to rows of text, whatever the format; it is told by the content, not by the ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.files.csv_text import csv_rows
from toolkit.files.frames import NAME, frame_grid, is_frame
from toolkit.files.grids import Grid
from toolkit.files.sources import Readable, Source, opened

if TYPE_CHECKING:
    import pandas as pd

type Tabular = Readable | pd.DataFrame
"""What can hold rows: a path, an upload, or a DataFrame."""

ENDINGS = (".csv", ".txt", ".tsv", ".xlsx", ".ods", ".zip")
"""Of the files that can hold a class list; a page offers these."""

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def sheets_in(source: Tabular) -> tuple[str, tuple[Grid, ...]]:
    """The name of the file, and every sheet in it that has rows. Raises as ``grids_of``."""
    if is_frame(source):
        grid = frame_grid(source)
        return NAME, (grid,) if len(grid.rows) > 1 else ()
    upload = opened(source)
    return upload.name, grids_of(upload)


def grids_of(source: Source) -> tuple[Grid, ...]:
    """Every sheet that has rows, as text. A CSV file is one sheet.

    Raises ``InputError`` for a file that holds no table, or that needs a password.
    """
    if source.content.startswith(_ZIP):
        from toolkit.files.archives import opened_archive
        from toolkit.files.oneroster.export import is_oneroster
        from toolkit.files.oneroster.students import oneroster_grid
        from toolkit.files.workbooks import workbook_grids

        archive = opened_archive(source)
        if is_oneroster(archive):
            return (oneroster_grid(source.name, archive),)
        return workbook_grids(source, archive)
    if source.content.startswith(_OLE):
        from toolkit.files.workbooks import old_workbook

        raise old_workbook(source)
    grid = Grid(source.name, tuple(csv_rows(source)))
    return (grid,) if grid.rows else ()
