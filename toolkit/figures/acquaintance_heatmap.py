"""Who has met whom, and in which period first: students by students."""

from enum import IntEnum

import plotly.graph_objects as go

from toolkit.acquaintance import Coverage, Meetings
from toolkit.figures import style
from toolkit.figures.squares import Square, board, legend_entry
from toolkit.messages import Language, Translator, Words
from toolkit.values import translator

_COLUMN_WIDTH = 34
_NAMES_WIDTH = 170
_NAMES_HEIGHT = 320
_HEADING_HEIGHT = 170


class _Kind(IntEnum):
    """What a square tells of two students."""

    NOT_MET = 0
    KNEW_BEFORE = 1
    GROUP = 2
    PARTNERS = 3
    SELF = 4


_COLOURS = {
    _Kind.NOT_MET: style.PAPER,
    _Kind.KNEW_BEFORE: style.ORANGE,
    _Kind.GROUP: style.SKY,
    _Kind.PARTNERS: style.BLUE,
    _Kind.SELF: style.GREY,
}


def acquaintance_heatmap(coverage: Coverage, translate: Words = Language.NB) -> go.Figure:
    """A square for every two students: partners, group, knew each other before, or not met.

    The number in it is the period in which they first shared a group.
    """
    _ = translate = translator(translate)
    students = coverage.students
    short, full = style.short_names(students), style.full_names(students)

    def square(one: str, other: str) -> Square:
        if one == other:
            return Square(_Kind.SELF, "", full[one])
        meetings = coverage.between(one, other)
        heading = f"<b>{full[one]} – {full[other]}</b>"
        words = "<br>".join((heading, *meeting_words(meetings, translate)))
        return Square(_kind(meetings), _text(meetings), words)

    axis = style.name_axis(short[student.id] for student in students)
    return go.Figure(
        data=(
            board(
                [[square(row.id, column.id) for column in students] for row in students], _COLOURS
            ),
            *(
                legend_entry(name, _COLOURS[kind])
                for kind, name in (
                    (_Kind.PARTNERS, f"{style.PARTNER_SYMBOL} {_('Partners')}"),
                    (_Kind.GROUP, _("Same group")),
                    (_Kind.KNEW_BEFORE, f"{style.BEFORE_SYMBOL} {_('Knew each other before')}"),
                    (_Kind.NOT_MET, _("Not met yet")),
                )
            ),
        ),
        layout=style.layout(
            _("Who has met whom, and in which period first"),
            width=_NAMES_WIDTH + _COLUMN_WIDTH * max(len(students), style.FEWEST_COLUMNS),
            top=_HEADING_HEIGHT,
            stacked=True,
            height=_NAMES_HEIGHT + style.ROW_HEIGHT * len(students),
            xaxis={**axis, "tickangle": -90},
            yaxis=style.downwards(axis),
            # What lies behind the squares draws the lines between them.
            plot_bgcolor=style.GREY,
        ),
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


def _kind(meetings: Meetings) -> _Kind:
    if meetings.as_partners:
        return _Kind.PARTNERS
    if meetings.in_group:
        return _Kind.GROUP
    return _Kind.KNEW_BEFORE if meetings.knew_before else _Kind.NOT_MET


def _text(meetings: Meetings) -> str:
    if meetings.in_group:
        return style.PARTNER_SYMBOL * bool(meetings.as_partners) + str(meetings.in_group[0])
    return style.BEFORE_SYMBOL * meetings.knew_before
