"""One student's year: whom they have met, when and how, and who remains."""

from collections.abc import Callable

import plotly.graph_objects as go

from toolkit.acquaintance import Coverage, Meetings
from toolkit.figures import style
from toolkit.figures.acquaintance_heatmap import meeting_words
from toolkit.messages import Language, Words
from toolkit.people import Student
from toolkit.values import translator

_HEADING_HEIGHT = 170


def student_page(coverage: Coverage, student: Student, translate: Words = Language.NB) -> go.Figure:
    """A row for each classmate, the first met at the top and who remains at the bottom.

    ``student`` is one of ``coverage.students``.
    """
    _ = translate = translator(translate)
    full = style.full_names(coverage.students)
    short = style.short_names(coverage.students)
    meetings = {
        other.id: coverage.between(student.id, other.id)
        for other in coverage.students
        if other.id != student.id
    }
    rows = sorted(meetings, key=lambda other: _first_met(meetings[other]))
    hovers = {
        other: "<br>".join((f"<b>{full[other]}</b>", *meeting_words(two, translate)))
        for other, two in meetings.items()
    }
    numbers = [period.number for period in coverage.plan.periods]
    not_yet = max(numbers, default=0) + 1
    marks: tuple[tuple[str, dict[str, object], Callable[[Meetings], tuple[int, ...]]], ...] = (
        (
            _("Partner"),
            {"symbol": "circle", "color": style.BLUE},
            lambda two: two.as_partners,
        ),
        (
            _("Same group"),
            {"symbol": "square-open", "color": style.INK, "line": {"width": 3}},
            lambda two: two.only_in_group,
        ),
        (
            _("Knew each other before"),
            {
                "symbol": "diamond",
                "color": style.ORANGE,
                "line": {"width": 1, "color": style.INK},
            },
            lambda two: (0,) if two.knew_before else (),
        ),
        (
            _("Not met yet"),
            {"symbol": "x-thin", "line": {"width": 3, "color": style.VERMILLION}},
            lambda two: () if two.acquainted else (not_yet,),
        ),
    )
    figure = go.Figure(
        layout=style.layout(
            _("Whom {student} has met", student=full[student.id]),
            height=_HEADING_HEIGHT + 24 + style.ROW_HEIGHT * len(rows),
            top=_HEADING_HEIGHT,
            xaxis={
                **style.name_axis((_("Before"), *map(str, numbers), _("Not yet"))),
                "side": "top",
                "title": {"text": _("Period"), "standoff": 4},
                "showgrid": True,
                "gridcolor": style.GREY,
            },
            yaxis={
                **style.downwards(style.name_axis(short[other] for other in rows)),
                "showgrid": True,
                "gridcolor": style.GREY,
            },
        )
    )
    for name, marker, periods_of in marks:
        points = [
            (row, period, other)
            for row, other in enumerate(rows)
            for period in periods_of(meetings[other])
        ]
        figure.add_scatter(
            name=name,
            x=[period for _row, period, _other in points],
            y=[row for row, _period, _other in points],
            mode="markers",
            marker={"size": 15, **marker},
            hovertext=[hovers[other] for _row, _period, other in points],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    return figure


def _first_met(meetings: Meetings) -> tuple[float, bool]:
    """When two met, before the first period being 0; those who were partners come first."""
    if meetings.knew_before:
        return 0, False
    return (meetings.in_group or (float("inf"),))[0], not meetings.as_partners
