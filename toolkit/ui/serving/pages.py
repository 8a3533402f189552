"""The pages that are open: made ahead of time, counted, and ended when nobody is there.

A page is a kernel that has run the notebook, and what the browser needs to show it. One is kept
ready for the next visitor. Who goes away while waiting (and presses F5 again) leaves theirs to
whoever asks next, so that impatience makes no more of them.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from toolkit.ui.serving.failures import FULL, Failure

SPARE = 1  # pages kept ready
UNSEEN_S = 45.0  # a page that no browser has connected to by then is ended
_REFILL_S = 3.0  # the page that was just handed out gets the machine first
_GOING_AWAY = 1001  # as RFC 6455 has it
_LINES = 3  # connections that a page may have; its own, and old ones that nobody has noticed


@dataclass
class Page:
    """One page: its kernel, what the browser shows of it, and the browser that may use it."""

    kernel_id: str
    html: str = field(repr=False)
    owner: str | None = field(default=None, repr=False)
    lines: list[Any] = field(default_factory=list)
    seen: bool = False

    def connect(self, line: Any) -> None:
        """Note a connection; the oldest goes where there are too many."""
        self.seen = True
        self.lines.append(line)
        while len(self.lines) > _LINES:
            self.lines.pop(0).close(_GOING_AWAY)

    def disconnect(self, line: Any) -> None:
        """Forget a connection that is closed."""
        if line in self.lines:
            self.lines.remove(line)


class Pages:
    """Makes pages with ``make`` and ends them with ``end``; at most ``most`` are open at once.

    ``is_there`` tells whether a kernel still lives, and ``at_once`` how many are made side by side.
    ``has_room`` tells whether the machine has room for one more, whatever it is taken up by. Where
    there is ``one_each``, a browser that opens another page leaves the one before.
    """

    def __init__(
        self,
        make: Callable[[], Awaitable[Page]],
        end: Callable[[str], Awaitable[None]],
        is_there: Callable[[str], bool],
        *,
        most: int,
        at_once: int,
        has_room: Callable[[], bool] = lambda: True,
        one_each: bool = False,
    ) -> None:
        self._make, self._end, self._is_there = make, end, is_there
        self._most, self._at_once = most, at_once
        self._has_room, self._one_each = has_room, one_each
        self._open: dict[str, Page] = {}
        self._ready: deque[Page] = deque()
        self._waiting: dict[asyncio.Future[Page], str] = {}  # and the browser of each
        self._spare = SPARE
        self._making = 0
        self._tasks: set[asyncio.Task[None]] = set()

    def prepare(self) -> None:
        """Make the first page ready."""
        self._spare = SPARE
        self._refill()

    @property
    def taken(self) -> int:
        """How many are open, or waited for."""
        self._open = {key: page for key, page in self._open.items() if self._is_there(key)}
        return len(self._open) + len(self._waiting)

    @property
    def seen(self) -> int:
        """How many are open, and were shown by a browser that is still there."""
        return sum(bool(page.lines) for page in self._open.values())

    async def open(self, owner: str, has_gone: Callable[[], bool] = lambda: False) -> Page:
        """A page for a browser; raises ``Failure`` where none can be opened.

        A browser that has gone when its page is there gets none, as if the task was cancelled.
        """
        if self._one_each:
            self._leave(owner)
        if self.taken >= self._most or not self._has_room():
            raise Failure(FULL)
        loop = asyncio.get_running_loop()
        wanted: asyncio.Future[Page] = loop.create_future()
        self._waiting[wanted] = owner
        self._supply(0)
        try:
            page = await asyncio.shield(wanted)  # or it could not be given what is made just now
            if has_gone():
                raise asyncio.CancelledError
        except asyncio.CancelledError:
            if self._waiting.pop(wanted, None) is None and not wanted.exception():
                self._take_back(wanted.result())
            raise
        loop.call_later(_REFILL_S, self._refill)
        loop.call_later(UNSEEN_S, self._end_unseen, page)
        return page

    def of(self, kernel_id: str) -> Page | None:
        """The open page with this kernel."""
        return self._open.get(kernel_id)

    async def end(self, page: Page) -> None:
        """End a page's kernel, if it is still there."""
        self._open.pop(page.kernel_id, None)
        if self._is_there(page.kernel_id):
            await self._end(page.kernel_id)

    def clear(self) -> None:
        """End them all; who waits for one gets none, and none is kept ready."""
        self._spare = 0
        self._turn_away(list(self._waiting))
        self._end_all([*self._open.values()])
        self._begin(self._end_surplus())

    def make_no_more(self) -> None:
        """Begin no other page, whoever waits for one."""
        self._at_once = 0

    async def settle(self) -> None:
        """Wait for what is being made: it could not be told to stop, and would be left behind."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _leave(self, owner: str) -> None:
        """What a browser has open, or waits for, is nobody's any more."""
        self._turn_away([one for one, by in self._waiting.items() if by == owner])
        self._end_all([page for page in self._open.values() if page.owner == owner])

    def _turn_away(self, waiting: list[asyncio.Future[Page]]) -> None:
        for wanted in waiting:
            del self._waiting[wanted]
            wanted.set_exception(Failure(FULL))

    def _end_all(self, pages: list[Page]) -> None:
        for page in pages:
            del self._open[page.kernel_id]
            self._begin(self.end(page))

    def _end_unseen(self, page: Page) -> None:
        if not page.seen:
            self._begin(self.end(page))

    def _take_back(self, page: Page) -> None:
        """Leave a page that its browser has not got to the next who asks."""
        self._open.pop(page.kernel_id, None)
        page.owner = None
        self._ready.append(page)
        self._supply(0)
        self._begin(self._end_surplus())

    async def _end_surplus(self) -> None:
        while len(self._ready) > self._spare:
            await self.end(self._ready.pop())

    def _refill(self) -> None:
        self._supply(self._spare)

    def _supply(self, spare: int) -> None:
        """Hand out what is ready, and make what is missing."""
        while self._ready and self._waiting:
            page = self._ready.popleft()
            if self._is_there(page.kernel_id):
                wanted = next(iter(self._waiting))
                page.owner = self._waiting.pop(wanted)
                self._open[page.kernel_id] = page
                wanted.set_result(page)
        missing = len(self._waiting) + spare - len(self._ready) - self._making
        for _ in range(min(missing, self._at_once - self._making)):
            self._making += 1
            self._begin(self._make_one())

    async def _make_one(self) -> None:
        try:
            self._ready.append(await self._make())
        except Exception as error:
            if self._waiting:
                wanted = next(iter(self._waiting))
                del self._waiting[wanted]
                wanted.set_exception(Failure.of(error))
        finally:
            self._making -= 1
            self._supply(0)
        await self._end_surplus()

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
