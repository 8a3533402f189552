"""The seating map that comes with a proposal, in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from toolkit.messages import Language, Translator
from toolkit.workspace.work import Work

from . import classes
from .coordinating import SEARCH_MS, next_step, to_step

_ = Translator(Language.NB)


def test_the_map_is_seen_before_the_proposal_is_accepted_and_is_the_one_of_the_day(
    open_page: Callable[..., Page],
    keep: Callable[[Work], None],
    assert_accessible: Callable[[Page], None],
) -> None:
    keep(classes.small())
    page = open_page()
    to_step(page, "proposal")
    page.get_by_role("button", name=_("See the seating map")).click()
    expect(page.locator(".mk-drawing svg")).to_be_visible(timeout=SEARCH_MS)
    assert_accessible(page)
    seen = page.locator(".mk-drawing svg text").all_text_contents()
    next_step(page).click()
    expect(page.locator(".mk-to-today")).to_contain_class("mk-current")
    expect(page.locator(".mk-place:not(.mk-free)")).to_have_count(len(classes.small().roster))
    for text in seen:  # the names, and what stands in the room
        expect(page.locator(".mk-floor")).to_contain_text(text)
