"""The lists a teacher prints, as an Excel file: who sits with whom now, and who did before.

Everything is written as plain text: a name that looks like a formula or a link stays a name.
"""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

from toolkit.files.atomic import write_whole
from toolkit.messages import Language, Message, Translator, Words
from toolkit.people import Roster, Student
from toolkit.plan import Period, Plan, plan_rows
from toolkit.values import translator

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_A4 = 9
_WIDEST = 45
_LONGEST_SHEET_NAME = 31


def write_workbook(
    plan: Plan,
    roster: Roster,
    path: str | os.PathLike[str],
    translate: Words = Language.NB,
) -> None:
    """Write the lists of a plan as an Excel file, in bokmål unless another language is given.

    Raises ``InputError`` where the file cannot be written.
    """
    write_whole(path, workbook_bytes(plan, roster, translator(translate)))


def plan_workbook(plan: Plan) -> bytes:
    """The plan as a workbook, the rows those of the plan file; it is read like one."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for line, cells in enumerate(plan_rows((plan,))):
            for column, cell in enumerate(cells):
                sheet.write_string(line, column, str(cell))
    return content.getvalue()


def workbook_bytes(plan: Plan, roster: Roster, translate: Translator) -> bytes:
    """The same Excel file as bytes, for a download.

    One sheet lists the groups and pairs of the newest period; the other has a row a
    student and a column a period, with the partners in it.
    """
    from xlsxwriter import Workbook

    everyone = _with_leavers(roster, plan)
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as workbook:
        heading = workbook.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        body = workbook.add_format({"text_wrap": True, "valign": "top"})
        for name, rows in (
            (Message("Groups now"), _list_rows(plan, everyone)),
            (Message("Who has sat with whom"), _history_rows(plan, everyone)),
        ):
            sheet = workbook.add_worksheet(translate(name)[:_LONGEST_SHEET_NAME])
            _fill(sheet, [[_words(cell, translate) for cell in row] for row in rows], heading, body)
            _for_print(sheet, _title(plan, translate))
    return content.getvalue()


type _Cell = str | Message


def _list_rows(plan: Plan, everyone: Roster) -> list[list[_Cell]]:
    """The newest period: one row a pair, under its group."""
    rows: list[list[_Cell]] = [[Message("Group"), Message("Pair"), Message("Students")]]
    for period in plan.periods[-1:]:
        for group in period.groups:
            rows += [
                [group.label, pair.label, _names(pair.students, everyone)] for pair in group.pairs
            ]
    return rows


def _history_rows(plan: Plan, everyone: Roster) -> list[list[_Cell]]:
    """One row a student, leavers at the end; one column a period, with the partners in it."""
    partners = [_partners(period) for period in plan.periods]
    rows: list[list[_Cell]] = [[Message("Student"), *map(_period_heading, plan.periods)]]
    rows += [
        [everyone.label(student), *(_names(one.get(student.id, ()), everyone) for one in partners)]
        for student in everyone
    ]
    return rows


def _with_leavers(roster: Roster, plan: Plan) -> Roster:
    """Everyone in the class now, then those who have a spot in the plan only."""
    students = {student.id: student for student in roster}
    for period in plan.periods:
        for student in period.students:
            students.setdefault(student.id, student)
    return Roster(tuple(students.values()))


def _partners(period: Period) -> dict[str, tuple[Student, ...]]:
    return {
        student.id: tuple(other for other in pair.students if other.id != student.id)
        for pair in period.pairs
        for student in pair.students
    }


def _period_heading(period: Period) -> Message:
    if period.starts is None or period.ends is None:
        return Message("Period {number}", number=period.number)
    return Message(
        "Period {number}: {starts} to {ends}",
        number=period.number,
        starts=period.starts,
        ends=period.ends,
    )


def _names(students: tuple[Student, ...], everyone: Roster) -> str:
    return ", ".join(everyone.label(student) for student in students)


def _title(plan: Plan, translate: Translator) -> str:
    """What stands on top of every printed page."""
    parts = [plan.school_class, *(translate(_period_heading(one)) for one in plan.periods[-1:])]
    return "  ".join(filter(None, parts))


def _words(cell: _Cell, translate: Translator) -> str:
    return translate(cell) if isinstance(cell, Message) else cell


def _fill(sheet: Worksheet, rows: list[list[str]], heading: Format, body: Format) -> None:
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text, body if row else heading)
    for column in range(len(rows[0])):
        longest = max(len(cells[column]) for cells in rows[1:] or rows)
        sheet.set_column(column, column, min(max(longest, 8) + 2, _WIDEST))
    sheet.freeze_panes(1, 1 if len(rows[0]) > 3 else 0)


def _for_print(sheet: Worksheet, title: str) -> None:
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    # An ampersand begins a code of the page header, unless it is doubled.
    sheet.set_header("&L" + title.replace("&", "&&"))
    sheet.set_footer("&R&P / &N")
