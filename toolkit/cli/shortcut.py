"""The dashboard among the programs of a machine, for this user alone: no administrator is asked.

On Windows it is a file of the start menu, on a Mac one of the user's own Applications, and
elsewhere a desktop entry (freedesktop.org's specification). Each starts the Python that the
program is installed for, so it works where no folder of programs is on the PATH.
"""

import os
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from toolkit.errors import InputError
from toolkit.files.atomic import write_whole
from toolkit.messages import Language, Message

NAME = "VIP Makkerskap"
_MARK = "made by makkerskap install-shortcut"


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A file that starts the dashboard: where it lies, and what stands in it."""

    path: Path
    content: bytes

    @classmethod
    def of_this_machine(cls, language: Language) -> Self:
        """The shortcut that this machine's system starts, to a dashboard in ``language``."""
        return cls.on(sys.platform, Path.home(), [sys.executable, "-m", "toolkit", *_in(language)])

    @classmethod
    def on(cls, system: str, home: Path, command: list[str]) -> Self:
        """The shortcut on a ``sys.platform``, which runs ``command``."""
        if system == "win32":
            roaming = Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming")
            menu = roaming / "Microsoft" / "Windows" / "Start Menu" / "Programs"
            return cls(menu / f"{NAME}.cmd", _batch(command).encode())
        if system == "darwin":
            return cls(home / "Applications" / f"{NAME}.command", _shell(command).encode())
        data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
        return cls(data / "applications" / "makkerskap.desktop", _entry(command).encode())

    def install(self) -> Message:
        """Write it, over an older one of ours. Raises ``InputError`` where that cannot be."""
        self._refuse_another()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise InputError(_UNWRITABLE) from None
        write_whole(self.path, self.content)
        self.path.chmod(0o755)  # a Mac starts no other, and a desktop asks before it does
        return Message("{name} now stands among the programs of this machine.", name=NAME)

    def remove(self) -> Message:
        """Take it away; that there is none is no error."""
        self._refuse_another()
        if not self.path.exists():
            return Message("There was no shortcut to take away.")
        try:
            self.path.unlink()
        except OSError:
            raise InputError(_UNWRITABLE) from None
        return Message("The shortcut is taken away. Your classes are kept.")

    def _refuse_another(self) -> None:
        """Raise ``InputError`` for a file of that name which is not ours to write over."""
        try:
            is_ours = not self.path.exists() or _MARK.encode() in self.path.read_bytes()
        except OSError:
            is_ours = False
        if not is_ours:
            raise InputError(
                Message(
                    "Another file is called as the shortcut is. Move it, and try again: {name}",
                    name=self.path.name,
                )
            )


_UNWRITABLE = Message(
    "The list of programs of this machine may not be written to. Whoever runs the machine can put "
    "the shortcut there."
)


def _in(language: Language) -> list[str]:
    return ["--lang", language.value]


def _batch(command: list[str]) -> str:
    """A batch file, in UTF-8 as it tells ``cmd``; a failure stays to be read."""
    words = " ".join(f'"{word}"' for word in command).replace("%", "%%")
    lines = ["@echo off", f"rem {_MARK}", "chcp 65001 >nul", f"title {NAME}", words]
    return "\r\n".join([*lines, "if errorlevel 2 pause", ""])


def _shell(command: list[str]) -> str:
    return f"#!/bin/sh\n# {_MARK}\nexec {shlex.join(command)}\n"


def _entry(command: list[str]) -> str:
    """A desktop entry; it has a terminal, which tells the address and ends the program."""
    line = " ".join(_quoted(word) for word in command)
    return (
        f"[Desktop Entry]\n# {_MARK}\nType=Application\nName={NAME}\n"
        "Comment=Forms and rotates student pairs\n"
        "Comment[nb]=Setter sammen og bytter makkerpar\n"
        "Comment[nn]=Set saman og byter makkerpar\n"
        f"Exec={line}\nTerminal=true\nCategories=Education;\n"
    )


def _quoted(word: str) -> str:
    """As the specification quotes an argument of Exec, and then any string in the file."""
    for sign in '\\"`$':
        word = word.replace(sign, "\\" + sign)
    return f'"{word}"'.replace("\\", "\\\\").replace("%", "%%")
