"""A board of squares of a few kinds, each with a colour, a word and a hover of its own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import plotly.graph_objects as go

from toolkit.figures import style

_LEGEND_MARKER = {"symbol": "square", "size": 16, "line": {"width": 1, "color": style.INK}}


@dataclass(frozen=True, slots=True)
class Square:
    """One square: its kind (counted from 0), the text in it, and what is told of it in lines.

    The first line is the heading of the others. All is written as it is.
    """

    kind: IntEnum
    text: str
    told: tuple[str, ...]


type Rows = Sequence[Sequence[Square]]
type Legend[Kind: IntEnum] = Sequence[tuple[Kind, str]]
"""The kinds that are explained, in words, in the order in which they are."""


def board[Kind: IntEnum](rows: Rows, colours: Mapping[Kind, str]) -> go.Heatmap:
    """The squares, row by row, in the colours of their kinds."""
    return go.Heatmap(
        z=[[square.kind.value for square in row] for row in rows],
        text=[[style.shown(square.text) for square in row] for row in rows],
        hovertext=[[_hover(square) for square in row] for row in rows],
        texttemplate="%{text}",
        textfont={"size": style.FONT_SIZE},
        # Names stay out of the template, where %{…} would be read as a field.
        hovertemplate="%{hovertext}<extra></extra>",
        zmin=-0.5,
        zmax=len(colours) - 0.5,
        colorscale=_steps([colours[kind] for kind in sorted(colours)]),
        showscale=False,
        xgap=1,
        ygap=1,
    )


def legend_entries[Kind: IntEnum](
    legend: Legend[Kind], colours: Mapping[Kind, str]
) -> Iterable[go.Scatter]:
    """Marks that stand in the legend and nowhere else: heatmaps have no legend of kinds."""
    return (
        go.Scatter(
            x=[None],
            y=[None],
            name=words,
            mode="markers",
            marker={**_LEGEND_MARKER, "color": colours[kind]},
        )
        for kind, words in legend
    )


def _hover(square: Square) -> str:
    heading, *lines = map(style.shown, square.told)
    return "<br>".join((f"<b>{heading}</b>", *lines))


def _steps(colours: Sequence[str]) -> list[tuple[float, str]]:
    """A colour scale of even steps, with no shades between them."""
    share = 1 / len(colours)
    return [
        (edge * share, colour)
        for position, colour in enumerate(colours)
        for edge in (position, position + 1)
    ]
