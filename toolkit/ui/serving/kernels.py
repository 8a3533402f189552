"""The kernels behind the pages: Jupyter's, in processes of ours, that keep what may wait."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from jupyter_client.ioloop.restarter import AsyncIOLoopKernelRestarter
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_server.services.kernels.kernelmanager import (
    AsyncMappingKernelManager,
    ServerKernelManager,
)
from traitlets import default

from toolkit.now import now
from toolkit.ui.serving.channel import MOST_UNREAD
from toolkit.ui.serving.processes import Processes


class Kernels(AsyncMappingKernelManager):
    """All kernels of a server; ``processes`` begins theirs."""

    processes: Processes

    @default("kernel_manager_class")
    def _default_kernel_manager_class(self) -> str:
        return f"{__name__}.{_Kernel.__name__}"

    def use(self, processes: Processes) -> None:
        """Take the processes from here, and tell them in their folder what to connect to."""
        self.processes = processes
        self.connection_dir = str(processes.folder)

    async def start_kernel(self, **options: Any) -> str:  # type: ignore[override]  # as upstream
        """Start the one whose process was begun ahead, or another."""
        return await super().start_kernel(kernel_id=self.processes.next(), **options)

    def lives(self, kernel_id: str) -> bool:
        """Whether there is a kernel with this identifier, and its process has not ended."""
        if kernel_id not in self:
            return False
        provisioner: Any = self.get_kernel(kernel_id).provisioner
        process = provisioner.process
        return process is not None and process.poll() is None

    def start_buffering(
        self, kernel_id: str, session_key: str, channels: Mapping[str, Any]
    ) -> None:
        """Keep what is said to a page that has lost its line, as much as may wait for one."""
        super().start_buffering(kernel_id, session_key, channels)  # type: ignore[no-untyped-call]
        kept: list[Any] = self._kernel_buffers[kernel_id]["buffer"]
        waiting = 0

        def keep(channel: str, parts: list[bytes]) -> None:
            nonlocal waiting
            waiting += sum(map(len, parts))
            if waiting > MOST_UNREAD:
                self.stop_buffering(kernel_id)  # type: ignore[no-untyped-call]
            else:
                kept.append((channel, parts))

        for channel, stream in channels.items():
            stream.on_recv(partial(keep, channel))


class _Kernel(ServerKernelManager):
    """One kernel, in a process of ours."""

    async def _async_pre_start_kernel(self, **options: Any) -> Any:
        if self.provisioner is None:
            self.provisioner = _Process(
                kernel_id=options["kernel_id"], kernel_spec=self.kernel_spec, parent=self
            )
        return await super()._async_pre_start_kernel(**options)

    @default("last_activity")
    def _default_last_activity(self) -> datetime:
        """It has just begun: what ends the idle ones asks before Jupyter has noted it."""
        return now()

    @default("restarter_class")
    def _default_restarter_class(self) -> type[AsyncIOLoopKernelRestarter]:
        return _Watch


class _Watch(AsyncIOLoopKernelRestarter):
    """Ends what is left of a kernel that has died and tells of it; begins no other in its name.

    That one would know of no widget, and a page that was shown with it would stay empty.
    """

    async def poll(self) -> None:  # type: ignore[override]  # as upstream
        """Look whether it still lives."""
        kernel = self.kernel_manager
        if not await kernel.is_alive():
            self.stop()
            await kernel.parent.shutdown_kernel(kernel.kernel_id, now=True)
            self._fire_callbacks("dead")


class _Process(LocalProvisioner):
    """What Jupyter needs to know of a process."""

    async def launch_kernel(self, cmd: list[str], **options: Any) -> Any:
        """Take the one that was begun, or begin it."""
        kernels: Kernels = self.parent.parent  # type: ignore[union-attr]
        process = await kernels.processes.take(self.kernel_id)
        self.process = process  # type: ignore[assignment]  # not always a Popen
        self.pid = self.pgid = process.pid  # it leads a session of its own
        return self.connection_info
