"""Rooms in and out of TOML: a name, the board's side, and a map that a person can read and draw."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from typing import NamedTuple
from unicodedata import category, combining, normalize

from toolkit.errors import InputError, Spot
from toolkit.files.atomic import write_whole
from toolkit.files.identity import refuse_identity_number
from toolkit.files.limits import MOST_ROOM_BYTES
from toolkit.files.sources import Readable, Source, opened
from toolkit.files.toml_positions import characters
from toolkit.files.toml_values import TomlValues, Words
from toolkit.messages import Message
from toolkit.rooms import (
    DESK_NAMES,
    DESK_SIGNS,
    MOST_CELLS,
    Cell,
    Desk,
    Room,
    Side,
    Standing,
    Thing,
    desk_at,
    touching,
)
from toolkit.values import only

_KEYS = {
    "name": 'name = "Rom 214"',
    "front": 'front = "top"',
    "map": 'map = """…"""',
}
_WORDS = Words(
    no_text=Message("This is no plain text. Save the room as a file of text, and try again."),
    too_large=Message("The file is larger than any room. Choose the room itself."),
    syntax=Message(
        "The room cannot be read from here on. Look for a quotation mark that is missing: name and "
        "front stand between two, the map between two lines of three."
    ),
    unknown=Message("{key} is nothing that a room has."),
)
_TOO_LARGE = Message("A room has at most {most} rows and as many columns.", most=MOST_CELLS)
_FLOOR = "."
_APOSTROPHES = "'’‘′ʼ"


def read_room(source: Readable) -> Room:
    """The room in a TOML file: its ``name``, its ``front`` and its ``map``.

    On the map a small letter or a digit is a place, and those of one letter that touch are a desk;
    ``T`` is the teacher's desk, ``D`` a door, ``V`` a window, ``#`` something in the way and ``.``
    the floor. Raises ``InputError`` with line and column for whatever cannot be understood.
    """
    source = opened(source, is_table=False)
    values = TomlValues.of(source, MOST_ROOM_BYTES, _WORDS)
    values.know(values.document, (), _KEYS)
    for key, example in _KEYS.items():
        if key not in values.document:
            message = Message("{key} is missing. Write {example}.", key=key, example=example)
            raise InputError(message, Spot(source.name, 1, 1))
    front = values.choice(Side, values.document["front"], ("front",))
    name = values.text_of(values.document["name"], ("name",))
    refuse_identity_number(name, values.spot(("name",)))
    rows = _rows(values)
    signs = {
        (row, column): sign
        for row, line in enumerate(rows, start=1)
        for column, sign in enumerate(line.signs, start=1)
    }
    desks, things = _desks(signs, values), _things(signs)
    columns = len(rows[0].signs)
    with values.at(values.spot(("name",))):
        return Room(name, front, len(rows), columns, desks, things, written=source.content)


def write_room(room: Room, path: str | os.PathLike[str]) -> None:
    """Write the room as the file that ``read_room`` reads.

    A room that was read and is the same still is written as it was, byte for byte.
    """
    write_whole(path, room_file(room))


def room_file(room: Room) -> bytes:
    """The file of a room: the one that it was read from, where that tells the same room still."""
    if only(room, Room, "room").written:
        with suppress(InputError):
            if read_room(Source(room.name, room.written)) == room:
                return room.written
    return room_to_toml(room).encode()


def room_to_toml(room: Room) -> str:
    """The room as the TOML text that ``read_room`` reads, without what else its file said."""
    import tomli_w

    head = tomli_w.dumps({"name": room.name, "front": room.front.value})
    return f'{head}\nmap = """\n{map_of(room)}\n"""\n'


def map_of(room: Room) -> str:
    """The map alone, row by row."""
    signs: dict[Cell, str] = {place.cell: place.desk for place in room.places}
    signs |= {standing.cell: standing.thing.value for standing in room.things}
    width = max(map(len, signs.values()))
    lines = (
        " ".join(
            signs.get((row, column), _FLOOR).ljust(width) for column in range(1, room.columns + 1)
        )
        for row in range(1, room.rows + 1)
    )
    return "\n".join(line.rstrip() for line in lines)


class _Sign(NamedTuple):
    """What stands in a cell, and where in the file."""

    text: str
    spot: Spot


@dataclass
class _Row:
    """The signs of a row, and where in the file it ends."""

    signs: list[_Sign]
    end: Spot

    @property
    def behind(self) -> Spot:
        """Where one more sign would stand."""
        if not self.signs:
            return self.end
        text, (file, line, column) = self.signs[-1].text, astuple(self.signs[-1].spot)
        return Spot(file, line, column + len(text))


def _rows(values: TomlValues) -> list[_Row]:
    """The signs of the map, as many in each row. Raises ``InputError`` where there are not."""
    found = list(_lines(values))
    while found and not found[-1].signs:
        found.pop()
    while found and not found[0].signs:
        found.pop(0)
    if len(found) > MOST_CELLS:
        raise InputError(_TOO_LARGE, found[MOST_CELLS].signs[0].spot)
    for row in found:
        if len(row.signs) > MOST_CELLS:
            raise InputError(_TOO_LARGE, row.signs[MOST_CELLS].spot)
        for sign in row.signs:
            _refuse_unknown(sign)
    _refuse_ragged(found)
    return found


def _lines(values: TomlValues) -> Iterator[_Row]:
    """The lines of the map, with whatever stands there that can be seen."""
    text = values.text_of(values.document["map"], ("map",))
    row = _Row([], values.spot(("map",)))
    joins = False
    for character, position in characters(values.text, values.positions.values["map",], text):
        spot = Spot(values.file, *position)
        if character == "\n":
            yield replace(row, end=spot)
            row, joins = _Row([], spot), False
        elif joins and (both := _joined(row.signs[-1].text, character)):
            row.signs[-1] = row.signs[-1]._replace(text=both)
        elif character.isspace() or category(character) == "Cf":
            joins = False
        else:
            row.signs.append(_Sign(character, spot))
            joins = True
    yield row


def _joined(before: str, character: str) -> str:
    """The one sign that they are: an å in two parts, as a Mac writes it, or a'; else nothing."""
    if combining(character) and len(before) == 1:
        return normalize("NFC", before + character)
    return f"{before}'" if character in _APOSTROPHES and before in DESK_SIGNS else ""


