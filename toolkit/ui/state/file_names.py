"""What downloaded files are called: the class and the date, never a student."""

import re
from datetime import date
from enum import Enum
from unicodedata import normalize

from toolkit.messages import Message, Translator


class Content(Enum):
    """What is in a file; the value is the word for it in the file's name."""

    PLAN = Message("plan")
    LISTS = Message("lists")
    RULES = Message("rules")
    CALENDAR = Message("makkerbytter")
    ARCHIVE = Message("archive")
    HELD = Message("access")
    PAPERS = Message("papers")
    ROOM = Message("room")
    WHEEL = Message("year-wheel")
    ADAPTATIONS = Message("adaptations")
    FORM = Message("form")
    EVALUATION = Message("evaluation")


_LONGEST = 20
"""Letters of the class's name."""


def file_name(content: Content, suffix: str, translate: Translator, school_class: str = "") -> str:
    """``makkerskap-8A-regler-2026-08-17.toml``, with nothing that a file system minds."""
    plain = re.sub(r"[\W_]+", "-", normalize("NFC", school_class))[:_LONGEST].strip("-")
    today = date.today().isoformat()  # noqa: DTZ011  # the user's own day
    parts = ["makkerskap", plain, translate(content.value), today]
    return "-".join(part for part in parts if part) + suffix
