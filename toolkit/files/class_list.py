"""A class list as it was read: how it was understood, what is asked, and whose names are in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePath

from toolkit.errors import InputError, Spot
from toolkit.files.broken_text import errors_left, hardly_names, lost_letters, mended
from toolkit.files.class_names import class_in
from toolkit.files.columns import Columns, columns_of
from toolkit.files.first_rows import HEADING, heading_key
from toolkit.files.formats import Tabular, sheets_in
from toolkit.files.frames import is_frame
from toolkit.files.grids import Grid
from toolkit.files.headers import NAMES, Meaning
from toolkit.files.no_students import Apart, key_of
from toolkit.files.questions import Question
from toolkit.files.sheets import Sheets, fit, lists_among, sheets_among
from toolkit.files.sources import Source
from toolkit.files.students import roster_from_table
from toolkit.files.tables import Table
from toolkit.messages import Message, plural
from toolkit.names import normalised
from toolkit.people import Roster
from toolkit.rules import LARGEST_CLASS


@dataclass(frozen=True)
class LeftOutRow:
    """A row that is no student: its line, its sheet where there are several, and why."""

    line: int
    reason: Message
    sheet: str = ""


@dataclass(frozen=True)
class LeftOut:
    """What was not taken from a list: rows, and columns by their headings alone."""

    rows: tuple[LeftOutRow, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClassList:
    """What was read of a file, and how it was understood.

    Everything is understood with the likely answers until the user gives others: ``answers``
    are those given, by the keys of the questions, and ``chosen`` the meanings of columns that
    were chosen, by heading. ``as_is`` is a list whose unknown columns are all meant.
    """

    file: str
    grids: tuple[Grid, ...] = field(repr=False)
    told: tuple[Message, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, Meaning] = field(default_factory=dict)
    as_is: bool = False

    def answered(self, key: str, value: str) -> ClassList:
        """The same list with an answer to one of its questions.

        Raises ``InputError`` where nothing such is asked, or it is no answer.
        """
        asked = {question.key: question for question in self.questions}
        if key not in asked:
            raise InputError(
                Message("Nothing is asked about {key} in this list.", key=key), Spot(self.file)
            )
        options = [option for option, _ in asked[key].options]
        if value not in options:
            raise InputError(
                Message("Choose one of these: {choices}.", choices=options), Spot(self.file)
            )
        return replace(self, answers={**self.answers, key: value})

    def with_column(self, heading: str, meaning: Meaning) -> ClassList:
        """The same list with another meaning of a column.

        Raises ``InputError`` where there is no such column.
        """
        if heading not in self.table.header:
            raise InputError(
                Message("There is no column called {heading}.", heading=heading), Spot(self.file)
            )
        return replace(self, chosen={**self.chosen, heading: Meaning(meaning)})

    @property
    def table(self) -> Table:
        """The rows that are students, under their headings."""
        return self._sheets.table

    @cached_property
    def columns(self) -> Mapping[str, Meaning]:
        """What each column of the table holds, by its heading."""
        return {**self._guessed.meanings, **self.chosen}

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What may be read in another way, each with its likely answer."""
        return (*self._sheets.questions, *self._guessed.questions)

    @cached_property
    def left_out(self) -> LeftOut:
        """The rows and columns that were not taken."""
        columns = self.columns.items()
        rows = tuple(map(_left_out_row, self._sheets.apart))
        return LeftOut(rows, tuple(name for name, one in columns if one is Meaning.LEFT_OUT))

    @property
    def remarks(self) -> tuple[Message, ...]:
        """What must be said about the way in which the list was read."""
        rows = (*self._rows_told, *self._odd_cells)
        return (*self.told, *self._sheets.remarks, *rows, *self._no_class)

    @property
    def unanswered(self) -> tuple[Message, ...]:
        """What must be said where nobody can be asked: the remarks, and what was taken for what."""
        left = (one for one in self.questions if one.said and one.key not in self.answers)
        return (*self.remarks, *(question.unasked for question in left))

    def with_headings(self, heading: str) -> ClassList:
        """The same list, its first row taken for headings where that makes this one of them."""
        key = heading_key("")
        is_asked = any(one.key == key for one in self.questions)
        if heading in self.table.header or not is_asked:
            return self
        other = self.answered(key, HEADING)
        return other if heading in other.table.header else self

    def keeping(self, *attributes: str) -> ClassList:
        """The same list with these columns, where they are left out, kept for rules to speak of."""
        wanted = set(map(normalised, attributes))
        kept = {
            heading: Meaning.ATTRIBUTE
            for heading in self.left_out.columns
            if normalised(heading) in wanted
        }
        return replace(self, chosen={**self.chosen, **kept})

    @property
    def title(self) -> str:
        """What the class seems to be called; empty where nothing says it."""
        if self.error is None and len(self.roster.classes) == 1 and self.roster.classes[0]:
            return self.roster.classes[0]
        stem = PurePath(self.file).stem if self._sheets.is_whole else ""
        return self._sheets.title or class_in(stem)

    @cached_property
    def roster(self) -> Roster:
        """The students. Raises ``InputError`` with line and column where none come of it."""
        return roster_from_table(self.table, self.columns)

    @cached_property
    def error(self) -> InputError | None:
        """Why no students come of it; None where they do."""
        try:
            _ = self.roster
        except InputError as error:
            return error
        return None

    @property
    def _no_class(self) -> tuple[Message, ...]:
        """That so many students can hardly be one class."""
        if self.error is not None or self.roster.classes != ("",):
            return ()
        if len(self.roster) <= LARGEST_CLASS:
            return ()
        return (
            Message(
                "No column says which class the students are in: all {students} are read as "
                "one class.",
                students=len(self.roster),
            ),
        )

    @property
    def _rows_told(self) -> tuple[Message, ...]:
        """Which rows were left out without a question, and why."""
        asked = {question.key for question in self.questions}
        rows = [_left_out_row(one) for one in self._sheets.apart if key_of(one.row) not in asked]
        if not rows:
            return ()
        where = [
            Message("line {line} ({reason})", line=row.line, reason=row.reason)
            if not row.sheet
            else Message(
                "{sheet}, line {line} ({reason})",
                sheet=row.sheet,
                line=row.line,
                reason=row.reason,
            )
            for row in rows
        ]
        return (
            plural(
                "{n} row was left out, for it is no student: {rows}.",
                "{n} rows were left out, for they are no students: {rows}.",
                n=len(rows),
                rows=where,
            ),
        )

    @property
    def _odd_cells(self) -> tuple[Message, ...]:
        kept = {Meaning.ATTRIBUTE, Meaning.PRIMARY_SCHOOL, Meaning.GENDER}
        names = self._cells_of(NAMES)
        lost = lost_letters(names, decoded=not self.as_is)
        return (*lost, *hardly_names(names), *errors_left(self._cells_of(kept)))

    def _cells_of(self, meanings: Collection[Meaning]) -> list[tuple[int, list[str]]]:
        """The line of each row, and its cells below headings of these meanings."""
        named = [heading for heading, meaning in self.columns.items() if meaning in meanings]
        return [(row.line, [self.table.cell(row, one) for one in named]) for row in self.table.rows]

    @cached_property
    def _guessed(self) -> Columns:
        return columns_of(self.table, self.answers, as_is=self.as_is)

    @cached_property
    def _sheets(self) -> Sheets:
        return sheets_among(self.grids, self.answers)


def _left_out_row(apart: Apart) -> LeftOutRow:
    return LeftOutRow(apart.row.line, apart.reason, apart.row.sheet)


def read_class_list(
    source: Tabular,
    *,
    columns: Mapping[str, Meaning] | None = None,
    answers: Mapping[str, str] | None = None,
) -> ClassList:
    """A class list, and what is asked about it; see ``read_roster`` for what can be one.

    ``columns`` says what the named columns mean, and ``answers`` answers questions by their
    keys. Raises ``InputError`` for what is no table.
    """
    file, grids = sheets_in(source)
    if not grids:
        raise InputError(Message("The file is empty."), Spot(file))
    grids = fit(grids)
    if is_frame(source):  # what a program made is taken by its words
        read = ClassList(file, grids, as_is=True)
    else:
        grids, told = mended(grids)
        read = ClassList(file, lists_among(grids), told)
    _ = read.table
    for key, value in (answers or {}).items():
        read = read.answered(key, value)
    for heading, meaning in (columns or {}).items():
        read = read.with_headings(heading).with_column(heading, meaning)
    return read


def pasted(text: str) -> Source:
    """Text that was pasted, to be read as a file is: names, or cells of a spreadsheet."""
    return Source("", text.encode("utf-8", "surrogatepass"))
