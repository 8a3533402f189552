"""In which room a class is seated: chosen from a list, or from a file."""

from collections.abc import Iterable
from typing import Any

from ipywidgets import Dropdown, Widget

from toolkit.ui.screens.files import upload
from toolkit.ui.screens.room_sketch import room_sketch
from toolkit.ui.screens.screen import Screen, button, row
from toolkit.ui.state.chart import ChartModel


def room_picker(screen: Screen[ChartModel]) -> Widget:
    """The rooms, and buttons that draw one or take it from a file; a choice seats everyone anew."""
    model, _ = screen.model, screen._
    chooser = Dropdown(description=_("Room"))

    def offer() -> None:
        """What there is to choose from now, and the room that the class sits in, or is to."""
        chooser.unobserve(choose, "index")
        rooms = model.rooms
        options = tuple((_(model.name_of(room)), at) for at, room in enumerate(rooms))
        if options != chooser.options:  # made anew, the list would close under a hand
            chooser.options = options
        names = [room.name for room in rooms]
        room = model.charting.next_room
        chooser.index = names.index(room.name) if room is not None and room.name in names else None
        chooser.observe(choose, "index")

    def choose(change: dict[str, Any]) -> None:
        if change["new"] is not None:
            model.take_room(model.rooms[change["new"]])

    chooser.observe(choose, "index")
    offer()
    screen.watch(offer, (screen.session, "work"), (model.charting, "answer"))
    screen.watch(offer, (model.charting, "offer"))
    screen.watch(offer, (model.school, "version"))
    return row(
        chooser,
        button(_("Draw the room"), model.draw, "mk-quiet"),
        upload(_("A room from a file …"), ".toml", model.read_room),
        button(_("The school's rooms"), model.school.toggle, "mk-quiet"),
        kind="mk-room",
    )


def room_drawing(screen: Screen[ChartModel]) -> Iterable[Widget]:
    """The room that is being drawn, and what becomes of it; nothing where none is."""
    model, _ = screen.model, screen._
    if model.sketching is not None:
        yield room_sketch(screen, model.sketching)
        yield row(
            button(_("Keep the room and seat the class in it"), model.use_drawn),
            button(_("Leave it"), model.leave_drawing, "mk-quiet"),
        )
