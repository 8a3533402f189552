"""A real server, a real Chromium, and pages that may ask nobody else for anything."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import chromium
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

import toolkit as mk
from toolkit.workspace.erasing import delete_class
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Bookmark

from .classes import of_names
from .driving import PATIENCE_S, STARTED, USER, WIDE, Server, Watch, start_dashboard
from .handing_on import Tab

SCREENSHOTS = Path(__file__).parents[2] / "test-results" / "screenshots"
FILM = (960, 540)  # pixels
MOST_FILM = 1_500_000  # bytes
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

STAYS = of_names(["Alf Dal", "Unn Li", "Geir Moe", "Rut Eid"]).renamed("Fast")

PATIENCE_MS = 1000 * PATIENCE_S
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One for all of these files, for each page has a context of its own."""
    with chromium() as running:
        yield running


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """A server of a test that failed ends with it, or a later test is said to have left it."""
    before = len(STARTED)  # those of a whole file or run, which begin first
    yield
    for server in STARTED[before:]:
        if server.process.returncode is None:
            server.end()
    del STARTED[before:]


@pytest.fixture(scope="module")
def school() -> Iterator[Server]:
    """The school's dashboard."""
    running = start_dashboard("skole")
    yield running
    assert running.stop() == (0, "")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    running = start_dashboard()
    yield running
    status, printed = running.stop()
    assert status == 0
    # Whatever the pages did, the server told nothing about it: logs must not hold names.
    assert printed == ""


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a workspace that holds nothing: a page that has to make it takes longer."""
    file = tmp_path_factory.mktemp("empty") / "makkerskap.db"
    mk.open_workspace(str(file)).close()
    return file.read_bytes()


@pytest.fixture(scope="session")
def keep(server: Server) -> Callable[..., None]:
    """Keeps a class in the workspace, and leaves it open for the page that is opened next."""

    def keep(work: Work, step: str = "roster") -> None:
        with mk.open_workspace(str(server.workspace), who=USER) as workspace:
            kept = workspace.begin(work)
            workspace.keep_bookmark(Bookmark(kept.class_id, step, ""))

    return keep


@contextmanager
def opening(
    server: Server, browser: Browser, empty: bytes, watch: Watch
) -> Iterator[Callable[..., Page]]:
    """Gives what opens the dashboard in a browser of its own; in the end no page has misbehaved.

    A screen that has changed takes clicks again after ``rest_ms``; users wait for a second. What
    answers a click is brought in sight however slow the machine is.
    """
    contexts: list[BrowserContext] = []
    server.forget(empty)

    def open_page(
        viewport: dict[str, int] = WIDE, rest_ms: int = 0, *, has_touch: bool = False
    ) -> Page:
        context = browser.new_context(
            viewport=viewport, locale="nb-NO", reduced_motion="reduce", has_touch=has_touch
        )
        context.add_init_script(f"window.mkRestMs = {rest_ms}")
        context.add_init_script(f"window.mkAnswerMs = {PATIENCE_MS}")
        contexts.append(context)
        watch.follow(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(server.address)
        expect(page.locator(".mk-app")).to_be_visible()
        return page

    yield open_page
    server.leave(*contexts)
    assert watch.outside == []
    assert watch.errors == []


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def open_page(
    server: Server, browser: Browser, empty: bytes, watch: Watch
) -> Iterator[Callable[..., Page]]:
    """Opens the dashboard with a workspace that holds nothing."""
    with opening(server, browser, empty, watch) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def open_module(server: Server, browser: Browser, empty: bytes) -> Iterator[Callable[..., Page]]:
    """The same, for a page that all tests of a module share."""
    with opening(server, browser, empty, Watch()) as open_page:
        yield open_page


@pytest.fixture(scope="class")
def open_shared(server: Server, browser: Browser, empty: bytes) -> Iterator[Callable[..., Page]]:
    """The same, for a page that the tests of a class share; each puts it where it begins."""
    with opening(server, browser, empty, Watch()) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def tab(
    request: pytest.FixtureRequest,
    server: Server,
    empty: bytes,
    keep: Callable[..., None],
    open_module: Callable[..., Page],
) -> Tab:
    """A page that the tests of a module hand on, each with a class of its own."""

    def open_anew() -> Page:
        server.forget(empty)
        keep(STAYS)  # the start page is there only where there is a class
        return open_module()

    def clear() -> None:
        with mk.open_workspace(str(server.workspace), who=USER) as workspace:
            for kept in workspace.classes():
                if kept.name != STAYS.name:
                    delete_class(workspace, kept.class_id)

    return Tab(open_anew, server.leave, keep, clear, lambda: request.session.testsfailed)


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


@pytest.fixture
def film() -> Iterator[Callable[[Page, int], None]]:
    """Takes the pictures of a moving one, each to be seen for some milliseconds."""
    frames: list[Image.Image] = []
    lengths: list[int] = []

    def take(page: Page, milliseconds: int) -> None:
        page.evaluate(STAND_STILL, PASSING)
        taken = Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide")))
        frames.append(taken.convert("RGB").resize(FILM).quantize(128, dither=Image.Dither.NONE))
        lengths.append(milliseconds)

    yield take
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    first, *rest = frames
    file = SCREENSHOTS / "makkerbytte.gif"
    first.save(file, save_all=True, append_images=rest, duration=lengths, loop=0, optimize=True)
    assert file.stat().st_size < MOST_FILM


@pytest.fixture(scope="session")
def assert_accessible() -> Callable[[Page], None]:
    """Axe has nothing at all to complain of, however light."""
    axe = Axe()

    def assert_accessible(page: Page) -> None:
        found = axe.run(page).response["violations"]
        assert not found, [(one["id"], [n["html"] for n in one["nodes"]]) for one in found]

    return assert_accessible
