"""The rooms that are kept for the school: renamed, let go of, and taken along as files."""

from collections.abc import Callable

from traitlets import Any, Bool, Int

from toolkit.messages import Message
from toolkit.rooms import Room
from toolkit.seating.editing import titled
from toolkit.ui.state.model import StepModel
from toolkit.workspace.rooms import KeptRoom, delete_room, keep_room
from toolkit.workspace.rooms import rooms as kept_rooms


class SchoolRooms(StepModel):
    """What is done with the rooms themselves; whoever has sat in one has still sat there.

    ``is_open`` tells that they are looked at, ``renaming`` is the one that gets another name,
    ``asking`` the one that may be deleted, None for none. ``version`` counts what was done.
    """

    is_open = Bool(False)
    renaming = Any(None, allow_none=True)
    asking = Any(None, allow_none=True)
    version = Int(0)

    @property
    def rooms(self) -> tuple[KeptRoom, ...]:
        """All of them, by their names."""
        nothing: tuple[KeptRoom, ...] = ()
        return self.keeper.ask(kept_rooms, nothing)

    def toggle(self) -> None:
        """Look at the rooms, or put them away."""
        self.leave()
        self.is_open = not self.is_open

    def begin_renaming(self, kept: KeptRoom) -> None:
        """Wait for another name."""
        self.leave()
        self.renaming = kept

    def rename(self, name: str) -> bool:
        """Call the room that is being renamed so, and tell whether it is."""
        kept: KeptRoom | None = self.renaming
        if kept is None:
            return False

        def act() -> Message:
            room = titled(kept.room, name)
            keep_room(self.keeper.workspace, room, kept.room_id)
            return Message("The room is called {room}.", room=room.name)

        return self._do(act)

    def ask_to_delete(self, kept: KeptRoom) -> None:
        """Ask whether a room is to be deleted."""
        self.leave()
        self.asking = kept

    def delete(self) -> None:
        """Delete the room that was asked about."""
        kept: KeptRoom | None = self.asking
        if kept is None:
            return

        def act() -> Message:
            delete_room(self.keeper.workspace, kept.room_id)
            return Message("Deleted: {room}.", room=kept.room.name)

        self._do(act)

    def leave(self) -> None:
        """Neither rename nor delete any."""
        self.renaming = self.asking = self.error = self.done = None

    def file(self, room: Room) -> bytes:
        """The room as a file that is taken in again."""
        from toolkit.files.rooms import room_file

        return room_file(room)

    def _do(self, act: Callable[[], Message]) -> bool:
        if not self.attempt(act):
            return False
        self.renaming = self.asking = None
        self.version += 1
        return True
