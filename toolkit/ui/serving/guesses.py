"""Codes that were typed: whoever tries many of them has to wait.

Wrong ones count wherever they come from, for who guesses may have many addresses. A hall of people
who mistype waits for nobody, and an address with a token in it, which nobody can guess, is no code.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

MISTYPED = 100
"""Wrong ones that nobody has to wait for: thirty people, three times each."""
EVERY_S = 1.0
"""Seconds in which one is looked at when there were more; in each of them, one is forgotten."""
_MOST_WAITING = 60


class TooMany(Exception):
    """More are waiting than can be looked at within a minute."""


class Guesses:
    """What is typed at one gate, by the clock of ``now`` and ``sleep``."""

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._now, self._sleep = now, sleep
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._forgotten_at = 0.0  # when the last wrong one is

    async def is_right(self, look: Callable[[], bool], has_gone: Callable[[], bool]) -> bool:
        """Whether what was typed is right, when it is its turn to be looked at.

        Nothing is, of a browser that has gone. Raises ``TooMany``.
        """
        if self._waiting >= _MOST_WAITING:
            raise TooMany
        self._waiting += 1
        try:
            async with self._turn:
                return not has_gone() and await self._looked_at(look)
        finally:
            self._waiting -= 1

    async def _looked_at(self, look: Callable[[], bool]) -> bool:
        await self._sleep(max(0.0, self._forgotten_at - self._now() - (MISTYPED - 1) * EVERY_S))
        right = look()
        if not right:
            self._forgotten_at = max(self._forgotten_at, self._now()) + EVERY_S
        return right
