"""The rooms of the school on the page: renamed, deleted once that is sure, and downloaded."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from ipywidgets import Button, Dropdown

from toolkit.files.rooms import read_room
from toolkit.files.sources import Source
from toolkit.messages import Language
from toolkit.people import Roster
from toolkit.ui.screens.chart import ChartScreen
from toolkit.ui.screens.entries import Entry
from toolkit.ui.screens.files import Download
from toolkit.ui.state.chart import ChartModel
from toolkit.ui.state.session import Session
from toolkit.workspace.rooms import keep_room, rooms

from ..conftest import HOSTILE, keeper_of
from ..seats import SIX_DESKS, seated_class
from ..walking import button, html, of_kind


@pytest.fixture
def screen(session: Session, eight: Roster) -> Iterator[ChartScreen]:
    session.language = Language.EN
    session.turn_to(seated_class(eight))
    keeper = keeper_of(session)
    for name in ("Rom 9", HOSTILE):
        keep_room(keeper.workspace, replace(SIX_DESKS, name=name))
    made = ChartScreen(ChartModel(keeper))
    button(made.view, "The school's rooms").click()
    yield made
    made.close()


def kept(screen: ChartScreen) -> list[str]:
    return [one.room.name for one in rooms(screen.model.keeper.workspace)]


def offered(screen: ChartScreen) -> list[str]:
    """The names in the list of rooms to sit in."""
    chooser = of_kind(screen.view, Dropdown)[0]
    return [str(name) for name, _at in chooser.options]


def test_they_are_listed_and_put_away_again(screen: ChartScreen) -> None:
    assert "<strong>Rom 9</strong> 12 places" in html(screen.view)
    assert HOSTILE not in html(screen.view)
    button(screen.view, "The school's rooms").click()
    assert "12 places" not in html(screen.view)


def test_a_room_gets_another_name_and_is_offered_under_it(screen: ChartScreen) -> None:
    buttons = of_kind(screen.view, Button)
    next(one for one in buttons if one.tooltip == "Rename Rom 9").click()
    (field,) = of_kind(screen.view, Entry)
    assert field.text == "Rom 9"
    field.text = HOSTILE
    field.take()
    assert "There is a room called" in html(screen.view)
    assert "Rom 9" in kept(screen)
    (field,) = of_kind(screen.view, Entry)
    field.text = "Rom 10"
    field.take()
    assert sorted(kept(screen)) == sorted(["Rom 10", HOSTILE])
    assert "The room is called Rom 10." in html(screen.view)
    assert "Rom 10" in offered(screen)
    assert "Rom 9" not in offered(screen)
    assert of_kind(screen.view, Entry) == []


def test_a_room_is_deleted_once_that_is_sure(screen: ChartScreen) -> None:
    model = screen.model.school
    (room,) = (one for one in model.rooms if one.room.name == "Rom 9")
    model.ask_to_delete(room)
    assert "Delete Rom 9? It cannot be undone." in html(screen.view)
    button(screen.view, "No, leave it").click()
    assert "Rom 9" in kept(screen)
    model.ask_to_delete(room)
    button(screen.view, "Yes, delete").click()
    assert kept(screen) == [HOSTILE]
    assert "Deleted: Rom 9." in html(screen.view)
    assert "Rom 9" not in offered(screen)
    assert screen.model.charting.room == SIX_DESKS


def test_a_room_that_is_gone_meanwhile_is_told(screen: ChartScreen) -> None:
    model = screen.model.school
    (room,) = (one for one in model.rooms if one.room.name == "Rom 9")
    model.begin_renaming(room)
    model.ask_to_delete(room)
    model.delete()
    model.begin_renaming(room)
    assert not model.rename("Rom 10")
    assert "This room is not here any more." in html(screen.view)


def test_a_downloaded_room_is_the_room(
    screen: ChartScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = []
    monkeypatch.setattr(Download, "send", lambda _self, what, buffers: sent.append((what, buffers)))
    (download,) = (one for one in of_kind(screen.view, Download) if "Rom 9" in one.description)
    download.click()
    ((what, (content,)),) = sent
    assert what["name"].startswith("makkerskap-Rom-9-room-")
    assert read_room(Source(what["name"], content)) == replace(SIX_DESKS, name="Rom 9")


def test_what_is_beside_the_drawing_is_out_of_sight_meanwhile(screen: ChartScreen) -> None:
    rest = screen.view.children[1]
    assert rest.layout.display != "none"
    button(screen.view, "Draw the room").click()
    assert rest.layout.display == "none"
    button(screen.view, "Leave it").click()
    assert rest.layout.display != "none"
