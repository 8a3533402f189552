"""What it comes to that many come at once: how long each waits, and what a server takes for it.

Processor and memory are those of the server and of all below it, whoever asks it left out; memory
that several processes share is counted once (PSS).
"""

import os
import platform
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median

import psutil

HEAD = """the first has it after | half have it after | all have it after | processor, each \
| memory, each | left when all have gone"""
RULE = "|---|---|---|---|---|---|"


@dataclass(frozen=True)
class Crowd:
    """What one crowd came to.

    Seconds until each had what they came for, and for each the processor's seconds and MB; ``left``
    is how many MB more than before there were when all had gone, None where they stayed.
    """

    waited: Sequence[float]
    processor: float
    megabytes: float
    left: float | None = None


class Taken:
    """What the processes of a ``family`` have taken since this was made."""

    def __init__(self, family: Callable[[], Iterable[psutil.Process]]) -> None:
        self.family = family
        self._seconds, self._megabytes = self._until_now()

    @property
    def seconds(self) -> float:
        """Of a processor; what ended meanwhile is not among them."""
        return self._until_now()[0] - self._seconds

    @property
    def megabytes(self) -> float:
        """Of memory, more than there were."""
        return self._until_now()[1] - self._megabytes

    def _until_now(self) -> tuple[float, float]:
        seconds = megabytes = 0.0
        for one in self.family():
            try:
                seconds += sum(one.cpu_times()[:2])
                megabytes += one.memory_full_info().pss / 1e6
            except psutil.NoSuchProcess:  # it ends just now
                continue
        return seconds, megabytes


def rest(family: Callable[[], Iterable[psutil.Process]]) -> None:
    """Wait until the processes have next to nothing to do, a minute at most."""
    for _time in range(20):
        taken = Taken(family)
        time.sleep(3)
        if taken.seconds < 0.3:
            return


def row(what: Sequence[str], crowds: Sequence[Crowd]) -> str:
    """One line of a table, that begins with what it is of."""
    waited = [seconds for crowd in crowds for seconds in crowd.waited]
    left = [crowd.left for crowd in crowds if crowd.left is not None]
    told = (
        *what,
        f"{min(waited):.1f} s",
        f"{median(waited):.1f} s",
        f"{max(waited):.1f} s",
        f"{median(crowd.processor for crowd in crowds):.2f} s",
        f"{median(crowd.megabytes for crowd in crowds):.0f} MB",
        f"{median(left):.0f} MB" if left else "",
    )
    return f"| {' | '.join(told)} |"


def table(what: Sequence[str], rows: Iterable[str]) -> str:
    """The lines below what their beginnings are called."""
    return "\n".join([f"| {' | '.join(what)} | {HEAD} |", f"{'|---' * len(what)}{RULE}", *rows])


def machine() -> str:
    """What it was measured on, and how busy that was."""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}. Others used the machine meanwhile: its load was "
        f"{os.getloadavg()[2]:.1f} over the last quarter of an hour, where {os.cpu_count()} is all "
        "that it can do at once. So seconds of waiting are upper bounds; those of the processor "
        "are what there was to do."
    )
