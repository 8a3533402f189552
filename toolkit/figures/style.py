"""What all figures share: colours, fonts, how names are written, how a figure is sent.

The colours are Okabe and Ito's, which colour-blind people can tell apart, the two that lie
behind dark letters made lighter. No figure speaks by colour alone: a symbol or a word goes
with each.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from toolkit.messages import Translator
from toolkit.people import Roster, Student
from toolkit.short_names import short_names as short_names_of

if TYPE_CHECKING:
    import plotly.graph_objects as go

BLUE = "#0072B2"
SKY = "#8CCBF0"
ORANGE = "#F0B840"
VERMILLION = "#D55E00"
INK = "#1A1A1A"
GREY = "#D9D9D9"
PAPER = "#FFFFFF"

FONT_SIZE = 16
NAME_LENGTH = 14
ROW_HEIGHT = 28
FEWEST_COLUMNS = 12
_TITLE_HEIGHT = 40
MIME_TYPE = "application/vnd.plotly.v1+json"

PARTNER_SYMBOL = "●"
BEFORE_SYMBOL = "–"
REPEAT_SYMBOL = "↻"
TRIO_SYMBOL = "△"


def shown(text: str) -> str:
    """The text as Plotly shows it letter for letter.

    Plotly reads a subset of HTML and, where MathJax is loaded, formulas between dollar
    signs. It knows ``&lt;``, ``&gt;``, ``&amp;`` and numbers, but not ``&quot;``, so
    ``html.escape`` would not do.
    """
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("$", "&#36;")):
        text = text.replace(letter, entity)
    return text


def full_names(students: Iterable[Student]) -> dict[str, str]:
    """Each student's whole name under their id, ready for a hover."""
    roster = Roster(tuple(students))
    return {student.id: shown(roster.label(student)) for student in roster}


def short_names(students: Iterable[Student], longest: int = NAME_LENGTH) -> dict[str, str]:
    """What the class calls each student, under their id, ready for a label.

    No name is longer than ``longest`` letters.
    """
    return {key: shown(name) for key, name in cut_names(students, longest).items()}


def cut_names(students: Iterable[Student], longest: int = NAME_LENGTH) -> dict[str, str]:
    """The same names, as they are written."""
    roster = Roster(tuple(students))
    names = {}
    for key, name in short_names_of(roster).items():
        student = roster.by_id[key]
        ending = roster.label(student).removeprefix(student.name)
        names[key] = _cut(name, ending, longest)
    return names


def _cut(name: str, ending: str, longest: int) -> str:
    """The name in so many letters at most, the ``ending`` that tells namesakes apart among them."""
    if len(name) <= longest:
        return name
    ending = ending if name.endswith(ending) and len(ending) < longest - 1 else ""
    return f"{name[: longest - 1 - len(ending)]}…{ending}"


def layout(
    title: str, height: int, top: int = 110, stacked: bool = False, **more: Any
) -> dict[str, Any]:
    """The layout of every figure, large and dark enough for a projector.

    ``height`` is that of the whole figure and ``top`` the part of it above the squares or
    curves, both in pixels; title and legend stand there. A figure that may be wider than
    its page has its legend ``stacked``, an entry a line, so that a phone shows all of it.
    """
    return {
        # Plotly's own template would send 7 kB of other people's colours with each figure.
        "template": "none",
        "title": {
            "text": title,
            "font": {"size": FONT_SIZE + 6},
            "x": 0,
            "xref": "container",
            "y": 1 - 16 / height,
            "yref": "container",
            "yanchor": "top",
        },
        "legend": {
            "orientation": "h",
            # An entry as wide as the squares; a vertical legend would push them aside.
            **({"entrywidthmode": "fraction", "entrywidth": 1} if stacked else {}),
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1 - (16 + _TITLE_HEIGHT) / height,
            "yref": "container",
            "yanchor": "top",
        },
        "font": {"size": FONT_SIZE, "color": INK, "family": "system-ui, sans-serif"},
        "hoverlabel": {"font": {"size": FONT_SIZE}, "namelength": -1},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "height": height,
        "margin": {"l": 8, "r": 24, "t": top, "b": 24},
        # A finger or a mouse that is drawn across a figure scrolls the page.
        "dragmode": False,
        **more,
    }


def without_title(figure: go.Figure) -> go.Figure:
    """The figure for a page that shows the title itself, and wraps it on a phone."""
    layout = figure.layout
    height = layout.height - _TITLE_HEIGHT
    return figure.update_layout(
        title=None,
        legend_y=1 - 16 / height,
        margin_t=layout.margin.t - _TITLE_HEIGHT,
        height=height,
    )


def name_axis(names: Iterable[str]) -> dict[str, Any]:
    """An axis with a name at each whole number.

    The positions are numbers because Plotly would take a name such as ``2026-08-17`` for
    a date, and two students of one name for one.
    """
    names = tuple(names)
    return {
        "type": "linear",
        "tickmode": "array",
        "tickvals": tuple(range(len(names))),
        "ticktext": names,
        "range": (-0.5, len(names) - 0.5),
        "showgrid": False,
        "zeroline": False,
        "automargin": True,
    }


def downwards(axis: dict[str, Any]) -> dict[str, Any]:
    """The same axis with its first name at the top."""
    return {**axis, "range": tuple(reversed(axis["range"]))}


def plotly_bundle(figure: go.Figure, translate: Translator) -> dict[str, object]:
    """The figure as display data under ``MIME_TYPE``, with no renderer and no widget.

    Its one button speaks the translator's language, and nothing speaks another. A figure is to
    be looked at: nothing that is done to it by mouse or finger changes what is in sight.
    """
    _ = translate
    dictionary = {"Download plot as a PNG": _("Download as a picture")}
    # Plotly has no Norwegian numbers of its own.
    language = translate.language
    numbers = {"decimal": language.decimal, "thousands": language.thousands}
    words = {"dictionary": dictionary, "format": numbers}
    config = {
        "displaylogo": False,
        "displayNotifier": False,
        "showTips": False,
        "scrollZoom": False,
        "doubleClick": False,
        "showAxisDragHandles": False,
        "typesetMath": False,
        "modeBarButtons": [["toImage"]],
        "locale": language.value,
        "locales": {language.value: words},
        "toImageButtonOptions": {"filename": "makkerskap", "scale": 2},
    }
    return {MIME_TYPE: {**figure.to_plotly_json(), "config": config}}
