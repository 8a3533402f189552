"""The rings of a school's year wheel: those of the programme, by a key, and the school's own."""

from enum import StrEnum

from toolkit.messages import Language, Message, Translator
from toolkit.names import normalised


class Ring(StrEnum):
    """A ring that the programme has. The value is its key, in files and where it is kept."""

    MAKKERBYTTE = "makkerbytte"
    CLASS_MEETING = "class_meeting"
    DAYS_OFF = "days_off"
    TRAINING = "training"
    PARENTS = "parents_meeting"
    EVALUATION = "evaluation"

    @property
    def words(self) -> Message:
        """What it is called."""
        return _TITLES[self]


_TITLES = {
    Ring.MAKKERBYTTE: Message("Makkerbytte"),
    Ring.CLASS_MEETING: Message("Class meeting"),
    Ring.DAYS_OFF: Message("Days off"),
    Ring.TRAINING: Message("Training"),
    Ring.PARENTS: Message("Parents' meeting"),
    Ring.EVALUATION: Message("Evaluation"),
}

OPEN_RINGS = (Ring.CLASS_MEETING, Ring.TRAINING, Ring.PARENTS, Ring.EVALUATION)
"""Those into which a school puts events; the days of the others are those of the calendar."""


def ring_called(text: str) -> str:
    """The key of the ring that a text names, in any language; of a school's own, the text."""
    wanted = normalised(text)
    for ring in OPEN_RINGS:
        titles = (Translator(language)(ring.words) for language in Language)
        if wanted == ring or wanted in map(normalised, titles):
            return ring.value
    return text.strip()


def ring_title(ring: str) -> Message:
    """What a ring is called, of the programme or of the school's own."""
    own = Message("{name}", name=ring)
    return next((one.words for one in OPEN_RINGS if one == ring), own)
