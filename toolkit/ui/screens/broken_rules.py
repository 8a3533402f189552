"""The rules that a seating breaks; who is kept apart is named once that is asked for."""

from collections.abc import Iterable, Mapping
from typing import Any

from ipywidgets import Widget

from toolkit.broken_rules import BrokenRule, Kind
from toolkit.ui.screens import markup
from toolkit.ui.screens.hidden_names import names_button
from toolkit.ui.screens.screen import Screen, row, shown

_SECRET = {Kind.KEEP_APART, Kind.TOO_NEAR, Kind.SEAT_WISH}
"""What these are broken for is for the teacher alone."""


def broken_rules(screen: Screen[Any], broken: Iterable[BrokenRule]) -> Iterable[Widget]:
    """Each of them in words, once, and the way to the names; nothing where there are none."""
    broken = tuple(broken)
    if not broken:
        return
    yield shown(markup.note(in_words(screen, broken), "danger"))
    if any(rule.kind in _SECRET for rule in broken):
        yield row(names_button(screen))


def in_words(screen: Screen[Any], broken: Iterable[BrokenRule]) -> list[str]:
    """Each of them in words, once."""

    def words(rule: BrokenRule) -> str:
        if is_hidden(screen, rule):
            return screen._("A rule is broken. Show the names to see which one.")
        return screen._(rule.message)

    return list(dict.fromkeys(map(words, broken)))


def told_before(
    screen: Screen[Any], broken: Mapping[str, Iterable[BrokenRule]]
) -> dict[str, str | None]:
    """What each of several swaps would break, in words, before it is made; empty for nothing.

    While names are hidden, no sign may tell that a hidden rule is among them: whoever tries one
    swap after the other would find out whom it names. None where nothing is told.
    """
    kept = None if screen.session.discreet else ""
    return {
        other: "\n".join(in_words(screen, (one for one in rules if not is_hidden(screen, one))))
        or kept
        for other, rules in broken.items()
    }


def is_hidden(screen: Screen[Any], rule: BrokenRule) -> bool:
    """Whether nobody who looks at the page may know whom the rule names."""
    return screen.session.discreet and rule.kind in _SECRET
