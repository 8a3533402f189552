"""What is seen before the workspace is open: the question for the passphrase, or what is wrong."""

from collections.abc import Callable, Iterable

import anywidget
from ipywidgets import Password, VBox, Widget

from toolkit.ui.screens import markup
from toolkit.ui.screens.screen import button, close, row, section
from toolkit.ui.state.entrance import Entrance


class Door(anywidget.AnyWidget):
    """Tells when a browser shows the page, for its kernel may have been ready long before."""

    _esm = """
    export default { render({ model }) { model.send({ opened: true }); } };
    """

    def __init__(self, on_open: Callable[[], object]) -> None:
        super().__init__()
        self.on_msg(lambda _widget, _content, _buffers: on_open())


class EntranceScreen:
    """Lets the user in; ``view`` is empty until there is something to say."""

    def __init__(self, entrance: Entrance) -> None:
        self._entrance = entrance
        self.view = VBox()
        entrance.observe(self._show, ["is_locked", "error"])

    def _show(self, _change: object) -> None:
        old, self.view.children = self.view.children, tuple(self._content())
        self.view.add_class("mk-app")
        for widget in old:
            close(widget)

    def _content(self) -> Iterable[Widget]:
        entrance, _ = self._entrance, self._entrance.translate
        yield markup.heading(1, _("Everyone gets to know everyone"))
        problem = () if entrance.error is None else (entrance.error.translated(_),)
        if entrance.is_locked:
            field = Password(description=_("Passphrase"))
            field.continuous_update = False
            unlock = button(_("Unlock"), lambda: self._unlock(field), "mk-primary")
            field.observe(lambda _change: self._unlock(field), "value")
            yield section(
                _("The archive is locked"),
                _("Write the passphrase that was chosen for it."),
                row(field, unlock),
                *(markup.note([text], "danger") for text in problem),
            )
            return
        yield section(
            _("The archive does not open"),
            entrance.location if "@" not in entrance.location else "PostgreSQL",
            *(markup.note([text], "danger") for text in problem),
            row(
                button(_("Try again"), entrance.enter),
                button(_("Go on without saving"), entrance.go_without, "mk-quiet"),
            ),
        )

    def _unlock(self, field: Password) -> None:
        """Try what was written, once, and leave it nowhere."""
        passphrase, field.value = field.value, ""
        if passphrase:
            self._entrance.enter(passphrase)

    def close(self) -> None:
        """Stop watching, and free every widget."""
        self._entrance.unobserve(self._show, ["is_locked", "error"])
        close(self.view)
