"""The figures of squares as tables of the page, which scroll and are read aloud."""

from collections.abc import Iterable, Mapping
from enum import IntEnum

from toolkit.acquaintance import Coverage
from toolkit.figures.acquaintance_heatmap import acquaintance_legend, acquaintance_squares
from toolkit.figures.rotation_history import rotation_legend, rotation_squares
from toolkit.figures.seat_turns import seat_columns, seat_legend, seat_squares
from toolkit.figures.squares import Legend, Square
from toolkit.messages import Translator
from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.seats import Seating
from toolkit.short_names import short_names
from toolkit.ui.screens import markup


def acquaintance_board(coverage: Coverage, translate: Translator) -> str:
    """Who has met whom, and in which period first; the names stand on top and to the left."""
    _ = translate
    names = _names(coverage.students, Roster(coverage.students))
    squares = acquaintance_squares(coverage, translate)
    return _legend(acquaintance_legend(translate)) + markup.board(
        _("Who has met whom, and in which period first"),
        _("Student"),
        names,
        zip(names, map(_fields, squares), strict=True),
        "mk-meetings",
    )


def history_board(plan: Plan, everyone: Roster, coverage: Coverage, translate: Translator) -> str:
    """Each student's partners, the newest period first.

    ``everyone`` are all whom the plan names, as they are called today.
    """
    _ = translate
    short = short_names(everyone)
    squares = rotation_squares(plan, coverage.students, translate, short, short)
    newest_first = (_fields(reversed(row)) for row in squares)
    periods = [_("Period {period}", period=one.number) for one in reversed(plan.periods)]
    return _legend(rotation_legend(translate)) + markup.board(
        _("Partners, period by period"),
        _("Student"),
        zip(periods, periods, strict=True),
        zip(_names(coverage.students, everyone, short), newest_first, strict=True),
        "mk-partners",
    )


def seats_board(seating: Seating, students: Roster, everyone: Roster, translate: Translator) -> str:
    """How often each student has sat where, and then period by period."""
    _ = translate
    columns = seat_columns(seating, translate)
    squares = seat_squares(seating, students, everyone, translate)
    return _legend(seat_legend(translate)) + markup.board(
        _("Where each student has sat"),
        _("Student"),
        zip(columns, columns, strict=True),
        zip(_names(students, everyone), map(_fields, squares), strict=True),
        "mk-sat",
    )


def _names(
    students: Iterable[Student], roster: Roster, short: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    """The short name and the whole one of each."""
    short = short or short_names(roster)
    return [(short[student.id], roster.label(student)) for student in students]


def _fields(squares: Iterable[Square]) -> list[markup.Field]:
    return [
        markup.Field(_kind(square.kind), square.text, "\n".join(square.told)) for square in squares
    ]


def _legend[Kind: IntEnum](entries: Legend[Kind]) -> str:
    return markup.legend((_kind(kind), words) for kind, words in entries)


def _kind(kind: IntEnum) -> str:
    return kind.name.lower().replace("_", "-")
