"""A sheet of a workbook that a teacher prints: a title, headings, and what is below them.

Names are written as plain text: one that looks like a formula or a link stays a name.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

_A4 = 9
_WIDEST = 45
_LONGEST_NAME = 31
_TITLE_ROWS = 1
_NUMBER = re.compile(r"0|[1-9]\d{0,8}", re.ASCII)  # and no label such as 007
_SAME_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # of every workbook: the same rows, the same bytes


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet is called, what stands above it, and its rows, headings first."""

    name: str
    title: str
    rows: Sequence[Sequence[str]]


def workbook_of(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as an Excel file; what is a number is one for Excel as well."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": _SAME_TIME})
        heading = workbook.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        body = workbook.add_format({"text_wrap": True, "valign": "top"})
        title = workbook.add_format({"bold": True, "font_size": 14})
        for one in sheets:
            sheet = workbook.add_worksheet(one.name[:_LONGEST_NAME])
            sheet.write_string(0, 0, one.title, title)
            for row, cells in enumerate(one.rows):
                for column, text in enumerate(cells):
                    at = _TITLE_ROWS + row, column
                    if row and _NUMBER.fullmatch(text):
                        sheet.write_number(*at, int(text), body)
                    else:
                        sheet.write_string(*at, text, body if row else heading)
            for column in range(len(one.rows[0])):
                longest = max(len(cells[column]) for cells in one.rows[1:] or one.rows)
                sheet.set_column(column, column, min(max(longest, 8) + 2, _WIDEST))
            sheet.freeze_panes(_TITLE_ROWS + 1, 1 if len(one.rows[0]) > 3 else 0)
            sheet.set_paper(_A4)
            sheet.set_landscape()
            sheet.repeat_rows(0, _TITLE_ROWS)
            sheet.fit_to_pages(1, 0)
            sheet.set_footer("&R&P / &N")
    return content.getvalue()
