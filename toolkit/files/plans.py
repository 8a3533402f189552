"""Plans in and out of CSV: one row a student and period, everything kept word for word.

A period that was corrected while it ran has its rows once for each seating, under the days on
which they sat so.
"""

import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from toolkit.errors import InputError, Spot
from toolkit.files.atomic import write_whole
from toolkit.files.cells import Cells, as_text, cells_under
from toolkit.files.formats import Tabular, sheets_in
from toolkit.files.grids import Grid
from toolkit.files.identity import refuse_identity_number
from toolkit.files.rosters import ReadingWarning
from toolkit.meeting import Meeting, plan_of
from toolkit.messages import Message
from toolkit.names import class_key, normalised
from toolkit.people import Roster, Student
from toolkit.plan import CLASS_COLUMN, PLAN_COLUMNS, Group, Pair, Period, Plan, plan_rows
from toolkit.values import only, several

_MAY_BE_EMPTY = frozenset({CLASS_COLUMN, "starts", "ends"})


def plans_to_text(plans: Iterable[Plan], *, for_excel: bool = False) -> str:
    """The CSV text of the plans of one class or several, as programs want it or ``for_excel``."""
    return as_text(plan_rows(plans), for_excel=for_excel)


def write_plan(plan: Plan, path: str | os.PathLike[str], *, for_excel: bool = False) -> None:
    """Write a plan as CSV, such as a Norwegian Excel opens rightly where it is meant ``for_excel``.

    Raises ``InputError`` where the file cannot be written.
    """
    write_plans((only(plan, Plan, "plan"),), path, for_excel=for_excel)


def write_plans(
    plans: Iterable[Plan], path: str | os.PathLike[str], *, for_excel: bool = False
) -> None:
    """Write the plans of several classes into one CSV file, as ``write_plan`` does."""
    text = plans_to_text(several(plans, Plan, "plans"), for_excel=for_excel)
    write_whole(path, text.encode())


def read_plan(source: Tabular, roster: Roster | None = None) -> Plan:
    """The plan of one class; with a roster, of its class where the file holds several.

    The students of the plan get the ids of the roster: they meet by id, and by name where ids
    fail, and a ``ReadingWarning`` says who may be lost. Raises ``InputError`` where it cannot be
    told which plan is meant, or where none of the roster has a place in it.
    """
    if roster is not None:
        (meeting,), _ = read_plans_of(source, (roster,))
        for sentence in meeting.sentences:
            warnings.warn(str(sentence), ReadingWarning, stacklevel=2)
        return meeting.plan
    name, sheets = sheets_in(source)
    plans = _plans(name, sheets)
    if len(plans) > 1:
        raise InputError(
            Message(
                "This file holds the plans of several classes: {classes}. Choose one of them.",
                classes=[plan.school_class for plan in plans],
            ),
            Spot(name),
        )
    return plans[0]


def read_plans_of(
    source: Tabular, rosters: Iterable[Roster]
) -> tuple[tuple[Meeting, ...], tuple[Plan, ...]]:
    """For each class the plan in a file that is its own, its students met; and the other plans.

    Raises ``InputError`` where none of a class has a place in any of the plans.
    """
    name, sheets = sheets_in(source)
    plans = _plans(name, sheets, names_tell=True)
    meetings = tuple(plan_of(plans, roster) for roster in rosters)
    if not all(meeting.met for meeting in meetings):
        raise InputError(
            Message(
                "None of the students in the class list has a place in this plan. "
                "Is it the plan of another class?"
            ),
            Spot(name),
        )
    own = [meeting.given for meeting in meetings]
    return meetings, tuple(plan for plan in plans if not any(plan is one for one in own))


def read_plans(source: Tabular, *, as_is: bool = False) -> tuple[Plan, ...]:
    """The plans in a file, one for each class, in the order of the file.

    The students have their ids and names, and their class where the file tells it. Raises
    ``InputError`` with line and column for whatever is no plan, and, unless it is to be
    taken ``as_is`` for ``check`` to judge, for a student with two places in a period and
    for a pair in two groups. What has happened stays as it was: someone alone, a pair of four.
    """
    name, sheets = sheets_in(source)
    return _plans(name, sheets, as_is=as_is)


