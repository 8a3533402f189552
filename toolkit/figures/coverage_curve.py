"""How far the class has come, period by period, against what is possible at best."""

import plotly.graph_objects as go

from toolkit.acquaintance import Coverage
from toolkit.figures import style
from toolkit.messages import Translator


def coverage_curve(coverage: Coverage, translate: Translator) -> go.Figure:
    """The percent who know each other after each period, the best possible, the earliest end."""
    _ = translate
    reached = _percent(coverage.at_start, *coverage.by_period)
    best = _percent(coverage.at_start, *coverage.best_possible)
    last = max(len(reached) - 1, coverage.bound)
    figure = go.Figure(
        layout=style.layout(
            _("How many know each other"),
            height=480,
            xaxis={
                "title": {"text": _("After period")},
                "range": (-0.3, last + 0.5),
                "dtick": 1 if last <= 15 else 5,
                "gridcolor": style.GREY,
                "zeroline": False,
                "automargin": True,
            },
            yaxis={
                "range": (0, 108),
                "ticksuffix": " %",
                "gridcolor": style.GREY,
                "zeroline": False,
                "automargin": True,
            },
        )
    )
    figure.add_scatter(
        x=(*range(len(best)), *((coverage.bound,) if coverage.bound >= len(best) else ())),
        y=(*best, *((100.0,) if coverage.bound >= len(best) else ())),
        name=_("Best possible"),
        mode="lines+markers",
        line={"color": style.INK, "dash": "dash", "width": 2},
        marker={"symbol": "diamond-open", "size": 10},
        hovertemplate="%{y:.1f} %",
    )
    figure.add_scatter(
        x=tuple(range(len(reached))),
        y=reached,
        name=_("This plan"),
        mode="lines+markers",
        line={"color": style.BLUE, "width": 4},
        marker={"symbol": "circle", "size": 12},
        hovertemplate="%{y:.1f} %",
    )
    figure.add_hline(y=100, line={"color": style.INK, "width": 1})
    figure.add_vline(
        x=coverage.bound,
        line={"color": style.VERMILLION, "width": 3, "dash": "dot"},
        annotation={
            "text": _("Earliest possible: period {period}", period=coverage.bound),
            "font": {"size": style.FONT_SIZE, "color": style.INK},
            "bgcolor": style.PAPER,
            "xanchor": "right",
            "xshift": -8,
            "x": coverage.bound,
            "y": 0.14,
            "yref": "paper",
        },
    )
    return figure.update_layout(hovermode="x unified")


def _percent(*shares: float) -> tuple[float, ...]:
    return tuple(100 * share for share in shares)
