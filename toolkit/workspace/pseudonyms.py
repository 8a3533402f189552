"""What an analyst's frames call a student: the same at every opening, and nobody's name."""

import hmac
from base64 import b32encode
from hashlib import sha256

from sqlalchemy import Connection, select

from toolkit.workspace import tables

_BYTES = 10
"""Of the digest, 16 letters and digits: two of a million students are alike once in 10^12."""


class Pseudonyms:
    """The pseudonyms of all students of a workspace, made with the secret that only it holds.

    Whoever has the frames and every name of the class cannot tell who is who: without the secret,
    which is random and in no frame, each pseudonym may be anybody's.
    """

    def __init__(self, connection: Connection) -> None:
        secrets = connection.scalars(select(tables.School.secret).order_by(tables.School.id)).all()
        self._secret = secrets[0] if secrets else b""  # no school, no students

    def of(self, class_id: int, student_id: str) -> str:
        """The pseudonym of a student of a class, by the id that the class list gives."""
        message = f"{class_id}/{student_id}".encode()
        digest = hmac.new(self._secret, message, sha256).digest()
        return b32encode(digest[:_BYTES]).decode().lower()
