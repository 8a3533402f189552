"""A table whose columns are known to a roster: one student a row."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from toolkit.errors import InputError, Spot
from toolkit.files.broken_text import is_broken, is_no_name
from toolkit.files.class_names import one_spelling, year_of
from toolkit.files.grids import Row
from toolkit.files.headers import NAMES, Meaning
from toolkit.files.tables import Table
from toolkit.messages import Message
from toolkit.names import class_key, first_name_first, normalised, tidy
from toolkit.people import Roster, Student, made_id

_ATTRIBUTES = (Meaning.PRIMARY_SCHOOL, Meaning.GENDER)


def roster_from_table(table: Table, columns: Mapping[str, Meaning]) -> Roster:
    """The roster that these meanings, by heading, make of the table.

    Raises ``InputError`` for a meaning given twice, a missing name or an id given twice.
    """
    chosen = _chosen(table, columns)
    classes = _classes(chosen)
    names = _names(chosen, classes)
    for meaning in (Meaning.CLASS, Meaning.YEAR, Meaning.ID):
        _refuse_broken(chosen, meaning)
    ids = _ids(chosen, names, classes)
    found: dict[str, Student] = {}
    for key, name, school_class, row in zip(ids, names, classes, table.rows, strict=True):
        if (one := found.get(key)) is None:
            found[key] = Student(key, name, school_class, chosen.attributes(row))
        else:  # in another class too
            found[key] = replace(one, also_in=(*one.also_in, school_class))
    return Roster(tuple(found.values()))


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
        """The attributes of a row, the known ones under the names that rules use.

        An error of a spreadsheet is no value that two could share.
        """
        cells = ((name, self.table.cell(row, heading)) for name, heading in self.attribute_columns)
        return tuple((name, "" if is_broken(cell) else cell) for name, cell in cells)

    def spot(self, row: Row, *meanings: Meaning) -> Spot:
        """The cell of a row below the first of these meanings that has a column."""
        heading = next(self.heading_of[one] for one in meanings if one in self.heading_of)
        file = f"{self.table.file}, {row.sheet}" if row.sheet else self.table.file
        return Spot(file, row.line, heading)


def _chosen(table: Table, columns: Mapping[str, Meaning]) -> _Chosen:
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


def _names(chosen: _Chosen, classes: list[str]) -> list[str]:
    """The names; those who share one in a class have their middle names in it as well."""
    names = [_name(chosen, row) for row in chosen.table.rows]
    if Meaning.MIDDLE_NAME not in chosen.heading_of:
        return names
    alike = Counter(zip(classes, map(normalised, names), strict=True))
    return [
        _name(chosen, row, Meaning.MIDDLE_NAME) if alike[own, normalised(name)] > 1 else name
        for row, own, name in zip(chosen.table.rows, classes, names, strict=True)
    ]


def _name(chosen: _Chosen, row: Row, *between: Meaning) -> str:
    """The whole name; "Berg, Ida" is Ida Berg."""
    parts = [first_name_first(tidy(chosen.cell(row, Meaning.NAME)))]
    if not parts[0]:
        parts = [
            tidy(chosen.cell(row, part))
            for part in (Meaning.FIRST_NAME, *between, Meaning.LAST_NAME)
        ]
    spot = chosen.spot(row, Meaning.NAME, Meaning.FIRST_NAME, Meaning.LAST_NAME)
    if any(map(is_no_name, parts)):
        raise InputError(
            Message(
                "Here stands an error of the spreadsheet, a formula or a number, and no name. Open "
                "the file in the program that it was made with, put the name right, and save it "
                "again."
            ),
            spot,
        )
    name = tidy(" ".join(parts))
    if not name:
        raise InputError(Message("A name is missing here. Write it, or remove the line."), spot)
    return name


def _refuse_broken(chosen: _Chosen, meaning: Meaning) -> None:
    for row in chosen.table.rows:
        if is_broken(chosen.cell(row, meaning)):
            raise InputError(
                Message(
                    "Here stands an error of the spreadsheet or a formula. Open the file in the "
                    "program that it was made with, put it right, and save it again."
                ),
                chosen.spot(row, meaning),
            )


def _classes(chosen: _Chosen) -> list[str]:
    """The class of every row; either all rows have one, or none."""
    classes = one_spelling(_class(chosen, row) for row in chosen.table.rows)
    if any(classes) and not all(classes):
        raise InputError(
            Message("The class is missing here, and others have one. Write it."),
            chosen.spot(chosen.table.rows[classes.index("")], Meaning.CLASS),
        )
    return classes


def _class(chosen: _Chosen, row: Row) -> str:
    """The class of a row; where a year has a column of its own, 8 and A are 8A."""
    school_class = tidy(chosen.cell(row, Meaning.CLASS))
    year = chosen.cell(row, Meaning.YEAR)
    return (year_of(year) or year) + school_class if school_class else ""


def _ids(chosen: _Chosen, names: list[str], classes: list[str]) -> list[str]:
    """Each student's own id, or one made from class and name, never from the row.

    So a student who joins does not change the ids of the others. Who shares class and
    name with someone above gets a number behind the id. An id may stand again where its
    student is in another class too, as in lists of subjects.
    """
    written: dict[str, Row] = {}
    places: set[tuple[str, str]] = set()
    called: dict[str, str] = {}
    made: Counter[str] = Counter()
    ids = []
    for row, name, school_class in zip(chosen.table.rows, names, classes, strict=True):
        key = chosen.cell(row, Meaning.ID)
        if not tidy(key):
            base = made_id(name, school_class)
            made[base] += 1
            key = base if made[base] == 1 else f"{base}-{made[base]}"
        elif called.setdefault(key, normalised(name)) != normalised(name) or (
            (key, class_key(school_class)) in places
        ):
            raise InputError(
                Message(
                    "The id {id} stands on line {row} as well. Give each student an id of "
                    "their own.",
                    id=key,
                    row=written[key].line,
                ),
                chosen.spot(row, Meaning.ID),
            )
        written.setdefault(key, row)
        places.add((key, class_key(school_class)))
        ids.append(key)
    return ids
