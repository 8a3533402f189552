"""The school's year wheel: whose days it has, its rings, and its file for calendar programs."""

from datetime import date, time

import pytest
from icalendar import Calendar as Events

import toolkit as mk
from toolkit.calendar.days import LONGEST_WORDS
from toolkit.calendar.wheel import wheel_events
from toolkit.files.events import Dated, events_ics
from toolkit.files.makkerbytter import makkerbytter_ics
from toolkit.messages import Language, Translator
from toolkit.school.implementation import Share
from toolkit.school.tasks import dated_tasks
from toolkit.school.wheel import SchoolWheel, school_wheel_of
from toolkit.school.words import TASKS

YEAR = mk.school_year("2026-08-17", "2027-06-18")
OTHER = mk.school_year("2026-08-17", "2027-06-18", 4)
MOT = mk.SchoolEvent("MOT", "Uke 45", "2026-11-02", "2026-11-06")
AGAIN = mk.SchoolEvent("MOT", "Uke 45", "2027-02-01", "2027-02-05")
DAY = date(2026, 9, 1)


def wheel(*years: mk.Calendar) -> SchoolWheel:
    return school_wheel_of("2026/2027", years, (MOT, AGAIN), dated_tasks(YEAR.starts))


def read(made: bytes) -> dict[str, tuple[str, date, date]]:
    """Each event by its UID: what it is called, its first day and the day after its last."""
    events = Events.from_ical(made.decode()).walk("VEVENT")
    found = {str(one["UID"]): (str(one["SUMMARY"]), one.start, one.end) for one in events}
    assert len(found) == len(events)
    return found


def test_the_days_are_those_of_most_classes_and_the_events_the_school_s() -> None:
    found = wheel(OTHER, YEAR.with_events([AGAIN]), YEAR)
    assert found.calendar.periods == YEAR.periods
    assert found.classes == Share(2, 3)
    assert found.calendar.events == (MOT, AGAIN)


def test_the_tasks_are_a_ring_as_far_as_they_are_in_the_wheel() -> None:
    found = wheel(YEAR)
    for language in Language:
        _ = Translator(language)
        assert all(len(_(words)) <= LONGEST_WORDS for words in TASKS.values())
        ((name, days),) = found.rings(language).items()
        assert name == _("Tasks")
        assert len(days) == 4  # three are due in the summer before
        events = wheel_events(found.calendar, found.rings(language))
        assert [str(one.name) for one in events if str(one.ring) == name] == [
            one.name for one in days
        ]


def test_all_that_is_dated_is_in_one_file_under_keys_of_no_language() -> None:
    found = wheel(YEAR)
    english, nynorsk = (read(found.ics(language, on=DAY)) for language in ("en", "nn"))
    assert english.keys() == nynorsk.keys()
    assert len(english) == len(YEAR.periods) + 2 + len(TASKS)
    assert ("Makkerbytte: period 1", date(2026, 8, 17), date(2026, 8, 18)) in english.values()
    assert ("MOT: Uke 45", date(2026, 11, 2), date(2026, 11, 7)) in nynorsk.values()
    ours = mk.school_year("2026-08-17", "2027-06-18")
    assert found.ics("en", on=DAY) == wheel(ours).ics("en", on=DAY)


def test_its_makkerbytter_are_other_events_than_those_of_a_class_without_a_name() -> None:
    school, of_class = read(wheel(YEAR).ics("en", on=DAY)), read(makkerbytter_ics(YEAR))
    assert of_class
    assert not school.keys() & of_class.keys()


def test_without_a_school_year_makkerbytter_are_a_suggestion_and_in_no_file() -> None:
    found = wheel()
    assert found.classes == Share(0, 0)
    assert found.calendar.first_year == 2026
    assert len(read(found.ics("en", on=DAY))) == 2 + len(TASKS)


@pytest.mark.parametrize("later", [DAY, date(2027, 9, 1)])
def test_what_is_made_later_counts_as_newer(later: date) -> None:
    one = Dated(
        "meeting", "Møte; kl. 8, \\ rom <1>", DAY, DAY, "Ta med kaffe", "Rom 1", time(8), 60
    )
    (before,), (now,) = (
        Events.from_ical(events_ics([one], on).decode()).walk("VEVENT") for on in (DAY, later)
    )
    assert before["UID"] == now["UID"]
    assert (now["SEQUENCE"] > before["SEQUENCE"]) is (later > DAY)
    assert str(now["SUMMARY"]) == one.title
    assert (now.end - now.start).seconds == 3600
    assert now.start.isoformat() == "2026-09-01T08:00:00"
    assert (str(now["LOCATION"]), str(now["DESCRIPTION"])) == (one.place, one.told)
