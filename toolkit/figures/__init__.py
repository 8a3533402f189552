"""Plotly figures, each a pure function from what is known of a class to a figure.

What may be shown to whom: ``rotation_history`` holds what every student knows already and suits
the projector, and so do ``year_wheel``, ``evaluation_bars`` and ``ways_compared``, which name
nobody. The others
say who has *not* met. No figure is told of keep-apart rules, and two who are kept apart look
like any other two who have not met; but once everyone else has met, the blanks that remain
speak for themselves. ``seat_turns`` is told of no rule either, but whoever always sits at the
front can be seen to. Those figures are for the teacher's own screen.

Each takes a translator or a language, bokmål where none is given.
"""

from toolkit.figures.acquaintance_heatmap import acquaintance_heatmap
from toolkit.figures.coverage_curve import coverage_curve
from toolkit.figures.evaluation_bars import evaluation_bars
from toolkit.figures.rotation_history import rotation_history
from toolkit.figures.seat_turns import seat_turns
from toolkit.figures.student_page import student_page
from toolkit.figures.ways_compared import ways_compared
from toolkit.figures.year_wheel import year_wheel

__all__ = [
    "acquaintance_heatmap",
    "coverage_curve",
    "evaluation_bars",
    "rotation_history",
    "seat_turns",
    "student_page",
    "ways_compared",
    "year_wheel",
]
