"""What the papers are called, in the user's language, and the archive that holds them all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from enum import Enum

from toolkit.messages import Language, Message, Translator

_SAME_TIME = (1980, 1, 1, 0, 0, 0)  # of every file in it: the same input gives the same bytes
_READABLE_BY_ALL = 0o644 << 16


class Paper(Enum):
    """A paper, by the name of its file without the ending, and that ending."""

    SEATS = Message("seating-map"), ".pdf"
    GROUPS = Message("groups-and-pairs"), ".pdf"
    CARDS = Message("partner-cards"), ".pdf"
    LISTS = Message("class-lists"), ".xlsx"
    CONTRACTS = Message("group-contracts"), ".docx"
    LETTER = Message("information-letter"), ".docx"
    DATES = Message("rotations"), ".ics"

    def file_name(self, translate: Translator) -> str:
        """The whole name: letters from a to z and hyphens, which every system takes."""
        name, ending = self.value
        return f"{translate(name)}{ending}"

    @property
    def key(self) -> str:
        """What it is called where it is stored: the same in every language."""
        return self.name.lower()

    @property
    def names(self) -> dict[Language, str]:
        """The whole name in each language."""
        return {language: self.file_name(Translator(language)) for language in Language}


TEMPLATED = (Paper.CONTRACTS, Paper.LETTER)
"""Those that are made of Word templates, which may be a school's own."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as one archive. The same files give the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _SAME_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _READABLE_BY_ALL
            entry.create_system = 3  # whatever the system is that it is made on
            archive.writestr(entry, data)
    return content.getvalue()


def rezipped(made: io.BytesIO) -> bytes:
    """What is in an archive, as the same archive always."""
    with zipfile.ZipFile(made) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})
