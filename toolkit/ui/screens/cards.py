"""The groups of a period as cards, to change by hand."""

from collections.abc import Callable
from typing import Any

from ipywidgets import Box, Button, Widget

from toolkit.people import Student
from toolkit.plan import Group, Period
from toolkit.ui.screens import markup
from toolkit.ui.screens.broken_rules import is_hidden, told_before
from toolkit.ui.screens.dragging import Dragging
from toolkit.ui.screens.screen import (
    Screen,
    Watched,
    card,
    mark,
    replace_children,
    row,
    set_visible,
    shown,
)
from toolkit.ui.state.swapping import Swapping


class Cards:
    """A card for each group, and in it a button for each student; two of them swap.

    The buttons stay while students move between them, so the keyboard stays where it is. ``hint``
    says how it is done, for the screen to put beside ``view``.
    """

    def __init__(
        self,
        screen: Screen[Any],
        seats: Swapping,
        label: Callable[[Student], str],
        changed: Watched,
    ) -> None:
        self._screen, self._seats, self._label = screen, seats, label
        self._session = screen.session
        self._ = screen._
        self._buttons: list[Button] = []
        self._form: object = ()
        self._cards = Box()
        self._cards.add_class("mk-cards")
        self._dragging = Dragging(self._, seats)
        self.view = Box([self._cards, self._dragging])
        self.view.add_class("mk-seats")
        self.hint = shown("")
        self._show()
        screen.watch(self._show, changed)
        screen.watch(self._mark, (seats, "chosen"))
        screen.watch(self._mark, (self._session, "work.rules"), (self._session, "discreet"))

    def _show(self) -> None:
        period = self._seats.period
        form = () if period is None else _form(period)
        if form != self._form:
            self._build(period)
            self._form = form
        if period is not None:
            for one, student in zip(self._buttons, period.students, strict=True):
                one.description = self._label(student)
        self._mark()

    def _build(self, period: Period | None) -> None:
        self._buttons = []
        groups = () if period is None else period.groups
        replace_children(self._cards, [self._card(group) for group in groups])

    def _card(self, group: Group) -> Widget:
        pairs = [row(*map(self._button, pair.students), kind="mk-pair") for pair in group.pairs]
        return card(shown(markup.heading(3, self._("Group {label}", label=group.label))), *pairs)

    def _button(self, student: Student) -> Button:
        """Named from the start, lest an empty one flashes up."""
        made = Button(description=self._label(student))
        made.add_class("mk-student")
        made.add_class("mk-seat")
        self._buttons.append(made)
        return made

    def _how(self, period: Period) -> str:
        chosen = [self._label(one) for one in period.students if one.id == self._seats.chosen]
        for student in chosen:
            return self._("Now click the one who swaps with {student}.", student=student)
        return self._("Drag one student onto another to swap them, or click both.")

    def _mark(self) -> None:
        """Show who is picked up, who can take their place, and who is where no rule allows it."""
        seats, dragging = self._seats, self._dragging
        set_visible(self.hint, seats.period is not None)
        if (period := seats.period) is None:
            return
        self.hint.value = markup.paragraph(self._how(period), "mk-hint")
        broken = {
            student.id
            for rule in seats.broken_rules
            if not is_hidden(self._screen, rule)
            for student in rule.students
        }
        for one, student in zip(self._buttons, period.students, strict=True):
            mark(one, "mk-chosen", student.id == seats.chosen)
            mark(one, "mk-broken", student.id in broken)
        dragging.seats = [student.id for student in period.students]
        dragging.carried = seats.chosen
        told = told_before(self._screen, seats.broken_by_swap)
        dragging.broken = {"of": seats.chosen, "told": told}


def _form(period: Period) -> object:
    """What has to be the same for the buttons to stay."""
    return [(group.label, [len(pair.students) for pair in group.pairs]) for group in period.groups]
