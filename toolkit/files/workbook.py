"""The lists a teacher prints, as an Excel file: who sits with whom now, and who did before."""

from __future__ import annotations

import io
import os

from toolkit.files.atomic import write_whole
from toolkit.files.printed_sheets import Sheet, workbook_of
from toolkit.messages import Language, Message, Translator, Words
from toolkit.people import Roster, Student
from toolkit.plan import Period, Plan, plan_rows
from toolkit.values import translator


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
    student and a column a period, with the partners in it. What each is about stands in its
    first row.
    """
    plan = plan.of(roster)  # it may be older than a student's name
    everyone = _with_leavers(roster, plan)
    sheets = []
    for name, told, rows in (
        (Message("Groups now"), plan.periods[-1:], _list_rows(plan, everyone)),
        (Message("Who has sat with whom"), (), _history_rows(plan, everyone)),
    ):
        words = translate(name)
        parts = (plan.school_class, *(translate(one.heading) for one in told))
        title = "  ".join(filter(None, parts if told else (*parts, words)))
        cells = [[_words(cell, translate) for cell in row] for row in rows]
        sheets.append(Sheet(words, title, cells))
    return workbook_of(sheets)


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
    rows: list[list[_Cell]] = [[Message("Student"), *(one.heading for one in plan.periods)]]
    rows += [
        [everyone.label(student), *(_names(one.get(student.id, ()), everyone) for one in partners)]
        for student in everyone
    ]
    return rows


def _with_leavers(roster: Roster, plan: Plan) -> Roster:
    """Everyone in the class now, then those who have a spot in the plan only."""
    students = {student.id: student for student in roster}
    for period in plan.periods:
        for student in period.everyone:
            students.setdefault(student.id, student)
    return Roster(tuple(students.values()))


def _partners(period: Period) -> dict[str, tuple[Student, ...]]:
    """With whom everyone sat last in the period, by id."""
    return {
        student.id: tuple(other for other in pair.students if other.id != student.id)
        for seating in period.seatings
        for pair in seating.pairs
        for student in pair.students
    }


def _names(students: tuple[Student, ...], everyone: Roster) -> str:
    return ", ".join(everyone.label(student) for student in students)


def _words(cell: _Cell, translate: Translator) -> str:
    return translate(cell) if isinstance(cell, Message) else cell
