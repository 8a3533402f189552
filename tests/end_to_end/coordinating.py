"""What a coordinator does on the page, again and again."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from toolkit.messages import Language, Translator
from toolkit.samples import samples

SEARCH_MS = 60_000  # the longest that a search may take here
SMALL = [sample.key for sample in samples()].index("small")
_ = Translator(Language.NB)


def next_step(page: Page) -> Locator:
    """The one thing to do next: the button at the bottom right of every screen."""
    return page.locator(".mk-primary")


def go_on(page: Page, words: str, **values: object) -> None:
    button = next_step(page)
    expect(button).to_have_text(_(words, **values))
    button.click()


def take_sample(page: Page, position: int = 0) -> None:
    page.locator(".mk-cards").first.get_by_role("button").nth(position).click()
    expect(next_step(page)).to_be_enabled()


def upload(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.locator(".mk-upload").first.click()
    chooser.value.set_files(file)


def make_groups(page: Page, period: int) -> None:
    go_on(page, "Make groups for period {number}", number=period)
    expect(next_step(page)).to_have_text(_("Accept this rotation"), timeout=SEARCH_MS)


def seats(page: Page) -> Locator:
    return page.locator(".mk-student")


def pick(page: Page, *students: str) -> None:
    field = page.locator(".mk-maker").first.locator("input[list]")
    for student in students:
        field.fill(student)
        field.press("Enter")
        expect(page.locator(".mk-chip", has_text=student)).to_be_visible()
        expect(field).to_have_value("")
