"""What is wrong with the running period on the screen, and the offer to mend it."""

from collections.abc import Callable, Iterable
from typing import Any

from ipywidgets import Widget

from toolkit.messages import plural
from toolkit.people import Student
from toolkit.ui.screens import markup
from toolkit.ui.screens.hidden_names import names_button
from toolkit.ui.screens.screen import Screen, button, row, shown
from toolkit.ui.screens.searching import search_box
from toolkit.ui.state.correcting import TIME_LIMIT
from toolkit.ui.state.today import TodayModel
from toolkit.workspace.troubles import Troubles


def trouble_notes(screen: Screen[TodayModel]) -> Iterable[Widget]:
    """What is wrong, in red, and the offer to look for the smallest change."""
    model, _ = screen.model, screen._
    troubles, correcting = model.troubles, model.correcting
    if not troubles:
        return
    yield shown(markup.note(list(_sentences(screen, troubles)), "danger", _names(screen, troubles)))
    acts: list[Widget] = []
    if correcting.job.running:
        acts.append(button(_("Stop looking"), correcting.cancel))
    elif correcting.period is None:
        acts.append(button(_("Find the smallest change"), model.find_smallest, "mk-main-act"))
    if troubles.kept_apart:
        acts.append(names_button(screen))
    yield row(*acts)


def looking_for_a_change(screen: Screen[TodayModel]) -> Widget:
    """How far the search for the smallest change has come, while it goes on."""
    job, _ = screen.model.correcting.job, screen._
    at_most = _("We look for {seconds} seconds at most.", seconds=round(TIME_LIMIT))
    return search_box(
        screen,
        job,
        "mk-search-progress",
        _("Looking for the smallest change …"),
        lambda: job.running,
        lambda: at_most,
    )


def _sentences(screen: Screen[TodayModel], troubles: Troubles) -> Iterable[str]:
    _ = screen._
    if number := len(troubles.kept_apart):
        yield _(
            plural(
                "Two who are to be kept apart sit together today.",
                "{n} times, two who are to be kept apart sit together today.",
                n=number,
            )
        )
    yield from came_or_went(screen, troubles, screen.model.label)
    yield from dict.fromkeys(_(rule.message) for rule in troubles.others)


def came_or_went(
    screen: Screen[Any], troubles: Troubles, label: Callable[[Student], str]
) -> Iterable[str]:
    """Who has joined the class or left it while the period runs."""
    _ = screen._
    if joined := troubles.joined:
        yield _(
            plural(
                "{students} has joined the class, and has no makker yet.",
                "{students} have joined the class, and have no makker yet.",
                n=len(joined),
                students=[label(student) for student in joined],
            )
        )
    if left := troubles.left:
        yield _(
            plural(
                "{students} has left the class, and still has a place in the period.",
                "{students} have left the class, and still have a place in the period.",
                n=len(left),
                students=[label(student) for student in left],
            )
        )


def _names(screen: Screen[TodayModel], troubles: Troubles) -> list[str]:
    """Who it is that sits together, once the names are asked for."""
    if screen.session.discreet:
        return []
    return list(dict.fromkeys(screen._(rule.message) for rule in troubles.kept_apart))
