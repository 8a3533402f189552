"""How far the class has come, period by period, against what is possible at best."""

import plotly.graph_objects as go

from toolkit.acquaintance import Coverage
from toolkit.figures import style
from toolkit.messages import Language, Words
from toolkit.values import translator


def coverage_curve(
    coverage: Coverage,
    translate: Words = Language.NB,
    foreseen: Coverage | None = None,
    earliest: int = 0,
) -> go.Figure:
    """The percent who know each other after each period, the best possible, the earliest end.

    ``foreseen`` is the coverage of the same plan with the rest of its year behind it, and
    ``earliest`` the period before which not everyone can have met, where more is known of
    that than the coverage's own bound.
    """
    _ = translator(translate)
    year = foreseen or coverage
    reached = _percent(coverage.at_start, *coverage.by_period)
    planned = _percent(year.at_start, *year.by_period)
    earliest = max(earliest, coverage.bound)
    best = {
        period: share
        for period, share in enumerate(_percent(year.at_start, *year.best_possible))
        if period >= earliest or share < 100
    } | {earliest: 100.0}
    last = max(len(planned) - 1, earliest)
    figure = go.Figure(
        layout=style.layout(
            _("Student pairs who know each other"),
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
        x=tuple(best),
        y=tuple(best.values()),
        name=_("Upper limit for any plan"),
        mode="lines+markers",
        line={"color": style.INK, "dash": "dash", "width": 2},
        marker={"symbol": "diamond-open", "size": 10},
        hovertemplate="%{y:.1f} %",
    )
    if len(planned) > len(reached):
        now = len(reached) - 1
        figure.add_scatter(
            x=tuple(range(now, len(planned))),
            y=planned[now:],
            name=_("The rest of the year"),
            mode="lines+markers",
            line={"color": style.BLUE, "dash": "dash", "width": 3},
            marker={"symbol": "circle-open", "size": 10},
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
        x=earliest,
        line={"color": style.VERMILLION, "width": 3, "dash": "dot"},
        annotation={
            "text": _("Earliest possible: period {period}", period=earliest),
            "font": {"size": style.FONT_SIZE, "color": style.INK},
            "bgcolor": style.PAPER,
            "xanchor": "right",
            "xshift": -8,
            "x": earliest,
            "y": 0.14,
            "yref": "paper",
        },
    )
    return figure.update_layout(hovermode="x unified", legend_traceorder="reversed")


def _percent(*shares: float) -> tuple[float, ...]:
    return tuple(100 * share for share in shares)
