"""What somebody can use up or hold on to: as much as there is room for, and nobody is shut out."""

import json
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack, closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from select import select
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect
from tornado.httpclient import HTTPClientError

from toolkit.messages import Language, Translator
from toolkit.ui.serving.words import full

from .attacking import (
    OWN,
    Target,
    channel,
    deaf_channel,
    frame,
    in_a_loop,
    message,
    talk,
)
from .driving import PATIENCE_S, start_server, until

_ = Translator(Language.NB)
MOST = 2
A_WHILE_S = 2  # in which a server that takes anything takes something
PROGRAM = Path(sys.executable).with_name("makkerskap")
DASHBOARD = ("dashboard", "--no-browser", "--no-token")
GIVES_BACK = "MALLOC_MMAP_THRESHOLD_=4096"  # what is freed is the system's again, at once
LED_HERE = {
    "Sec-Fetch-Site": "cross-site",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
}
STRICT = """
import resource, sys
resource.setrlimit(resource.RLIMIT_NOFILE, (204, 204))
from toolkit.cli import run
from toolkit.ui.serving import connections
connections._TO_ASK_S = connections._TO_SEND_S = 2.0
sys.argv = ["makkerskap", "dashboard", "--no-browser", "--no-token"]
run()
"""


@pytest.fixture(scope="module")
def target() -> Iterator[Target]:
    """A dashboard that has room for a few pages, and has loaded what it needs to show one."""
    server = start_server("env", GIVES_BACK, PROGRAM, *DASHBOARD, "--pages", str(MOST))
    first = Target(server, Path())
    talk(first, first.open_page(), [])
    first.close_page()
    until(lambda: server.kernels() == 1)
    yield Target(server, Path())
    assert server.stop() == (0, "")  # whatever was tried, no log was written


@pytest.fixture(scope="module")
def strict() -> Iterator[Target]:
    """A dashboard that has few files, room for two pages by that, and little patience."""
    server = start_server(sys.executable, "-c", STRICT)
    yield Target(server, Path())
    assert server.stop() == (0, "")


@pytest.fixture
def calm(target: Target) -> Iterator[Target]:
    """The same, which afterwards has as many kernels, and about as many open files, as before.

    Of memory, about as much, for small things that are freed are not all given back.
    """
    until(lambda: target.server.kernels() == 1)
    files, memory = target.server.open_files(), target.server.memory()
    visitor = target.stranger()
    yield visitor
    for kernel in visitor.opened:
        visitor.ask(f"/voila/api/shutdown/{kernel}", "POST", **OWN)
    until(lambda: target.server.kernels() == 1)
    until(lambda: target.server.open_files() < files + 20)
    until(lambda: target.server.memory() < memory + 8_000_000)


@pytest.fixture
def elsewhere(target: Target) -> Iterator[str]:
    """Another site, whose page tries whatever makes a browser ask for the dashboard."""
    page = f"""<!DOCTYPE html>
        <link rel="prefetch" href="{target.server.address}?1">
        <link rel="prerender" href="{target.server.address}?2">
        <script type="speculationrules">{{"prerender": [{{"urls": ["{target.server.address}?3"]}}],
            "prefetch": [{{"urls": ["{target.server.address}?4"]}}]}}</script>
        <a target="_blank" rel="opener" href="{target.server.address}">Vinn en premie</a>
        <a target="_blank" href="{target.server.address}enter">Hent den</a>
        <iframe src="{target.server.address}"></iframe>
        <script>document.querySelector("a").onclick = () => {{
            for (let n = 0; n < 8; n++) open("{target.server.address}?popup" + n);
        }}</script>"""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class TestPages:
    def test_asking_for_the_page_makes_nothing(self, calm: Target) -> None:
        before = calm.server.kernels()
        for _time in range(3 * MOST):
            assert calm.ask("/").status == 200
            assert "kernelId" not in calm.ask("/", **LED_HERE).body
        assert calm.server.kernels() <= before

    def test_only_its_own_page_may_ask_for_a_kernel(self, calm: Target) -> None:
        assert calm.ask("/page").status == 405
        assert calm.ask("/page", "POST").status == 403
        assert calm.ask("/page", "OPTIONS", **OWN).status == 405
        for site in ("cross-site", "same-site"):
            assert calm.ask("/page", "POST", **OWN | {"Sec-Fetch-Site": site}).status == 403
        assert calm.ask("/page", "POST", **OWN, Origin="http://localhost:1").status == 403
        assert calm.server.kernels() == 1

    def test_another_site_gets_a_page_with_a_button(
        self, calm: Target, elsewhere: str, browser: Browser
    ) -> None:
        context = browser.new_context(locale="nb-NO")
        page = context.new_page()
        page.goto(elsewhere)
        with context.expect_page(lambda opened: "popup7" in opened.url) as popup:
            page.get_by_role("link", name="Vinn en premie").click()
        led = popup.value
        expect(led.get_by_role("heading")).to_have_text(_("Do you want to open the dashboard?"))
        assert led.evaluate("window.opener") is None
        assert calm.server.kernels() == 1
        led.get_by_role("link", name=_("Open")).click()
        expect(led.locator(".mk-app")).to_be_visible()
        kernel = calm.server.kernel_of(led)
        led.close(run_before_unload=True)
        kernel.wait(timeout=PATIENCE_S)
        context.close()

    def test_another_site_leads_nobody_past_that_button(
        self, calm: Target, elsewhere: str, browser: Browser
    ) -> None:
        context = browser.new_context(locale="nb-NO")
        page = context.new_page()
        page.goto(elsewhere)
        with context.expect_page() as popup:
            page.get_by_role("link", name="Hent den").click()
        expect(popup.value.get_by_role("link", name=_("Open"))).to_be_visible()
        assert calm.server.kernels() == 1
        context.close()

    def test_no_more_are_opened_than_there_is_room_for(self, calm: Target) -> None:
        for _time in range(MOST):
            calm.open_page()
        for _time in range(3):
            answer = calm.stranger().ask("/page", "POST", **OWN)
            assert answer.status == 503
            assert json.loads(answer.body)["reason"] == "full"
            assert "Set-Cookie" not in answer.headers
        assert calm.server.kernels() <= MOST + 1

    def test_who_comes_too_late_is_told_and_can_try_again(
        self, calm: Target, browser: Browser
    ) -> None:
        for _time in range(MOST):
            calm.open_page()
        context = browser.new_context(locale="nb-NO")
        page = context.new_page()
        page.goto(calm.server.address)
        notice = page.get_by_role("alert")
        expect(notice).to_contain_text(_(full(MOST)))
        calm.close_page()
        notice.get_by_role("button", name=_("Try again")).click()
        expect(page.locator(".mk-app")).to_be_visible()
        kernel = calm.server.kernel_of(page)
        page.close(run_before_unload=True)
        kernel.wait(timeout=PATIENCE_S)
        context.close()

    def test_impatience_makes_no_more_of_them(self, calm: Target) -> None:
        """Who presses F5 while the page loads leaves the kernel to the next who asks."""
        asking = b"POST /page HTTP/1.1\r\nHost: localhost\r\nX-Makkerskap: page\r\n\r\n"
        with calm.server.asleep():  # when it hears of the first, all have gone
            for _time in range(16):
                with socket.create_connection(("127.0.0.1", calm.port), timeout=PATIENCE_S) as line:
                    line.sendall(asking)
                    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        assert calm.ask("/").status == 200
        assert calm.server.kernels() <= 1 + 2
        for _time in range(MOST):
            calm.open_page()
        until(lambda: calm.server.kernels() == MOST + 1)


