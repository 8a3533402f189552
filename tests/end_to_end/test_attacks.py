"""What somebody who should not can get out of a running dashboard: nothing."""

import json
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from jupyter_server.services.kernels.connection.base import (
    serialize_msg_to_ws_v1,
)
from playwright.sync_api import BrowserContext, Page, expect
from tornado.httpclient import HTTPClientError

from toolkit.messages import Language, Translator
from toolkit.ui.serving.words import words

from .attacking import (
    CANARY,
    Target,
    first_word,
    in_a_loop,
    talk,
    widget_state,
)
from .driving import DASHBOARD, start_dashboard, start_notebook, start_with_browser

_ = Translator(Language.NB)
SAID = words(Language.NB, 1)
NOT_ENCRYPTED = ["Whoever has this address can use the dashboard.", "The traffic is not encrypted."]
CODE = r"\b\w{4}-\w{4}-\w{4}\b"
ASSETS = [
    "/voila/static/voila.js",
    "/voila/static/plotly.min.js",
    "/voila/templates/makkerskap/static/makkerskap.css",
    "/voila/templates/makkerskap/static/icon.svg",
]
A_KERNEL = "0f4b1c9e-6a0e-4c55-9d7f-2b0a3a1e9c77"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the dashboard where everything else that lies about is a canary."""
    folder = tmp_path_factory.mktemp("skole")
    notebook = json.loads(DASHBOARD.read_text("utf-8"))
    first = notebook["cells"][0]
    first["source"] = ["".join(first["source"]), f"\n# {CANARY}"]
    (folder / "koordinator.ipynb").write_text(json.dumps(notebook), "utf-8")
    for name in ("elever.csv", "makkerskap.db", "bilde.png", "index.html"):
        (folder / name).write_text(f"{CANARY};{name}", "utf-8")
    shutil.copytree(folder, folder / "sample_data")
    return folder


@pytest.fixture(scope="module")
def on_localhost(folder: Path) -> Iterator[Target]:
    server = start_notebook(folder / "koordinator.ipynb")
    yield Target(server, folder)
    assert server.stop() == (0, "")  # whatever was tried, no log was written


@pytest.fixture(scope="module")
def kernel(on_localhost: Target) -> str:
    """The kernel of one page: what an attack does to it shows when it is asked for its widgets."""
    return on_localhost.open_page()


@pytest.fixture(scope="module")
def on_network(folder: Path) -> Iterator[Target]:
    """A dashboard for other machines too, before anyone has shown a token."""
    server = start_dashboard("--host", "0.0.0.0", folder=folder)  # noqa: S104  # is what we test
    assert server.process.stdout
    told = server.process.stdout.readline()
    assert told.startswith(" ".join(_(one) for one in NOT_ENCRYPTED))
    yield Target(server, folder, code=re.findall(CODE, told)[0])
    assert server.stop() == (0, "")


@pytest.fixture(scope="module")
def inside(on_network: Target) -> Target:
    """The same dashboard for somebody who has come in with the token."""
    answer = on_network.ask(f"/?{urlsplit(on_network.server.address).query}")
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    return Target(on_network.server, on_network.folder, cookie)


class TestFiles:
    @pytest.mark.parametrize("path", ASSETS)
    def test_the_page_gets_its_own(self, on_localhost: Target, path: str) -> None:
        answer = on_localhost.ask(path)
        assert answer.status == 200
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert len(answer.body) > 100

    @pytest.mark.parametrize(
        "path",
        [
            "/koordinator.ipynb",
            "/elever.csv",
            "/makkerskap.db",
            "/sample_data/elever.csv",
            "/index.html",
            "/files/elever.csv",
            "/voila/files/elever.csv",
            "/voila/files/bilde.png",  # Voilà serves pictures to anyone
            "/voila/files/koordinator.ipynb",
            "/voila/render/koordinator.ipynb",
            "/voila/tree",
            "/voila/api/contents",
            "/voila/api/themes/@jupyterlab/theme-light-extension/index.css",
            f"/voila/query/{A_KERNEL}",
            f"/voila/execution/{A_KERNEL}",
            "/voila/static",
            "/voila/static/",
            "/voila/static/index.html",
            "/voila/static/143.voila.js.LICENSE.txt",
            "/voila/templates/",
            "/voila/templates/makkerskap/",
            "/voila/templates/makkerskap/index.html.j2",
            "/voila/templates/makkerskap/conf.json",
            "/voila/templates/makkerskap/static/",
            "/voila/templates/lab/static/voila.js",
            "/voila/labextensions/",
            "/voila/labextensions/anywidget/package.json",
            "/voila/labextensions/anywidget/static/",
            "/voila/labextensions/jupyterlab-plotly/package.json",
            "/api",
            "/api/contents",
            "/api/contents/elever.csv",
            "/api/kernels",
            f"/api/kernels/{A_KERNEL}",
            f"/api/kernels/{A_KERNEL}/restart",
            "/api/kernelspecs",
            "/api/me",
            "/api/sessions",
            "/api/status",
            "/api/terminals",
            "/lab",
            "/login",
            "/logout",
            "/metrics",
            "/nbconvert/html/koordinator.ipynb",
            "/static/favicon.ico",
            "/terminals/websocket/1",
            "/tree",
        ],
    )
    def test_nothing_else_has_an_address(self, on_localhost: Target, path: str) -> None:
        assert on_localhost.ask(path).status == 404

    @pytest.mark.parametrize(
        "start", ["/", *(path.rpartition("/")[0] + "/" for path in ASSETS[1:3])]
    )
    @pytest.mark.parametrize(
        "up",
        [
            "../",
            "%2e%2e/",
            "..%2f",
            "%2e%2e%2f",
            "%252e%252e%252f",
            "..\\",
            "..%5c",
            "....//",
            "..;/",
        ],
    )
    def test_no_path_leads_out(self, on_localhost: Target, start: str, up: str) -> None:
        file = (on_localhost.folder / "elever.csv").as_posix()
        for levels in (0, 1, 2, 12):
            assert on_localhost.ask(start + up * levels + file).status == 404
            assert on_localhost.ask(start + up * levels + file[1:]).status == 404

    @pytest.mark.parametrize("path", ["/", *ASSETS[:1], "/api/kernels"])
    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST", "TRACE"])
    def test_nothing_can_be_changed(self, on_localhost: Target, method: str, path: str) -> None:
        assert on_localhost.ask(path, method).status in (404, 405)

    def test_a_large_request_is_not_received(self, on_localhost: Target) -> None:
        answer = on_localhost.ask("/", "POST", Content_Length=str(2**30))
        assert answer.status in (400, 413)


class TestThePage:
    def test_is_kept_by_nobody_and_asks_nobody_else(self, on_localhost: Target) -> None:
        answer = on_localhost.ask("/")
        assert answer.status == 200
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self' blob:;" in policy
        assert "Set-Cookie" not in answer.headers

    def test_an_error_page_is_no_way_in_either(self, on_localhost: Target) -> None:
        answer = on_localhost.ask("/<script>alert(1)</script>")
        assert answer.status == 404
        assert "<script" not in answer.body
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


class TestOtherSites:
    @pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8866", "[::1]:8866"])
    def test_its_own_names_are_answered(self, on_localhost: Target, host: str) -> None:
        assert on_localhost.ask(ASSETS[0], Host=host).status == 200

    @pytest.mark.parametrize(
        "host",
        [
            "attacker.example",
            "attacker.example:8866",
            "localhost.attacker.example",
            "127.0.0.1.attacker.example",
            "localhost@attacker.example",
            "localhost.",
            "10.0.0.1",
        ],
    )
    @pytest.mark.parametrize("path", ["/", ASSETS[0], f"/api/kernels/{A_KERNEL}/channels"])
    def test_other_names_are_refused(self, on_localhost: Target, host: str, path: str) -> None:
        answer = on_localhost.ask(path, Host=host)
        assert answer.status in (400, 403)
        assert "kernelId" not in answer.body

    @pytest.mark.parametrize(
        "headers",
        [
            {"Origin": "http://attacker.example"},
            {"Origin": "http://localhost:1"},  # another program's page on this machine
            {"Origin": "null"},
            {"Origin": "http://["},
            {
                "Sec-Fetch-Site": "cross-site",
                "Sec-Fetch-Mode": "no-cors",
                "Sec-Fetch-Dest": "image",
            },
            {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
            {
                "Sec-Fetch-Site": "cross-site",
                "Sec-Fetch-Mode": "navigate",
                "Sec-Fetch-Dest": "iframe",
            },
        ],
        ids=str,
    )
    def test_other_pages_can_not_use_it(
        self, on_localhost: Target, headers: dict[str, str]
    ) -> None:
        for method, path in (
            ("GET", "/"),
            ("GET", ASSETS[0]),
            ("POST", f"/voila/api/shutdown/{A_KERNEL}"),
            ("GET", f"/api/kernels/{A_KERNEL}/channels"),
        ):
            assert on_localhost.ask(path, method, **headers).status == 403

    def test_another_page_may_link_to_it(self, on_localhost: Target) -> None:
        link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
        assert on_localhost.ask("/", **link, Sec_Fetch_Dest="document").status == 200

    def test_a_closing_page_can_free_its_kernel(self, on_localhost: Target) -> None:
        path = f"/voila/api/shutdown/{on_localhost.open_page()}"
        own = {"Origin": f"http://localhost:{on_localhost.port}", "Sec-Fetch-Site": "same-origin"}
        assert on_localhost.ask(path, "POST", **own).status == 204
        assert on_localhost.ask(path, "POST", **own).status == 404


class TestOtherMachines:
    def test_only_this_machine_is_answered_without_a_word(self, on_localhost: Target) -> None:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", on_localhost.port), timeout=5).close()

    def test_others_are_answered_when_told_so(self, on_network: Target) -> None:
        socket.create_connection(("127.0.0.2", on_network.port), timeout=5).close()

    @pytest.mark.parametrize(
        "path",
        [
            "/",
            "/?token=",
            "/?token=wrong",
            "/?token=None",
            "/elever.csv",
            "/login",
            "/api/kernels",
            f"/api/kernels/{A_KERNEL}",
            f"/api/kernels/{A_KERNEL}/channels",
            *ASSETS,
        ],
    )
    @pytest.mark.parametrize("cookie", ["", "makkerskap-{port}=wrong", "makkerskap-{port}=æ"])
    def test_nothing_is_answered_without_the_token(
        self, on_network: Target, path: str, cookie: str
    ) -> None:
        answer = on_network.ask(path, Cookie=cookie.format(port=on_network.port))
        assert answer.status == 403
        assert _("This address does not open the dashboard") in answer.body
        assert "kernelId" not in answer.body
        assert "Set-Cookie" not in answer.headers

    def test_the_token_lets_in_and_is_kept_from_scripts(self, on_network: Target) -> None:
        token = urlsplit(on_network.server.address).query
        assert len(token) > len("token=") + 128 // 6
        answer = on_network.ask(f"/?{token}")
        assert answer.status == 200
        assert {"HttpOnly", "SameSite=Strict"} <= set(answer.headers["Set-Cookie"].split("; "))
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer.headers["Cache-Control"]

    @pytest.mark.parametrize(("path", "status"), [("/", 200), *((one, 200) for one in ASSETS)])
    def test_who_is_inside_gets_the_page(self, inside: Target, path: str, status: int) -> None:
        assert inside.ask(path).status == status

    @pytest.mark.parametrize("path", ["/elever.csv", "/voila/files/bilde.png", "/api/kernels"])
    def test_who_is_inside_gets_no_more(self, inside: Target, path: str) -> None:
        assert inside.ask(path).status == 404

    @pytest.mark.parametrize(
        ("host", "status"),
        [
            ("localhost", 200),
            ("127.0.0.1", 200),  # where the request arrives
            ("{machine}", 200),
            ("127.0.0.2", 403),
            ("attacker.example", 403),
        ],
    )
    def test_only_its_own_names_are_answered(self, inside: Target, host: str, status: int) -> None:
        name = host.format(machine=socket.gethostname())
        assert inside.ask(ASSETS[0], Host=f"{name}:{inside.port}").status == status

    def test_another_user_of_the_machine_does_not_see_the_token(self, tmp_path: Path) -> None:
        """A browser is started with its address on a command line that everyone can read."""
        server, link = start_with_browser(tmp_path)
        file = Path(link.removeprefix("file://"))
        token = urlsplit(server.address).query.removeprefix("token=")
        assert token not in link
        assert f'value="{token}"' in file.read_text("utf-8")
        assert file.stat().st_mode & 0o077 == 0
        assert server.stop() == (0, "")
        assert not file.exists()

    def test_the_kernel_is_told_where_the_workspace_is_and_nobody_else(self) -> None:
        secret = "postgresql://skole:hemmelig@db.example/makkerskap"  # of nobody
        server = start_dashboard("--workspace", secret)
        target = Target(server, Path())
        kernel = server.kernel(target.open_page())
        assert kernel.environ()["MAKKERSKAP_WORKSPACE"] == secret
        assert "hemmelig" not in server.address + target.ask("/").body + target.ask("/no").body
        assert server.stop() == (0, "")

    def test_a_cookie_from_another_start_is_worth_nothing(self, inside: Target) -> None:
        again = start_dashboard("--token")
        other = Target(again, inside.folder, inside.cookie)
        value = inside.cookie.partition("=")[2]
        try:
            assert other.ask("/").status == 403
            assert other.ask("/", Cookie=f"makkerskap-{other.port}={value}").status == 403
            assert other.ask(f"/?{urlsplit(again.address).query}").status == 200
        finally:
            again.stop()

    def test_the_browser_forgets_the_address(
        self, on_network: Target, open_context: Callable[[], BrowserContext]
    ) -> None:
        page = open_context().new_page()
        page.goto(
            f"http://localhost:{on_network.port}/?{urlsplit(on_network.server.address).query}"
        )
        expect(page.locator(".mk-app")).to_be_visible()
        assert page.url == f"http://localhost:{on_network.port}/"
        page.reload()
        expect(page.locator(".mk-app")).to_be_visible()

    def test_who_types_the_code_comes_in(
        self,
        on_network: Target,
        open_context: Callable[[], BrowserContext],
        assert_accessible: Callable[[Page], None],
    ) -> None:
        page = open_context().new_page()
        page.goto(f"http://localhost:{on_network.port}/")
        field = page.get_by_label(_("The code, or the whole address, from the program's window"))
        field.fill("abcd-efgh-jkmn")
        field.press("Enter")
        expect(page.locator("main")).to_contain_text(SAID["code_wrong"])
        assert page.context.cookies() == []
        assert_accessible(page)
        field.fill(on_network.code.upper())
        page.get_by_role("button", name=_("Open")).click()
        expect(page.locator(".mk-app")).to_be_visible()
        assert page.url == f"http://localhost:{on_network.port}/"

    def test_a_link_in_a_letter_lets_in(
        self, on_network: Target, open_context: Callable[[], BrowserContext], tmp_path: Path
    ) -> None:
        letter = tmp_path / "brev.html"
        # Once: a short name of the machine may stand in the token, too.
        address = on_network.server.address.replace(socket.gethostname(), "localhost", 1)
        letter.write_text(f'<a href="{address}">Makkerskap</a>', "utf-8")
        page = open_context().new_page()
        page.goto(letter.as_uri())
        page.get_by_role("link").click()
        expect(page.locator(".mk-app")).to_be_visible()
        assert "token" not in page.url

    def test_who_has_no_token_is_told_where_it_is(
        self,
        on_network: Target,
        open_context: Callable[[], BrowserContext],
        assert_accessible: Callable[[Page], None],
    ) -> None:
        page = open_context().new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"http://localhost:{on_network.port}/")
        expect(page.get_by_role("heading")).to_have_text(
            _("This address does not open the dashboard")
        )
        assert_accessible(page)
        assert not [url for url in asked if not url.startswith("data:")][1:]


@pytest.fixture
def open_context(browser: Any) -> Iterator[Callable[[], BrowserContext]]:
    contexts: list[BrowserContext] = []

    def open_context() -> BrowserContext:
        contexts.append(browser.new_context())
        return contexts[-1]

    yield open_context
    for context in contexts:
        context.close()


class TestTheChannel:
    """The line between a page and its kernel, held by somebody with a program of his own."""

    def test_widgets_are_heard(self, on_localhost: Target, kernel: str) -> None:
        assert "AnyModel" in talk(on_localhost, kernel, []).models

    @pytest.mark.parametrize("channel", ["shell", "control", "stdin", "iopub"])
    def test_no_code_is_run_and_nothing_is_answered(
        self, on_localhost: Target, kernel: str, channel: str, tmp_path: Path
    ) -> None:
        mark = tmp_path / "mark"
        code = f"open({str(mark)!r}, 'w').close()"
        attacks = [
            ("execute_request", {"code": code, "silent": False, "user_expressions": {"a": code}}),
            ("complete_request", {"code": "imp", "cursor_pos": 3}),
            ("inspect_request", {"code": "open", "cursor_pos": 4, "detail_level": 1}),
            ("history_request", {"hist_access_type": "tail", "n": 9, "output": True}),
            ("is_complete_request", {"code": "1"}),
            ("debug_request", {"type": "request", "seq": 1, "command": "initialize"}),
            ("input_reply", {"value": code}),
            ("interrupt_request", {}),
            ("create_subshell_request", {}),
            ("usage_request", {}),
            ("shutdown_request", {"restart": False}),
        ]
        heard = talk(on_localhost, kernel, [(channel, *attack) for attack in attacks])
        assert "AnyModel" in heard.models
        assert heard.answered == []
        assert not mark.exists()

    @pytest.mark.parametrize(
        ("target", "data"),
        [
            ("jupyter.widget", {"state": None}),
            ("os.system", {}),
            ("jupyter.widget.control.more", {}),
            (None, {}),
        ],
    )
    def test_nobody_makes_widgets_of_his_own(
        self, on_localhost: Target, kernel: str, target: str | None, data: dict[str, object]
    ) -> None:
        if "state" in data:
            data = {"state": widget_state("AudioModel", "AudioView")}
        opening = {"comm_id": uuid4().hex, "target_name": target, "data": data}
        heard = talk(on_localhost, kernel, [("shell", "comm_open", opening)])
        assert "AnyModel" in heard.models
        assert "AudioModel" not in heard.models
        assert heard.answered == []

    @pytest.mark.parametrize(
        "noise",
        [
            "",
            '{"channel": "shell", "header": {"msg_type": "execute_request"}}',
            b"",
            b"\xff" * 8,
            b"\x06" + b"\x00" * 7,
            b"\x06" + b"\x00" * 200,
            (2**40).to_bytes(8, "little") + b"\x00" * 64,
            serialize_msg_to_ws_v1([b"[]", b"{}", b"{}", b"{}"], "shell"),
            serialize_msg_to_ws_v1([b"\xff", b"{}", b"{}", b"{}"], "shell"),
            serialize_msg_to_ws_v1([b'{"msg_type": []}', b"{}", b"{}", b"{}"], "shell"),
        ],
        ids=range(10),
    )
    def test_noise_is_no_harm(self, on_localhost: Target, kernel: str, noise: str | bytes) -> None:
        assert "AnyModel" in talk(on_localhost, kernel, [], noise).models

    def test_the_older_protocol_is_not_spoken(self, on_localhost: Target, kernel: str) -> None:
        assert in_a_loop(first_word(on_localhost, kernel)) is not None
        assert in_a_loop(first_word(on_localhost, kernel, protocol=None)) is None

    def test_a_kernel_has_to_be_known(self, on_localhost: Target) -> None:
        with pytest.raises(HTTPClientError) as refused:
            in_a_loop(first_word(on_localhost, A_KERNEL))
        assert refused.value.code == 404

    def test_it_is_closed_without_the_token(self, on_network: Target, inside: Target) -> None:
        kernel = inside.open_page()
        with pytest.raises(HTTPClientError) as refused:
            in_a_loop(first_word(on_network, kernel))
        assert refused.value.code == 403
        assert in_a_loop(first_word(inside, kernel)) is not None
