"""The first proposal comes while the search goes on: it is accepted, or the page is reloaded."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

import toolkit as mk

from .classes import never_searched, with_rules
from .coordinating import SEARCH_MS, _, go_on, seats
from .handing_on import Tab

type Shoot = Callable[[Page, str], None]
type AssertAccessible = Callable[[Page], None]


@pytest.fixture
def searching(tab: Tab) -> Page:
    """The first groups are there, and the search goes on."""
    page = tab.at(never_searched("ordinary"), "proposal")
    expect(seats(page)).to_have_count(28, timeout=SEARCH_MS)
    expect(page.locator(".mk-still-searching")).to_be_visible()
    return page


def test_the_first_groups_are_accepted_while_the_search_goes_on(
    searching: Page, shoot: Shoot, assert_accessible: AssertAccessible
) -> None:
    assert_accessible(searching)
    shoot(searching, "still-searching")
    go_on(searching, "Accept this rotation")
    expect(searching.locator(".mk-still-searching")).to_be_hidden()
    expect(searching.get_by_text(_("Saved {time}", time="")).first).to_be_visible()


def test_a_reload_goes_on_from_the_best_so_far(searching: Page) -> None:
    before = seats(searching).all_inner_texts()
    searching.reload()
    expect(seats(searching)).to_have_text(before)
    expect(searching.locator(".mk-still-searching")).to_be_visible()


def test_what_is_better_is_offered_and_undo_leads_back(tab: Tab) -> None:
    work = with_rules("ordinary")
    begun = work.found(mk.plan_next(work.roster, work.rules, work.plan))
    page = tab.at(replace(begun, searching=True), "proposal")
    before = seats(page).all_inner_texts()
    page.reload()
    offer = page.locator(".mk-offer")
    expect(offer).to_be_visible(timeout=SEARCH_MS)
    expect(seats(page)).to_have_text(before)
    offer.get_by_role("button").click()
    expect(offer).to_be_hidden()
    page.get_by_role("button", name=_("Undo")).click()
    expect(seats(page)).to_have_text(before)
