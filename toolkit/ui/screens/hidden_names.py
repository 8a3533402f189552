"""Who is kept apart is hidden until it is asked for, and can be hidden again."""

from typing import Any

from ipywidgets import Button

from toolkit.ui.screens.screen import Screen, button


def names_button(screen: Screen[Any], *kinds: str) -> Button:
    """Shows the names of those who are kept apart, or hides them."""
    session = screen.session
    return button(
        names_words(screen), lambda: setattr(session, "discreet", not session.discreet), *kinds
    )


def names_words(screen: Screen[Any]) -> str:
    """What the button says."""
    _ = screen._
    return _("Show the names") if screen.session.discreet else _("Hide the names")
