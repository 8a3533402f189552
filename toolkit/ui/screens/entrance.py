"""What is seen before the workspace is open: the question for the passphrase, or what is wrong."""

from collections.abc import Callable, Iterable

import anywidget
from ipywidgets import Password, VBox, Widget

from toolkit.ui.screens import markup
from toolkit.ui.screens.screen import button, close, replace_children, row, section, shown
from toolkit.ui.state.entrance import Entrance
from toolkit.workspace.database import SERVER
from toolkit.workspace.location import is_server


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
        self._problem = VBox()
        self.view = VBox()
        entrance.observe(self._show, "is_locked")
        entrance.observe(self._tell, "error")

    def _show(self, _change: object = None) -> None:
        close(self._problem)
        self._problem = VBox()
        self._problem.add_class("mk-region")
        replace_children(self.view, self._content())
        self.view.add_class("mk-app")

    def _tell(self, _change: object) -> None:
        """Say what is wrong, and leave the rest as it is: the keyboard may be in the field."""
        if not self.view.children:
            self._show()
        error, translate = self._entrance.error, self._entrance.translate
        problems = [] if error is None else [markup.note([error.translated(translate)], "danger")]
        replace_children(self._problem, map(shown, problems))

    def _content(self) -> Iterable[Widget]:
        entrance, _ = self._entrance, self._entrance.translate
        yield shown(markup.heading(1, _("Everyone gets to know everyone")))
        if entrance.is_locked:
            field = Password(description=_("Passphrase"))
            field.continuous_update = False
            unlock = button(_("Unlock"), lambda: self._unlock(field))
            unlock.button_style = "primary"
            field.observe(lambda _change: self._unlock(field), "value")
            yield section(
                _("The archive is locked"),
                _("Write the passphrase that was chosen for it."),
                row(field, unlock),
                self._problem,
            )
            return
        yield section(
            _("The archive does not open"),
            SERVER if is_server(entrance.location) else entrance.location,
            self._problem,
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
        self._entrance.unobserve(self._show, "is_locked")
        self._entrance.unobserve(self._tell, "error")
        close(self._problem)
        close(self.view)
