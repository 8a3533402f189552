"""The way between a browser and the server, which can be cut and mended."""

import socket
import threading
from contextlib import suppress


class Relay:
    """Passes on what comes to a port of its own, as long as it is not cut."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener: socket.socket | None = None
        self._lines: list[socket.socket] = []
        self._lock = threading.Lock()
        self.port = 0
        self.mend()

    def mend(self) -> None:
        """Take connections, at the same port as before."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._take, args=[self._listener], daemon=True).start()

    def cut(self) -> None:
        """End all connections, and take no more."""
        assert self._listener
        self._listener.shutdown(socket.SHUT_RDWR)  # or the accepting goes on
        self._listener.close()
        self.hang_up()

    def hang_up(self) -> None:
        """End all connections."""
        with self._lock:
            lines, self._lines = self._lines, []
        for line in lines:
            with suppress(OSError):  # the other end was faster
                line.shutdown(socket.SHUT_RDWR)

    def _take(self, listener: socket.socket) -> None:
        with suppress(OSError):  # it is cut
            while True:
                near = listener.accept()[0]
                threading.Thread(target=self._pass_on, args=[near], daemon=True).start()

    def _pass_on(self, near: socket.socket) -> None:
        with near, socket.create_connection(("127.0.0.1", self._to)) as far:
            with self._lock:
                self._lines += [near, far]
            back = threading.Thread(target=_pour, args=[far, near], daemon=True)
            back.start()
            _pour(near, far)
            back.join()
            with self._lock:
                self._lines = [line for line in self._lines if line not in (near, far)]


def _pour(here: socket.socket, there: socket.socket) -> None:
    """Pass on what comes until one of them ends, which ends the other."""
    with suppress(OSError):
        while data := here.recv(65536):
            there.sendall(data)
    for line in (here, there):
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
