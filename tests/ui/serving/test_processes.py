"""Processes are begun before anybody knows what they are for, and go when nobody does any more."""

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from toolkit.ui.serving.processes import Processes


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    processes = Processes(tmp_path / "notebook.ipynb", tmp_path)
    processes.begin_ahead()
    yield processes
    for process in processes._begun.values():
        process.kill()
        process.wait()


def test_one_that_is_begun_waits_until_it_is_taken(processes: Processes) -> None:
    kernel_id = processes.next()
    assert kernel_id
    assert processes.next() is None  # or two pages would have one kernel
    begun = processes._begun[kernel_id]
    seen = psutil.Process(begun.pid)
    assert Path(seen.cwd()) == Path(seen.environ()["TMPDIR"]) == processes.folder
    (processes.folder / f"kernel-{kernel_id}.json").write_text("to nothing")
    assert processes.take(kernel_id) is begun
    assert begun.wait() == 1  # for it cannot be connected to that


def test_one_that_is_never_wanted_goes_with_the_server(processes: Processes) -> None:
    (process,) = processes._begun.values()
    assert process.stdin
    process.stdin.close()  # as it is when the server ends
    assert process.wait() == 0
    assert list(processes.folder.iterdir()) == []


def test_one_that_has_died_is_found_dead_and_begun_anew(processes: Processes) -> None:
    kernel_id = processes.next()
    assert kernel_id
    processes._begun[kernel_id].kill()
    processes._begun[kernel_id].wait()
    assert processes.take(kernel_id).poll() is not None
    again = processes.take(kernel_id)
    assert again.poll() is None
    again.kill()
    again.wait()
