"""Where each key and value stands in a TOML text, which ``tomllib`` does not tell."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

type KeyPath = tuple[str | int, ...]
"""The way to a value: keys of tables, and positions in arrays counted from 0."""


class Position(NamedTuple):
    """A position in the text; line and column are counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Positions:
    """Where keys (or the headers of tables) and values begin."""

    keys: dict[KeyPath, Position] = field(default_factory=dict)
    values: dict[KeyPath, Position] = field(default_factory=dict)


_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'", re.DOTALL
)
_PIECES = re.compile(
    r"(?P<joined>\\[ \t]*\n\s*)|\\u.{4}|\\U.{8}|\\.|.", re.DOTALL
)  # of a text between double quotation marks; what is joined says nothing
_SINGLE = re.compile(r"(?P<joined>(?!))|.", re.DOTALL)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\n]+")


def characters(text: str, begin: Position, value: str) -> Iterator[tuple[str, Position]]:
    """Every character of the text value that begins there, and where it stands, escaped or not."""
    text = text.replace("\r\n", "\n")
    at = sum(len(line) + 1 for line in text.split("\n")[: begin.line - 1]) + begin.column - 1
    found = _STRING.match(text, at)
    assert found is not None, "a text value begins here"
    quotes = 3 if found[0].startswith(('"""', "'''")) else 1
    if quotes == 3 and text.startswith("\n", at + quotes):
        at += 1  # a line break right behind the quotation marks is none of the value's
    pieces = _PIECES if found[0][0] == '"' else _SINGLE
    line = text.count("\n", 0, at + quotes) + 1
    start = text.rfind("\n", 0, at + quotes) + 1
    of_value = iter(value)
    for piece in pieces.finditer(text, at + quotes, found.end() - quotes):
        position = Position(line, piece.start() - start + 1)
        if breaks := piece[0].count("\n"):
            line += breaks
            start = piece.start() + piece[0].rindex("\n") + 1
        if not piece["joined"]:
            yield next(of_value), position


def positions(text: str) -> Positions:
    """Every key and value of a text that ``tomllib`` has found to be right."""
    return _Scanner(text.replace("\r\n", "\n")).document()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found = Positions()
        self.lengths: dict[KeyPath, int] = {}
        self.breaks = [found.start() for found in re.finditer("\n", text)]

    def document(self) -> Positions:
        table: KeyPath = ()
        while not self.at_end():
            if self.text[self.at] == "[":
                table = self.table_header()
            else:
                self.assignment(table)
        return self.found

    def table_header(self) -> KeyPath:
        position, is_array = self.position(), self.text.startswith("[[", self.at)
        self.at += 1 + is_array
        path = self.inside(self.key())
        if is_array:
            path = self.next_item(path)
        self.mark(path, position)
        self.at = self.text.index("]", self.at) + 1 + is_array
        return path

    def mark(self, path: KeyPath, position: Position) -> None:
        """A key stands here, and so do the tables that it is the first to speak of."""
        for length in range(1, len(path) + 1):
            self.found.keys.setdefault(path[:length], position)

    def inside(self, keys: KeyPath) -> KeyPath:
        """The way through arrays of tables, whose newest table is meant."""
        path: KeyPath = ()
        for key in keys:
            if path in self.lengths:
                path = (*path, self.lengths[path] - 1)
            path = (*path, key)
        return path

    def next_item(self, path: KeyPath) -> KeyPath:
        self.lengths[path] = self.lengths.get(path, 0) + 1
        return (*path, self.lengths[path] - 1)

    def assignment(self, table: KeyPath) -> None:
        position = self.position()
        path = (*table, *self.key())
        self.mark(path, position)
        self.at = self.text.index("=", self.at) + 1
        self.value(path)

    def key(self) -> KeyPath:
        parts = [self.key_part()]
        while self.next_is("."):
            parts.append(self.key_part())
        return tuple(parts)

    def key_part(self) -> str:
        self.skip_blank()
        if quoted := self.take(_STRING):
            return str(tomllib.loads(f"key = {quoted}")["key"])
        return self.take(_BARE_KEY)

    def value(self, path: KeyPath) -> None:
        self.skip_blank()
        self.found.values[path] = self.position()
        if self.next_is("["):
            position = 0
            while not self.next_is("]"):
                self.value((*path, position))
                position += 1
                self.next_is(",")
        elif self.next_is("{"):
            while not self.next_is("}"):
                self.assignment(path)
                self.next_is(",")
        elif not self.take(_STRING):
            self.take(_BARE_VALUE)

    def next_is(self, mark: str) -> bool:
        """Whether this mark comes next; it is then behind us."""
        self.skip_blank()
        if not self.text.startswith(mark, self.at):
            return False
        self.at += len(mark)
        self.skip_blank()
        return True

    def take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return found[0]

    def skip_blank(self) -> None:
        self.take(_BLANK)

    def at_end(self) -> bool:
        self.skip_blank()
        return self.at >= len(self.text)

    def position(self) -> Position:
        line = bisect_left(self.breaks, self.at)
        begin = self.breaks[line - 1] + 1 if line else 0
        return Position(line + 1, self.at - begin + 1)
