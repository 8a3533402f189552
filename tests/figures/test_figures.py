import json
import sys
from subprocess import run

import pytest
from sketch import plan_of, roster_of

from toolkit.acquaintance import coverage
from toolkit.figures import style
from toolkit.figures.acquaintance_heatmap import acquaintance_heatmap
from toolkit.figures.coverage_curve import coverage_curve
from toolkit.figures.rotation_history import rotation_history
from toolkit.figures.student_page import student_page
from toolkit.messages import Translator
from toolkit.people import Student
from toolkit.rules import Acquainted, KeepApart, Rules

EN = Translator("en")
CLASS = roster_of("abcdefgh")
PLAN = plan_of("ab|cd ef|gh", "ac|bd eg|fh", "ab|ef cd|gh")
# In the plan a and e meet last, g and h knew each other, and a and g never meet.
RULES = Rules(acquainted=Acquainted(groups=(("a", "h"),)))


def test_the_heatmap_tells_partners_group_knew_before_and_not_met_apart() -> None:
    board = acquaintance_heatmap(coverage(PLAN, RULES), EN).data[0]
    row = dict(zip("abefcdgh", zip(board.text[0], board.z[0], strict=True), strict=True))
    assert {student: text for student, (text, _) in row.items()} == {
        "a": "",  # herself
        "b": "●1",  # partner in 1
        "c": "●1",  # group in 1, partner in 2
        "d": "1",
        "e": "3",
        "f": "3",
        "g": "",
        "h": "–",
    }
    colours = [kind for _, kind in row.values()]
    assert len(set(colours)) == 5


def test_the_heatmap_says_when_and_how_in_its_hover() -> None:
    board = acquaintance_heatmap(coverage(PLAN, RULES), EN).data[0]
    hovers = dict(zip("abefcdgh", board.hovertext[0], strict=True))
    assert hovers["b"] == ("<b>A – B</b><br>Partners in period 1, 3<br>Same group in period 2")
    assert hovers["h"] == "<b>A – H</b><br>Knew each other before"
    assert hovers["g"] == "<b>A – G</b><br>Not met yet"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_who_is_kept_apart_looks_like_any_two_who_have_not_met(language) -> None:
    translate = Translator(language)
    apart = Rules(acquainted=RULES.acquainted, keep_apart=(KeepApart(("a", "g")),))
    for draw in (
        acquaintance_heatmap,
        lambda report, words: student_page(report, CLASS.by_id["a"], words),
    ):
        told, untold = (draw(coverage(PLAN, rules), translate) for rules in (apart, RULES))
        assert told.to_plotly_json() == untold.to_plotly_json()


def test_the_curve_starts_with_who_knew_each_other_and_ends_at_the_bound() -> None:
    report = coverage(plan_of("ab|cd ef|gh", "ab|cd ef|gh"), RULES)
    best, reached = coverage_curve(report, EN).data
    assert list(reached.y) == [100 * share for share in (1 / 28, 13 / 28, 13 / 28)]
    assert list(best.y) == [100 * share for share in (1 / 28, 13 / 28, 25 / 28, 1)]
    assert list(best.x) == [0, 1, 2, report.bound]


def test_the_curve_can_go_beyond_the_bound() -> None:
    report = coverage(plan_of(*["ab|cd ef|gh"] * 5))
    best, reached = coverage_curve(report, EN).data
    assert len(best.y) == len(reached.y) == 6
    assert best.y[report.bound] == 100


def test_the_rest_of_the_year_continues_the_curve() -> None:
    done, year = plan_of("ab|cd ef|gh"), plan_of("ab|cd ef|gh", "ac|bd eg|fh", "ae|bf cg|dh")
    best, rest, reached = coverage_curve(coverage(done), EN, coverage(year)).data
    assert len(reached.y) == 2
    assert list(rest.x) == [1, 2, 3]
    assert rest.y[0] == reached.y[-1]
    assert list(rest.y[1:]) == [100 * share for share in coverage(year).by_period[1:]]
    assert list(best.x[:4]) == [0, 1, 2, 3]
    assert all(b >= r for b, r in zip(best.y[1:], rest.y, strict=False))


def test_the_end_can_be_later_than_counting_tells() -> None:
    report = coverage(plan_of(*["ab|cd ef|gh"] * 6))
    assert coverage_curve(report, EN).data[0].y[report.bound] == 100
    later = report.bound + 2
    figure = coverage_curve(report, EN, report, later)
    best = dict(zip(figure.data[0].x, figure.data[0].y, strict=True))
    assert min(period for period, share in best.items() if share == 100) == later
    assert f"period {later}" in figure.layout.annotations[0].text


def test_a_year_that_is_over_has_no_rest() -> None:
    report = coverage(PLAN)
    assert len(coverage_curve(report, EN, report).data) == 2


def test_the_history_has_a_row_a_student_and_a_column_a_period() -> None:
    plan = plan_of("ab|cde", "ab|cd", "ac|bdf")
    board = rotation_history(plan, roster_of("abf").students, EN).data[0]
    assert [list(row) for row in board.text] == [
        ["B", "↻ B", "C"],
        ["A", "↻ A", "△ D + F"],
        ["", "", "△ B + D"],
    ]
    assert board.z[0][1] != board.z[0][0] != board.z[1][2] != board.z[2][0]
    assert board.hovertext[1][2] == "<b>B</b><br>Period 3<br>Partner: D, F<br>Group: A, C, B, D, F"
    assert board.hovertext[2][0] == "<b>F</b><br>Period 1<br>Not in the class then"


