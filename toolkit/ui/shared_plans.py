"""Where the pages of one server share what they have planned, as the server tells its kernels."""

import os
from pathlib import Path

VARIABLE = "MAKKERSKAP_SHARED_PLANS"


def shared_plans() -> Path | None:
    """The folder; None for a page without a server of ours."""
    folder = os.environ.get(VARIABLE)
    return Path(folder) if folder else None
