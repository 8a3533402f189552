"""From who sits where to rows, and back: period by period, each with its room as it was."""

from collections.abc import Mapping
from itertools import groupby

from sqlalchemy import Connection, delete, insert, select

from toolkit.files.rooms import read_room, room_to_toml
from toolkit.files.sources import Source
from toolkit.people import Student
from toolkit.rooms import Room
from toolkit.seats import SeatedPeriod, Seating
from toolkit.workspace import tables
from toolkit.workspace.database import added
from toolkit.workspace.delta import Delta


def room_as_text(room: Room) -> str:
    """A room as a file of its own; remarks in the one it came from, which may name somebody, go."""
    return room_to_toml(room)


def room_in(text: str) -> Room:
    """The room that a text tells. Raises ``InputError`` where it tells none."""
    return read_room(Source("", text.encode()))


def save_seats(connection: Connection, class_id: int, delta: Delta, rows: dict[str, int]) -> None:
    """Write the seats of the periods that have others now; ``rows`` are the students' by id."""
    table = tables.SeatedPeriod
    for number, seated in delta.seats.items():
        connection.execute(
            delete(table).where(table.school_class_id == class_id, table.number == number)
        )
        if seated is None:
            continue
        room = room_as_text(seated.room)
        row = added(connection, table, school_class_id=class_id, number=number, room=room)
        if not seated.seats:
            continue
        connection.execute(
            insert(tables.Sitting),
            [
                {
                    "seated_period_id": row,
                    "position": position,
                    "student_id": rows[student],
                    "seat": seat,
                    "is_locked": student in seated.locked,
                }
                for position, (student, seat) in enumerate(seated.seats)
            ],
        )


def load_seats(connection: Connection, class_id: int, students: Mapping[int, Student]) -> Seating:
    """Who sits where in a class; ``students`` by row."""
    own = tables.SeatedPeriod.school_class_id == class_id
    sittings = connection.execute(
        select(tables.Sitting)
        .join(tables.SeatedPeriod, tables.SeatedPeriod.id == tables.Sitting.seated_period_id)
        .where(own)
        .order_by(tables.Sitting.seated_period_id, tables.Sitting.position)
    ).all()
    of_period = {
        period: [(students[one.student_id].id, one.seat, one.is_locked) for one in found]
        for period, found in groupby(sittings, lambda one: one.seated_period_id)
    }
    rooms: dict[str, Room] = {}
    periods = []
    for row in connection.execute(select(tables.SeatedPeriod).where(own)).all():
        if row.room not in rooms:
            rooms[row.room] = room_in(row.room)
        placed = of_period.get(row.id, [])
        seats = tuple((student, seat) for student, seat, _ in placed)
        locked = tuple(student for student, _, is_locked in placed if is_locked)
        periods.append(SeatedPeriod(row.number, rooms[row.room], seats, locked))
    return Seating(tuple(periods))
