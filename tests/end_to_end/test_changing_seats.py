"""The klassekart of a class that is another now, in a real browser: by mouse and by keyboard."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

import toolkit as mk
from toolkit.messages import Language, Translator, plural
from toolkit.plan import Plan
from toolkit.roster_editing import with_joined
from toolkit.seating.editing import sized, with_desk, without
from toolkit.workspace.rooms import keep_room
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Bookmark

from .coordinating import SEARCH_MS, to_step
from .driving import Server, wait_until_still

SAMPLES = Path(__file__).parents[2] / "sample_data"
ROOM = replace(mk.room("rows", 30), name="Rom 214")
NEW = "Zara Ny"
MOVED = plural("{n} student has moved.", "{n} students have moved.", n=2)
_ = Translator(Language.NB)

type Open = Callable[..., Page]


@pytest.fixture
def open_page(server: Server, open_page: Open, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the page of the seats of a class that one has joined since it was seated."""
    monkeypatch.setenv("LOGNAME", "kari")
    roster = mk.read_roster(SAMPLES / "8a.csv")
    rules = mk.read_rules(SAMPLES / "8a.rules.toml", roster)
    plan = Plan(mk.plan_next(roster, rules).periods)
    work = Work(roster, rules, plan, seating=mk.seat_year(plan, ROOM, rules).seating)
    with mk.open_workspace(str(server.workspace)) as workspace:
        kept = workspace.begin(work.corrected(with_joined(roster, NEW)))
        workspace.keep_bookmark(Bookmark(kept.class_id, "chart", "nb"))
    return open_page


def other_desks() -> mk.Room:
    """The room without its first desk, and with another one at the back."""
    larger = sized(ROOM, ROOM.rows + 2, ROOM.columns)
    return without(with_desk(larger, (larger.rows, 1)), ROOM.by_name["a"].cells[0])


def place(page: Page, seat: str) -> Locator:
    return page.locator(f'.mk-floor .mk-place[data-seat="{seat}"]')


def bench(page: Page) -> Locator:
    return page.locator(".mk-bench button")


def said(page: Page) -> Locator:
    return page.locator(".mk-told")


def to_the_seats(page: Page) -> None:
    to_step(page, "chart")
    expect(place(page, "a1")).to_be_visible(timeout=SEARCH_MS)


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """No mouse event at all: Tab until it is there."""
    for _step in range(80):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError("the keyboard does not reach it")


def test_who_has_no_seat_is_dragged_and_clicked_onto_one(
    open_page: Open, assert_accessible: Callable[[Page], None]
) -> None:
    page = open_page()
    to_the_seats(page)
    expect(bench(page)).to_have_text([NEW.split()[0]])
    assert_accessible(page)
    taken = place(page, "a1")
    out = taken.inner_text()
    bench(page).drag_to(taken)
    expect(taken).to_have_text(NEW.split()[0])
    expect(bench(page)).to_have_text([out])
    free = page.locator(".mk-floor .mk-free").first
    seat = free.get_attribute("data-seat")
    assert seat
    bench(page).click()
    free.click()
    expect(place(page, seat)).to_have_text(out)
    expect(bench(page)).to_have_count(0)
    expect(page.locator(".mk-bench")).to_be_hidden()
    undo = page.get_by_role("button", name=_("Undo"), exact=True)
    wait_until_still(undo)
    undo.click()
    expect(bench(page)).to_have_text([out])


def test_who_has_no_seat_is_put_on_one_by_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    page.evaluate("addEventListener('mousedown', () => document.title = 'a mouse', true)")
    step = page.locator(".mk-to-chart")
    tab_to(page, step)
    page.keyboard.press("Enter")
    expect(step).to_contain_class("mk-current")
    expect(page.locator(".mk-turning")).to_have_count(0)
    tab_to(page, bench(page))
    page.keyboard.press("Enter")
    expect(bench(page)).to_contain_class("mk-chosen")
    page.keyboard.press("Tab")
    first = page.locator(".mk-place:focus")
    out = first.inner_text()
    page.keyboard.press("Enter")
    expect(first).to_have_text(NEW.split()[0])
    expect(bench(page)).to_have_text([out])
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(bench(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(bench(page)).to_have_text([NEW.split()[0]])
    expect(bench(page)).to_be_focused()
    assert page.title() != "a mouse"


def test_the_groups_bring_the_seats_along_and_a_changed_room_moves_the_fewest(
    server: Server,
    open_page: Open,
    shoot: Callable[[Page, str], None],
    assert_accessible: Callable[[Page], None],
) -> None:
    page = open_page()
    to_the_seats(page)
    page.get_by_role("button", name=_("Change the groups first")).click()
    page.get_by_role("button", name=_("Find the smallest change")).click()
    make = page.get_by_role("button", name=_("Make the change"))
    make.click(timeout=SEARCH_MS)
    take = page.get_by_role("button", name=_("Change the seats so"))
    expect(take).to_be_in_viewport(timeout=SEARCH_MS)
    expect(page.locator(".mk-aside .mk-moves")).to_contain_text(NEW)
    expect(page.locator(".mk-place.mk-moving", has_text=NEW.split()[0])).to_have_count(1)
    assert_accessible(page)
    shoot(page, "seats-offered")
    take.click()
    expect(said(page)).to_contain_text(NEW)
    expect(bench(page)).to_have_count(0)
    expect(page.locator(".mk-aside .mk-danger")).to_have_count(0)
    with mk.open_workspace(str(server.workspace)) as workspace:
        keep_room(workspace, other_desks())
    to_the_seats(page)
    told = page.get_by_text(
        _("The desks in {room} are others now than on this map.", room="Rom 214")
    )
    expect(told).to_be_visible()
    page.get_by_role("button", name=_("Change as few seats as possible")).click()
    leave = page.get_by_role("button", name=_("Leave the seats as they are"))
    leave.click(timeout=SEARCH_MS)
    expect(told).to_be_visible()
    expect(place(page, "a1")).to_have_count(1)
    page.get_by_role("button", name=_("Change as few seats as possible")).click()
    take.click(timeout=SEARCH_MS)
    expect(told).to_have_count(0)
    expect(place(page, "a1")).to_have_count(0)
    expect(said(page)).to_contain_text(_(MOVED))
