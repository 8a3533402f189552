"""What downloaded files are called: the class and the date, never a student."""

from datetime import date
from unicodedata import normalize

from toolkit.people import Roster


def file_name(what: str, roster: Roster, suffix: str) -> str:
    """``makkerskap-8A-plan-2026-08-17.csv``, with nothing that a file system minds."""
    title = roster.classes[0] if len(roster.classes) == 1 else ""
    plain = "".join(c if c.isalnum() else "-" for c in normalize("NFC", title)).strip("-")[:20]
    parts = ["makkerskap", plain, what, date.today().isoformat()]  # noqa: DTZ011  # the user's own day
    return "-".join(part for part in parts if part) + suffix
