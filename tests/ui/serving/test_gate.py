import socket
from types import SimpleNamespace

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from toolkit.ui.serving.gate import Gate, is_ahead_of_time


@pytest.fixture
def gate() -> Gate:
    return Gate.at("0.0.0.0", with_token=False)  # noqa: S104  # is what we test


def test_the_code_may_be_typed_as_one_likes(gate: Gate) -> None:
    for typed in (gate.code, gate.code.upper(), f" {gate.code.replace('-', ' ')}\n"):
        assert gate.is_password(typed)


def test_the_token_may_be_pasted_and_its_address(gate: Gate) -> None:
    assert gate.token
    for pasted in (gate.token, f" {gate.token} ", gate.address(8866)):
        assert gate.is_password(pasted)


@pytest.mark.parametrize("typed", ["", "-", "æøå", "aaaa-aaaa-aaaa", "http://localhost/?token="])
def test_nothing_else_lets_in(gate: Gate, typed: str) -> None:
    assert not gate.is_password(typed)
    assert not gate.is_password(gate.code[:-1])


def test_the_code_is_only_for_other_machines() -> None:
    gate = Gate.at("localhost", with_token=True)
    assert gate.token
    assert gate.is_password(gate.token)
    assert not gate.is_password(gate.code)


def test_where_no_token_is_needed_nothing_lets_in() -> None:
    gate = Gate.at("localhost", with_token=False)
    for typed in ("", gate.code):
        assert not gate.is_password(typed)


def request(path: str = "/", method: str = "GET", **headers: str) -> HTTPServerRequest:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    given = HTTPHeaders({"Host": "localhost:8866", **named})
    line = RequestStartLine(method, path, "HTTP/1.1")
    return HTTPServerRequest(start_line=line, headers=given, connection=SimpleNamespace())  # type: ignore[arg-type]


def test_a_token_serves_once_on_this_machine_and_all_the_time_for_others(gate: Gate) -> None:
    own = Gate.at("localhost", with_token=True)
    for one, serves_on in ((own, False), (gate, True)):
        entering = request(f"/?token={one.token}")
        assert one.brings_token(entering)
        one.let_in()
        assert one.brings_token(entering) is serves_on


def test_a_token_is_taken_only_where_the_page_is_asked_for(gate: Gate) -> None:
    bringing = f"?token={gate.token}"
    assert not gate.brings_token(request(f"/page{bringing}"))
    assert not gate.brings_token(request(f"/{bringing}", "POST"))


def test_only_a_secret_that_was_given_is_one_and_only_at_its_port(gate: Gate) -> None:
    secret = gate.let_in()
    assert gate.is_open_to(request(Cookie=f"makkerskap-8866={secret}"))
    for cookie in ("makkerskap-8866=", "makkerskap-8866=x", f"makkerskap-8867={secret}"):
        assert not gate.is_open_to(request(Cookie=cookie))


@pytest.mark.parametrize(
    ("headers", "is_guess"),
    [
        ({"Sec_Purpose": "prefetch;prerender"}, True),
        ({"Sec_Purpose": "prefetch"}, True),
        ({"Purpose": "prefetch"}, True),
        ({"Sec_Purpose": ""}, False),
        ({}, False),
    ],
)
def test_a_browser_s_guess_is_none_that_asks(headers: dict[str, str], is_guess: bool) -> None:
    assert is_ahead_of_time(request(**headers)) is is_guess


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("localhost", "http://localhost:8866/"),
        ("::1", "http://[::1]:8866/"),
        ("0.0.0.0", f"http://{socket.gethostname()}:8866/"),  # noqa: S104  # is what we test
    ],
)
def test_the_address_can_be_opened(host: str, address: str) -> None:
    assert Gate.at(host, with_token=False).plain_address(8866) == address


@pytest.mark.parametrize(
    ("arrived", "asked", "answered"),
    [
        ("10.0.0.5", "10.0.0.5", True),
        ("10.0.0.5", "10.0.0.6", False),
        ("fe80::1%eth0", "[fe80::1]", True),
    ],
)
def test_the_address_where_a_request_arrives_is_a_name_of_the_server(
    gate: Gate, arrived: str, asked: str, answered: bool
) -> None:
    asking = request(Host=f"{asked}:8866")
    lines = SimpleNamespace(getsockname=lambda: (arrived, 8866))
    asking.connection = SimpleNamespace(stream=SimpleNamespace(socket=lines))  # type: ignore[assignment]
    assert gate.is_addressed(asking) is answered
    assert not Gate.at("localhost", with_token=False).is_addressed(asking)
