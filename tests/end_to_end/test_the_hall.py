"""A trainer and a participant, each in a browser; and what else can be had with the token."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from toolkit.messages import Language
from toolkit.ui.serving.words import words

from .attacking import OWN, Target, talk
from .driving import PATIENCE_S, PHONE, WIDE, Server, Watch, start_dashboard, until

SAID = words(Language.NB, 1, in_a_hall=True)
HALL = "/hall/"


@pytest.fixture(scope="module")
def course() -> Iterator[Server]:
    running = start_dashboard("opplaring", "--host", "0.0.0.0")  # noqa: S104  # is what we test
    yield running
    assert running.stop()[0] == 0
    assert list(running.workspace.parent.iterdir()) == []  # nothing is kept


@pytest.fixture(scope="module")
def trainer(course: Server, browser: Browser) -> Iterator[Page]:
    """The trainer's page, at the part that is tried."""
    watch = Watch()
    context = browser.new_context(viewport=WIDE, locale="nb-NO", reduced_motion="reduce")
    context.add_init_script("window.mkRestMs = 0")
    context.set_default_timeout(1000 * PATIENCE_S)
    watch.follow(context)
    page = context.new_page()
    page.goto(here(course.address))
    page.locator(".mk-step").nth(2).click()
    page.get_by_role("button", name="Alle på sin egen skjerm").click()
    yield page
    course.leave(context)
    assert watch.errors == watch.outside == []


@pytest.fixture
def hall(trainer: Page) -> Iterator[dict[str, Any]]:
    """The hall that the trainer has begun, as the page is told of it."""
    trainer.get_by_role("button", name="Slipp alle inn").click()
    expect(trainer.locator(".mk-led")).to_be_visible()
    yield told(trainer)
    if trainer.get_by_role("button", name="Avslutt for alle").is_visible():
        end_for_all(trainer)


def end_for_all(trainer: Page) -> None:
    """End the hall, and wait until it can be begun again."""
    trainer.get_by_role("button", name="Avslutt for alle").click()
    expect(trainer.locator(".mk-begin")).to_be_visible()


def here(address: str) -> str:
    """An address as this machine reaches it, whatever it is called."""
    return re.sub(r"//[^:/]+:", "//localhost:", address)


def told(trainer: Page) -> dict[str, Any]:
    asking = "fetch('leading', {headers: {'X-Makkerskap': 'page'}}).then((one) => one.json())"
    answer: dict[str, Any] = trainer.evaluate(asking)
    return answer


def come_in(course: Server, hall: dict[str, Any]) -> Target:
    """A participant without a browser."""
    guest = Target(course, Path(), home=HALL)
    answer = guest.ask(f"{HALL}?token={hall['picture'].partition('token=')[2]}")
    assert answer.status == 200
    guest.cookie = answer.headers["Set-Cookie"].partition(";")[0]
    assert "Path=/hall/" in answer.headers["Set-Cookie"]
    return guest


def test_a_participant_follows_on_a_phone_until_it_is_over(
    browser: Browser,
    trainer: Page,
    hall: dict[str, Any],
    shoot: Callable[[Page, str], None],
    assert_accessible: Callable[[Page], None],
) -> None:
    context = browser.new_context(
        viewport=PHONE, locale="nb-NO", reduced_motion="reduce", has_touch=True
    )
    context.add_init_script("window.mkRestMs = 0")
    context.set_default_timeout(1000 * PATIENCE_S)
    page = context.new_page()
    page.goto(here(hall["address"]))
    assert_accessible(page)
    page.get_by_label(SAID["code"]).fill(hall["code"])
    page.get_by_role("button", name=SAID["open"]).tap()
    page.get_by_role("button", name="Ada", exact=True).tap()
    expect(page.get_by_text("Hvem skal sitte med Ada?")).to_be_visible()
    expect(page.get_by_text("Mine notater")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert_accessible(page)
    shoot(page, "hall-telefon")

    expect(trainer.get_by_text("1 er med")).to_be_visible()
    assert trainer.evaluate("document.documentElement.scrollHeight") <= WIDE["height"]
    assert_accessible(trainer)
    shoot(trainer, "hall-laerret")
    trainer.get_by_role("button", name="Forslag").click()
    expect(page.get_by_role("button", name="Godta makkerbyttet")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    trainer.get_by_role("button", name="For hånd").click()
    expect(page.get_by_text("Hvem skal sitte med Ada?")).to_be_visible()

    end_for_all(trainer)
    expect(page.get_by_role("heading", name=SAID["over_title"])).to_be_visible()
    page.goto(here(hall["picture"]))
    expect(page.get_by_role("heading", name=SAID["over_title"])).to_be_visible()
    context.close()


def test_a_participant_gets_nothing_but_the_own_page(
    course: Server, trainer: Page, hall: dict[str, Any]
) -> None:
    guest = come_in(course, hall)
    kernel = guest.open_page()
    assert talk(guest, kernel, []).models
    theirs = trainer.evaluate(
        "JSON.parse(document.querySelector('#jupyter-config-data').textContent).kernelId"
    )
    for path in ("/", "/leading", "/koordinator", f"/api/kernels/{kernel}"):
        assert guest.ask(path, **OWN).status == 403, path
    for path in ("/page", "/leading", f"/voila/api/shutdown/{theirs}"):
        assert guest.ask(path, "POST", **OWN).status == 403, path
    for path in ("leading", "koordinator", "../leading", f"api/kernels/{theirs}"):
        assert guest.ask(f"{HALL}{path}", **OWN).status in (403, 404), path
    token = hall["picture"].partition("?")[2]
    assert guest.stranger().ask(f"/?{token}").status == 403
    other = come_in(course, hall)
    assert other.ask(f"{HALL}api/kernels/{kernel}").status == 403
    assert other.ask(f"{HALL}voila/api/shutdown/{kernel}", "POST", **OWN).status == 403
    assert told(trainer)["on"]
    guest.close_page()


def test_whoever_opens_a_second_page_leaves_the_first(course: Server, hall: dict[str, Any]) -> None:
    guest = come_in(course, hall)
    first, second = guest.open_page(), guest.open_page()
    until(lambda: first not in course.kernel_ids())
    assert talk(guest, second, []).models


def test_when_it_has_ended_the_token_and_the_cookie_are_worth_nothing(
    course: Server, trainer: Page, hall: dict[str, Any]
) -> None:
    guest = come_in(course, hall)
    kernel = guest.open_page()
    assert talk(guest, kernel, []).models
    end_for_all(trainer)
    until(lambda: not told(trainer)["on"])
    until(lambda: kernel not in course.kernel_ids())
    token = hall["picture"].partition("?")[2]
    for path in ("", "now", f"?{token}", f"api/kernels/{kernel}"):
        answer = guest.ask(f"{HALL}{path}", **OWN)
        assert answer.status == 403, path
        assert SAID["over_title"] in answer.body
        assert "Set-Cookie" not in answer.headers
    for path in ("page", "enter"):
        answer = guest.ask(f"{HALL}{path}", "POST", **OWN)
        assert answer.status == 403, path
        assert SAID["over_title"] in answer.body


@pytest.mark.parametrize("guess", ["", "?token=", "?token=aaaa-aaaa", "now", "leading", "page"])
def test_who_guesses_is_asked_for_the_code(
    course: Server, hall: dict[str, Any], guess: str
) -> None:
    answer = Target(course, Path()).ask(f"{HALL}{guess}")
    assert answer.status == 403
    assert SAID["closed_title"] in answer.body
    assert hall["code"] not in answer.body
