"""A classroom as a map of cells: desks with their places, and what else stands in it.

Rows and columns are counted from 1, from the top left corner of the map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import product
from unicodedata import category

from toolkit.errors import InputError, Spot
from toolkit.messages import Message
from toolkit.rules import Near
from toolkit.shown import counted, line
from toolkit.values import choice, count, only, settle, several

MOST_CELLS = 60
"""Rows, and columns, of a map: more are never one classroom."""

NEAR = 2
"""Cells to a door, a window or the teacher's desk, up to which a place is near it."""

type Cell = tuple[int, int]
"""Row and column."""


class Side(StrEnum):
    """A side of the map."""

    TOP = "top"
    BOTTOM = "bottom"
    LEFT = "left"
    RIGHT = "right"


class Thing(StrEnum):
    """What stands in a room beside the desks, by its sign on the map."""

    TEACHER = "T"
    DOOR = "D"
    WINDOW = "V"
    OBSTACLE = "#"


DESK_SIGNS = "abcdefghijklmnopqrstuvwxyzæøå0123456789"
"""What desks are called, in this order; then the same with ``'`` behind."""

DESK_NAMES = (*DESK_SIGNS, *(f"{sign}'" for sign in DESK_SIGNS))

LONGEST_NAME = 100

_THINGS = {Near.DOOR: Thing.DOOR, Near.WINDOW: Thing.WINDOW, Near.TEACHER: Thing.TEACHER}


@dataclass(frozen=True, slots=True)
class Place:
    """Where one student can sit: ``seat`` is the desk's name and a number, as a1."""

    seat: str
    desk: str
    row: int
    column: int

    def __post_init__(self) -> None:
        only(self.seat, str, "seat")
        only(self.desk, str, "desk")
        settle(self, row=_cell_number(self.row, "row"))
        settle(self, column=_cell_number(self.column, "column"))

    @property
    def cell(self) -> Cell:
        """Its row and column."""
        return self.row, self.column


