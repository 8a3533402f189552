import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from toolkit.people import Roster, Student

# Nothing of Chromium's own that asks the network, and no sandbox for root in a container.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

type MakeClass = Callable[..., Roster]


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # For one module: while it runs, so does an event loop, which others must not meet.
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    program = next(filter(None, found), None)
    if program is None:
        pytest.fail(
            "The browser tests need Chromium. Install it: sudo apt-get install chromium",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield running
        running.close()
