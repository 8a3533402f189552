"""Naming students: a field with a list of ours under it, and the chosen ones as buttons."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import anywidget
from ipywidgets import VBox, Widget
from traitlets import Bool, Dict, Int, Unicode
from traitlets import Tuple as TupleTrait

from toolkit.messages import Translator
from toolkit.people import Roster, Student
from toolkit.ui.screens.screen import Screen, Watched, button
from toolkit.ui.state.naming import NOBODY, ONE, SEVERAL


class Option(NamedTuple):
    """One who can be chosen: what stands for them, their name, what is shown of them, and more.

    ``note`` helps to tell apart those who are called the same.
    """

    key: str
    name: str
    label: str
    note: str = ""


class NameField(anywidget.AnyWidget):
    """Takes one of the options at a time, and nothing else; ``take`` is told by its key.

    ``text`` is what was typed and is not taken, and fits so many (``matches``). One that
    ``leads_on`` goes to the top of the page, for what was asked for comes below it.
    """

    _esm = Path(__file__).with_name("name_field.js")

    description = Unicode("").tag(sync=True)
    placeholder = Unicode("").tag(sync=True)
    options = TupleTrait().tag(sync=True)
    words = Dict().tag(sync=True)
    text = Unicode("").tag(sync=True)
    matches = Int(0).tag(sync=True)
    leads_on = Bool(False).tag(sync=True)

    def __init__(
        self,
        translate: Translator,
        options: Iterable[Option],
        take: Callable[[str], object],
        *,
        description: str,
        text: str = "",
    ) -> None:
        _ = translate
        super().__init__(
            description=description,
            placeholder=_("Type a name"),
            options=tuple(options),
            words={"nobody": _(NOBODY.text), "one": _(ONE.text), "several": _(SEVERAL.text)},
            text=text,
        )
        self._take = take
        self.on_msg(self._hear)

    def pick(self, key: str) -> None:
        """Choose one, as the page does; who is not among the options is not taken."""
        if any(option[0] == key for option in self.options):
            self._take(key)

    def _hear(self, _widget: object, content: Mapping[str, object], _buffers: object) -> None:
        self.pick(str(content.get("pick", "")))


def student_options(roster: Roster, without: Iterable[str] = ()) -> tuple[Option, ...]:
    """The students of a class who can still be chosen, in the order of the class."""
    gone = set(without)
    return tuple(_option(student, roster) for student in roster if student.id not in gone)


def _option(student: Student, roster: Roster) -> Option:
    label = roster.label(student)
    # Two of one name are told apart by what else the list has of them.
    more = (value for _, value in student.attributes) if label != student.name else ()
    return Option(student.id, student.name, label, ", ".join(filter(None, more)))


def student_picker(
    screen: Screen[Any],
    roster: Roster,
    chosen: Callable[[], Iterable[str]],
    pick: Callable[[str], object],
    drop: Callable[[str], object],
    watched: Watched,
    *,
    text: str = "",
) -> tuple[NameField, VBox]:
    """A field for the students of a class, and those who are chosen, each to be let go again.

    ``watched`` is what changes with those who are ``chosen``, by id.
    """
    _ = screen._

    def chips() -> list[Widget]:
        return [
            button(
                f"{roster.label(roster.by_id[key])}  ×",
                partial(drop, key),
                "mk-chip",
                tooltip=_("Remove {student}", student=roster.label(roster.by_id[key])),
            )
            for key in chosen()
        ]

    field = NameField(
        _, student_options(roster, chosen()), pick, description=_("Student"), text=text
    )

    def offer() -> None:
        field.options = student_options(roster, chosen())

    screen.watch(offer, watched)
    return field, screen.live(chips, watched, kind="mk-chips")
