"""What the klassekart says when class, groups or room are others, and who stands beside it."""

from collections.abc import Iterator

import pytest

from toolkit.messages import Language
from toolkit.people import Roster
from toolkit.roster_editing import with_joined, without
from toolkit.seating.editing import without as without_desk
from toolkit.ui.screens.chart import ChartScreen
from toolkit.ui.screens.dragging import Dragging
from toolkit.ui.screens.seat_map import RoomMap
from toolkit.ui.screens.today import TodayScreen
from toolkit.ui.state.chart import ChartModel
from toolkit.ui.state.charting import Charting
from toolkit.ui.state.session import Session
from toolkit.ui.state.today import TodayModel
from toolkit.ui.steps import TODAY
from toolkit.workspace.rooms import keep_room

from ..conftest import keeper_of
from ..seats import SIX_DESKS, seated_class
from ..walking import button, html, of_kind

CHANGE = "Change as few seats as possible"


@pytest.fixture
def screen(session: Session, eight: Roster) -> Iterator[ChartScreen]:
    session.language = Language.EN
    session.turn_to(seated_class(eight))
    screen = ChartScreen(ChartModel(keeper_of(session)))
    yield screen
    screen.close()


def parts(screen: ChartScreen | TodayScreen) -> tuple[RoomMap, Dragging]:
    (room,) = of_kind(screen.view, RoomMap)
    dragging = of_kind(screen.view, Dragging)[-1]
    return room, dragging


def join(screen: ChartScreen, *names: str) -> None:
    work = screen.session.work
    assert work is not None
    for name in names:
        work = work.corrected(with_joined(work.roster, name))
    screen.session.work = work


def test_nothing_is_offered_where_everything_fits(screen: ChartScreen) -> None:
    room, dragging = parts(screen)
    assert room.standing == []
    assert dragging.seats == list(SIX_DESKS.by_seat)
    assert CHANGE not in html(screen.view)


def test_whoever_has_joined_stands_above_the_map_and_the_groups_come_first(
    screen: ChartScreen,
) -> None:
    join(screen, "Ny Elev", "Ny Annen")
    room, dragging = parts(screen)
    assert room.bench == "Without a seat"
    assert [one["text"] for one in room.standing] == ["Ny E.", "Ny A."]
    assert room.standing[0]["label"] == "Ny Elev, without a seat"
    assert dragging.seats == [*(one["seat"] for one in room.standing), *SIX_DESKS.by_seat]
    said = html(screen.view)
    assert "Ny Elev, Ny Annen have joined the class, and have no makker yet." in said
    assert "Ny Elev, Ny Annen have no seat. Click a name and then a seat" in said
    button(screen.view, "Change the groups first").click()
    assert screen.session.step is TODAY


def test_who_stands_there_is_picked_up_and_put_on_a_taken_seat(screen: ChartScreen) -> None:
    join(screen, "Ny Elev")
    room, dragging = parts(screen)
    beside = room.standing[0]["seat"]
    dragging.carried = beside
    assert "mk-chosen" in room.standing[0]["kinds"]
    assert "Now click the seat for Ny Elev." in html(screen.view)
    assert button(screen.view, "Lock the seat").layout.display == "none"
    assert "Ida Berg has no seat." in dragging.broken["told"]["a1"]
    dragging._handle_custom_msg({"swap": [beside, "a1"]}, [])
    assert [one["text"] for one in room.standing] == ["Ida"]
    assert "Ida Berg has no seat now." in html(screen.view)
    button(screen.view, "Undo").click()
    assert [one["text"] for one in room.standing] == ["Ny"]


def test_who_has_left_is_told(screen: ChartScreen) -> None:
    work = screen.session.work
    assert work is not None
    screen.session.work = work.corrected(without(work.roster, "8A-0"))
    assert "Ida Berg has left the class, and still has a place in the period." in html(screen.view)


def broken(screen: ChartScreen) -> Charting:
    """Part two makkere, and look for the smallest change."""
    charting = screen.model.charting
    charting.alone = True
    charting.swap("a1", "b1")
    button(screen.view, CHANGE).click()
    charting.job.wait(60)
    return charting


def test_a_broken_seating_is_mended_once_it_was_seen_who_moves(screen: ChartScreen) -> None:
    room, dragging = parts(screen)
    charting = broken(screen)
    said = html(screen.view)
    assert "2 students move. No change that keeps the rules moves fewer." in said
    for move in charting.moves:
        name = charting.label(move.student)
        assert f'<th scope="row">{name}</th><td data-heading="Now">{move.before}</td>' in said
    assert "mk-danger" not in said
    assert "The map shows how they would sit." in said
    moving = {one["seat"] for one in room.seats if "mk-moving" in one["kinds"]}
    assert moving == {move.after for move in charting.moves}
    assert all("moves here" in one["label"] for one in room.seats if one["seat"] in moving)
    assert dragging.seats == []
    assert button(screen.view, "Undo").disabled
    button(screen.view, "Change the seats so").click()
    said = html(screen.view)
    assert "2 students have moved." in said
    assert "No change that keeps the rules moves fewer." in said
    assert CHANGE not in said
    assert "Who moves" not in said
    assert not any("mk-moving" in one["kinds"] for one in room.seats)


def test_a_change_that_is_left_can_be_looked_for_again(screen: ChartScreen) -> None:
    room, dragging = parts(screen)
    before = room.seats
    charting = broken(screen)
    assert before != room.seats
    button(screen.view, "Leave the seats as they are").click()
    assert "mk-danger" in html(screen.view)
    assert dragging.seats == list(SIX_DESKS.by_seat)
    assert not button(screen.view, "Undo").disabled
    button(screen.view, CHANGE).click()
    charting.job.wait(60)
    assert button(screen.view, "Change the seats so")


def test_a_room_that_is_another_now_is_told_on_both_pages(session: Session, eight: Roster) -> None:
    session.language = Language.EN
    session.turn_to(seated_class(eight))
    keeper = keeper_of(session)
    keep_room(keeper.workspace, without_desk(SIX_DESKS, (3, 1)))
    told = "The desks in Rom 214 are others now than on this map."
    chart, today = ChartScreen(ChartModel(keeper)), TodayScreen(TodayModel(keeper))
    assert told in html(chart.view)
    assert told in html(today.view)
    button(today.view, CHANGE).click()
    chart.model.charting.job.wait(60)
    for screen in (chart, today):
        assert told not in html(screen.view)
        assert "2 students move." in html(screen.view)
    button(chart.view, "Change the seats so").click()
    for screen in (chart, today):
        assert told not in html(screen.view)
        assert "2 students have moved." in html(screen.view)
        screen.close()
    assert chart.model.charting.room == without_desk(SIX_DESKS, (3, 1))
