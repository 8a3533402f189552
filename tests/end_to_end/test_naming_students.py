"""Students are named at the speed of the keyboard, and a rule hits those whom it was meant for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

import toolkit as mk
from toolkit.messages import Language, Translator
from toolkit.people import Student
from toolkit.workspace.work import Work

from .coordinating import add_rule, name_field, next_step, to_step
from .driving import click_away, until

NAMES = (
    "Sofie Hansen",
    "Ida Larsen",
    "Ingrid Andersen",
    "Nora Dahl",
    "Emma Johansen",
    "Emma Solbakken-Wilhelmsen Kristiansdatter von Haffenbrædl",
    "Øystein Bø",
    "Åse Lie",
    "Frida Vik",
    "Björn Østby",
    "Siri D'Angelo",
    "Ola Nordmann",
)
_ = Translator(Language.NB)
NAMES_BUTTON = ("Show the names", "Hide the names")
AS_FAST_AS_IT_GOES, QUICK_FINGERS = 0, 30  # milliseconds a key


CLASS = mk.Roster(
    tuple(
        Student(f"s{number}", name, "8A", (("barneskole", "Lia" if number % 2 else "Fjell"),))
        for number, name in enumerate((*NAMES, "Ali Khan", "Ali Khan"))
    )
)


@pytest.fixture(scope="module")
def rules_page(open_module: Callable[..., Page], keep: Callable[[Work], None]) -> Page:
    """The page at the rules of the class; its tests share it."""
    keep(Work(CLASS))
    page = open_module()
    to_step(page, "rules")
    return page


@pytest.fixture
def page(rules_page: Page) -> Page:
    """The same, with nobody named, no rule, and the keyboard in the first field for a name."""
    name_field(rules_page).fill("")
    take_out_all(rules_page)
    expect(rules(rules_page)).to_have_count(0)
    expect(name_field(rules_page)).to_be_focused()
    return rules_page


def options(page: Page) -> Locator:
    return page.locator(".mk-name-field").get_by_role("option")


def chips(page: Page) -> Locator:
    return page.locator(".mk-chip")


def type_anew(page: Page, text: str) -> None:
    name_field(page).fill("")
    page.keyboard.type(text)


def take_out_all(page: Page) -> None:
    """Take out all who are chosen, and begin anew."""

    def are_out() -> bool:
        click_away(chips(page).first)
        return chips(page).count() == 0

    until(are_out)
    name_field(page).focus()


def rules(page: Page) -> Locator:
    return page.locator(".mk-rule-list .mk-rule")


def see_rule(page: Page) -> None:
    """Show the names of the one rule, where a test before has not done so."""
    show, hide = (page.get_by_role("button", name=_(words)).first for words in NAMES_BUTTON)
    expect(show.or_(hide)).to_be_visible()
    if show.is_visible():
        show.click()
    expect(rules(page)).to_have_count(1)


def remove_rule(page: Page) -> None:
    rules(page).get_by_role("button").click()
    expect(rules(page)).to_have_count(0)


def test_typed_names_are_taken_at_any_speed(page: Page) -> None:
    taken = ("Nora Dahl", "Ida Larsen", "Emma Johansen")
    for delay in (AS_FAST_AS_IT_GOES, QUICK_FINGERS):
        take_out_all(page)
        for written in ("nora", "IDA  larsen"):
            page.keyboard.type(written, delay=delay)
            page.keyboard.press("Enter")
        page.keyboard.type("emma johansen", delay=delay)
        page.keyboard.press("Tab")  # the whole name stands there
        expect(chips(page)).to_have_text([f"{name}  ×" for name in taken])
    add_rule(page)
    expect(name_field(page)).to_be_focused()
    see_rule(page)
    expect(rules(page)).to_contain_text(", ".join(taken))
    remove_rule(page)


def test_the_arrows_choose_from_what_was_typed(page: Page) -> None:
    for delay in (AS_FAST_AS_IT_GOES, QUICK_FINGERS):
        take_out_all(page)
        for written, key in (("emma", "ArrowDown"), ("emma", "ArrowDown"), ("nord", "ArrowUp")):
            page.keyboard.type(written, delay=delay)
            page.keyboard.press(key)
            page.keyboard.press("Enter")
        expect(chips(page)).to_have_text([f"{NAMES[at]}  ×" for at in (4, 5, 11)])


def test_names_are_found_by_their_words_without_case_or_accents(page: Page) -> None:
    for written, *found in (
        ("ida", "Ida Larsen"),
        ("o", "Øystein Bø", "Björn Østby", "Ola Nordmann"),
        ("ås", "Åse Lie"),
        ("bjorn o", "Björn Østby"),
        ("aas", "Åse Lie"),
        ("vik f", "Frida Vik"),
        ("dangelo", "Siri D'Angelo"),
        ("wilh", NAMES[5]),
        ("ngri", "Ingrid Andersen"),
    ):
        type_anew(page, written)
        expect(options(page)).to_have_count(len(found))
        for name in found:
            expect(options(page).filter(has_text=name)).to_have_count(1)
    type_anew(page, "idaandersen")
    expect(page.get_by_text(_("Found no “{text}”.", text="idaandersen")).first).to_be_visible()
    expect(options(page)).to_have_count(0)


def test_who_is_chosen_is_not_offered_again(page: Page) -> None:
    page.keyboard.type("nora")
    options(page).click()
    page.keyboard.type("nora")
    expect(page.get_by_text(_("Found no “{text}”.", text="nora")).first).to_be_visible()
    page.keyboard.press("Escape")
    chips(page).click()
    name_field(page).focus()
    page.keyboard.type("nora")
    expect(options(page)).to_have_text(["Nora Dahl"])


def test_two_of_one_name_are_told_apart(page: Page) -> None:
    page.keyboard.type("ali khan")
    page.keyboard.press("Enter")
    expect(
        page.get_by_text(_("{n} students fit “{text}”. Choose one.", n=2, text="ali khan")).first
    ).to_be_visible()
    expect(options(page)).to_have_count(2)
    one, other = options(page).all_inner_texts()
    assert one != other
    options(page).last.click()
    expect(chips(page)).to_have_count(1)


def test_what_is_left_over_stops_the_rule_and_the_next_step(page: Page) -> None:
    for name in ("nora", "frida"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
    add = page.locator(".mk-add").first
    expect(add).to_be_enabled()
    for written, sentence in (
        ("emma", _("{n} students fit “{text}”. Choose one.", n=2, text="emma")),
        ("Noor", _("Found no “{text}”.", text="Noor")),
        ("siri", _("One student fits “{text}”. Press Enter to choose.", text="siri")),
    ):
        type_anew(page, written)
        page.keyboard.press("Tab")
        expect(page.locator(".mk-name-field").first.get_by_text(sentence)).to_be_in_viewport()
        expect(page.locator(".mk-bar").get_by_text(sentence)).to_be_visible()
        expect(add).to_be_disabled()
        expect(next_step(page)).to_be_disabled()
        expect(chips(page)).to_have_count(2)
    name_field(page).fill("")
    expect(add).to_be_enabled()
    add_rule(page)
    expect(next_step(page)).to_be_enabled()
    see_rule(page)
    remove_rule(page)


def test_a_rule_that_is_not_added_is_asked_about_before_the_page_goes(page: Page) -> None:
    asked: list[str] = []

    def hear(dialog: Dialog) -> None:
        asked.append(dialog.type)

    page.on("dialog", hear)
    head = page.locator(".mk-head")
    page.keyboard.type("nora")
    page.keyboard.press("Enter")
    expect(head.get_by_text(_("The rule is not added yet"))).to_be_visible()
    expect(page.locator(".mk-unsaved")).to_be_visible()
    page.reload()
    assert asked == ["beforeunload"]
    expect(head.get_by_text(_("The rule is not added yet"))).to_have_count(0)
    name_field(page).click()
    page.reload()
    assert asked == ["beforeunload"]
    page.remove_listener("dialog", hear)
    expect(name_field(page)).to_be_visible()


def test_the_list_is_a_combobox_for_those_who_hear_it(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    field = name_field(page)
    expect(page.get_by_role("combobox", name=_("Student"))).to_have_count(3)
    expect(field).to_have_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("emma")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    current = options(page).first
    expect(current).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", current.get_attribute("id") or "")
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("emma")
    expect(field).to_have_attribute("autocomplete", "off")
