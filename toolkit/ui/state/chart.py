"""The step after the proposal: who sits where in the running period."""

from collections.abc import Mapping
from itertools import chain

from traitlets import Any, Bool, Bunch

from toolkit.messages import Message
from toolkit.names import normalised
from toolkit.rooms import Room
from toolkit.seating.editing import titled
from toolkit.seating.presets import Preset
from toolkit.seating.presets import room as furnished
from toolkit.ui.state.accepting import is_accepted
from toolkit.ui.state.changed_room import is_same_room
from toolkit.ui.state.charting import Charting
from toolkit.ui.state.keeper import Keeper
from toolkit.ui.state.model import StepModel
from toolkit.ui.state.rules import RulesModel
from toolkit.ui.state.school_rooms import SchoolRooms
from toolkit.ui.state.seat_question import room_of
from toolkit.ui.state.sketching import Sketching
from toolkit.workspace.rooms import keep_room
from toolkit.workspace.rooms import rooms as kept_rooms

_PRESETS: Mapping[str, Message] = {
    Preset.ROWS: Message("Rows"),
    Preset.ISLANDS: Message("Islands of four"),
    Preset.HORSESHOE: Message("Horseshoe"),
    Preset.COLUMNS: Message("Columns, turned to the middle"),
}


class ChartModel(StepModel):
    """Sees to it that a period that is accepted has its klassekart, and lets it be changed.

    ``has_wishes`` tells that what makes wishes is open, ``sketching`` is the room that is being
    drawn, None for none.
    """

    has_wishes = Bool(False)
    sketching = Any(None, allow_none=True)

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self.charting = keeper.shared(Charting)
        self.wishes = RulesModel(keeper)
        self.school = SchoolRooms(keeper)
        self.session.observe(self._follow, "work")
        self.session.observe(self._begin, "step")

    @property
    def is_empty(self) -> bool:
        """Until the first period is in force."""
        return self.charting.period is None

    @property
    def unfinished(self) -> Message | None:
        """A wish that is not added is kept nowhere, nor is a room that is being drawn."""
        if self.sketching is not None and self.sketching.past:
            return Message("The room is not kept yet")
        return self.wishes.unfinished

    @property
    def rooms(self) -> tuple[Room, ...]:
        """The rooms to choose from, all called otherwise.

        Those of the school, and those made for as many; the one that the class sits in comes
        first, or in the place of another of its name.
        """
        period, own = self.charting.period, self.charting.room
        if period is None:
            return ()
        kept = self.school.rooms
        made = (furnished(preset, len(period.students)) for preset in Preset)
        found = (() if own is None else (own,), (one.room for one in kept), made)
        return tuple({room.name: room for room in reversed([*chain(*found)])}.values())[::-1]

    def name_of(self, room: Room) -> Message:
        """What a room is called, wherever it is named."""
        return _PRESETS.get(room.name) or Message("{room}", room=room.name or "–")

    def take_room(self, room: Room) -> None:
        """Seat everyone anew, in this room; where it is their own, change as little as can be.

        The last choice counts: where another room was being tried, that is left.
        """
        seated = self.charting.seated
        if room == self.charting.next_room:
            return
        if room == self.charting.room:
            self.charting.leave()
        elif seated is not None and is_same_room(seated.room, room):
            self.charting.mend(room)
        else:
            self.charting.solve(room)

    def read_room(self, name: str, content: bytes) -> None:
        """Take the room that a file describes, and keep it for the school."""

        def act() -> None:
            from toolkit.files.rooms import read_room
            from toolkit.files.sources import Source

            room = read_room(Source(name, content))
            if room.name.strip():
                self._keep(room)
            self.take_room(room)

        self.attempt(act)

    def draw(self) -> None:
        """Begin to draw a room, from the one that the class sits in or a ready-made one."""
        self.error = None
        begun = self.rooms[0]
        self.sketching = Sketching(titled(begun, "") if begun.name in _PRESETS else begun)

    def leave_drawing(self) -> None:
        """Let go of the room that is being drawn."""
        self.sketching = None

    def use_drawn(self) -> None:
        """Let the class sit in the room that is drawn, and keep it for the school.

        As few as can be change their seats in their own room, and in a ready-made one that it was
        drawn from.
        """

        def act() -> None:
            room, seated = self.sketching.room, self.charting.seated
            self._keep(room)
            self.sketching = None
            if seated is not None and seated.room.name in _PRESETS and seated.room != room:
                self.charting.mend(room)
            else:
                self.take_room(room)

        self.attempt(act)

    def _keep(self, room: Room) -> None:
        """Keep a room for the school, in the place of the one of the same name."""
        workspace = self.keeper.workspace
        known = {normalised(one.room.name): one.room_id for one in kept_rooms(workspace)}
        keep_room(workspace, room, known.get(normalised(room.name)))

    def toggle_wishes(self) -> None:
        """Open what makes wishes, or close it."""
        self.has_wishes = not self.has_wishes

    def _follow(self, change: Bunch) -> None:
        """Look for seats for a period that was accepted just now; nobody waits for it."""
        if is_accepted(change.old, change.new):
            self.charting.solve_first(room_of(change.old))

    def _begin(self, _change: object) -> None:
        """Look for seats by itself where the step is turned to and nobody has one."""
        charting = self.charting
        is_begun = charting.is_searching or charting.error is not None
        if self.is_here and charting.seated is None and not is_begun:
            charting.solve()
