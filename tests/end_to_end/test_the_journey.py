"""What a coordinator does, from the class list to the files that are taken home."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

import toolkit as mk
from toolkit.messages import Language, Translator

from .coordinating import (
    accept,
    add_rule,
    cells_of,
    download,
    go_on,
    name_field,
    next_makkerbytte,
    pick,
    seats,
    see_the_best,
    show_names,
    take_sample,
    to_step,
)
from .driving import PHONE, WIDE

SAMPLES = Path(__file__).parents[2] / "sample_data"
_ = Translator(Language.NB)

type Shoot = Callable[[Page, str], None]
type AssertAccessible = Callable[[Page], None]


@contextmanager
def on_a_phone(page: Page) -> Iterator[None]:
    """Meanwhile it is as wide as a phone, and nothing of it is wider."""
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    yield
    page.set_viewport_size(WIDE)


def test_from_a_class_list_to_a_plan_in_a_file(
    page: Page,
    shoot: Shoot,
    film: Callable[[Page, int], None],
    assert_accessible: AssertAccessible,
    tmp_path: Path,
) -> None:
    shoot(page, "welcome")
    take_sample(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("8A")
    assert_accessible(page)
    shoot(page, "class-list")
    with on_a_phone(page):
        pass

    go_on(page, "Next: the rules")
    pick(page, "Hedda Aasen", "Oda Strand")
    add_rule(page)
    show_names(page)
    expect(page.locator(".mk-rule", has_text="Hedda Aasen")).to_be_visible()
    assert_accessible(page)
    shoot(page, "rules")
    with on_a_phone(page):
        expect(page.locator(".mk-maker").first).to_be_visible()
    roster = mk.read_roster(SAMPLES / "8a.csv")
    page.get_by_role("button", name=_("Save the rules in a file …")).click()
    rules = mk.read_rules(download(page, "Download the rules", tmp_path), roster)
    assert len(rules.keep_apart) == 3

    go_on(page, "Next: the proposal")
    see_the_best(page)
    expect(seats(page)).to_have_count(28)
    assert_accessible(page)
    shoot(page, "proposal")
    film(page, 2500)
    with on_a_phone(page):
        shoot(page, "phone")

    one, other = (seats(page).nth(at).inner_text() for at in (0, 27))
    seats(page).nth(0).click()
    seats(page).nth(27).click()
    expect(seats(page).nth(0)).to_have_text(other)
    expect(page.locator(".mk-aside .mk-danger")).to_be_visible()  # a rule of the sample's is broken
    shoot(page, "swap")
    film(page, 2500)
    page.get_by_role("button", name=_("Undo")).click()
    expect(seats(page).nth(0)).to_have_text(one)
    expect(seats(page).nth(27)).to_have_text(other)
    expect(page.locator(".mk-aside .mk-danger")).to_be_hidden()
    film(page, 1200)

    accept(page, 1)
    film(page, 2000)
    next_makkerbytte(page)
    see_the_best(page)
    expect(seats(page)).to_have_count(28)
    film(page, 2500)
    accept(page, 2)
    film(page, 2000)
    to_step(page, "overview")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
    expect(page.locator(".mk-sat thead th")).to_have_count(1 + 5 + 2)  # of two periods
    expect(page.locator(".mk-board-table")).to_have_count(3)
    expect(page.get_by_text(_("The rest of the year"))).to_be_visible()
    assert_accessible(page)
    shoot(page, "overview")
    page.locator(".js-plotly-plot").first.scroll_into_view_if_needed()
    film(page, 3500)
    with on_a_phone(page):
        shoot(page, "phone-overview")
    name_field(page).fill("hedda")
    name_field(page).press("Enter")
    expect(page.locator(".mk-status", has_text="Hedda Aasen")).to_be_in_viewport()
    expect(page.locator(".js-plotly-plot")).to_have_count(3)
    assert_accessible(page)

    plan = mk.read_plan(download(page, "Download the plan", tmp_path))
    assert len(plan.periods) == 2
    assert len(plan.periods[0].students) == 28
    expect(page.locator(".mk-unsaved")).to_have_count(0)
    assert not mk.check(plan, roster, rules)
    cells = cells_of(download(page, "Download Excel lists", tmp_path))
    assert any("Hedda Aasen" in cell for cell in cells)
