"""Opening the workspace when the page opens: with a passphrase, at once, or not at all."""

from traitlets import Any, Bool, HasTraits, Instance, UseEnum

from toolkit.errors import MakkerskapError
from toolkit.messages import Language, Translator
from toolkit.workspace.location import default_location
from toolkit.workspace.opening import PassphraseNeeded, open_workspace, temporary_workspace
from toolkit.workspace.workspace import Workspace


class Entrance(HasTraits):
    """``workspace`` is the open one, None before; ``error`` why it did not open."""

    language = UseEnum(Language, default_value=Language.NB)
    workspace = Instance(Workspace, allow_none=True)
    is_locked = Bool(False)
    error = Any(None, allow_none=True)

    @property
    def translate(self) -> Translator:
        """Puts messages into the language that the page opens in."""
        return Translator(self.language)

    @property
    def location(self) -> str:
        """Where the workspace is."""
        return default_location()

    def enter(self, passphrase: str | None = None) -> None:
        """Open the workspace, or tell why not; a second time does nothing."""
        if self.workspace is not None:
            return
        try:
            self.workspace = open_workspace(self.location, passphrase)
        except PassphraseNeeded:
            self.is_locked = True
        except MakkerskapError as error:
            self.error = None  # the same error twice is told twice
            self.error = error

    def go_without(self) -> None:
        """Work with nothing kept: all is gone with the page."""
        self.workspace = temporary_workspace()