class TestAnotherUser:
    """Somebody who is logged in on the same machine, and reads in the list of its processes."""

    def test_a_kernel_answers_only_its_own_browser(self, calm: Target) -> None:
        kernel = calm.open_page()
        stranger = calm.stranger()
        stranger.open_page()
        for somebody in (stranger, calm.stranger()):
            assert somebody.ask(f"/api/kernels/{kernel}").status == 403
            assert somebody.ask(f"/voila/api/shutdown/{kernel}", "POST", **OWN).status == 403
            with pytest.raises(HTTPClientError) as refused:
                talk(somebody, kernel, [])
            assert refused.value.code == 403
        assert "AnyModel" in talk(calm, kernel, []).models
        stranger.close_page()

    def test_a_page_that_is_ready_answers_nobody(self, calm: Target) -> None:
        (ready,) = calm.server.kernel_ids()
        assert calm.ask(f"/api/kernels/{ready}").status == 404
        assert calm.ask(f"/voila/api/shutdown/{ready}", "POST", **OWN).status == 404


class TestConnections:
    def test_a_thousand_that_say_nothing_shut_nobody_out(self, calm: Target) -> None:
        with ExitStack() as lines:
            for _number in range(1200):
                line = socket.create_connection(("127.0.0.1", calm.port), timeout=PATIENCE_S)
                lines.enter_context(closing(line))
                line.sendall(b"GET / HTTP/1.1\r\nHost: ")
            assert calm.ask("/").status == 200
            assert calm.server.open_files() < 600
            calm.open_page()

    def test_who_never_ends_his_request_is_dropped(self, strict: Target) -> None:
        halves = (
            b"",
            b"GET / HTTP/1.1\r\n",
            b"POST /page HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n",
        )
        with ExitStack() as lines:
            opened = [
                lines.enter_context(
                    socket.create_connection(("127.0.0.1", strict.port), timeout=60)
                )
                for _half in halves
            ]
            for line, half in zip(opened, halves, strict=True):
                line.sendall(half)
            for line in opened:
                assert line.recv(1000) == b""

    def test_who_asks_faster_than_is_answered_has_to_wait(self, calm: Target) -> None:
        kernel = calm.open_page()
        process = calm.server.kernel(kernel)
        enough = calm.server.memory() + 64_000_000
        padded = {"comm_id": uuid4().hex, "data": {"method": "x" * 8_000}}
        asking = frame(message("shell", "comm_msg", padded))
        with deaf_channel(calm, kernel) as line:
            line.sendall(asking)
            heard = b""
            while b"comm_msg" not in heard:  # then the line is open
                heard += line.recv(65536)
            line.setblocking(False)
            left = asking
            process.suspend()
            while select([], [line], [], A_WHILE_S)[1]:
                left = left[line.send(left) :] or asking
                assert calm.server.memory() < enough
            process.resume()
        assert "AnyModel" in talk(calm, kernel, []).models

    def test_a_page_has_few_lines_to_its_kernel(self, calm: Target) -> None:
        kernel = calm.open_page()

        async def open_many() -> None:
            async with AsyncExitStack() as stack:
                lines = [await stack.enter_async_context(channel(calm, kernel)) for _ in range(9)]
                for line in lines[:-3]:
                    while await line.read_message() is not None:
                        pass  # until it is closed

        in_a_loop(open_many())
        assert "AnyModel" in talk(calm, kernel, []).models


def test_where_files_are_scarce_it_says_full_and_goes_on(strict: Target) -> None:
    while (answer := strict.ask("/page", "POST", **OWN)).status == 200:
        strict.remember(answer)
    assert answer.status == 503
    assert json.loads(answer.body)["reason"] == "full"
    assert len(strict.opened) == 2
    assert "AnyModel" in talk(strict, strict.opened[-1], []).models
    assert strict.ask("/").status == 200
