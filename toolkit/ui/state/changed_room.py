"""Whether the room that a class sits in is another by now."""

from toolkit.names import normalised
from toolkit.rooms import Room
from toolkit.seating.presets import Preset
from toolkit.seating.presets import room as furnished
from toolkit.ui.state.keeper import Keeper
from toolkit.workspace.rooms import KeptRoom, rooms


def is_same_room(one: Room, other: Room) -> bool:
    """Whether the two are one room of the school, whatever stands in it."""
    return bool(one.name.strip()) and normalised(one.name) == normalised(other.name)


def changed_room(keeper: Keeper, room: Room) -> Room | None:
    """The school's room of this name, where it is not as this one is."""
    nothing: tuple[KeptRoom, ...] = ()
    kept = (one.room for one in keeper.ask(rooms, nothing))
    return next((one for one in kept if is_same_room(one, room) and one != room), None)


def large_enough(room: Room, students: int) -> Room:
    """The room; a ready-made one that has too few places, as it is made for so many."""
    if room.name in set(Preset) and len(room.places) < students:
        return furnished(room.name, students)
    return room
