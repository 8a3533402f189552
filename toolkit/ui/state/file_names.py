"""What downloaded files are called: the class and the date, never a student."""

from datetime import date
from enum import Enum
from unicodedata import normalize

from toolkit.messages import Message, Translator
from toolkit.people import Roster


class Content(Enum):
    """What is in a file; the value is the word for it in the file's name."""

    PLAN = Message("plan")
    LISTS = Message("lists")
    RULES = Message("rules")
    ARCHIVE = Message("archive")
    HELD = Message("access")


def file_name(
    content: Content, suffix: str, translate: Translator, roster: Roster | None = None
) -> str:
    """``makkerskap-8A-regler-2026-08-17.toml``, with nothing that a file system minds."""
    title = roster.classes[0] if roster is not None and len(roster.classes) == 1 else ""
    plain = "".join(c if c.isalnum() else "-" for c in normalize("NFC", title)).strip("-")[:20]
    today = date.today().isoformat()  # noqa: DTZ011  # the user's own day
    parts = ["makkerskap", plain, translate(content.value), today]
    return "-".join(part for part in parts if part) + suffix
