"""What is seen before the workspace is open: the question for the passphrase, or what is wrong."""

from collections.abc import Callable, Iterable
from functools import partial

import anywidget
from ipywidgets import Password, VBox, Widget

from toolkit.messages import Language
from toolkit.ui.screens import markup
from toolkit.ui.screens.files import upload
from toolkit.ui.screens.screen import button, close, mark, replace_children, row, section, shown
from toolkit.ui.state.entrance import Entrance
from toolkit.workspace.database import SERVER
from toolkit.workspace.location import is_server


class Door(anywidget.AnyWidget):
    """Tells when a browser shows the page, for its kernel may have been ready long before.

    And when the page is closed or loaded again, for its kernel may live on for long. ``on_open``
    is told whether the browser has shown a step of the page before, and loads it ``again``.
    """

    _esm = """
    export default {
      render({ model }) {
        const again = history.state?.mkStep !== undefined;
        const tell = (opened) => model.send({ opened, again });
        const closed = () => tell(false);
        const shown = (event) => event.persisted && tell(true);
        addEventListener("pagehide", closed);
        addEventListener("pageshow", shown);
        tell(true);
        return () => {
          removeEventListener("pagehide", closed);
          removeEventListener("pageshow", shown);
        };
      },
    };
    """

    def __init__(self, on_open: Callable[[bool], object], on_close: Callable[[], object]) -> None:
        super().__init__()

        def told(_widget: object, content: dict[str, object], _buffers: object) -> None:
            if content.get("opened"):
                on_open(bool(content.get("again")))
            else:
                on_close()

        self.on_msg(told)


class EntranceScreen:
    """Lets the user in; ``view`` is empty until there is something to say."""

    def __init__(self, entrance: Entrance) -> None:
        self._entrance = entrance
        self._problem = VBox()
        self.view = VBox()
        entrance.observe(self._show, ["is_locked", "is_damaged"])
        entrance.observe(self._speak, "language")
        entrance.observe(self._tell, "error")

    def _show(self, _change: object = None) -> None:
        close(self._problem)
        self._problem = VBox()
        self._problem.add_class("mk-region")
        replace_children(self.view, self._content())
        self.view.add_class("mk-app")
        for language in Language:
            mark(self.view, f"mk-lang-{language}", language is self._entrance.language)

    def _speak(self, _change: object) -> None:
        """Say all that is said in another language."""
        self._show()
        self._tell()

    def _tell(self, _change: object = None) -> None:
        """Say what is wrong, and leave the rest as it is: the keyboard may be in the field."""
        if not self.view.children:
            self._show()
        error, translate = self._entrance.error, self._entrance.translate
        problems = [] if error is None else [markup.note([error.translated(translate)], "danger")]
        replace_children(self._problem, map(shown, problems))

    def _content(self) -> Iterable[Widget]:
        entrance, _ = self._entrance, self._entrance.translate
        title = shown(markup.heading(1, _("Everyone gets to know everyone")))
        yield row(title, self._languages(), kind="mk-head")
        if entrance.is_damaged:
            yield from self._damaged()
            return
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
                level=2,
            )
            return
        yield section(
            _("The archive does not open"),
            SERVER if is_server(entrance.location) else entrance.location,
            self._problem,
            self._other_ways(),
            level=2,
        )

    def _other_ways(self) -> Widget:
        entrance, _ = self._entrance, self._entrance.translate
        return row(
            button(_("Try again"), entrance.enter),
            button(_("Go on without saving"), entrance.go_without, "mk-quiet"),
        )

    def _damaged(self) -> Iterable[Widget]:
        """The ways on where the file is damaged or gone: it is put aside, never deleted."""
        entrance, _ = self._entrance, self._entrance.translate
        yield section(
            _("The archive does not open"),
            entrance.location,
            self._problem,
            self._other_ways(),
            level=2,
        )
        passphrase = Password(description=_("Its passphrase"))
        ways = []
        if (made_at := entrance.backup_made_at) is not None:
            words = _("Take in the last backup, from {time}", time=_.language.moment(made_at))
            last = button(words, lambda: entrance.take_backup(passphrase=passphrase.value))
            last.button_style = "primary"
            ways.append(last)

        def take(_name: str, content: bytes) -> None:
            entrance.take_backup(content, passphrase.value)

        yield section(
            _("Take in a backup instead"),
            _(
                "The file that does not open is not deleted: it is given another name. If the "
                "backup is encrypted, write its passphrase first."
            ),
            row(passphrase, *ways, upload(_("Choose a backup"), ".db", take), kind="mk-maker"),
            row(button(_("Begin with an empty archive"), entrance.begin_afresh, "mk-quiet")),
            level=2,
        )

    def _languages(self) -> Widget:
        choices = {
            one: button(one.label, partial(self._entrance.speak, one), "mk-language")
            for one in Language
        }
        mark(choices[self._entrance.language], "mk-current", True)
        return row(*choices.values(), kind="mk-languages")

    def _unlock(self, field: Password) -> None:
        """Try what was written, once, and leave it nowhere."""
        passphrase, field.value = field.value, ""
        if passphrase:
            self._entrance.enter(passphrase)

    def close(self) -> None:
        """Stop watching, and free every widget."""
        self._entrance.unobserve(self._show, ["is_locked", "is_damaged"])
        self._entrance.unobserve(self._speak, "language")
        self._entrance.unobserve(self._tell, "error")
        close(self._problem)
        close(self.view)
