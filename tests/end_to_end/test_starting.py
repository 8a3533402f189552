"""A page that cannot be started says why, and at once; what is typed stays in the page."""

import re
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from chromium import CHROMIUM_FLAGS
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from toolkit.messages import Language, Translator
from toolkit.ui.serving.words import words

from .driving import (
    DASHBOARD,
    PATIENCE_S,
    SERVE,
    Server,
    Watch,
    kernel_id_of,
    start_dashboard,
    start_notebook,
    start_server,
    start_with_browser,
    until,
    write_notebook,
)

SAID = words(Language.NB, 1)
CANARY = "Kanarifugl"
CONTROL = "Kontroll"
FAULTS = (
    ("ValueError", f"raise ValueError('{CANARY}')", "failed"),
    ("MemoryError", "raise MemoryError", "memory"),
    ("OSError", "raise OSError(28, 'No space left on device')", "space"),
)
DIES = ("", "import os; os._exit(1)", "died")
DOOR = """
from pathlib import Path
from IPython.display import display
from ipywidgets import Button
from toolkit.ui.screens.entrance import Door
def do(*_given): exec(Path("fault.py").read_text("utf-8"))
button = Button(description="Feil")
button.on_click(do)
display(Door(do, lambda: None), button)
"""

# As on a system that forks badly, or not at all.
SPAWNED = f"""
from toolkit.ui.serving import start
from toolkit.ui.serving.spawned import Spawned
start.processes_of = Spawned
{SERVE}
"""


def told(reason: str, kind: str) -> str:
    return SAID[reason].replace("{kind}", kind)


def test_a_notebook_that_fails_is_told_at_once(browser: Browser, tmp_path: Path) -> None:
    mark = tmp_path / "tried"
    notebook = write_notebook(tmp_path, f"open({str(mark)!r}, 'w').close(); raise KeyError")
    server = start_notebook(notebook)
    until(mark.exists)  # it makes one before anyone asks
    page = browser.new_page()
    for kind, code, reason in (*FAULTS, DIES):
        until(lambda: server.kernels() == 0)
        write_notebook(tmp_path, code)
        page.goto(server.address)
        expect(page.get_by_role("alert")).to_contain_text(told(reason, kind))
        expect(page.locator("#mk-loading")).to_be_hidden()
    page.close()
    until(lambda: server.kernels() == 0)
    status, printed = server.stop()
    assert status == 0
    # In one line each, without what was in the error.
    assert printed.splitlines() == [told(reason, kind) for kind, _code, reason in (*FAULTS, DIES)]


def test_the_first_page_is_begun_with_the_program(browser: Browser) -> None:
    server = start_dashboard()
    until(lambda: server.kernels() == 1)
    (begun,) = server.kernel_ids()
    page = browser.new_page()
    page.goto(server.address)
    expect(page.locator(".mk-app")).to_be_visible()
    assert server.kernel_of(page) == server.kernel(begun)
    page.close()
    assert server.stop() == (0, "")


def test_where_nothing_is_forked_each_page_begins_by_itself(
    browser: Browser, tmp_path: Path
) -> None:
    server = start_server(sys.executable, "-c", SPAWNED, DASHBOARD, folder=tmp_path)
    for _time in range(2):
        page = browser.new_page()
        page.goto(server.address)
        expect(page.locator(".mk-app")).to_be_visible()
        kernel = server.kernel_of(page)
        page.close()
        kernel.wait(timeout=PATIENCE_S)
    assert server.stop() == (0, "")


def test_the_scripts_are_fetched_beside_the_page(server: Server, browser: Browser) -> None:
    page = browser.new_page()
    held: list[Route] = []
    page.route("**/page", lambda route: held.append(route))
    with page.expect_response(re.compile(r"/voila/static/\d+\.voila\.js$")):
        page.goto(server.address)
    expect(page.locator("#mk-loading")).to_be_visible()
    (asked,) = held
    asked.continue_()
    expect(page.locator(".mk-app")).to_be_visible()
    page.unroute_all()  # or its last word, which frees its kernel, is held as well
    page.close()


def test_what_was_begun_ends_with_a_program_that_is_killed() -> None:
    server = start_dashboard()
    until(lambda: server.kernels() == 1)
    (begun,) = server.kernel_ids()
    process = server.kernel(begun)
    server.end()
    until(lambda: not process.is_running())


def test_a_dashboard_that_fails_is_told_at_once(browser: Browser, tmp_path: Path) -> None:
    fault = tmp_path / "fault.py"
    server = start_notebook(write_notebook(tmp_path, DOOR))
    page = browser.new_page()
    for kind, code, reason in FAULTS:
        fault.write_text(code, "utf-8")
        page.goto(server.address)
        expect(page.get_by_role("alert")).to_contain_text(told(reason, kind))
    fault.write_text("button.add_class('mk-app')", "utf-8")  # then the page is there
    page.goto(server.address)
    expect(page.locator(".mk-app")).to_be_visible()
    fault.write_text("1 / 0", "utf-8")
    page.get_by_role("button", name="Feil").click()
    expect(page.get_by_role("alert")).to_contain_text(SAID["trouble"])
    page.close()
    assert server.stop() == (0, "")


