"""An ordinary day and a makkerbytte, as a teacher has them: by mouse, and by keyboard alone."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Locator, Page, expect

import toolkit as mk
from toolkit.messages import Language, Translator
from toolkit.people import Roster, Student
from toolkit.workspace.work import Work

from .classes import in_force
from .coordinating import SEARCH_MS, next_step, see_the_best
from .driving import PHONE
from .handing_on import Tab

ZOOMED = {"width": 640, "height": 360}
_ = Translator(Language.NB)

type Shoot = Callable[[Page, str], None]
type AssertAccessible = Callable[[Page], None]
type Press = Callable[[Locator], None]


@pytest.fixture
def page(tab: Tab) -> Page:
    """The day of a class with two periods in force."""
    return tab.at(in_force("ordinary", periods=2), "today")


# Boxes of a change that have to be scrolled to the side.
WIDER = """[...document.querySelectorAll(".mk-section .mk-table")]
    .filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.textContent)"""


def troubled(work: Work) -> tuple[Work, list[str], str]:
    """A class that is another than the one that was seated: Mira Nordby has come.

    With it the names of two partners who are to be kept apart, and of one who has left.
    """
    assert work.last is not None
    first, *_others, last = work.last.pairs
    apart = [student.name for student in first.students]
    students = [one for one in work.roster if one.id != last.students[0].id]
    roster = Roster((*students, Student("new", "Mira Nordby", "8A")))
    rule = mk.keep_apart(work.roster, *apart)
    rules = replace(work.rules, keep_apart=(*work.rules.keep_apart, rule))
    return work.with_rules(rules).corrected(roster), apart, last.students[0].name


def act(page: Page, words: str) -> Locator:
    return page.get_by_role("button", name=_(words), exact=True)


def names(page: Page) -> list[str]:
    return page.locator(".mk-duo > li").all_inner_texts()


def pairs(page: Page) -> list[str]:
    return page.locator(".mk-duo").all_inner_texts()


def by_mouse(target: Locator) -> None:
    target.click()


def by_keyboard(target: Locator) -> None:
    """No mouse event at all: Tab, the arrows within a list, and Enter."""
    page = target.page
    expect(target).to_be_enabled()
    is_there = "element => element === document.activeElement"
    for key in ("Tab", "ArrowRight"):
        for _step in range(80):
            page.keyboard.press(key)
            if target.evaluate(is_there):
                page.keyboard.press("Enter")
                return
            if key == "Tab" and target.evaluate(
                "element => element.parentElement.contains(document.activeElement)"
                " && element.matches('.mk-toggle')"
            ):
                break
    raise AssertionError("the keyboard does not reach it")


WAYS = pytest.mark.parametrize("press", [by_mouse, by_keyboard])


@WAYS
def test_an_ordinary_day(
    page: Page, shoot: Shoot, assert_accessible: AssertAccessible, press: Press
) -> None:
    page.evaluate("addEventListener('mousedown', () => { window.mkMouse = true; }, true)")
    page.evaluate("window.mkMouse = false")
    expect(page.locator(".mk-to-today")).to_contain_class("mk-current")
    expect(page.locator(".mk-duo > li")).to_have_count(28)
    for student in page.locator(".mk-duo > li").all():
        expect(student).to_be_in_viewport()
    assert_accessible(page)
    if press is by_mouse:
        shoot(page, "today")
    press(act(page, "Some are away"))
    press(page.locator(".mk-toggle").nth(3))
    expect(page.locator(".mk-toggle[aria-pressed=true]")).to_have_count(1)
    expect(page.locator(".mk-away li").first).to_contain_text("Emil Vik")
    press(act(page, "Copy the message"))
    expect(page.locator(".mk-copied [role=status]")).not_to_be_empty()
    assert page.evaluate("String(getSelection())").startswith("Hei!")
    assert_accessible(page)
    with page.expect_popup() as shown:
        press(act(page, "Show in class"))
    expect(shown.value.get_by_text("Emil").first).to_be_visible()
    shown.value.close()
    press(act(page, "Print"))
    expect(page.get_by_role("heading", level=2).first).to_have_text(_("Papers"))
    assert page.evaluate("window.mkMouse") is (press is by_mouse)


@WAYS
def test_a_makkerbytte(tab: Tab, assert_accessible: AssertAccessible, press: Press) -> None:
    page = tab.at(in_force("small", periods=2), "today")
    before = names(page)
    press(act(page, "Next makkerbytte"))
    expect(next_step(page)).to_have_text(_("Accept this rotation"), timeout=SEARCH_MS)
    expect(next_step(page)).not_to_have_attribute("aria-disabled", "true")
    press(next_step(page))
    ready = _("Period {number} is ready", number=3)
    expect(page.get_by_role("heading", level=2)).to_have_text(ready)
    expect(page.locator(".mk-duo > li")).to_have_count(len(before))
    assert names(page) != before
    assert_accessible(page)
    # It is planned anew, and stays in force until another is accepted in its place.
    after = names(page)
    press(page.get_by_role("button", name=_("Make period {number} anew …", number=3)))
    yes = act(page, "Yes, make new groups")
    expect(yes).to_be_in_viewport(ratio=1)
    assert_accessible(page)
    press(yes)
    see_the_best(page)
    press(page.locator(".mk-to-today"))
    expect(page.locator(".mk-duo > li")).to_have_text(after)


@WAYS
def test_two_are_swapped_and_it_is_undone(
    page: Page, shoot: Shoot, assert_accessible: AssertAccessible, press: Press
) -> None:
    before = names(page)
    press(act(page, "Swap two now"))
    press(page.locator(".mk-student").nth(0))
    press(page.locator(".mk-student").nth(27))
    expect(page.locator(".mk-table tbody tr")).to_have_count(2)
    assert_accessible(page)
    if press is by_mouse:
        shoot(page, "today-swap")
    make = page.get_by_role(
        "button", name=re.compile(f"{_('Make the change')}|{_('Do it all the same')}")
    )
    press(make)
    expect(page.locator(".mk-duo > li").nth(0)).to_have_text(before[27])
    press(act(page, "Undo the change"))
    expect(page.locator(".mk-duo > li").nth(0)).to_have_text(before[0])
    assert names(page) == before


@WAYS
def test_a_class_that_has_changed_is_helped_with_the_smallest_change(
    tab: Tab, assert_accessible: AssertAccessible, press: Press
) -> None:
    """One has left and one has come, two who sit together are to be kept apart, at 200 %."""
    work, apart, left = troubled(in_force("ordinary", periods=2))
    page = tab.at(work, "today")
    page.set_viewport_size(ZOOMED)
    red = page.get_by_role("alert")
    expect(red).to_contain_text("Mira Nordby")
    expect(red).to_contain_text(left)
    for name in apart:
        expect(red).not_to_contain_text(name)
    assert_accessible(page)
    press(act(page, "Show the names"))
    expect(red).to_contain_text(apart[0])
    press(act(page, "Find the smallest change"))
    make = act(page, "Make the change")
    expect(page.locator("h3.mk-reply")).to_be_in_viewport(timeout=SEARCH_MS)
    expect(page.locator(".mk-moves")).to_contain_text("Mira Nordby")
    assert page.evaluate(WIDER) == []
    assert_accessible(page)
    press(make)
    expect(red).to_have_count(0)
    expect(page.get_by_text(_("The groups were changed today."))).to_be_in_viewport()
    assert_accessible(page)
    assert "Mira Nordby" in names(page)
    assert left not in names(page)
    sits_with = [pair for pair in pairs(page) if apart[0] in pair]
    assert apart[1] not in sits_with[0]
    press(act(page, "Undo the change"))
    expect(red).to_be_visible()
    press(act(page, "Hide the names"))  # they would be shown of the next class too
    expect(red).not_to_contain_text(apart[0])


def test_left_open_over_midnight_it_asks_for_the_new_day(page: Page) -> None:
    expect(page.locator(".mk-day")).to_be_visible()
    page.evaluate("""() => {
        window.told = "";
        const send = WebSocket.prototype.send;
        WebSocket.prototype.send = function (data) {
            window.told += typeof data === "string" ? data : new TextDecoder().decode(data);
            send.call(this, data);
        };
    }""")
    turn_to = "document.dispatchEvent(new Event('visibilitychange'))"
    page.evaluate(turn_to)
    assert "begun" not in page.evaluate("window.told")
    page.evaluate("() => { window.mkDay = Date.prototype.toDateString; }")
    page.evaluate("() => { Date.prototype.toDateString = () => 'another day'; }")
    page.evaluate(turn_to)
    page.wait_for_function("window.told.includes('begun')")
    page.evaluate("() => { Date.prototype.toDateString = window.mkDay; }")


def test_nothing_is_wider_than_the_page(page: Page) -> None:
    for shape in (PHONE, ZOOMED):
        page.set_viewport_size(shape)
        expect(page.locator(".mk-duo > li").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= shape["width"]


def test_it_is_one_page_of_paper_with_nothing_to_press(page: Page) -> None:
    act(page, "Some are away").click()
    expect(page.locator(".mk-toggles")).to_be_visible()
    page.emulate_media(media="print")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator(".mk-printed")).to_have_text("8A")
    expect(page.locator(".mk-printed")).to_be_visible()
    expect(page.locator(".mk-toggles")).to_be_hidden()
    page.emulate_media(media="screen")
    act(page, "Some are away").click()
    expect(page.locator(".mk-toggles")).to_have_count(0)


def test_the_projector_is_the_same_with_every_rule_and_with_none(tab: Tab) -> None:
    """What students see, and all that their window has and asks for, tells of no rule."""

    work = in_force("ordinary", periods=2)
    assert work.rules.keep_apart

    def projected(rules: mk.Rules) -> tuple[str, str, set[str]]:
        page = tab.at(work.with_rules(rules), "today")
        with page.context.expect_page() as opened:
            act(page, "Show in class").click()
        window = opened.value
        asked: list[str] = []
        window.on("request", lambda request: asked.append(request.url))
        window.reload()
        expect(window.locator("li").first).to_be_visible()
        whole = re.sub(r"blob:[^\"]+", "blob:", window.content())
        title = window.title()
        window.close()
        return whole, title, {re.sub(r"blob:.*", "blob:", url) for url in asked}

    with_rules = projected(work.rules)
    assert projected(mk.Rules()) == with_rules
    assert with_rules[1] == "8A · Periode 2"
    assert with_rules[2] <= {"blob:"}
