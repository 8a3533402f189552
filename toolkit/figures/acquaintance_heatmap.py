"""Who has met whom, and in which period first: students by students."""

from enum import IntEnum

import plotly.graph_objects as go

from toolkit.acquaintance import Coverage, Meetings
from toolkit.figures import style
from toolkit.figures.squares import Legend, Rows, Square, board, legend_entries
from toolkit.messages import Language, Translator, Words
from toolkit.people import Roster
from toolkit.values import translator

_COLUMN_WIDTH = 34
_NAMES_WIDTH = 170
_NAMES_HEIGHT = 320
_HEADING_HEIGHT = 170


class Met(IntEnum):
    """What a square tells of two students."""

    NOT_MET = 0
    KNEW_BEFORE = 1
    GROUP = 2
    PARTNERS = 3
    SELF = 4


_COLOURS = {
    Met.NOT_MET: style.PAPER,
    Met.KNEW_BEFORE: style.ORANGE,
    Met.GROUP: style.SKY,
    Met.PARTNERS: style.BLUE,
    Met.SELF: style.GREY,
}


def acquaintance_heatmap(coverage: Coverage, translate: Words = Language.NB) -> go.Figure:
    """A square for every two students: partners, group, knew each other before, or not met.

    The number in it is the period in which they first shared a group.
    """
    _ = translate = translator(translate)
    students = coverage.students
    short = style.short_names(students)
    axis = style.name_axis(short[student.id] for student in students)
    return go.Figure(
        data=(
            board(acquaintance_squares(coverage, translate), _COLOURS),
            *legend_entries(acquaintance_legend(translate), _COLOURS),
        ),
        layout=style.layout(
            _("Who has met whom, and in which period first"),
            width=_NAMES_WIDTH + _COLUMN_WIDTH * max(len(students), style.FEWEST_COLUMNS),
            top=_HEADING_HEIGHT,
            stacked=True,
            height=_NAMES_HEIGHT + style.ROW_HEIGHT * len(students),
            xaxis={**axis, "tickangle": -90, "side": "top"},
            yaxis=style.downwards(axis),
            # What lies behind the squares draws the lines between them.
            plot_bgcolor=style.GREY,
        ),
    )


def acquaintance_squares(coverage: Coverage, translate: Translator) -> Rows:
    """The squares row by row, both in the order of the class."""
    roster = Roster(coverage.students)
    labels = {student.id: roster.label(student) for student in roster}

    def square(one: str, other: str) -> Square:
        if one == other:
            return Square(Met.SELF, "", (labels[one],))
        meetings = coverage.between(one, other)
        told = (f"{labels[one]} – {labels[other]}", *meeting_words(meetings, translate))
        return Square(_kind(meetings), _text(meetings), told)

    return [[square(row.id, column.id) for column in roster] for row in roster]


def acquaintance_legend(translate: Translator) -> Legend[Met]:
    """What the squares' colours and symbols mean."""
    _ = translate
    return (
        (Met.PARTNERS, f"{style.PARTNER_SYMBOL} {_('Partners')}"),
        (Met.GROUP, _("Same group")),
        (Met.KNEW_BEFORE, f"{style.BEFORE_SYMBOL} {_('Knew each other before')}"),
        (Met.NOT_MET, _("Not met yet")),
    )


def meeting_words(meetings: Meetings, translate: Translator) -> tuple[str, ...]:
    """When two were partners and in one group, line by line."""
    _ = translate
    lines = []
    if meetings.as_partners:
        lines.append(_("Partners in period {periods}", periods=meetings.as_partners))
    if meetings.only_in_group:
        lines.append(_("Same group in period {periods}", periods=meetings.only_in_group))
    if meetings.knew_before:
        lines.append(_("Knew each other before"))
    return tuple(lines or [_("Not met yet")])


def _kind(meetings: Meetings) -> Met:
    if meetings.as_partners:
        return Met.PARTNERS
    if meetings.in_group:
        return Met.GROUP
    return Met.KNEW_BEFORE if meetings.knew_before else Met.NOT_MET


def _text(meetings: Meetings) -> str:
    if meetings.in_group:
        return style.PARTNER_SYMBOL * bool(meetings.as_partners) + str(meetings.in_group[0])
    return style.BEFORE_SYMBOL * meetings.knew_before