@dataclass(frozen=True, slots=True)
class Desk:
    """Places side by side, in reading order."""

    name: str
    places: tuple[Place, ...]

    def __post_init__(self) -> None:
        only(self.name, str, "name")
        settle(self, places=several(self.places, Place, "places"))
        if self.places != _numbered(self.name, self.cells):
            raise InputError(
                Message(
                    "The places of desk {desk} are called {seats}, in reading order.",
                    desk=self.name,
                    seats=[f"{self.name}{number}" for number, _ in enumerate(self.places, start=1)],
                ),
                Spot("places"),
            )

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Those of its places."""
        return tuple(place.cell for place in self.places)


def desk_at(name: str, cells: Iterable[Cell]) -> Desk:
    """The desk of this name with a place in each of the cells."""
    return Desk(name, _numbered(name, cells))


def _numbered(name: str, cells: Iterable[Cell]) -> tuple[Place, ...]:
    in_order = enumerate(sorted(cells), start=1)
    return tuple(Place(f"{name}{number}", name, *cell) for number, cell in in_order)


@dataclass(frozen=True, slots=True)
class Standing:
    """A thing in a cell of its own."""

    thing: Thing
    row: int
    column: int

    def __post_init__(self) -> None:
        settle(
            self,
            thing=choice(self.thing, Thing, "thing"),
            row=_cell_number(self.row, "row"),
            column=_cell_number(self.column, "column"),
        )

    @property
    def cell(self) -> Cell:
        """Its row and column."""
        return self.row, self.column


@dataclass(frozen=True, repr=False)
class Room:
    """A room: ``rows`` times ``columns`` cells, the board along the side that is ``front``.

    Desks stand in the reading order of their first places, things in reading order: two rooms
    that look alike are equal. Raises ``InputError`` where two stand in one cell or something
    outside, two desks have one name, the places of a desk do not touch, or there is no desk.

    ``written`` is the file that the room was read from, or nothing.
    """

    name: str
    front: Side
    rows: int
    columns: int
    desks: tuple[Desk, ...]
    things: tuple[Standing, ...] = ()
    written: bytes = field(default=b"", compare=False)

    def __post_init__(self) -> None:
        _refuse_unreadable(only(self.name, str, "name"))
        desks = several(self.desks, Desk, "desks")
        things = several(self.things, Standing, "things")
        settle(
            self,
            front=choice(self.front, Side, "front"),
            rows=_cell_number(self.rows, "rows"),
            columns=_cell_number(self.columns, "columns"),
            desks=tuple(sorted(desks, key=lambda desk: desk.cells[:1])),
            things=tuple(sorted(things, key=lambda one: one.cell)),
        )
        _refuse_impossible(self)

    def __repr__(self) -> str:
        places = counted(len(self.places), "place")
        return line("Room", self.name, counted(len(self.desks), "desk"), places)

    def _repr_svg_(self) -> str:
        """The room as it is drawn."""
        import toolkit  # what draws stands above; the front door has it

        return toolkit.room_svg(self, translate="en")

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """All places, in reading order."""
        found = (place for desk in self.desks for place in desk.places)
        return tuple(sorted(found, key=lambda place: place.cell))

    @cached_property
    def by_seat(self) -> dict[str, Place]:
        """Every place by its seat."""
        return {place.seat: place for place in self.places}

    @cached_property
    def by_name(self) -> dict[str, Desk]:
        """Every desk by its name."""
        return {desk.name: desk for desk in self.desks}

    def desk_of(self, seat: str) -> Desk:
        """The desk that a seat is at. Raises ``InputError`` where there is no such seat."""
        return self.by_name[self.place(seat).desk]

    def between(self, one: str, other: str) -> int:
        """How many cells are between two seats, diagonals counting as one; 0 at one desk."""
        here, there = self.place(one), self.place(other)
        return 0 if here.desk == there.desk else _between(here.cell, there.cell)

    def desks_between(self, one: str, other: str) -> int:
        """How many cells are between the two nearest places of two desks, given by name."""
        here, there = self._desk(one), self._desk(other)
        if here == there:
            return 0
        return min(_between(*cells) for cells in product(here.cells, there.cells))

    @cached_property
    def at_front(self) -> frozenset[str]:
        """The seats in the row (column, where the front is left or right) nearest to the front."""
        return self._at(min)

    @cached_property
    def at_back(self) -> frozenset[str]:
        """The seats in the row (or column) farthest from the front."""
        return self._at(max)

    def near(self, what: Near) -> frozenset[str]:
        """The seats near to this: none where the room has no such thing.

        Near a door, a window or the teacher's desk are the places no more than two cells away,
        diagonals counting as one; where there is none, the nearest.
        """
        what = choice(what, Near, "near")
        if what is Near.FRONT:
            return self.at_front
        if what is Near.BACK:
            return self.at_back
        cells = [one.cell for one in self.things if one.thing is _THINGS[what]]
        if not cells:
            return frozenset()
        away = {p.seat: min(_steps(p.cell, cell) for cell in cells) for p in self.places}
        limit = max(NEAR, min(away.values()))
        return frozenset(seat for seat, steps in away.items() if steps <= limit)

    def depth(self, cell: Cell) -> int:
        """How many rows (or columns) of the map are between a cell and the front."""
        row, column = cell
        return {
            Side.TOP: row - 1,
            Side.BOTTOM: self.rows - row,
            Side.LEFT: column - 1,
            Side.RIGHT: self.columns - column,
        }[self.front]

    def _at(self, end: Callable[[Iterable[int]], int]) -> frozenset[str]:
        depths = {place.seat: self.depth(place.cell) for place in self.places}
        edge = end(depths.values())
        return frozenset(seat for seat, depth in depths.items() if depth == edge)

    def place(self, seat: str) -> Place:
        """The place of this name. Raises ``InputError`` where there is none."""
        try:
            return self.by_seat[seat]
        except KeyError:
            raise InputError(Message("There is no seat {seat} in this room.", seat=seat)) from None

    def _desk(self, name: str) -> Desk:
        try:
            return self.by_name[name]
        except KeyError:
            raise InputError(Message("There is no desk {desk} in this room.", desk=name)) from None


def _steps(one: Cell, other: Cell) -> int:
    """From cell to cell, diagonals counting as one."""
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


def _between(one: Cell, other: Cell) -> int:
    return max(0, _steps(one, other) - 1)


def beside(cell: Cell) -> list[Cell]:
    """The four cells that share a side with this one, also where they are outside the map."""
    row, column = cell
    return [(row - 1, column), (row, column - 1), (row, column + 1), (row + 1, column)]


def touching(cells: Iterable[Cell]) -> list[set[Cell]]:
    """The cells in sets of those that touch: beside or behind each other.

    Those that meet at a corner only do not: who sits there does not sit side by side.
    """
    left, found = set(cells), []
    while left:
        together: set[Cell] = set()
        at_edge = [min(left)]
        while at_edge:
            cell = at_edge.pop()
            if cell in left:
                left.remove(cell)
                together.add(cell)
                at_edge += beside(cell)
        found.append(together)
    return found


def _cell_number(value: object, field: str) -> int:
    return count(value, field, MOST_CELLS)


def _refuse_unreadable(name: str) -> None:
    """Raise ``InputError`` for a name that cannot be written in one line."""
    if len(name) > LONGEST_NAME:
        raise InputError(
            Message("A room's name has at most {most} characters.", most=LONGEST_NAME), Spot("name")
        )
    if any(category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in name):
        raise InputError(Message("A room's name is one line of plain text."), Spot("name"))


def _refuse_impossible(room: Room) -> None:
    """Raise ``InputError`` where the room cannot be drawn as a map."""
    if not room.desks:
        raise InputError(Message("There is no desk in this room."), Spot("desks"))
    taken: set[Cell] = set()
    for cell in (*(p.cell for p in room.places), *(one.cell for one in room.things)):
        row, column = cell
        if row > room.rows or column > room.columns:
            raise _error_at(Message("This is outside the room."), cell)
        if cell in taken:
            raise _error_at(Message("Something stands here already."), cell)
        taken.add(cell)
    if len(room.by_name) < len(room.desks):
        raise InputError(Message("Two desks cannot have the same name."), Spot("desks"))
    for desk in room.desks:
        if desk.name not in DESK_NAMES:
            raise InputError(
                Message(
                    "A desk is called by one letter from a to å or one digit, or by one with ' "
                    "behind it."
                ),
                Spot("desks"),
            )
        if len(touching(desk.cells)) != 1:
            raise InputError(
                Message("The places of desk {desk} do not touch.", desk=desk.name), Spot("desks")
            )


def _error_at(message: Message, cell: Cell) -> InputError:
    row, column = cell
    place = Message("Row {row}, column {column}: {error}", row=row, column=column, error=message)
    return InputError(place)
