"""How large the sheets of a workbook are, found in their XML before anything is laid out.

A reader lays out every cell down to the last one and repeats what is said to be repeated, so a
small file can ask for all the memory there is. The words of XLSX (``row``, ``c``, ``v``) and of
ODS (``table-row``, ``table-cell``) are different, and so one pass understands both.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import zip_longest
from xml.parsers import expat

from toolkit.errors import InputError, Spot
from toolkit.files.grids import column_number
from toolkit.files.limits import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ELEMENTS,
    MOST_ROWS,
    MOST_TEXT,
    far_outside,
    too_much,
)
from toolkit.messages import Message

_DEEPEST = 200  # elements within elements
_CELL = re.compile(r"([A-Za-z]{1,6})([0-9]{1,12})")
# What may stand in what: a sheet holds rows, a row cells, and none another of its kind.
_LEVELS = {
    **{"worksheet": 0, "table": 0},
    **{"row": 1, "table-row": 1},
    **{"c": 2, "table-cell": 2, "covered-table-cell": 2},
}

type Attributes = Mapping[str, str]


class BrokenXmlError(Exception):
    """The XML of a workbook is not well formed, with which some readers never come to an end.

    Or it nests too deep, or otherwise than sheets do, or counts in words that are no numbers.
    """


def refuse_overfull(file: str, members: Mapping[str, bytes]) -> None:
    """Refuse a workbook that is filled far beyond any class list, by the XML of its members.

    Raises ``InputError`` for cells far outside, too many of them or too much text, and
    ``BrokenXmlError``.
    """
    extent = _Extent(file)
    for member in members.values():
        extent.measure(member)
    extent.refuse_much_text()


class _Extent:
    """Follows the elements of one member after another. Rows and columns count from 0."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.elements = 0
        self.text = 0  # characters in all cells but those that point to a shared text
        self.pointers: Counter[str] = Counter()  # how many cells point to which text
        self.shared: list[list[int]] = []  # the lengths of the texts that each member shares
        self.begins: dict[str, Callable[[Attributes], None]] = {
            **{"worksheet": self._begin_sheet, "table": self._begin_sheet},
            **{"row": self._begin_row, "table-row": self._begin_row},
            **{"c": self._begin_cell, "v": self._begin_value, "is": self._begin_value},
            **{"table-cell": self._begin_cell, "covered-table-cell": self._begin_cell},
            **{"si": self._begin_shared, "s": self._add_spaces},
        }
        self.ends: dict[str, Callable[[], None]] = {
            **{"c": self._end_cell, "table-cell": self._end_cell},
            **{"covered-table-cell": self._end_cell, "si": self._end_shared},
        }

    def measure(self, xml: bytes) -> None:
        self.depth = 0
        self.levels: list[int] = []
        self.length = self.before = 0
        self.pointer = ""
        self.shared.append([])
        self._begin_sheet({})
        self._begin_cell({})
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(xml, True)
        except (expat.ExpatError, LookupError, ValueError):  # the latter for unknown encodings
            raise BrokenXmlError from None

    def refuse_much_text(self) -> None:
        """Refuse a few long texts that are shown in very many cells."""
        lengths = [max(one) for one in zip_longest(*self.shared, fillvalue=0)]
        longest = max(lengths, default=0)
        for pointer, count in self.pointers.items():
            known = pointer.isdecimal() and int(pointer) < len(lengths)
            self.text += count * (lengths[int(pointer)] if known else longest)
        if self.text > MOST_TEXT:
            raise too_much(Spot(self.file))

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise too_much(Spot(self.file))
        tag = name.rpartition(":")[2]
        level = _LEVELS.get(tag)
        if self.depth > _DEEPEST or (level is not None and level <= max(self.levels, default=-1)):
            raise BrokenXmlError
        if level is not None:
            self.levels.append(level)
        if begin := self.begins.get(tag):
            begin(attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        tag = name.rpartition(":")[2]
        if tag in _LEVELS:
            self.levels.pop()
        if end := self.ends.get(tag):
            end()

    def _characters(self, text: str) -> None:
        self.length += len(text)
        if len(self.pointer) < 10:
            self.pointer += text[:10]

    def _begin_sheet(self, _: Attributes) -> None:
        self.row = self.next_row = self.next_column = 0
        self.rows = 1  # how often the row is repeated
        self.height = self.width = 0

    def _begin_row(self, attributes: Attributes) -> None:
        self.row = _number(attributes, "r", self.next_row + 1) - 1
        self.rows = _number(attributes, "table:number-rows-repeated", 1)
        self.next_row = self.row + self.rows
        self.next_column = 0

    def _begin_cell(self, attributes: Attributes) -> None:
        self.column = self.next_column
        if "r" in attributes:
            named = _CELL.fullmatch(attributes["r"])
            if named is None:
                raise BrokenXmlError
            self.column, self.row = column_number(named[1].upper()), int(named[2]) - 1
        self.columns = _number(attributes, "table:number-columns-repeated", 1)
        self.next_column = self.column + self.columns
        self.is_pointer = attributes.get("t") == "s"
        self.is_filled = any("value" in name for name in attributes)
        self.before = self.length

    def _begin_value(self, _: Attributes) -> None:
        self.is_filled = True
        self.pointer = ""

    def _add_spaces(self, attributes: Attributes) -> None:
        self.length += _number(attributes, "text:c", 1)

    def _begin_shared(self, _: Attributes) -> None:
        self.before = self.length

    def _end_shared(self) -> None:
        self.shared[-1].append(self.length - self.before)

    def _end_cell(self) -> None:
        length = self.length - self.before
        if not self.is_filled and not length:
            return
        self.height = max(self.height, self.row + self.rows)
        self.width = max(self.width, self.column + self.columns)
        if (
            self.height > MOST_ROWS
            or self.width > MOST_COLUMNS
            or self.height * self.width > MOST_CELLS
        ):
            raise self._too_far()
        if self.is_pointer:
            self.pointers[self.pointer.strip()] += 1
        self.text += length * self.rows * self.columns
        if self.text > MOST_TEXT:
            raise too_much(Spot(self.file))

    def _too_far(self) -> InputError:
        if self.rows == self.columns == 1:
            return far_outside(self.file, self.row + 1, self.column)
        return InputError(
            Message(
                "The list is filled far beyond its last student. Delete the rows and columns "
                "after it, and try again."
            ),
            Spot(self.file),
        )


def _number(attributes: Attributes, name: str, otherwise: int) -> int:
    """A count that an attribute gives; one with more digits than any sheet needs is cut."""
    text = attributes.get(name)
    if text is None:
        return otherwise
    if not text.isdecimal():
        raise BrokenXmlError
    return int(text[:12])
