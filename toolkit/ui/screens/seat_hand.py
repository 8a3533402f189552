"""What is said of the seats beside their map, and what can be done with them by hand."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from ipywidgets import Checkbox, VBox, Widget

from toolkit.messages import Message, plural
from toolkit.people import Student
from toolkit.ui.screens import markup
from toolkit.ui.screens.broken_rules import broken_rules
from toolkit.ui.screens.screen import Screen, button, row, set_visible, shown
from toolkit.ui.screens.seat_changes import smallest_change
from toolkit.ui.state.charting import Charting
from toolkit.ui.state.seat_words import how_good


def seat_hand(screen: Screen[Any], charting: Charting) -> VBox:
    """How to change the seats, what came of it, and what they break as they are."""
    seen = (
        *((screen.session, "work"), (screen.session, "discreet")),
        *((charting.job, "running"), (charting, "offer")),
    )
    return VBox(
        [
            _hand(screen, charting),
            _told(screen, charting),
            _together(screen, charting),
            screen.live(partial(_broken, screen, charting), *seen),
            screen.live(partial(smallest_change, screen, charting), *seen),
            screen.live(partial(_remarks, screen, charting), *seen, (charting, "answer")),
        ]
    )


def _hand(screen: Screen[Any], charting: Charting) -> Widget:
    """What to do next, the way back, and the lock of the seat that is picked up.

    The buttons stay, so that the keyboard does.
    """
    _ = screen._
    hint = shown("")
    undo, redo = button(_("Undo"), charting.undo), button(_("Redo"), charting.redo)
    lock = button("", lambda: charting.lock(charting.chosen))
    box = VBox([hint, row(undo, redo, lock)])
    box.add_class("mk-hand")

    def update() -> None:
        student, is_settled = charting.sitting(charting.chosen), charting.is_settled
        hint.value = markup.status(_(_next(charting, student)), "mk-hint")
        undo.disabled = not (is_settled and charting.past)
        redo.disabled = not (is_settled and charting.future)
        set_visible(lock, student is not None and charting.chosen not in charting.standing)
        if student is not None:
            is_locked = student.id in charting.locked
            lock.description = _("Unlock the seat") if is_locked else _("Lock the seat")

    update()
    parts = ((charting, name) for name in ("chosen", "past", "future", "offer"))
    screen.watch(update, (screen.session, "work"), (charting.job, "running"), *parts)
    return box


def _next(charting: Charting, student: Student | None) -> Message:
    """What to do next, with a student or a free seat in the hand, or with nothing."""
    if charting.is_searching:
        return Message("The best so far is shown. The seats can be changed when we are done.")
    if charting.offer is not None:
        return Message("The map shows how they would sit. Whoever moves has a frame.")
    if student is not None:
        return Message("Now click the seat for {student}.", student=charting.label(student))
    if charting.chosen:
        return Message("Now click the one who moves to seat {seat}.", seat=charting.chosen)
    if standing := charting.standing.values():
        return plural(
            "{students} has no seat. Click the name and then a seat, or drag it there.",
            "{students} have no seat. Click a name and then a seat, or drag it there.",
            n=len(standing),
            students=[charting.label(one) for one in standing],
        )
    return Message("To swap two seats, click one and then the other, or drag. L locks a seat.")


def _broken(screen: Screen[Any], charting: Charting) -> Iterable[Widget]:
    """What the seats break; nothing where it is others that are looked at."""
    return broken_rules(screen, charting.broken) if charting.is_settled else ()


def _remarks(screen: Screen[Any], charting: Charting) -> Iterable[Widget]:
    """What breaks nothing, and is good to know; whose wishes they are, once that is asked for."""
    if not charting.is_settled:
        return
    if known := charting.known:
        kind = "good" if known.is_proven else "quiet"
        yield shown(markup.note([screen._(how_good(known))], kind))
    if remarks := charting.remarks:
        yield shown(markup.note(screen.say(remarks), "quiet"))
    if wishes := charting.wishes_not_kept:
        sentence = plural(
            "{n} wish about seats is not kept.",
            "{n} wishes about seats are not kept.",
            n=len(wishes),
        )
        named = [] if screen.session.discreet else screen.say(wishes)
        yield shown(markup.note([screen._(sentence)], "quiet", named))


def _told(screen: Screen[Any], charting: Charting) -> Widget:
    """What came of the last thing that was done; a screen reader says it."""
    told = shown("")

    def tell() -> None:
        text = "" if charting.told is None else screen._(charting.told)
        told.value = markup.status(text, "mk-told")

    tell()
    screen.watch(tell, (charting, "told"))
    return told


def _together(screen: Screen[Any], charting: Charting) -> Widget:
    """Whether makkere move together."""
    box = Checkbox(description=screen._("Makkere move together"), value=not charting.alone)
    box.observe(lambda change: setattr(charting, "alone", not change["new"]), "value")
    return box
