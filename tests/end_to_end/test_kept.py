"""What was done is there again: after a reload, a crash, in two tabs, and behind a passphrase."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Locator, Page, expect

from toolkit.messages import Language, Translator
from toolkit.workspace.work import Work

from .classes import never_searched, of_names, proposed, small
from .coordinating import SEARCH_MS, next_step, seats, to_step, upload
from .driving import PHONE, WIDE, Server, Watch, start_dashboard

FOUR_WORDS = "fire korte ord her"
_ = Translator(Language.NB)

type Open = Callable[..., Page]
type Keep = Callable[[Work], None]
type Shoot = Callable[[Page, str], None]
type AssertAccessible = Callable[[Page], None]


def press(page: Page, words: str, **values: object) -> None:
    page.get_by_role("button", name=_(words, **values), exact=True).click()


def lost(page: Page) -> Locator:
    """What the page says when there is nobody behind it any more."""
    return page.locator("#mk-lost")


@pytest.fixture
def page(open_page: Open, keep: Keep) -> Page:
    """Where the small class has a proposal, which is looked at."""
    keep(small())
    page = open_page()
    to_step(page, "proposal")
    return page


def swap(page: Page, one: int, other: int) -> list[str]:
    """Swap two students by hand, and give the seats; it is saved before another click is heard."""
    wanted = seats(page).all_inner_texts()
    wanted[one], wanted[other] = wanted[other], wanted[one]
    seats(page).nth(one).click()
    seats(page).nth(other).click()
    expect(seats(page)).to_have_text(wanted)
    for chosen in (1, 0):
        seats(page).nth(0).click()
        expect(page.locator(".mk-chosen")).to_have_count(chosen)
    return wanted


def test_a_reload_finds_the_swap_and_the_way_back(page: Page) -> None:
    before = seats(page).all_inner_texts()
    changed = swap(page, 0, 7)
    page.get_by_role("button", name="Nynorsk").click()
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    page.reload()
    expect(seats(page)).to_have_text(changed)
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    page.get_by_role("button", name=Translator(Language.NN)("Undo")).click()
    expect(seats(page)).to_have_text(before)
    page.reload()
    expect(seats(page)).to_have_text(before)


def test_a_kernel_that_dies_takes_nothing_with_it(
    server: Server, open_page: Open, keep: Keep
) -> None:
    keep(never_searched("ordinary"))
    page = open_page()
    to_step(page, "proposal")
    expect(page.locator(".mk-bar").get_by_role("button", name=_("Stop"))).to_be_visible()
    server.kernel_of(page).kill()
    lost(page).get_by_role("button").click()
    expect(seats(page)).to_have_count(28, timeout=SEARCH_MS)
    changed = swap(page, 0, 27)
    server.kernel_of(page).kill()
    lost(page).get_by_role("button").click()
    expect(seats(page)).to_have_text(changed)


@pytest.fixture
def mortal(server: Server) -> Iterator[Callable[[], Server]]:
    """Starts servers on the workspace; each but the last is killed when the next one starts."""
    running: list[Server] = []

    def kill() -> None:
        for server in running:
            family = psutil.Process(server.process.pid).children(recursive=True)
            server.end()
            for process in family:
                with suppress(psutil.NoSuchProcess):  # it has gone with the server
                    process.kill()
        running.clear()

    def start() -> Server:
        kill()
        running.append(start_dashboard(workspace=server.workspace))
        return running[0]

    yield start
    kill()


def test_a_killed_server_takes_nothing_with_it(
    mortal: Callable[[], Server], page: Page, watch: Watch, assert_accessible: AssertAccessible
) -> None:
    page.goto(mortal().address)
    to_step(page, "proposal")
    changed = swap(page, 0, 7)
    again = mortal()
    expect(lost(page)).to_be_visible()
    assert_accessible(page)
    page.goto(again.address)
    to_step(page, "proposal")
    expect(seats(page)).to_have_text(changed)
    watch.errors.clear()  # the browser tells of a server that does not answer


def test_two_tabs_tell_of_each_other(page: Page, assert_accessible: AssertAccessible) -> None:
    before = seats(page).all_inner_texts()
    other = page.context.new_page()
    other.goto(page.url)
    to_step(other, "proposal")
    expect(seats(other)).to_have_text(before)
    theirs = swap(page, 0, 7)
    notice = other.get_by_text(_("You have changed this class in another tab in the meantime."))

    swap(other, 1, 6)
    expect(notice).to_be_visible()
    expect(other.locator(".mk-head")).to_contain_text(_("Not saved"))
    assert_accessible(other)
    press(other, "Use the other version")
    expect(notice).to_have_count(0)
    expect(seats(other)).to_have_text(theirs)

    swap(page, 2, 5)
    mine = swap(other, 3, 4)
    expect(notice).to_be_visible()
    press(other, "Keep this version")
    expect(notice).to_have_count(0)
    expect(other.locator(".mk-unsaved")).to_have_count(0)
    page.reload()
    expect(seats(page)).to_have_text(mine)


def test_an_encrypted_archive_opens_with_its_passphrase_alone(
    page: Page, shoot: Shoot, assert_accessible: AssertAccessible
) -> None:
    press(page, "Archive")
    for field in ("New passphrase", "Once more"):
        page.get_by_label(_(field)).fill(FOUR_WORDS)
    press(page, "Encrypt the archive")
    expect(page.get_by_role("button", name=_("Change the passphrase"))).to_be_visible()
    expect(page.get_by_label(_("New passphrase"))).to_have_value("")
    page.reload()

    field = page.get_by_label(_("Passphrase"))
    expect(page.get_by_role("heading", name=_("The archive is locked"))).to_be_visible()
    assert_accessible(page)
    shoot(page, "locked")
    field.fill("noe helt annet")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    assert_accessible(page)
    field.fill(FOUR_WORDS)
    field.press("Enter")
    expect(page.get_by_role("heading", level=2)).to_have_text(_("The archive"))
    press(page, "Back to the class")
    expect(next_step(page)).to_be_enabled()


def list_of(folder: Path, *names: str) -> Path:
    file = folder / "8a.csv"
    file.write_text("Navn;Klasse\n" + "".join(f"{name};8A\n" for name in names), "utf-8")
    return file


def fits(page: Page) -> bool:
    width = page.evaluate("document.documentElement.scrollWidth")
    shape = page.viewport_size
    assert shape
    return bool(width <= shape["width"])


def test_a_changed_list_and_the_archive_are_clear_on_any_screen(
    open_page: Open, keep: Keep, shoot: Shoot, assert_accessible: AssertAccessible, tmp_path: Path
) -> None:
    others = ["Ali Khan", "Emil Vik", "Nora Dahl", "Ola Moen", "Sara Lund", "Tuva Berg"]
    keep(proposed(of_names(["Katrine Lie", "Jonas Aas", *others])).accepted())
    page = open_page()
    press(page, f"1  {_('Class list')}")
    upload(page, list_of(tmp_path, "Kathrine Lie", "Iben Ruud", *others))
    expect(page.get_by_role("heading", name=_("What has changed in the class"))).to_be_visible()
    assert_accessible(page)
    shoot(page, "changes")
    page.set_viewport_size(PHONE)
    assert fits(page)
    page.set_viewport_size(WIDE)
    press(page, "Yes, the same")
    press(page, "Confirm the changes")
    expect(page.get_by_role("heading", name=_("What has changed in the class"))).to_have_count(0)

    press(page, "Archive")
    press(page, "Save the adaptation")
    page.get_by_role("combobox", name=_("Name"), exact=True).fill("Jonas Aas")
    page.get_by_role("combobox", name=_("Name"), exact=True).press("Enter")
    expect(page.get_by_role("heading", name="Jonas Aas")).to_be_visible()
    assert_accessible(page)
    shoot(page, "archive")
    page.set_viewport_size(PHONE)
    assert fits(page)
    page.evaluate("scrollTo(0, 0)")
    expect(next_step(page)).to_be_in_viewport()
    page.get_by_title(_("Erase {student}", student="Jonas Aas")).click()
    question = page.get_by_text(_("Erase {student}? It cannot be undone.", student="Jonas Aas"))
    expect(question).to_be_in_viewport()
    press(page, "Yes, erase")
    expect(question).to_have_count(0)
    expect(page.get_by_text("Jonas Aas")).to_have_count(0)
    assert fits(page)
