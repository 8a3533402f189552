"""Zip files from strangers: workbooks and OneRoster exports, opened within limits."""

import io
import struct
import zipfile
import zlib

from toolkit.errors import InputError, Spot
from toolkit.files.limits import MOST_MEMBERS, MOST_UNPACKED, too_much
from toolkit.files.sources import Source
from toolkit.messages import Message

_CHUNK = 1 << 20
_LISTED = b"PK\x01\x02"  # before each member in the archive's table of contents
# The others unpack without a bound on what they give at once, and no sheet is packed so.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def opened_archive(source: Source) -> zipfile.ZipFile:
    """The archive, every member of it read through once, so that none can surprise later.

    Raises ``InputError`` for a damaged or encrypted archive, or one far larger unpacked
    than any class list.
    """
    spot = Spot(source.name)
    if source.content.count(_LISTED) > MOST_MEMBERS:
        raise too_much(spot)
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.content))
        members = archive.infolist()
        if sum(member.file_size for member in members) > MOST_UNPACKED:
            raise too_much(spot)
        if any(member.flag_bits & 1 for member in members):
            raise password_needed(spot)
        if any(member.compress_type not in _PACKED for member in members):
            raise NotImplementedError
        for member in members:
            with archive.open(member) as file:
                while file.read(_CHUNK):
                    pass
    except (
        *(zipfile.BadZipFile, zlib.error, struct.error, EOFError),
        *(NotImplementedError, OSError, ValueError),
    ):
        raise InputError(
            Message("The file is damaged. Open it, save it again, and try once more."), spot
        ) from None
    return archive


def password_needed(spot: Spot) -> InputError:
    """The error for a file that is locked with a password."""
    return InputError(
        Message(
            "The file is protected by a password. Open it, save a copy without the password, "
            "and choose that copy."
        ),
        spot,
    )
