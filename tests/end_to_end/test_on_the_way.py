"""What a coordinator meets on the way: names, rules and searches that need a second thought."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

import toolkit as mk
from toolkit.messages import Language, Translator
from toolkit.rules import KeepApart

from .classes import never_searched, small, with_rules
from .coordinating import (
    SEARCH_MS,
    SMALL,
    accept,
    add_rule,
    cells_of,
    download,
    go_on,
    make_groups,
    name_field,
    next_step,
    pick,
    seats,
    see_the_best,
    show_names,
    take_sample,
    to_step,
    upload,
)
from .handing_on import Tab

_ = Translator(Language.NB)

type Shoot = Callable[[Page, str], None]
type AssertAccessible = Callable[[Page], None]

HOSTILE = ["<img src=x onerror=alert(1)>", '=HYPERLINK("http://attacker.example")', '"; DROP TABLE']


@pytest.fixture
def page(tab: Tab) -> Page:
    """Before there is a class."""
    return tab.begin()


def test_the_page_changes_language(page: Page) -> None:
    for name, language in (
        ("Nynorsk", Language.NN),
        ("English", Language.EN),
        ("Bokmål", Language.NB),
    ):
        page.get_by_role("button", name=name).click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(next_step(page)).to_have_text(Translator(language)("Next: the rules"))


def test_a_file_that_is_no_class_list_says_what_to_do(page: Page, tmp_path: Path) -> None:
    wrong = tmp_path / "bilde.xlsx"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n")
    upload(page, wrong)
    expect(page.get_by_role("alert")).to_contain_text("bilde.xlsx")
    expect(next_step(page)).to_be_disabled()
    take_sample(page)  # and the page goes on


def test_hostile_names_are_only_text(page: Page, tmp_path: Path) -> None:
    names = [*(f"Elev {letter}" for letter in "ABCDE"), *HOSTILE]
    roster = tmp_path / "klasse.csv"
    roster.write_text("\n".join(["navn", *names[:5]]), "utf-8")
    upload(page, roster)
    expect(next_step(page)).to_be_enabled()
    one_more = page.get_by_label(_("One more student"))
    for name in HOSTILE:  # in a file, such rows are asked about
        one_more.fill(name)
        one_more.press("Enter")
        expect(one_more).to_have_value("")
    for name in HOSTILE:
        expect(page.get_by_text(name).first).to_be_visible()
    go_on(page, "Next: the rules")
    pick(page, *HOSTILE[:2])
    add_rule(page)
    go_on(page, "Next: the proposal")
    see_the_best(page)
    for name in HOSTILE:
        expect(seats(page).filter(has_text=name)).to_be_visible()
    accept(page, 1)
    to_step(page, "overview")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert page.locator("img[onerror], img[src='x']").count() == 0
    plan = mk.read_plan(download(page, "Download the plan", tmp_path))
    assert {student.name for student in plan.periods[0].students} == set(names)
    lists = download(page, "Download Excel lists", tmp_path)
    assert b"<f>" not in lists.read_bytes()
    cells = cells_of(lists)
    for name in HOSTILE:
        assert any(name in cell for cell in cells)


def test_the_keyboard_is_enough(page: Page) -> None:
    def tab_to(target: Locator) -> None:
        for _step in range(60):
            page.keyboard.press("Tab")
            if target.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError("the keyboard does not reach it")

    tab_to(page.locator(".mk-cards").first.get_by_role("button").nth(SMALL))
    page.keyboard.press("Enter")
    expect(next_step(page)).to_be_enabled()
    tab_to(next_step(page))
    page.keyboard.press("Enter")
    expect(next_step(page)).to_have_text(_("Next: the proposal"))
    tab_to(next_step(page))
    page.keyboard.press("Enter")
    see_the_best(page)
    first = seats(page).first
    name = first.inner_text()
    tab_to(first)
    page.keyboard.press("Enter")
    tab_to(seats(page).nth(3))
    page.keyboard.press("Enter")
    expect(seats(page).nth(3)).to_have_text(name)


def test_a_search_can_be_stopped_and_the_page_stays_alive(tab: Tab) -> None:
    page = tab.at(never_searched("ordinary"), "proposal")
    expect(seats(page)).to_have_count(28, timeout=SEARCH_MS)
    page.get_by_role("button", name="English").click()  # answered while it searches
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".mk-bar").get_by_role("button", name="Stop looking").click()
    page.get_by_role("button", name="Bokmål").click()
    see_the_best(page)  # it may be another than the first
    why = _("The search was stopped. A longer one may find a faster plan.")
    expect(page.get_by_text(why)).to_be_visible()
    expect(seats(page)).to_have_count(28)


def test_rules_that_contradict_each_other_are_named_and_can_be_removed(
    tab: Tab, shoot: Shoot, assert_accessible: AssertAccessible
) -> None:
    work = with_rules("small")  # with three groups, so no four can be kept apart
    names, ids = zip(*((student.name, student.id) for student in work.roster), strict=True)
    apart = (ids[:3], ids[1:4], (ids[0], ids[3]))
    rules = mk.Rules(keep_apart=tuple(map(KeepApart, apart)))
    page = tab.at(work.with_rules(rules), "proposal")
    change = page.get_by_role("button", name=_("Change the rules"))
    expect(change).to_be_visible()
    told = _("The rules cannot all hold in period {period}", period=1)
    expect(page.locator(".mk-bar").get_by_text(told)).to_be_in_viewport()
    show_names(page)
    expect(page.locator(".mk-section li")).to_have_count(3)
    assert_accessible(page)
    shoot(page, "conflict")
    change.click()
    rule = page.locator(".mk-rule", has_text=names[0]).filter(has_text=names[3])
    rule.get_by_role("button").click()
    expect(rule).to_have_count(0)
    expect(name_field(page)).to_be_focused()
    go_on(page, "Next: the proposal")
    see_the_best(page)


def test_a_new_rule_asks_how_much_of_a_proposal_should_stay(
    tab: Tab, shoot: Shoot, assert_accessible: AssertAccessible
) -> None:
    page = tab.at(small(), "proposal")
    expect(page.get_by_text(_("No plan can be faster."))).to_be_visible()
    one, other, *others = seats(page).all_inner_texts()
    to_step(page, "rules")
    pick(page, one, other)
    add_rule(page)
    go_on(page, "Next: the proposal")
    page.get_by_role("radio", name=_("As much as possible")).check()
    assert_accessible(page)
    shoot(page, "no-longer-fits")
    make_groups(page, 1)
    cards = page.locator(".mk-card")
    expect(cards.filter(has_text=one).filter(has_text=other)).to_have_count(0)
    kept = [text for text in seats(page).all_inner_texts()[-4:] if text in others[-4:]]
    assert len(kept) > 1


def test_an_accepted_period_can_be_taken_back(tab: Tab, shoot: Shoot) -> None:
    page = tab.at(small(), "proposal")
    expect(seats(page)).to_have_count(len(small().roster))
    proposed = seats(page).all_inner_texts()
    accept(page, 1)
    expect(page.locator(".mk-told")).to_have_text(_("Everyone has a seat."), timeout=SEARCH_MS)
    shoot(page, "accepted")
    page.get_by_role("button", name=_("Make period {number} anew …", number=1)).click()
    page.get_by_role("button", name=_("Yes, make new groups")).click()
    expect(seats(page)).to_have_text(proposed, timeout=SEARCH_MS)
    page.reload()
    to_step(page, "today")
    expect(page.locator(".mk-duo > li")).to_have_text(proposed)
