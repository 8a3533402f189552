"""A room that is drawn by mouse, finger or keyboard, with each step told."""

from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import anywidget
from traitlets import Bool, Dict, Int, List, Unicode

from toolkit.messages import Message
from toolkit.rooms import Cell, Desk, Room, Side, Standing, Thing
from toolkit.seating import editing
from toolkit.ui.screens.screen import Screen
from toolkit.ui.state.net import NET
from toolkit.ui.state.sketching import Sketching, Tool

_TOOLS: Mapping[Tool, Message] = {
    Tool.ONE: Message("Desk of one"),
    Tool.TWO: Message("Desk of two"),
    Tool.THREE: Message("Desk of three"),
    Tool.TEACHER: Message("Teacher's desk"),
    Tool.DOOR: Message("Door"),
    Tool.WINDOW: Message("Window"),
    Tool.OBSTACLE: Message("Something in the way"),
}
_SIGNED = (Tool.TEACHER, Tool.DOOR, Tool.WINDOW)
_SIDES: Mapping[Side, Message] = {
    Side.TOP: Message("Above"),
    Side.BOTTOM: Message("Below"),
    Side.LEFT: Message("Left"),
    Side.RIGHT: Message("Right"),
}
_NAMED: Mapping[str, Message] = {
    "map": Message("The room, a cell beside the other"),
    "help": Message(
        "Choose what to put, and then where. What stands there is moved with two clicks or by "
        "dragging it. On the keyboard: arrows, Enter, R to turn, Delete to take away."
    ),
    "tools": Message("What to put"),
    "turn": Message("Turn"),
    "remove": Message("Take away"),
    "number": Message("Number anew"),
    "undo": Message("Undo"),
    "redo": Message("Redo"),
    "front": Message("The board"),
    "name": Message("Name of the room"),
    "rows": Message("Rows"),
    "columns": Message("Columns"),
    "board": Message("Board"),
}


class RoomSketch(anywidget.AnyWidget):
    """The room as a grid of cells, each a button, and the tools beside it.

    ``cells`` come row by row: what is read, what is heard, how it looks. ``held`` is the place of
    the one that is picked up among them, ``told`` what came of the last step.
    """

    _esm = Path(__file__).with_name("room_sketch.js")
    _css = Path(__file__).with_name("room_sketch.css")

    room = Dict().tag(sync=True)
    cells = List(Dict()).tag(sync=True)
    held = List(Int()).tag(sync=True)
    tool = Unicode("").tag(sync=True)
    told = Unicode("").tag(sync=True)
    can_undo = Bool(False).tag(sync=True)
    can_redo = Bool(False).tag(sync=True)
    words = Dict().tag(sync=True)
    tools = List(List(Unicode())).tag(sync=True)
    sides = List(List(Unicode())).tag(sync=True)


def room_sketch(screen: Screen[Any], sketching: Sketching) -> RoomSketch:
    """What draws the room; it follows the sketch until the screen is closed."""
    _ = screen._
    made = RoomSketch(
        words={key: _(words) for key, words in _NAMED.items()},
        tools=[[tool.value, _signed(tool, _(words))] for tool, words in _TOOLS.items()],
        sides=[[side.value, _(words)] for side, words in _SIDES.items()],
    )

    def show() -> None:
        room = sketching.room
        made.room = {
            "name": room.name,
            "front": room.front.value,
            "rows": room.rows,
            "columns": room.columns,
        }
        made.cells = [
            {"label": _(editing.in_words(room, cell)), **_look(room, cell)}
            for cell in product(range(1, room.rows + 1), range(1, room.columns + 1))
        ]
        made.can_undo, made.can_redo = bool(sketching.past), bool(sketching.future)

    def mark() -> None:
        made.held = list(sketching.held or ())
        made.tool = sketching.tool.value
        made.told = "" if sketching.told is None else _(sketching.told)

    def hear(_widget: object, content: Mapping[str, Any], _buffers: object) -> None:
        with NET.under():
            _ACTS[content["do"]](sketching, content)

    show()
    mark()
    made.on_msg(hear)
    screen.watch(show, (sketching, "room"))
    screen.watch(mark, (sketching, "held"), (sketching, "tool"), (sketching, "told"))
    return made


def _signed(tool: Tool, words: str) -> str:
    """The words, and the sign that stands for them on the map."""
    return f"{words} ({tool})" if tool in _SIGNED else words


def _cell(content: Mapping[str, Any], name: str = "at") -> Cell:
    row, column = content[name]
    return int(row), int(column)


_ACTS: Mapping[str, Callable[[Sketching, Mapping[str, Any]], object]] = {
    "choose": lambda sketching, told: sketching.choose(Tool(told["tool"])),
    "press": lambda sketching, told: sketching.press(_cell(told)),
    "move": lambda sketching, told: sketching.move(_cell(told), _cell(told, "to")),
    "turn": lambda sketching, told: sketching.turn(_cell(told)),
    "remove": lambda sketching, told: sketching.remove(_cell(told)),
    "let_go": lambda sketching, told: sketching.let_go(),
    "number": lambda sketching, told: sketching.number(),
    "undo": lambda sketching, told: sketching.undo(),
    "redo": lambda sketching, told: sketching.redo(),
    "face": lambda sketching, told: sketching.face(Side(told["side"])),
    "title": lambda sketching, told: sketching.title(str(told["name"])),
    "size": lambda sketching, told: sketching.size(int(told["rows"]), int(told["columns"])),
}


def _look(room: Room, cell: Cell) -> dict[str, str]:
    """What is read in a cell, and how it looks: a desk is one where its cells touch."""
    match editing.standing_at(room, cell):
        case Desk(name) as desk:
            row, column = cell
            joined = {
                "left": (row, column - 1),
                "right": (row, column + 1),
                "above": (row - 1, column),
                "below": (row + 1, column),
            }
            kinds = [f"mk-on-{side}" for side, other in joined.items() if other in desk.cells]
            return {"text": name, "kinds": " ".join(("mk-desk", *kinds))}
        case Standing(thing):
            text = "" if thing is Thing.OBSTACLE else thing.value
            return {"text": text, "kinds": f"mk-{thing.name.lower()}"}
        case _:
            return {"text": "", "kinds": ""}
