import asyncio
import json
import socket
from types import SimpleNamespace

import pytest
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port
from tornado.web import Application
from tornado.websocket import WebSocketHandler

from toolkit.ui.serving.channel import MOST_UNREAD, Channel, _is_from_widgets

A_PART = 2**20  # bytes
OPENING = (
    b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
    b"Sec-WebSocket-Protocol: v1.kernel.websocket.jupyter.org\r\n\r\n"
)


class Line(Channel):
    """A line whose kernel talks on, read or not, until it is closed or has said enough."""

    def initialize(self, said: list[int], done: asyncio.Event) -> None:
        self._said, self._done = said, done

    async def prepare(self) -> None:
        pass

    async def get(self, kernel_id: str) -> None:
        self.kernel_id = kernel_id
        self.connection = SimpleNamespace(
            kernel_ws_protocol=None, channels={}, connect=self.talk, disconnect=lambda: None
        )
        await WebSocketHandler.get(self, kernel_id=kernel_id)

    async def talk(self) -> None:
        stream = self.ws_connection.stream
        try:
            while not stream.closed() and len(self._said) < 4 * MOST_UNREAD // A_PART:
                self._said.append(len(stream._write_buffer))
                self.write_message(bytes(A_PART), binary=True)
                await asyncio.sleep(0)
            self.write_message(bytes(A_PART), binary=True)
        finally:
            self._done.set()


def test_who_does_not_read_is_cut_off_when_enough_waits(caplog: pytest.LogCaptureFixture) -> None:
    """And what is written to them afterwards goes nowhere, without an error."""

    async def talk() -> list[int]:
        said, done = list[int](), asyncio.Event()
        server = HTTPServer(
            Application([(r"/(?P<kernel_id>.*)", Line, {"said": said, "done": done})])
        )
        listening, port = bind_unused_port()
        server.add_socket(listening)
        with socket.socket() as deaf:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.connect(("127.0.0.1", port))
            deaf.sendall(OPENING)
            await asyncio.wait_for(done.wait(), 30)
            await asyncio.sleep(0)
        server.stop()
        return said

    waiting = asyncio.run(talk())
    assert MOST_UNREAD - 2 * A_PART < max(waiting) <= MOST_UNREAD
    assert len(waiting) * A_PART < 2 * MOST_UNREAD
    assert "Uncaught" not in caplog.text


def from_widgets() -> bytes:
    parts = [{"msg_type": "comm_msg"}, {}, {}, {"comm_id": "1"}]
    message: bytes = serialize_msg_to_ws_v1([json.dumps(part).encode() for part in parts], "shell")
    return message


def test_a_message_that_tells_of_other_parts_than_it_has_is_none() -> None:
    """Whoever takes it apart would look for as many as it says."""
    message = from_widgets()
    count = int.from_bytes(message[:8], "little")
    assert _is_from_widgets(message)
    for other in (0, count - 1, len(message) // 8, 2**40):
        assert not _is_from_widgets(other.to_bytes(8, "little") + message[8:])


class HungUp(Line):
    """A line that is closed here while the browser is still sending."""

    async def talk(self) -> None:
        self.close(1001)
        self.connection.handle_incoming_message = self.hear

    def hear(self, _message: bytes) -> None:
        self._said.append(self.selected_subprotocol)

    def on_close(self) -> None:
        self._done.set()


def test_what_comes_in_when_the_line_is_closed_is_read_as_it_is_written() -> None:
    async def talk() -> list[object]:
        said, done = list[object](), asyncio.Event()
        given = {"said": said, "done": done}
        server = HTTPServer(Application([(r"/(?P<kernel_id>.*)", HungUp, given)]))
        listening, port = bind_unused_port()
        server.add_socket(listening)
        with socket.create_connection(("localhost", port)) as browser:
            message = from_widgets()
            frame = b"\x82" + bytes([0x80 | 126, *len(message).to_bytes(2)]) + bytes(4) + message
            browser.sendall(OPENING + frame)
            while not said:
                await asyncio.sleep(0.01)
        await done.wait()
        server.stop()
        return said

    assert asyncio.run(asyncio.wait_for(talk(), 30)) == ["v1.kernel.websocket.jupyter.org"]
