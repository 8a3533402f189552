"""Plans in and out of CSV: one row a student and period, everything kept word for word."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from toolkit.errors import InputError, Spot
from toolkit.files.atomic import write_whole
from toolkit.files.formats import Tabular, sheets_in
from toolkit.files.grids import Grid, Row
from toolkit.files.identity import refuse_identity_number
from toolkit.messages import Message, plural
from toolkit.people import Roster, Student
from toolkit.plan import CLASS_COLUMN, PLAN_COLUMNS, Group, Pair, Period, Plan, plan_rows
from toolkit.values import only, several

_MAY_BE_EMPTY = frozenset({CLASS_COLUMN, "starts", "ends"})
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")
_NEEDS_QUOTES = re.compile(r'[,;\t"\r\n]|^\s|\s$')


def plans_to_text(plans: Iterable[Plan]) -> str:
    """The CSV text of the plans of one class or several."""
    return "".join(",".join(map(_quoted, row)) + "\n" for row in plan_rows(plans))


def write_plan(plan: Plan, path: str | os.PathLike[str]) -> None:
    """Write a plan as CSV. Raises ``InputError`` where the file cannot be written."""
    write_plans((only(plan, Plan, "plan"),), path)


def write_plans(plans: Iterable[Plan], path: str | os.PathLike[str]) -> None:
    """Write the plans of several classes into one CSV file."""
    write_whole(path, plans_to_text(several(plans, Plan, "plans")).encode())


def read_plan(source: Tabular, roster: Roster | None = None) -> Plan:
    """The plan of one class; with a roster, of its class where the file holds several.

    Raises ``InputError`` where it cannot be told which plan is meant.
    """
    name, sheets = sheets_in(source)
    plans = _plans(name, sheets, as_is=False)
    if len(plans) > 1 and roster is not None:
        plans = tuple(plan for plan in plans if plan.school_class in roster.classes) or plans
    if len(plans) > 1:
        raise InputError(
            Message(
                "This file holds the plans of several classes: {classes}. Choose one of them.",
                classes=[plan.school_class for plan in plans],
            ),
            Spot(name),
        )
    return plans[0]


def read_plans(source: Tabular, *, as_is: bool = False) -> tuple[Plan, ...]:
    """The plans in a file, one for each class, in the order of the file.

    The students have their ids and names, and their class where the file tells it. Raises
    ``InputError`` with line and column for whatever is no plan, and, unless it is to be
    taken ``as_is`` for ``check`` to judge, for a student with two places in a period and
    for pairs that cannot be.
    """
    return _plans(*sheets_in(source), as_is=as_is)


def _plans(name: str, sheets: tuple[Grid, ...], *, as_is: bool) -> tuple[Plan, ...]:
    lines = _lines(name, sheets)
    if not as_is:
        for _, own in _in_order(lines, lambda line: (line.student.school_class, line.period)):
            _refuse_twice(own)
            _refuse_impossible_pairs(own)
    return tuple(
        Plan(tuple(_periods(own)), school_class)
        for school_class, own in _in_order(lines, lambda line: line.student.school_class)
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the file, understood."""

    file: str
    line: int
    period: int
    dates: tuple[date | None, date | None]
    group: str
    pair: str
    student: Student

    def error(self, message: Message, column: str) -> InputError:
        return InputError(message, Spot(self.file, self.line, column))


