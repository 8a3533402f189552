"""The seats for the projector in a real browser: every name whole, and as large as can be."""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from toolkit.plan import Plan
from toolkit.seating.presets import Preset, room
from toolkit.seats import SeatedPeriod
from toolkit.showing.seats_page import seats_page

from .driving import WIDE, Watch
from .test_projector import LONG, plan_of

NOT_SEEN = """() => [...document.querySelectorAll("li")].filter(one => {
    const box = one.getBoundingClientRect();
    return box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight
        || one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
}).map(one => one.textContent)"""
OVERLAPPING = """() => {
    const boxes = [...document.querySelectorAll("li")].map(one => one.getBoundingClientRect());
    return boxes.filter((one, at) => boxes.slice(at + 1).some(other =>
        one.left < other.right - 1 && other.left < one.right - 1
        && one.top < other.bottom - 1 && other.top < one.bottom - 1)).length;
}"""
SIZES = """() => [...document.querySelectorAll("li")]
    .map(one => parseFloat(getComputedStyle(one).fontSize)).sort((a, b) => a - b)"""
FAR = 28  # px in a window of 1280 x 720


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser whose pages may ask nobody for anything."""
    made = browser.new_context(viewport=WIDE, locale="nb-NO", reduced_motion="reduce")
    watch = Watch()
    watch.follow(made)
    yield made
    made.close()
    assert watch.errors == []
    assert [url for url in watch.outside if not url.startswith("file:")] == []


@pytest.fixture
def opened(context: BrowserContext, tmp_path: Path) -> Callable[[Plan, str], Page]:
    def opened(plan: Plan, preset: str) -> Page:
        students = plan.periods[0].students
        where = room(preset, len(students))
        taken = zip(students, where.places, strict=False)
        seats = tuple((one.id, place.seat) for one, place in taken)
        file = tmp_path / "side.html"
        file.write_text(seats_page(plan, SeatedPeriod(1, where, seats)), "utf-8")
        page = context.new_page()
        page.goto(file.as_uri())
        expect(page.locator("li").first).to_be_visible()
        return page

    return opened


@pytest.mark.parametrize(("preset", "students"), [*product(Preset, (12, 28, 36))])
def test_every_name_is_whole_and_most_are_read_from_behind(
    opened: Callable[[Plan, str], Page], preset: Preset, students: int
) -> None:
    page = opened(plan_of(students, LONG), preset)
    expect(page.locator("li")).to_have_count(students)
    assert page.evaluate(NOT_SEEN) == []
    assert page.evaluate(OVERLAPPING) == 0
    sizes = page.evaluate(SIZES)
    # All along three walls, there is not as much room for everyone.
    assert sizes[len(sizes) // 4] >= (FAR if preset is not Preset.HORSESHOE else FAR * 2 / 3), sizes


def test_the_keys_and_the_buttons(opened: Callable[[Plan, str], Page]) -> None:
    page = opened(plan_of(12), Preset.ROWS)
    page.keyboard.press("b")
    expect(page.locator("li").first).not_to_be_visible()
    page.keyboard.press("b")
    dark = page.get_by_role("button", name="Mørk")
    dark.click()
    expect(dark).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("heading", name="Klassekart")).to_have_count(1)
