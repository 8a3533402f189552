"""What all screens have in common: they watch their model while shown, and let go after."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ipywidgets import Box, Button, DOMWidget, VBox, Widget
from traitlets import HasTraits

from toolkit.messages import Message, Translator
from toolkit.ui.screens import markup
from toolkit.ui.state.session import Session

type Build = Callable[[], Iterable[Widget]]


@dataclass(frozen=True)
class Action:
    """What a button of the action bar says and does, and why it cannot be pressed yet.

    ``hint`` stands beside it when it can. A ``deliberate`` action is not done by the second
    half of a double click, which was meant for what the button said before.
    """

    text: str
    run: Callable[[], object]
    blockers: tuple[Message, ...] = ()
    hint: str = ""
    deliberate: bool = False


class Screen(ABC):
    """One step. ``view`` is what is seen; ``close`` stops watching and frees the widgets.

    A screen is built from the state when it is shown and thrown away when it is left, so
    nothing that matters is kept in a widget.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.translate: Translator = session.translate
        self._watched: list[tuple[HasTraits, Callable[[Any], None], tuple[str, ...]]] = []
        self._is_closed = False
        self.view: Box = VBox()

    def watch(self, model: HasTraits, changed: Callable[[], object], *names: str) -> None:
        """Call ``changed`` whenever one of the model's traits changes, until closed."""

        def handler(_change: object) -> None:
            changed()

        model.observe(handler, list(names))
        self._watched.append((model, handler, names))

    def live(self, build: Build, *watched: tuple[HasTraits, str], kind: str = "mk-region") -> VBox:
        """A box that is built again whenever one of the watched (model, trait) changes.

        In a kernel that is once for all that one click changes, when it is done: a button that
        came and went in between could be clicked in vain.
        """
        box = VBox(tuple(build()))
        box.add_class(kind)
        is_due = False

        def rebuild() -> None:
            nonlocal is_due
            is_due = False
            if self._is_closed:
                return
            old, box.children = box.children, tuple(build())
            for widget in old:
                close(widget)

        def changed() -> None:
            nonlocal is_due
            try:
                loop = asyncio.get_running_loop()
            except RuntimeError:
                rebuild()
                return
            if not is_due:
                is_due = True
                loop.call_soon(rebuild)

        for model, name in watched:
            self.watch(model, changed, name)
        return box

    @abstractmethod
    def primary(self) -> Action:
        """The one thing to do next, shown at the same place on every screen."""

    def secondary(self) -> Action | None:
        """What else leads on from here, where something does."""
        return None

    def follows(self) -> Sequence[tuple[HasTraits, str]]:
        """The (model, trait) pairs that the two actions depend on."""
        return ()

    def say(self, messages: Iterable[Message]) -> list[str]:
        """The messages in the screen's language."""
        return [self.translate(message) for message in messages]

    def close(self) -> None:
        """Stop watching, and free what was shown."""
        self._is_closed = True
        for model, handler, names in self._watched:
            model.unobserve(handler, list(names))
        self._watched.clear()
        close(self.view)


def close(widget: Widget) -> None:
    """Free a widget and all that it holds."""
    for child in getattr(widget, "children", ()):
        close(child)
    widget.close()


def mark(widget: DOMWidget, kind: str, wanted: bool) -> None:
    """Give a widget a CSS class, or take it away."""
    if wanted:
        widget.add_class(kind)
    else:
        widget.remove_class(kind)


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
    made.on_click(lambda _button: on_click())
    return made


def section(title: str, explanation: str, *content: Widget) -> VBox:
    """A part of a screen: a heading, a sentence, and what belongs to them."""
    box = VBox([markup.heading(3, title, explanation), *content])
    box.add_class("mk-section")
    return box


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
