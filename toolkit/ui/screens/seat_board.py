"""The map of the seats with what is said of it beside, and the button that shows it in class."""

from typing import Any

from ipywidgets import Box, VBox

from toolkit.showing.seats_page import seats_page
from toolkit.ui.screens import markup
from toolkit.ui.screens.browser_button import BrowserButton
from toolkit.ui.screens.conflicts import why_not
from toolkit.ui.screens.screen import Action, Screen, button, mark, row, set_visible, shown
from toolkit.ui.screens.searching import search_box
from toolkit.ui.screens.seat_hand import seat_hand
from toolkit.ui.screens.seat_map import SeatMap
from toolkit.ui.state.charting import Charting
from toolkit.ui.steps import CHART


def seat_board(screen: Screen[Any], charting: Charting) -> Box:
    """The seats, to be looked at and changed, and behind them what they break.

    Where there is no room beside them, that comes below: they do not move under a finger.
    """
    aside = seat_hand(screen, charting)
    aside.add_class("mk-aside")

    def show() -> None:
        set_visible(aside, charting.seen is not None)

    show()
    job = charting.job
    screen.watch(show, (screen.session, "work"), (job, "progress"), (job, "running"))
    return row(SeatMap(screen, charting).view, aside, kind="mk-board")


def seat_search(screen: Screen[Any], charting: Charting) -> Box:
    """That seats are looked for, for how long, and why none were found."""
    looking = screen._("Looking for good seats …")
    found_none = ((charting, "answer"), (screen.session, "discreet"))
    return VBox(
        [
            screen.live(lambda: why_not(screen, charting.error), *found_none),
            search_box(
                screen,
                charting.job,
                "mk-search-progress",
                looking,
                lambda: charting.is_searching,
                lambda: looking,
                (screen.session, "work"),
            ),
        ]
    )


def stop_looking(screen: Screen[Any], charting: Charting) -> Action | None:
    """What ends the search for seats; None where there is none."""
    if not charting.is_searching:
        return None
    return Action(screen._("Stop and use the best so far"), charting.cancel)


def shown_in_class(screen: Screen[Any], charting: Charting) -> BrowserButton:
    """What opens the map for the projector, out of sight where there is none.

    It stays while the seats change, so that it is not gone under a finger.
    """
    made = BrowserButton(screen._("Show the seating map in class"))

    def update() -> None:
        seated = charting.seated
        set_visible(made, seated is not None)
        if seated is not None:
            made.page = seats_page(screen.session.named_plan, seated, screen._)

    update()
    screen.watch(update, (screen.session, "work"))
    return made


def todays_seats(screen: Screen[Any], charting: Charting) -> Box:
    """The heading above the seats on the page of the day, and what is done with them."""
    _ = screen._
    action = screen.leading_to(CHART, _("Change the seating map"))
    if action is None:
        return VBox()
    lead = button("", action.run)
    box = VBox(
        [
            shown(markup.heading(3, _("Seating map"))),
            row(shown_in_class(screen, charting), lead),
        ]
    )

    box.add_class("mk-region")

    def update() -> None:
        set_visible(box, charting.period is not None)
        mark(lead, "mk-quiet", charting.seated is not None)
        lead.description = _("Make a seating map") if charting.seated is None else action.text

    update()
    screen.watch(update, (screen.session, "work"))
    return box
