"""The sheets of a workbook that are class lists, and the one table that they make together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.errors import InputError
from toolkit.files.class_names import class_in, is_class
from toolkit.files.columns import guess_columns
from toolkit.files.first_rows import header_index
from toolkit.files.grids import Grid, Row
from toolkit.files.headers import NAMES, Meaning
from toolkit.files.lists import OneList, list_in, refuse_unfit
from toolkit.files.names_in_lines import in_columns, one_a_row, without_marks
from toolkit.files.no_students import Apart
from toolkit.files.parts import lists_apart
from toolkit.files.questions import Question
from toolkit.files.tables import Table
from toolkit.messages import Message
from toolkit.names import normalised

KEY = "sheets"
"""The question which sheets are read."""

EACH, ONE = "all", "one"
"""Every sheet is a class; all of them together are one. Any other answer is a sheet's name."""

CLASS = "class"
"""The heading of the column that says which sheet a student stands in."""

_OTHERS = re.compile(
    r"lær|teacher|lehrer|ansatt|tilsett|staff|kontakt|contact|foresatt|føresett|parent|telefon"
    r"|adress|address|slutta|sluttet|gamle|i fjor|arkiv|archive",
    re.IGNORECASE,
)


_HALVES = re.compile(
    r"jenter|gutter|gutar|girls|boys|piger|drenge|flickor|pojkar|mädchen|jungen", re.IGNORECASE
)


@dataclass(frozen=True)
class Sheets:
    """The table of the sheets that are read, what is asked about them, and what is said.

    ``is_whole`` tells whether it is the only list of the file.
    """

    table: Table
    title: str = ""
    apart: tuple[Apart, ...] = ()
    questions: tuple[Question, ...] = ()
    remarks: tuple[Message, ...] = ()
    is_whole: bool = True


