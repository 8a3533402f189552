"""The processes behind the pages, which import for a second before they are kernels.

The first is begun before the server imports what it needs itself, so that both do it side by side.
"""

import sys
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from uuid import uuid4

from jupyter_client.launcher import launch_kernel

from toolkit.ui.serving.folder import kernel_environment

_PROGRAM = "toolkit.ui.kernel"


class Processes:
    """The processes of the kernels that run ``notebook``; what they lay down is in ``folder``."""

    def __init__(self, notebook: Path, folder: Path) -> None:
        self._notebook, self.folder = notebook, folder
        self._begun: dict[str, Popen[bytes]] = {}
        self._ahead: list[str] = []

    def begin_ahead(self) -> None:
        """Begin one for the kernel that is wanted next."""
        kernel_id = str(uuid4())
        self._begun[kernel_id] = self._begin(kernel_id)
        self._ahead.append(kernel_id)

    def next(self) -> str | None:
        """The identifier of a kernel whose process is begun, to be used once; None without one."""
        return self._ahead.pop() if self._ahead else None

    def take(self, kernel_id: str) -> Popen[bytes]:
        """The process of a kernel whose connection file is there; it goes on and connects."""
        process = self._begun.pop(kernel_id, None) or self._begin(kernel_id)
        assert process.stdin is not None
        with suppress(OSError):  # it has died, which is seen where it is waited for
            process.stdin.write(b"\n")
            process.stdin.close()
        return process

    def _begin(self, kernel_id: str) -> Popen[bytes]:
        connection_file = self.folder / f"kernel-{kernel_id}.json"
        return launch_kernel(
            # Without the folder that it is in among those that modules are looked for in.
            [sys.executable, "-P", "-m", _PROGRAM, "-f", str(connection_file)],
            stdin=PIPE,
            # Kernels say nothing outside their page: an error's text could carry a name.
            stdout=DEVNULL,
            stderr=DEVNULL,
            env=kernel_environment(self.folder),
            cwd=str(self._notebook.parent),
        )
