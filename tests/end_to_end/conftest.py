"""A real server, a real Chromium, and pages that may ask nobody else for anything."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .driving import WIDE, Server, Watch, start_dashboard

SCREENSHOTS = Path(__file__).parents[2] / "test-results" / "screenshots"
# What would differ from one picture to the next, and what stands in its place.
PASSING = {
    r"\b\d\d:\d\d\b": "08:15",
    r"\b\d\d\.\d\d\.\d{4}\b": "24.08.2026",
    r"\S*makkerskap-\w+": "/home/kari",
}
STAND_STILL = """passing => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode())
        for (const [pattern, text] of Object.entries(passing))
            texts.currentNode.data = texts.currentNode.data.replace(new RegExp(pattern, "g"), text);
}"""

PATIENCE_MS = 20_000  # on a busy machine; what is there is seen at once
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    running = start_dashboard()
    yield running
    status, printed = running.stop()
    assert status == 0
    # Whatever the pages did, the server told nothing about it: logs must not hold names.
    assert printed == ""


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def open_page(server: Server, browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Opens the dashboard in a browser of its own; afterwards no page may have misbehaved."""
    contexts: list[BrowserContext] = []
    server.forget()

    def open_page(viewport: dict[str, int] = WIDE) -> Page:
        context = browser.new_context(viewport=viewport, locale="nb-NO", reduced_motion="reduce")
        contexts.append(context)
        watch.follow(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(server.address)
        expect(page.locator(".mk-app")).to_be_visible()
        return page

    yield open_page
    for context in contexts:
        for page in context.pages:
            page.close(run_before_unload=False)
        context.close()
    assert watch.outside == []
    assert watch.errors == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page()


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """Takes a picture of the page, which `make screenshots` gives to the documentation."""

    def shoot(page: Page, name: str) -> None:
        # A window as tall as the page, for the action bar stays at the window's edge.
        shape = page.viewport_size
        assert shape
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({**shape, "height": height})
        page.evaluate(STAND_STILL, PASSING)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", animations="disabled", caret="hide")
        page.set_viewport_size(shape)

    return shoot


@pytest.fixture(scope="session")
def assert_accessible() -> Callable[[Page], None]:
    axe = Axe()

    def assert_accessible(page: Page) -> None:
        found = axe.run(page).response["violations"]
        grave = [one for one in found if one["impact"] in ("serious", "critical")]
        assert not grave, [(one["id"], [n["html"] for n in one["nodes"]]) for one in grave]

    return assert_accessible
