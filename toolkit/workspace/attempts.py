"""A growing wait after wrong passphrases, kept beside the file, for a reload must not end it."""

import time
from contextlib import suppress
from math import ceil
from pathlib import Path

from toolkit.errors import MakkerskapError
from toolkit.messages import plural
from toolkit.workspace.database import on_disk

_FREE = 3
"""Wrong passphrases that cost no wait."""

_LONGEST = 15 * 60
"""Seconds."""


class TooSoon(MakkerskapError):
    """The last passphrase was wrong, and the wait after it is not over; ``seconds`` are left."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            plural(
                "The last passphrases were wrong. Wait {n} second, and try again.",
                "The last passphrases were wrong. Wait {n} seconds, and try again.",
                n=seconds,
            )
        )


class Attempts:
    """The passphrases that have been tried in vain on a workspace file since it last opened."""

    def __init__(self, workspace: Path) -> None:
        self._file = workspace.with_name(workspace.name + ".attempts")

    @property
    def wait(self) -> int:
        """Seconds until the next may be tried, rounded up."""
        tried = self._tried()
        if len(tried) < _FREE:
            return 0
        length = min(2 ** (len(tried) - _FREE + 1), _LONGEST)
        past = time.time() - tried[-1]
        if past < 0:  # a clock that was put back neither locks anyone out nor ends the wait
            self._wait_from_now(tried)
            past = 0
        return ceil(length - past) if past < length else 0

    @on_disk()
    def count(self) -> None:
        """Count one more before it is tried, so that two at once are two. Raises ``TooSoon``."""
        if wait := self.wait:
            raise TooSoon(wait)
        with self._file.open("a") as file:
            file.write(f"{time.time()}\n")

    @on_disk()
    def forget(self) -> None:
        """It has opened."""
        self._file.unlink(missing_ok=True)

    def _wait_from_now(self, tried: list[float]) -> None:
        with suppress(OSError):
            self._file.write_text("".join(f"{time.time()}\n" for _ in tried))

    def _tried(self) -> list[float]:
        """When each was tried; none where the file is spoilt."""
        try:
            return [float(line) for line in self._file.read_text().splitlines()]
        except (OSError, ValueError):
            return []
