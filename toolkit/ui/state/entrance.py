"""Opening the workspace when the page opens: with a passphrase, at once, or not at all."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from traitlets import Any, Bool, HasTraits, Instance, Unicode, UseEnum

from toolkit.messages import Language, Translator
from toolkit.ui.state.net import in_words
from toolkit.workspace.backups import newest_backups
from toolkit.workspace.database import CannotOpen, PassphraseNeeded
from toolkit.workspace.location import default_location, is_server
from toolkit.workspace.opening import open_workspace, temporary_workspace
from toolkit.workspace.protecting import begun_afresh, restored_for
from toolkit.workspace.workspace import Workspace


class Entrance(HasTraits):
    """``workspace`` is the open one, None before; ``error`` why it did not open.

    ``is_locked`` where it asks for a passphrase, ``is_damaged`` where the file is damaged or gone,
    so that another may take its place. ``chosen_language`` is the one that was chosen by hand,
    empty where none was.
    """

    language = UseEnum(Language, default_value=Language.NB)
    chosen_language = Unicode("")
    workspace = Instance(Workspace, allow_none=True)
    is_locked = Bool(False)
    is_damaged = Bool(False)
    error = Any(None, allow_none=True)

    def __init__(self, **traits: object) -> None:
        super().__init__(**traits)
        self._passphrase: str | None = None

    @property
    def translate(self) -> Translator:
        """Puts messages into the language that the page opens in."""
        return Translator(self.language)

    @property
    def location(self) -> str:
        """Where the workspace is."""
        return default_location()

    def speak(self, language: Language) -> None:
        """Go on in a language that was chosen."""
        self.language = self.chosen_language = language

    @property
    def backup(self) -> Path | None:
        """The newest backup that the program has made by itself."""
        return next(iter(newest_backups(Path(self.location))), None)

    @property
    def backup_made_at(self) -> datetime | None:
        """When that was."""
        if (backup := self.backup) is None:
            return None
        return datetime.fromtimestamp(backup.stat().st_mtime).astimezone()

    def enter(self, passphrase: str | None = None) -> None:
        """Open the workspace, or tell why not; a second time does nothing."""
        if self.workspace is None:
            self._passphrase = passphrase or self._passphrase
            self._open(lambda: open_workspace(self.location, passphrase))

    def take_backup(self, content: bytes | None = None, passphrase: str | None = None) -> None:
        """Let a backup take the place of a file that is damaged: the last one, or the user's own.

        The passphrase is the backup's; without one, it is what was tried on the damaged file.
        """
        self.enter(self._passphrase)  # another page may have seen to it
        if self.workspace is None and self.is_damaged:
            backup = self.backup if content is None else content
            assert backup is not None
            own = passphrase or self._passphrase
            self._open(lambda: restored_for(Path(self.location), backup, own))

    def begin_afresh(self) -> None:
        """Begin with an empty workspace; the file that is damaged is put aside."""
        self.enter(self._passphrase)
        if self.workspace is None and self.is_damaged:
            self._open(lambda: begun_afresh(Path(self.location)))

    def go_without(self) -> None:
        """Work with nothing kept: all is gone with the page."""
        self._open(temporary_workspace)

    def _open(self, act: Callable[[], Workspace]) -> None:
        """Whatever happens ends in a workspace or in a sentence."""
        self.error = None  # the same error twice is told twice
        try:
            self.workspace = act()
        except PassphraseNeeded as error:
            if self.is_damaged:
                self.error = error
            self.is_locked = True
        except Exception as error:
            is_file = not is_server(self.location)
            self.is_damaged = is_file and (self.is_damaged or isinstance(error, CannotOpen))
            self.error = in_words(error)
            if (opened := self.workspace) is not None:  # and what is behind it could not be shown
                self.workspace = None
                opened.close()
