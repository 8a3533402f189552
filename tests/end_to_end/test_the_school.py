"""The school's dashboard: twelve classes side by side, planned at once, and opened by one press."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import toolkit as mk
from toolkit.calendar.school_years import school_year_of
from toolkit.messages import Language, Message, Translator
from toolkit.now import today
from toolkit.rules import KeepApart, Rules
from toolkit.school.staff import Training
from toolkit.school.tasks import Task
from toolkit.school.words import TASKS, TRAININGS
from toolkit.workspace.work import Work

from .classes import of_names, seated
from .conftest import opening
from .coordinating import next_step, to_step
from .driving import PHONE, USER, Server, Watch, until

_ = Translator(Language.NB)
NAMES = ("Alf Dal", "Unn Li", "Geir Moe", "Rut Eid", "Liv Ås", "Per Vik", "Kim Bø", "Eva Mo")
LAST = ("Tveit", "Haugland", "Nordby", "Eide")
BEGAN, ENDED = date(2026, 8, 24), date(2026, 9, 11)

STAFF = [f"{first} {last}" for first in ("Marit", "Øystein", "Ingrid", "Sverre") for last in LAST]
TOLD = "Prøveuke, en uke senere"
MOST_KEYS = 600
"""In a term, for twelve classes."""
DEMANDS = Path(__file__).parents[2] / "docs" / "krav.md"

type Open = Callable[..., Page]


@pytest.fixture
def open_school(school: Server, browser: Browser, empty: bytes) -> Iterator[Open]:
    """Keeps twelve classes, of which 8A cannot be planned and 8B has a period in force."""
    with ExitStack() as stack:
        open_page = stack.enter_context(opening(school, browser, empty, Watch()))
        with mk.open_workspace(str(school.workspace), who=USER) as workspace:
            for work in twelve():
                workspace.begin(work)
        yield open_page


def twelve() -> Iterator[Work]:
    new = of_names(NAMES)
    four = KeepApart(tuple(student.id for student in new.roster.students[:4]))
    yield new.with_rules(Rules(keep_apart=(four,)))
    first = mk.plan_next(new.roster)
    begun = replace(first.periods[0], starts=BEGAN, ends=ENDED)
    yield seated(replace(new, plan=replace(first, periods=(begun,)))).renamed("8B")
    for name in ("10D", "8C", "8D", "9A", "9B", "9C", "9D", "10A", "10B", "10C"):
        yield new.renamed(name)


def of_class(page: Page, name: str) -> Locator:
    button = page.get_by_role("button", name=name, exact=True)
    return page.locator(".mk-class-table tbody tr").filter(has=button)


def test_twelve_classes_are_planned_at_once_and_each_is_one_press_away(
    open_school: Open,
    assert_accessible: Callable[[Page], None],
    shoot: Callable[[Page, str], None],
) -> None:
    page = open_school()
    names = page.locator(".mk-class-link")
    expect(names).to_have_text(
        ["8A", "8B", "8C", "8D", "9A", "9B", "9C", "9D", "10A", "10B", "10C", "10D"]
    )
    late = _(Message("The makkerbytte of {day} is not done.", day=date(2026, 9, 14)))
    expect(of_class(page, "8B")).to_contain_text(late)
    expect(of_class(page, "8C")).to_contain_text(_("No period is in force yet."))
    assert_accessible(page)
    shoot(page, "skole")

    expect(next_step(page)).to_have_text("Planlegg neste periode for 12 klasser")
    next_step(page).click()
    kept = page.get_by_text("11 klasser har fått hvert sitt forslag.")
    expect(kept).to_be_visible()
    why = _("Its rules cannot all hold. Open the class to see which.")
    expect(page.locator(".mk-note li")).to_have_text([f"8A: {why}"])
    expect(of_class(page, "8B")).to_contain_text(
        _("Proposal for period {number} is waiting", number=2)
    )
    expect(of_class(page, "8B")).to_contain_text(late)  # for nothing is in force by itself
    assert_accessible(page)

    page.get_by_role("button", name="8C", exact=True).click()
    expect(page.locator(".mk-to-classes")).to_have_text("8C")
    to_step(page, "proposal")
    expect(next_step(page)).to_have_text(_("Accept this rotation"))
    to_step(page, "classes")
    expect(names).to_have_count(12)
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.go_back()
    expect(next_step(page)).to_have_text(_("Accept this rotation"))


def downloaded(page: Page, words: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=words, exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def test_the_leadership_has_its_pages_and_the_school_its_wheel(
    open_school: Open,
    assert_accessible: Callable[[Page], None],
    shoot: Callable[[Page, str], None],
) -> None:
    page = open_school()
    to_step(page, "implementation")
    for words in ("To the leadership (.pdf)", "To VIP (.pdf)"):
        assert downloaded(page, _(words)).startswith(b"%PDF")

    to_step(page, "school_wheel")
    page.get_by_label(_("Ring"), exact=True).select_option(_("A ring of our own"))
    page.get_by_label(_("What the ring is called")).fill("MOT")
    begins = school_year_of(today())[:4]
    page.get_by_label(_("First day")).fill(f"{begins}-11-02")
    page.get_by_role("button", name=_("Add"), exact=True).click()
    expect(page.locator(".mk-rule")).to_contain_text("MOT")
    # Until the wheel is drawn anew, the buttons below it have no place to be clicked at.
    expect(page.locator(".mk-figure")).to_contain_text("MOT")
    assert b"SUMMARY:MOT" in downloaded(page, _("For calendars (.ics)"))
    assert_accessible(page)
    shoot(page, "skolens-arshjul")

    to_step(page, "staff")
    section = page.locator(".mk-section").filter(has_text=_("Invite to a training"))
    section.get_by_label(_("Day"), exact=True).fill("2026-11-09")
    section.get_by_label(_("Begins at")).fill("14:30")
    assert b"DTSTART:20261109T143000" in downloaded(page, _("Invitation (.ics)"))
    assert_accessible(page)

    to_step(page, "tasks")
    assert downloaded(page, _("Letter to the homes (.docx)")).startswith(b"PK")
    to_step(page, "handing_over")
    expect(page.get_by_text(_("What is open"))).to_be_visible()
    assert downloaded(page, _("To print (.pdf)")).startswith(b"%PDF")
    assert_accessible(page)
    shoot(page, "overlevering")


def typed(page: Page) -> int:
    """Keys that were pressed on the page so far, whatever they wrote."""
    return int(page.evaluate("window.keys"))


def test_the_steps_of_the_programme_and_the_typing_of_a_term(
    open_school: Open,
    assert_accessible: Callable[[Page], None],
    shoot: Callable[[Page, str], None],
) -> None:
    """The team, the contact teachers and an adaptation in every third class are written down."""
    page = open_school()
    page.evaluate("window.keys = 0; addEventListener('keydown', () => window.keys++, true)")

    to_step(page, "tasks")
    named = _(TASKS[Task.COORDINATOR])
    page.get_by_title(_("Done: {task}", task=named)).click()
    expect(page.locator(".mk-facts")).to_contain_text("1/7")
    assert_accessible(page)
    shoot(page, "oppgaver")

    to_step(page, "staff")
    for at, name in enumerate(STAFF):
        field = page.get_by_label(_("Name"), exact=True)
        if at == 4:
            page.get_by_label(_("In the VIP team")).click()
        field.press_sequentially(name)
        field.press("Enter")
        expect(field).to_have_value("")
        expect(page.locator(".mk-screen")).to_contain_text(name)
    page.get_by_title(f"{STAFF[0]}: {_(TRAININGS[Training.COURSE])}").click()
    expect(page.get_by_role("button", name=_("Not after all"))).to_be_visible()
    assert_accessible(page)
    shoot(page, "vip-team")

    to_step(page, "adaptations")
    page.get_by_label(_("Class"), exact=True).select_option("8B")
    note = page.get_by_label(_("In a few words"))
    note.press_sequentially(TOLD)
    page.get_by_role("button", name=_("Save the adaptation")).click()
    expect(page.get_by_role("table")).to_contain_text(TOLD)
    assert_accessible(page)
    shoot(page, "tilpasninger")

    to_step(page, "implementation")
    question = page.locator(".widget-toggle-buttons").first
    question.get_by_role("button", name="4", exact=True).click()
    expect(question.locator(".mod-active")).to_have_text("4")
    assert_accessible(page)
    shoot(page, "implementering")
    page.set_viewport_size(PHONE)
    fits = "[...document.querySelectorAll('.mk-table')].every(e => e.scrollWidth <= e.clientWidth)"
    until(lambda: bool(page.evaluate(fits)), "a table scrolls sideways")

    # The other three adaptations; what is typed in a class, two first letters and Enter for each
    # name of a rule, and one new student, as the fields for names take them.
    in_classes = 12 * 2 * len("Al\n") + 3 * len("Nora Solberg\n")
    keys = typed(page) + 3 * len(TOLD) + in_classes
    assert keys < MOST_KEYS
    assert f"{keys} tastetrykk" in DEMANDS.read_text("utf-8")
