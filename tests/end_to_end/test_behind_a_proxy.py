"""The dashboard under a path of a school's own address, which another server answers at."""

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from tornado.httpclient import HTTPClientError

from toolkit.messages import Language, Translator

from .attacking import OWN, Target, first_word, in_a_loop
from .coordinating import go_on, take_sample
from .driving import WIDE, Server, Watch, start_dashboard
from .proxying import NAME, Proxy

_ = Translator(Language.NB)
HOME = "/makkerskap/"
ASSET = f"{HOME}voila/templates/makkerskap/static/icon.svg"
A_KERNEL = f"{HOME}api/kernels/0f4b1c9e-6a0e-4c55-9d7f-2b0a3a1e9c77"


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    running = Proxy(port, tmp_path_factory.mktemp("proxy"))
    yield running
    running.close()


@pytest.fixture(scope="module")
def server(proxy: Proxy) -> Iterator[Server]:
    where = ("--base-url", HOME, "--public-address", proxy.site, "--port", str(proxy.to))
    running = start_dashboard(*where)
    assert running.address.startswith(f"{proxy.site}{HOME}?token=")
    assert running.process.stdout
    assert "kryptert" not in running.process.stdout.readline()
    yield running
    assert running.stop() == (0, "")


@pytest.fixture(scope="module")
def outside(server: Server, proxy: Proxy) -> Target:
    """Somebody without the token, who may ask as the proxy does."""
    return Target(server, Path(), home=HOME, listens_at=proxy.to)


@pytest.fixture(scope="module")
def inside(server: Server, outside: Target) -> Target:
    """Somebody with the token."""
    answer = outside.ask(f"{HOME}?{urlsplit(server.address).query}", Host=NAME)
    assert answer.status == 200
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    return Target(server, Path(), cookie, home=HOME, listens_at=outside.port)


class TestThePage:
    def test_a_class_is_opened_through_it(
        self, proxy: Proxy, server: Server, browser: Browser
    ) -> None:
        watch = Watch({NAME})
        context = browser.new_context(viewport=WIDE, locale="nb-NO")
        context.add_init_script("window.mkRestMs = 0")
        watch.follow(context)
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.on("websocket", lambda line: asked.append(line.url.replace("wss:", "https:")))
        page.goto(server.address)
        expect(page.locator(".mk-app")).to_be_visible()
        assert page.url == f"{proxy.site}{HOME}"
        take_sample(page)
        go_on(page, "Next: the rules")
        expect(page.locator(".mk-to-rules")).to_contain_class("mk-current")
        left = [url for url in asked if not url.startswith(("data:", "blob:"))]
        assert [url for url in left if not url.startswith(f"{proxy.site}{HOME}")] == []
        (cookie,) = context.cookies()
        assert cookie["path"] == HOME
        assert cookie["secure"]
        assert cookie["httpOnly"]
        assert cookie["sameSite"] == "Strict"
        assert cookie["domain"] == NAME
        server.leave(context)  # the closing page is heard through it, too
        assert (watch.outside, watch.errors) == ([], [])

    def test_who_types_no_last_slash_comes_to_it(self, outside: Target) -> None:
        answer = outside.ask(HOME[:-1], Host=NAME)
        assert (answer.status, answer.headers["Location"]) == (301, HOME)

    def test_the_form_for_the_code_leads_back_to_it(self, outside: Target) -> None:
        answer = outside.ask(HOME, Host=NAME)
        assert answer.status == 403
        assert f'action="{HOME}enter"' in answer.body
        assert _("Type your code to come in") in answer.body


