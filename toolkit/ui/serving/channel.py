"""The page's line to its kernel: what its widgets say, and nothing that is code."""

import asyncio
import json
from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado.iostream import StreamBufferFullError
from tornado.websocket import WebSocketClosedError
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from toolkit.files.limits import MOST_BACKUP
from toolkit.ui.serving.pages import Page

MOST_TAKEN = MOST_BACKUP + 2**20  # bytes of a message: the largest upload, and what is around it
MOST_UNREAD = 32 * 2**20  # bytes that wait for a browser; one that reads nothing is cut off
_A_WHILE_S = 0.01
_PROTOCOL = "v1.kernel.websocket.jupyter.org"
_PROTOCOL_ERROR = 1002  # as RFC 6455 has it
_CONTROL = "jupyter.widget.control"  # where the page asks for the widgets that are there
_ASKED_BY_THE_PAGE = frozenset(
    {"comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request"}
)


class _Connection(ZMQChannelsWebsocketConnection):
    """A line's other half, towards the kernel."""

    def on_restart_failed(self) -> None:
        """Tell the page that its kernel has died; it says so, and no log has to."""
        self._send_status_message("dead")  # type: ignore[no-untyped-call]


class Channel(VoilaKernelWebsocketHandler):  # type: ignore[misc]  # untyped upstream
    """A websocket between a page and its kernel."""

    kernel_websocket_connection_class = _Connection
    page: Page | None = None
    _spoken: str | None = None

    @property
    def selected_subprotocol(self) -> str | None:
        """How messages are written.

        It is known on when the line is closed, and what the browser has sent by then comes in: read
        in the older way, the first number of such a message would stand for gigabytes.
        """
        spoken: str | None = self._spoken or super().selected_subprotocol
        return spoken

    async def open(self, kernel_id: str) -> None:
        """Connect the line with the kernel."""
        if self.selected_subprotocol != _PROTOCOL:
            self.close(_PROTOCOL_ERROR)
            return
        self._spoken = _PROTOCOL
        if self.page is not None:
            self.page.connect(self)
        self.ws_connection.stream.max_write_buffer_size = MOST_UNREAD
        await super().open(kernel_id)

    async def on_message(self, message: str | bytes) -> None:
        """Pass on what is from widgets; the next is not read before the kernel takes this one."""
        if self.connection is not None and _is_from_widgets(message):
            super().on_message(message)
        while self._is_sending():
            await asyncio.sleep(_A_WHILE_S)

    def _is_sending(self) -> bool:
        stream = None if self.connection is None else self.connection.channels.get("shell")
        return stream is not None and not stream.closed() and stream.sending()

    def on_close(self) -> None:
        """Forget the line."""
        if self.page is not None:
            self.page.disconnect(self)
        super().on_close()

    def write_message(self, message: Any, binary: bool = False) -> Any:
        """Send it, unless nobody is there any more, or nobody reads."""
        stream = self.ws_connection.stream if self.ws_connection else None
        try:
            return super().write_message(message, binary)
        except WebSocketClosedError:
            pass
        except StreamBufferFullError:
            if stream is not None:
                stream.close()
        nothing: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        nothing.set_result(None)
        return nothing


def _is_from_widgets(message: str | bytes) -> bool:
    """Whether a message is one that the page's widgets send.

    A page never makes widgets in the kernel, so nobody may open a channel to one of a class
    of his own choosing. The message begins with the number of its parts and where each begins.
    """
    if isinstance(message, str):
        return False
    words = [int.from_bytes(message[at : at + 8], "little") for at in range(0, 64, 8)]
    count, offsets = words[0], words[1:]
    # channel, header, parent, metadata, content, and the end; buffers come between the last two
    if not 6 <= count < len(message) // 8:
        return False
    try:
        channel = message[offsets[0] : offsets[1]]
        kind = json.loads(message[offsets[1] : offsets[2]])["msg_type"]
        content = json.loads(message[offsets[4] : offsets[5]])
        return (
            channel == b"shell"
            and kind in _ASKED_BY_THE_PAGE
            and (kind != "comm_open" or content["target_name"] == _CONTROL)
        )
    except (ValueError, KeyError, TypeError):
        return False
