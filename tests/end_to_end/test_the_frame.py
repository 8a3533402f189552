"""The frame around the screens: how one gives way to the next, and what a click does meanwhile."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from toolkit.messages import Language, Translator

from .classes import small, with_rules
from .coordinating import go_on, next_step, see_the_best, to_step, upload
from .driving import PHONE, WIDE
from .handing_on import Tab

ZOOMED = {"width": 640, "height": 360}  # 1280 x 720 at 200 %
HEAD_PX = 57  # with its line below
STEPS = ("classes", "roster", "rules", "archive", "proposal")
DROP = """() => {
    const files = new DataTransfer();
    files.items.add(new File([], "liste.csv"));
    const how = { dataTransfer: files, bubbles: true, cancelable: true };
    const drop = new DragEvent("drop", how);
    document.querySelector("h2").dispatchEvent(drop);
    return drop.defaultPrevented;
}"""
_ = Translator(Language.NB)

# Buttons whose words have no room, and the step before the one shown, where it is half covered.
CUT = """() => {
    const cut = [...document.querySelectorAll(".mk-screen button")]
        .filter((one) => one.scrollWidth > one.clientWidth);
    const current = document.querySelector(".mk-step.mk-current");
    const before = current.previousElementSibling;
    const held = document.querySelector(".mk-to-classes").getBoundingClientRect();
    const isHalf = before && !before.matches(".mk-to-classes")
        && before.getBoundingClientRect().left < held.right - 1;
    return [...cut, ...(isHalf ? [before] : [])].map((one) => one.textContent);
}"""

IS_ON_TOP = """field => {
    const { x, y } = field.getBoundingClientRect();
    return document.elementFromPoint(x + 9, y + 9) === field;
}"""

# Looks at the screen after every single change of the page.
WATCH = """() => {
    window.mkSeen = [];
    new MutationObserver(() => {
        const parts = [...document.querySelector(".mk-screen").children];
        const seen = parts.filter((part) => getComputedStyle(part).visibility !== "hidden");
        window.mkSeen.push(seen.map((part) => part.querySelector("h2")?.textContent).join("+"));
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
}"""

# The answer to a click is brought in sight as soon as nothing changes any more.
AT_REST = """() => new Promise((resolve) => {
    let timer = setTimeout(resolve, 1000);
    new MutationObserver(() => {
        clearTimeout(timer);
        timer = setTimeout(resolve, 1000);
    }).observe(document.body, { subtree: true, childList: true });
})"""


class TestBetweenScreens:
    """Where a class has a proposal."""

    @pytest.fixture
    def page(self, tab: Tab) -> Page:
        return tab.at(small(), "roster")

    def test_a_screen_gives_way_to_the_next_in_one_go(self, page: Page) -> None:
        to_step(page, "proposal")
        to_step(page, "roster")
        title = page.locator(".mk-screen h2")
        before = title.inner_text()
        page.evaluate(WATCH)
        for step in ("rules", "proposal", "archive", "rules"):
            to_step(page, step)
            after = title.inner_text()
            seen = page.evaluate("window.mkSeen.splice(0)")
            assert set(seen) == {before, after}
            assert seen == sorted(seen, key=lambda title, first=before: title != first)
            before = after

    def test_the_next_screen_is_told_of_and_begins_at_its_top(self, page: Page) -> None:
        to_step(page, "roster")
        page.mouse.wheel(0, 3000)
        go_on(page, "Next: the rules")
        told = page.locator("body > .mk-unseen")
        expect(page.get_by_role("heading", level=2)).to_have_text(
            _("What should the groups take care of?")
        )
        expect(told).to_have_text(page.get_by_role("heading", level=2).inner_text())
        assert page.evaluate("scrollY") == 0

    @pytest.mark.parametrize("viewport", [WIDE, PHONE, ZOOMED], ids=["wide", "phone", "zoomed"])
    def test_the_frame_leaves_room_and_nothing_goes_over_the_edge(
        self, page: Page, viewport: dict[str, int]
    ) -> None:
        page.set_viewport_size(viewport)
        for step in STEPS:
            to_step(page, step)
            expect(page.locator(f".mk-to-{step}")).to_be_in_viewport()
            assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
            head = page.locator(".mk-head").bounding_box()
            assert head
            assert head["height"] <= HEAD_PX
            assert page.evaluate(CUT) == []
        bar = page.locator(".mk-bar").bounding_box()
        assert bar
        assert bar["height"] <= 115

    def test_the_answer_to_a_click_is_in_sight(self, page: Page, tmp_path: Path) -> None:
        wrong = tmp_path / "bilde.xlsx"
        wrong.write_bytes(b"\x89PNG\r\n\x1a\n")
        to_step(page, "archive")
        page.get_by_role("button", name=_("Encrypt the archive")).click()
        expect(page.get_by_role("alert")).to_be_in_viewport(ratio=1)
        to_step(page, "roster")
        upload(page, wrong)
        expect(page.get_by_role("alert")).to_be_in_viewport(ratio=1)

    def test_a_file_that_is_dropped_loses_no_page(self, page: Page) -> None:
        for step in (*(one for one in STEPS if one != "roster"), "roster"):  # it is read there
            to_step(page, step)
            assert page.evaluate(DROP)


def test_a_proposal_is_seen_from_its_top(tab: Tab) -> None:
    page = tab.at(with_rules("small"), "rules")
    page.set_viewport_size(ZOOMED)
    next_step(page).click()
    see_the_best(page)
    expect(page.locator(".mk-standing .mk-note").first).to_be_attached()
    page.evaluate(AT_REST)
    assert page.evaluate("scrollY") == 0


def test_what_stands_in_the_way_of_saving_is_in_sight_and_lets_one_type_on(tab: Tab) -> None:
    page = tab.at(with_rules("ordinary"), "roster")
    other = page.context.new_page()
    other.goto(tab.address)  # where the class is that was opened last
    to_step(other, "roster")
    name = other.get_by_label(_("The class's name"))
    name.fill("8X")
    name.press("Enter")
    expect(other.get_by_role("heading", level=1)).to_have_text("8X")
    page.bring_to_front()
    field = page.get_by_label(_("One more student"))
    field.evaluate("field => field.scrollIntoView({ block: 'center' })")
    field.fill("Mira Foss")
    field.press("Enter")
    choice = page.get_by_role("button", name=_("Use the other version"))
    expect(choice).to_be_in_viewport(ratio=1)
    page.keyboard.type("Jo L")
    expect(field).to_be_focused()
    expect(field).to_have_value("Jo L")
    page.wait_for_function(IS_ON_TOP, arg=field.element_handle())
    page.set_viewport_size(PHONE)
    expect(choice).to_be_in_viewport(ratio=1)
    choice.click()  # or the page could not turn to another class
    expect(choice).to_have_count(0)
    other.close(run_before_unload=True)


def test_what_has_changed_rests_and_takes_no_click(tab: Tab) -> None:
    page = tab.at(with_rules("small"), "roster").context.new_page()
    page.add_init_script("window.mkRestMs = 3000")  # for a slow machine is not as quick as a user
    page.goto(tab.address)
    to_step(page, "roster")
    expect(next_step(page)).to_be_enabled()
    next_step(page).focus()
    for _press in range(4):
        page.keyboard.press("Enter")
    expect(next_step(page)).to_have_text(_("Next: the proposal"))
    expect(next_step(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect(next_step(page)).to_be_enabled()
    expect(next_step(page)).to_have_text(_("Next: the proposal"))
    next_step(page).dblclick()
    for _click in range(4):
        next_step(page).dispatch_event("click")
    see_the_best(page)
    expect(page.locator(".mk-to-today")).to_be_disabled()  # nothing is accepted
    expect(next_step(page)).to_be_enabled()
    for _click in range(4):
        next_step(page).dispatch_event("click")
    expect(page.get_by_role("heading", level=2)).to_contain_text(
        _("Period {number} is ready", number=1)
    )
    expect(page.locator(".mk-to-today.mk-current")).to_be_visible()
    page.close(run_before_unload=False)


class TestTheStartPage:
    @pytest.fixture
    def page(self, tab: Tab) -> Page:
        return tab.at(with_rules("small"), "classes")

    def test_opens_a_class_by_one_click(
        self, page: Page, assert_accessible: Callable[[Page], None]
    ) -> None:
        expect(page.locator(".mk-class-item").first).to_contain_text(_("Example"))
        assert_accessible(page)
        page.get_by_role("button", name=_("New class")).click()
        expect(page.get_by_role("heading", level=2)).to_have_text(_("Which class is it?"))
        to_step(page, "classes")
        page.locator(".mk-class-open").first.click()
        expect(page.get_by_role("heading", level=2)).to_have_text(_("Is the list right?"))

    def test_names_a_class_with_the_keyboard(self, page: Page) -> None:
        page.locator(".mk-rename").first.press("Enter")
        page.keyboard.type("Blå")
        page.keyboard.press("Enter")
        expect(page.locator(".mk-class-open").first).to_have_text("Blå")
        expect(page.locator(".mk-rename").first).to_be_focused()
        expect(page.locator(".mk-to-classes")).to_have_text("Blå")


def test_of_many_classes_one_is_found_by_typing(tab: Tab, tmp_path: Path) -> None:
    page = tab.begin()
    rows = "".join(f"{c}{n};{c}\n" for c in "ABCDEFGH" for n in "12345")
    roster = tmp_path / "trinn.csv"
    roster.write_text(f"Navn;Klasse\n{rows}", "utf-8")
    upload(page, roster)
    page.get_by_role("button", name=_("Keep all the classes")).click()
    expect(page.get_by_label(_("Find a class"))).to_be_visible()
    assert page.locator(".mk-class-item").count() >= 8
    page.get_by_label(_("Find a class")).fill("g")
    expect(page.locator(".mk-class-item")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".mk-to-classes")).to_have_text("G")
