"""The page around the dashboard, whatever the dashboard shows."""

import re
from collections.abc import Callable

import psutil
import pytest
from playwright.sync_api import Page, expect

from .driving import PHONE, Server, Watch, start_dashboard


def test_has_title_language_and_landmarks(page: Page) -> None:
    expect(page).to_have_title("VIP Makkerskap")
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    expect(page.get_by_role("main")).to_be_visible()
    expect(page.get_by_role("banner")).to_be_visible()
    expect(page.locator("#mk-loading")).to_be_hidden()
    expect(page.locator("#mk-lost")).to_be_hidden()


def test_is_accessible(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    assert_accessible(page)


def test_the_keyboard_can_skip_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.locator(".mk-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_fits_a_phone(open_page: Callable[..., Page]) -> None:
    page = open_page(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_closed_tab_frees_its_kernel(server: Server, page: Page) -> None:
    kernel = server.kernel_of(page)
    page.close(run_before_unload=True)
    assert kernel.wait(timeout=10) is not psutil.STATUS_RUNNING


def test_a_reload_frees_the_kernel_and_gets_another(server: Server, page: Page) -> None:
    kernel = server.kernel_of(page)
    page.reload()
    expect(page.locator(".mk-app")).to_be_visible()
    kernel.wait(timeout=10)
    assert server.kernel_of(page) != kernel


def test_a_dead_kernel_gets_a_calm_message(
    server: Server, page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    server.kernel_of(page).kill()
    message = page.get_by_role("alert")
    expect(message).to_be_visible()
    assert_accessible(page)
    message.get_by_role("button").click()
    expect(page.locator(".mk-app")).to_be_visible()
    expect(page.locator("#mk-lost")).to_be_hidden()


def test_a_page_that_is_not_there_gets_a_calm_message(
    server: Server, page: Page, watch: Watch, assert_accessible: Callable[[Page], None]
) -> None:
    answer = page.goto(f"{server.address}voila/render/nothing.ipynb")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading")).to_have_text("Noe gikk galt")
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


@pytest.mark.parametrize("host", ["192.0.2.1", "no name", ""])
def test_an_address_of_another_machine_is_told(host: str) -> None:
    with pytest.raises(AssertionError, match=re.escape(f"{host} ")):
        start_dashboard("--host", host)
