"""The school year as it is written, understood, and kept with the class."""

from dataclasses import replace
from datetime import date

import pytest
from sketch import period_of
from turned_clock import Clock

from toolkit.files.calendars import read_calendar
from toolkit.files.sources import Source
from toolkit.plan import Period, Plan
from toolkit.rules import Rules
from toolkit.ui.state.school_year import SchoolYearModel
from toolkit.ui.state.session import Session
from toolkit.ui.state.today import TodayModel
from toolkit.ui.steps import COORDINATOR
from toolkit.workspace.work import Work

from ..conftest import keeper_of

TODAY = date(2026, 8, 10)


@pytest.fixture
def model(session: Session, clock: Clock) -> SchoolYearModel:
    clock.turn(TODAY)
    session.work = Work(session.roster)
    return SchoolYearModel(keeper_of(session))


def test_it_begins_with_a_suggested_year(model: SchoolYearModel) -> None:
    assert (model.starts, model.ends) == (date(2026, 8, 17), date(2027, 6, 18))
    assert model.calendar.periods[0].starts == date(2026, 8, 17)
    assert not model.is_kept


def test_lines_are_understood_as_they_are_written(model: SchoolYearModel) -> None:
    model.lines = "Høstferie uke 40\nKrokodille 5. mai"
    assert model.calendar is None
    assert [line.text for line in model.read.unclear] == ["Krokodille 5. mai"]
    model.lines = "Høstferie uke 40\nOktober 20 skoledager\nAugust 12 skoledager"
    assert model.calendar is not None
    assert [str(one) for one in model.differing] == [
        "Line 3: August: 12 school days are printed, and these days off leave 11. Is a day "
        "missing, or one too many?"
    ]


def test_suggestions_are_lines_that_are_understood(model: SchoolYearModel) -> None:
    for one in model.suggestions:
        model.suggest(one)
    assert model.lines.splitlines() == [
        "28.09.2026–02.10.2026 Høstferie",
        "05.10.2026–09.10.2026 Høstferie",
        "21.12.2026–03.01.2027 Juleferie",
        "22.02.2027–26.02.2027 Vinterferie",
        "01.03.2027–05.03.2027 Vinterferie",
        "22.03.2027–29.03.2027 Påskeferie",
    ]
    assert len(model.read.days_off) == 6


def test_a_file_becomes_lines(model: SchoolYearModel) -> None:
    calendar = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Høstferie hos Ida\r\n"
        "DTSTART;VALUE=DATE:20260928\r\nDTEND;VALUE=DATE:20261003\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )
    model.take_file("skole.ics", calendar.encode())
    assert model.error is None
    assert model.lines == "28.09.2026–02.10.2026 Høstferie\n"
    model.take_file("skole.txt", "Vinterferie uke 8\nFebruar 15 skoledager".encode("cp1252"))
    assert model.lines.endswith("Vinterferie uke 8\nFebruar 15 skoledager\n")
    model.take_file("skole.pdf", b"%PDF-1.7")
    assert model.error is not None


def test_it_is_kept_and_its_dates_go_to_the_periods(model: SchoolYearModel) -> None:
    model.lines = "Høstferie uke 40"
    model.take_over()
    assert model.is_kept
    work = model.session.work
    assert work.calendar == model.calendar
    assert model.lines == "Høstferie uke 40"
    model.session.work = replace(work, called="Another")
    assert model.lines == "28.09.2026–02.10.2026 Høstferie\n"
    assert read_calendar(Source("x.csv", model.csv_file())).periods == work.calendar.periods
    assert b"SUMMARY:Makkerbytte" in model.ics_file()


def test_a_day_off_that_comes_later_moves_one_date(model: SchoolYearModel, clock: Clock) -> None:
    model.take_over()
    clock.turn(date(2026, 10, 1))
    model.lines = "9. november fri"
    (moved,) = model.moved
    assert (moved.before, moved.after) == (date(2026, 11, 9), date(2026, 11, 10))
    model.take_over()
    assert model.moved == ()
    assert model.kept.revision > 0


def test_a_question_is_answered_where_it_stands(model: SchoolYearModel) -> None:
    model.lines = "Høstferie uke 40\nKrokodille 5. mai\nTullball\n"
    first, second = model.read.unclear
    assert [str(one.label) for one in second.answers] == ["Leave the line out"]
    model.answer(first, first.answers[0])
    (second,) = model.read.unclear
    model.answer(second, second.answers[0])
    assert model.lines == "Høstferie uke 40\n05.05.2027 fri\n# Tullball\n"
    assert model.calendar is not None
    assert not model.calendar.is_school_day(date(2027, 5, 5))


