"""The longest names that a class may have, in the cards of its groups."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from toolkit.workspace.work import Work

from .classes import of_names, proposed
from .coordinating import go_on, seats, to_step

WIDTHS = (1366, 1000, 390, 320)
NAMES = (
    "Noah Andreassen",
    "Mohammed Abdirahman",
    "Maja Kristiansen",
    "Emil Johannessen-Bjørnstad",
    "Anne-Kristine Mikkelsen Torgersen",
    "Wolfeschlegelsteinhausenbergerdorff Vandenbroucke",
    "Thiruvananthapuram Venkatanarasimharajuvaripeta",
)
CLIPPED = """seats => seats.flatMap((seat) => {
    const words = document.createRange();
    words.selectNodeContents(seat);
    const card = seat.closest(".mk-card, .mk-seating > li").getBoundingClientRect();
    const box = seat.getBoundingClientRect();
    return [...words.getClientRects()]
        .filter((line) => line.left < box.left || line.right > box.right || line.top < box.top
            || line.bottom > box.bottom || box.left < card.left || box.right > card.right)
        .map(() => seat.textContent);
})"""
# The words that stand on more than one line.
BROKEN = """seats => seats.flatMap((seat) => [...seat.textContent.matchAll(/[^\\s-]+-?/g)]
    .filter(({ index, 0: word }) => {
        const range = document.createRange();
        const text = document.createTreeWalker(seat, NodeFilter.SHOW_TEXT).nextNode();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        return new Set([...range.getClientRects()].map((line) => line.top)).size > 1;
    })
    .map((found) => found[0]))"""


def test_no_name_is_cut_off(open_page: Callable[..., Page], keep: Callable[[Work], None]) -> None:
    keep(proposed(of_names(NAMES)))
    page = open_page()
    to_step(page, "proposal")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert_whole(page, ".mk-student")
        trio = page.locator(".mk-pair:has(> :nth-child(3)) > *")
        tops = trio.evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
        assert len(set(tops)) == 3
    go_on(page, "Accept this rotation")
    expect(seats(page)).to_have_count(0)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert_whole(page, ".mk-duo > li")


def assert_whole(page: Page, selector: str) -> None:
    names = page.locator(selector)
    expect(names).to_have_count(len(NAMES))
    assert names.evaluate_all(CLIPPED) == []
    broken = names.evaluate_all(BROKEN)
    assert all(len(word) > 16 for word in broken), broken
