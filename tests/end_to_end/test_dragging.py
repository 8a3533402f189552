"""Two students swap: dragged by mouse and by finger, by a click on each, and by keys."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

import toolkit as mk
from toolkit.messages import Language, Translator
from toolkit.workspace.work import Work

from .coordinating import show_names
from .driving import PHONE, WIDE, click_away, until

_ = Translator(Language.NB)
NAMES = (
    "Ida Berg",
    "Nora Dahl",
    "Ali Khan",
    "Jo Lie",
    "Emil Vik",
    "Sara Moen",
    "Ea Holm",
    "Ola By",
)
KEPT = _("All rules are kept.")
UNTOLD = _("You see after the swap whether a hidden rule is broken.")
HIDDEN = _("A rule is broken. Show the names to see which one.")

type Open = Callable[..., Page]
type Shoot = Callable[[Page, str], None]
type Point = tuple[float, float]


@pytest.fixture(scope="module")
def today(open_module: Open, keep: Callable[..., None]) -> Open:
    """Opens the page of the day of a class in which two are kept apart.

    Ida and Nora, Ali and Jo sit in one group, Emil and Sara, Ea and Ola in the other. Ida and
    Emil may not share a group.
    """
    people = tuple(mk.Student(str(at), name, "8A") for at, name in enumerate(NAMES))
    pairs = [mk.Pair(str(at), people[at : at + 2]) for at in range(0, 8, 2)]
    groups = (mk.Group("1", tuple(pairs[:2])), mk.Group("2", tuple(pairs[2:])))
    rules = mk.Rules(keep_apart=(mk.KeepApart(("0", "4")),))
    keep(Work(mk.Roster(people), rules, mk.Plan((mk.Period(1, groups),), "8A")), "today")
    return open_module


@pytest.fixture(scope="module")
def with_mouse(today: Open) -> Page:
    return today()


@pytest.fixture(scope="module")
def with_finger(today: Open) -> Page:
    return today(has_touch=True)


@pytest.fixture
def page(with_mouse: Page) -> Page:
    return about_to_swap(with_mouse)


def about_to_swap(page: Page, shape: dict[str, int] = WIDE) -> Page:
    """As the class sits today, whatever was tried before; nobody is picked up."""
    page.mouse.up()
    page.mouse.move(0, 0)
    page.set_viewport_size(shape)
    until(lambda: leaves_it(page))
    page.get_by_role("button", name=_("Swap two now")).click()
    expect(page.locator(".mk-seat")).to_have_count(8)
    expect(page.locator(".mk-duo")).to_have_count(0)
    expect(page.locator(".mk-hint:visible")).to_be_visible()
    assert_nothing_was_done(page)
    return page


def leaves_it(page: Page) -> bool:
    """Whether nothing is being swapped; what was, is given up.

    The buttons of a swap are made anew with what it breaks, so one may go while it is clicked.
    """
    click_away(page.get_by_role("button", name=_("Leave it as it is")))
    return page.locator(".mk-duo").count() == 4


def seat(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def middle(target: Locator) -> Point:
    box = target.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def told(page: Page) -> Locator:
    return page.locator(".mk-seats:has(> .mk-cards) [role=status]")


def assert_sign(page: Page, one: str, other: str, verdict: str) -> None:
    expect(page.locator(".mk-swap-sign")).to_have_text(f"{one} ⇄ {other}\n{verdict}")


def drag(page: Page, name: str, to: Point) -> None:
    """Press on a student and go there with the mouse, without letting go."""
    page.mouse.move(*middle(seat(page, name)))
    page.mouse.down()
    page.mouse.move(*to, steps=6)
    expect(page.locator(".mk-in-hand")).to_have_text(name)


def assert_nothing_was_done(page: Page) -> None:
    expect(page.locator(".mk-in-hand, .mk-swap-sign, .mk-lifted, .mk-chosen")).to_have_count(0)
    expect(page.locator(".mk-seat")).to_have_text(list(NAMES))
    expect(page.locator(".mk-table tbody tr")).to_have_count(0)


def assert_swapped(page: Page, one: int, other: int) -> None:
    names = list(NAMES)
    names[one], names[other] = names[other], names[one]
    expect(page.locator(".mk-seat")).to_have_text(names)
    expect(page.locator(".mk-in-hand, .mk-swap-sign, .mk-lifted, .mk-chosen")).to_have_count(0)
    words = _("{student} and {other} have swapped.", student=NAMES[one], other=NAMES[other])
    expect(told(page)).to_have_text(words)


class TestByMouse:
    def test_a_student_goes_along_and_swaps_where_they_are_dropped(
        self, page: Page, shoot: Shoot
    ) -> None:
        to = middle(seat(page, "Sara Moen"))
        drag(page, "Ali Khan", to)
        x, y = middle(page.locator(".mk-in-hand"))
        assert abs(x - to[0]) < 2
        assert abs(y - to[1]) < 2
        expect(seat(page, "Ali Khan")).to_contain_class("mk-lifted")
        expect(seat(page, "Sara Moen")).to_contain_class("mk-over")
        assert_sign(page, "Ali Khan", "Sara Moen", UNTOLD)
        expect(told(page)).to_have_text(f"Sara Moen: {UNTOLD}")
        shoot(page, "dragging")
        page.mouse.up()
        assert_swapped(page, 2, 5)

    def test_what_it_would_break_is_seen_before_it_is_dropped_once_names_are_shown(
        self, page: Page, shoot: Shoot
    ) -> None:
        drag(page, "Nora Dahl", middle(seat(page, "Emil Vik")))
        assert_sign(page, "Nora Dahl", "Emil Vik", UNTOLD)
        page.mouse.up()
        assert_swapped(page, 1, 4)
        note = page.locator(".mk-note.mk-danger")
        expect(note.get_by_text(HIDDEN)).to_be_visible()
        show_names(page)
        expect(note).to_contain_text("Ida Berg")
        seat(page, "Ali Khan").click()
        seat(page, "Sara Moen").hover()
        expect(seat(page, "Sara Moen")).to_contain_class("mk-breaks")
        expect(page.locator(".mk-swap-sign.mk-wrong")).to_contain_text("! Periode 1: ")
        expect(told(page)).to_contain_text("Sara Moen: Periode 1: ")
        shoot(page, "dragging-breaks")
        page.keyboard.press("Escape")
        seat(page, "Nora Dahl").click()
        seat(page, "Emil Vik").hover()
        expect(seat(page, "Emil Vik")).to_contain_class("mk-fits")
        assert_sign(page, "Nora Dahl", "Emil Vik", f"✓ {KEPT}")
        page.keyboard.press("Escape")
        page.get_by_role("button", name=_("Hide the names")).first.click()
        expect(note.get_by_text(HIDDEN)).to_be_visible()

    def test_escape_lets_go(self, page: Page) -> None:
        drag(page, "Ali Khan", middle(seat(page, "Sara Moen")))
        page.keyboard.press("Escape")
        assert_nothing_was_done(page)
        expect(told(page)).to_have_text(_("{student} stays.", student="Ali Khan"))
        page.mouse.up()
        assert_nothing_was_done(page)

    @pytest.mark.parametrize("onto", [".mk-today-head h2", ".mk-seat:has-text('Ali Khan')"])
    def test_dropped_beside_a_seat_or_onto_their_own_they_stay(self, page: Page, onto: str) -> None:
        drag(page, "Ali Khan", middle(seat(page, "Sara Moen")))
        page.mouse.move(*middle(page.locator(onto).first), steps=4)
        expect(page.locator(".mk-swap-sign")).to_have_count(0)
        expect(told(page)).to_have_text(_("Nobody to swap with here."))
        page.mouse.up()
        assert_nothing_was_done(page)
        expect(told(page)).to_have_text(_("{student} stays.", student="Ali Khan"))

    def test_a_hand_that_trembles_clicks(self, page: Page) -> None:
        x, y = middle(seat(page, "Ali Khan"))
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 3, y + 2)
        page.mouse.up()
        expect(seat(page, "Ali Khan")).to_contain_class("mk-chosen")
        expect(page.locator(".mk-in-hand")).to_have_count(0)

    def test_the_next_click_after_a_drag_counts(self, page: Page) -> None:
        drag(page, "Ali Khan", middle(seat(page, "Sara Moen")))
        page.mouse.up()
        assert_swapped(page, 2, 5)
        seat(page, "Ola By").click()
        expect(seat(page, "Ola By")).to_contain_class("mk-chosen")


class TestByClick:
    def test_one_and_then_the_other(self, page: Page) -> None:
        seat(page, "Ali Khan").click()
        expect(seat(page, "Ali Khan")).to_contain_class("mk-chosen")
        seat(page, "Sara Moen").hover()
        assert_sign(page, "Ali Khan", "Sara Moen", UNTOLD)
        seat(page, "Sara Moen").click()
        assert_swapped(page, 2, 5)

    def test_the_same_again_or_escape_lets_go(self, page: Page) -> None:
        seat(page, "Ali Khan").click()
        expect(seat(page, "Ali Khan")).to_contain_class("mk-chosen")
        seat(page, "Ali Khan").click()
        assert_nothing_was_done(page)
        seat(page, "Ali Khan").click()
        expect(seat(page, "Ali Khan")).to_contain_class("mk-chosen")
        page.keyboard.press("Escape")
        assert_nothing_was_done(page)


def test_by_keys_who_comes_next_is_judged_as_well(page: Page) -> None:
    seat(page, "Jo Lie").focus()
    page.keyboard.press("Enter")
    words = _(
        "{student} is picked up. Go to the one to swap with, or press Escape to let go.",
        student="Jo Lie",
    )
    expect(told(page)).to_have_text(words)
    page.keyboard.press("Tab")
    expect(seat(page, "Emil Vik")).to_be_focused()
    assert_sign(page, "Jo Lie", "Emil Vik", UNTOLD)
    page.keyboard.press("Tab")
    expect(told(page)).to_have_text(f"Sara Moen: {UNTOLD}")
    page.keyboard.press("Enter")
    assert_swapped(page, 3, 5)


class Finger:
    """Touches the page as a finger does, by what the browser itself hears of one."""

    def __init__(self, page: Page) -> None:
        self._browser: CDPSession = page.context.new_cdp_session(page)

    def _do(self, kind: str, *at: Point) -> None:
        points = [{"x": x, "y": y} for x, y in at]
        self._browser.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    @contextmanager
    def resting_on(self, target: Locator) -> Iterator["Finger"]:
        """Until it picks up."""
        self.touch(middle(target))
        expect(target).to_contain_class("mk-lifted")
        yield self
        self.leave()

    def touch(self, at: Point) -> None:
        self._do("touchStart", at)

    def leave(self) -> None:
        self._do("touchEnd")

    def go(self, start: Point, end: Point) -> None:
        for step in range(1, 9):
            share = step / 8
            at = tuple(a + (b - a) * share for a, b in zip(start, end, strict=True))
            self._do("touchMove", at)


@pytest.mark.parametrize("shape", [WIDE, PHONE], ids=["wide", "phone"])
class TestByFinger:
    @pytest.fixture
    def page(self, with_finger: Page, shape: dict[str, int]) -> Page:
        return about_to_swap(with_finger, shape)

    def test_resting_on_a_student_picks_them_up(self, page: Page) -> None:
        one, other = seat(page, "Ali Khan"), seat(page, "Ida Berg")
        other.evaluate("seat => seat.scrollIntoView({ block: 'center' })")
        scrolled = page.evaluate("scrollY")
        with Finger(page).resting_on(one) as finger:
            finger.go(middle(one), middle(other))
            assert_sign(page, "Ali Khan", "Ida Berg", UNTOLD)
            assert page.evaluate("scrollY") == scrolled
        assert_swapped(page, 2, 0)

    def test_moving_at_once_scrolls_the_page(self, page: Page) -> None:
        # A page that is long enough to be scrolled on any window.
        longer = page.add_style_tag(
            content="body::after { content: ''; display: block; height: 100vh }"
        )
        one = seat(page, "Ali Khan")
        one.scroll_into_view_if_needed()
        before = page.evaluate("scrollY")
        x, y = middle(one)
        finger = Finger(page)
        finger.touch((x, y))
        finger.go((x, y), (x, y - 200))
        finger.leave()
        page.wait_for_function("before => scrollY > before", arg=before)
        assert_nothing_was_done(page)
        longer.evaluate("tag => tag.remove()")

    def test_a_tap_on_each_swaps(self, page: Page) -> None:
        seat(page, "Ali Khan").tap()
        expect(seat(page, "Ali Khan")).to_contain_class("mk-chosen")
        seat(page, "Sara Moen").tap()
        assert_swapped(page, 2, 5)


def test_at_the_edge_the_page_scrolls_along(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 420})
    seat(page, "Ali Khan").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    drag(page, "Ali Khan", (195, 400))
    page.wait_for_function("before => scrollY > before + 100", arg=before)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert_nothing_was_done(page)