def _plans(
    name: str, sheets: tuple[Grid, ...], *, as_is: bool = False, names_tell: bool = False
) -> tuple[Plan, ...]:
    """The plans; where ``names_tell``, two of one id may have places if their names differ."""
    lines = _lines(name, sheets)
    of_class = _in_order(lines, lambda line: class_key(line.student.school_class)).values()
    for own in () if as_is else of_class:
        for seating in _in_order(own, lambda line: (line.period, line.dates)).values():
            _refuse_twice(seating, names_tell=names_tell)
            _refuse_ambiguous_pairs(seating)
    return tuple(Plan(tuple(_periods(own)), own[0].student.school_class) for own in of_class)


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
    rows = cells_under(
        name,
        sheets,
        PLAN_COLUMNS,
        _MAY_BE_EMPTY,
        other_file=lambda missing: Message(
            "This is no plan. Missing columns: {columns}. Choose a file that was saved as a plan.",
            columns=missing,
        ),
        no_lines=Message("The plan has no lines."),
    )
    return [_line(cells) for cells in rows]


def _line(cells: Cells) -> _Line:
    for column in (CLASS_COLUMN, "group", "pair", "student_id", "student"):
        refuse_identity_number(cells.text(column), cells.spot(column))
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
    for number, own in _in_order(lines, lambda line: line.period).items():
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
        *earlier, now = _seatings(own)
        yield replace(now, starts=first.dates[0], earlier=tuple(earlier))


def _seatings(lines: list[_Line]) -> Iterator[Period]:
    """How a class sat in one period: before each correction of it, and now."""
    blocks = list(_in_order(lines, lambda line: line.dates).values())
    for before, after in pairwise(blocks):
        _refuse_gap(before, after)
    for own in blocks:
        yield Period(own[0].period, tuple(_groups(own)), *own[0].dates)


def _groups(lines: list[_Line]) -> Iterator[Group]:
    for label, in_group in _in_order(lines, lambda line: line.group).items():
        pairs = _in_order(in_group, lambda line: line.pair)
        yield Group(
            label,
            tuple(Pair(pair, tuple(line.student for line in own)) for pair, own in pairs.items()),
        )


def _refuse_gap(before: list[_Line], after: list[_Line]) -> None:
    """Only what follows day by day is one period, before and after it was corrected."""
    first, (starts, _), (_, ends) = after[0], after[0].dates, before[0].dates
    if starts and ends and starts.toordinal() == ends.toordinal() + 1:
        return
    if {line.student.id for line in before}.isdisjoint(line.student.id for line in after):
        raise first.error(
            Message(
                "The dates differ from those on line {row}, which is the same period.",
                row=before[0].line,
            ),
            "starts",
        )
    if ends is None or ends == date.max:
        raise before[0].error(
            Message(
                "Period {number} stands on line {row} as well. If it was corrected, write here "
                "the last day before that.",
                number=first.period,
                row=first.line,
            ),
            "ends",
        )
    raise first.error(
        Message(
            "Period {number} stands on line {row} as well. If it was corrected, this starts on "
            "{day}, the day after that ends.",
            number=first.period,
            row=before[0].line,
            day=ends + timedelta(days=1),
        ),
        "starts",
    )


def _refuse_twice(lines: list[_Line], *, names_tell: bool) -> None:
    seen: dict[tuple[str, str], _Line] = {}
    for line in lines:
        who = (line.student.id, normalised(line.student.name) if names_tell else "")
        if who in seen:
            raise line.error(
                Message(
                    "{student} has a place on line {row} already, in the same period.",
                    student=line.student.name,
                    row=seen[who].line,
                ),
                "student_id",
            )
        seen[who] = line


def _refuse_ambiguous_pairs(lines: list[_Line]) -> None:
    for label, own in _in_order(lines, lambda line: line.pair).items():
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


def _in_order[Key](lines: Iterable[_Line], key: Callable[[_Line], Key]) -> dict[Key, list[_Line]]:
    """The lines by a key, in the order in which its values first come."""
    found: dict[Key, list[_Line]] = {}
    for line in lines:
        found.setdefault(key(line), []).append(line)
    return found
