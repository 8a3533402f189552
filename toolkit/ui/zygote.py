"""The process that the kernels of all pages are forked from, where the system forks well.

It imports what they need once, so that another page costs a fork and shares the memory of it. On
the socket that is its argument it is told which connection file the next kernel is for; the kernel
itself answers with the number of its process, or the zygote with that of the error, below zero. It
ends when the server has hung up; while nobody asks, it imports what only some pages need. A kernel
ends with the server at the latest, like one that was begun by itself: the server alone holds the
other end of their standard input.
"""

import gc
import os
import select
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator

from toolkit.ui.kernel import be_kernel, import_screens, imports_ahead

LONGEST_REQUEST = 4096  # bytes: the path of a file
_IDLE_S = 1.0  # seconds without a request, after which nobody seems to wait


def main() -> None:
    """Import, and fork a kernel whenever one is asked for."""
    # Kernels are as many as the processors at least, and a process of one thread forks well.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import_screens()
    with socket.socket(fileno=int(sys.argv[1])) as server:
        connection_file = _fork_on_request(server)
    if connection_file:
        threading.Thread(target=_end_with_the_server, daemon=True).start()
        be_kernel(connection_file)


def _fork_on_request(server: socket.socket) -> str:
    """In a kernel, what it is to be connected to; in the zygote nothing, in the end."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # so that the system forgets who has ended
    _share_what_there_is()
    ahead = imports_ahead()
    while request := _request(server, ahead):
        try:
            is_kernel = os.fork() == 0
        except OSError as error:
            server.send(b"-%d" % (error.errno or 1))
            continue
        if is_kernel:
            os.setsid()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            server.send(b"%d" % os.getpid())
            return os.fsdecode(request)
    return ""


def _request(server: socket.socket, ahead: Iterator[Callable[[], object]]) -> bytes:
    """The next one; until it comes, something more is imported from time to time."""
    while not select.select([server], [], [], _IDLE_S)[0]:
        act = next(ahead, None)
        if act is None:
            break
        act()
        _share_what_there_is()
    return server.recv(LONGEST_REQUEST)


def _share_what_there_is() -> None:
    gc.collect()
    gc.freeze()  # or a kernel's first collection would copy what it shares


def _end_with_the_server() -> None:
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


if __name__ == "__main__":
    main()
