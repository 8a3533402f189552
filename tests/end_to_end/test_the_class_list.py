"""The list of a class on the page: typed, pasted, dropped, put right, and never mistaken."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from toolkit.messages import Language, Translator

from .coordinating import go_on, next_step, to_step, upload
from .driving import PHONE, WIDE
from .handing_on import Tab

_ = Translator(Language.NB)

type Shoot = Callable[[Page, str], None]
type AssertAccessible = Callable[[Page], None]

NAMES = ["Ida Berg", "Nora Dahl", "Ali Khan", "Jo Lie", "Emil Vik", "Sara Lund"]
DROP = """([name, text]) => {
    const held = new DataTransfer();
    held.items.add(new File([text], name));
    const [, , dropped] = ["dragenter", "dragover", "drop"].map(kind => new DragEvent(kind, {
        dataTransfer: held, bubbles: true, cancelable: true,
    })).map(event => (document.body.dispatchEvent(event), event));
    return dropped.defaultPrevented;
}"""
TYPE = """(field, [first, next]) => {
    const type = (text) => {
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    first.forEach(type);
    for (const _ of "12")
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    next.forEach(type);
}"""


@pytest.fixture
def page(tab: Tab) -> Page:
    """Where a class list is asked for."""
    return tab.begin()


def names(page: Page) -> Locator:
    return page.locator(".mk-names .mk-name")


def paste(page: Page, text: str) -> None:
    field = page.get_by_label(_("Or paste the names, one a line"))
    field.fill(text)
    press(page, "Read the names")
    expect(names(page)).to_have_text(text.splitlines())


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=_(words), exact=True).click()


def test_names_are_pasted_named_and_gone_on_with(
    page: Page, shoot: Shoot, assert_accessible: AssertAccessible
) -> None:
    paste(page, "\n".join(NAMES))
    expect(page.locator(".mk-count")).to_have_text("6 elever")
    expect(next_step(page)).to_be_disabled()
    field = page.get_by_label(_("The class's name"))
    field.fill("8A")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("8A")
    assert_accessible(page)
    shoot(page, "pasted")
    for entry in page.locator(".mk-app :is(input, textarea)").all():
        if entry.get_attribute("type") != "file":
            expect(entry).to_have_attribute("autocomplete", "off")
            expect(entry).to_have_attribute("spellcheck", "false")
    go_on(page, "Next: the rules")
    page.reload()
    to_step(page, "roster")
    expect(names(page)).to_have_text(NAMES)
    expect(field).to_have_value("8A")


def test_a_name_is_put_right_and_a_student_taken_out_and_put_back(page: Page) -> None:
    paste(page, "\n".join(NAMES))
    names(page).nth(1).click()
    field = page.get_by_label(_("The name of {name}", name="Nora Dahl"))
    expect(field).to_be_focused()
    field.fill("Nora Dahl Lie")
    field.press("Enter")
    expect(names(page).nth(1)).to_have_text("Nora Dahl Lie")
    expect(names(page).nth(1)).to_be_focused()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    press(page, "Take out")
    expect(names(page)).to_have_count(5)
    expect(page.locator(".mk-count")).to_have_text("5 elever")
    press(page, "Undo")
    expect(names(page).nth(2)).to_have_text("Ali Khan")

    one_more = page.get_by_label(_("One more student"))
    one_more.fill("ida berg")
    one_more.press("Enter")
    question = _(
        "{name} is in the list already. Are there two who are called the same?", name="ida berg"
    )
    expect(page.get_by_text(question).first).to_be_visible()
    press(page, "No, it is the same student")
    one_more.fill("Mira Nordby")
    one_more.press("Enter")
    expect(names(page)).to_have_text([*NAMES[:1], "Nora Dahl Lie", *NAMES[2:], "Mira Nordby"])
    expect(one_more).to_have_value("")
    expect(one_more).to_be_focused()


def test_a_name_is_whole_however_fast_it_is_typed_and_entered(page: Page) -> None:
    paste(page, "\n".join(NAMES))
    one_more = page.get_by_label(_("One more student"))
    # Faster than any answer: the name, Enter twice, and the beginning of the next one.
    one_more.evaluate(TYPE, [["M", "Mi", "Mira Nordby"], ["Mira NordbyO", "Mira NordbyOla Vik"]])
    expect(names(page)).to_have_text([*NAMES, "Mira Nordby"])
    expect(one_more).to_have_value("Ola Vik")
    expect(page.get_by_role("button", name=_("Yes, there are two"))).to_have_count(0)
    one_more.press("Enter")
    expect(names(page)).to_have_text([*NAMES, "Mira Nordby", "Ola Vik"])
    expect(one_more).to_have_value("")


def test_a_double_click_reads_once_and_a_file_that_is_dropped_elsewhere_is_not_read(
    page: Page,
) -> None:
    page.get_by_label(_("Or paste the names, one a line")).fill("\n".join(NAMES))
    page.get_by_role("button", name=_("Read the names")).dblclick()
    expect(names(page)).to_have_text(NAMES)
    expect(page.get_by_text(_("The list is the same as before."))).to_have_count(0)
    page.get_by_label(_("The class's name")).fill("8A")
    page.get_by_label(_("The class's name")).press("Enter")
    go_on(page, "Next: the rules")
    expect(page.locator(".mk-step.mk-current")).to_contain_text(_("Rules"))
    expect(next_step(page)).to_have_text(_("Next: the proposal"))
    assert page.evaluate(DROP, ["x.csv", "x"])  # the browser would show the file instead
    expect(page.locator(".mk-step.mk-current")).to_contain_text(_("Rules"))


def test_a_name_that_is_written_and_left_is_saved(page: Page) -> None:
    paste(page, "\n".join(NAMES))
    page.get_by_label(_("The class's name")).fill("8A")
    names(page).nth(1).click()
    page.get_by_label(_("The name of {name}", name="Nora Dahl")).fill("Nora Dahl Lie")
    go_on(page, "Next: the rules")
    to_step(page, "roster")
    expect(names(page).nth(1)).to_have_text("Nora Dahl Lie")


def test_a_name_that_is_not_saved_is_left_as_it_was(page: Page) -> None:
    paste(page, "\n".join(NAMES))
    names(page).nth(1).click()
    field = page.get_by_label(_("The name of {name}", name="Nora Dahl"))
    field.fill("Nora Dahl 01010012356")
    field.press("Enter")
    expect(page.get_by_role("alert")).not_to_contain_text("010100")
    expect(field).to_be_visible()
    field.press("Escape")
    expect(names(page)).to_have_text(NAMES)
    expect(names(page).nth(1)).to_be_focused()


def test_a_file_is_dropped_anywhere_and_one_that_fails_leaves_nothing_ready(
    page: Page, shoot: Shoot, assert_accessible: AssertAccessible
) -> None:
    listed = "Navn;Klasse;Fødselsdato\n" + "".join(f"{name};8A;01.02.2012\n" for name in NAMES)
    page.evaluate(DROP, ["8a.csv", listed])
    expect(names(page)).to_have_text(NAMES)
    expect(page.locator(".mk-veil")).to_be_hidden()
    expect(next_step(page)).to_be_enabled()
    expect(page.get_by_text(_("Left out: {columns}", columns="Fødselsdato"))).to_be_visible()
    expect(page.get_by_text("01.02.2012")).to_have_count(0)

    page.evaluate(DROP, ["feil.pdf", "%PDF-1.7"])
    expect(page.get_by_role("alert")).to_contain_text("feil.pdf")
    expect(page.get_by_role("alert")).to_be_in_viewport()
    expect(names(page)).to_have_count(0)
    expect(next_step(page)).to_be_disabled()
    assert_accessible(page)
    shoot(page, "failed")
    page.get_by_role("button", name=_("Back to {school_class}", school_class="8A")).click()
    expect(names(page)).to_have_text(NAMES)
    expect(next_step(page)).to_be_enabled()


@pytest.mark.parametrize("number", [11, 120])
def test_the_list_is_clear_on_any_screen(
    page: Page, tmp_path: Path, assert_accessible: AssertAccessible, number: int
) -> None:
    file = tmp_path / "trinn.csv"
    rows = (f"Elev Nordmann {at};{8 + at // 40}A" for at in range(number))
    file.write_text("\n".join(["Navn;Klasse", *rows]), "utf-8")
    upload(page, file)
    expect(names(page)).to_have_count(number)
    for shape in (WIDE, PHONE):
        page.set_viewport_size(shape)
        assert page.evaluate("document.documentElement.scrollWidth") <= shape["width"]
        assert_accessible(page)
