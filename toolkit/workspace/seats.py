"""From who sits where to rows, and back: period by period, each with its room as it was."""

from collections.abc import Mapping
from itertools import groupby

from sqlalchemy import Connection, delete, insert, select

from toolkit.files.rooms import read_room, room_to_toml
from toolkit.files.sources import Source
from toolkit.people import Student
from toolkit.plan import Status
from toolkit.rooms import Room
from toolkit.seats import SeatedPeriod, Seating
from toolkit.workspace import tables
from toolkit.workspace.database import added
from toolkit.workspace.delta import Delta
from toolkit.workspace.known_seats import KnownSeats

_KNOWN = ("status", "gap", "seconds", "is_change", "has_locked")


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
    _save_known(connection, class_id, delta)


def _save_known(connection: Connection, class_id: int, delta: Delta) -> None:
    """Write what is known of the seats of the running period, where it is another or they are."""
    known, last = delta.after.seats_known, delta.after.last
    if last is None or (known == delta.before.seats_known and last.number not in delta.seats):
        return
    periods = select(tables.SeatedPeriod.id).where(tables.SeatedPeriod.school_class_id == class_id)
    table = tables.KnownSeats
    connection.execute(delete(table).where(table.seated_period_id.in_(periods)))
    if known is not None:
        row = connection.scalar(periods.where(tables.SeatedPeriod.number == last.number))
        values = {name: getattr(known, name) for name in _KNOWN}
        connection.execute(insert(table).values(seated_period_id=row, **values))


def load_known(connection: Connection, class_id: int) -> KnownSeats | None:
    """What is known of the seats of the running period of a class, if anything is."""
    table = tables.KnownSeats
    row = connection.execute(
        select(table)
        .join(tables.SeatedPeriod, tables.SeatedPeriod.id == table.seated_period_id)
        .where(tables.SeatedPeriod.school_class_id == class_id)
    ).first()
    if row is None or row.status not in set(Status):
        return None
    return KnownSeats(Status(row.status), *(getattr(row, name) for name in _KNOWN[1:]))


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
