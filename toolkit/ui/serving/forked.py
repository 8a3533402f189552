"""Kernels that are forked from one process, which has imported what they need."""

import asyncio
import os
import select
import signal
import socket
import sys
import weakref
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import Self

from toolkit.ui.serving.folder import kernel_environment
from toolkit.ui.serving.processes import connection_file

_PROGRAM = "toolkit.ui.zygote"
_LONGEST_ANSWER = 64  # bytes: a number
_UNKNOWN = -1  # exit status: that of another's child


class Forked:
    """``Processes`` that a zygote makes, as told in ``toolkit.ui.zygote``."""

    def __init__(self, notebook: Path, folder: Path) -> None:
        self._notebook, self.folder = notebook, folder
        self._zygote: _Zygote | None = None
        self._one_at_a_time = asyncio.Lock()
        # Whoever reads at its other end hears when this server is gone, however it went.
        self._heard, self._held = os.pipe()

    def begin_ahead(self) -> None:
        """Begin the zygote."""
        self._zygote = _Zygote.begun(self._notebook.parent, self.folder, self._heard)

    def next(self) -> str | None:
        """Any identifier will do."""
        return None

    async def take(self, kernel_id: str) -> "ForkedProcess":
        """Another child of the zygote, or of a new one where that has died."""
        file = connection_file(self.folder, kernel_id)
        async with self._one_at_a_time:
            try:
                return await self._living().fork(file)
            except ConnectionError:
                self._end_zygote()
                return await self._living().fork(file)

    def end(self) -> None:
        """End the zygote, and what it has forked."""
        self._end_zygote()
        for end in (self._heard, self._held):
            os.close(end)

    def _end_zygote(self) -> None:
        if self._zygote is not None:
            self._zygote.end()
            self._zygote = None

    def _living(self) -> "_Zygote":
        if self._zygote is None:
            self.begin_ahead()
        assert self._zygote is not None
        return self._zygote


@dataclass(frozen=True, slots=True)
class _Zygote:
    """The process, and the socket on which it is asked for kernels."""

    process: Popen[bytes]
    asking: socket.socket

    @classmethod
    def begun(cls, working_folder: Path, folder: Path, lifeline: int) -> Self:
        """One whose children read at ``lifeline`` whether the server is there."""
        ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        with its:
            process = Popen(  # noqa: S603  # ourselves
                # Without the folder that it is in among those that modules are looked for in.
                [sys.executable, "-P", "-m", _PROGRAM, str(its.fileno())],
                stdin=lifeline,
                # Kernels say nothing outside their page: an error's text could carry a name.
                stdout=DEVNULL,
                stderr=DEVNULL,
                env=kernel_environment(folder),
                cwd=working_folder,
                pass_fds=[its.fileno()],
                start_new_session=True,  # Ctrl+C in the terminal is the server's
            )
        return cls(process, ours)

    async def fork(self, file: Path) -> "ForkedProcess":
        """A kernel for a connection file.

        Raises ``ConnectionError`` where the zygote is dead, and ``OSError`` where it cannot fork.
        """
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(self.asking, os.fsencode(file))
        answer = await loop.sock_recv(self.asking, _LONGEST_ANSWER)
        if not answer:
            raise ConnectionResetError
        if (number := int(answer)) < 0:
            raise OSError(-number, os.strerror(-number))
        return ForkedProcess(number)

    def end(self) -> None:
        """Hang up; it ends, and its kernels live on."""
        self.asking.close()
        self.process.wait()


class ForkedProcess:
    """A process that another one has forked: to us what ``Popen`` is for a child."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._handle: int | None = None
        with suppress(ProcessLookupError):  # it has ended already
            self._handle = os.pidfd_open(pid)
            self._close = weakref.finalize(self, os.close, self._handle)

    def poll(self) -> int | None:
        """None while it runs."""
        return self._ended(milliseconds=0)

    def wait(self) -> int:
        """Nothing is known of its end but that it has ended."""
        self._ended(milliseconds=None)
        if self._handle is not None:
            self._handle = None
            self._close()
        return _UNKNOWN

    def send_signal(self, sig: int) -> None:
        """Send it a signal, if it still runs."""
        if self._handle is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, sig)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def _ended(self, milliseconds: int | None) -> int | None:
        if self._handle is None:
            return _UNKNOWN
        seen = select.poll()
        seen.register(self._handle, select.POLLIN)
        return _UNKNOWN if seen.poll(milliseconds) else None
