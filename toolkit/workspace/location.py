"""Where the workspace is: a file, a PostgreSQL server, or nowhere."""

import os
from pathlib import Path

LOCATION = "MAKKERSKAP_WORKSPACE"
"""The environment variable that says where."""

NOWHERE = "none"
"""A workspace that lasts no longer than the page: for a training where many try it at once."""


def default_location() -> str:
    """What the environment says, else a file among the user's data."""
    from platformdirs import user_data_path

    return os.environ.get(LOCATION) or str(
        user_data_path("makkerskap", appauthor=False) / "makkerskap.db"
    )


def is_server(location: str) -> bool:
    """Whether it is the address of a PostgreSQL server, and no file."""
    return location.startswith(("postgresql:", "postgresql+", "postgres:"))


def absolute(location: str) -> str:
    """The same location, whatever folder it is seen from."""
    if location == NOWHERE or is_server(location):
        return location
    return str(Path(location).expanduser().absolute())
