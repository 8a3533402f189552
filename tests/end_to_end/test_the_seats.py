"""The klassekart, in a real browser: by keyboard alone, by finger, and on the projector."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from toolkit.messages import Language, Translator

from .classes import in_force, seated
from .coordinating import SEARCH_MS, next_step, to_step
from .driving import PHONE, WIDE, until

LAPTOP = {"width": 1366, "height": 768}
ZOOMED = {"width": 683, "height": 384}
READ_PX = 12
SIZES = """all => Object.fromEntries(all.filter(one => !one.classList.contains("mk-free"))
    .map(one => [one.textContent, parseFloat(getComputedStyle(one).fontSize)]))"""
# What is in the middle is cut on both sides, of which a browser tells one.
ON_THE_EDGE = """things => things.filter(thing => {
    const words = document.createRange();
    words.selectNodeContents(thing);
    const [inner, outer] = [words, thing].map(one => one.getBoundingClientRect());
    return inner.width && (inner.top < outer.top + thing.clientTop
        || inner.bottom > outer.bottom - thing.clientTop);
}).map(thing => thing.textContent)"""
CLIPPED = """all => all.filter(one => one.scrollWidth > one.clientWidth + 1
    || one.scrollHeight > one.clientHeight + 1).map(one => one.textContent)"""
_ = Translator(Language.NB)

type Open = Callable[..., Page]
type Shoot = Callable[[Page, str], None]


@pytest.fixture
def open_page(open_page: Open, keep: Callable[..., None]) -> Open:
    """Opens the page where a class has a period in force, and nobody has a seat."""
    keep(in_force("ordinary"), "today")
    return open_page


def places(page: Page) -> Locator:
    return page.locator(".mk-place")


def place(page: Page, seat: str) -> Locator:
    return page.locator(f'.mk-place[data-seat="{seat}"]')


def texts(page: Page) -> list[str]:
    return places(page).all_inner_texts()


def said(page: Page) -> Locator:
    return page.locator(".mk-told")


def to_the_seats(page: Page) -> None:
    to_step(page, "chart")
    expect(places(page).first).to_be_visible(timeout=SEARCH_MS)
    expect(page.locator(".mk-search-progress")).to_be_hidden()


def tab_to(page: Page, target: Locator) -> None:
    """No mouse event at all: Tab until it is there."""
    for _step in range(80):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not reach it")


def test_the_seats_by_keyboard_alone(
    open_page: Open, shoot: Shoot, assert_accessible: Callable[[Page], None]
) -> None:
    page = open_page()
    page.evaluate("addEventListener('mousedown', () => document.title = 'a mouse', true)")
    step = page.locator(".mk-to-chart")
    tab_to(page, step)
    page.keyboard.press("Enter")
    expect(places(page).first).to_be_visible(timeout=SEARCH_MS)
    expect(said(page)).to_have_text(_("Everyone has a seat."), timeout=SEARCH_MS)
    before = texts(page)
    assert len([text for text in before if text != _("Free")]) == 28
    assert_accessible(page)
    shoot(page, "klassekart")

    first = page.locator('.mk-place[tabindex="0"]')
    tab_to(page, first)
    page.keyboard.press("Enter")
    expect(first).to_contain_class("mk-chosen")
    name = first.inner_text()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator(".mk-place:focus")).to_have_text(name)
    moved_to = page.locator(".mk-place:focus").get_attribute("data-seat")
    expect(said(page)).to_contain_text(f"plass {moved_to}")
    after = texts(page)
    assert after != before

    page.keyboard.press("l")
    expect(page.locator(".mk-place:focus")).to_contain_class("mk-locked")
    seat = page.locator(".mk-place:focus").get_attribute("data-seat")
    again = page.get_by_role("button", name=_("Seat the others anew"))
    tab_to_back(page, again)
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text(_("Everyone has a seat."), timeout=SEARCH_MS)
    expect(place(page, str(seat))).to_have_text(name)

    undo = page.get_by_role("button", name=_("Undo"), exact=True)
    tab_to(page, undo)
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text(_("The last change is undone."))
    assert texts(page) == after
    for _part in ("the lock", "the swap"):
        expect(undo).to_be_focused()
        page.keyboard.press("Enter")
    expect(places(page)).to_have_text(before)
    assert page.title() != "a mouse"


def tab_to_back(page: Page, target: Locator) -> None:
    for _step in range(80):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab")
    raise AssertionError("the keyboard does not reach it")


def middle(target: Locator) -> tuple[float, float]:
    box = target.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def between(
    start: tuple[float, float], end: tuple[float, float], share: float
) -> tuple[float, float]:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def cell(page: Page, row: int, column: int) -> Locator:
    ending = _("{what}: row {row}, column {column}", what="", row=row, column=column)
    return page.locator(f'.mk-cell[aria-label$="{ending}"]')


def test_a_room_is_drawn_and_sat_in_without_a_mouse(
    open_page: Open, shoot: Shoot, assert_accessible: Callable[[Page], None]
) -> None:
    page = open_page(WIDE)
    to_the_seats(page)
    tab_to(page, page.get_by_role("button", name=_("Draw the room")))
    page.keyboard.press("Enter")
    name = page.get_by_label(_("Name of the room"))
    expect(name).to_be_visible()
    tab_to(page, name)
    page.keyboard.type("Rom 214")
    tab_to(page, page.locator('.mk-cell[tabindex="0"]'))
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(".mk-cell.mk-held")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".mk-cell.mk-held")).to_have_count(0)
    expect(cell(page, 4, 2)).to_contain_class("mk-desk")
    assert_accessible(page)
    shoot(page, "room")
    tab_to(page, page.get_by_role("button", name=_("Keep the room and seat the class in it")))
    page.keyboard.press("Enter")
    expect(page.locator(".mk-sketch")).to_have_count(0)
    expect(page.locator(".mk-search-progress")).to_be_hidden(timeout=SEARCH_MS)
    expect(page.locator(".mk-room select option:checked")).to_have_text("Rom 214")


class TestByFinger:
    """One telephone, where everyone has a seat already."""

    @pytest.fixture(scope="class")
    @classmethod
    def page(cls, open_shared: Open, keep: Callable[..., None]) -> Page:
        keep(seated(in_force("ordinary")), "today")
        page = open_shared(PHONE, has_touch=True)
        to_the_seats(page)
        return page

    def test_a_seat_is_dragged_by_finger(self, page: Page) -> None:
        client = page.context.new_cdp_session(page)

        def touch(kind: str, *points: tuple[float, float]) -> None:
            where = [{"x": x, "y": y} for x, y in points]
            client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": where})

        one, other = place(page, "a1"), place(page, "b1")
        one.evaluate("seat => seat.scrollIntoView({ block: 'center' })")
        name, (start, end) = one.inner_text(), (middle(one), middle(other))
        touch("touchStart", start)
        expect(page.locator(".mk-in-hand")).to_be_visible()
        for part in range(1, 9):
            touch("touchMove", between(start, end, part / 8))
        touch("touchEnd")
        expect(other).to_have_text(name)
        expect(page.locator(".mk-in-hand")).to_have_count(0)

    def test_a_room_is_drawn_with_a_finger(self, page: Page) -> None:
        page.get_by_role("button", name=_("Draw the room")).tap()
        sketch = page.locator(".mk-sketch")
        sketch.get_by_role("button", name=f"{_('Window')} (V)").tap()
        cell(page, 2, 2).tap()
        expect(cell(page, 2, 2)).to_contain_class("mk-window")
        sketch.get_by_role("button", name=_("Undo")).tap()
        expect(cell(page, 2, 2)).not_to_contain_class("mk-window")
        page.get_by_role("button", name=_("Leave it"), exact=True).tap()
        expect(sketch).to_have_count(0)


class TestSeated:
    """One page, where everyone has a seat already."""

    @pytest.fixture(scope="class")
    @classmethod
    def shared(cls, open_shared: Open, keep: Callable[..., None]) -> Page:
        keep(seated(in_force("ordinary")), "today")
        page = open_shared()
        to_the_seats(page)
        return page

    @pytest.fixture
    def page(self, shared: Page) -> Page:
        shared.set_viewport_size(WIDE)
        return shared

    def test_a_taken_seat_swaps_by_mouse_and_a_rule_is_told_at_once(self, page: Page) -> None:
        page.get_by_text(_("Makkere move together")).click()
        one, other = place(page, "a1"), place(page, "d2")
        names = one.inner_text(), other.inner_text()
        one.drag_to(other)
        expect(one).to_have_text(names[1])
        expect(other).to_have_text(names[0])
        expect(page.locator(".mk-note.mk-danger")).to_be_visible()
        expect(page.locator(".mk-place.mk-broken").first).to_be_visible()

    @pytest.mark.parametrize("shape", [WIDE, LAPTOP, PHONE, ZOOMED])
    def test_nothing_is_wider_than_the_page_and_no_name_is_cut_or_too_small_to_read(
        self, page: Page, shape: dict[str, int], shoot: Shoot
    ) -> None:
        page.set_viewport_size(shape)
        assert page.evaluate("document.documentElement.scrollWidth") <= shape["width"]
        assert places(page).evaluate_all(CLIPPED) == []
        shoot(page, f"klassekart-{shape['width']}")
        if shape is not ZOOMED:  # its letters are twice as large as they say
            sizes = places(page).evaluate_all(SIZES)
            assert sizes["Abdirahman"] == min(sizes.values()) >= READ_PX

    def test_what_stands_in_the_room_is_named_in_full_in_every_language(self, page: Page) -> None:
        page.set_viewport_size(WIDE)
        for language, window in (
            ("Nynorsk", "Vindauge"),
            ("English", "Window"),
            ("Bokmål", "Vindu"),
        ):
            page.get_by_role("button", name=language).click()
            things = page.locator(".mk-thing")
            expect(things.get_by_text(window).first).to_be_visible()
            until(lambda things=things: things.evaluate_all(CLIPPED) == [])
            until(lambda things=things: things.evaluate_all(ON_THE_EDGE) == [])

    def test_the_projector_has_the_names_and_nothing_that_only_the_teacher_may_know(
        self, page: Page
    ) -> None:
        place(page, "b1").focus()
        page.keyboard.press("l")
        expect(place(page, "b1")).to_contain_class("mk-locked")

        def projected() -> tuple[str, str]:
            with page.context.expect_page() as opened:
                page.get_by_role("button", name=_("Show the seating map in class")).click()
            window = opened.value
            expect(window.locator("li").first).to_be_visible()
            assert window.locator("li").count() == 28
            content, title = window.content(), window.title()
            window.close()
            return content, title

        content, title = projected()
        assert title == "8A · Klassekart, periode 1"
        for secret in ("keep_apart", "mk-locked", "mk-broken", "8a-", "låst", "ønske"):
            assert secret not in content
        expect(next_step(page)).to_have_text(_("Next: the day"))
