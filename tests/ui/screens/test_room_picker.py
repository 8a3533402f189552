"""A room that is drawn beside the klassekart, kept for the school, and sat in."""

from collections.abc import Iterator

import pytest

from toolkit.messages import Language
from toolkit.people import Roster
from toolkit.rooms import Room
from toolkit.seating.presets import room as furnished
from toolkit.ui.screens.chart import ChartScreen
from toolkit.ui.screens.room_sketch import RoomSketch
from toolkit.ui.state.chart import ChartModel
from toolkit.ui.state.session import Session
from toolkit.workspace.rooms import rooms

from ..conftest import keeper_of
from ..seats import SIX_DESKS, seated_class
from ..walking import button, html, of_kind


@pytest.fixture
def screen(session: Session, eight: Roster) -> Iterator[ChartScreen]:
    session.language = Language.EN
    session.turn_to(seated_class(eight))
    made = ChartScreen(ChartModel(keeper_of(session)))
    yield made
    made.close()


@pytest.fixture
def taken(screen: ChartScreen, monkeypatch: pytest.MonkeyPatch) -> list[Room]:
    """The rooms in which everyone is to sit: anew, or as nearly as they did."""
    asked: list[Room] = []
    for act in ("solve", "mend"):
        monkeypatch.setattr(screen.model.charting, act, asked.append)
    return asked


def tell(screen: ChartScreen, **content: object) -> None:
    (sketch,) = of_kind(screen.view, RoomSketch)
    sketch._handle_custom_msg(content, [])


def test_the_room_is_drawn_on_kept_and_sat_in(screen: ChartScreen, taken: list[Room]) -> None:
    button(screen.view, "Draw the room").click()
    tell(screen, do="remove", at=[5, 7])
    button(screen.view, "Keep the room and seat the class in it").click()
    workspace = screen.model.keeper.workspace
    (kept,) = rooms(workspace)
    assert [desk.name for desk in kept.room.desks] == ["a", "b", "c", "d", "e"]
    assert taken == [kept.room]
    assert of_kind(screen.view, RoomSketch) == []

    button(screen.view, "Draw the room").click()
    tell(screen, do="title", name="rom  214")
    button(screen.view, "Keep the room and seat the class in it").click()
    assert [one.room.name for one in rooms(workspace)] == ["rom  214"]


def test_a_ready_made_room_gets_a_name_of_its_own(
    screen: ChartScreen, taken: list[Room], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ChartModel, "rooms", (furnished("rows", 8),))
    button(screen.view, "Draw the room").click()
    button(screen.view, "Keep the room and seat the class in it").click()
    assert "Give the room a name." in html(screen.view)
    assert taken == []
    tell(screen, do="title", name="Rom 9")
    button(screen.view, "Keep the room and seat the class in it").click()
    assert [room.name for room in taken] == ["Rom 9"]


def test_a_drawing_can_be_left(screen: ChartScreen, taken: list[Room]) -> None:
    button(screen.view, "Draw the room").click()
    assert screen.model.unfinished is None
    tell(screen, do="turn", at=[3, 4])
    assert screen.model.unfinished is not None
    button(screen.view, "Leave it").click()
    assert of_kind(screen.view, RoomSketch) == []
    assert screen.model.unfinished is None
    assert (taken, screen.model.charting.room) == ([], SIX_DESKS)


def test_rooms_of_the_school_are_offered(screen: ChartScreen, taken: list[Room]) -> None:
    button(screen.view, "Draw the room").click()
    tell(screen, do="title", name="Rom 9")
    button(screen.view, "Keep the room and seat the class in it").click()
    assert "Rom 9" in [room.name for room in screen.model.rooms]
