"""The rooms of the school: kept beside its classes, for any of them to sit in.

What a class has sat in stays as it was: each period keeps a copy of its own.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from toolkit.errors import InputError, Spot
from toolkit.messages import Message
from toolkit.names import normalised
from toolkit.rooms import Room
from toolkit.seating.presets import Preset
from toolkit.values import only
from toolkit.workspace import tables
from toolkit.workspace.database import added
from toolkit.workspace.loading import Unreadable, whole
from toolkit.workspace.seats import room_as_text, room_in
from toolkit.workspace.workspace import Workspace, the_school


@dataclass(frozen=True, slots=True)
class KeptRoom:
    """A room as it is kept, and its row."""

    room_id: int
    room: Room


def rooms(workspace: Workspace) -> tuple[KeptRoom, ...]:
    """All rooms that can be read, by their names."""
    with workspace.reading() as connection:
        found = tuple(_readable(connection))
    return tuple(sorted(found, key=lambda kept: normalised(kept.room.name)))


def keep_room(workspace: Workspace, room: Room, room_id: int | None = None) -> KeptRoom:
    """Keep a room, in the place of the one with this id where one is given.

    Raises ``InputError`` for a room without a name, for a name that another has or that is a
    ready-made room's, and where the one to replace is not there any more.
    """
    text = room_as_text(only(room, Room, "room"))
    if not room.name.strip():
        raise InputError(Message("Give the room a name."), Spot("room"))
    if normalised(room.name) in set(Preset):
        message = Message("{name} is what a ready-made room is called.", name=room.name)
        raise InputError(message, Spot("room"))
    with workspace.transaction() as connection:
        _refuse_second(connection, room.name, room_id)
        if room_id is None:
            school = the_school(connection)
            row = added(connection, tables.Room, school_id=school, name=room.name, text=text)
            return KeptRoom(row, room)
        changed = connection.execute(
            update(tables.Room).where(tables.Room.id == room_id).values(name=room.name, text=text)
        )
        if not changed.rowcount:
            raise InputError(Message("This room is not here any more."))
        return KeptRoom(room_id, room)


def delete_room(workspace: Workspace, room_id: int) -> None:
    """Let go of a room; whoever has sat in it has still sat there."""
    with workspace.transaction() as connection:
        connection.execute(delete(tables.Room).where(tables.Room.id == room_id))


def _refuse_second(connection: Connection, name: str, room_id: int | None) -> None:
    for row in connection.execute(select(tables.Room.id, tables.Room.name)).all():
        if row.id != room_id and normalised(str(row.name)) == normalised(name):
            message = Message("There is a room called {name} already.", name=name)
            raise InputError(message, Spot("room"))


def _readable(connection: Connection) -> Iterator[KeptRoom]:
    """Those that this version of the program can read; others stay, damaged or newer."""
    for room_id in connection.scalars(select(tables.Room.id)).all():
        with suppress(Unreadable), whole():
            text = connection.scalar(select(tables.Room.text).where(tables.Room.id == room_id))
            yield KeptRoom(room_id, room_in(only(text, str, "text")))
