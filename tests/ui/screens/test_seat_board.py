"""The seats on the page of the day: looked for, not found, undone."""

from collections.abc import Iterator
from dataclasses import replace
from threading import Event

import pytest

from toolkit.errors import InputError
from toolkit.messages import Language, Message
from toolkit.people import Roster
from toolkit.rooms import Room, Side, desk_at
from toolkit.seats import Seating
from toolkit.ui.screens.today import TodayScreen
from toolkit.ui.state.chart import ChartModel
from toolkit.ui.state.session import Session
from toolkit.ui.state.today import TodayModel

from ..conftest import keeper_of
from ..seats import seated_class
from ..walking import button, html


@pytest.fixture
def screen(session: Session, eight: Roster) -> Iterator[TodayScreen]:
    session.language = Language.EN
    session.turn_to(replace(seated_class(eight), seating=Seating(())))
    made = TodayScreen(TodayModel(keeper_of(session)))
    yield made
    made.close()


def test_the_steps_look_at_the_same_seats(session: Session, eight: Roster) -> None:
    session.language = Language.EN
    session.turn_to(seated_class(eight))
    keeper = keeper_of(session)
    today, charting = TodayModel(keeper), ChartModel(keeper).charting
    before = charting.seated
    charting.swap("a1", "d1")
    screen = TodayScreen(today)
    button(screen.view, "Undo").click()
    screen.close()
    assert charting.seated == before


def test_the_page_of_the_day_tells_that_seats_are_looked_for(
    screen: TodayScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, charting = Event(), screen.model.charting

    def none_found(*_: object, **__: object) -> None:
        assert go.wait(30)
        raise InputError(Message("None."))

    monkeypatch.setattr("toolkit.seating.year.seat_year", none_found)
    looking = ">Looking for good seats …</div>"
    assert looking not in html(screen.view)
    assert screen.secondary() is None
    charting.solve()
    assert looking in html(screen.view)
    stop = screen.secondary()
    assert stop is not None
    assert stop.text == "Stop and use the best so far"
    assert screen.follows() == [(charting.job, "running")]
    go.set()
    charting.job.wait(30)
    assert looking not in html(screen.view)


def test_the_page_of_the_day_tells_why_no_seats_were_found(screen: TodayScreen) -> None:
    charting = screen.model.charting
    charting.solve(Room("Lite", Side.TOP, 1, 4, (desk_at("a", [(1, 1), (1, 2)]),)))
    charting.job.wait(60)
    assert '<div role="alert" class="mk-note mk-danger">' in html(screen.view)
