"""Zip files from strangers: workbooks and OneRoster exports, opened within limits."""

import io
import zipfile
import zlib

from toolkit.errors import InputError, Place
from toolkit.files.sources import Source
from toolkit.messages import Message

_MOST_UNPACKED = 100_000_000
_MOST_MEMBERS = 2_000
_CHUNK = 1 << 20


def opened_archive(source: Source) -> zipfile.ZipFile:
    """The archive, every member of it read through once, so that none can surprise later.

    Raises ``InputError`` for a damaged or encrypted archive, or one far larger unpacked
    than any class list.
    """
    place = Place(source.name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.content))
        members = archive.infolist()
        unpacked = sum(member.file_size for member in members)
        if len(members) > _MOST_MEMBERS or unpacked > _MOST_UNPACKED:
            raise InputError(
                Message("The file holds far more than a class list. Choose the list itself."),
                place,
            )
        if any(member.flag_bits & 1 for member in members):
            raise password_needed(place)
        for member in members:
            with archive.open(member) as file:
                while file.read(_CHUNK):
                    pass
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise InputError(
            Message("The file is damaged. Open it, save it again, and try once more."), place
        ) from None
    return archive


def password_needed(place: Place) -> InputError:
    """The error for a file that is locked with a password."""
    return InputError(
        Message(
            "The file is protected by a password. Open it, save a copy without the password, "
            "and choose that copy."
        ),
        place,
    )