def test_an_unclear_event_of_a_file_becomes_a_question(model: SchoolYearModel) -> None:
    event = "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Krokodille\r\nDTSTART;VALUE=DATE:20261116\r\n"
    model.take_file("a.ics", f"BEGIN:VCALENDAR\r\n{event}END:VEVENT\r\nEND:VCALENDAR".encode())
    assert model.error is None
    assert [one.text for one in model.read.unclear] == ["16.11.2026 Krokodille"]


def test_the_school_puts_its_own_into_the_wheel(model: SchoolYearModel) -> None:
    model.take_over()
    model.lines = "9. november fri"  # and is not asked to use it yet
    day = date(2026, 11, 2)
    assert model.add_event("Evaluering", " ", day, None)
    assert model.add_event("MOT", "Uke 45", day, date(2026, 11, 6))
    rings = [(one.ring, one.name, one.last) for one in model.kept.events]
    assert rings == [("evaluation", "", day), ("MOT", "Uke 45", date(2026, 11, 6))]
    assert model.lines == "9. november fri"
    assert not model.is_kept
    for ring, first, last in (
        ("MOT", None, None),
        ("", day, None),
        ("MOT", day, date(2026, 11, 1)),
        ("MOT", date(2027, 11, 1), None),
        (model.session.roster.students[0].name, day, None),
    ):
        assert not model.add_event(ring, "", first, last)
        assert model.error is not None
    model.take_over()
    assert model.is_kept
    assert len(model.kept.events) == 2  # they stay when dates move
    model.remove_event(model.kept.events[1])
    assert [one.ring for one in model.kept.events] == ["evaluation"]
    assert model.is_kept
    assert model.wheel_file().startswith(b"%PDF")


def test_another_first_day_is_a_change_that_calendar_programs_see(
    model: SchoolYearModel, clock: Clock
) -> None:
    model.take_over()
    clock.turn(date(2026, 9, 1))
    model.starts = date(2026, 8, 24)  # period 1 was announced for a day before it
    before = model.kept
    model.take_over()
    assert model.kept.periods[0].starts == date(2026, 8, 24)
    assert model.kept.revision > before.revision
    model.starts, model.ends = date(2027, 8, 16), date(2028, 6, 16)
    model.take_over()
    assert (model.kept.revision, model.kept.dropped) == (0, ())


def test_periods_without_days_get_them_when_the_dates_are_used(
    model: SchoolYearModel, clock: Clock
) -> None:
    clock.turn(date(2026, 9, 10))
    groups = period_of("ab cd").groups
    work = replace(model.session.work, plan=Plan((Period(1, groups), Period(2, groups))))
    model.session.work = work
    assert [one.number for one in model.undated] == [1, 2]
    model.take_over()
    assert [one.starts for one in model.session.work.plan.periods] == [
        date(2026, 8, 17),
        date(2026, 9, 7),
    ]
    assert model.undated == ()


def test_days_that_periods_have_without_a_school_year_stay(
    model: SchoolYearModel, clock: Clock
) -> None:
    clock.turn(date(2026, 9, 10))
    first = Period(1, period_of("ab cd").groups, date(2026, 8, 24), date(2026, 9, 13))
    model.session.work = replace(model.session.work, plan=Plan((first,)))
    assert [one.starts for one in model.calendar.periods[:2]] == [
        date(2026, 8, 24),
        date(2026, 9, 14),
    ]
    model.take_over()
    assert model.session.work.plan.periods == (first,)


def test_other_weeks_between_rotations_are_other_dates(model: SchoolYearModel) -> None:
    model.take_over()
    model.session.use_rules(Rules(interval_weeks=2))
    assert model.calendar.interval_weeks == 2
    assert not model.is_kept


def test_what_cannot_be_a_year_is_said(model: SchoolYearModel) -> None:
    model.ends = date(2026, 1, 1)
    assert model.calendar is None
    assert "before it starts" in str(model.trouble)
    model.ends = date(2027, 6, 18)
    assert model.trouble is None


def test_without_a_class_there_is_nothing_to_turn_to() -> None:
    assert SchoolYearModel(keeper_of(Session(COORDINATOR))).is_empty


def test_the_day_knows_the_next_makkerbytte(model: SchoolYearModel) -> None:
    model.take_over()
    work = model.session.work
    today = TodayModel(model.keeper)
    model.session.work = replace(work, plan=Plan())
    assert today.next_rotation == date(2026, 8, 17)
