"""A growing wait after wrong passphrases, kept beside the file, for a reload must not end it."""

import json
import time
from pathlib import Path

from toolkit.errors import MakkerskapError
from toolkit.messages import plural

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
        self.seconds = seconds


class Attempts:
    """The passphrases that have been tried in vain on a workspace file since it last opened."""

    def __init__(self, workspace: Path) -> None:
        self._file = workspace.with_name(workspace.name + ".attempts")

    @property
    def wait(self) -> int:
        """Seconds until the next may be tried, rounded up."""
        count, last = self._read()
        length = min(2 ** (count - _FREE + 1), _LONGEST) if count >= _FREE else 0
        # A clock that was put back must not lock anyone out.
        return max(0, round(min(last + length - time.time(), length) + 0.5)) if length else 0

    def count(self) -> None:
        """Count one more before it is tried, so that two at once are two. Raises ``TooSoon``."""
        if wait := self.wait:
            raise TooSoon(wait)
        self._file.write_text(json.dumps([self._read()[0] + 1, time.time()]))

    def forget(self) -> None:
        """It has opened."""
        self._file.unlink(missing_ok=True)

    def _read(self) -> tuple[int, float]:
        try:
            count, last = json.loads(self._file.read_text())
            return int(count), float(last)
        except (OSError, ValueError, TypeError):
            return 0, 0.0
