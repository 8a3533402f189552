"""What the program needs of a machine, looked at one by one, and what is wrong said in words.

Nothing is changed by it, and nothing of what a class is called or who is in it is looked at: what
it says can be sent to whoever helps.
"""

import importlib.metadata
import shutil
import sys
import tempfile
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from toolkit.errors import InputError, MakkerskapError
from toolkit.messages import LOCALE_DIR, Language, Message, Translator
from toolkit.now import now
from toolkit.workspace.location import NOWHERE, is_server

_PACKAGE = "makkerskap"
_LEAST_SPACE = 200_000_000  # bytes: a workspace with its backups, and papers on the way
_RELEASED = datetime(2026, 11, 1).astimezone()
_A_DAY = 86_400  # seconds: a file from another time zone may be this far ahead


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing: ``check`` names it, ``message`` tells of it."""

    check: str
    is_fine: bool
    message: Message


def examined(location: str) -> tuple[Finding, ...]:
    """Everything that is looked at, ``location`` being where the workspace is."""
    checks: dict[str, Callable[[], Message]] = {
        "python": python,
        "packages": packages,
        "files": files,
        "workspace": lambda: workspace(location),
        "space": lambda: space(location),
        "clock": lambda: clock(location),
        "port": port,
        "browser": browser,
    }
    return tuple(_found(check, look) for check, look in checks.items())


def _found(check: str, look: Callable[[], Message]) -> Finding:
    """What a check says, or what it raises: a broken machine may break it in any way."""
    try:
        return Finding(check, is_fine=True, message=look())
    except MakkerskapError as error:
        return Finding(check, is_fine=False, message=error.message)
    except Exception as error:
        unseen = Message("This could not be looked at: {kind}.", kind=type(error).__name__)
        return Finding(check, is_fine=False, message=unseen)


def python(version: tuple[int, ...] = sys.version_info[:3]) -> Message:
    """Raises ``InputError`` for a Python that the package does not want."""
    from packaging.specifiers import SpecifierSet

    wanted = importlib.metadata.metadata(_PACKAGE)["Requires-Python"]
    here = ".".join(map(str, version))
    if not SpecifierSet(wanted).contains(here):
        raise InputError(
            Message(
                "Python is {version}, and the program needs {wanted}. Install a newer Python, and "
                "the program again with it.",
                version=here,
                wanted=wanted,
            )
        )
    return Message("Python {version}", version=here)


def packages() -> Message:
    """Raises ``InputError`` where what the program is built on is missing or of another age."""
    from packaging.requirements import Requirement

    wanted = [Requirement(text) for text in importlib.metadata.requires(_PACKAGE) or ()]
    ours = [one for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})]
    wrong = [str(one) for one in ours if not _is_there(one.name, one.specifier.contains)]
    if wrong:
        raise InputError(
            Message(
                "These parts are missing, or not of the right version: {parts}. Install the "
                "program again.",
                parts=wrong,
            )
        )
    return Message("All {number} parts that it is built on are there.", number=len(ours))


def _is_there(name: str, suits: Callable[[str], bool]) -> bool:
    try:
        return suits(importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return False


def files() -> Message:
    """Raises ``InputError`` where fonts, dashboards, sample classes or languages are not there."""
    from toolkit.paper.pdf import FONTS
    from toolkit.samples import samples
    from toolkit.ui.serving.start import DEFAULT_NAME, dashboards

    languages = [one for one in Language if one is not Language.EN]  # what is written in the code
    wanted = {
        Message("fonts"): [FONTS / f"NotoSans-{cut}.ttf" for cut in ("Regular", "Bold")],
        Message("dashboards"): [dashboards().get(DEFAULT_NAME, Path("-"))],
        Message("sample classes"): [sample.roster_path for sample in samples()],
        Message("languages"): [LOCALE_DIR / one / "LC_MESSAGES/makkerskap.mo" for one in languages],
    }
    missing = [kind for kind, paths in wanted.items() if not all(map(_is_read, paths))]
    if missing:
        raise InputError(
            Message(
                "Files of the program are missing: {kinds}. Install the program again.",
                kinds=missing,
            )
        )
    return Message("Fonts, dashboards, sample classes and languages are there.")


def _is_read(path: Path) -> bool:
    try:
        return bool(path.read_bytes())
    except OSError:
        return False


def workspace(location: str) -> Message:
    """Raises ``InputError`` where the workspace cannot be opened as it is."""
    from toolkit.workspace.looking import look_at

    return look_at(location)


def space(location: str) -> Message:
    """Raises ``InputError`` where the disk of the workspace, or of what lasts a while, is full."""
    folders = [Path(tempfile.gettempdir())]
    if _is_file(location):
        folders.append(next(one for one in Path(location).absolute().parents if one.exists()))
    free = min(shutil.disk_usage(folder).free for folder in folders)
    megabytes = free // 1_000_000
    if free < _LEAST_SPACE:
        raise InputError(
            Message("The disk is nearly full: {free} MB are free. Make room on it.", free=megabytes)
        )
    return Message("{free} MB are free on the disk.", free=megabytes)


def clock(location: str) -> Message:
    """Raises ``InputError`` where the clock is before the program was made, or before a save."""
    saved = Path(location)
    latest = _RELEASED.timestamp()
    if _is_file(location) and saved.exists():
        latest = max(latest, saved.stat().st_mtime - _A_DAY)
    moment = now().astimezone()
    if moment.timestamp() < latest:
        raise InputError(
            Message("The clock of this machine is wrong: it says {now}. Set it.", now=moment)
        )
    return Message("The clock says {now}.", now=moment)


def _is_file(location: str) -> bool:
    return location != NOWHERE and not is_server(location)


def port() -> Message:
    """Raises ``InputError`` where no port is free that a dashboard would take."""
    from toolkit.ui.serving.gate import LOCALHOST
    from toolkit.ui.serving.ports import DEFAULT_PORT, PORT_RETRIES
    from toolkit.ui.serving.start import refuse_unusable

    for number in range(DEFAULT_PORT, DEFAULT_PORT + PORT_RETRIES + 1):
        try:
            refuse_unusable(LOCALHOST, number)
        except InputError:
            continue
        if number == DEFAULT_PORT:
            return Message("Port {port} is free.", port=number)
        return Message(
            "Port {usual} is taken, maybe by a dashboard that is open. {port} is free.",
            usual=DEFAULT_PORT,
            port=number,
        )
    raise InputError(
        Message(
            "Every port from {first} to {last} is taken. Close a program, or give another --port.",
            first=DEFAULT_PORT,
            last=DEFAULT_PORT + PORT_RETRIES,
        )
    )


def browser() -> Message:
    """Raises ``InputError`` where no browser can be opened from here."""
    from toolkit.ui.serving.start import has_screen

    cannot = Message(
        "No browser can be opened from here. Start the dashboard with --no-browser, and open the "
        "address that it prints."
    )
    if not has_screen():
        raise InputError(cannot)
    try:
        webbrowser.get()
    except webbrowser.Error:
        raise InputError(cannot) from None
    return Message("There is a browser to open the page in.")


def told(found: tuple[Finding, ...], translate: Translator) -> str:
    """A line for each thing, and one for all of it."""
    good, bad = translate(Message("well")), translate(Message("WRONG"))
    width = max(len(good), len(bad))
    lines = [
        f"{good if one.is_fine else bad:<{width}}  {translate(one.message)}\n" for one in found
    ]
    is_fine = all(one.is_fine for one in found)
    whole = Message("Nothing is wrong.") if is_fine else Message("Not everything is as it should.")
    return "".join(lines) + translate(whole) + "\n"


def as_json_value(found: tuple[Finding, ...], translate: Translator) -> dict[str, object]:
    """What ``--json`` tells."""
    return {
        "fine": all(one.is_fine for one in found),
        "checks": [
            {"check": one.check, "fine": one.is_fine, "message": translate(one.message)}
            for one in found
        ],
    }