def fit(grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """The sheets that may be lists: all of them, but those that are no lists for sure.

    Raises ``InputError`` where a list has more rows than any school, or holds a cell that must
    not be kept.
    """
    found = []
    for grid in grids:
        try:
            refuse_unfit(grid)
        except InputError:
            if len(grids) == 1 or header_index(grid.rows) is not None:
                raise
            continue
        found.append(grid)
    if not found:
        refuse_unfit(grids[0])
    return tuple(found)


def lists_among(grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """The lists that the sheets may hold, one name a row; where there are several, rows say which.

    No two have the same name.
    """
    names: Counter[str] = Counter()
    parts = []
    for grid in grids:
        for part in lists_apart(in_columns(one_a_row(without_marks(grid)))):
            names[part.sheet] += 1
            number = names[part.sheet]
            parts.append(part if number == 1 else replace(part, sheet=f"{part.sheet} {number}"))
    if len(parts) == 1:
        return (parts[0],)
    return tuple(
        replace(part, rows=tuple(replace(row, sheet=part.sheet) for row in part.rows))
        for part in parts
    )


def sheets_among(grids: Sequence[Grid], answers: Mapping[str, str]) -> Sheets:
    """The lists among the sheets, as one table: every sheet a class, unless it is answered.

    Raises ``InputError`` where the only sheet is no list.
    """
    lists, failed = _lists(grids, answers)
    told = tuple(
        Message("The sheet {sheet} is not read. {error}", sheet=sheet, error=error.message)
        for sheet, error in failed.items()
    )
    if len(lists) < 2:
        sheet, only = next(iter(lists.items()), None) or ("", list_in(grids[0], answers))
        title = only.title or class_in(sheet)
        return Sheets(only.table, title, only.apart, only.questions, told)
    classes = _classes_among(list(lists))
    question = _question({sheet: one.table for sheet, one in lists.items()}, classes)
    answer = answers.get(KEY, question.likely)
    read = {answer: lists[answer]} if answer in lists else lists
    if answer == EACH and KEY not in answers:
        read = {sheet: lists[sheet] for sheet in classes}
    if others := [sheet for sheet in lists if sheet not in read]:
        told += (Message("These sheets are not read: {sheets}.", sheets=others),)
    if len(read) == 1:
        sheet, only = next(iter(read.items()))
        table, title = only.table, only.title or class_in(sheet) or sheet
    else:
        tables = {sheet: one.table for sheet, one in read.items()}
        table, title = _together(tables, each=answer == EACH), ""
    return Sheets(
        table,
        title,
        tuple(one for each in read.values() for one in each.apart),
        (question, *(one for each in read.values() for one in each.questions)),
        told,
        is_whole=False,
    )


def _lists(
    grids: Sequence[Grid], answers: Mapping[str, str]
) -> tuple[dict[str, OneList], dict[str, InputError]]:
    """The sheets that hold students by their names, and those that would if they could be read."""
    lists: dict[str, OneList] = {}
    failed: dict[str, InputError] = {}
    for grid in grids:
        start = header_index(grid.rows)
        try:
            found = list_in(grid, answers)
        except InputError as error:
            if start is not None and start + 1 < len(grid.rows):
                failed[grid.sheet] = error
            continue
        if NAMES & set(guess_columns(found.table).values()):
            lists[grid.sheet] = found
    return lists, failed if lists else {}


def _classes_among(sheets: Sequence[str]) -> list[str]:
    """The sheets that are classes: those called so where some are, else all but of grown-ups."""
    called = [sheet for sheet in sheets if class_in(sheet) or is_class(sheet)]
    if called:
        return called
    return [sheet for sheet in sheets if not _OTHERS.search(sheet)] or list(sheets)


def _question(tables: Mapping[str, Table], classes: Sequence[str]) -> Question:
    same = _names_in(list(tables.values()))
    halves = all(map(_HALVES.fullmatch, tables))
    only = classes[0] if len(classes) == 1 else ONE if halves else EACH
    return Question(
        KEY,
        Message(
            "There are several lists in this file: {sheets}. Which is it?", sheets=list(tables)
        ),
        (
            (EACH, Message("Each of them is a class")),
            (ONE, Message("All of them are one class")),
            *((name, Message("Only {sheet}", sheet=name)) for name in tables),
        ),
        next(iter(tables)) if same else only,
        said=not same,
    )


def _names_in(tables: Sequence[Table]) -> bool:
    """Whether most names of the smallest list stand in the others as well."""
    sets = [{normalised(" ".join(row.cells)) for row in table.rows} for table in tables]
    smallest = min(sets, key=len)
    return all(2 * len(smallest & one) > len(smallest) for one in sets)


def _together(tables: Mapping[str, Table], *, each: bool) -> Table:
    """One table of all rows; where ``each`` is a class, those without a class get the sheet's."""
    header: dict[str, str] = {}
    for table in tables.values():
        for heading, key in _keys(table).items():
            header.setdefault(key, heading)
    has_class = any(Meaning.CLASS in guess_columns(one).values() for one in tables.values())
    if each and not has_class:
        header[CLASS] = CLASS
    rows = tuple(
        _moved(row, table, header, class_in(name) or name if each else "")
        for name, table in tables.items()
        for row in table.rows
    )
    first = next(iter(tables.values()))
    return Table(first.file, tuple(header.values()), rows, first.header_line)


def _keys(table: Table) -> dict[str, str]:
    """By what each column is the same as one of another sheet: its meaning, else its heading."""
    guessed = guess_columns(table)
    unsaid = {Meaning.ATTRIBUTE, Meaning.LEFT_OUT}
    return {
        heading: normalised(heading) if guessed[heading] in unsaid else guessed[heading].value
        for heading in table.header
    }


def _moved(row: Row, table: Table, header: Mapping[str, str], own: str) -> Row:
    """A row of one sheet under the headings of all; ``own`` is its class where it has none."""
    keys = _keys(table)
    cells = {key: table.cell(row, heading) for heading, key in keys.items()}
    if CLASS not in keys.values():
        cells[CLASS] = own
    return replace(row, cells=tuple(cells.get(key, "") for key in header))
