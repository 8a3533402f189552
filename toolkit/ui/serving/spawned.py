"""Kernels that each begin by themselves."""

import sys
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from uuid import uuid4

from jupyter_client.launcher import launch_kernel

from toolkit.ui.serving.folder import kernel_environment
from toolkit.ui.serving.processes import connection_file

_PROGRAM = "toolkit.ui.kernel"


class Spawned:
    """``Processes`` of which one imports ahead and waits until it is wanted."""

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

    async def take(self, kernel_id: str) -> Popen[bytes]:
        """The one that was begun, or another, told to go on."""
        process = self._begun.pop(kernel_id, None) or self._begin(kernel_id)
        assert process.stdin is not None
        with suppress(OSError):  # it has died, which is seen where it is waited for
            process.stdin.write(b"\n")
            process.stdin.close()
        return process

    def end(self) -> None:
        """Let those that wait know that they are not wanted."""
        for process in self._begun.values():
            assert process.stdin is not None
            process.stdin.close()
            process.wait()
        self._begun.clear()

    def _begin(self, kernel_id: str) -> Popen[bytes]:
        file = connection_file(self.folder, kernel_id)
        return launch_kernel(
            # Without the folder that it is in among those that modules are looked for in.
            [sys.executable, "-P", "-m", _PROGRAM, str(file)],
            stdin=PIPE,
            # Kernels say nothing outside their page: an error's text could carry a name.
            stdout=DEVNULL,
            stderr=DEVNULL,
            env=kernel_environment(self.folder),
            cwd=str(self._notebook.parent),
        )
