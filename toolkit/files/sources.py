"""A file as it comes in: from a path, or from an upload, which is a name and its bytes."""

import codecs
import re
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from toolkit.errors import InputError, Spot
from toolkit.files.limits import MOST_BYTES, too_big
from toolkit.messages import Message
from toolkit.values import other_kind

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_TABLES = (
    (b"%PDF", Message("a PDF document")),
    (b"\x89PNG", Message("a picture")),
    (b"\xff\xd8\xff", Message("a picture")),
    (b"GIF8", Message("a picture")),
    (b"{\\rtf", Message("a text document")),
    (b"<!doctype html", Message("a web page")),
    (b"<html", Message("a web page")),
)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a file, and its name as the user knows it."""

    name: str
    content: bytes

    def text(self, no_text: Message | None = None) -> str:
        """The bytes as text: by their BOM, else as UTF-8, else as Windows-1252.

        Raises ``InputError`` where they are no text at all. With ``no_text``, which is said then of
        what is no table, it has line and column.
        """
        try:
            text = self._decoded()
        except UnicodeDecodeError as error:
            before = str(error.object[: error.start], error.encoding, "ignore")
            told = Message("This file cannot be read as text. Save it as CSV UTF-8, and try again.")
            spot = Spot(self.name)
        else:
            if (odd := _NOT_TEXT.search(text)) is None:
                return text
            before = text[: odd.start()]
            told = Message(
                "This is not plain text. If it is a class list, save it as CSV or as "
                "Excel (.xlsx), and try again."
            )
            spot = Spot(self.name, line=before.count("\n") + 1)
        # Without the cause, which would carry the bytes: they may be students.
        raise InputError(no_text or told, self.spot_after(before) if no_text else spot)

    def spot_after(self, before: str) -> Spot:
        """The line and column of the character that comes after these."""
        return Spot(self.name, before.count("\n") + 1, len(before) - before.rfind("\n"))

    def _decoded(self) -> str:
        for bom, encoding in _BOMS:
            if self.content.startswith(bom):
                return self.content.removeprefix(bom).decode(encoding)
        try:
            return self.content.decode("utf-8")
        except UnicodeDecodeError:
            return self.content.decode("windows-1252")


type Readable = str | PathLike[str] | Source
"""A path, or an upload."""


def opened(source: Readable, *, is_table: bool = True) -> Source:
    """The file's bytes. Raises ``InputError`` where it is missing, locked, or too large.

    A table must not be empty, nor be of a kind that holds no data.
    """
    if not isinstance(source, Source | str | PathLike):
        raise other_kind(source, "str", "source")
    upload = source if isinstance(source, Source) else _from_disk(Path(source))
    spot = Spot(upload.name)
    if not is_table:
        return upload
    if len(upload.content) > MOST_BYTES:
        raise too_big(spot)
    if not upload.content.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise InputError(Message("The file is empty."), spot)
    start = upload.content[:64].lstrip().lower()
    for magic, kind in _NOT_TABLES:
        if start.startswith(magic.lower()):
            raise InputError(
                Message(
                    "This is {kind}. Save the list as CSV or as Excel (.xlsx), and try again.",
                    kind=kind,
                ),
                spot,
            )
    return upload


def _from_disk(path: Path) -> Source:
    spot = Spot(path.name or str(path))
    try:
        with path.open("rb") as file:
            return Source(spot.file, file.read(MOST_BYTES + 1))
    except FileNotFoundError:
        message = Message("There is no such file. Check the name and the folder.")
    except IsADirectoryError:
        message = Message("This is a folder. Name a file in it.")
    except PermissionError:
        message = Message(
            "The file cannot be opened: it is locked, or you lack permission. "
            "Close it in other programs, and try again."
        )
    except (OSError, ValueError):
        message = Message("The file cannot be opened. Check the name and the folder.")
    raise InputError(message, spot)
