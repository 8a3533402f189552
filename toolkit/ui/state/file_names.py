"""What downloaded files are called: the class and the date, never a student."""

import re
from enum import Enum
from unicodedata import normalize

from toolkit.messages import Message, Translator
from toolkit.now import today


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
    TO_LEADERSHIP = Message("to-the-leadership")
    TO_VIP = Message("to-vip")
    LETTER = Message("information-letter")
    INVITATION = Message("invitation")
    TRAINING_LIST = Message("list-to-tick")
    HANDING_OVER = Message("handing-over")
    FORM = Message("form")
    EVALUATION = Message("evaluation")


_LONGEST = 20
"""Letters of the class's name."""


def file_name(content: Content, suffix: str, translate: Translator, school_class: str = "") -> str:
    """``makkerskap-8A-regler-2026-08-17.toml``, with nothing that a file system minds."""
    plain = re.sub(r"[\W_]+", "-", normalize("NFC", school_class))[:_LONGEST].strip("-")
    parts = ["makkerskap", plain, translate(content.value), today().isoformat()]
    return "-".join(part for part in parts if part) + suffix
