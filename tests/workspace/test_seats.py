"""Rooms of the school, and who sat where in a class: kept, told of, and let go of."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from toolkit.errors import InputError
from toolkit.files.rooms import read_room
from toolkit.files.sources import Source
from toolkit.messages import Translator
from toolkit.people import Roster, Student
from toolkit.plan import Status
from toolkit.rules import Near, Rules, SeatRule
from toolkit.seats import SeatedPeriod, Seating
from toolkit.workspace import tables
from toolkit.workspace.erasing import erase, pseudonymise
from toolkit.workspace.handout import handout
from toolkit.workspace.known_seats import KnownSeats
from toolkit.workspace.log import Kind
from toolkit.workspace.records import changes, held_on
from toolkit.workspace.rooms import delete_room, keep_room, rooms
from toolkit.workspace.work import Kept, Work
from toolkit.workspace.workspace import Workspace

from .kept import Database, rows
from .works import ROOMS, a_class, seated_in, swapped_now

ENGLISH = Translator("en")


def loaded(workspace: Workspace, kept: Kept) -> Work:
    found = workspace.load(kept.class_id)
    assert found is not None
    return found.work


def test_seats_are_kept_with_the_room_as_it_was_and_with_locks(workspace: Workspace) -> None:
    work = a_class(periods=2)
    kept = workspace.begin(work)
    assert loaded(workspace, kept).seating == work.seating
    assert [len(one.locked) for one in work.seating.periods] == [1, 1]
    (first, _) = rows(workspace, tables.SeatedPeriod)
    assert "map =" in first[-1]


def test_only_a_period_with_other_seats_is_written(workspace: Workspace) -> None:
    kept = workspace.begin(a_class(periods=3))
    before = {row[2]: row[0] for row in rows(workspace, tables.SeatedPeriod)}
    second = kept.work.plan.periods[1]
    kept = workspace.save(kept, kept.work.seated(seated_in(second, turn=3)))
    after = {row[2]: row[0] for row in rows(workspace, tables.SeatedPeriod)}
    assert loaded(workspace, kept) == kept.work
    assert [number for number in before if before[number] != after[number]] == [2]
    told = changes(workspace, kept.class_id, 1)
    assert [(one.kind, one.number) for one in told] == [(Kind.SEATED, 2)]


def test_what_a_search_knew_of_seats_is_known_as_long_as_they_are_those(
    workspace: Workspace,
) -> None:
    known = KnownSeats(Status.FEASIBLE, 0.081, 10.2, has_locked=True)
    work = a_class(periods=2).knowing(known)
    kept = workspace.begin(work)
    assert work.seats_known is not None
    assert loaded(workspace, kept).seats_known == work.seats_known
    third = Student("nn", "Ny Elev", "8A")
    kept = workspace.save(kept, replace(work, roster=Roster((*work.roster, third))))
    assert kept.work.seats_known is None
    assert loaded(workspace, kept).known_seats is None
    kept = workspace.save(kept, work)
    assert loaded(workspace, kept).seats_known == work.seats_known
    others = seated_in(work.plan.periods[1], turn=3)
    kept = workspace.save(kept, work.seated(others).knowing(known))
    assert loaded(workspace, kept) == kept.work
    kept = workspace.save(kept, work.seated(others))
    assert loaded(workspace, kept).known_seats is None


def test_a_period_without_seats_any_more_is_let_go_of(workspace: Workspace) -> None:
    kept = workspace.begin(a_class(periods=2))
    none = replace(kept.work, seating=Seating(kept.work.seating.periods[:1]))
    kept = workspace.save(kept, none)
    assert loaded(workspace, kept) == none
    assert {row[0] for row in rows(workspace, tables.Sitting)} == {
        row[0] for row in rows(workspace, tables.SeatedPeriod)
    }


def test_what_is_replaced_or_taken_back_has_no_seats() -> None:
    work = a_class(periods=2)
    year = work.year
    assert year is not None
    assert [one.number for one in work.seating.periods] == [1, 2]
    again = work.begun_again()
    assert again.seating == work.seating  # it stays in force until another is accepted
    assert again.left_as_it_is().seating == work.seating
    accepted = again.found(year).accepted()
    assert [one.number for one in accepted.seating.periods] == [1]
    taken_back = replace(work, plan=replace(work.plan, periods=work.plan.periods[:1]))
    assert [one.number for one in taken_back.seating.periods] == [1]


def test_a_plan_from_a_file_keeps_the_seats_of_what_is_the_same() -> None:
    work = a_class(periods=2)
    first, second = work.plan.periods
    other = replace(work.plan, periods=(first, second.swapped("1", "4")))
    assert [one.number for one in work.continuing(other).seating.periods] == [1]
    assert work.continuing(work.plan).seating == work.seating


def test_a_correction_leaves_those_seated_who_were() -> None:
    work = a_class(periods=1)
    day = work.plan.periods[0].starts
    assert day is not None
    assert swapped_now(work, "1", "4", day).seating == work.seating


def test_whom_nobody_knows_has_no_seat(workspace: Workspace) -> None:
    work = a_class(periods=1)
    stranger = SeatedPeriod(1, ROOMS[0], (("zz", "b1"),))
    with pytest.raises(InputError, match="has the id zz"):
        workspace.begin(work.seated(stranger))
    assert workspace.classes() == ()


def test_what_is_remarked_in_a_room_file_is_not_kept(workspace: Workspace) -> None:
    text = 'name = "214"  # Zz-Hemmelig\nfront = "top"\nmap = """\na a\n"""\n'
    room = read_room(Source("room.toml", text.encode()))
    kept = workspace.begin(a_class(periods=1).seated(SeatedPeriod(1, room, (("1", "a1"),))))
    keep_room(workspace, room)
    assert "Hemmelig" not in repr(rows(workspace, tables.SeatedPeriod))
    assert "Hemmelig" not in repr(rows(workspace, tables.Room))
    assert loaded(workspace, kept).seating.period(1).room == room


def left(workspace: Workspace) -> Kept:
    """A class that student 1 has left, who sat at the front by a rule."""
    work = a_class(periods=2)
    work = replace(work, rules=Rules(seats=(SeatRule(("1",), Near.FRONT),)))
    assert all("1" in one.seat_of for one in work.seating.periods)
    kept = workspace.begin(replace(work, proposals=(), shown=None, year=None))
    return workspace.save(kept, kept.work.corrected(Roster(work.roster.students[1:])))


@pytest.mark.parametrize("way", [erase, pseudonymise])
def test_who_is_erased_sits_nowhere_or_as_nobody(
    workspace: Workspace, way: Callable[..., None]
) -> None:
    kept = left(workspace)
    before = [len(one.seats) for one in kept.work.seating.periods]
    way(workspace, kept.class_id, "1", ENGLISH)
    seating = loaded(workspace, kept).seating
    assert "1" not in {student for one in seating.periods for student in one.seat_of}
    gone = 1 if way is erase else 0
    assert [len(one.seats) for one in seating.periods] == [number - gone for number in before]
    assert rows(workspace, tables.Rule) == []


def test_seats_are_told_of_as_held(workspace: Workspace) -> None:
    workspace.begin(a_class(periods=2))
    (held,) = held_on(workspace, "Åse Aune")
    assert [number for number, _, _ in held.seats] == [1, 2]
    (number, seat, room), _ = held.seats
    assert f"Period {number}: seat {seat} in the room {room}\n" in handout([held], ENGLISH)


def test_a_room_is_of_the_school(workspace: Workspace) -> None:
    assert rooms(workspace) == ()
    first = keep_room(workspace, ROOMS[0])
    other = keep_room(workspace, ROOMS[1])
    assert rooms(workspace) == (other, first)
    wider = replace(ROOMS[0], columns=9)
    changed = keep_room(workspace, wider, first.room_id)
    assert changed.room_id == first.room_id
    assert rooms(workspace) == (other, changed)
    delete_room(workspace, first.room_id)
    assert rooms(workspace) == (other,)
    with pytest.raises(InputError, match="not here any more"):
        keep_room(workspace, wider, first.room_id)


def test_what_a_class_sat_in_stays_as_it_was(workspace: Workspace) -> None:
    kept = workspace.begin(a_class(periods=2))
    room = keep_room(workspace, ROOMS[0])
    keep_room(workspace, replace(ROOMS[0], columns=9), room.room_id)
    delete_room(workspace, room.room_id)
    assert loaded(workspace, kept) == kept.work


def test_two_rooms_have_two_names(workspace: Workspace) -> None:
    first = keep_room(workspace, ROOMS[0])
    with pytest.raises(InputError, match="a room called ROM  214 already"):
        keep_room(workspace, replace(ROOMS[1], name="ROM  214"))
    with pytest.raises(InputError, match="Give the room a name"):
        keep_room(workspace, replace(ROOMS[1], name=" "))
    assert keep_room(workspace, replace(ROOMS[0], name="rom 214"), first.room_id)


def test_a_room_that_cannot_be_read_is_left_alone(workspace: Workspace) -> None:
    first, other = keep_room(workspace, ROOMS[0]), keep_room(workspace, ROOMS[1])
    with workspace.transaction() as connection:
        table = tables.Room.__table__
        change = table.update().where(table.c.id == first.room_id)
        connection.execute(change.values(text="light = 1"))
    assert rooms(workspace) == (other,)
    assert len(rows(workspace, tables.Room)) == 2


@pytest.mark.parametrize("text", ["x'ff'", "CAST(x'ff' AS TEXT)", "7", "''"])
def test_a_damaged_room_takes_no_other_along(plain: Database, text: str) -> None:
    workspace = plain.open()
    first, other = keep_room(workspace, ROOMS[0]), keep_room(workspace, ROOMS[1])
    with workspace.transaction() as connection:
        connection.exec_driver_sql(f"UPDATE room SET text = {text} WHERE id = {first.room_id}")  # noqa: S608
    assert rooms(workspace) == (other,)
    assert keep_room(workspace, ROOMS[0], first.room_id) in rooms(workspace)
