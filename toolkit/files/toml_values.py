"""A TOML document as people write it, and its values by kind, each with its place in the file."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from toolkit.errors import InputError, Spot
from toolkit.files.identity import refuse_identity_number
from toolkit.files.sources import Readable, opened
from toolkit.files.toml_positions import KeyPath, Positions, positions
from toolkit.files.toml_typed import is_typed, made_plain
from toolkit.messages import Message
from toolkit.people import did_you_mean

_MOST_PARTS = 8
_DOCUMENTS = (b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"%PDF")
_TEXT_OR_COMMENT = re.compile(
    r'"""(?:\\.|[^\\])*?(?:"{3,5}|\Z)'
    r"|'''.*?(?:'{3,5}|\Z)"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*",
    re.DOTALL,
)
_SYNTAX_PLACE = re.compile(r"at line (\d+), column (\d+)")

type Table = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a file that is no such document: ``unknown`` of a key that means nothing."""

    no_text: Message
    too_large: Message
    syntax: Message
    unknown: Message


@dataclass(frozen=True)
class TomlValues:
    """The values of a document. What is no such value is an ``InputError`` with line and column."""

    file: str
    text: str
    document: Table
    positions: Positions
    words: Words

    @classmethod
    def of(cls, source: Readable, most_bytes: int, words: Words) -> Self:
        """What a file says; made plain first where it could not be read otherwise."""
        upload = opened(source, is_table=False)
        if upload.content.startswith(_DOCUMENTS):
            raise InputError(words.no_text, Spot(upload.name))
        if len(upload.content) > most_bytes:
            before = upload.content[:most_bytes].decode(errors="ignore")
            raise InputError(words.too_large, upload.spot_after(before))
        document, text = _loaded(upload.name, upload.text(words.no_text), words.syntax)
        return cls(upload.name, text, document, positions(text), words)

    def know(self, table: Table, path: KeyPath, keys: Iterable[str]) -> None:
        """Refuse a key that means nothing."""
        for key in table:
            if key not in keys:
                refuse_identity_number(key, self.spot_of_key((*path, key)))
                message = Message(self.words.unknown.text, key=key)
                raise InputError(
                    did_you_mean(message, key, ((name, name) for name in keys)),
                    self.spot_of_key((*path, key)),
                )

    def text_of(self, value: object, path: KeyPath) -> str:
        """The value, where it is text."""
        if isinstance(value, str):
            return value
        raise self.error(Message("Text in quotation marks belongs here."), path)

    def table(self, document: Table, key: str) -> Table:
        """The table of this name, an empty one where it is not there."""
        value = document.get(key, {})
        if not isinstance(value, Mapping):
            raise self.error(Message("Write this as a table: [{key}].", key=key), (key,))
        return value

    def tables(self, document: Table, key: str) -> tuple[list[Table], list[KeyPath]]:
        """The tables of an array of tables, and where they are."""
        value = document.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            raise self.error(Message("Write each of these rules under [[{key}]].", key=key), (key,))
        return value, [(key, index) for index in range(len(value))]

    def array(self, value: object, path: KeyPath) -> list[object]:
        """The value, where it is a list."""
        if not isinstance(value, list):
            raise self.error(Message('A list belongs here: ["…", "…"].'), path)
        return value

    def number(self, value: object, path: KeyPath, most: int | None = None) -> int:
        """The value, where it is a whole number from 1, and no more than ``most``."""
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise self.error(Message("A whole number from 1 belongs here."), path)
        if most is not None and value > most:
            raise self.error(Message("At most {most} is allowed here.", most=most), path)
        return value

    def yes_or_no(self, value: object, path: KeyPath) -> bool:
        """The value, where it is true or false."""
        if not isinstance(value, bool):
            raise self.error(Message("Write true or false here, without quotation marks."), path)
        return value

    def choice[Choice: StrEnum](self, kind: type[Choice], value: object, path: KeyPath) -> Choice:
        """The choice that a word names."""
        if not isinstance(value, str) or value not in set(kind):
            choices = [f'"{choice}"' for choice in kind]
            raise self.error(Message("Choose one of these: {choices}.", choices=choices), path)
        return kind(value)

    @contextmanager
    def at(self, spot: Spot) -> Iterator[None]:
        """Say where the word stands that cannot be understood."""
        try:
            yield
        except InputError as error:
            raise InputError(error.message, spot) from None

    def error(self, message: Message, path: KeyPath) -> InputError:
        """The error for the value at the path."""
        return InputError(message, self.spot(path))

    def spot(self, path: KeyPath) -> Spot:
        """Where a value stands, or the nearest thing around it that has a spot."""
        while path and path not in self.positions.values:
            if path in self.positions.keys:
                return self.spot_of_key(path)
            path = path[:-1]
        return Spot(self.file, *self.positions.values[path]) if path else Spot(self.file)

    def spot_of_key(self, path: KeyPath) -> Spot:
        """Where a key or the header of a table stands."""
        return Spot(self.file, *self.positions.keys[path])


def _loaded(file: str, text: str, syntax: Message) -> tuple[Table, str]:
    """What the text says, and the text itself, made plain if it could not be read otherwise."""
    if not is_typed(text):
        with suppress(InputError):
            return _document(file, text, syntax), text
    text = made_plain(text)
    return _document(file, text, syntax), text


def _document(file: str, text: str, syntax: Message) -> Table:
    bare = _TEXT_OR_COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    for number, line in enumerate(bare.split("\n"), start=1):
        # The time that TOML takes grows with the square of a key's parts: a.b.c
        if line.count(".") > _MOST_PARTS:
            raise InputError(syntax, Spot(file, number, 1))
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # numbers too long, brackets too deep
        raise _syntax_error(file, text, str(error), syntax) from None


def _syntax_error(file: str, text: str, error: str, syntax: Message) -> InputError:
    lines = text.split("\n")
    if not (found := _SYNTAX_PLACE.search(error)):
        return InputError(syntax, Spot(file, len(lines), len(lines[-1]) + 1))
    line, column = int(found[1]), int(found[2])
    strange = lines[line - 1][column - 1 : column]
    if not strange or strange.isascii():
        return InputError(syntax, Spot(file, line, column))
    message = Message(
        "{character} means nothing here. Put names in straight quotation marks, as in {example}, "
        "and write the rest with the plain signs of the keyboard.",
        character=strange,
        example='"Ida Berg"',
    )
    return InputError(message, Spot(file, line, column))