def test_a_students_page_has_who_remains_at_the_bottom() -> None:
    figure = student_page(coverage(PLAN, RULES), CLASS.by_id["a"], EN)
    assert list(figure.layout.yaxis.ticktext) == list("HBCDEFG")
    assert figure.layout.yaxis.range == (6.5, -0.5)
    at = {
        trace.name: [
            (figure.layout.yaxis.ticktext[y], x) for x, y in zip(trace.x, trace.y, strict=True)
        ]
        for trace in figure.data
    }
    assert at == {
        "Partner": [("B", 1), ("B", 3), ("C", 2)],
        "Same group": [("B", 2), ("C", 1), ("D", 1), ("D", 2), ("E", 3), ("F", 3)],
        "Knew each other before": [("H", 0)],
        "Not met yet": [("G", 4)],
    }


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (("Ida Berg", "Ali Khan"), ["Ida", "Ali"]),
        (("Ole Martin Lie", "Ole Vik"), ["Ole L.", "Ole V."]),
        (("Ida Berg", "Ida Berg"), ["Ida Berg 1", "Ida Berg 2"]),
        (("Wolfeschlegelsteinhausen",) * 2, ["Wolfeschleg… 1", "Wolfeschleg… 2"]),
        (("Ida Berg", "Ida Bø"), ["Ida Berg", "Ida Bø"]),
        (("Wolfeschlegelsteinhausen", " "), ["Wolfeschlegel…", "1"]),
        (("<b>x</b>", "A&amp;B"), ["&lt;b&gt;x&lt;/b&gt;", "A&amp;amp;B"]),
    ],
)
def test_short_names_are_as_short_as_they_can_be(names, short) -> None:
    students = [Student(str(number), name) for number, name in enumerate(names)]
    assert list(style.short_names(students).values()) == short


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(
    ("letters", "behind"),
    # Plotly writes #444 on light squares and white on dark ones.
    [
        ("#444444", style.SKY),
        ("#444444", style.ORANGE),
        ("#444444", style.PAPER),
        ("#FFFFFF", style.BLUE),
        (style.INK, style.PAPER),
    ],
)
def test_letters_stand_out_from_what_is_behind_them(letters, behind) -> None:
    light, dark = sorted((_luminance(letters), _luminance(behind)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_bundle_is_plain_json_in_the_users_language() -> None:
    figure = acquaintance_heatmap(coverage(PLAN, RULES), EN)
    content = json.loads(json.dumps(style.plotly_bundle(figure, EN)))[style.MIME_TYPE]
    assert set(content) == {"data", "layout", "config"}
    words = content["config"]["locales"]["en"]["dictionary"]
    assert words["Download plot as a PNG"] == "Download as a picture"
    assert not content["config"]["displaylogo"]
    assert content["layout"]["font"]["size"] >= 16


@pytest.mark.parametrize(
    "draw",
    [
        lambda: acquaintance_heatmap(coverage(PLAN, RULES), EN),
        lambda: coverage_curve(coverage(PLAN), EN),
        lambda: rotation_history(PLAN, CLASS.students, EN),
        lambda: student_page(coverage(PLAN, RULES), CLASS.by_id["a"], EN),
    ],
)
def test_a_figure_is_only_looked_at(draw) -> None:
    content = style.plotly_bundle(draw(), EN)[style.MIME_TYPE]
    assert content["layout"]["dragmode"] is False
    config = content["config"]
    assert config["modeBarButtons"] == [["toImage"]]
    off = ("showTips", "displayNotifier", "scrollZoom", "doubleClick", "showAxisDragHandles")
    assert not any(config[name] for name in off)


def test_the_heatmap_has_its_names_on_top() -> None:
    assert acquaintance_heatmap(coverage(PLAN, RULES), EN).layout.xaxis.side == "top"


@pytest.mark.parametrize(("language", "decimal"), [("nb", ","), ("nn", ","), ("en", ".")])
def test_numbers_are_written_as_in_the_users_language(language, decimal) -> None:
    bundle = style.plotly_bundle(coverage_curve(coverage(PLAN), EN), Translator(language))
    locale = bundle[style.MIME_TYPE]["config"]["locales"][language]
    assert locale["format"]["decimal"] == decimal


def test_a_page_may_show_the_title_itself() -> None:
    figure = coverage_curve(coverage(PLAN), EN)
    height = figure.layout.height
    untitled = style.without_title(figure)
    assert untitled.layout.title.text is None
    assert untitled.layout.height < height


def test_a_figure_is_drawn_without_pandas_or_numpy_or_a_renderer() -> None:
    script = (
        "import sys; sys.path.insert(0, 'tests'); from sketch import plan_of;"
        "from toolkit.acquaintance import coverage; from toolkit.messages import Translator;"
        "from toolkit.figures.acquaintance_heatmap import acquaintance_heatmap;"
        "from toolkit.figures.style import plotly_bundle; t = Translator('nb');"
        "plotly_bundle(acquaintance_heatmap(coverage(plan_of('ab|cd')), t), t);"
        "print(*({'pandas', 'numpy', 'nbformat', 'jsonschema', 'IPython'} & set(sys.modules)))"
    )
    done = run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []
