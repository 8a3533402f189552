"""What plotly.js makes of hostile names, in a real browser."""

from dataclasses import dataclass
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page
from sketch import plan_of

from toolkit.acquaintance import coverage
from toolkit.figures.acquaintance_heatmap import acquaintance_heatmap
from toolkit.figures.rotation_history import rotation_history
from toolkit.figures.student_page import student_page
from toolkit.figures.style import MIME_TYPE, plotly_bundle
from toolkit.messages import Translator
from toolkit.people import Roster, Student

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "<b>Bold</b> Berg",
    '<a href="javascript:alert(1)">Ida</a>',
    '=HYPERLINK("http://example.com")',
    "$x^2$ %{x} &lt; &eacute; Lie",
    '"; DROP TABLE students',
    "2026-08-17",
    "Ida<br>Berg",
)
EN = Translator("en")
STUDENTS = tuple(Student(letter, name) for letter, name in zip("abcdefgh", HOSTILE, strict=True))
PLAN = plan_of("ab|cd ef|gh", "ae|bf cg|dh")
REPORT = coverage(PLAN, roster=Roster(STUDENTS))

SHOW = """async spec => {
    await Plotly.newPlot("figure", spec.data, spec.layout, spec.config);
    const texts = selector => [...document.querySelectorAll(selector)].map(e => e.textContent);
    return {
        ticks: texts(".ytick text"),
        title: texts(".gtitle").join(),
        squares: texts(".heatmap-label text"),
        foreign: document.querySelectorAll("#figure img, svg a, svg b").length,
    };
}"""
HOVER = "document.querySelector('.hoverlayer').textContent"


@dataclass(frozen=True)
class Shown:
    ticks: list[str]
    title: str
    squares: list[str]
    foreign: int


def _hovers(page: Page) -> list[str]:
    """What is said over each square of the first row."""
    box = page.locator(".heatmaplayer").bounding_box()
    said = [""]
    for column in range(len(HOSTILE)):
        across = (column + 0.5) / len(HOSTILE)
        page.mouse.move(box["x"] + across * box["width"], box["y"] + 5)
        page.wait_for_function(f"before => ![before, ''].includes({HOVER})", arg=said[-1])
        said.append(page.evaluate(HOVER))
    return said[1:]


def _show(browser: Browser, figures: dict[str, object]) -> tuple[dict[str, Shown], list[str]]:
    """Draw each figure in Chromium, which may neither open a dialog nor ask for anything.

    Returns what stands in each, and what is said over the squares of the last.
    """
    plotly_js = files("plotly").joinpath("package_data/plotly.min.js").read_text("utf-8")
    refused: list[str] = []
    page = browser.new_page()
    page.set_default_timeout(10_000)
    page.on("dialog", lambda dialog: (refused.append("dialog"), dialog.dismiss()))
    page.on("request", lambda request: refused.append(request.url))
    page.set_content("<!doctype html><html><body><div id=figure></div></body></html>")
    page.add_script_tag(content=plotly_js)
    shown = {
        name: Shown(**page.evaluate(SHOW, plotly_bundle(figure, EN)[MIME_TYPE]))
        for name, figure in figures.items()
    }
    hovers = _hovers(page)
    page.close()
    assert refused == []
    return shown, hovers


@pytest.fixture(scope="module")
def in_browser(browser: Browser) -> tuple[dict[str, Shown], list[str]]:
    figures = {
        "history": rotation_history(PLAN, STUDENTS, EN),
        "page": student_page(REPORT, STUDENTS[0], EN),
        "heatmap": acquaintance_heatmap(REPORT, EN),
    }
    return _show(browser, figures)


@pytest.fixture
def shown(in_browser) -> dict[str, Shown]:
    return in_browser[0]


@pytest.mark.parametrize("figure", ["heatmap", "history"])
def test_names_on_axes_are_text(shown, figure) -> None:
    assert shown[figure].ticks == [
        "<img",
        "<b>Bold</b>",
        "<a",
        '=HYPERLINK("h…',
        "$x^2$",
        '";',
        "2026-08-17",
        "Ida<br>Berg",
    ]


def test_names_in_squares_are_text(shown) -> None:
    assert "<b>Bold</b>" in shown["history"].squares
    assert "$x^2$" in shown["history"].squares


def test_names_in_hovers_are_whole_and_text(in_browser) -> None:
    own, *others = in_browser[1]
    assert own == HOSTILE[0]
    for name, hover in zip(HOSTILE[1:], others, strict=True):
        assert hover.startswith(f"{HOSTILE[0]} – {name}")


def test_names_in_titles_are_text(shown) -> None:
    assert shown["page"].title == "Whom <img src=x onerror=alert(1)> has met"


def test_nothing_but_text_is_made_of_names(shown) -> None:
    assert {figure.foreign for figure in shown.values()} == {0}
