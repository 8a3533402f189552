"""Who sits where, drawn as the room is: swapped by dragging, by clicks or by keys."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anywidget
from ipywidgets import Box
from traitlets import Dict, List, Unicode

from toolkit.rooms import Thing
from toolkit.seating.drawing import Box as Rectangle
from toolkit.seating.drawing import Drawing, drawn
from toolkit.seating.picture import CALLED
from toolkit.short_names import short_names
from toolkit.ui.screens.broken_rules import is_hidden, told_before
from toolkit.ui.screens.dragging import Dragging
from toolkit.ui.screens.screen import Screen
from toolkit.ui.state.charting import Charting


class RoomMap(anywidget.AnyWidget):
    """A room, and a button for each of its ``seats``, in the order of the room.

    All places are in the room's own units. ``standing`` are those who have no seat, above the room,
    under the words of ``bench``. ``lock`` is told the seat for which L is pressed.
    """

    _esm = Path(__file__).with_name("seat_map.js")

    room = Dict().tag(sync=True)
    seats = List(Dict()).tag(sync=True)
    standing = List(Dict()).tag(sync=True)
    bench = Unicode("").tag(sync=True)

    def __init__(self, lock: Callable[[str], object]) -> None:
        super().__init__()
        self._lock = lock
        self.on_msg(lambda _widget, content, _buffers: self.hear(content))

    def hear(self, content: Mapping[str, Any]) -> None:
        """Lock a seat of the room, as the page asks for."""
        if any(one["seat"] == content.get("lock") for one in self.seats):
            self._lock(str(content["lock"]))


class SeatMap:
    """The seats of the running period, to look at and to change; the best so far of a search.

    Its buttons stay while students move between them, so the keyboard stays where it is.
    """

    def __init__(self, screen: Screen[Any], charting: Charting) -> None:
        self._screen, self._charting = screen, charting
        self._session, self._ = screen.session, screen._
        self._drawing: Drawing | None = None
        self._map = RoomMap(charting.lock)
        self._dragging = Dragging(self._, charting)
        self._dragging.words = {**self._dragging.words, **self._words()}
        self.view = Box([self._map, self._dragging])
        self.view.add_class("mk-seats")
        self._show()
        screen.watch(self._show, (self._session, "work"), (charting, "from_front"))
        screen.watch(self._show, (charting.job, "progress"), (charting.job, "running"))
        screen.watch(self._show, (charting, "offer"))
        screen.watch(self._mark, (charting, "chosen"), (charting, "alone"))
        screen.watch(self._mark, (self._session, "discreet"))

    def _words(self) -> Mapping[str, str]:
        """What is said of seats while they are swapped; what came of it, the screen says."""
        _ = self._
        return {
            "lifted": _("{student} is picked up. Go to another seat, or press Escape to let go."),
            "outside": _("There is no seat here."),
            "swapped": "",
        }

    def _show(self) -> None:
        """The room, from the side that it is looked at."""
        charting = self._charting
        self._drawing = None
        if charting.seen is None:
            self._map.room, self._dragging.seats = {}, []
            self._map.seats = self._map.standing = []
            return
        room = charting.seen.room
        self._drawing = drawn(room, from_front=charting.from_front)
        _, drawing = self._, self._drawing
        board = {"kind": "front", "text": _("Board"), **_box(drawing.board)}
        desks = [{"kind": "desk", "text": "", **_box(one)} for one in drawing.desks]
        things = [
            {
                "kind": thing.name.lower(),
                "text": self._named(thing),
                **_box(one),
            }
            for thing, one in drawing.things
        ]
        self._map.room = {
            "width": drawing.width,
            "height": drawing.height,
            "label": (
                _("Seating map, from the teacher's side")
                if charting.from_front
                else _("Seating map, from the students' side")
            ),
            "things": [board, *desks, *things],
        }
        # Only who sits there can be moved: not in what is drawn of a search, or of an offer.
        there = (*charting.standing, *drawing.seats) if charting.is_settled else ()
        self._dragging.seats = list(there)
        self._mark()

    def _named(self, thing: Thing) -> str:
        return self._(CALLED[thing]) if thing in CALLED else ""

    def _mark(self) -> None:
        """Who sits where, who is picked up, who is locked, and who is where they should not be."""
        charting, dragging = self._charting, self._dragging
        if self._drawing is None:
            return
        wrong = {
            student.id
            for rule in (charting.broken if charting.is_settled else ())
            if not is_hidden(self._screen, rule)
            for student in rule.students
        }
        short = short_names(charting.everyone)
        moving = {move.student.id for move in charting.moves}
        self._map.seats = [
            {"seat": seat, **_box(box), **self._told(seat, short, wrong, moving)}
            for seat, box in self._drawing.seats.items()
        ]
        self._map.bench = self._("Without a seat")
        self._map.standing = (
            []
            if not charting.is_settled
            else [
                {
                    "seat": beside,
                    "text": short[student.id],
                    "label": self._("{student}, without a seat", student=charting.label(student)),
                    "kinds": "mk-chosen" if beside == charting.chosen else "",
                }
                for beside, student in charting.standing.items()
            ]
        )
        dragging.carried = charting.chosen
        told = told_before(self._screen, charting.broken_by_swap)
        dragging.broken = {"of": charting.chosen, "told": told}

    def _told(
        self, seat: str, short: Mapping[str, str], wrong: set[str], moving: set[str]
    ) -> dict[str, str]:
        """Who sits there, as it is read and as it is heard, and how that looks."""
        _, charting = self._, self._charting
        student = charting.sitting(seat)
        chosen = "mk-chosen" if seat == charting.chosen else ""
        if student is None:
            text = _("Free")
            return {
                "text": text,
                "label": _("{text}: seat {seat}", text=text, seat=seat),
                "kinds": f"mk-free {chosen}",
            }
        parts = [_("{student}, seat {seat}", student=charting.label(student), seat=seat)]
        kinds = [chosen]
        if student.id in charting.locked:
            parts.append(_("locked"))
            kinds.append("mk-locked")
        if student.id in moving:
            parts.append(_("moves here"))
            kinds.append("mk-moving")
        if student.id in wrong:
            parts.append(_("see what is wrong"))
            kinds.append("mk-broken")
        return {"text": short[student.id], "label": ", ".join(parts), "kinds": " ".join(kinds)}


def _box(one: Rectangle) -> dict[str, float]:
    return {"x": one.x, "y": one.y, "width": one.width, "height": one.height}
