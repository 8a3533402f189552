"""Processes are begun before anybody knows what they are for, and go when nobody does any more."""

import asyncio
import errno
import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import DEVNULL, run
from typing import Never

import psutil
import pytest
from jupyter_client.connect import write_connection_file

from toolkit.ui import zygote
from toolkit.ui.serving.forked import Forked, ForkedProcess
from toolkit.ui.serving.processes import connection_file
from toolkit.ui.serving.spawned import Spawned

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")


def _place(process: psutil.Process) -> Path:
    """Where it puts what is of no use later; one that has only just begun cannot say so yet."""
    latest = time.monotonic() + 30
    while not (found := process.environ()) and time.monotonic() < latest:
        time.sleep(0.01)
    return Path(found["TMPDIR"])


class TestSpawned:
    @pytest.fixture
    def processes(self, tmp_path: Path) -> Iterator[Spawned]:
        processes = Spawned(tmp_path / "notebook.ipynb", tmp_path)
        processes.begin_ahead()
        yield processes
        processes.end()

    def test_one_that_is_begun_waits_until_it_is_taken(self, processes: Spawned) -> None:
        kernel_id = processes.next()
        assert kernel_id
        assert processes.next() is None  # or two pages would have one kernel
        begun = processes._begun[kernel_id]
        seen = psutil.Process(begun.pid)
        assert Path(seen.cwd()) == _place(seen) == processes.folder
        connection_file(processes.folder, kernel_id).write_text("to nothing")
        assert asyncio.run(processes.take(kernel_id)) is begun
        assert begun.wait() == 1  # for it cannot be connected to that

    def test_one_that_is_never_wanted_goes_with_the_server(self, processes: Spawned) -> None:
        (process,) = processes._begun.values()
        processes.end()
        assert process.returncode == 0
        assert list(processes.folder.iterdir()) == []

    def test_one_that_has_died_is_found_dead_and_begun_anew(self, processes: Spawned) -> None:
        kernel_id = processes.next()
        assert kernel_id
        processes._begun[kernel_id].kill()
        processes._begun[kernel_id].wait()
        assert asyncio.run(processes.take(kernel_id)).poll() is not None
        again = asyncio.run(processes.take(kernel_id))
        assert again.poll() is None
        again.kill()
        again.wait()


BEGINNING = """
import sys
from pathlib import Path
from toolkit.ui import kernel
kernel.import_screens()
before = {*sys.modules}
def start(app):
    late = sorted({*sys.modules} - before)
    Path(sys.argv[2]).write_text(f"{late} {app.kernel._kernel_modules}", "utf-8")
kernel._Kernel.start = start
kernel.be_kernel(sys.argv[1])
"""


def test_a_kernel_that_begins_imports_nothing_more_and_looks_at_no_module(tmp_path: Path) -> None:
    file, told = tmp_path / "kernel.json", tmp_path / "told"
    write_connection_file(str(file))
    command = [sys.executable, "-c", BEGINNING, file, told]
    run(command, check=True, stdout=DEVNULL, stderr=DEVNULL)
    assert told.read_text("utf-8") == "[] []"  # or each page would have it for itself


@on_linux
class TestForked:
    @pytest.fixture
    def processes(self, tmp_path: Path) -> Iterator[Forked]:
        processes = Forked(tmp_path / "notebook.ipynb", tmp_path)
        processes.begin_ahead()
        yield processes
        processes.end()

    def taken(self, processes: Forked, kernel_id: str) -> ForkedProcess:
        """A kernel that can be connected to."""
        file = connection_file(processes.folder, kernel_id)
        write_connection_file(str(file), transport="ipc", ip=str(file.with_suffix("")))
        return asyncio.run(processes.take(kernel_id))

    def test_each_kernel_is_another_process_of_its_own_session(self, processes: Forked) -> None:
        assert processes.next() is None
        first, second = (self.taken(processes, name) for name in ("a", "b"))
        assert first.pid != second.pid
        for kernel in (first, second):
            seen = psutil.Process(kernel.pid)
            assert Path(seen.cwd()) == _place(seen) == processes.folder
            assert os.getsid(kernel.pid) == kernel.pid
            assert kernel.poll() is None
        first.kill()
        first.wait()
        assert first.poll() is not None
        assert second.poll() is None
        first.terminate()  # of what has ended already, nothing comes
        second.terminate()
        second.wait()

    def test_one_that_ends_takes_no_other_with_it(self, processes: Forked) -> None:
        connection_file(processes.folder, "a").write_text("to nothing")
        asyncio.run(processes.take("a")).wait()
        assert self.taken(processes, "b").poll() is None

    def test_they_outlive_the_zygote_and_another_takes_its_place(self, processes: Forked) -> None:
        before = self.taken(processes, "a")
        assert processes._zygote
        processes._zygote.process.kill()
        processes._zygote.process.wait()
        assert self.taken(processes, "b").poll() is None
        assert before.poll() is None

    def test_they_go_with_the_server(self, tmp_path: Path) -> None:
        processes = Forked(tmp_path / "notebook.ipynb", tmp_path)
        kernel = self.taken(processes, "a")
        processes.end()
        kernel.wait()

    def test_it_is_told_where_there_is_no_room_for_another(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fork() -> Never:
            raise OSError(errno.ENOMEM, "")

        monkeypatch.setattr(os, "fork", fork)
        monkeypatch.setattr("signal.signal", lambda *_given: None)
        monkeypatch.setattr("gc.freeze", lambda: None)
        ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with ours, its:
            ours.send(b"file")
            ours.shutdown(socket.SHUT_WR)
            assert zygote._fork_on_request(its) == ""
            assert int(ours.recv(64)) == -errno.ENOMEM
