"""Two students swap by dragging one onto the other, by a click on each, or by keys."""

from pathlib import Path
from typing import Protocol

import anywidget
from traitlets import Dict, List, Unicode

from toolkit.messages import Translator
from toolkit.ui.state.net import NET


class Hand(Protocol):
    """What picks up: ``chosen`` is the id of what is picked up, empty for nothing."""

    chosen: str

    def swap(self, one: str, other: str) -> None:
        """Two change places."""


class Dragging(anywidget.AnyWidget):
    """Makes the elements of the class ``mk-seat`` beside it swap; it is not seen itself.

    ``seats`` has the id of who sits in each of them, in the page's order. ``carried`` is the id of
    the one who is picked up, empty for nobody, and ``broken`` has, for each of the others by their
    id, what is wrong when the two swap; it is empty where all rules are kept, and None where that
    is not told before. The ``hand`` is told
    who is picked up and which two swap, where they are there: the page may speak of seats that
    were there a moment ago.
    """

    _esm = Path(__file__).with_name("dragging.js")

    seats = List(Unicode()).tag(sync=True)
    carried = Unicode("").tag(sync=True)
    broken = Dict().tag(sync=True)
    words = Dict().tag(sync=True)

    def __init__(self, translate: Translator, hand: Hand) -> None:
        _ = translate
        super().__init__(
            words={
                "lifted": _(
                    "{student} is picked up. Go to the one to swap with, or press Escape to let go."
                ),
                "over": _("{student}: {verdict}"),
                "outside": _("Nobody to swap with here."),
                "kept": _("All rules are kept."),
                "untold": _("You see after the swap whether a hidden rule is broken."),
                "swapped": _("{student} and {other} have swapped."),
                "left": _("{student} stays."),
            }
        )
        self._hand = hand
        self.observe(lambda change: self._carry(change["new"]), "carried")
        self.on_msg(lambda _widget, content, _buffers: self._swap(*content["swap"]))

    def _carry(self, id: str) -> None:
        self._hand.chosen = id if self._are_there(id) else ""

    def _swap(self, one: str, other: str) -> None:
        if self._are_there(one, other):
            with NET.under():
                self._hand.swap(one, other)

    def _are_there(self, *ids: str) -> bool:
        return set(ids) <= set(self.seats)
