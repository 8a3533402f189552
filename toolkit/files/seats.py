"""Seats in and out of CSV: one row a student and period, in the reading order of the room.

The seat decides. What else stands in a row is for people to read, but it must not say otherwise.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.errors import InputError
from toolkit.files.atomic import write_whole
from toolkit.files.cells import Cells, as_text, cells_under
from toolkit.files.formats import Tabular, sheets_in
from toolkit.files.identity import refuse_identity_number
from toolkit.messages import Message
from toolkit.people import Roster, did_you_mean
from toolkit.plan import Plan
from toolkit.rooms import Place, Room
from toolkit.seats import SeatedPeriod, Seating, SeatingResult, seating_of
from toolkit.values import only


class OtherRoomError(InputError):
    """A seat of this name stood elsewhere in the room that the file is for."""


SEAT_COLUMNS = (
    *("period", "seat", "desk", "row", "column"),
    *("group", "pair", "student_id", "student"),
)
_NEEDED = ("period", "seat", "student_id")
_MAY_BE_EMPTY = frozenset(SEAT_COLUMNS) - frozenset(_NEEDED)


def seats_to_text(seating: Seating | SeatingResult, plan: Plan) -> str:
    """The CSV text of the seats; groups, pairs and names are those of the plan.

    Raises ``InputError`` for a student whom the plan has not, and for a seat that is not there.
    """
    only(plan, Plan, "plan")
    return as_text((SEAT_COLUMNS, *_rows(seating_of(seating), plan)))


def write_seats(seating: Seating | SeatingResult, plan: Plan, path: str | os.PathLike[str]) -> None:
    """Write the seats as CSV. Raises ``InputError`` as ``seats_to_text``, and as ``write_plan``."""
    write_whole(path, seats_to_text(seating, plan).encode())


def _rows(seating: Seating, plan: Plan) -> Iterator[tuple[str | int, ...]]:
    periods = {period.number: period for period in plan.periods}
    everyone = _everyone(plan)
    for seated in seating.periods:
        period = periods.get(seated.number)
        groups = () if period is None else period.groups
        together = {
            student.id: (group.label, pair.label)
            for group in groups
            for pair in group.pairs
            for student in pair.students
        }
        for place, who in sorted(_placed(seated), key=lambda one: (one[0].cell, one[1])):
            if who not in everyone.by_id:
                raise InputError(_stranger(who, everyone))
            group, pair = together.get(who, ("", ""))
            where = (place.seat, place.desk, place.row, place.column)
            yield (seated.number, *where, group, pair, who, everyone.by_id[who].name)


def _placed(seated: SeatedPeriod) -> Iterator[tuple[Place, str]]:
    for who, seat in seated.seats:
        if seat not in seated.room.by_seat:
            raise InputError(_no_such_seat(seat))
        yield seated.room.by_seat[seat], who


def read_seats(source: Tabular, room: Room, plan: Plan, *, as_is: bool = False) -> Seating:
    """The seats in a file, of the students of a plan, in a room.

    Students meet by their ids, and by their names where ids fail. Raises ``InputError`` with line
    and column for whatever cannot be read, ``OtherRoomError`` for a seat that the room has in
    another place than the file says, and, unless it is to be taken ``as_is`` for ``check`` to
    judge, for a seat or a student twice in a period, and for what the room or the plan has not.
    """
    only(room, Room, "room")
    only(plan, Plan, "plan")
    name, sheets = sheets_in(source)
    rows = cells_under(
        name,
        sheets,
        _NEEDED,
        _MAY_BE_EMPTY,
        other_file=lambda missing: Message(
            "These are no seats. Missing columns: {columns}. Choose a file that seats were saved "
            "in.",
            columns=missing,
        ),
        no_lines=Message("The file of seats has no lines."),
    )
    everyone = _everyone(plan)
    lines = [_line(cells, everyone, as_is=as_is) for cells in rows]
    if not as_is:
        numbers = {period.number for period in plan.periods}
        for line in lines:
            _refuse_unknown_period(line, numbers)
            _refuse_unknown_place(line, room)
        _refuse_twice(lines)
    for line in lines:
        _refuse_elsewhere(line, room)
    periods: dict[int, list[tuple[str, str]]] = {}
    for line in lines:
        periods.setdefault(line.period, []).append((line.student, line.seat))
    return Seating(tuple(SeatedPeriod(number, room, tuple(own)) for number, own in periods.items()))


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the file, understood."""

    cells: Cells
    period: int
    seat: str
    student: str


def _line(cells: Cells, everyone: Roster, *, as_is: bool) -> _Line:
    for column in SEAT_COLUMNS:
        refuse_identity_number(cells.text(column), cells.spot(column))
    period = cells.number("period")
    for column in ("row", "column"):
        if cells.text(column).strip():
            cells.number(column)
    seat, word = cells.text("seat").strip(), cells.text("student_id")
    found = everyone.named(word) or everyone.named(cells.text("student"))
    if len(found) != 1 and not as_is:
        raise cells.error(_stranger(word, everyone), "student_id")
    return _Line(cells, period, seat, found[0].id if len(found) == 1 else word)


def _everyone(plan: Plan) -> Roster:
    students = {s.id: s for period in plan.periods for s in period.everyone}
    return Roster(tuple(students.values()))


def _no_such_seat(seat: str) -> Message:
    return Message("There is no seat {seat} in this room.", seat=seat)


def _stranger(word: str, everyone: Roster) -> Message:
    known = ((f"{s.id} ({s.name})", each) for s in everyone for each in (s.name, s.id))
    return did_you_mean(
        Message("No student in the plan has the id {word}.", word=word), word, known
    )


def _refuse_unknown_period(line: _Line, numbers: set[int]) -> None:
    if line.period not in numbers:
        raise line.cells.error(
            Message("The plan has no period {number}.", number=line.period), "period"
        )


def _refuse_unknown_place(line: _Line, room: Room) -> None:
    """Only a seat of the room."""
    if line.seat not in room.by_seat:
        known = ((seat, seat) for seat in room.by_seat)
        message = did_you_mean(_no_such_seat(line.seat), line.seat, known)
        raise line.cells.error(message, "seat")


def _refuse_elsewhere(line: _Line, room: Room) -> None:
    """A seat of the room only where the room has it."""
    place = room.by_seat.get(line.seat)
    if place is None:
        return
    for column, expected in (("desk", place.desk), ("row", place.row), ("column", place.column)):
        text = line.cells.text(column).strip()
        if text and text != str(expected):
            raise OtherRoomError(
                Message(
                    "In this room, seat {seat} is at desk {desk}, in row {row} and column "
                    "{column}. Are these the seats of another room?",
                    seat=place.seat,
                    desk=place.desk,
                    row=place.row,
                    column=place.column,
                ),
                line.cells.spot(column),
            )


def _refuse_twice(lines: Iterable[_Line]) -> None:
    """Nobody has two seats in a period, and no seat two students."""
    seated: dict[tuple[int, str], _Line] = {}
    taken: dict[tuple[int, str], _Line] = {}
    for line in lines:
        if before := seated.get((line.period, line.student)):
            raise line.cells.error(
                Message(
                    "{student} has a seat on line {row} already, in the same period.",
                    student=line.cells.text("student") or line.student,
                    row=before.cells.row.line,
                ),
                "student_id",
            )
        if before := taken.get((line.period, line.seat)):
            raise line.cells.error(
                Message(
                    "Seat {seat} is taken on line {row} already, in the same period.",
                    seat=line.seat,
                    row=before.cells.row.line,
                ),
                "seat",
            )
        seated[line.period, line.student] = taken[line.period, line.seat] = line
