"""The groups of a period as cards, to look at."""

from typing import Any

from ipywidgets import Box, Label

from toolkit.people import Roster
from toolkit.plan import Period
from toolkit.ui.screens import markup
from toolkit.ui.screens.screen import Screen, card, row, shown


def group_cards(screen: Screen[Any], period: Period) -> Box:
    """A card for each group, a row in it for each pair."""
    _ = screen._
    label = Roster(period.students).label
    cards = [
        card(
            shown(markup.heading(4, _("Group {label}", label=group.label))),
            *(
                row(*(Label(label(student)) for student in pair.students), kind="mk-pair")
                for pair in group.pairs
            ),
        )
        for group in period.groups
    ]
    return row(*cards, kind="mk-cards")
