"""A room set up by hand, step by step. Every step is a function from one room to the next.

What cannot be is refused by the room itself: an ``InputError`` that says where two things would
stand in one place, or something outside. Desks keep their names, and so do the seats at them, until
they are numbered anew.
"""

from collections.abc import Iterable
from dataclasses import replace

from toolkit.errors import InputError
from toolkit.messages import Message, plural
from toolkit.rooms import DESK_NAMES, Cell, Desk, Room, Side, Standing, Thing, desk_at
from toolkit.values import choice, count, only

MOST_PLACES = 3
"""At a desk that is put down. One that was drawn may have more."""

_CALLED = {
    Thing.TEACHER: Message("the teacher's desk"),
    Thing.DOOR: Message("a door"),
    Thing.WINDOW: Message("a window"),
    Thing.OBSTACLE: Message("something in the way"),
}


def standing_at(room: Room, cell: Cell) -> Desk | Standing | None:
    """What stands in a cell."""
    everything: tuple[Desk | Standing, ...] = (*room.desks, *room.things)
    return next((one for one in everything if cell in _cells(one)), None)


def in_words(room: Room, cell: Cell) -> Message:
    """What stands in a cell, and where it is."""
    row, column = cell
    match standing_at(room, cell):
        case Desk(name, places):
            what = plural(
                "desk {desk}, {n} place", "desk {desk}, {n} places", n=len(places), desk=name
            )
        case Standing(thing):
            what = _CALLED[thing]
        case _:
            what = Message("floor")
    return Message("{what}: row {row}, column {column}", what=what, row=row, column=column)


def with_desk(room: Room, cell: Cell, places: int = 2, *, turned: bool = False) -> Room:
    """A new desk with one, two or three places, to the right of the cell or, turned, below it."""
    places = count(places, "places", MOST_PLACES)
    row, column = cell
    cells = [(row + n, column) if turned else (row, column + n) for n in range(places)]
    name = next((name for name in DESK_NAMES if name not in room.by_name), None)
    if name is None:
        raise InputError(Message("There is no letter left for one more desk."))
    return _with_desks(room, (*room.desks, _desk(room, name, cells)))


def with_thing(room: Room, cell: Cell, thing: Thing | str) -> Room:
    """The teacher's desk, a door, a window or something in the way, in a cell."""
    _refuse_outside(room, [cell])
    return replace(room, things=(*room.things, Standing(choice(thing, Thing, "thing"), *cell)))


def moved(room: Room, cell: Cell, to: Cell) -> Room:
    """Whatever stands in the cell stands there now, the whole of a desk with it."""
    one = _something_at(room, cell)
    by = (to[0] - cell[0], to[1] - cell[1])
    cells = [(row + by[0], column + by[1]) for row, column in _cells(one)]
    _refuse_outside(room, cells)
    if isinstance(one, Desk):
        return _replaced(room, one, desk_at(one.name, cells))
    others = (other for other in room.things if other != one)
    return replace(room, things=(*others, Standing(one.thing, *cells[0])))


def turned(room: Room, cell: Cell) -> Room:
    """The desk in the cell turned by a quarter, its upper left corner where it was."""
    desk = _desk_at(room, cell)
    top, left = (min(axis) for axis in zip(*desk.cells, strict=True))
    height = max(row for row, _ in desk.cells) - top
    cells = [(top + column - left, left + height - (row - top)) for row, column in desk.cells]
    return _replaced(room, desk, _desk(room, desk.name, cells))


def without(room: Room, cell: Cell) -> Room:
    """Without whatever stands in the cell: the whole of a desk."""
    one = _something_at(room, cell)
    if isinstance(one, Desk):
        return _with_desks(room, (desk for desk in room.desks if desk != one))
    return replace(room, things=tuple(other for other in room.things if other != one))


def called(room: Room, cell: Cell, name: str) -> Room:
    """The desk in the cell by another name. The desk that has it so far takes the old one."""
    desk, other = _desk_at(room, cell), room.by_name.get(only(name, str, "name"))
    names = {desk.name: name} | ({name: desk.name} if other else {})
    return _with_names(room, [names.get(one.name, one.name) for one in room.desks])


def numbered(room: Room) -> Room:
    """The desks by the letters in their order, as one reads the map."""
    return _with_names(room, DESK_NAMES[: len(room.desks)])


def facing(room: Room, front: Side | str) -> Room:
    """The same room with the board along another side."""
    return replace(room, front=choice(front, Side, "front"))


def titled(room: Room, name: str) -> Room:
    """The same room by another name."""
    return replace(room, name=name)


def sized(room: Room, rows: int, columns: int) -> Room:
    """The same room with more or fewer rows and columns, at the bottom and to the right."""
    return replace(room, rows=rows, columns=columns)


def _cells(one: Desk | Standing) -> tuple[Cell, ...]:
    return one.cells if isinstance(one, Desk) else (one.cell,)


def _something_at(room: Room, cell: Cell) -> Desk | Standing:
    if (one := standing_at(room, cell)) is None:
        raise InputError(Message("Nothing stands here."))
    return one


def _desk_at(room: Room, cell: Cell) -> Desk:
    if not isinstance(desk := standing_at(room, cell), Desk):
        raise InputError(Message("There is no desk here."))
    return desk


def _desk(room: Room, name: str, cells: Iterable[Cell]) -> Desk:
    """The desk, where all of it is inside the room."""
    cells = list(cells)
    _refuse_outside(room, cells)
    return desk_at(name, cells)


def _refuse_outside(room: Room, cells: Iterable[Cell]) -> None:
    """Say so where a cell is above the map or to the left of it, which no desk can tell."""
    if any(row < 1 or column < 1 for row, column in cells):
        raise InputError(Message("This is outside the room."))


def _replaced(room: Room, desk: Desk, by: Desk) -> Room:
    return _with_desks(room, (by if one == desk else one for one in room.desks))


def _with_desks(room: Room, desks: Iterable[Desk]) -> Room:
    return replace(room, desks=tuple(desks))


def _with_names(room: Room, names: Iterable[str]) -> Room:
    pairs = zip(names, room.desks, strict=True)
    return _with_desks(room, (desk_at(name, desk.cells) for name, desk in pairs))