class TestStrangers:
    @pytest.mark.parametrize("host", [NAME, NAME.upper(), f"{NAME}:443", "localhost"])
    def test_its_names_are_answered(self, inside: Target, host: str) -> None:
        assert inside.ask(ASSET, Host=host).status == 200

    @pytest.mark.parametrize(
        "host",
        [
            "skole.example",
            f"other.{NAME}",
            f"{NAME}.attacker.example",
            "attacker.example",
            "10.0.0.1",
        ],
    )
    @pytest.mark.parametrize("path", [HOME, HOME[:-1], ASSET, f"{A_KERNEL}/channels"])
    def test_other_names_are_refused(self, inside: Target, host: str, path: str) -> None:
        assert inside.ask(path, Host=host).status == 403
        assert inside.ask(path, Host=host, X_Forwarded_Host=NAME).status == 403

    @pytest.mark.parametrize(
        "origin",
        [
            "http://{site}",
            "https://other.{site}",
            "https://{name}",  # its name at another port
            "https://{site}.attacker.example",
            "https://{site}/",
            "http://localhost:{port}",  # the server's own, where no page is
            "null",
            "",
        ],
    )
    def test_other_pages_can_not_use_it(self, inside: Target, proxy: Proxy, origin: str) -> None:
        site = f"{NAME}:{proxy.port}"
        given = origin.format(site=site, name=NAME, port=inside.port)
        for told in ({"Host": NAME}, {"Host": f"localhost:{inside.port}"}):
            for forwarded in ({}, {"X_Forwarded_Host": given.partition("//")[2]}):
                headers = {**told, **forwarded, "Origin": given}
                assert inside.ask(ASSET, **headers).status == 403
                assert inside.ask(f"{HOME}page", "POST", **OWN, **headers).status == 403
                assert inside.ask(f"{A_KERNEL}/channels", **headers).status == 403

    def test_a_line_to_a_kernel_is_for_its_own_page(self, inside: Target, proxy: Proxy) -> None:
        kernel = inside.open_page()
        for host in (NAME, f"localhost:{inside.port}"):
            assert in_a_loop(first_word(inside, kernel, origin=proxy.site, host=host)) is not None
        with pytest.raises(HTTPClientError) as refused:
            in_a_loop(first_word(inside, kernel, origin=f"https://other.{NAME}"))
        assert refused.value.code == 403
        inside.close_page()

    @pytest.mark.parametrize(
        "path",
        [
            "/",
            "/page",
            "/enter",
            ASSET.removeprefix(HOME[:-1]),
            A_KERNEL.removeprefix(HOME[:-1]),
            f"/{ASSET}",
            HOME[:-1] + ASSET,
            ASSET.replace(HOME, "/makkerskapet/"),
            ASSET.replace(HOME, "/MAKKERSKAP/"),
            ASSET.replace(HOME, f"{HOME}../"),
            ASSET.replace(HOME, f"{HOME}%2e%2e/makkerskap/"),
            f"{HOME}voila/../voila/static/voila.js",
        ],
    )
    def test_nothing_has_an_address_outside_the_path(self, inside: Target, path: str) -> None:
        prefixed = {"X_Forwarded_Prefix": "/", "X_Script_Name": "/"}
        for headers in ({}, prefixed):
            assert inside.ask(path, Host=NAME, **headers).status == 404


class TestForwarded:
    """What a proxy tells of the browser is not read, for everyone can tell that."""

    @pytest.mark.parametrize("claimed", ["127.0.0.1", "::1", "localhost"])
    def test_nobody_comes_in_by_saying_where_he_is(self, outside: Target, claimed: str) -> None:
        told = {"X_Forwarded_For": claimed, "X_Real_Ip": claimed, "Forwarded": f"for={claimed}"}
        answer = outside.ask(HOME, Host=NAME, **told)
        assert answer.status == 403
        assert "Set-Cookie" not in answer.headers

    def test_the_cookie_stays_encrypted(self, server: Server, outside: Target) -> None:
        token = urlsplit(server.address).query
        told = {"X_Forwarded_Proto": "http", "X_Scheme": "http", "X_Forwarded_Prefix": "/"}
        answer = outside.ask(f"{HOME}?{token}", Host=NAME, **told)
        limits = {"HttpOnly", "SameSite=Strict", "Secure", f"Path={HOME}"}
        assert limits <= set(answer.headers["Set-Cookie"].split("; "))
        assert f'url={HOME}"' in answer.body

    def test_no_answer_repeats_it(self, inside: Target) -> None:
        told = {"X_Forwarded_Host": "attacker.example", "X_Forwarded_Proto": "gopher"}
        for path in (HOME, HOME[:-1], f"{HOME}nowhere"):
            answer = inside.ask(path, Host=NAME, **told)
            said = answer.body + " ".join(answer.headers.values())
            assert "attacker" not in said
            assert "gopher" not in said
