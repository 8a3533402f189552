"""The list of a class on the screen: its name, how many they are, and all of their names."""

from collections.abc import Iterable

from ipywidgets import VBox, Widget

from toolkit.messages import plural
from toolkit.people import Roster
from toolkit.ui.screens import markup
from toolkit.ui.screens.entries import Entry
from toolkit.ui.screens.names import NameList
from toolkit.ui.screens.screen import Screen, button, once_a_click, row, set_visible, shown
from toolkit.ui.state.roster import RosterModel


class Listing:
    """The class that is open, to be put right; or, until one is, the list as it was read."""

    def __init__(self, screen: Screen[RosterModel]) -> None:
        self._screen, self._ = screen, screen._
        self._model, self._list, self._session = screen.model, screen.model.listing, screen.session
        _, editing = self._, self._list
        self._names = NameList(_, editing.correct, editing.remove)
        self._name = Entry(_("The class's name"), "", self._rename, placeholder=_("for example 8A"))
        self._add = Entry(_("One more student"), _("Add"), editing.join, text=editing.typed)
        self._add.observe(self._typed, "text")
        self._answer = screen.live(
            self._answers, (editing, "error"), (editing, "done"), (editing, "asking")
        )
        self._answer.add_class("mk-answer")
        watched = ((self._model, "reading"), (self._model, "is_open"), (self._session, "work"))
        count = screen.live(self._count, *watched)
        self._open_only = (self._name, self._add, self._answer)
        self.view = VBox(
            [
                row(self._name, count, kind="mk-class"),
                self._names,
                self._answer,
                self._add,
            ]
        )
        self.view.add_class("mk-section")
        screen.watch(once_a_click(self._follow), *watched)
        self._follow()
        self.look = once_a_click(self._names.look)
        """Brings it into sight: it is the answer to what was given elsewhere on the page."""

    @property
    def _is_open(self) -> bool:
        return self._model.is_open and self._session.work is not None

    @property
    def _roster(self) -> Roster:
        if self._is_open:
            return self._session.roster
        return Roster(()) if self._model.reading is None else self._model.reading.shown

    def _follow(self) -> None:
        set_visible(self.view, bool(len(self._roster)))
        for widget in self._open_only:
            set_visible(widget, self._is_open)
        self._names.show(self._roster, can_edit=self._is_open)
        self._name.text = "" if self._session.work is None else self._session.work.name

    def _count(self) -> Iterable[Widget]:
        number = len(self._roster)
        words = [self._(plural("{n} student", "{n} students", n=number))] if number else []
        if len(classes := self._roster.classes) > 1:
            words.append(self._("in {n} classes", n=len(classes)))
        return [shown(markup.status(" ".join(words), "mk-count"))]

    def _answers(self) -> Iterable[Widget]:
        model = self._list
        if model.asking is not None:
            yield shown(markup.note([self._(model.asking.text)], "warning"))
            yield row(
                button(self._("Yes, there are two"), model.say_yes),
                button(self._("No, it is the same student"), model.say_no, "mk-quiet"),
            )
        elif model.error is not None:
            yield shown(markup.note([model.error.translated(self._)], "danger"))
        elif model.done is not None and model.can_undo:
            yield row(
                shown(markup.note([self._(model.done)], "good")),
                button(self._("Undo"), model.undo, "mk-quiet"),
            )

    def _rename(self, name: str) -> bool:
        self._list.name_class(name)
        self._name.text = "" if self._session.work is None else self._session.work.name
        return False  # it stays, as the class is called now

    def _typed(self, change: dict[str, str]) -> None:
        self._list.typed = change["new"]
