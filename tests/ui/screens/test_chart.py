"""The klassekart on the screen: what is seen, said and hidden of it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from toolkit.messages import Language
from toolkit.people import Roster
from toolkit.rules import KeepApart, Near, RuleKind, Rules, SeatRule
from toolkit.seats import Seating
from toolkit.ui.screens.browser_button import BrowserButton
from toolkit.ui.screens.chart import ChartScreen
from toolkit.ui.screens.dragging import Dragging
from toolkit.ui.screens.seat_map import RoomMap
from toolkit.ui.state.chart import ChartModel
from toolkit.ui.state.session import Session

from ..conftest import HOSTILE, change, keeper_of, roster_of
from ..seats import SIX_DESKS, Seater, seated_class
from ..walking import button, classed, html, of_kind

APART = Rules(
    keep_apart=(KeepApart(("8A-0", "8A-4")),), seats=(SeatRule(("8A-5",), Near.FRONT, strict=True),)
)


@pytest.fixture
def screen(session: Session, eight: Roster) -> Iterator[ChartScreen]:
    session.language = Language.EN
    session.turn_to(seated_class(eight, APART))
    made = ChartScreen(ChartModel(keeper_of(session)))
    yield made
    made.close()


@pytest.fixture
def room(screen: ChartScreen) -> RoomMap:
    (found,) = of_kind(screen.view, RoomMap)
    return found


def seat(room: RoomMap, name: str) -> dict[str, str]:
    return next(one for one in room.seats if one["seat"] == name)


def drop(screen: ChartScreen, one: str, other: str) -> None:
    """Do what the page does when a seat is carried to another."""
    (dragging,) = of_kind(screen.view, Dragging)
    dragging.carried = one
    dragging._handle_custom_msg({"swap": [one, other]}, [])


def test_every_seat_tells_who_sits_there(screen: ChartScreen, room: RoomMap) -> None:
    assert [one["seat"] for one in room.seats] == list(SIX_DESKS.by_seat)
    assert seat(room, "a1")["text"] == "Ida"
    assert seat(room, "a1")["label"] == "Ida Berg, seat a1"
    assert seat(room, "c1")["text"] == "Free"
    (dragging,) = of_kind(screen.view, Dragging)
    assert dragging.seats == list(SIX_DESKS.by_seat)


def test_a_pair_is_dropped_on_a_free_desk(screen: ChartScreen, room: RoomMap) -> None:
    drop(screen, "a1", "c1")
    assert [seat(room, name)["text"] for name in ("a1", "c1", "c2")] == ["Free", "Ida", "Nora"]
    assert "Ida Berg now sits in seat c1, beside Nora Dahl." in html(screen.view)
    button(screen.view, "Undo").click()
    assert seat(room, "a1")["text"] == "Ida"


def test_it_is_turned_to_the_side_of_the_students(screen: ChartScreen, room: RoomMap) -> None:
    assert seat(room, "a1")["y"] > seat(room, "d1")["y"]
    assert seat(room, "a1")["x"] > seat(room, "b1")["x"]
    button(screen.view, "From the students' side").click()
    assert seat(room, "a1")["y"] < seat(room, "d1")["y"]
    assert seat(room, "a1")["x"] < seat(room, "b1")["x"]


def test_how_seats_are_swapped_is_told_where_there_are_some(screen: ChartScreen) -> None:
    (aside,) = classed(screen.view, "mk-aside")
    assert aside.layout.display != "none"
    work = screen.session.work
    assert work is not None
    screen.session.work = replace(work, seating=Seating(()))
    assert aside.layout.display == "none"


def test_a_seat_is_locked_by_its_button_and_by_the_key(screen: ChartScreen, room: RoomMap) -> None:
    screen.model.charting.chosen = "a1"
    button(screen.view, "Lock the seat").click()
    assert seat(room, "a1")["label"] == "Ida Berg, seat a1, locked"
    assert "Ida Berg is locked to seat a1." in html(screen.view)
    assert button(screen.view, "Seat the others anew")
    room._handle_custom_msg({"lock": "a1"}, [])
    assert seat(room, "a1")["label"] == "Ida Berg, seat a1"
    room._handle_custom_msg({"lock": "z9"}, [])
    assert screen.model.charting.locked == set()


def test_what_is_pressed_stays_while_the_seats_change_and_shows_them(screen: ChartScreen) -> None:
    anew = button(screen.view, "Seat everyone anew")
    (shown,) = of_kind(screen.view, BrowserButton)
    page = shown.page
    screen.model.charting.lock("d1")
    assert anew.description == "Seat the others anew"
    drop(screen, "a1", "b1")
    assert button(screen.view, "Seat the others anew") is anew
    assert of_kind(screen.view, BrowserButton) == [shown]
    assert shown.page != page
    change(screen.session, seating=Seating(()))
    assert (anew.layout.display, shown.layout.display) == ("none", "none")


def test_who_is_kept_apart_or_has_a_wish_is_named_once_it_is_asked_for(
    screen: ChartScreen, room: RoomMap
) -> None:
    drop(screen, "d1", "b1")
    (dragging,) = of_kind(screen.view, Dragging)
    dragging.carried = "a1"
    hidden = "A rule is broken. Show the names to see which one."
    assert hidden not in html(screen.view)
    drop(screen, "b1", "d1")
    assert hidden in html(screen.view)
    dragging.carried = "a1"
    assert dragging.broken["told"]["f1"] is None
    assert not any("mk-broken" in one["kinds"] for one in room.seats)
    screen.session.discreet = False
    said = html(screen.view)
    assert "Sara does not sit as a rule says: at the front." in said
    assert "mk-broken" in seat(room, "d2")["kinds"]
    assert "Sara" in dragging.broken["told"]["e1"]


def test_wishes_are_out_of_sight_until_they_are_asked_for(screen: ChartScreen) -> None:
    assert "Where somebody sits" not in html(screen.view)
    button(screen.view, "Wishes about seats").click()
    assert "Where somebody sits" in html(screen.view)
    draft = screen.model.wishes.drafts[RuleKind.SEAT]
    draft.pick("8A-0")
    draft.near, draft.avoid = Near.WINDOW, True
    button(screen.view, "Add").click()
    wished = SeatRule(("8A-0",), Near.WINDOW, avoid=True)
    assert screen.session.rules.seats == (*APART.seats, wished)
    assert "Ida Berg" not in html(screen.view).split("Where somebody sits")[1]
    screen.session.discreet = False
    assert "not near a window, if possible" in html(screen.view)
    assert "at the front, always" in html(screen.view)


def test_a_wish_that_is_not_kept_is_counted_and_named_once_that_is_asked_for(
    screen: ChartScreen,
) -> None:
    wish = SeatRule(("8A-6", "8A-0"), Near.BACK)
    screen.session.use_rules(Rules(seats=(wish,)))
    assert "1 wish about seats is not kept." in html(screen.view)
    assert "Ida Berg" not in html(screen.view)
    screen.session.discreet = False
    assert "Ida Berg: at the back" in html(screen.view)
    drop(screen, "a1", "d1")
    assert "wish about seats" not in html(screen.view)


def test_there_is_nothing_to_press_where_nobody_sits(session: Session, eight: Roster) -> None:
    session.turn_to(replace(seated_class(eight), seating=Seating(())))
    screen = ChartScreen(ChartModel(keeper_of(session)))
    (room,) = of_kind(screen.view, RoomMap)
    assert room.seats == []
    screen.close()


def test_names_are_text(session: Session) -> None:
    session.turn_to(seated_class(roster_of(HOSTILE, *"abcdefg")))
    screen = ChartScreen(ChartModel(keeper_of(session)))
    screen.model.charting.chosen = "a1"
    screen.model.charting.swap("a1", "d1")
    assert HOSTILE not in html(screen.view)
    screen.close()


def test_the_best_so_far_is_drawn_and_left_alone_until_the_search_is_over(
    screen: ChartScreen, room: RoomMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    seater = Seater()
    monkeypatch.setattr("toolkit.seating.year.seat_year", seater)
    charting = screen.model.charting
    drop(screen, "d1", "b1")
    drop(screen, "a1", "f1")
    charting.solve()
    assert seater.told.wait(30)
    charting.job.hear()
    (dragging,) = of_kind(screen.view, Dragging)
    assert seat(room, "a1")["text"] == "Ida"
    assert dragging.seats == []
    assert "The best so far is shown." in html(screen.view)
    assert "A rule is broken" not in html(screen.view)
    assert button(screen.view, "Undo").disabled
    seater.gap = 0.2
    seater.go.set()
    charting.job.wait(30)
    assert dragging.seats == list(SIX_DESKS.by_seat)
    assert not button(screen.view, "Undo").disabled
    assert "There may be some that are up to 20\N{NO-BREAK SPACE}% better." in html(screen.view)
    drop(screen, "a1", "f1")
    assert "% better" not in html(screen.view)
