"""The start page: all classes, each with its period and what comes next."""

from collections.abc import Iterable

from ipywidgets import Box, VBox, Widget

from toolkit.messages import plural
from toolkit.ui.screens import markup
from toolkit.ui.screens.class_list import ClassList
from toolkit.ui.screens.outcome import outcome
from toolkit.ui.screens.screen import Action, Screen, button, row, shown
from toolkit.ui.state.classes import ClassesModel, due
from toolkit.ui.steps import ROSTER
from toolkit.workspace.causes import Cause
from toolkit.workspace.workspace import KeptClass


class ClassesScreen(Screen[ClassesModel]):
    """Where a class is opened by one press."""

    def build(self) -> Box:
        """The classes, and the way to another."""
        model = self.model
        self._list = ClassList(self._, model.open, model.rename)
        self.watch(self._show, (model, "version"), (self.session, "kept"))
        self._show()
        another = button(self._("New class"), self._begin_another, "mk-another")
        answer = self.live(self._answer, (model, "error"))
        answer.add_class("mk-answer")
        heading = shown(markup.heading(2, self._("Your classes")))
        return VBox([row(heading, another, kind="mk-title"), answer, self._list])

    def primary(self) -> Action | None:
        """The classes themselves are what is pressed here."""
        return None

    def _begin_another(self) -> None:
        if self.model.begin_another():
            self.session.go(ROSTER)

    def _answer(self) -> Iterable[Widget]:
        return outcome(self, self.model.error, None)

    def _show(self) -> None:
        self._list.classes = [self._told(kept) for kept in self.model.classes]

    def _told(self, kept: KeptClass) -> dict[str, object]:
        """What is shown of a class."""
        if kept.is_damaged:
            name, details = self._("A class that cannot be read"), self._(Cause.UNREADABLE.value)
        else:
            name = kept.name or self._("Class without a name")
            number = self._(plural("{n} student", "{n} students", n=kept.students))
            details = f"{number} · {kept.school_year}"
        marks = {
            self._("Open now"): self.model.is_open(kept),
            self._("Example"): bool(kept.sample),
        }
        return {
            "key": kept.class_id,
            "name": name,
            "called": kept.name,
            "due": "" if kept.is_damaged else self._(due(kept)),
            "details": details,
            "marks": [mark for mark, is_set in marks.items() if is_set],
            "damaged": kept.is_damaged,
        }