def test_a_file_that_is_too_large_is_not_sent(page: Page, server: Server, tmp_path: Path) -> None:
    large = tmp_path / "klasse.csv"
    with large.open("wb") as file:
        file.truncate(200_000_000)
    sent: list[int] = []
    page.on("websocket", lambda line: line.on("framesent", lambda data: sent.append(len(data))))
    choose = page.get_by_role("button", name=Translator(Language.NB)("Choose a file")).first
    with page.expect_file_chooser() as chooser:
        choose.click()
    before = server.kernel_of(page).memory_full_info().uss
    chooser.value.set_files(large)
    expect(page.locator("#mk-too-big")).to_have_text(SAID["too_big"].replace("{most}", "20"))
    assert server.kernel_of(page).memory_full_info().uss < before + 5_000_000
    small = tmp_path / "klasse8.csv"
    small.write_text("Navn\n" + "".join(f"Elev {letter}\n" for letter in "ABCDEFGH"), "utf-8")
    with page.expect_file_chooser() as chooser:
        choose.click()
    chooser.value.set_files(small)
    expect(page.locator("#mk-too-big")).to_have_count(0)
    assert sum(sent) < 1_000_000


def profile_after(
    address: str,
    browser: Browser,
    folder: Path,
    do: Callable[[Page], None] = lambda page: None,
    code: str = "",
    begin: Callable[[BrowserContext], None] = lambda context: None,
) -> dict[str, str]:
    """What stands in the files of a browser that was at the dashboard, and is closed, by name."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    context = browser.browser_type.launch_persistent_context(
        folder,
        executable_path=next(filter(None, found)),
        args=CHROMIUM_FLAGS,
        locale="nb-NO",
    )
    begin(context)
    page = context.pages[0]
    page.goto(address)
    if code:
        page.get_by_role("textbox").fill(code)
        page.get_by_role("button").click()
    expect(page.locator(".mk-app")).to_be_visible()
    do(page)
    context.close()
    return written_in(folder)


def written_in(folder: Path) -> dict[str, str]:
    """All texts in the files of a folder, however they are written, by the names of the files."""
    contents = {}
    for file in folder.rglob("*"):
        with suppress(FileNotFoundError):  # a browser that runs deletes some
            if file.is_file() and not file.is_socket():
                contents[file.name] = file.read_bytes()
    return {
        name: "".join(
            (
                content.decode("latin-1"),
                content.decode("utf-16-le", "ignore"),
                content[1:].decode("utf-16-le", "ignore"),
            )
        )
        for name, content in contents.items()
    }


def test_what_is_typed_is_not_kept_by_the_browser(
    server: Server, browser: Browser, tmp_path: Path
) -> None:
    kinds = {
        "input": "<input type='text'>",
        "textarea": "<textarea></textarea>",
        "select": f"<select><option>a</option><option>{CANARY}select</option></select>",
        "control": "<textarea></textarea>",
    }

    def fill_in(page: Page) -> None:
        for kind, html in kinds.items():
            page.evaluate(
                """([kind, html]) => {
                    const place = document.createElement("div");
                    document.querySelector(".mk-app").append(place);
                    place.innerHTML = html;
                    place.firstChild.id = kind;
                }""",
                [kind, html],
            )
        page.locator("#input").fill(f"{CANARY}input")
        page.locator("#textarea").fill(f"{CANARY}textarea")
        page.locator("#select").select_option(f"{CANARY}select")
        # One that is not kept out, so that it is seen that the browser keeps what it may.
        page.locator("#control").evaluate(
            "field => ['form', 'autocomplete'].forEach((name) => field.removeAttribute(name))"
        )
        page.locator("#control").fill(CONTROL)
        kernel = server.kernel_of(page)
        page.goto("about:blank")  # a page that is only loaded anew keeps nothing
        # Both in their own time, and neither once the browser is gone.
        until(lambda: not kernel.is_running())
        until(lambda: any(CONTROL in content for content in written_in(profile).values()))

    profile = tmp_path / "profil"
    kept = profile_after(server.address, browser, profile, fill_in)
    assert any(CONTROL in content for content in kept.values())
    assert [name for name, content in kept.items() if CANARY in content] == []


def test_a_token_that_the_browser_has_kept_is_worthless(browser: Browser, tmp_path: Path) -> None:
    server = start_dashboard("--token")
    token = server.address.partition("=")[2]
    kept = profile_after(server.address, browser, tmp_path / "profil")
    assert any(token in content for content in kept.values())  # it was at that address
    for address in (server.address, server.address.partition("?")[0]):
        page = browser.new_page()
        answer = page.goto(address)
        assert answer
        assert answer.status == 403
        page.close()
    assert server.stop() == (0, "")


def test_the_browser_that_the_program_starts_never_has_the_token_in_its_files(
    browser: Browser, tmp_path: Path
) -> None:
    """Not either where the browser writes down what it shows on its way in."""
    server, link = start_with_browser(tmp_path)
    home, _is, token = server.address.partition("?token=")
    profile = tmp_path / "profil"

    def hold(context: BrowserContext) -> None:
        context.route(home, go_on_when_it_is_written_down)

    def has_one_cookie(page: Page) -> None:
        assert [cookie["sameSite"] for cookie in page.context.cookies()] == ["Strict"]

    def is_written_down() -> bool:
        return any(
            f"{home}enter" in content
            for name, content in written_in(profile).items()
            if name.startswith("Session")
        )

    def go_on_when_it_is_written_down(route: Route) -> None:
        until(is_written_down)
        route.continue_()

    kept = profile_after(link, browser, profile, has_one_cookie, begin=hold)
    assert any(home in content for content in kept.values())
    assert [name for name, content in kept.items() if token in content] == []
    assert server.stop() == (0, "")


def test_a_code_that_is_typed_is_not_kept_by_the_browser(browser: Browser, tmp_path: Path) -> None:
    """Where many are given one address, its token goes on serving; the code is in no address."""
    server = start_dashboard("--host", "0.0.0.0")  # noqa: S104  # where a code is given
    assert server.process.stdout
    (code,) = re.findall(r"\b\w{4}-\w{4}-\w{4}\b", server.process.stdout.readline())
    token = server.address.partition("?token=")[2]
    address = f"http://localhost:{urlsplit(server.address).port}/"
    led_on = list[int]()  # at once: a page between would be kept with what was sent for it

    def count(page: Page) -> None:
        led_on.append(page.evaluate("performance.getEntriesByType('navigation')[0].redirectCount"))

    kept = profile_after(address, browser, tmp_path / "profil", count, code)
    assert led_on == [1]
    assert any(address in content for content in kept.values())
    assert [name for name, content in kept.items() if code in content or token in content] == []
    assert server.stop() == (0, "")


def test_a_page_that_hears_of_no_widget_begins_again_by_itself_and_once(
    server: Server, browser: Browser
) -> None:
    def spoil(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, body=re.sub(r'("model_id": ?)"\w+"', r'\1"none"', answer.text())
        )

    context = browser.new_context()
    page = context.new_page()
    page.route("**/page", spoil, times=1)
    page.goto(server.address)
    expect(page.locator(".mk-app")).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()
    page.route("**/page", spoil)
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text(SAID["error"])
    expect(page.get_by_text("Error displaying widget")).to_have_count(0)
    page.unroute("**/page")
    page.get_by_role("alert").get_by_role("button").click()
    expect(page.locator(".mk-app")).to_be_visible()
    server.leave(context)


def rests(process: psutil.Process) -> bool:
    """Whether a process has nothing to do for a second."""
    before = process.cpu_times()
    time.sleep(1)
    return process.cpu_times() == before


@pytest.mark.parametrize("seconds", [0, 4])  # Jupyter looks every three
def test_what_was_ready_and_has_died_is_shown_to_nobody(
    seconds: int, server: Server, browser: Browser, watch: Watch
) -> None:
    """Jupyter would begin another kernel in its name, which knows of no widget."""
    until(lambda: server.kernels() == 1)
    (ready,) = server.kernel_ids()
    until(lambda: rests(server.kernel(ready)), "its page was never ready")

    def kill(route: Route) -> None:
        kernel = server.kernel(ready)
        kernel.kill()
        kernel.wait(PATIENCE_S)
        time.sleep(seconds)
        route.continue_()

    context = browser.new_context(locale="nb-NO")
    watch.follow(context)
    page = context.new_page()
    page.route("**/page", kill, times=1)
    page.goto(server.address)
    expect(page.locator(".mk-app")).to_be_visible()
    assert kernel_id_of(page) not in ("", ready)
    server.leave(context)
    assert watch.errors == []


def test_widgets_that_a_slow_machine_begins_late_still_hear_their_kernel(
    server: Server, browser: Browser, watch: Watch
) -> None:
    """What anywidget allows a widget, two seconds, is over here before the first can begin."""
    context = browser.new_context(locale="nb-NO")
    context.add_init_script(
        "const { timeout } = AbortSignal;"
        "AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms > 2000 ? ms : 0);"
    )
    watch.follow(context)
    page = context.new_page()
    page.goto(server.address)
    expect(page.locator(".mk-app")).to_be_visible()
    page.wait_for_timeout(1000)  # the last widget has begun
    server.leave(context)
    assert watch.errors == []


def test_a_widget_that_came_while_its_seeker_slept_is_found(
    server: Server, browser: Browser, watch: Watch
) -> None:
    """It is looked for every tenth of a second, and not after two: here the first nap is longer."""
    context = browser.new_context(locale="nb-NO")
    context.add_init_script(
        "const { setTimeout } = window;"
        "window.setTimeout = (wake, ms, ...rest) =>"
        " setTimeout.call(window, wake, ms === 100 ? 5000 : ms, ...rest);"
    )
    watch.follow(context)
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(server.address)
    expect(page.locator(".mk-app")).to_be_visible()
    assert asked.count("/page") == 1
    server.leave(context)
    assert watch.errors == []
