"""The hall's lock: who has its token comes in, for as long as it is on, and only there."""

import asyncio
from collections.abc import Coroutine
from types import SimpleNamespace
from typing import Any

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from toolkit.ui.serving import hall as module
from toolkit.ui.serving.front import Front
from toolkit.ui.serving.gate import Gate
from toolkit.ui.serving.hall import Hall

EVERYWHERE = "0.0.0.0"  # noqa: S104  # is what we test


class Pages:
    """Stands for the pages: tells whether they are to be there."""

    seen = 3

    def __init__(self) -> None:
        self.are_wanted = False

    def prepare(self) -> None:
        self.are_wanted = True

    def clear(self) -> None:
        self.are_wanted = False


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(work, 30))


def of(gate: Gate) -> Hall:
    return Hall.behind(gate, Pages())  # type: ignore[arg-type]


@pytest.fixture
def main() -> Gate:
    return Gate.at(EVERYWHERE, with_token=True, front=Front("/kurs/"))


@pytest.fixture
def hall(main: Gate) -> Hall:
    return of(main)


def request(path: str, cookie: str = "") -> HTTPServerRequest:
    given = HTTPHeaders({"Host": "localhost:8866", "Cookie": cookie})
    line = RequestStartLine("GET", path, "HTTP/1.1")
    return HTTPServerRequest(start_line=line, headers=given, connection=SimpleNamespace())  # type: ignore[arg-type]


def test_nobody_is_let_in_before_it_begins(hall: Hall) -> None:
    assert not hall.gate.is_open_to(request("/kurs/hall/"))
    assert hall.told(8866)["picture"] == hall.told(8866)["code"] == ""


def test_its_token_and_its_code_open_it_and_nothing_else(main: Gate, hall: Hall) -> None:
    async def begin() -> None:
        hall.begin()
        told = hall.told(8866)
        assert hall.gate.is_password(told["picture"])
        assert hall.gate.is_password(told["code"].upper())
        assert not main.is_password(told["picture"])
        assert not main.is_password(told["code"])
        assert not hall.gate.is_password(main.address(8866))
        assert not hall.gate.is_password(main.code)

    run(begin())


def test_a_participant_has_come_in_only_there(main: Gate, hall: Hall) -> None:
    async def come() -> None:
        hall.begin()
        secret = hall.gate.let_in()
        theirs = hall.gate.cookie_name(request("/kurs/hall/"))
        assert theirs != main.cookie_name(request("/kurs/"))
        assert hall.gate.cookie_limits()["path"] == "/kurs/hall/"
        assert hall.gate.is_open_to(request("/kurs/hall/", f"{theirs}={secret}"))
        for name in (theirs, main.cookie_name(request("/kurs/"))):
            assert not main.is_open_to(request("/kurs/", f"{name}={secret}"))
        trainers = main.let_in()
        assert not hall.gate.is_open_to(request("/kurs/hall/", f"{theirs}={trainers}"))

    run(come())


@pytest.mark.parametrize("begins_again", [False, True])
def test_what_opened_it_opens_nothing_when_it_has_ended(hall: Hall, begins_again: bool) -> None:
    async def end() -> None:
        hall.begin()
        told, secret = hall.told(8866), hall.gate.let_in()
        cookie = f"{hall.gate.cookie_name(request('/kurs/hall/'))}={secret}"
        if begins_again:
            hall.begin()
        else:
            hall.end()
        assert hall.is_on is hall.pages.are_wanted is begins_again  # type: ignore[attr-defined]
        assert not hall.gate.is_open_to(request("/kurs/hall/", cookie))
        assert not hall.gate.is_password(told["picture"])
        assert not hall.gate.is_password(told["code"])

    run(end())


def test_it_ends_by_itself(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    async def wait() -> None:
        monkeypatch.setattr(module, "LASTS_S", 0.0)
        hall.begin()
        token = hall.gate.token
        await asyncio.sleep(0.001)
        assert not hall.is_on
        assert hall.gate.token != token

    run(wait())


def test_one_that_was_ended_does_not_end_the_next(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def begin_twice() -> None:
        monkeypatch.setattr(module, "LASTS_S", 0.0)
        hall.begin()
        monkeypatch.undo()
        hall.begin()
        await asyncio.sleep(0.001)
        assert hall.is_on

    run(begin_twice())


def test_there_is_none_where_no_other_machine_comes() -> None:
    async def begin() -> None:
        hall = of(Gate.at("localhost", with_token=True))
        hall.begin()
        assert not hall.is_on
        assert not hall.told(8866)["can_begin"]

    run(begin())


def test_everyone_is_sent_to_a_step_also_a_second_time(hall: Hall) -> None:
    async def send() -> None:
        hall.send_to("rules")
        assert hall.sent == 0
        hall.begin()
        for _time in range(2):
            hall.send_to("rules")
        assert (hall.step, hall.sent) == ("rules", 2)
        hall.send_to("<script>")
        assert hall.step == "rules"

    run(send())


@pytest.mark.parametrize(
    ("path", "is_theirs"),
    [
        ("/kurs/hall/", True),
        ("/kurs/hall", True),
        ("/kurs/hall/page", True),
        ("/kurs/", False),
        ("/kurs/hallen", False),
        ("/hall/", False),
        ("/kurs/hall/../page", True),  # an address is never put together from parts
    ],
)
def test_what_is_asked_of_it_is_known_by_its_path(hall: Hall, path: str, is_theirs: bool) -> None:
    assert hall.is_asked(request(path)) is is_theirs
