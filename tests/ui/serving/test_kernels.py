"""What is said to a page that has lost its line waits for it; a dead kernel is told from others."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from toolkit.ui.serving.channel import MOST_UNREAD
from toolkit.ui.serving.kernels import Kernels

KERNEL, PAGE = "kernel", "kernel:page"


class Stream:
    """Stands for a kernel's line to the server."""

    def __init__(self) -> None:
        self.socket = SimpleNamespace(closed=False)
        self.hears: Callable[[list[bytes]], None] | None = None

    def on_recv(self, hears: Callable[[list[bytes]], None] | None) -> None:
        self.hears = hears

    def close(self) -> None:
        self.socket.closed = True


@pytest.fixture
def kernels() -> Kernels:
    kernels = Kernels()
    kernels._kernels[KERNEL] = SimpleNamespace()
    return kernels


def test_a_page_that_comes_back_hears_what_was_said(kernels: Kernels) -> None:
    stream = Stream()
    kernels.start_buffering(KERNEL, PAGE, {"iopub": stream})
    assert stream.hears
    for part in (b"a", b"b"):
        stream.hears([part])
    assert kernels.get_buffer(KERNEL, PAGE)["buffer"] == [("iopub", [b"a"]), ("iopub", [b"b"])]
    assert not stream.socket.closed


def test_no_more_waits_than_may(kernels: Kernels) -> None:
    streams = {"iopub": Stream(), "shell": Stream()}
    kernels.start_buffering(KERNEL, PAGE, streams)
    half = [b" " * (MOST_UNREAD // 4)] * 2
    for stream in streams.values():
        assert stream.hears
        stream.hears(half)
    assert streams["iopub"].hears
    streams["iopub"].hears([b" "])
    assert [stream.hears for stream in streams.values()] == [None, None]
    assert all(stream.socket.closed for stream in streams.values())
    assert kernels.get_buffer(KERNEL, PAGE) is None


class Process:
    """Stands for a kernel's process."""

    def __init__(self, status: int | None) -> None:
        self.status = status

    def poll(self) -> int | None:
        return self.status


@pytest.mark.parametrize(("process", "lives"), [(Process(None), 1), (Process(-9), 0), (None, 0)])
def test_a_kernel_lives_as_long_as_its_process(
    kernels: Kernels, process: Process | None, lives: bool
) -> None:
    kernels._kernels[KERNEL] = SimpleNamespace(provisioner=SimpleNamespace(process=process))
    assert kernels.lives(KERNEL) == lives
    assert not kernels.lives("another")


def test_a_kernel_that_begins_is_not_idle(kernels: Kernels) -> None:
    """What ends the idle ones looks at it too, and would tell of an error."""
    beginning = kernels.kernel_manager_factory(parent=kernels)
    kernels._kernels[KERNEL] = beginning
    kernels.cull_idle_timeout = 60
    before = datetime.now(UTC)
    asyncio.run(kernels.cull_kernel_if_idle(KERNEL))
    assert before <= beginning.last_activity <= datetime.now(UTC)
    assert KERNEL in kernels
