"""The school's year as a wheel, from August on and clockwise: a ring for each kind of event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from toolkit.calendar.days import Calendar, DayOff
from toolkit.calendar.wheel import WheelEvent, wheel_events
from toolkit.calendar.wheel_year import WheelYear
from toolkit.calendar.words import MONTHS
from toolkit.figures.style import BLUE, GREY, INK, ORANGE, PAPER, SKY, VERMILLION, layout, shown
from toolkit.messages import Language, Translator, Words
from toolkit.values import only, translator

if TYPE_CHECKING:
    import plotly.graph_objects as go

_HEIGHT = 860
_HOLE = 0.22
_GREEN, _PURPLE, _YELLOW = "#5CC9A7", "#E0A3C5", "#F0E442"
_COLOURS = (SKY, ORANGE, GREY, BLUE, VERMILLION, _GREEN, _PURPLE, _YELLOW)
_PATTERNS = ("", "/", "x", "\\", ".", "-", "|", "+")
_MONTH_LETTERS = 3
_FAINT = 0.55
"""How dark a suggestion is."""


def year_wheel(
    calendar: Calendar,
    rings: Mapping[str, Sequence[DayOff]] | None = None,
    translate: Words = Language.NB,
) -> go.Figure:
    """The wheel of a school year: months, periods, days off, what else the school has, ``rings``.

    Each ring has a colour and a pattern of its own, so that it can be told apart in grey too. What
    is in it stands in ``wheel_events`` as well, for a table beside it.
    """
    import plotly.graph_objects as go

    _ = translator(translate)
    only(calendar, Calendar, "calendar")
    year = WheelYear(calendar.first_year)
    events = wheel_events(calendar, rings)
    names = list(dict.fromkeys(_(event.ring) for event in events))
    figure = go.Figure()
    figure.add_trace(_months(year, len(names), _))
    for at, name in enumerate(names):
        own = [event for event in events if _(event.ring) == name]
        figure.add_trace(_ring(year, name, own, len(names) - 1 - at, at, _))
    figure.add_trace(_words(year, events, names, _))
    figure.update_layout(
        **layout(_("The year wheel"), _HEIGHT),
        polar={
            "hole": _HOLE,
            "bgcolor": PAPER,
            "angularaxis": {"visible": False, "direction": "clockwise", "rotation": 90},
            "radialaxis": {"visible": False, "range": (0, len(names) + _depth(len(names)))},
        },
    )
    return figure


def _depth(rings: int) -> float:
    """How thick the ring of the months is, in rings: its words have one size however many."""
    return max(1, 0.2 * rings)


def _months(year: WheelYear, rings: int, _: Translator) -> go.Barpolar:
    import plotly.graph_objects as go

    arcs = [year.arc(*month) for month in year.months]
    return go.Barpolar(
        theta=[middle for middle, _width in arcs],
        width=[width for _middle, width in arcs],
        base=[rings] * len(arcs),
        r=[_depth(rings) - 0.1] * len(arcs),
        marker={"color": PAPER, "line": {"color": INK, "width": 1}},
        hovertext=[_(MONTHS[first.month - 1]) for first, _last in year.months],
        hoverinfo="text",
        showlegend=False,
    )


def _ring(
    year: WheelYear, name: str, events: Sequence[WheelEvent], base: int, at: int, _: Translator
) -> go.Barpolar:
    import plotly.graph_objects as go

    arcs = [year.arc(event.first, event.last) for event in events]
    return go.Barpolar(
        name=shown(name),
        theta=[middle for middle, _width in arcs],
        width=[width for _middle, width in arcs],
        base=[base] * len(arcs),
        r=[0.9] * len(arcs),
        marker={
            "color": _COLOURS[at % len(_COLOURS)],
            "opacity": [_FAINT if event.is_suggested else 1 for event in events],
            "line": {"color": INK, "width": 1},
            "pattern": {
                "shape": _PATTERNS[at % len(_PATTERNS)],
                "fgcolor": INK,
                "size": 6,
                "fillmode": "overlay",
            },
        },
        hovertext=[_told(event, _) for event in events],
        hoverinfo="text",
    )


def _words(
    year: WheelYear, events: Sequence[WheelEvent], names: Sequence[str], _: Translator
) -> go.Scatterpolar:
    """The names of the months, and the numbers of the periods, written in their rings."""
    import plotly.graph_objects as go

    months = [
        (
            year.arc(*month)[0],
            len(names) + _depth(len(names)) / 2 - 0.05,
            _(MONTHS[month[0].month - 1])[:_MONTH_LETTERS],
        )
        for month in year.months
    ]
    numbers = [
        (
            year.arc(event.first, event.last)[0],
            len(names) - 0.55,
            str(event.name.values["number"]),
        )
        for event in events
        if "number" in event.name.values
    ]
    written = [*months, *numbers]
    return go.Scatterpolar(
        theta=[angle for angle, _at, _text in written],
        r=[at for _angle, at, _text in written],
        text=[shown(text) for _angle, _at, text in written],
        mode="text",
        textfont={"size": 18, "color": INK},
        hoverinfo="skip",
        showlegend=False,
    )


def _told(event: WheelEvent, _: Translator) -> str:
    days = _.language.date(event.first)
    if event.last != event.first:
        days = f"{days} – {_.language.date(event.last)}"
    return f"<b>{shown(_(event.title))}</b><br>{days}"
