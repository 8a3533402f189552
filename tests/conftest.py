import gc
import os
from collections.abc import Callable, Iterator

import pytest
from chromium import chromium
from hypothesis import settings
from playwright.sync_api import Browser
from quick_keys import derive_quickly
from turned_clock import Clock

from toolkit import now
from toolkit.cli import main
from toolkit.people import Roster, Student

# The folders whose files take longest, the slowest first, so that what is left in the end is short.
LONGEST = ("end_to_end", "paper", "planning", "period", "year", "workspace", "seating", "files")
PLACES = {name: at for at, name in enumerate((*LONGEST, "figures", "state", "screens"))}

# How fast a machine is, is no property of a class.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
derive_quickly()

type MakeClass = Callable[..., Roster]


@pytest.fixture
def makkerskap(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs the program in this process: status, standard output, standard error."""

    def start(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        return status, *capsys.readouterr()

    return start


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The program's one clock, which stands still where it is turned to."""
    clock = Clock()
    monkeypatch.setattr(now, "clock", clock)
    return clock


@pytest.fixture(scope="session")
def make_class() -> MakeClass:
    """Gives a class of n students s0, s1, …; attributes are sequences that repeat."""

    def make(n: int, **attributes: str) -> Roster:
        return Roster(
            tuple(
                Student(
                    f"s{i}",
                    f"Elev {i}",
                    "8A",
                    tuple((name, values[i % len(values)]) for name, values in attributes.items()),
                )
                for i in range(n)
            )
        )

    return make


def pytest_xdist_auto_num_workers() -> int:
    """One more than the machine has cores: a browser's test waits for others half of its time."""
    return (os.cpu_count() or 1) + 1


def pytest_collection() -> None:
    gc.disable()  # nothing of what is made now is garbage


def pytest_collection_finish() -> None:
    gc.freeze()  # or each later look for garbage would go through thousands of tests
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    # What takes longest begins first, or one process is left with it when the others have ended.
    items.sort(key=lambda item: PLACES.get(item.path.parent.name, len(PLACES)))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # For one module: while it runs, so does an event loop, which others must not meet.
    with chromium() as running:
        yield running
