"""A school's own server, which takes HTTPS and passes requests on, as a reverse proxy does."""

import asyncio
import ssl
import threading
from contextlib import suppress
from itertools import cycle
from pathlib import Path

from certificates import write_certificate

from .driving import PATIENCE_S

NAME = "vip.skole.example"  # the tests' Chromium takes it for this machine


class Proxy:
    """Takes HTTPS at a port of its own.

    Every second request is told with another Host, as many proxies tell all of them: one page that
    is opened through it is asked for in both ways.
    """

    def __init__(self, to: int, folder: Path) -> None:
        self.to = to
        self._renames = cycle((False, True))
        write_certificate(NAME, folder / "certificate.pem")
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(folder / "certificate.pem")
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        # A browser that does not say goodbye is not waited for.
        listening = asyncio.start_server(
            self._pass_on, "127.0.0.1", 0, ssl=tls, ssl_shutdown_timeout=1
        )
        self._server = asyncio.run_coroutine_threadsafe(listening, self._loop).result(PATIENCE_S)
        self.port = self._server.sockets[0].getsockname()[1]
        self.site = f"https://{NAME}:{self.port}"

    def close(self) -> None:
        """Take no more connections."""
        self._loop.call_soon_threadsafe(self._server.close)

    async def _pass_on(self, asking: asyncio.StreamReader, answer: asyncio.StreamWriter) -> None:
        """Pass on one request and all that follows it on its connection."""
        with suppress(OSError, asyncio.IncompleteReadError):  # a browser may leave at any time
            try:
                head = await asking.readuntil(b"\r\n\r\n")
                answering, passing = await asyncio.open_connection("127.0.0.1", self.to)
                passing.write(self._told(head.removesuffix(b"\r\n\r\n")))
                await asyncio.gather(_pour(asking, passing), _pour(answering, answer))
            finally:
                answer.close()

    def _told(self, head: bytes) -> bytes:
        """The head of a request as the server behind gets it, which closes after the answer."""
        first, *lines = head.decode("latin-1").split("\r\n")
        told = dict(line.split(": ", 1) for line in lines)
        told["X-Forwarded-For"] = "192.0.2.7"
        told["X-Forwarded-Proto"] = "https"
        told["X-Forwarded-Host"] = told["Host"]
        if next(self._renames):
            told["Host"] = f"localhost:{self.to}"
        if "Upgrade" not in told:
            told["Connection"] = "close"
        said = [first, *(f"{name}: {value}" for name, value in told.items())]
        return "\r\n".join([*said, "", ""]).encode("latin-1")


async def _pour(here: asyncio.StreamReader, there: asyncio.StreamWriter) -> None:
    """Pass on what comes until it ends."""
    try:
        while data := await here.read(65536):
            there.write(data)
            await there.drain()
    finally:
        there.close()
