"""The drawing of a room, stretched to fill a page so that there is room for the names in it.

Desks and seats stay beside each other as they are. Where that is needed, rows and columns in which
many sit take from those in which few do, and from the aisles: the back of a horseshoe becomes
higher, and its sides become wider.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from toolkit.seating.drawing import Box, Drawing

_MOST_STRETCH = 1.8  # one way more than the other
_LARGEST_SCALE = 5.0  # mm to a unit of the drawing
_AISLE, _FURNITURE = 0.4, 2  # as many as so many who sit there

type Crowding = tuple[float, float]
"""How much it counts, across and down, that many sit in a column or a row: 0 is not at all."""

type _Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Axis:
    """Lengths between these ``edges`` of a drawing, in units, and how much each of them counts."""

    edges: tuple[float, ...]
    weights: tuple[float, ...]

    @property
    def lengths(self) -> list[float]:
        """Between one edge and the next, weighed."""
        parts = pairwise(self.edges)
        return [
            weight * (end - begin) for weight, (begin, end) in zip(self.weights, parts, strict=True)
        ]

    def at(self, position: float) -> float:
        """Where a position of the drawing comes to stand, weighed."""
        before = min(bisect_right(self.edges, position), len(self.weights)) - 1
        behind = sum(self.lengths[:before])
        return behind + self.weights[before] * (position - self.edges[before])


@dataclass(frozen=True, slots=True)
class Stretched:
    """Where everything of a drawing stands on paper, in mm from the upper left corner."""

    _across: _Axis
    _down: _Axis
    _scales: tuple[float, float]
    _right: float

    def box(self, box: Box) -> Box:
        """A box of the drawing on paper."""
        across, down = self._scales
        left, right = (across * self._across.at(x) for x in (box.x, box.x + box.width))
        top, bottom = (down * self._down.at(y) for y in (box.y, box.y + box.height))
        return Box(self._right + left, top, right - left, bottom - top)


def stretched(drawing: Drawing, width: float, height: float, crowding: Crowding) -> Stretched:
    """The drawing in the middle of so many mm."""
    seats, furniture = drawing.seats.values(), [drawing.board, *(box for _, box in drawing.things)]
    across = _axis(
        drawing.width,
        Counter((box.x, box.x + box.width) for box in seats),
        ((box.x, box.x + box.width) for box in furniture if box.width < box.height),
        crowding[0],
    )
    down = _axis(
        drawing.height,
        Counter((box.y, box.y + box.height) for box in seats),
        ((box.y, box.y + box.height) for box in furniture if box.height < box.width),
        crowding[1],
    )
    whole = sum(across.lengths)
    scales = width / whole, height / sum(down.lengths)
    least = min(*scales, _LARGEST_SCALE)
    scales = min(scales[0], least * _MOST_STRETCH), min(scales[1], least * _MOST_STRETCH)
    return Stretched(across, down, scales, (width - scales[0] * whole) / 2)


def _axis(
    length: float, sitting: Counter[_Span], furniture: Iterable[_Span], crowding: float
) -> _Axis:
    counted = sitting | Counter(dict.fromkeys(furniture, _FURNITURE))
    edges = sorted({0.0, length, *(edge for span in counted for edge in span)})
    weights = (max(counted[span], _AISLE) ** crowding for span in pairwise(edges))
    return _Axis(tuple(edges), tuple(weights))
