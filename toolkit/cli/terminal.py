"""What a terminal shows while a plan is made, and how Ctrl+C ends the search."""

import shutil
import signal
import sys
from types import FrameType, TracebackType
from typing import Self

from toolkit.messages import Message, Translator
from toolkit.planning.progress import Progress
from toolkit.seating.progress import SeatingProgress

_CLEAR_LINE = "\r\x1b[K"


class Watch:
    """Is told of the progress of a search: shows it, and says whether to go on.

    The first Ctrl+C stops the search, which keeps its best so far; a second one ends the
    program at once. The line is shown only where standard error is a terminal.
    """

    def __init__(self, translate: Translator) -> None:
        self._translate = translate
        self._on_terminal = sys.stderr.isatty()
        self._interrupted = False

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        signal.signal(signal.SIGINT, self._before)
        self._show("")

    def searching(self, progress: Progress) -> bool:
        """Show how far the search for one class has come; False once it is to stop."""
        _ = self._translate
        seconds = round(progress.seconds)
        if progress.full_after is not None:
            words = Message(
                "Everyone knows everyone after {periods} periods, and no plan needs fewer than "
                "{least}. {seconds} s. Ctrl+C stops and keeps the best.",
                periods=progress.full_after,
                least=progress.full_bound,
                seconds=seconds,
            )
        else:
            words = Message(
                "Period {period}: {coverage} % know each other so far, {seconds} s. "
                "Ctrl+C stops and keeps the best.",
                period=progress.period,
                coverage=round(100 * progress.coverage),
                seconds=seconds,
            )
        return self._goes_on(words)

    def seating(self, progress: SeatingProgress) -> bool:
        """Show how many periods have their seats; False once the rest is to stop."""
        return self._goes_on(
            Message(
                "{done} of {periods} periods have their seats, {seconds} s. "
                "Ctrl+C stops and keeps the best.",
                done=progress.done,
                periods=progress.periods,
                seconds=round(progress.seconds),
            )
        )

    def planned(self, classes: int, of: int) -> bool:
        """Show how many classes are planned; False once the rest is to stop."""
        return self._goes_on(
            Message(
                "{classes} of {of} classes are planned. Ctrl+C stops and keeps the best.",
                classes=classes,
                of=of,
            )
        )

    def _goes_on(self, words: Message) -> bool:
        if not self._interrupted:
            self._show(self._translate(words))
        return not self._interrupted

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        self._interrupted = True
        self._show(self._translate(Message("Stopping; the best so far is kept.")))
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    def _show(self, text: str) -> None:
        if self._on_terminal:
            # A line that wraps could not be cleared again.
            sys.stderr.write(_CLEAR_LINE + text[: shutil.get_terminal_size().columns - 1])
            sys.stderr.flush()
