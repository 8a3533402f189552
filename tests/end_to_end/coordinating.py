"""What a coordinator does on the page, again and again."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from python_calamine import CalamineWorkbook

from toolkit.messages import Language, Translator
from toolkit.samples import samples

SEARCH_MS = 120_000  # the longest that a search may take here
SMALL = [sample.key for sample in samples()].index("small")
_ = Translator(Language.NB)


def next_step(page: Page) -> Locator:
    """The one thing to do next: the button at the bottom right of every screen."""
    return page.locator(".mk-primary")


def go_on(page: Page, words: str, **values: object) -> None:
    button = next_step(page)
    expect(button).to_have_text(_(words, **values))
    button.click()


def to_step(page: Page, key: str) -> None:
    """By the way at the top of the page."""
    step = page.locator(f".mk-to-{key}")
    step.click()
    expect(step).to_contain_class("mk-current")
    expect(page.locator(".mk-turning")).to_have_count(0)


def take_sample(page: Page, position: int = 0) -> None:
    page.locator(".mk-cards").first.get_by_role("button").nth(position).click()
    expect(next_step(page)).to_be_enabled()


def upload(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.locator(".mk-upload").first.click()
    chooser.value.set_files(file)


def make_groups(page: Page, period: int) -> None:
    """Ask for groups, where the step has not done so by itself, and wait for the best."""
    go_on(page, "Make groups for period {number}", number=period)
    see_the_best(page)


def see_the_best(page: Page) -> None:
    """Wait until the search is over, and look at what it found in the end."""
    expect(next_step(page)).to_have_text(_("Accept this rotation"), timeout=SEARCH_MS)
    # Another offer may take the place of the one that is pressed, and one that ends the search
    # may be there a moment later: nothing is left to see where two looks see nothing.
    page.evaluate("window.looksInVain = 0")
    page.wait_for_function(
        """() => {
            const before = window.looksInVain;
            window.looksInVain = 0;
            const isSeen = (one) => one?.checkVisibility();
            if (document.querySelector(".mk-turning")) return false;  // nothing is seen yet
            if (isSeen(document.querySelector(".mk-still-searching"))) return false;
            const offer = document.querySelector(".mk-offer button");
            const seats = [...document.querySelectorAll(".mk-student")];  // made, then named
            if (isSeen(offer)) {
                offer.click();
                return false;
            }
            if (!seats.every((seat) => seat.textContent)) return false;
            window.looksInVain = before + 1;
            return window.looksInVain === 2;
        }""",
        polling=500,
        timeout=2 * SEARCH_MS,
    )


def accept(page: Page, period: int) -> None:
    """The proposal, which leads over the seats to the page of the day."""
    go_on(page, "Accept this rotation")
    ready = _("Period {number} is ready", number=period)
    expect(page.get_by_role("heading", level=2)).to_have_text(ready)
    expect(next_step(page)).to_be_hidden()


def next_makkerbytte(page: Page) -> None:
    """From the page of the day to the next proposal, which is searched for at once."""
    page.get_by_role("button", name=_("Next makkerbytte"), exact=True).click()
    expect(next_step(page)).to_have_text(_("Accept this rotation"), timeout=SEARCH_MS)


def seats(page: Page) -> Locator:
    return page.locator(".mk-student")


def name_field(page: Page, position: int = 0) -> Locator:
    """Where students are named; on the rules' screen, those who are kept apart come first."""
    return page.locator(".mk-name-field input").nth(position)


def pick(page: Page, *students: str) -> None:
    field = name_field(page)
    for student in students:
        field.fill(student)
        field.press("Enter")
        expect(page.locator(".mk-chip", has_text=student)).to_be_visible()
        expect(field).to_have_value("")


def add_rule(page: Page) -> None:
    page.locator(".mk-add").first.click()
    expect(page.locator(".mk-chip")).to_have_count(0)


def show_names(page: Page) -> None:
    page.get_by_role("button", name=_("Show the names")).first.click()


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
