"""Somebody with a program of his own, who asks a running dashboard for what he should not have."""

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)
from tornado.httpclient import HTTPRequest
from tornado.httputil import HTTPHeaders
from tornado.websocket import WebSocketClientConnection, websocket_connect

from .driving import PATIENCE_S, Server

CANARY = "kanarifugl"
OWN = {"X-Makkerskap": "page", "Sec-Fetch-Site": "same-origin"}
PROTOCOL = "v1.kernel.websocket.jupyter.org"


@dataclass
class Target:
    """A running server, and what it sends back, byte by byte."""

    server: Server
    folder: Path
    cookie: str = ""
    opened: list[str] = field(default_factory=list)
    code: str = ""
    home: str = "/"  # the path under which everything is
    listens_at: int | None = None  # the port, where the address is another server's

    @property
    def port(self) -> int:
        return self.listens_at or urlsplit(self.server.address).port or 80

    def ask(self, path: str, method: str = "GET", **headers: str) -> "Answer":
        """Send the path as it stands, which no client library does, and keep an eye out."""
        sent = {"Host": f"localhost:{self.port}", "Connection": "close"}
        sent |= {"Cookie": self.cookie} if self.cookie else {}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items())]
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_S) as line:
            line.sendall("\r\n".join([*lines, "", ""]).encode())
            received = b"".join(iter(lambda: line.recv(65536), b""))
        assert CANARY.encode() not in received
        head, _gap, body = received.decode("utf-8", "replace").partition("\r\n\r\n")
        first, *rest = head.split("\r\n")
        named = (one.partition(": ") for one in rest)
        headers = HTTPHeaders({name: value for name, _colon, value in named})
        return Answer(int(first.split()[1]), headers, body)

    def open_page(self) -> str:
        """Open the page as a browser does; the identifier of its kernel."""
        answer = self.ask(f"{self.home}page", "POST", **OWN)
        assert answer.status == 200
        return self.remember(answer)

    def remember(self, answer: "Answer") -> str:
        """Keep the cookie of an opened page, and the identifier of its kernel."""
        if "Set-Cookie" in answer.headers:
            given = answer.headers["Set-Cookie"].partition(";")[0]
            self.cookie = f"{self.cookie}; {given}" if self.cookie else given
        kernel = re.search(r'"kernelId": "([\w-]+)"', answer.body)
        assert kernel
        self.opened.append(kernel[1])
        return kernel[1]

    def close_page(self) -> None:
        """Close the page that was opened last, as a browser does."""
        answer = self.ask(f"{self.home}voila/api/shutdown/{self.opened.pop()}", "POST", **OWN)
        assert answer.status == 204

    def stranger(self) -> "Target":
        """Somebody else at the same server."""
        return Target(self.server, self.folder)


@dataclass
class Answer:
    status: int
    headers: HTTPHeaders
    body: str = field(repr=False)


@dataclass
class Heard:
    """What a kernel said: the models of its widgets, and all that it answered to attacks."""

    models: list[str]
    answered: list[str]


def talk(
    target: Target, kernel: str, attacks: list[tuple[str, str, object]], noise: str | bytes = b""
) -> Heard:
    """Attack the kernel of a page, then ask for its widgets as the page does."""

    async def attack() -> Heard:
        async with channel(target, kernel) as line:
            if noise:
                await line.write_message(noise, binary=isinstance(noise, bytes))
            sent = [await say(line, *one) for one in attacks]
            control = uuid4().hex
            for kind, content in asking_for_widgets(control):
                await say(line, "shell", kind, content)
            answered = []
            while isinstance(message := await line.read_message(), bytes):
                _channel, parts = deserialize_msg_from_ws_v1(message)
                header, parent, _metadata, content = (json.loads(part) for part in parts[:4])
                if parent.get("msg_id") in sent:
                    answered.append(header["msg_type"])
                if content.get("comm_id") == control and header["msg_type"] == "comm_msg":
                    states = content["data"]["states"].values()
                    return Heard([state["model_name"] for state in states], answered)
            raise AssertionError("the line was closed")

    return in_a_loop(attack())


def in_a_loop[T](work: Coroutine[Any, Any, T]) -> T:
    """Run it in a thread of its own, for this one's loop may be the browser's."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asyncio.wait_for(work, 60)).result()


@asynccontextmanager
async def channel(
    target: Target,
    kernel: str,
    protocol: str | None = PROTOCOL,
    origin: str = "",
    host: str = "",
) -> AsyncIterator[WebSocketClientConnection]:
    path = f"{target.home}api/kernels/{kernel}/channels?session_id={uuid4().hex}"
    told = {"Cookie": target.cookie, "Origin": origin, "Host": host}
    request = HTTPRequest(
        f"ws://localhost:{target.port}{path}",
        headers={name: value for name, value in told.items() if value},
    )
    line = await websocket_connect(request, subprotocols=[protocol] if protocol else None)
    try:
        yield line
    finally:
        hung_up = line.close_code is not None
        line.close()
        while not hung_up and await line.read_message() is not None:
            pass


async def first_word(
    target: Target,
    kernel: str,
    protocol: str | None = PROTOCOL,
    origin: str = "",
    host: str = "",
) -> object:
    """What the server says first, or None where it hangs up."""
    async with channel(target, kernel, protocol, origin, host) as line:
        return await line.read_message()


@contextmanager
def deaf_channel(target: Target, kernel: str) -> Iterator[socket.socket]:
    """A line to a kernel whose other end takes nothing of what comes."""
    asking = [
        f"GET /api/kernels/{kernel}/channels?session_id={uuid4().hex} HTTP/1.1",
        f"Host: localhost:{target.port}",
        f"Cookie: {target.cookie}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        f"Sec-WebSocket-Protocol: {PROTOCOL}",
    ]
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.settimeout(30)
        line.connect(("127.0.0.1", target.port))
        line.sendall("\r\n".join([*asking, "", ""]).encode())
        assert line.recv(12) == b"HTTP/1.1 101"
        yield line


def frame(content: bytes) -> bytes:
    """What a browser sends for a message; its mask is of zeros, so it stands there as it is."""
    return b"\x82\xff" + len(content).to_bytes(8, "big") + b"\0\0\0\0" + content


def asking_for_widgets(control: str) -> list[tuple[str, dict[str, object]]]:
    """What a page says to be told of all its widgets."""
    opening = {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
    asking = {"comm_id": control, "data": {"method": "request_states"}}
    return [("comm_open", opening), ("comm_msg", asking)]


async def say(line: WebSocketClientConnection, channel: str, kind: str, content: object) -> str:
    identifier = uuid4().hex
    await line.write_message(message(channel, kind, content, identifier), binary=True)
    return identifier


def message(channel: str, kind: str, content: object, identifier: str = "1") -> bytes:
    """A message as a page sends it on its channel."""
    header = {
        "msg_id": identifier,
        "msg_type": kind,
        "session": "1",
        "username": "",
        "version": "5.3",
        "date": "2026-01-01T00:00:00Z",
    }
    metadata = {"version": "2.1.0"} if content and "comm_id" in content else {}  # type: ignore[operator]
    if "control" in str(content):
        metadata = {"version": "1.0.0"}
    parts = [json.dumps(part).encode() for part in (header, {}, metadata, content)]
    return serialize_msg_to_ws_v1(parts, channel)


def widget_state(model: str, view: str) -> dict[str, object]:
    return {
        "_model_module": "@jupyter-widgets/controls",
        "_model_module_version": "2.0.0",
        "_model_name": model,
        "_view_module": "@jupyter-widgets/controls",
        "_view_module_version": "2.0.0",
        "_view_name": view,
    }
