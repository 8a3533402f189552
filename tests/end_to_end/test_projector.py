"""The page for the projector, in a real browser: what fits, what the keys do, what it asks for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from toolkit.messages import Language, Translator
from toolkit.people import Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.showing.projector import projector_page

from .driving import WIDE, Watch

_ = Translator(Language.NB)
LONG = (
    "Aleksander Bjørnstjerne Fredriksen-Gulbrandsen",
    "Anne-Margrethe Kristoffersen Schjelderup",
    "Abdirahman Mohamud Hassan",
    "Maria Theresa dela Cruz Santos",
)
NOT_SEEN = """() => [...document.querySelectorAll("li, h2")].filter(one => {
    const box = one.getBoundingClientRect();
    return box.right > innerWidth || box.bottom > innerHeight || one.scrollWidth > one.clientWidth;
}).map(one => one.textContent)"""
SIZE = "() => parseFloat(getComputedStyle(document.querySelector('li')).fontSize)"


def plan_of(students: int, names: tuple[str, ...] = ("Ida Berg",)) -> Plan:
    """A plan of fours, with a trio where one is left over, whose first names all differ."""
    everyone = [
        Student(f"s{n}", names[n] if n < len(names) else f"Elev{n} Etternavn{n}")
        for n in range(students)
    ]
    cuts = [*range(0, students - 3, 4), students]
    groups = []
    for number, (first, last) in enumerate(pairwise(cuts), 1):
        one, other = everyone[first : first + 2], everyone[first + 2 : last]
        pairs = (Pair(f"{number}a", tuple(one)), Pair(f"{number}b", tuple(other)))
        groups.append(Group(str(number), pairs))
    return Plan((Period(1, tuple(groups)),), "8A")


@contextmanager
def browsing(browser: Browser) -> Iterator[Page]:
    """A page that may ask nobody for anything."""
    made = browser.new_context(viewport=WIDE, locale="nb-NO", reduced_motion="reduce")
    watch = Watch()
    watch.follow(made)
    yield made.new_page()
    made.close()
    assert watch.errors == []
    assert [url for url in watch.outside if not url.startswith("file:")] == []


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    with browsing(browser) as page:
        yield page


@pytest.fixture
def clocked(browser: Browser) -> Iterator[Page]:
    """One with a clock that the test sets."""
    with browsing(browser) as page:
        page.clock.install()
        yield page


@pytest.fixture
def opened(window: Page, tmp_path: Path) -> Callable[..., Page]:
    """Puts the page of a plan there, as if it was opened for the first time."""

    def opened(plan: Plan, language: Language = Language.NB, page: Page = window) -> Page:
        file = tmp_path / "page.html"
        file.write_text(projector_page(plan, translate=language), "utf-8")
        page.set_viewport_size(WIDE)
        page.goto(file.as_uri())
        return page

    return opened


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=_(words), exact=True).click()


@pytest.mark.parametrize("students", [4, 11, 16, 27, 28, 33, 36])
@pytest.mark.parametrize("view", ["Groups", "Pairs"])
def test_everyone_is_seen_in_large_letters(
    opened: Callable[..., Page], students: int, view: str
) -> None:
    page = opened(plan_of(students, LONG))
    press(page, view)
    seen: set[str] = set()
    for _turn in range(12):
        assert page.evaluate(NOT_SEEN) == []
        assert page.evaluate(SIZE) >= 40
        seen.update(page.locator("li").all_inner_texts())
        page.keyboard.press("PageDown")
    assert len(seen) == students


def test_a_class_whose_first_names_are_short_is_seen_at_once(opened: Callable[..., Page]) -> None:
    page = opened(plan_of(28))
    assert page.locator("li").count() == 28
    page.get_by_role("button", name=_("First names")).click()  # whole names, on more pages
    assert page.locator("li").count() < 28
    assert page.evaluate(SIZE) >= 40


def test_groups_are_revealed_one_by_one(opened: Callable[..., Page]) -> None:
    page = opened(plan_of(12))
    names = page.locator("li:visible")
    press(page, "Group by group")
    expect(names).to_have_count(0)
    for key, count in (("ArrowRight", 4), ("PageDown", 8), ("PageUp", 4), (" ", 8), ("Enter", 12)):
        page.locator("body").press(key)
        expect(names).to_have_count(count)
    expect(page.get_by_role("status")).to_contain_text("Elev11")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name=_("Group by group"))).to_have_attribute(
        "aria-pressed", "false"
    )


def test_no_key_and_no_button_shows_a_group_before_its_turn(opened: Callable[..., Page]) -> None:
    page = opened(plan_of(28))
    press(page, "Group by group")
    for words in ("Pairs", "Groups", "Large numbers", "Dark"):
        press(page, words)
        expect(page.locator("li:visible")).to_have_count(0)
    page.set_viewport_size({"width": 800, "height": 600})
    expect(page.locator("li:visible")).to_have_count(0)


def test_it_can_be_black_for_a_while(opened: Callable[..., Page]) -> None:
    page = opened(plan_of(8))
    for key in ("b", "."):
        page.locator("body").press(key)
        expect(page.locator("li:visible")).to_have_count(0)
        page.locator("body").press(key)
        expect(page.locator("li:visible")).to_have_count(8)


def test_the_countdown_can_be_paused_and_ends_in_words(
    opened: Callable[..., Page], clocked: Page
) -> None:
    page = opened(plan_of(8), page=clocked)
    page.get_by_label(_("How long")).select_option("1")
    press(page, "Start the countdown")
    clock = page.get_by_role("timer")
    page.clock.run_for(20_000)
    expect(clock).to_have_text("0:40")
    press(page, "Pause")
    page.clock.run_for(20_000)
    expect(clock).to_have_text("0:40")
    page.locator("body").press("t")
    page.clock.run_for(41_000)
    expect(clock).to_have_text(_("The time is up"))
    expect(page.get_by_role("status")).to_have_text(_("The time is up"))


@pytest.mark.parametrize("language", Language)
def test_it_is_accessible_in_every_language_and_light(
    opened: Callable[..., Page],
    language: Language,
    assert_accessible: Callable[[Page], None],
) -> None:
    page = opened(plan_of(28), language)
    assert_accessible(page)
    page.get_by_role("button", name=Translator(language)("Dark")).click()
    page.get_by_role("button", name=Translator(language)("Large numbers")).click()
    assert_accessible(page)


@pytest.mark.parametrize("shape", [(390, 844), (640, 360), (1920, 1080)])
def test_it_fits_other_screens(opened: Callable[..., Page], shape: tuple[int, int]) -> None:
    page = opened(plan_of(28, LONG))
    page.set_viewport_size({"width": shape[0], "height": shape[1]})
    page.reload()
    assert page.evaluate(NOT_SEEN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= shape[0]
