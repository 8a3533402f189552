"""What came of the last thing that was done, and the question before what cannot be undone."""

from collections.abc import Callable, Iterable
from typing import Any

from ipywidgets import Widget

from toolkit.errors import MakkerskapError
from toolkit.messages import Message
from toolkit.ui.screens import markup
from toolkit.ui.screens.screen import Screen, button, row, shown


def outcome(
    screen: Screen[Any], error: MakkerskapError | None, done: Message | None
) -> Iterable[Widget]:
    """A note on why it failed, or that it is done; nothing where nothing was tried."""
    if error is not None:
        yield shown(markup.note([error.translated(screen._)], "danger"))
    elif done is not None:
        yield shown(markup.note([screen._(done)], "good"))


def asked_first(
    screen: Screen[Any],
    text: str,
    yes: str,
    do: Callable[[], object],
    leave: Callable[[], object],
) -> Iterable[Widget]:
    """A question that waits for a yes."""
    yield shown(markup.note([text], "warning"))
    yield row(button(yes, do), button(screen._("No, leave it"), leave, "mk-quiet"))
