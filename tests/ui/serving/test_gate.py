import socket
from pathlib import Path
from types import SimpleNamespace

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from toolkit.errors import InputError
from toolkit.ui.serving.front import Front
from toolkit.ui.serving.gate import Gate, is_ahead_of_time, read_token


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


def test_where_a_hub_says_who_comes_in_nothing_else_does() -> None:
    gate = Gate("127.0.0.1", token=None, front=Front("/user/kari/", "https://vip.fylket.example"))
    assert gate.open_to_others
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


def test_a_server_before_it_makes_it_open_to_others() -> None:
    for site in ("https://vip.skole.example", "http://vip.skole.example"):
        gate = Gate.at("localhost", with_token=False, front=Front("/a/", site))
        assert gate.token
        assert gate.open_to_others
        assert gate.plain_address(8866) == f"{site}/a/"
        assert gate.cookie_limits()["secure"] is site.startswith("https")


def test_cookies_of_servers_beside_and_inside_each_other_have_names_of_their_own() -> None:
    fronts = [Front(path) for path in ("/", "/a/", "/a/b/")]
    fronts += [Front("/a/", site) for site in ("https://skole.example", "https://skole.example:8")]
    named = [
        Gate.at("localhost", with_token=True, front=one).cookie_name(request()) for one in fronts
    ]
    assert named == [
        "makkerskap-8866",
        "makkerskap-8866-a",
        "makkerskap-8866-a-b",
        "makkerskap-443-a",
        "makkerskap-8-a",
    ]


OWN = "0123456789abcdef0123456789abcdef"


def test_a_token_of_its_own_serves_on_and_is_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{OWN}\n")
    front = Front(site="https://vip.skole.example")
    gate = Gate.at("localhost", with_token=False, front=front, own=read_token(str(file)))
    gate.let_in()
    assert gate.is_password(OWN)
    assert gate.brings_token(request(f"/?token={OWN}"))
    assert gate.address(8866) == "https://vip.skole.example/"
    assert OWN not in repr(gate)


@pytest.mark.parametrize("found", ["", "hemmelig", OWN[1:], f"{OWN}!", f"{OWN} {OWN}", "a" * 201])
def test_a_token_that_can_be_guessed_or_not_be_told_is_refused(tmp_path: Path, found: str) -> None:
    file = tmp_path / "token"
    file.write_text(found)
    with pytest.raises(InputError, match="has to be at least 32 letters and digits") as refused:
        read_token(str(file))
    assert not found or found not in str(refused.value)


@pytest.mark.parametrize("content", [None, b"\xff" * 40])
def test_a_token_that_cannot_be_read_is_told(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "token"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(InputError, match="the file with the token, cannot be read"):
        read_token(str(file))


def test_a_token_of_its_own_is_not_for_this_machine_alone() -> None:
    with pytest.raises(InputError, match="give --public-address or --host too"):
        Gate.at("localhost", with_token=True, own=OWN)
