import asyncio
import gc
import socket
import struct
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from tornado.iostream import IOStream, StreamClosedError
from tornado.testing import bind_unused_port
from tornado.web import Application, RequestHandler

from toolkit.ui.serving import connections
from toolkit.ui.serving.connections import Connections, _Client, has_hung_up

HALF = b"GET / HTTP/1.1\r\nHost: "
WHOLE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
LARGE = 64 * 2**20  # bytes, more than any buffer on the way holds
AT_ONCE = struct.pack("ii", 1, 0)  # drop what is under way, and say so

UNENDED = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"

type Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that nobody is dropped for being slow, unless that is tested."""
    monkeypatch.setattr(connections, "_TO_ASK_S", 600.0)
    monkeypatch.setattr(connections, "_TO_SEND_S", 600.0)


class Small(RequestHandler):
    def get(self) -> None:
        self.write("here")


class Large(RequestHandler):
    async def get(self) -> None:
        self.write(b" " * LARGE)
        with suppress(StreamClosedError):
            await self.flush()


class Slow(RequestHandler):
    """Answers when it is told to."""

    now: asyncio.Event

    async def get(self) -> None:
        await self.now.wait()
        self.write("here")


@dataclass
class Serving:
    """A server, and how to connect to it."""

    server: Connections
    port: int

    async def connect(self, where_from: str = "127.0.0.1") -> Line:
        return await asyncio.open_connection("127.0.0.1", self.port, local_addr=(where_from, 0))


@asynccontextmanager
async def serving() -> AsyncIterator[Serving]:
    server = Connections(Application([("/", Small), ("/large", Large), ("/slow", Slow)]))
    listening, port = bind_unused_port()
    server.add_socket(listening)
    server.watch()
    try:
        yield Serving(server, port)
    finally:
        server.stop()
        await server.close_all_connections()


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 30))


async def answered(line: Line) -> bool:
    reader, writer = line
    writer.write(WHOLE)
    return b"here" in await reader.readuntil(b"here")


def test_who_waits_longest_goes_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_MOST_WAITING", 5)

    async def crowd() -> None:
        async with serving() as one:
            lines = [await one.connect() for _ in range(4)]
            assert await answered(lines[0])  # the first has asked for something, and waits again
            for reader, writer in [*lines[1:]]:
                writer.write(HALF)
                assert not reader.at_eof()
            crowd = [await one.connect() for _ in range(20)]
            assert await lines[1][0].read() == b""
            assert await crowd[0][0].read() == b""
            assert await answered(crowd[-1])
            for _reader, writer in lines + crowd:
                writer.close()

    run(crowd())


def test_who_has_just_been_answered_waits_shortest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_MOST_WAITING", 3)

    async def ask_before_others_do() -> None:
        async with serving() as one:
            asking, longest, other = [await one.connect() for _ in range(3)]
            assert await answered(asking)
            newest = await one.connect()
            assert await longest[0].read() == b""
            for line in (asking, other, newest):
                assert await answered(line)
            for _reader, writer in (asking, longest, other, newest):
                writer.close()

    run(ask_before_others_do())


def test_who_waits_for_an_answer_is_not_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_MOST_WAITING", 2)

    async def ask_and_wait() -> None:
        Slow.now = asyncio.Event()
        async with serving() as one:
            asking = await one.connect()
            asking[1].write(WHOLE.replace(b"/", b"/slow", 1))
            while any(client.waiting for client in one.server._clients.values()):
                await asyncio.sleep(0)
            crowd = [await one.connect() for _ in range(3)]
            assert await crowd[0][0].read() == b""
            Slow.now.set()
            assert b"here" in await asking[0].readuntil(b"here")
            for _reader, writer in (asking, *crowd):
                writer.close()

    run(ask_and_wait())


def test_who_has_few_is_not_dropped_for_who_has_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_MOST_WAITING", 3)

    async def crowd() -> None:
        async with serving() as one:
            alone = await one.connect("127.0.0.2")
            crowd = [await one.connect() for _ in range(6)]
            for reader, _writer in crowd[:4]:
                assert await reader.read() == b""
            assert await answered(alone)
            assert await answered(crowd[-1])
            for _reader, writer in (alone, *crowd):
                writer.close()

    run(crowd())


def test_where_files_are_scarce_few_may_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "handles", lambda: 16)

    async def crowd() -> None:
        async with serving() as one:
            crowd = [await one.connect() for _ in range(3)]
            assert await crowd[0][0].read() == b""
            for _reader, writer in crowd:
                writer.close()

    run(crowd())


def test_who_is_dropped_at_once_does_no_harm(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(connections, "_MOST_WAITING", 0)

    async def connect() -> None:
        async with serving() as one:
            reader, writer = await one.connect()
            assert await reader.read() == b""
            writer.close()

    run(connect())
    gc.collect()  # which tells of what failed and was not looked at
    assert not caplog.records


def test_who_has_gone_is_forgotten() -> None:
    async def go() -> None:
        async with serving() as one:
            _reader, writer = await one.connect()
            writer.close()
            while not all(stream.closed() for stream in one.server._clients):
                await asyncio.sleep(0)
            one.server._drop_who_reads_nothing()
            assert not one.server._clients
        assert not one.server._watching.is_running()

    run(go())


def test_a_request_is_small() -> None:
    async def send_much() -> None:
        async with serving() as one:
            reader, writer = await one.connect()
            much = str(connections._MOST_REQUEST + 1).encode()
            writer.write(UNENDED.replace(b"9", much))
            assert (await reader.read()).startswith(b"HTTP/1.1 400 ")
            writer.close()

    run(send_much())


class Reading:
    """Stands for a connection; ``read`` tells how much its client has taken of an answer."""

    def __init__(self) -> None:
        self.is_answer, self.is_closed, self._total_write_done_index = True, False, 0

    def writing(self) -> bool:
        return self.is_answer

    def closed(self) -> bool:
        return self.is_closed

    def close(self) -> None:
        self.is_closed = True


def test_only_who_reads_nothing_for_long_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    loop = SimpleNamespace(time=lambda: now)
    monkeypatch.setattr(connections, "IOLoop", SimpleNamespace(current=lambda: loop))
    server = Connections(Application())
    slow, idle, deaf = Reading(), Reading(), Reading()
    idle.is_answer = False  # all of it is read, and nothing else is asked for
    server._clients = {one: _Client(one, "") for one in (slow, idle, deaf)}  # type: ignore[arg-type, misc]
    for _time in range(3):
        now += connections._TO_READ_S * 0.6
        slow._total_write_done_index += 1
        server._drop_who_reads_nothing()
    assert (slow.is_closed, idle.is_closed, deaf.is_closed) == (False, False, True)


@pytest.mark.parametrize("said", [b"", HALF, UNENDED])
def test_who_does_not_ask_is_dropped(monkeypatch: pytest.MonkeyPatch, said: bytes) -> None:
    monkeypatch.setattr(connections, "_TO_ASK_S", 0.1)
    monkeypatch.setattr(connections, "_TO_SEND_S", 0.1)

    async def wait() -> None:
        async with serving() as one:
            reader, writer = await one.connect()
            writer.write(said)
            assert await reader.read() == b""
            writer.close()

    run(wait())


def test_who_reads_nothing_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_TO_READ_S", 0.2)
    monkeypatch.setattr(connections, "_LOOK_MS", 50)

    async def read_nothing() -> None:
        async with serving() as one:
            reader, writer = await one.connect()
            writer.write(WHOLE.replace(b"/", b"/large", 1))
            await reader.readuntil(b"\r\n\r\n")
            writer.transport.pause_reading()  # type: ignore[attr-defined]
            await gone.wait()
            writer.transport.resume_reading()  # type: ignore[attr-defined]
            assert len(await reader.read()) < LARGE
            writer.close()

    gone = asyncio.Event()
    monkeypatch.setattr(Large, "on_connection_close", lambda _handler: gone.set())
    run(read_nothing())


@pytest.mark.parametrize("politely", [True, False])
def test_who_hangs_up_is_seen_at_once(politely: bool) -> None:
    async def hang_up() -> None:
        listening, port = bind_unused_port()
        with listening, socket.create_connection(("127.0.0.1", port)) as browser:
            listening.setblocking(True)
            stream = IOStream(listening.accept()[0])
            assert not has_hung_up(stream)
            browser.sendall(b"x")
            assert not has_hung_up(stream)
            assert await stream.read_bytes(1) == b"x"
            if not politely:
                browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
            browser.close()
            assert has_hung_up(stream)
            stream.close()
            assert has_hung_up(stream)

    run(hang_up())
