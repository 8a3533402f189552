"""Whether somebody else uses this machine, who could then open the page on it."""

import os
import sys
from pathlib import Path

_NO_SHELL = ("nologin", "false", "sync", "shutdown", "halt")
_PEOPLE = range(500 if sys.platform == "darwin" else 1000, 60_000)
_SYSTEM_FOLDERS = {"public", "default", "default user", "all users", "defaultuser0"}
_SKELETON = Path("/etc/skel")


def is_shared() -> bool:
    """Whether other people have an account here that they have used; true where it is not known."""
    try:
        return _others_on_windows() if os.name == "nt" else _others_on_posix()
    except (ImportError, OSError, KeyError):
        return True


def _others_on_posix() -> bool:
    import pwd

    me = os.getuid()
    others = [account for account in pwd.getpwall() if account.pw_uid != me]
    return any(
        account.pw_uid in _PEOPLE
        and not account.pw_shell.endswith(_NO_SHELL)
        and _is_lived_in(Path(account.pw_dir))
        for account in others
    )


def _is_lived_in(home: Path) -> bool:
    """Whether a home has more in it than it was made with: its owner has been here."""
    try:
        found = {entry.name for entry in home.iterdir()}
    except (FileNotFoundError, NotADirectoryError):
        return False
    except PermissionError:
        return True
    given = {entry.name for entry in _SKELETON.iterdir()} if _SKELETON.is_dir() else set()
    return bool(found - given)


def _others_on_windows() -> bool:
    mine = Path(os.environ["USERPROFILE"])
    homes = {home.name.lower() for home in mine.parent.iterdir() if home.is_dir()}
    return bool(homes - _SYSTEM_FOLDERS - {mine.name.lower()})
