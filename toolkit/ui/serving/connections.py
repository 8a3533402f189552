"""What clients may hold open: connections that say nothing, and answers that nobody reads."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from socket import MSG_PEEK
from typing import Any

from tornado.http1connection import HTTP1ServerConnection
from tornado.httpserver import HTTPServer
from tornado.httputil import (
    HTTPConnection,
    HTTPHeaders,
    HTTPMessageDelegate,
    RequestStartLine,
    ResponseStartLine,
)
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.iostream import IOStream
from tornado.web import Application

from toolkit.ui.serving.limits import handles

_MOST_REQUEST = 2**16  # bytes; the page only ever posts a few
_TO_ASK_S = 15.0  # seconds to send a request's head, or to think of the next request
_TO_SEND_S = 10.0  # seconds to send its body
_TO_READ_S = 30.0  # seconds in which some of an answer has to be read
_LOOK_MS = 5000  # how often it is looked who reads
_MOST_WAITING = 256  # connections that have asked for nothing yet


@dataclass(eq=False)
class _Client:
    """One connection, and whether it waits for the client to ask."""

    stream: IOStream
    peer: str
    waiting: bool = True
    read: int = 0
    read_at: float = 0.0


class Connections(HTTPServer):
    """A server that drops who says nothing or reads nothing, the greediest first."""

    def initialize(  # type: ignore[override]  # only these are ours to set
        self, request_callback: Any
    ) -> None:
        """Set the limits that tornado knows."""
        super().initialize(
            request_callback,
            max_body_size=_MOST_REQUEST,
            idle_connection_timeout=_TO_ASK_S,
            body_timeout=_TO_SEND_S,
        )
        self._clients: dict[IOStream, _Client] = {}
        self._most_waiting = min(_MOST_WAITING, handles() // 8)

    @classmethod
    def listening(cls, app: Application) -> Callable[..., HTTPServer]:
        """What stands for the ``listen`` of an application."""

        def listen(port: int, address: str, **_options: Any) -> HTTPServer:
            server = cls(app)
            server.listen(port, address)
            server.watch()
            return server

        return listen

    def watch(self) -> None:
        """Begin to look who reads."""
        self._watching = PeriodicCallback(self._drop_who_reads_nothing, _LOOK_MS)
        self._watching.start()

    def stop(self) -> None:
        """Take no new connections."""
        self._watching.stop()
        super().stop()

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """Take a new connection, and drop one that waits where there are too many."""
        client = _Client(stream, str(address[0]), read_at=IOLoop.current().time())
        self._clients[stream] = client
        self._make_room()
        super().handle_stream(stream, address)

    def start_request(
        self, server_conn: object, request_conn: HTTPConnection
    ) -> HTTPMessageDelegate:
        """Note that a connection waits until the head of its next request is there."""
        delegate = super().start_request(server_conn, request_conn)
        assert isinstance(server_conn, HTTP1ServerConnection)
        client = self._clients.get(server_conn.stream)
        if client is None:
            return delegate
        # To the end of the list, for who has just been served waits the shortest.
        self._clients[client.stream] = self._clients.pop(client.stream)
        client.waiting = True
        return _Asking(delegate, client)

    def _make_room(self) -> None:
        """Close the longest waiting connection of the peer that has the most of them."""
        waiting = [one for one in self._clients.values() if one.waiting]
        if len(waiting) <= self._most_waiting:
            return
        greediest, _number = Counter(one.peer for one in waiting).most_common(1)[0]
        oldest = next(one for one in waiting if one.peer == greediest)
        del self._clients[oldest.stream]
        oldest.stream.close()

    def _drop_who_reads_nothing(self) -> None:
        now = IOLoop.current().time()
        for stream, client in list(self._clients.items()):
            if stream.closed():
                del self._clients[stream]
            elif not stream.writing() or stream._total_write_done_index != client.read:
                client.read, client.read_at = stream._total_write_done_index, now
            elif now - client.read_at > _TO_READ_S:
                stream.close()


def has_hung_up(stream: IOStream) -> bool:
    """Whether the other end has closed; the loop itself hears of it some rounds later."""
    if stream.closed():
        return True
    try:
        return stream.socket.recv(1, MSG_PEEK) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


class _Asking(HTTPMessageDelegate):
    """Passes on a request, and notes that its head has come."""

    def __init__(self, delegate: HTTPMessageDelegate, client: _Client) -> None:
        self._delegate, self._client = delegate, client

    def headers_received(
        self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders
    ) -> Any:
        """Count the connection as one that is being served."""
        self._client.waiting = False
        return self._delegate.headers_received(start_line, headers)

    def data_received(self, chunk: bytes) -> Any:
        """Pass it on."""
        return self._delegate.data_received(chunk)

    def finish(self) -> None:
        """Pass it on."""
        self._delegate.finish()

    def on_connection_close(self) -> None:
        """Pass it on."""
        self._delegate.on_connection_close()
