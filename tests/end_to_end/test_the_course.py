"""The trainer's path in a real browser, on a projector and without a workspace."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from toolkit.messages import Language, Translator
from toolkit.training.hand_game import game
from toolkit.training.parts import PARTS

from .driving import PATIENCE_S, WIDE, Server, Watch, start_dashboard

_ = Translator(Language.NB)
ALL_OF_ONE_GROUP = ["Ada", "Celin", "Birk", "David"]
LEAST_PX = 24

# The size of all letters that are seen, in the boxes of the course; pictures have their own.
SMALLEST = """() => {
    const sizes = [];
    const root = document.querySelector(".mk-app");
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const box = texts.currentNode.parentElement;
        const isText = texts.currentNode.data.trim() && !box.closest("svg, .mk-unseen, style");
        if (isText && box.checkVisibility()) sizes.push(parseFloat(getComputedStyle(box).fontSize));
    }
    return Math.min(...sizes);
}"""


@pytest.fixture(scope="module")
def course() -> Iterator[Server]:
    running = start_dashboard("opplaring")
    yield running
    status, printed = running.stop()
    assert status == 0
    assert printed == ""
    assert list(running.workspace.parent.iterdir()) == []  # nothing is kept


@pytest.fixture
def page(course: Server, browser: Browser) -> Iterator[Page]:
    watch = Watch()
    context = browser.new_context(viewport=WIDE, locale="nb-NO", reduced_motion="reduce")
    context.add_init_script("window.mkRestMs = 0")
    context.set_default_timeout(1000 * PATIENCE_S)
    watch.follow(context)
    page = context.new_page()
    page.goto(course.address)
    expect(page.locator(".mk-part")).to_be_visible()
    yield page
    course.leave(context)
    assert watch.outside == []
    assert watch.errors == []


def go_on(page: Page, title: str) -> None:
    page.locator(".mk-primary").click()
    expect(page.locator(".mk-screen > .mk-part:not(.mk-ghost) h2")).to_have_text(title)
    expect(page.locator(".mk-ghost")).to_have_count(0)


def test_from_the_first_part_to_the_last_on_a_projector(
    page: Page,
    shoot: Callable[[Page, str], None],
    assert_accessible: Callable[[Page], None],
) -> None:
    for number, part in enumerate(PARTS, start=1):
        if number > 1:
            go_on(page, _(part.title))
        if part.key == "nine":
            expect(page.locator(".mk-figure .scatterlayer").first).to_be_visible()
        for note in part.notes:
            expect(page.get_by_text(_(note))).to_have_count(0)
        assert page.evaluate(SMALLEST) >= LEAST_PX, part.key
        assert page.evaluate("document.documentElement.scrollHeight") <= WIDE["height"], part.key
        assert_accessible(page)
        shoot(page, f"opplaring-{number:02}-{part.key}")
    expect(page.locator(".mk-primary")).to_be_hidden()


def test_a_makkerbytte_by_hand_with_the_keyboard(
    page: Page,
    shoot: Callable[[Page, str], None],
    assert_accessible: Callable[[Page], None],
) -> None:
    page.locator(".mk-step").nth(2).click()
    tiles = page.locator(".mk-tile")
    expect(tiles).to_have_count(12)
    names = [student.name for student in game().students]
    others = [name for name in names if name not in ALL_OF_ONE_GROUP]
    first, *rest = ALL_OF_ONE_GROUP + others[0::2] + others[1::2]
    tile = page.get_by_role("button", name=first, exact=True)
    tile.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Hvem skal sitte med {first}?")).to_be_visible()
    expect(tile).to_be_focused()
    assert_accessible(page)
    shoot(page, "opplaring-prov-selv")
    for name in rest:
        page.get_by_role("button", name=name, exact=True).press("Enter")
    expect(page.get_by_text("Disse møter ingen nye på tre uker: Ada, Birk, Celin")).to_be_visible()
    expect(page.get_by_role("region", name="Av programmet")).to_be_visible()
    assert page.evaluate(SMALLEST) >= LEAST_PX
    assert_accessible(page)
    shoot(page, "opplaring-for-hand")
    page.get_by_role("button", name="Begynn på nytt").click()
    expect(page.locator(".mk-tile.mk-placed")).to_have_count(0)
    expect(tiles.first).to_be_visible()


def test_the_notes_are_in_a_window_that_follows(page: Page) -> None:
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Mine notater").click()
    notes = opened.value
    expect(notes.get_by_role("heading")).to_have_text(_(PARTS[0].title))
    expect(notes.get_by_role("listitem")).to_have_text([_(note) for note in PARTS[0].notes])
    go_on(page, _(PARTS[1].title))
    expect(notes.get_by_role("heading")).to_have_text(_(PARTS[1].title))
    expect(notes.get_by_text("0:00 av 15 minutter").or_(notes.get_by_text("0:01"))).to_be_visible()
    page.get_by_role("button", name="English").click()
    expect(notes.get_by_role("heading")).to_have_text(str(PARTS[1].title))
    notes.close()
