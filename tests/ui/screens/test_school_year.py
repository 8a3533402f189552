"""The screen of the school year."""

from collections.abc import Iterator
from datetime import date

import pytest
from ipywidgets import DatePicker, Dropdown, Text
from turned_clock import Clock

from toolkit.messages import Language
from toolkit.ui.screens.school_year import SchoolYearScreen
from toolkit.ui.state.school_year import SchoolYearModel
from toolkit.ui.state.session import Session

from ..conftest import keeper_of
from ..walking import button, html, of_kind


@pytest.fixture
def screen(session: Session, clock: Clock) -> Iterator[SchoolYearScreen]:
    clock.turn(date(2026, 8, 10))
    session.language = Language.EN
    made = SchoolYearScreen(SchoolYearModel(keeper_of(session)))
    yield made
    made.close()


def test_each_line_stands_with_the_days_it_was_understood_as(screen) -> None:
    screen.model.lines = "Høstferie uke 40\nAugust 12 skoledager\n<b>Krokodille</b> 5. mai"
    words = html(screen.view)
    assert "off: Monday 28 Sep 2026 – Friday 2 Oct 2026" in words
    assert "&lt;b&gt;Krokodille&lt;/b&gt; 5. mai" in words
    assert "Is there school on these days?" in words
    assert screen.primary().blockers


def test_a_line_that_is_not_clear_is_answered_with_a_button(screen) -> None:
    screen.model.lines = "Krokodille 5. mai"
    button(screen.view, "There is no school").click()
    assert screen.model.lines == "05.05.2027 fri\n"
    assert not screen.primary().blockers


def test_the_wheel_takes_in_what_the_school_has(screen) -> None:
    screen.primary().run()
    words = html(screen.view)
    assert "Evaluation (suggestion)" in words
    fields = {
        one.description: one
        for kind in (Text, DatePicker, Dropdown)
        for one in of_kind(screen.view, kind)
    }
    fields["Ring"].value = ""
    fields["What the ring is called"].value = "MOT"
    fields["What it is (may be empty)"].value = "<b>Uke</b> 45"
    button(screen.view, "Add").click()
    assert "Say on which day it is." in html(screen.view)
    assert fields["What it is (may be empty)"].value
    fields["First day"].value = date(2026, 11, 2)
    button(screen.view, "Add").click()
    assert "<strong>MOT: &lt;b&gt;Uke&lt;/b&gt; 45</strong> 2 Nov 2026" in html(screen.view)
    assert not fields["What it is (may be empty)"].value
    button(screen.view, "Remove").click()
    assert screen.model.kept.events == ()


def test_the_dates_and_the_months_stand_there_and_can_be_kept(screen) -> None:
    words = html(screen.view)
    assert "Monday 17 Aug 2026" in words
    assert "August 2026" in words
    assert "For calendars (.ics)" not in words
    screen.primary().run()
    assert screen.session.work.calendar is not None
    assert screen.primary().blockers
