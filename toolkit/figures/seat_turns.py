"""How often each student has sat at the front, in the middle, at the back, and by what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import plotly.graph_objects as go

from toolkit.figures import style
from toolkit.figures.squares import Legend, Rows, Square
from toolkit.messages import Language, Translator, Words
from toolkit.people import Roster, Student
from toolkit.rules import Near
from toolkit.seats import SeatedPeriod, Seating, SeatingResult, seating_of
from toolkit.values import translator

_HEADING_HEIGHT = 190
_FEWEST_PERIODS = 4  # fewer would be drawn too wide


class Part(IntEnum):
    """The part of a room where somebody sat in a period, or that it is a number of times."""

    NOWHERE = 0
    FRONT = 1
    MIDDLE = 2
    BACK = 3
    TIMES = 4


_SYMBOLS = {Part.FRONT: "▲", Part.MIDDLE: "●", Part.BACK: "▼"}
_WINDOW, _DOOR = "□", "◇"
_COLOURS = {Part.FRONT: style.SKY, Part.MIDDLE: style.GREY, Part.BACK: style.ORANGE}


@dataclass(frozen=True, slots=True)
class Sat:
    """Where somebody sat in a period; in a room of one row, everyone sits at the front."""

    period: int
    seat: str
    part: Part
    at_window: bool
    at_door: bool


def sat(seated: SeatedPeriod) -> dict[str, Sat]:
    """Where everyone sat in a period, by id; who has no seat of the room is left out."""
    room = seated.room
    window, door = room.near(Near.WINDOW), room.near(Near.DOOR)

    def part(seat: str) -> Part:
        if seat in room.at_front:
            return Part.FRONT
        return Part.BACK if seat in room.at_back else Part.MIDDLE

    return {
        student: Sat(seated.number, seat, part(seat), seat in window, seat in door)
        for student, seat in seated.seats
        if seat in room.by_seat
    }


def seat_turns(
    seating: Seating | SeatingResult, students: Iterable[Student], translate: Words = Language.NB
) -> go.Figure:
    """A bar for each student: the periods at the front, in the middle and at the back.

    Behind it stands how often they have sat near a window and near the door. Nothing tells why.
    """
    _ = translate = translator(translate)
    students = tuple(students)
    turns = _turns(seating_of(seating), students)
    full, short = style.full_names(students), style.short_names(students)
    longest = max([_FEWEST_PERIODS, *map(len, turns.values())])
    figure = go.Figure(
        layout=style.layout(
            _("Where each student has sat"),
            height=_HEADING_HEIGHT + 24 + style.ROW_HEIGHT * len(students),
            top=_HEADING_HEIGHT,
            legend_traceorder="normal",
            barmode="stack",
            bargap=0.15,
            # As much again behind the bars for the words there, on a phone too.
            xaxis={
                "range": (0, 2 * longest),
                "fixedrange": True,
                "showgrid": False,
                "zeroline": False,
                "showticklabels": False,
            },
            yaxis={
                **style.downwards(style.name_axis(short[student.id] for student in students)),
                "fixedrange": True,
            },
        )
    )
    for part, words in seat_legend(translate):
        had = [_periods(turns[student.id], part) for student in students]
        figure.add_bar(
            name=f"{_SYMBOLS[part]} {words}",
            orientation="h",
            y=list(range(len(students))),
            x=[len(periods) for periods in had],
            text=[f"{_SYMBOLS[part]} {len(periods)}" if periods else "" for periods in had],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            marker={"color": _COLOURS[part], "line": {"width": 1, "color": style.INK}},
            textfont={"color": style.INK},
            hovertext=[
                f"<b>{full[student.id]}</b><br>"
                + _("{where}: period {numbers}", where=words, numbers=periods)
                for student, periods in zip(students, had, strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    figure.add_scatter(
        mode="text",
        y=list(range(len(students))),
        x=[len(turns[student.id]) for student in students],
        text=[f" {_beside(turns[student.id])}" for student in students],
        textposition="middle right",
        hoverinfo="skip",
        showlegend=False,
    )
    for name, symbol in ((_("Window"), "square-open"), (_("Door"), "diamond-open")):
        marker = {"symbol": symbol, "size": 11, "color": style.INK}
        figure.add_scatter(name=name, x=[None], y=[None], mode="markers", marker=marker)
    return figure


def seat_squares(
    seating: Seating, students: Iterable[Student], everyone: Roster, translate: Translator
) -> Rows:
    """The same facts as squares, a row a student: five numbers of times, then period by period."""
    students = tuple(students)
    turns = _turns(seating, students)
    return [
        [
            *_counts(student, turns[student.id], everyone, translate),
            *_row(student, turns[student.id], seating, everyone, translate),
        ]
        for student in students
    ]


def seat_columns(seating: Seating, translate: Translator) -> list[str]:
    """What stands above the squares."""
    _ = translate
    parts = [f"{words} {_SYMBOLS[part]}" for part, words in seat_legend(translate)]
    periods = [_("Period {period}", period=one.number) for one in seating.periods]
    return [*parts, f"{_('Window')} {_WINDOW}", f"{_('Door')} {_DOOR}", *periods]


def seat_legend(translate: Translator) -> Legend[Part]:
    """The parts of a room, in words."""
    _ = translate
    return ((Part.FRONT, _("Front")), (Part.MIDDLE, _("Middle")), (Part.BACK, _("Back")))


def _turns(seating: Seating, students: Iterable[Student]) -> dict[str, list[Sat]]:
    """Where each of the students has sat, period by period, under their ids."""
    periods = [sat(one) for one in seating.periods]
    return {s.id: [had[s.id] for had in periods if s.id in had] for s in students}


def _periods(turns: Iterable[Sat], part: Part) -> list[int]:
    return [one.period for one in turns if one.part is part]


def _beside(turns: Sequence[Sat]) -> str:
    window, door = sum(one.at_window for one in turns), sum(one.at_door for one in turns)
    return f"{_WINDOW} {window}  {_DOOR} {door}"


def _counts(
    student: Student, turns: Iterable[Sat], everyone: Roster, translate: Translator
) -> Iterator[Square]:
    turns = tuple(turns)
    _ = translate
    had = {words: _periods(turns, part) for part, words in seat_legend(translate)}
    had[_("Window")] = [one.period for one in turns if one.at_window]
    had[_("Door")] = [one.period for one in turns if one.at_door]
    for where, periods in had.items():
        told = _("{where}: period {numbers}", where=where, numbers=periods) if periods else where
        yield Square(Part.TIMES, str(len(periods)), (everyone.label(student), told))


def _row(
    student: Student,
    turns: Iterable[Sat],
    seating: Seating,
    everyone: Roster,
    translate: Translator,
) -> Iterator[Square]:
    _ = translate
    parts: Mapping[Part, str] = dict(seat_legend(translate))
    had = {one.period: one for one in turns}
    for period in (one.number for one in seating.periods):
        heading = everyone.label(student), _("Period {period}", period=period)
        if period not in had:
            yield Square(Part.NOWHERE, "–", (*heading, _("No seat then")))
            continue
        one = had[period]
        near = [_("Window")] * one.at_window + [_("Door")] * one.at_door
        told = _("{part}, seat {seat}", part=parts[one.part], seat=one.seat)
        signs = [_SYMBOLS[one.part], one.seat, *[_WINDOW] * one.at_window, *[_DOOR] * one.at_door]
        yield Square(one.part, " ".join(signs), (*heading, told, *near))
