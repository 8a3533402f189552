"""What all screens have in common: they watch their model while shown, and let go after."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from ipywidgets import HTML, Box, Button, DOMWidget, Text, VBox, Widget
from traitlets import Bunch, HasTraits

from toolkit.messages import Message, Translator
from toolkit.ui.screens import markup
from toolkit.ui.state.model import StepModel
from toolkit.ui.state.net import NET
from toolkit.ui.state.steps import Step

type Build = Callable[[], Iterable[Widget]]
type Watched = tuple[HasTraits, str]
"""A model and one of its traits; behind a dot, the one part of the trait's value that matters:
``(session, "work.rules")``."""


@dataclass(frozen=True)
class Action:
    """What a button of the action bar says and does, and why it cannot be pressed yet.

    ``hint`` stands beside it when it can.
    """

    text: str
    run: Callable[[], object]
    blockers: tuple[Message, ...] = ()
    hint: str = ""


class Screen[Model: StepModel](ABC):
    """One step. ``view`` is what is seen; ``close`` stops watching and frees the widgets.

    A screen is built from the state when it is shown and thrown away when it is left, so
    nothing that matters is kept in a widget. ``_`` puts sentences into its language.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.session = model.session
        self._: Translator = model.session.translate
        self._watching: list[tuple[HasTraits, Callable[[Any], None], str]] = []
        self._is_closed = False
        self.view = self.build()

    @abstractmethod
    def build(self) -> Box:
        """What is seen."""

    def primary(self) -> Action | None:
        """The one thing to do next, at the same spot on every screen: without more, to go on."""
        return self.onward(self.model.blockers)

    def secondary(self) -> Action | None:
        """What else leads on from here, where something does."""
        return None

    def follows(self) -> Sequence[Watched]:
        """What the two actions depend on, beside the class that is open."""
        return ()

    def onward(self, blockers: tuple[Message, ...] = (), hint: str = "") -> Action | None:
        """To the next step of the path, where there is one."""
        following = self.session.following
        if following is None:
            return None
        words = following.invitation or following.title
        return Action(self._(words), self.session.go_on, blockers, hint)

    def leading_to(self, step: Step, words: str) -> Action | None:
        """To a certain step; None in a dashboard that does not have it."""
        if step not in self.session.steps:
            return None
        return Action(words, partial(self.session.go, step))

    def watch(self, changed: Callable[[], object], *watched: Watched) -> None:
        """Call ``changed`` whenever something that is watched changes, until closed."""
        for model, name in watched:
            trait, _dot, part = name.partition(".")
            handler = _handler(changed, part)
            model.observe(handler, trait)
            self._watching.append((model, handler, trait))

    def live(self, build: Build, *watched: Watched, kind: str = "mk-region") -> VBox:
        """A box that is built again whenever something that is watched changes.

        In a kernel that is once for all that one click changes.
        """
        box = VBox(tuple(build()))
        box.add_class(kind)

        def rebuild() -> None:
            if not self._is_closed:
                replace_children(box, build())

        self.watch(once_a_click(rebuild), *watched)
        return box

    def say(self, messages: Iterable[Message]) -> list[str]:
        """The messages in the screen's language."""
        return [self._(message) for message in messages]

    def close(self) -> None:
        """Stop watching, and free what was shown."""
        self._is_closed = True
        for model, handler, trait in self._watching:
            model.unobserve(handler, trait)
        self._watching.clear()
        close(self.view)


def text_field(words: str, placeholder: str = "", value: str = "") -> Text:
    """A field that tells what is in it when it is left.

    Told letter by letter, the last ones may come later than the click on a button behind it.
    """
    return Text(description=words, placeholder=placeholder, value=value, continuous_update=False)


def once_a_click(act: Callable[[], object]) -> Callable[[], None]:
    """Do it once for all that one click changes, when that is done; at once outside a kernel.

    A button that came and went in between could be clicked in vain.
    """
    is_due = False

    def now() -> None:
        nonlocal is_due
        is_due = False
        with NET.under():
            act()

    def later() -> None:
        nonlocal is_due
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            act()
            return
        if not is_due:
            is_due = True
            loop.call_soon(now)

    return later


def _handler(changed: Callable[[], object], part: str) -> Callable[[Bunch], None]:
    def handler(change: Bunch) -> None:
        if not part or _part(change.old, part) != _part(change.new, part):
            changed()

    return handler


def _part(value: object, name: str) -> object:
    return None if value is None else getattr(value, name)


def shown(text: str) -> HTML:
    """A widget that shows what ``markup`` has made."""
    return HTML(text)


def standing(text: str) -> HTML:
    """HTML that tells how things are and answers no click: the page is not scrolled to it."""
    box = shown(text)
    box.add_class("mk-standing")
    return box


def replace_children(box: Box, children: Iterable[Widget]) -> None:
    """Show other widgets in a box, and free those that were there."""
    old, box.children = box.children, tuple(children)
    for widget in old:
        close(widget)


def close(widget: Widget) -> None:
    """Free a widget and all that it holds: its children, its layout and its style."""
    for held in _held(widget):
        close(held)
    widget.close()


def _held(widget: Widget) -> Iterator[Widget]:
    for name in widget.keys:
        value = getattr(widget, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Widget):
                yield one


def mark(widget: DOMWidget, kind: str, wanted: bool) -> None:
    """Give a widget a CSS class, or take it away."""
    if wanted:
        widget.add_class(kind)
    else:
        widget.remove_class(kind)


def mark_one(choices: Iterable[DOMWidget], kind: str, chosen: DOMWidget | None) -> None:
    """Give one of several widgets a CSS class that the others lose.

    They lose it first: each change is a message of its own, and the page shows what is between.
    """
    others = [one for one in choices if one is not chosen]
    for one in others:
        one.remove_class(kind)
    if chosen is not None:
        chosen.add_class(kind)


def set_visible(widget: DOMWidget, wanted: bool) -> None:
    """Show a widget, or take it out of sight with the place that it had."""
    widget.layout.display = None if wanted else "none"


def button(
    text: str,
    on_click: Callable[[], object],
    *kinds: str,
    tooltip: str | None = None,
    disabled: bool = False,
) -> Button:
    """A button that calls ``on_click`` without arguments."""
    made = Button(description=text, tooltip=tooltip, disabled=disabled)
    for kind in kinds:
        made.add_class(kind)

    def clicked(_button: Button) -> None:
        with NET.under():
            on_click()

    made.on_click(clicked)
    return made


def section(title: str, explanation: str, *content: Widget, level: int = 3, kind: str = "") -> VBox:
    """A part of a screen: a heading, a sentence, and what belongs to them.

    ``level`` and ``kind`` are the heading's; on a page without steps it is just below the title.
    """
    box = VBox([shown(markup.heading(level, title, explanation, kind)), *content])
    box.add_class("mk-section")
    return box


def reply(title: str, explanation: str, *content: Widget) -> VBox:
    """A section that a click on the same screen leads to: the page brings it in sight."""
    return section(title, explanation, *content, kind="mk-reply")


def card(*content: Widget) -> VBox:
    """A framed box among others."""
    box = VBox(content)
    box.add_class("mk-card")
    return box


def row(*content: Widget, kind: str = "mk-row") -> Box:
    """Widgets side by side, which wrap on a narrow screen."""
    box = Box(content)
    box.add_class(kind)
    return box
