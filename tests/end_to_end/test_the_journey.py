"""What a coordinator does, from the class list to the files that are taken home."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from python_calamine import CalamineWorkbook

import toolkit as mk
from toolkit.messages import Language, Translator

from .coordinating import (
    SEARCH_MS,
    SMALL,
    go_on,
    make_groups,
    next_step,
    pick,
    seats,
    take_sample,
    upload,
)
from .driving import PHONE

SAMPLES = Path(__file__).parents[2] / "sample_data"
_ = Translator(Language.NB)

type Shoot = Callable[[Page, str], None]
type AssertAccessible = Callable[[Page], None]


def download(page: Page, words: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=_(words)).click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def cells_of(workbook: Path) -> list[str]:
    book = CalamineWorkbook.from_path(workbook)
    sheets = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    return [str(cell) for sheet in sheets for row in sheet for cell in row]


def test_from_a_class_list_to_a_plan_in_a_file(
    page: Page, shoot: Shoot, assert_accessible: AssertAccessible, tmp_path: Path
) -> None:
    shoot(page, "welcome")
    take_sample(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("8A")
    assert_accessible(page)
    shoot(page, "class-list")

    go_on(page, "Next: the rules")
    pick(page, "Hedda Aasen", "Oda Strand")
    page.locator(".mk-add").first.click()
    expect(page.locator(".mk-rule", has_text="Hedda Aasen")).to_be_visible()
    assert_accessible(page)
    shoot(page, "rules")
    roster = mk.read_roster(SAMPLES / "8a.csv")
    rules = mk.read_rules(download(page, "Download the rules", tmp_path), roster)
    assert len(rules.keep_apart) == 3

    go_on(page, "Next: the proposal")
    make_groups(page, 1)
    expect(seats(page)).to_have_count(28)
    assert_accessible(page)
    shoot(page, "proposal")

    one, other = (seats(page).nth(at).inner_text() for at in (0, 27))
    seats(page).nth(0).click()
    seats(page).nth(27).click()
    expect(seats(page).nth(0)).to_have_text(other)
    expect(page.locator(".mk-aside .mk-danger")).to_be_visible()  # a rule of the sample's is broken
    shoot(page, "swap")
    page.get_by_role("button", name=_("Undo")).click()
    expect(seats(page).nth(0)).to_have_text(one)
    expect(seats(page).nth(27)).to_have_text(other)

    go_on(page, "Accept this rotation")
    make_groups(page, 2)
    go_on(page, "Accept this rotation")
    page.get_by_role("button", name=_("See the overview")).click()
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(3)
    expect(page.get_by_text(_("The rest of the year"))).to_be_visible()
    assert_accessible(page)
    shoot(page, "overview")

    plan = mk.read_plan(download(page, "Download the plan", tmp_path))
    assert len(plan.periods) == 2
    assert len(plan.periods[0].students) == 28
    expect(page.locator(".mk-unsaved")).to_have_count(0)
    assert not mk.check(plan, roster, rules)
    cells = cells_of(download(page, "Download Excel lists", tmp_path))
    assert any("Hedda Aasen" in cell for cell in cells)


@pytest.mark.parametrize(
    ("name", "language"),
    [("Nynorsk", Language.NN), ("English", Language.EN), ("Bokmål", Language.NB)],
)
def test_the_page_changes_language(page: Page, name: str, language: Language) -> None:
    page.get_by_role("button", name=name).click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(next_step(page)).to_have_text(Translator(language)("Next: the rules"))


HOSTILE = ["<img src=x onerror=alert(1)>", '=HYPERLINK("http://attacker.example")', '"; DROP TABLE']


def test_hostile_names_are_only_text(page: Page, shoot: Shoot, tmp_path: Path) -> None:
    names = [*HOSTILE, *(f"Elev {letter}" for letter in "ABCDE")]
    roster = tmp_path / "klasse.csv"
    quoted = ('"{}"'.format(name.replace('"', '""')) for name in names)
    roster.write_text("\n".join(["navn", *quoted]), "utf-8")
    upload(page, roster)
    expect(next_step(page)).to_be_enabled()
    for name in HOSTILE:
        expect(page.get_by_text(name).first).to_be_visible()
    go_on(page, "Next: the rules")
    pick(page, *HOSTILE[:2])
    page.locator(".mk-add").first.click()
    go_on(page, "Next: the proposal")
    make_groups(page, 1)
    for name in HOSTILE:
        expect(seats(page).filter(has_text=name)).to_be_visible()
    go_on(page, "Accept this rotation")
    page.get_by_role("button", name=_("See the overview")).click()
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert page.locator("img[onerror], img[src='x']").count() == 0
    plan = mk.read_plan(download(page, "Download the plan", tmp_path))
    assert {student.name for student in plan.periods[0].students} == set(names)
    lists = download(page, "Download Excel lists", tmp_path)
    assert b"<f>" not in lists.read_bytes()
    cells = cells_of(lists)
    for name in HOSTILE:
        assert any(name in cell for cell in cells)


def test_a_file_that_is_no_class_list_says_what_to_do(page: Page, tmp_path: Path) -> None:
    wrong = tmp_path / "bilde.xlsx"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n")
    upload(page, wrong)
    expect(page.get_by_role("alert")).to_contain_text("bilde.xlsx")
    expect(next_step(page)).to_be_disabled()
    take_sample(page)  # and the page goes on


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
    expect(next_step(page)).to_have_text(_("Make groups for period {number}", number=1))
    tab_to(next_step(page))
    page.keyboard.press("Enter")
    expect(next_step(page)).to_have_text(_("Accept this rotation"), timeout=SEARCH_MS)
    first = seats(page).first
    name = first.inner_text()
    tab_to(first)
    page.keyboard.press("Enter")
    tab_to(seats(page).nth(3))
    page.keyboard.press("Enter")
    expect(seats(page).nth(3)).to_have_text(name)


def test_a_search_can_be_stopped_and_the_page_stays_alive(page: Page) -> None:
    take_sample(page)
    go_on(page, "Next: the rules")
    go_on(page, "Next: the proposal")
    go_on(page, "Make groups for period {number}", number=1)
    stop = next_step(page).filter(has_text=_("Stop and use the best so far"))
    found = next_step(page).filter(has_text=_("Accept this rotation"))
    expect(stop.or_(found)).to_be_visible()
    if stop.is_visible():
        page.get_by_role("button", name="English").click()  # answered while it searches
        expect(page.locator("html")).to_have_attribute("lang", "en")
        next_step(page).click()
    expect(seats(page).first).to_be_visible(timeout=SEARCH_MS)


def test_rules_that_contradict_each_other_are_named_and_can_be_removed(
    page: Page, shoot: Shoot, assert_accessible: AssertAccessible
) -> None:
    take_sample(page)
    go_on(page, "Next: the rules")
    pick(page, "Ida Berg", "Jonas Lie")  # the class begins the year with them as partners
    page.locator(".mk-add").first.click()
    go_on(page, "Next: the proposal")
    go_on(page, "Make groups for period {number}", number=1)
    change = page.get_by_role("button", name=_("Change the rules"))
    expect(change).to_be_visible()
    expect(page.locator(".mk-section li")).to_have_count(2)
    assert_accessible(page)
    shoot(page, "conflict")
    change.click()
    rule = page.locator(".mk-rule", has_text=_("never in the same group")).filter(
        has_text="Jonas Lie"
    )
    rule.get_by_role("button").click()
    expect(rule).to_have_count(0)
    expect(page.locator(".mk-maker").first.locator("input[list]")).to_be_focused()
    go_on(page, "Next: the proposal")
    go_on(page, "Make groups for period {number}", number=1)
    go_on(page, "Stop and use the best so far")
    expect(next_step(page)).to_have_text(_("Accept this rotation"), timeout=SEARCH_MS)


def test_a_new_rule_asks_how_much_of_a_proposal_should_stay(
    page: Page, shoot: Shoot, assert_accessible: AssertAccessible
) -> None:
    take_sample(page, SMALL)
    go_on(page, "Next: the rules")
    go_on(page, "Next: the proposal")
    make_groups(page, 1)
    expect(page.get_by_text(_("No plan can be faster."))).to_be_visible()
    one, other, *others = seats(page).all_inner_texts()
    page.locator(".mk-step").nth(1).click()
    pick(page, one, other)
    page.locator(".mk-add").first.click()
    go_on(page, "Next: the proposal")
    page.get_by_role("radio", name=_("As much as possible")).check()
    assert_accessible(page)
    shoot(page, "no-longer-fits")
    make_groups(page, 1)
    cards = page.locator(".mk-card")
    expect(cards.filter(has_text=one).filter(has_text=other)).to_have_count(0)
    kept = [text for text in seats(page).all_inner_texts()[-4:] if text in others[-4:]]
    assert len(kept) > 1


def test_an_accepted_period_can_be_taken_back(page: Page, shoot: Shoot) -> None:
    take_sample(page, SMALL)
    go_on(page, "Next: the rules")
    go_on(page, "Next: the proposal")
    make_groups(page, 1)
    proposed = seats(page).all_inner_texts()
    go_on(page, "Accept this rotation")
    change = page.get_by_role("button", name=_("Change period {number}", number=1))
    expect(change).to_be_visible()
    shoot(page, "accepted")
    change.click()
    expect(seats(page)).to_have_text(proposed)


def test_the_journey_fits_a_phone(open_page: Callable[..., Page], shoot: Shoot) -> None:
    page = open_page(PHONE)

    def assert_fits() -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    take_sample(page)
    assert_fits()
    go_on(page, "Next: the rules")
    expect(page.locator(".mk-maker").first).to_be_visible()
    assert_fits()
    go_on(page, "Next: the proposal")
    make_groups(page, 1)
    assert_fits()
    shoot(page, "phone")
    go_on(page, "Accept this rotation")
    page.get_by_role("button", name=_("See the overview")).click()
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert_fits()
    shoot(page, "phone-overview")
