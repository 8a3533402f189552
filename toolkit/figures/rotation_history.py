"""Who was whose partner: a row a student, a column a period."""

from collections.abc import Iterable, Iterator
from enum import IntEnum

import plotly.graph_objects as go

from toolkit.figures import style
from toolkit.figures.squares import Square, board, legend_entry
from toolkit.messages import Language, Translator, Words
from toolkit.people import Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.values import translator

_COLUMN_WIDTH = 220
_NAMES_WIDTH = 170
_HEADING_HEIGHT = 200
_TRIO_NAME_LENGTH = 9


class _Kind(IntEnum):
    """What a square tells of a student in a period."""

    ABSENT = 0
    PAIR = 1
    TRIO = 2
    REPEAT = 3


_COLOURS = {
    _Kind.ABSENT: style.GREY,
    _Kind.PAIR: style.PAPER,
    _Kind.TRIO: style.SKY,
    _Kind.REPEAT: style.ORANGE,
}


def rotation_history(
    plan: Plan, students: Iterable[Student], translate: Words = Language.NB
) -> go.Figure:
    """Each student's partner in each period; trios and repeated partners are marked."""
    _ = translate = translator(translate)
    students = tuple(students)
    names = _Names(plan, students)
    return go.Figure(
        data=(
            board([tuple(_row(plan, student, names, translate)) for student in students], _COLOURS),
            *(
                legend_entry(name, _COLOURS[kind])
                for kind, name in (
                    (_Kind.PAIR, _("Partner")),
                    (_Kind.TRIO, f"{style.TRIO_SYMBOL} {_('Trio')}"),
                    (_Kind.REPEAT, f"{style.REPEAT_SYMBOL} {_('Partners again')}"),
                    (_Kind.ABSENT, _("Not in the class then")),
                )
            ),
        ),
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
            yaxis=style.downwards(
                style.name_axis(names.in_pair[student.id] for student in students)
            ),
            # What lies behind the squares draws the lines between them.
            plot_bgcolor=style.GREY,
        ),
    )


class _Names:
    """What everyone who ever had a place is called, in a pair's square, a trio's and a hover."""

    def __init__(self, plan: Plan, students: tuple[Student, ...]) -> None:
        placed = {s.id: s for period in plan.periods for s in period.students}
        everyone = {**placed, **{student.id: student for student in students}}.values()
        self.full = style.full_names(everyone)
        self.in_pair = style.short_names(everyone)
        self.in_trio = style.short_names(everyone, _TRIO_NAME_LENGTH)


def _row(plan: Plan, student: Student, names: _Names, translate: Translator) -> Iterator[Square]:
    """One student's squares, period by period."""
    _ = translate
    earlier: set[str] = set()
    for period in plan.periods:
        heading = f"<b>{names.full[student.id]}</b>", _("Period {period}", period=period.number)
        if student.id not in (places := _places(period)):
            yield Square(_Kind.ABSENT, "", "<br>".join((*heading, _("Not in the class then"))))
            continue
        group, pair = places[student.id]
        partners = [s.id for s in pair.students if s.id != student.id]
        again = not earlier.isdisjoint(partners)
        earlier.update(partners)
        symbols = style.REPEAT_SYMBOL * again + style.TRIO_SYMBOL * pair.is_trio
        shorter = names.in_trio if pair.is_trio else names.in_pair
        words = (
            *heading,
            _("Partner: {names}", names=[names.full[other] for other in partners]),
            _("Group: {names}", names=[names.full[s.id] for s in group.students]),
            *([_("They have been partners before")] if again else []),
        )
        yield Square(
            _Kind.REPEAT if again else _Kind.TRIO if pair.is_trio else _Kind.PAIR,
            f"{symbols} {' + '.join(shorter[other] for other in partners)}".strip(),
            "<br>".join(words),
        )


def _places(period: Period) -> dict[str, tuple[Group, Pair]]:
    """The group and the pair of everyone who has a place, under their ids."""
    return {
        s.id: (group, pair)
        for group in period.groups
        for pair in group.pairs
        for s in pair.students
    }
