"""Which seats of a room are still there once the room is another."""

from collections.abc import Iterator

from toolkit.rooms import Desk, Room


def still_there(before: Room, now: Room) -> dict[str, str]:
    """What each seat of the room as it was is called now, where it is still there.

    A desk that stands where one stood is that desk, whatever it is called; failing that it is the
    one of the same name, moved or turned.
    """
    if before == now:
        return {seat: seat for seat in before.by_seat}
    return {old: new for one, other in _same_desks(before, now) for old, new in _seats(one, other)}


def _same_desks(before: Room, now: Room) -> Iterator[tuple[Desk, Desk]]:
    by_cells = {desk.cells: desk for desk in now.desks}
    stand = {desk.name: by_cells[desk.cells] for desk in before.desks if desk.cells in by_cells}
    taken = {desk.name for desk in stand.values()}
    for desk in before.desks:
        if desk.name in stand:
            yield desk, stand[desk.name]
        elif desk.name in now.by_name and desk.name not in taken:
            yield desk, now.by_name[desk.name]


def _seats(before: Desk, now: Desk) -> Iterator[tuple[str, str]]:
    """The seats of a desk; one that has become longer or shorter keeps those in the same cells."""
    by_cell = {place.cell: place.seat for place in now.places}
    if len(before.places) == len(now.places) or by_cell.keys().isdisjoint(before.cells):
        for old, new in zip(before.places, now.places, strict=False):
            yield old.seat, new.seat
        return
    for place in before.places:
        if place.cell in by_cell:
            yield place.seat, by_cell[place.cell]
