"""The processes behind the pages, which import for a second before they are kernels.

The first is begun before the server imports what it needs itself, so that both do it side by side.
On Linux, kernels are forked from a process that has imported; elsewhere each begins by itself, for
what macOS has beneath its libraries does not survive a fork, and Windows has none.
"""

from pathlib import Path
from typing import Protocol


class Process(Protocol):
    """What Jupyter asks of a kernel's process."""

    @property
    def pid(self) -> int:
        """Its number."""

    def poll(self) -> int | None:
        """Its exit status as far as it is known, None while it runs."""

    def wait(self) -> int:
        """The same, when it has ended."""

    def send_signal(self, sig: int) -> None:
        """Send it a signal, if it still runs."""


class Processes(Protocol):
    """Makes the processes of the kernels; what these lay down is in ``folder``."""

    folder: Path

    def begin_ahead(self) -> None:
        """Begin what can be begun before a kernel is wanted."""

    def next(self) -> str | None:
        """The identifier that the next kernel must have; None where it may have any."""

    async def take(self, kernel_id: str) -> Process:
        """The process of a kernel whose connection file is there; it goes on and connects.

        Raises ``OSError`` where there can be none.
        """

    def end(self) -> None:
        """End what no kernel is."""


def connection_file(folder: Path, kernel_id: str) -> Path:
    """Where Jupyter says what a kernel is to connect to."""
    return folder / f"kernel-{kernel_id}.json"
