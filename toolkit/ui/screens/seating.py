"""The groups of a period, to be read from a distance and to be printed."""

from collections.abc import Callable

from toolkit.people import Student
from toolkit.plan import Group, Pair, Period
from toolkit.ui.screens import markup


def groups_list(
    period: Period, title: Callable[[Group], str], name: Callable[[Student], str]
) -> str:
    """A card for each group, in it a box for each pair, in that a line for each student."""

    def pair(one: Pair) -> str:
        return markup.items(map(name, one.students), "mk-duo")

    cards = [
        markup.heading(3, title(group)) + "".join(map(pair, group.pairs)) for group in period.groups
    ]
    return markup.cards(cards, "mk-seating")