def _lines(name: str, sheets: tuple[Grid, ...]) -> list[_Line]:
    if not sheets:
        raise InputError(Message("The file is empty."), Spot(name))
    header, *rows = sheets[0].rows
    columns = {" ".join(cell.split()).casefold(): index for index, cell in enumerate(header.cells)}
    if missing := [column for column in PLAN_COLUMNS if column not in columns]:
        raise InputError(
            Message(
                "This is no plan: the columns {columns} are missing. Choose a file that was "
                "saved as a plan.",
                columns=missing,
            ),
            Spot(name, header.line),
        )
    if not rows:
        raise InputError(Message("The plan has no lines."), Spot(name, header.line))
    return [_line(_Cells(name, columns, row)) for row in rows]


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of a row by their column."""

    file: str
    columns: dict[str, int]
    row: Row

    def text(self, column: str) -> str:
        """The text of a cell, word for word."""
        index = self.columns.get(column, len(self.row.cells))
        text = self.row.cells[index] if index < len(self.row.cells) else ""
        if not text and column not in _MAY_BE_EMPTY:
            raise self.error(Message("This cell is empty. Fill it in."), column)
        return text

    def number(self, column: str) -> int:
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

    def error(self, message: Message, column: str) -> InputError:
        return InputError(message, Spot(self.file, self.row.line, column))


def _line(cells: _Cells) -> _Line:
    for column in (CLASS_COLUMN, "group", "pair", "student_id", "student"):
        refuse_identity_number(cells.text(column), Spot(cells.file, cells.row.line, column))
    starts, ends = cells.date("starts"), cells.date("ends")
    if starts and ends and ends < starts:
        raise cells.error(Message("The period ends before it starts."), "ends")
    return _Line(
        file=cells.file,
        line=cells.row.line,
        period=cells.number("period"),
        dates=(starts, ends),
        group=cells.text("group"),
        pair=cells.text("pair"),
        student=Student(cells.text("student_id"), cells.text("student"), cells.text(CLASS_COLUMN)),
    )


def _periods(lines: list[_Line]) -> Iterator[Period]:
    latest = 0
    for number, own in _in_order(lines, lambda line: line.period):
        first = own[0]
        if number < latest:
            raise first.error(
                Message(
                    "Period {number} must stand before period {latest}.",
                    number=number,
                    latest=latest,
                ),
                "period",
            )
        latest = number
        _refuse_other_dates(own)
        yield Period(number, tuple(_groups(own)), *first.dates)


def _groups(lines: list[_Line]) -> Iterator[Group]:
    for label, in_group in _in_order(lines, lambda line: line.group):
        pairs = _in_order(in_group, lambda line: line.pair)
        yield Group(
            label, tuple(Pair(pair, tuple(line.student for line in own)) for pair, own in pairs)
        )


def _refuse_other_dates(lines: list[_Line]) -> None:
    for line in lines:
        if line.dates != lines[0].dates:
            raise line.error(
                Message(
                    "The dates differ from those on line {row}, which is the same period.",
                    row=lines[0].line,
                ),
                "starts",
            )


def _refuse_twice(lines: list[_Line]) -> None:
    seen: dict[str, _Line] = {}
    for line in lines:
        if line.student.id in seen:
            raise line.error(
                Message(
                    "{student} has a place on line {row} already, in the same period.",
                    student=line.student.name,
                    row=seen[line.student.id].line,
                ),
                "student_id",
            )
        seen[line.student.id] = line


def _refuse_impossible_pairs(lines: list[_Line]) -> None:
    for label, own in _in_order(lines, lambda line: line.pair):
        if stranger := next((line for line in own if line.group != own[0].group), None):
            raise stranger.error(
                Message(
                    "Pair {pair} stands in group {group} as well (line {row}). Give each pair of "
                    "a period a label of its own.",
                    pair=label,
                    group=own[0].group,
                    row=own[0].line,
                ),
                "pair",
            )
        if len(own) not in (2, 3):
            raise own[-1].error(
                plural(
                    "Pair {pair} has {n} student. Two belong in it, or three.",
                    "Pair {pair} has {n} students. Two belong in it, or three.",
                    n=len(own),
                    pair=label,
                ),
                "pair",
            )


def _in_order[Key](
    lines: Iterable[_Line], key: Callable[[_Line], Key]
) -> Iterable[tuple[Key, list[_Line]]]:
    """The lines by a key, in the order in which its values first come."""
    found: dict[Key, list[_Line]] = {}
    for line in lines:
        found.setdefault(key(line), []).append(line)
    return found.items()


def _quoted(cell: str | int) -> str:
    text = str(cell)
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text
