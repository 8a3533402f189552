"""Where everything in a room is drawn, seen from the teacher's side or from the students'."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import accumulate

from toolkit.rooms import Cell, Room, Side, Thing, touching

WIDTH, HEIGHT = 10.0, 7.5
"""Of a cell, in units of the drawing."""

_AISLE = 0.45
"""How much of a cell's measure a row or a column has in which nobody can sit."""

_DESK_GAP, _PLACE_GAP = 0.15, 0.5
_BOARD, _BEFORE_BOARD = 3.0, 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its upper left corner and its size, in units."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A room of ``width`` times ``height``: its board, desks, seats and what else stands there.

    Where a desk, or what touches of one thing, is no rectangle, several boxes overlap.
    """

    width: float
    height: float
    board: Box
    desks: tuple[Box, ...]
    seats: Mapping[str, Box]
    things: tuple[tuple[Thing, Box], ...]


def drawn(room: Room, *, from_front: bool = False) -> Drawing:
    """The room as the students see it, with the board above, or as one sees it ``from_front``."""
    places = {place.seat: _turned(room, place.cell, from_front) for place in room.places}
    used = places.values()
    size = (room.rows, room.columns)
    rows, columns = size if room.front in (Side.TOP, Side.BOTTOM) else size[::-1]
    top = 0.0 if from_front else _BOARD + _BEFORE_BOARD
    downs = _edges(rows, {row for row, _ in used}, HEIGHT, top)
    acrosses = _edges(columns, {column for _, column in used}, WIDTH, 0.0)

    def box(cells: Collection[Cell], gap: float) -> Box:
        left, right = min(c for _, c in cells), max(c for _, c in cells) + 1
        upper, lower = min(r for r, _ in cells), max(r for r, _ in cells) + 1
        return Box(
            acrosses[left] + gap,
            downs[upper] + gap,
            acrosses[right] - acrosses[left] - 2 * gap,
            downs[lower] - downs[upper] - 2 * gap,
        )

    width, height = acrosses[-1], downs[-1]
    board = Box(width / 4, height + _BEFORE_BOARD if from_front else 0.0, width / 2, _BOARD)
    desks = ([places[place.seat] for place in desk.places] for desk in room.desks)
    return Drawing(
        width,
        height + (_BEFORE_BOARD + _BOARD if from_front else 0.0),
        board,
        tuple(box(part, _DESK_GAP) for desk in desks for part in _parts(desk)),
        {seat: box([cell], _PLACE_GAP) for seat, cell in places.items()},
        tuple(
            (thing, box([_turned(room, cell, from_front) for cell in part], _PLACE_GAP))
            for thing in Thing
            for cells in touching(one.cell for one in room.things if one.thing is thing)
            for part in _parts(sorted(cells))
        ),
    )


def _turned(room: Room, cell: Cell, from_front: bool) -> Cell:
    """The cell, counted from 0, once the map is turned so that the board is above, or below."""
    row, column = cell[0] - 1, cell[1] - 1
    rows, columns = room.rows - 1, room.columns - 1
    side = _OPPOSITE[room.front] if from_front else room.front
    return {
        Side.TOP: (row, column),
        Side.BOTTOM: (rows - row, columns - column),
        Side.LEFT: (column, rows - row),
        Side.RIGHT: (columns - column, row),
    }[side]


_OPPOSITE = {
    Side.TOP: Side.BOTTOM,
    Side.BOTTOM: Side.TOP,
    Side.LEFT: Side.RIGHT,
    Side.RIGHT: Side.LEFT,
}


def _edges(number: int, used: Collection[int], size: float, first: float) -> list[float]:
    """Where each row or column begins, and where the last one ends."""
    sizes = (size if at in used else _AISLE * size for at in range(number))
    return list(accumulate(sizes, initial=first))


def _parts(cells: Collection[Cell]) -> list[list[Cell]]:
    """The cells as one rectangle where they are one, else as the rows and columns they stand in.

    What overlaps so has no gap where cells of a desk touch.
    """
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    if len(cells) == len(rows) * len(columns):
        return [[*cells]]
    lines = [[cell for cell in cells if cell[0] == row] for row in rows]
    lines += [[cell for cell in cells if cell[1] == column] for column in columns]
    runs = (sorted(run) for line in lines for run in touching(line))
    return [run for run in runs if len(run) > 1]
