"""Why something could not be found, on the screen; of rules, once the names are asked for."""

from collections.abc import Iterable
from typing import Any

from ipywidgets import Widget

from toolkit.errors import MakkerskapError, RulesConflict
from toolkit.ui.screens import markup
from toolkit.ui.screens.hidden_names import names_button
from toolkit.ui.screens.screen import Screen, row, section, shown


def why_not(screen: Screen[Any], error: MakkerskapError | None) -> Iterable[Widget]:
    """The error in words; of a conflict, which rules meet in it and what would resolve it."""
    _ = screen._
    if error is None:
        return
    if not isinstance(error, RulesConflict):
        yield shown(markup.note([error.translated(_)], "danger"))
        return
    title = conflict_title(screen, error)
    if screen.session.discreet:
        hidden = _("The names are hidden. Show them to see which rules these are.")
        yield section(title, hidden, row(names_button(screen)))
        return
    rules = shown(markup.bullets(screen.say(error.rules)))
    yield section(title, "", rules, shown(markup.note([_(error.help)], "quiet")))


def conflict_title(screen: Screen[Any], error: RulesConflict) -> str:
    """That there is a conflict, and in which period."""
    return screen._("The rules cannot all hold in period {period}", period=error.period)
