"""A room that is drawn on the page, step by step, and what each step is told as."""

from collections.abc import Callable
from enum import StrEnum

from traitlets import Any

from toolkit.errors import InputError
from toolkit.messages import Message
from toolkit.rooms import Cell, Room, Side, Thing
from toolkit.seating import editing
from toolkit.ui.state.undoing import Undoing


class Tool(StrEnum):
    """What a click on the floor puts there."""

    NOTHING = ""
    ONE = "1"
    TWO = "2"
    THREE = "3"
    TEACHER = Thing.TEACHER.value
    DOOR = Thing.DOOR.value
    WINDOW = Thing.WINDOW.value
    OBSTACLE = Thing.OBSTACLE.value


class Sketching(Undoing[Room]):
    """The ``room`` as it is now, and what was done last, or why it could not be done.

    ``held`` is the cell of what is picked up, None for nothing.
    """

    room = Any()
    tool = Any(Tool.NOTHING)
    held = Any(None, allow_none=True)

    def __init__(self, room: Room) -> None:
        super().__init__(room=room)

    def choose(self, tool: Tool) -> None:
        """Put this with the next clicks on the floor; the same again puts it away."""
        self.held = None
        self.tool = Tool.NOTHING if tool is self.tool else tool

    def press(self, cell: Cell) -> None:
        """Pick up what stands here, put down what is held, or put what is chosen."""
        here = editing.standing_at(self.room, cell)
        if self.held is not None:
            self.move(self.held, cell)
        elif here is not None:
            self.held = cell
            self._tell(
                Message(
                    "Picked up: {what}. Go to another cell, or press Escape to let go.",
                    what=editing.in_words(self.room, cell),
                )
            )
        elif self.tool is Tool.NOTHING:
            self._tell(Message("Choose what to put here first."))
        else:
            self._place(cell)

    def move(self, cell: Cell, to: Cell) -> None:
        """Let what stands in the one cell stand in the other."""
        self.held = None
        if cell != to:
            self._step(lambda room: editing.moved(room, cell, to), to)
        else:
            self.let_go()

    def let_go(self) -> None:
        """Leave what is held where it was."""
        self.held = None
        self._tell(Message("It stays where it was."))

    def turn(self, cell: Cell) -> None:
        """Turn the desk here by a quarter."""
        self.held = None
        self._step(lambda room: editing.turned(room, cell), cell)

    def remove(self, cell: Cell) -> None:
        """Take away what stands here."""
        self.held = None
        gone = editing.in_words(self.room, cell)
        if self._step(lambda room: editing.without(room, cell), cell):
            self._tell(Message("Taken away: {what}.", what=gone))

    def number(self) -> None:
        """Give the desks their letters in the order in which one reads the map."""
        if self._step(editing.numbered, None):
            self._tell(Message("The desks are numbered anew."))

    def face(self, side: Side) -> None:
        """Have the board along this side."""
        self._step(lambda room: editing.facing(room, side), None)

    def title(self, name: str) -> None:
        """Call the room so."""
        self._step(lambda room: editing.titled(room, name), None)

    def size(self, rows: int, columns: int) -> None:
        """Make the room so large, at the bottom and to the right."""
        self._step(lambda room: editing.sized(room, rows, columns), None)

    def _place(self, cell: Cell) -> None:
        tool = self.tool
        if tool in set(Thing):
            self._step(lambda room: editing.with_thing(room, cell, tool.value), cell)
        else:
            self._step(lambda room: editing.with_desk(room, cell, int(tool)), cell)

    def _step(self, step: Callable[[Room], Room], cell: Cell | None) -> bool:
        """Take the step and say what stands in the cell now, or why it cannot be."""
        try:
            room = step(self.room)
        except InputError as error:
            self._tell(error.message)
            return False
        if room != self.room:
            self._put(room)
        if cell is not None:
            self._tell(editing.in_words(room, cell))
        return True

    @property
    def _now(self) -> Room:
        room: Room = self.room
        return room

    def _become(self, value: Room) -> None:
        self.held = None
        self.room = value
