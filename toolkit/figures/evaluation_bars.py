"""What was answered to each question: a bar that parts in the middle, with how many in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from toolkit.evaluation.results import Evaluation, Result
from toolkit.evaluation.words import HIDDEN, percent, sentences
from toolkit.figures import style
from toolkit.messages import Language, Translator, Words
from toolkit.values import only, translator

if TYPE_CHECKING:
    import plotly.graph_objects as go

_HEADING_HEIGHT = 215
_ROW_HEIGHT = 150
_LETTERS_A_LINE = 40  # of a question, so that a phone shows them
_BAR = 0.24
# From the middle of a row, in rows: where the question ends, the bar is, and its words begin.
_QUESTION, _MIDDLE, _BELOW = -0.08, 0.08, 0.26


def evaluation_bars(
    evaluation: Evaluation, translate: Words = Language.NB, school_class: str | None = None
) -> go.Figure:
    """A bar a question: who agree on the right of the middle, all others on the left.

    Of all classes together, or of one class. Behind the bar stand how many answered and how many
    did not; the line tells what is likely, the diamond what has been published, and the triangle
    what it was the year before. Where nothing is told, there is no bar. Names nobody, and says
    nothing that the sentences do not.
    """
    import plotly.graph_objects as go

    _ = translator(translate)
    only(evaluation, Evaluation, "evaluation")
    results = evaluation.of_class(school_class)
    height = _HEADING_HEIGHT + 40 + _ROW_HEIGHT * max(1, len(results))
    figure = go.Figure(
        layout=style.layout(
            _("Answers to the evaluation"),
            height=height,
            top=_HEADING_HEIGHT,
            stacked=True,
            barmode="relative",
            annotations=list(_words(results, _)),
            xaxis={
                "range": (-1.05, 1.05),
                "tickvals": (-1, -0.5, 0, 0.5, 1),
                "ticktext": ("100 %", "50 %", "0", "50 %", "100 %"),
                "gridcolor": style.GREY,
                "zerolinecolor": style.INK,
                "zerolinewidth": 2,
                "fixedrange": True,
            },
            yaxis={
                "range": (len(results) - 0.5, -0.5),
                "showticklabels": False,
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
        )
    )
    told = [(at, one) for at, one in enumerate(results) if not one.is_hidden]
    figure.add_bar(name=_("Answered otherwise"), **_part(told, evaluation.least, False, _))
    figure.add_bar(name=_("Agree or are satisfied"), **_part(told, evaluation.least, True, _))
    published = [(at, one.published.share) for at, one in told if one.published]
    figure.add_scatter(
        name=_("Published"),
        mode="markers",
        x=[share for _at, share in published],
        y=[at + _MIDDLE + _BAR / 2 for at, _share in published],
        marker={"symbol": "diamond", "size": 11, "color": style.VERMILLION},
        hoverinfo="skip",
    )
    before = [(at, one.before.share) for at, one in told if one.before and one.before.share]
    if before:
        figure.add_scatter(
            name=_("The year before"),
            mode="markers",
            x=[share for _at, share in before],
            y=[at + _MIDDLE - _BAR / 2 for at, _share in before],
            marker={"symbol": "triangle-down", "size": 11, "color": style.INK},
            hoverinfo="skip",
        )
    marker = {"symbol": "line-ew-open", "size": 16, "color": style.INK, "line": {"width": 2}}
    figure.add_scatter(name=_("Likely between"), x=[None], y=[None], mode="markers", marker=marker)
    return figure


def _part(
    told: Sequence[tuple[int, Result]], least: int, agree: bool, _: Translator
) -> dict[str, Any]:
    """The bars on one side of the middle."""
    shares = [one.share or 0 for _at, one in told]
    counts = [(one.agree or 0) if agree else (one.n or 0) - (one.agree or 0) for _at, one in told]
    part: dict[str, Any] = {
        "orientation": "h",
        "y": [at + _MIDDLE for at, _one in told],
        "width": _BAR,
        "x": shares if agree else [share - 1 for share in shares],
        "text": [str(number) for number in counts],
        "textposition": "auto",
        "textangle": 0,
        "insidetextanchor": "middle",
        "textfont": {"color": style.INK},
        "marker": {
            "color": style.SKY if agree else style.ORANGE,
            "line": {"width": 1, "color": style.INK},
        },
        "hovertext": [_hover(one, least, _) for _at, one in told],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    if agree:
        ends = [one.likely or (0, 0) for _at, one in told]
        part["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": [high - share for (_low, high), share in zip(ends, shares, strict=True)],
            "arrayminus": [share - low for (low, _high), share in zip(ends, shares, strict=True)],
            "color": style.INK,
            "thickness": 2,
            "width": 6,
        }
        part["insidetextanchor"] = "start"
    return part


def _hover(one: Result, least: int, _: Translator) -> str:
    lines = [line for each in sentences(one, least) for line in wrap(_(each), 60)]
    return "<br>".join(map(style.shown, lines))


def _words(results: Sequence[Result], _: Translator) -> Iterator[dict[str, Any]]:
    """Above each bar its question, and below how many answered."""
    for at, one in enumerate(results):
        question = "<br>".join(map(style.shown, wrap(one.item.text(_.language), _LETTERS_A_LINE)))
        yield _written(f"<b>{question}</b>", at + _QUESTION, "bottom")
        yield _written(style.shown(_beside(one, _)), at + _BELOW, "top")


def _beside(one: Result, _: Translator) -> str:
    if one.share is None:
        return _(HIDDEN)
    told = _("{share} of {n} who answered", share=percent(one.share), n=one.n)
    if one.missing is None:
        return told
    return f"{told}, " + _("{n} did not", n=one.missing)


def _written(text: str, at: float, anchor: str) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "align": "left",
        "y": at,
        "yanchor": anchor,
        "showarrow": False,
        "bgcolor": style.PAPER,
        "font": {"size": style.FONT_SIZE - 2, "color": style.INK},
    }
