"""The step after the proposal: the seats come with the period that is accepted."""

from datetime import date

import pytest

from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rooms import Room
from toolkit.ui.app import Dashboard
from toolkit.ui.state.chart import ChartModel
from toolkit.ui.state.session import Session
from toolkit.ui.steps import PROPOSAL, TODAY
from toolkit.workspace.rooms import rooms
from toolkit.workspace.work import Work

from ..conftest import keeper_of, period_of
from ..seats import SIX_DESKS, seated_class

DAY = date(2026, 9, 1)
ROOM = b"""name = "Rom 9"
front = "top"
map = \"\"\"
. T T . .
a a . b b
. . . . .
c c . d d
\"\"\"
"""


@pytest.fixture
def model(session: Session, eight: Roster) -> ChartModel:
    session.turn_to(seated_class(eight))
    return ChartModel(keeper_of(session))


def year_of(eight: Roster, periods: int) -> Plan:
    s = eight.students
    groups = ((s[0], s[2]), (s[1], s[3])), ((s[4], s[6]), (s[5], s[7]))
    return Plan(tuple(period_of(number, *groups) for number in range(1, periods + 1)))


def test_the_seats_of_an_accepted_period_are_found_and_shown(
    coordinator: Dashboard, eight: Roster
) -> None:
    session = coordinator.session
    session.turn_to(seated_class(eight))
    session.step = PROPOSAL
    assert session.work is not None
    session.work = session.work.found(
        Plan((*session.work.plan.periods, *year_of(eight, 2).periods[1:]))
    )
    coordinator.models["proposal"].accept()
    assert session.step is TODAY
    charting = coordinator.models["chart"].charting
    charting.job.wait(60)
    assert charting.period.number == 2
    assert charting.broken == ()
    assert charting.room == SIX_DESKS
    assert [one.number for one in session.work.seating.periods] == [1, 2]


def test_a_period_that_was_corrected_is_not_seated_anew(model: ChartModel) -> None:
    work = model.session.work
    assert work is not None
    assert work.last is not None
    model.session.work = work.mended(work.last.swapped("8A-0", "8A-4"), DAY)
    model.charting.job.wait(60)
    model.charting.take_offer()
    assert model.charting.seated is not None
    before = seated_class(work.roster).seating.period(1).seat_of.items()
    assert len(before - model.charting.seated.seat_of.items()) == 2


def test_nobody_has_a_seat_before_there_is_a_period(session: Session, eight: Roster) -> None:
    session.turn_to(Work(eight))
    model = ChartModel(keeper_of(session))
    assert model.is_empty
    assert model.rooms == ()


def test_rooms_have_a_name_each_and_that_of_the_class_comes_first(model: ChartModel) -> None:
    names = [room.name for room in model.rooms]
    assert names == ["Rom 214", "rows", "islands", "horseshoe", "columns"]
    assert [str(model.name_of(room)) for room in model.rooms][:2] == ["Rom 214", "Rows"]


def test_a_room_is_taken_from_a_file(model: ChartModel) -> None:
    model.read_room("rom.toml", ROOM)
    model.charting.job.wait(60)
    room: Room | None = model.charting.room
    assert room is not None
    assert room.name == "Rom 9"
    assert model.charting.broken == ()
    assert [one.room.name for one in rooms(model.keeper.workspace)] == ["Rom 9"]
    model.read_room("rom.toml", ROOM.replace(b"c c . d d", b"c c d d ."))
    model.charting.job.wait(60)
    (kept,) = rooms(model.keeper.workspace)
    assert kept.room == model.charting.room
    assert [room.name for room in model.rooms].count("Rom 9") == 1


def test_what_is_no_room_is_told(model: ChartModel) -> None:
    model.read_room("rom.toml", b'name = "x"')
    assert model.error is not None
    assert "front" in str(model.error)
    assert model.charting.room == SIX_DESKS


class TestTheRoomThatWasChosenLast:
    def rooms_of(self, model: ChartModel, *names: str) -> list[Room]:
        by_name = {room.name: room for room in model.rooms}
        return [by_name[name] for name in names]

    def test_counts_where_another_is_being_tried(self, model: ChartModel) -> None:
        islands, rows, horseshoe = self.rooms_of(model, "islands", "rows", "horseshoe")
        for room in (islands, rows, horseshoe):
            model.take_room(room)
            assert model.charting.next_room == room
        while model.charting.job.running:
            model.charting.job.wait(60)
        assert model.charting.seated.room == horseshoe

    def test_may_be_the_one_that_they_sit_in(self, model: ChartModel) -> None:
        seated = model.charting.seated
        (islands,) = self.rooms_of(model, "islands")
        model.take_room(islands)
        model.take_room(seated.room)
        assert model.charting.next_room == seated.room
        while model.charting.job.running:
            model.charting.job.wait(60)
        assert model.charting.seated == seated


def test_a_room_of_the_school_is_not_called_as_a_ready_made_one(model: ChartModel) -> None:
    model.read_room("rom.toml", ROOM.replace(b"Rom 9", b"Rows"))
    assert model.error is not None
    assert rooms(model.keeper.workspace) == ()
