"""All that is done with seats, one after the other, in a real browser: by keys alone and by finger.

A room is drawn, a seat locked, two swapped, a wish made, a change undone, the smallest change
looked at and taken, and the class sees the map.
"""

from collections.abc import Callable
from typing import Protocol

import pytest
from playwright.sync_api import Locator, Page, expect

from toolkit.messages import Language, Translator

from .classes import seated, small
from .coordinating import SEARCH_MS, name_field
from .driving import PHONE, WIDE, wait_until_still

_ = Translator(Language.NB)
POINTERS = """() => {
    window.pointers = [];
    addEventListener("pointerdown", ({ pointerType }) => pointers.push(pointerType), true);
}"""

type Shoot = Callable[[Page, str], None]


class Hand(Protocol):
    """What a user has to work with; ``pointers`` are the kinds of it that the page hears of."""

    @property
    def pointers(self) -> frozenset[str]: ...

    def press(self, target: Locator, key: str = "Enter") -> None:
        """Press what is there; ``key`` is what does so by keyboard."""


class Keys:
    """A keyboard, and nothing else."""

    pointers = frozenset[str]()

    def press(self, target: Locator, key: str = "Enter") -> None:
        expect(target).to_be_enabled()
        if target.evaluate("one => one.tabIndex") < 0:
            self._go_among(target)
        else:
            self._tab_to(target)
        target.page.keyboard.press(key)

    def _tab_to(self, target: Locator) -> None:
        """To the next one that is there, all around the page."""
        for _step in range(150):
            if target.evaluate("one => one === document.activeElement"):
                return
            target.page.keyboard.press("Tab")
        raise AssertionError("the keyboard does not reach it")

    def _go_among(self, target: Locator) -> None:
        """With arrows, from the one of several that Tab leads to."""
        kind = target.evaluate("one => one.classList.contains('mk-cell') ? 'mk-cell' : 'mk-place'")
        self._tab_to(target.page.locator(f'.mk-app .{kind}[tabindex="0"]').last)
        for _step in range(40):
            across, down = target.evaluate("""one => {
                const [to, from] = [one, document.activeElement].map(
                    (each) => each.getBoundingClientRect());
                return [to.left - from.left, to.top - from.top];
            }""")
            if abs(across) < 1 and abs(down) < 1:
                return
            if abs(down) > 1:
                target.page.keyboard.press("ArrowDown" if down > 0 else "ArrowUp")
            else:
                target.page.keyboard.press("ArrowRight" if across > 0 else "ArrowLeft")
        raise AssertionError("the arrows do not lead there")


class Finger:
    """A finger on glass; what is typed is typed on the glass as well."""

    pointers = frozenset({"touch"})

    def press(self, target: Locator, key: str = "Enter") -> None:
        expect(target).to_be_enabled()
        wait_until_still(target)
        target.tap()


def button(page: Page, words: str) -> Locator:
    return page.get_by_role("button", name=_(words), exact=True).and_(page.locator(":visible"))


def place(page: Page, seat: str) -> Locator:
    return page.locator(f'.mk-floor .mk-place[data-seat="{seat}"]')


def draw_a_room(page: Page, hand: Hand) -> None:
    hand.press(button(page, "Draw the room"))
    name = page.get_by_label(_("Name of the room"))
    hand.press(name)
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Rom 214")
    sketch = page.locator(".mk-sketch")
    hand.press(sketch.get_by_role("button", name=f"{_('Window')} (V)"))
    where = _("{what}: row {row}, column {column}", what="", row=2, column=1)
    corner = page.locator(f'.mk-cell[aria-label$="{where}"]')
    hand.press(corner)
    expect(corner).to_contain_class("mk-window")
    hand.press(button(page, "Keep the room and seat the class in it"))
    expect(sketch).to_have_count(0)
    expect(page.locator(".mk-room select option:checked")).to_have_text("Rom 214")


def wish(page: Page, hand: Hand, student: str) -> None:
    hand.press(button(page, "Wishes about seats"))
    hand.press(name_field(page))
    page.keyboard.type(student)
    page.keyboard.press("Enter")
    expect(page.locator(".mk-chip", has_text=student)).to_be_visible()
    hand.press(page.locator(".mk-add"))
    expect(page.locator(".mk-chip")).to_have_count(0)
    hand.press(button(page, "Close the wishes"))


@pytest.mark.parametrize(
    ("hand", "shape", "has_touch"), [(Keys(), WIDE, False), (Finger(), PHONE, True)]
)
def test_a_room_is_drawn_sat_in_changed_mended_and_shown(
    open_page: Callable[..., Page],
    keep: Callable[..., None],
    shoot: Shoot,
    assert_accessible: Callable[[Page], None],
    hand: Hand,
    shape: dict[str, int],
    has_touch: bool,
) -> None:
    keep(seated(small().accepted()), "today")
    page = open_page(shape, has_touch=has_touch)
    page.evaluate(POINTERS)
    hand.press(page.locator(".mk-to-chart"))
    expect(page.locator(".mk-to-chart")).to_contain_class("mk-current")
    expect(page.locator(".mk-turning")).to_have_count(0)
    draw_a_room(page, hand)

    hand.press(place(page, "a1"))
    hand.press(button(page, "Lock the seat"))
    expect(place(page, "a1")).to_contain_class("mk-locked")
    names = place(page, "a1").inner_text(), place(page, "b1").inner_text()
    hand.press(place(page, "a1"))
    expect(place(page, "a1")).to_contain_class("mk-chosen")
    hand.press(place(page, "b1"))
    expect(place(page, "a1")).to_have_text(names[1])
    wish(page, hand, small().roster.students[0].name)
    assert_accessible(page)
    hand.press(button(page, "Undo"))
    expect(place(page, "a1")).to_have_text(names[0])

    together = page.get_by_label(_("Makkere move together"))
    hand.press(together, "Space")
    expect(together).not_to_be_checked()
    hand.press(place(page, "a1"))
    expect(place(page, "a1")).to_contain_class("mk-chosen")
    hand.press(place(page, "b1"))
    expect(page.locator(".mk-aside .mk-danger")).to_be_visible()
    hand.press(button(page, "Change as few seats as possible"))
    moving = page.locator(".mk-place.mk-moving")
    expect(moving).to_have_count(2, timeout=SEARCH_MS)
    assert_accessible(page)
    shoot(page, f"seats-offered-{shape['width']}")
    hand.press(button(page, "Change the seats so"))
    expect(moving).to_have_count(0)
    expect(page.locator(".mk-aside .mk-danger")).to_have_count(0)

    with page.context.expect_page() as opened:
        hand.press(button(page, "Show the seating map in class"))
    expect(opened.value.locator("li")).to_have_count(len(small().roster))
    assert set(page.evaluate("pointers")) == hand.pointers
