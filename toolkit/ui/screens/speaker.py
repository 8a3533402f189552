"""The speaker's notes: a button that opens them in a window of their own, never on the page."""

from pathlib import Path

import anywidget
from traitlets import List, Unicode

from toolkit.messages import Translator, plural
from toolkit.training.parts import Part


class SpeakerNotes(anywidget.AnyWidget):
    """Opens a second window that follows the parts as they are shown, with a clock for each."""

    _esm = Path(__file__).with_name("speaker.js")

    part = Unicode("").tag(sync=True)
    button = Unicode("").tag(sync=True)
    window = Unicode("").tag(sync=True)
    title = Unicode("").tag(sync=True)
    notes = List(Unicode()).tag(sync=True)
    minutes = Unicode("").tag(sync=True)
    following = Unicode("").tag(sync=True)
    language = Unicode("").tag(sync=True)

    def __init__(self, part: Part, following: Part | None, translate: Translator) -> None:
        _ = translate
        super().__init__(
            part=part.key,
            button=_("My notes"),
            window=_("The speaker's notes"),
            title=_(part.title),
            notes=[_(note) for note in part.notes],
            minutes=_(plural("of {n} minute", "of {n} minutes", n=part.minutes)),
            following="" if following is None else _("Then: {part}", part=_(following.title)),
            language=_.language.value,
        )
