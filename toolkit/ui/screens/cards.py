"""The groups of a proposal as cards, to change by hand."""

from functools import partial

from ipywidgets import Box, Button, Widget

from toolkit.checking import Kind
from toolkit.people import Student
from toolkit.plan import Group, Period
from toolkit.ui.screens import markup
from toolkit.ui.screens.screen import Screen, button, card, mark, replace_children, row, shown
from toolkit.ui.state.proposal import ProposalModel


class Cards:
    """A card for each group, and in it a button for each student.

    The buttons stay while students move between them, so the keyboard stays where it is.
    """

    def __init__(self, screen: Screen[ProposalModel]) -> None:
        self._model = screen.model
        self._session = screen.session
        self._ = screen._
        self._buttons: list[Button] = []
        self._form: object = ()
        self.view = Box()
        self.view.add_class("mk-cards")
        self._show()
        screen.watch(self._show, (self._session, "work.proposal"))
        screen.watch(self._mark, (self._model, "chosen"), (self._session, "work.rules"))

    def _show(self) -> None:
        period = self._model.period
        form = () if period is None else _form(period)
        if form != self._form:
            self._build(period)
            self._form = form
        if period is not None:
            for one, student in zip(self._buttons, period.students, strict=True):
                one.description = self._model.label(student)
        self._mark()

    def _build(self, period: Period | None) -> None:
        self._buttons = []
        groups = () if period is None else period.groups
        replace_children(self.view, [self._card(group) for group in groups])

    def _card(self, group: Group) -> Widget:
        pairs = [row(*map(self._button, pair.students), kind="mk-pair") for pair in group.pairs]
        return card(shown(markup.heading(3, self._("Group {label}", label=group.label))), *pairs)

    def _button(self, student: Student) -> Button:
        """Named from the start, lest an empty one flashes up."""
        click = partial(self._click, len(self._buttons))
        made = button(self._model.label(student), click, "mk-student")
        self._buttons.append(made)
        return made

    def _click(self, position: int) -> None:
        if self._model.period is not None:
            self._model.choose(self._model.period.students[position].id)

    def _mark(self) -> None:
        """Show who is chosen, and who is where a rule does not allow it."""
        if (verdict := self._model.verdict) is None:
            return
        broken = {
            student.id
            for rule in verdict.broken_rules
            if not (self._session.discreet and rule.kind is Kind.KEEP_APART)
            for student in rule.students
        }
        for one, student in zip(self._buttons, verdict.proposal.period.students, strict=True):
            mark(one, "mk-chosen", student.id == self._model.chosen)
            mark(one, "mk-broken", student.id in broken)


def _form(period: Period) -> object:
    """What has to be the same for the buttons to stay."""
    return [(group.label, [len(pair.students) for pair in group.pairs]) for group in period.groups]