def _refuse_unknown(sign: _Sign) -> None:
    if sign.text == _FLOOR or sign.text in DESK_NAMES or sign.text in set(Thing):
        return
    seen = sign.text if sign.text.isprintable() else f"U+{ord(sign.text[0]):04X}"
    raise InputError(
        Message(
            "{sign} means nothing on the map. A small letter or a digit is a place, T the "
            "teacher's desk, D a door, V a window, # something in the way, and . the floor.",
            sign=seen,
        ),
        sign.spot,
    )


def _refuse_ragged(rows: list[_Row]) -> None:
    """Raise ``InputError`` at the first row that is not as long as most are."""
    lengths = Counter(len(row.signs) for row in rows if row.signs)
    ((usual, _),) = lengths.most_common(1) or [(0, 0)]
    for row in rows:
        length = len(row.signs)
        if length == usual:
            continue
        raise InputError(
            Message(
                "There are {length} cells in this row of the map, and {usual} in the others. All "
                "rows have as many, the floor too, as dots.",
                length=length,
                usual=usual,
            ),
            row.behind if length < usual else row.signs[usual].spot,
        )


def _desks(signs: dict[Cell, _Sign], values: TomlValues) -> tuple[Desk, ...]:
    """The desks on the map. Raises ``InputError`` where one is in two places, or there is none."""
    cells: dict[str, list[Cell]] = {}
    for cell, sign in signs.items():
        if sign.text in DESK_NAMES:
            cells.setdefault(sign.text, []).append(cell)
    if not cells:
        message = Message("There is no desk on the map. Draw the places with small letters.")
        raise values.error(message, ("map",))
    apart = (min(parts[1]) for parts in map(touching, cells.values()) if len(parts) > 1)
    if second := min(apart, default=None):
        raise InputError(
            Message(
                "Desk {desk} stands in two places that do not touch. Give the one that begins "
                "here another letter.",
                desk=signs[second].text,
            ),
            signs[second].spot,
        )
    return tuple(desk_at(name, own) for name, own in cells.items())


def _things(signs: dict[Cell, _Sign]) -> tuple[Standing, ...]:
    known = set(Thing)
    return tuple(
        Standing(Thing(sign.text), *cell) for cell, sign in signs.items() if sign.text in known
    )
