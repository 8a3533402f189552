"""Who was whose partner: a row a student, a column a period."""

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum

import plotly.graph_objects as go

from toolkit.figures import style
from toolkit.figures.squares import Legend, Rows, Square, board, legend_entries
from toolkit.messages import Language, Translator, Words
from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.values import translator

_COLUMN_WIDTH = 220
_NAMES_WIDTH = 170
_HEADING_HEIGHT = 200
_TRIO_NAME_LENGTH = 9


class Sat(IntEnum):
    """What a square tells of a student in a period."""

    ABSENT = 0
    PAIR = 1
    TRIO = 2
    REPEAT = 3


_COLOURS = {
    Sat.ABSENT: style.GREY,
    Sat.PAIR: style.PAPER,
    Sat.TRIO: style.SKY,
    Sat.REPEAT: style.ORANGE,
}


def rotation_history(
    plan: Plan, students: Iterable[Student], translate: Words = Language.NB
) -> go.Figure:
    """Each student's partner in each period; trios and repeated partners are marked."""
    _ = translate = translator(translate)
    students = tuple(students)
    everyone = _everyone(plan, students)
    names = style.short_names(everyone)
    squares = rotation_squares(
        plan,
        students,
        translate,
        style.cut_names(everyone),
        style.cut_names(everyone, _TRIO_NAME_LENGTH),
    )
    return go.Figure(
        data=(board(squares, _COLOURS), *legend_entries(rotation_legend(translate), _COLOURS)),
        layout=style.layout(
            _("Partners, period by period"),
            width=_NAMES_WIDTH + _COLUMN_WIDTH * max(len(plan.periods), 4),
            height=_HEADING_HEIGHT + 24 + style.ROW_HEIGHT * len(students),
            top=_HEADING_HEIGHT,
            stacked=True,
            xaxis={
                **style.name_axis(_("Period {period}", period=p.number) for p in plan.periods),
                "side": "top",
            },
            yaxis=style.downwards(style.name_axis(names[student.id] for student in students)),
            # What lies behind the squares draws the lines between them.
            plot_bgcolor=style.GREY,
        ),
    )


def rotation_squares(
    plan: Plan,
    students: Iterable[Student],
    translate: Translator,
    in_pair: Mapping[str, str],
    in_trio: Mapping[str, str],
) -> Rows:
    """A row for each student, a square in it for each period.

    ``in_pair`` and ``in_trio`` are what everyone who ever had a place is called in the square
    of a pair and of a trio, under their ids.
    """
    students = tuple(students)
    roster = Roster(_everyone(plan, students))
    full = {student.id: roster.label(student) for student in roster}
    return [tuple(_row(plan, one, full, in_pair, in_trio, translate)) for one in students]


def rotation_legend(translate: Translator) -> Legend[Sat]:
    """What the squares' colours and symbols mean."""
    _ = translate
    return (
        (Sat.PAIR, _("Partner")),
        (Sat.TRIO, f"{style.TRIO_SYMBOL} {_('Trio')}"),
        (Sat.REPEAT, f"{style.REPEAT_SYMBOL} {_('Partners again')}"),
        (Sat.ABSENT, _("Not in the class then")),
    )


def _everyone(plan: Plan, students: tuple[Student, ...]) -> tuple[Student, ...]:
    """Everyone who ever had a place, and who has none."""
    placed = {s.id: s for period in plan.periods for s in period.students}
    return tuple({**placed, **{student.id: student for student in students}}.values())


def _row(
    plan: Plan,
    student: Student,
    full: Mapping[str, str],
    in_pair: Mapping[str, str],
    in_trio: Mapping[str, str],
    translate: Translator,
) -> Iterator[Square]:
    """One student's squares, period by period."""
    _ = translate
    earlier: set[str] = set()
    for period in plan.periods:
        heading = full[student.id], _("Period {period}", period=period.number)
        if student.id not in (places := _places(period)):
            yield Square(Sat.ABSENT, "", (*heading, _("Not in the class then")))
            continue
        group, pair = places[student.id]
        partners = [s.id for s in pair.students if s.id != student.id]
        again = not earlier.isdisjoint(partners)
        earlier.update(partners)
        symbols = style.REPEAT_SYMBOL * again + style.TRIO_SYMBOL * pair.is_trio
        shorter = in_trio if pair.is_trio else in_pair
        told = (
            *heading,
            _("Partner: {names}", names=[full[other] for other in partners]),
            _("Group: {names}", names=[full[s.id] for s in group.students]),
            *([_("They have been partners before")] if again else []),
        )
        yield Square(
            Sat.REPEAT if again else Sat.TRIO if pair.is_trio else Sat.PAIR,
            f"{symbols} {' + '.join(shorter[other] for other in partners)}".strip(),
            told,
        )


def _places(period: Period) -> dict[str, tuple[Group, Pair]]:
    """The group and the pair in which everyone sat last in the period, under their ids."""
    return {
        s.id: (group, pair)
        for seating in period.seatings
        for group in seating.groups
        for pair in group.pairs
        for s in pair.students
    }
