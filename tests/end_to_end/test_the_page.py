"""The page around the dashboard, whatever the dashboard shows."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from toolkit.messages import Language, Translator

from .coordinating import SMALL, go_on, take_sample
from .driving import PATIENCE_S, PHONE, WIDE, Server, Watch, start_dashboard

_ = Translator(Language.NB)


class TestAnyPage:
    @pytest.fixture(scope="class")
    @classmethod
    def page(cls, open_shared: Callable[..., Page]) -> Page:
        return open_shared()

    def test_has_title_language_and_landmarks_and_is_for_everyone(
        self, page: Page, assert_accessible: Callable[[Page], None]
    ) -> None:
        self.skip_to_the_content(page)
        expect(page).to_have_title("VIP Makkerskap")
        expect(page.locator("html")).to_have_attribute("lang", "nb")
        expect(page.get_by_role("main")).to_be_visible()
        expect(page.get_by_role("banner")).to_be_visible()
        expect(page.locator("#mk-loading")).to_be_hidden()
        expect(page.locator("#mk-lost")).to_be_hidden()
        expect(page.locator("html")).to_have_attribute("translate", "no")
        expect(page.locator("meta[name=google]")).to_have_attribute("content", "notranslate")
        assert_accessible(page)
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.set_viewport_size(WIDE)

    @staticmethod
    def skip_to_the_content(page: Page) -> None:
        """With the keyboard, which is at the beginning of a page that has just been opened."""
        page.keyboard.press("Tab")
        skip = page.locator(".mk-skip")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()

    def test_a_dead_kernel_gets_a_calm_message(
        self, server: Server, page: Page, assert_accessible: Callable[[Page], None]
    ) -> None:
        server.kernel_of(page).kill()
        message = page.get_by_role("alert")
        expect(message).to_be_visible()
        assert_accessible(page)
        message.get_by_role("button").click()
        expect(page.locator(".mk-app")).to_be_visible()
        expect(page.locator("#mk-lost")).to_be_hidden()


def test_a_reload_frees_the_kernel_and_gets_another_and_so_does_closing(
    server: Server, page: Page
) -> None:
    kernel = server.kernel_of(page)
    page.reload()
    expect(page.locator(".mk-app")).to_be_visible()
    kernel.wait(timeout=PATIENCE_S)
    another = server.kernel_of(page)
    assert another != kernel
    page.close(run_before_unload=True)
    another.wait(timeout=PATIENCE_S)


def test_a_page_that_is_not_there_gets_a_calm_message(
    server: Server, page: Page, watch: Watch, assert_accessible: Callable[[Page], None]
) -> None:
    answer = page.goto(f"{server.address}voila/render/nothing.ipynb")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading")).to_have_text("Noe gikk galt")
    expect(page.locator("meta[name=google]")).to_have_attribute("content", "notranslate")
    assert_accessible(page)
    watch.errors.clear()  # the browser tells of the status itself
    page.get_by_role("link").click()
    expect(page.locator(".mk-app")).to_be_visible()


def test_ctrl_c_stops_at_once_and_quietly() -> None:
    server = start_dashboard()
    status, printed = server.stop()
    assert status == 0
    assert printed == ""


def test_a_taken_port_is_told(server: Server) -> None:
    port = re.search(r":(\d+)", server.address)
    assert port
    with pytest.raises(AssertionError, match=port[1]):
        start_dashboard("--port", port[1])


def test_back_and_forward_go_through_the_steps(page: Page) -> None:
    address = page.url
    current = page.locator(".mk-step.mk-current")
    take_sample(page, SMALL)
    go_on(page, "Next: the rules")
    go_on(page, "Next: the proposal")
    expect(current).to_contain_text(_("Proposal"))
    page.go_back()
    expect(current).to_contain_text(_("Rules"))
    page.go_back()
    expect(current).to_contain_text(_("Class list"))
    page.go_forward()
    expect(current).to_contain_text(_("Rules"))
    page.reload()
    expect(current).to_contain_text(_("Rules"))
    page.go_back()
    expect(current).to_contain_text(_("Class list"))
    assert page.url == address
    assert page.evaluate("history.state") == {"mkStep": "roster"}
