"""Class lists to rosters: what each column means, and one student a row."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2s

from toolkit.errors import InputError, Spot
from toolkit.files.columns import guess_columns
from toolkit.files.formats import Tabular
from toolkit.files.grids import Row
from toolkit.files.headers import NAMES, Meaning
from toolkit.files.tables import SURNAME_FIRST, Table, read_table
from toolkit.messages import Message
from toolkit.people import Roster, Student, normalised

type Columns = Mapping[str, Meaning]
"""What the column below each heading holds."""

_ATTRIBUTES = (Meaning.PRIMARY_SCHOOL, Meaning.GENDER)


def read_roster(source: Tabular, *, columns: Columns | None = None) -> Roster:
    """The students in a class list: CSV, XLSX, ODS, a OneRoster zip archive, or a DataFrame.

    ``columns`` says what the named columns mean, where the headings do not, and asks for
    those that ``guess_columns`` leaves out. Raises ``InputError`` with file, row and column
    for whatever cannot be used.
    """
    table = read_table(source)
    for heading in columns or {}:
        if heading not in table.header:
            raise InputError(
                Message("There is no column called {heading}.", heading=heading),
                Spot(table.file),
            )
    return roster_from_table(table, {**guess_columns(table), **(columns or {})})


def roster_from_table(table: Table, columns: Columns) -> Roster:
    """The roster that these meanings make of the table.

    Raises ``InputError`` for a meaning given twice, a missing name or an id given twice.
    """
    chosen = _chosen(table, columns)
    names = [_name(chosen, row) for row in table.rows]
    classes = _classes(chosen)
    ids = _ids(chosen, names, classes)
    return Roster(
        tuple(
            Student(key, name, school_class, chosen.attributes(row))
            for key, name, school_class, row in zip(ids, names, classes, table.rows, strict=True)
        )
    )


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A table whose columns are known; each attribute has its name and its heading."""

    table: Table
    heading_of: Mapping[Meaning, str]
    attribute_columns: tuple[tuple[str, str], ...]

    def cell(self, row: Row, meaning: Meaning) -> str:
        """The text of the column with this meaning, its runs of spaces made one."""
        heading = self.heading_of.get(meaning)
        return "" if heading is None else " ".join(self.table.cell(row, heading).split())

    def attributes(self, row: Row) -> tuple[tuple[str, str], ...]:
        """The attributes of a row, the known ones under the names that rules use."""
        return tuple(
            (name, " ".join(self.table.cell(row, heading).split()))
            for name, heading in self.attribute_columns
        )

    def spot(self, row: Row, *meanings: Meaning) -> Spot:
        """The cell of a row below the first of these meanings that has a column."""
        heading = next(self.heading_of[one] for one in meanings if one in self.heading_of)
        return Spot(self.table.file, row.line, heading)


def _chosen(table: Table, columns: Columns) -> _Chosen:
    heading_of: dict[Meaning, str] = {}
    attributes = []
    for heading in table.header:
        meaning = columns.get(heading, Meaning.LEFT_OUT)
        if meaning is Meaning.LEFT_OUT:
            continue
        if meaning is Meaning.ATTRIBUTE:
            attributes.append((heading, heading))
            continue
        if meaning in heading_of:
            raise InputError(
                Message(
                    "Two columns are chosen as {meaning}: {one} and {other}. Choose one.",
                    meaning=meaning.label,
                    one=heading_of[meaning],
                    other=heading,
                ),
                Spot(table.file),
            )
        heading_of[meaning] = heading
        if meaning in _ATTRIBUTES:
            attributes.append((meaning.value, heading))
    if not NAMES & heading_of.keys():
        raise InputError(
            Message(
                "No heading says which column holds the names. Write Name, or First name "
                "and Last name, above it."
            ),
            Spot(table.file, table.header_line),
        )
    return _Chosen(table, heading_of, tuple(attributes))


def _name(chosen: _Chosen, row: Row) -> str:
    """The whole name; "Berg, Ida" is Ida Berg."""
    name = chosen.cell(row, Meaning.NAME)
    if turned := SURNAME_FIRST.fullmatch(name):
        name = f"{turned[2]} {turned[1]}"
    if not name:
        parts = (chosen.cell(row, Meaning.FIRST_NAME), chosen.cell(row, Meaning.LAST_NAME))
        name = " ".join(filter(None, parts))
    if not name:
        raise InputError(
            Message("A name is missing here. Write it, or remove the line."),
            chosen.spot(row, Meaning.NAME, Meaning.FIRST_NAME, Meaning.LAST_NAME),
        )
    return name


def _classes(chosen: _Chosen) -> list[str]:
    """The class of every row; either all rows have one, or none."""
    classes = [chosen.cell(row, Meaning.CLASS) for row in chosen.table.rows]
    if any(classes) and not all(classes):
        raise InputError(
            Message("The class is missing here, and others have one. Write it."),
            chosen.spot(chosen.table.rows[classes.index("")], Meaning.CLASS),
        )
    return classes


def _ids(chosen: _Chosen, names: list[str], classes: list[str]) -> list[str]:
    """Each student's own id, or one made from class and name, never from the row.

    So a student who joins does not change the ids of the others. Who shares class and
    name with someone above gets a number behind the id.
    """
    written: dict[str, Row] = {}
    made: Counter[str] = Counter()
    ids = []
    for row, name, school_class in zip(chosen.table.rows, names, classes, strict=True):
        key = chosen.cell(row, Meaning.ID)
        if not key:
            base = _made_id(name, school_class)
            made[base] += 1
            key = base if made[base] == 1 else f"{base}-{made[base]}"
        elif key in written:
            raise InputError(
                Message(
                    "The id {id} stands on line {row} as well. Give each student an id of "
                    "their own.",
                    id=key,
                    row=written[key].line,
                ),
                chosen.spot(row, Meaning.ID),
            )
        written[key] = row
        ids.append(key)
    return ids


def _made_id(name: str, school_class: str) -> str:
    words = f"{normalised(school_class)}\n{normalised(name)}"
    # A letter first, or a spreadsheet takes 12345e6 for a number.
    return "s" + blake2s(words.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
