"""The Dask cluster on which a school's classes are planned, as the server tells its kernels."""

import os

VARIABLE = "MAKKERSKAP_SCHEDULER"


def scheduler() -> str | None:
    """The address of its scheduler; None where the classes are planned on this machine."""
    return os.environ.get(VARIABLE) or None
