"""A page whose line to its kernel breaks goes on by itself when the way is free again."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from toolkit.messages import Language
from toolkit.ui.serving.words import words

from .driving import Server
from .relaying import Relay

SAID = words(Language.NB, 1)


@pytest.fixture(scope="module")
def relay(server: Server) -> Iterator[Relay]:
    server.forget()
    relay = Relay(urlsplit(server.address).port or 80)
    yield relay
    relay.hang_up()


@pytest.fixture(scope="module")
def far_page(server: Server, relay: Relay, browser: Browser) -> Iterator[Page]:
    """The dashboard, asked for over the relay."""
    context = browser.new_context(locale="nb-NO")
    page = context.new_page()
    page.goto(f"http://localhost:{relay.port}/")
    expect(page.locator(".mk-app")).to_be_visible()
    yield page
    server.leave(context)


def assert_works(page: Page) -> None:
    """The kernel hears a choice, and answers."""
    for language, code in (("Nynorsk", "nn"), ("Bokmål", "nb")):
        page.get_by_role("button", name=language).click()
        expect(page.locator("html")).to_have_attribute("lang", code)


def test_a_line_that_breaks_is_not_worth_a_word(far_page: Page, relay: Relay) -> None:
    assert_works(far_page)
    with far_page.expect_event("websocket"):
        relay.hang_up()
    assert_works(far_page)
    expect(far_page.locator("#mk-lost")).to_be_hidden()


def test_a_way_that_is_cut_is_told_and_mended(far_page: Page, relay: Relay) -> None:
    relay.cut()
    expect(far_page.locator("#mk-lost")).to_contain_text(SAID["lost"])
    relay.mend()
    expect(far_page.locator("#mk-lost")).to_be_hidden()
    assert_works(far_page)
