"""The evaluation on the page: an export with names is counted, and paper by the keyboard alone."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import toolkit as mk
from tests.evaluation.exports import UNKEPT, microsoft
from toolkit.evaluation.counts import Tally
from toolkit.messages import Language, Translator
from toolkit.workspace.evaluations import evaluated_years, kept_counts

from .classes import of_names
from .conftest import opening
from .coordinating import to_step
from .driving import PHONE, USER, Server, Watch, until

_ = Translator(Language.NB)
NUMBERS = ((12, 7, 3, 1, 2), (9, 9, 5, 2, 1), (8, 8, 6, 2, 2), (10, 10, 8, 0, 0))
FORMS = 28
NAMES = ("Alf Dal", "Unn Li", "Geir Moe", "Rut Eid")


@pytest.fixture
def page(school: Server, browser: Browser, empty: bytes) -> Iterator[Page]:
    """The evaluation of a school with two classes."""
    with ExitStack() as stack:
        open_page = stack.enter_context(opening(school, browser, empty, Watch()))
        with mk.open_workspace(str(school.workspace), who=USER) as workspace:
            for name in ("8A", "8B"):
                workspace.begin(of_names(NAMES).renamed(name))
        page = open_page()
        to_step(page, "evaluation")
        yield page


def test_an_export_and_forms_on_paper_become_numbers_alone(
    school: Server,
    page: Page,
    tmp_path: Path,
    assert_accessible: Callable[[Page], None],
    shoot: Callable[[Page, str], None],
) -> None:
    export = microsoft(Language.NB)
    file = tmp_path / export.name
    file.write_bytes(export.content)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=_("Choose the file of answers")).click()
    chooser.value.set_files(file)
    expect(page.get_by_text("3 skjemaer er talt opp.")).to_be_visible()

    of_class = page.get_by_label(_("Class"), exact=True)
    expect(of_class.locator("option:checked")).to_have_text(_("The whole school"))
    of_class.select_option("8A")
    page.get_by_role("button", name=_("Type numbers from paper")).press("Enter")
    expect(page.get_by_label(_("How many forms"))).to_be_focused()
    sums = page.locator(".mk-tally-sum")
    keys = page.keyboard
    keys.type(f"{FORMS}\n")
    for row in NUMBERS:
        for number in row[:-1]:
            keys.type(f"{number}\n")
        keys.type(str(row[-1]))
        told = sums.nth(NUMBERS.index(row))
        expect(told).to_contain_text(_("Sum: {n}", n=sum(row)))
        if sum(row) < FORMS:
            expect(told).to_contain_text(_("{n} did not answer", n=FORMS - sum(row)))
        if row is NUMBERS[-1]:
            assert_accessible(page)
        keys.press("Enter")
    expect(page.get_by_text("28 skjemaer er talt opp.")).to_be_visible()
    expect(page.get_by_label(_("How many forms"))).to_have_value("")
    expect(page.locator(".mk-figure .main-svg").first).to_be_visible()
    assert_accessible(page)
    shoot(page, "evaluering")

    with mk.open_workspace(str(school.workspace), who=USER) as workspace:
        (year,) = evaluated_years(workspace)
        counts = kept_counts(workspace, year)
    of_8a = [counts.tallies(item)["8A"] for item in counts.items]
    assert of_8a == [Tally(sum(r), r[0] + r[1], FORMS - sum(r)) for r in NUMBERS]
    kept = b"".join(one.read_bytes() for one in school.workspace.parent.rglob("*") if one.is_file())
    seen = page.content()
    assert b"strongly_agree" in kept
    for private in UNKEPT:
        assert private.encode() not in kept
        assert private not in seen

    page.set_viewport_size(PHONE)
    # A figure is drawn anew a moment after its window has changed.
    until(
        lambda: page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"],
        "the page is wider than its window",
    )
