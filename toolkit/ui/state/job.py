"""Long work in a thread of its own, so that the page stays alive."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from queue import SimpleQueue
from threading import Event, Thread

from traitlets import Any, Bool, HasTraits

from toolkit.errors import MakkerskapError
from toolkit.ui.state.net import NET, UNEXPECTED

log = logging.getLogger(__name__)

type Tell = Callable[..., object]
"""Is told how far the work has come, and answers whether it is to go on."""

type Task[Result] = Callable[[Tell], Result]
"""Does the work, telling its progress as it goes; it stops early where that answers False."""


class Job[Result](HasTraits):
    """One piece of work at a time: start it, follow ``progress``, cancel it.

    The traits change and ``on_done`` is called in the event loop that ``start`` was called
    from; where there is none, in whoever waits for it. Never in the worker's thread, for screens
    that follow are not made for two at a time.
    """

    running = Bool(False)
    progress = Any(None, allow_none=True)

    def __init__(
        self,
        on_done: Callable[[Result], None],
        on_error: Callable[[MakkerskapError], None],
    ) -> None:
        super().__init__()
        self._on_done = on_done
        self._on_error = on_error
        self._cancelled = Event()
        self._thread: Thread | None = None
        self._told: SimpleQueue[Callable[[], object]] = SimpleQueue()

    def start(self, task: Task[Result]) -> bool:
        """Begin, and tell whether it did: a second click while it runs does nothing."""
        if self.running:
            return False
        self.progress = None
        self.running = True
        self._cancelled.clear()
        self._thread = Thread(target=self._run, args=(task, self._caller()), daemon=True)
        self._thread.start()
        return True

    def cancel(self) -> None:
        """Ask the work to stop; what it has found by then is still its result."""
        self._cancelled.set()

    def wait(self, timeout: float | None = None) -> None:
        """Wait for the work to end, and hear what it tells; for programs without an event loop."""
        if self._thread is not None:
            self._thread.join(timeout)
        self.hear()

    def hear(self) -> None:
        """Hear what the work has told until now; for programs without an event loop."""
        while not self._told.empty():
            self._told.get()()

    def _run(self, task: Task[Result], call: Callable[..., object]) -> None:
        def on_progress(progress: object) -> bool:
            call(self._advance, progress)
            return not self._cancelled.is_set()

        try:
            result = task(on_progress)
        except MakkerskapError as error:
            call(self._end, self._on_error, error)
        except Exception as error:
            # The error's own text may hold a student's name, so only its kind is logged.
            log.error("a job ended with %s", type(error).__name__)
            call(self._end, self._on_error, MakkerskapError(UNEXPECTED))
        else:
            call(self._end, self._on_done, result)

    def _caller(self) -> Callable[..., object]:
        """How the worker reaches the thread that started it, or the one that waits for it."""
        try:
            return asyncio.get_running_loop().call_soon_threadsafe
        except RuntimeError:
            return lambda tell, *values: self._told.put(partial(tell, *values))

    def _advance(self, progress: object) -> None:
        if self.running:
            self.progress = progress

    def _end[Outcome](self, tell: Callable[[Outcome], None], outcome: Outcome) -> None:
        self.running = False
        with NET.under():
            tell(outcome)
