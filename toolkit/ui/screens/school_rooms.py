"""The rooms of the school as a list, with what can be done with each."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from ipywidgets import Box, VBox, Widget

from toolkit.messages import plural
from toolkit.ui.screens import markup
from toolkit.ui.screens.entries import Entry
from toolkit.ui.screens.files import Download
from toolkit.ui.screens.outcome import asked_first, outcome
from toolkit.ui.screens.screen import Screen, button, reply, row, shown
from toolkit.ui.state.file_names import Content, file_name
from toolkit.ui.state.school_rooms import SchoolRooms
from toolkit.workspace.rooms import KeptRoom


def school_rooms(screen: Screen[Any], model: SchoolRooms) -> Box:
    """The list, where it is open, and what came of the last thing that was done."""
    parts = ("is_open", "renaming", "asking", "version", "error", "done")
    return screen.live(lambda: _opened(screen, model), *((model, name) for name in parts))


def _opened(screen: Screen[Any], model: SchoolRooms) -> Iterable[Widget]:
    _ = screen._
    if not model.is_open:
        return
    rooms = model.rooms
    none = [] if rooms else [shown(markup.paragraph(_("No room is kept yet."), "mk-muted"))]
    yield reply(
        _("The school's rooms"),
        _("Every class can sit in them. A period keeps its room as it was."),
        *_answer(screen, model),
        *none,
        *(_room(screen, model, kept) for kept in rooms),
    )


def _answer(screen: Screen[Any], model: SchoolRooms) -> Iterable[Widget]:
    """The question that waits for a yes, or what came of the last one."""
    _ = screen._
    if model.asking is not None:
        text = _("Delete {room}? It cannot be undone.", room=model.asking.room.name)
        yield from asked_first(screen, text, _("Yes, delete"), model.delete, model.leave)
    else:
        yield from outcome(screen, model.error, model.done)


def _room(screen: Screen[Any], model: SchoolRooms, kept: KeptRoom) -> Widget:
    """One room with what can be done with it, or the field for its other name."""
    _, room = screen._, kept.room
    if model.renaming == kept:
        field = Entry(_("Name of the room"), _("Rename"), model.rename, text=room.name)
        return row(field, button(_("Leave it"), model.leave, "mk-quiet"), kind="mk-rule")
    seats = _(plural("{n} place", "{n} places", n=len(room.places)))
    file = file_name(Content.ROOM, ".toml", _, room.name)
    download = Download(_("Download {room}", room=room.name), file, partial(model.file, room))
    rename = button(
        _("Rename"),
        partial(model.begin_renaming, kept),
        "mk-quiet",
        tooltip=_("Rename {room}", room=room.name),
    )
    delete = button(
        _("Delete"),
        partial(model.ask_to_delete, kept),
        "mk-quiet",
        tooltip=_("Delete {room}", room=room.name),
    )
    return row(
        VBox([shown(markup.rule_line(room.name, seats))]),
        row(download, rename, delete),
        kind="mk-rule",
    )
