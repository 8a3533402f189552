"""What no longer fits of the seats of the running period, and the smallest change of them."""

from collections.abc import Iterable
from typing import Any

from ipywidgets import Widget

from toolkit.messages import plural
from toolkit.ui.screens import markup
from toolkit.ui.screens.screen import Screen, button, reply, row, shown
from toolkit.ui.screens.trouble import came_or_went
from toolkit.ui.state.charting import Charting
from toolkit.ui.state.seat_words import how_good, how_many_move
from toolkit.ui.steps import TODAY
from toolkit.workspace.troubles import Troubles


def smallest_change(screen: Screen[Any], charting: Charting) -> Iterable[Widget]:
    """What looks for the smallest change where the seats break something, and what it has found."""
    if charting.offer is not None:
        yield _offered(screen, charting)
    elif charting.broken and charting.is_settled and charting.changed_room is None:
        yield row(_change(screen, charting))


def _offered(screen: Screen[Any], charting: Charting) -> Widget:
    """Who would move where, and whether it is to be so."""
    _, moves = screen._, charting.moves
    number = how_many_move(moves)
    words = _(plural("{n} student moves.", "{n} students move.", n=number))
    if not number:
        words = _("Nobody has to move.")
    elif (known := charting.offer.known) is not None:
        words += " " + _(how_good(known))
    header = [_("Who moves"), _("Now"), _("After")]
    rows = [[charting.label(move.student), move.before or "–", move.after or "–"] for move in moves]
    return reply(
        _("A change of seats"),
        words,
        shown(markup.table(_("Who moves"), header, rows, "mk-moves")),
        row(
            button(_("Change the seats so"), charting.take_offer, "mk-main-act"),
            button(_("Leave the seats as they are"), charting.leave_offer, "mk-quiet"),
        ),
    )


def room_changes(screen: Screen[Any], charting: Charting) -> Iterable[Widget]:
    """That the room is another now, and what changes as few seats as can be."""
    room = charting.changed_room
    if room is None or not charting.is_settled:
        return
    text = screen._("The desks in {room} are others now than on this map.", room=room.name)
    yield shown(markup.note([text], "warning"))
    yield row(_change(screen, charting))


def _change(screen: Screen[Any], charting: Charting) -> Widget:
    words = screen._("Change as few seats as possible")
    return button(words, charting.mend, "mk-main-act")


def class_changes(screen: Screen[Any], charting: Charting) -> Iterable[Widget]:
    """Who has joined the class or left it, and the way to the groups, which come first."""
    work, period, _ = screen.session.work, charting.period, screen._
    if work is None or period is None:
        return
    told = list(came_or_went(screen, Troubles(work, period), charting.label))
    if not told:
        return
    yield shown(markup.note(told, "warning"))
    if action := screen.leading_to(TODAY, _("Change the groups first")):
        yield row(button(action.text, action.run))
