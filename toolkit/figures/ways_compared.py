"""How soon everyone knows everyone: by chance, by a careful teacher, and by the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.figures import style
from toolkit.messages import Language, Message, Words
from toolkit.training.compared import Ways
from toolkit.values import only, translator

if TYPE_CHECKING:
    import plotly.graph_objects as go

_FONT_SIZE = 24  # for a projector, and the back of a hall
_BEYOND = 2  # periods that are seen behind the last that the careful teacher needs
CHANCE = Message("By chance")
CAREFUL = Message("A careful teacher")
PLAN = Message("The plan")


def ways_compared(ways: Ways, translate: Words = Language.NB) -> go.Figure:
    """The percent of all student pairs who know each other after each period, in three ways.

    Letters and lines are as large as a projector needs. Names nobody.
    """
    import plotly.graph_objects as go

    only(ways, Ways, "ways")
    _ = translator(translate)
    last = int(ways.careful.full) + _BEYOND
    figure = go.Figure(
        layout=style.layout(
            _("Student pairs who know each other"),
            height=430,
            top=96,
            xaxis={
                "title": {"text": _("After period"), "standoff": 8},
                "range": (-0.2, last + 0.4),
                "dtick": 1,
                "tickangle": 0,
                "gridcolor": style.GREY,
                "zeroline": False,
                "automargin": True,
            },
            yaxis={
                "range": (0, 106),
                "ticksuffix": " %",
                "dtick": 25,
                "gridcolor": style.GREY,
                "zeroline": False,
                "automargin": True,
            },
        )
    )
    for way, name, look in (
        (ways.chance, CHANCE, (style.VERMILLION, "dot", "triangle-up")),
        (ways.careful, CAREFUL, (style.INK, "dash", "diamond")),
        (ways.plan, PLAN, (style.BLUE, "solid", "circle")),
    ):
        colour, dash, symbol = look
        shares = way.shares[: last + 1]
        figure.add_scatter(
            x=tuple(range(len(shares))),
            y=tuple(100 * share for share in shares),
            name=_(name),
            mode="lines+markers",
            line={"color": colour, "dash": dash, "width": 4},
            marker={"symbol": symbol, "size": 13},
            hovertemplate="%{y:.0f} %",
        )
    size = {"size": _FONT_SIZE}
    return figure.update_layout(
        hovermode="x unified", font=size, title_font=size, legend_font=size, hoverlabel_font=size
    )
