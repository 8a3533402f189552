"""Figures on the page: as wide as their box, and no trap for a finger."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from toolkit.workspace.work import Work

from .classes import small
from .coordinating import name_field, to_step
from .driving import PHONE, WIDE, drag_a_finger

type OpenPage = Callable[..., Page]
type Keep = Callable[[Work], None]


def to_the_overview(page: Page) -> None:
    to_step(page, "overview")
    expect(curve(page)).to_be_visible()


def curve(page: Page) -> Locator:
    return page.locator(".js-plotly-plot .main-svg").first


def expect_to_fit(page: Page) -> None:
    """Every figure is as wide as the box in which it stands, and that fits its section."""
    expect(curve(page)).to_be_visible()
    page.wait_for_function(
        """() => [...document.querySelectorAll(".mk-figure")].every((box) => {
            const drawn = box.querySelector(".main-svg");
            const room = box.parentElement.clientWidth;
            return drawn && Math.abs(drawn.getBoundingClientRect().width - box.clientWidth) < 2
                && box.clientWidth <= room && box.clientWidth > 0.8 * room;
        })"""
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def swipe(page: Page, target: Locator, across: int = 0, down: int = 0) -> None:
    box = target.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    drag_a_finger(page, (x, y), (x + across, y + down))


@pytest.fixture(scope="module")
def overview(open_module: OpenPage, keep: Keep) -> Page:
    """A page for fingers where a class has its first period; its tests share it."""
    keep(small().accepted())
    return open_module(has_touch=True)


def test_figures_fit_their_box_on_every_return(overview: Page) -> None:
    page = overview
    page.set_viewport_size(WIDE)
    to_the_overview(page)
    expect_to_fit(page)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect_to_fit(page)
    page.get_by_role("button", name="Bokmål").click()
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    to_step(page, "rules")
    expect(page.locator(".mk-figure")).to_have_count(0)
    to_step(page, "overview")
    expect_to_fit(page)
    name_field(page).fill("a")
    name_field(page).press("ArrowDown")
    name_field(page).press("Enter")
    expect(page.locator(".mk-figure")).to_have_count(2)
    expect_to_fit(page)
    for width in (390, 1000):
        page.set_viewport_size({"width": width, "height": 800})
        expect_to_fit(page)


class TestAFinger:
    @pytest.fixture
    def phone(self, overview: Page) -> Page:
        overview.set_viewport_size(PHONE)
        to_the_overview(overview)
        expect_to_fit(overview)
        return overview

    def test_a_swipe_across_a_figure_moves_the_page(self, phone: Page) -> None:
        figure = phone.locator(".mk-figure").first
        figure.evaluate("box => box.scrollIntoView({block: 'center'})")
        ranges = (
            "() => JSON.stringify(document.querySelector('.js-plotly-plot').layout.xaxis.range)"
        )
        before, shown = phone.evaluate("scrollY"), phone.evaluate(ranges)
        swipe(phone, figure, down=-200)
        phone.wait_for_function("before => scrollY > before + 100", arg=before)
        swipe(phone, figure, across=-100)
        assert phone.evaluate(ranges) == shown
        expect(phone.locator(".plotly-notifier")).to_have_count(0)

    def test_a_table_is_swiped_sideways_and_its_names_stay(self, phone: Page) -> None:
        table = phone.locator(".mk-meetings")
        table.evaluate("box => box.scrollIntoView({block: 'center'})")
        name = table.locator("tbody th").first
        column = table.locator("thead th").nth(4)
        before, there = name.bounding_box(), column.bounding_box()
        swipe(phone, table, across=-60)
        phone.wait_for_function("() => document.querySelector('.mk-meetings').scrollLeft > 10")
        after, moved = name.bounding_box(), column.bounding_box()
        assert before
        assert after
        assert there
        assert moved
        assert abs(after["x"] - before["x"]) < 1
        assert moved["x"] < there["x"] - 10
        table.evaluate("box => { box.style.maxHeight = '12rem'; box.scrollTop = 80; }")
        top = table.bounding_box()
        heading = column.bounding_box()
        assert top
        assert heading
        assert abs(heading["y"] - top["y"]) < 2
