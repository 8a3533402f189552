"""No student is named in a text that is kept: in it, a name could not be erased."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from toolkit.errors import InputError, Spot
from toolkit.messages import Message
from toolkit.names import names_somebody
from toolkit.workspace import tables


def refuse_students(
    connection: Connection, texts: Iterable[str], message: Message, field: str
) -> None:
    """Raise ``InputError`` with the message where a text names a student of the workspace."""
    names = [str(name) for name in connection.scalars(select(tables.Student.name))]
    if any(names_somebody(text, names) for text in texts):
        raise InputError(message, Spot(field))
