"""The periods of a school year in CSV, and every makkerbytte in iCalendar."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar as Events

from toolkit.calendar.days import Calendar
from toolkit.calendar.year import school_year
from toolkit.errors import InputError
from toolkit.files.calendars import calendar_to_text, read_calendar, write_calendar
from toolkit.files.makkerbytter import makkerbytter_ics
from toolkit.files.sources import Source

YEAR = school_year("2026-08-17", "2027-06-18")
LATER = school_year(
    "2026-08-17", "2027-06-18", days_off=["2026-11-09"], announced=YEAR, from_day="2026-10-01"
)


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_calendar(YEAR, tmp_path / "year.csv")
    assert read_calendar(tmp_path / "year.csv").periods == YEAR.periods
    excel = calendar_to_text(YEAR).replace(",", ";").replace("2026-08-17", "17.08.2026")
    assert read_calendar(Source("year.csv", excel.encode())).periods == YEAR.periods


HEAD = "period,starts,ends,school_days\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name\nIda\n", "This is no calendar"),
        (HEAD, "has no lines"),
        (f"{HEAD}1,2026-08-17,2026-08-01,15\n", "cannot end before it starts"),
        (f"{HEAD}1,2026-08-17,2026-09-06,15\n3,2026-09-07,2026-09-27,15\n", "Period 2 belongs"),
        (f"{HEAD}1,2026-08-17,2026-09-06,15\n2,2026-09-01,2026-09-27,15\n", "lasts until 6 Sep"),
        (f"{HEAD}1,,2026-09-06,15\n", "empty"),
        (f"{HEAD}x,2026-08-17,2026-09-06,15\n", "whole number"),
        (f"{HEAD}1,2026-08-32,2026-09-06,15\n", "year-month-day"),
    ],
)
def test_what_is_no_calendar_is_refused(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_calendar(Source("year.csv", text.encode()))


def plainly(content: bytes) -> list[dict[str, str]]:
    """The events of a file, read by hand: RFC 5545 without any library."""
    assert content.count(b"\n") == content.count(b"\r\n")
    lines = content.replace(b"\r\n ", b"").decode().splitlines()
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    events: list[dict[str, str]] = []
    for line in lines:
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events:
            key, _, value = line.partition(":")
            events[-1].setdefault(key, value)
    return events


def test_every_makkerbytte_is_a_whole_day_that_ends_before_the_next() -> None:
    content = makkerbytter_ics(YEAR, "8A", "nb")
    events = plainly(content)
    assert [one["DTSTART;VALUE=DATE"] for one in events] == [
        f"{period.starts:%Y%m%d}" for period in YEAR.periods
    ]
    assert [one["DTEND;VALUE=DATE"] for one in events] == [
        f"{period.starts + timedelta(days=1):%Y%m%d}" for period in YEAR.periods
    ]
    assert events[0]["SUMMARY"] == "Makkerbytte 8A: periode 1"
    (library,) = Events.from_ical(content, multiple=True)
    assert [one.start for one in library.walk("VEVENT")] == [one.starts for one in YEAR.periods]


def test_taken_in_again_it_moves_and_never_doubles() -> None:
    before, after = plainly(makkerbytter_ics(YEAR, "8A")), plainly(makkerbytter_ics(LATER, "8A"))
    assert [one["UID"] for one in before] == [one["UID"] for one in after]
    assert len({one["UID"] for one in before}) == len(before)
    moved = [
        (int(old["SEQUENCE"]), int(new["SEQUENCE"]))
        for old, new in zip(before, after, strict=True)
        if old["DTSTART;VALUE=DATE"] != new["DTSTART;VALUE=DATE"]
    ]
    assert moved
    assert all(old < new for old, new in moved)
    other = plainly(makkerbytter_ics(YEAR, "8B"))
    assert {one["UID"] for one in before}.isdisjoint(one["UID"] for one in other)


def test_a_year_that_begins_some_days_later_has_the_same_events() -> None:
    other = school_year("2026-08-19", "2027-06-18")
    assert plainly(makkerbytter_ics(YEAR))[0]["UID"] == plainly(makkerbytter_ics(other))[0]["UID"]
    next_year = school_year("2027-08-17", "2028-06-18")
    assert (
        plainly(makkerbytter_ics(YEAR))[0]["UID"]
        != (plainly(makkerbytter_ics(next_year))[0]["UID"])
    )


def again(before: Calendar, *days_off: str, ends: str = "2027-06-18") -> Calendar:
    """The school year changed on one and the same day."""
    return school_year(
        "2026-08-17", ends, days_off=days_off, announced=before, from_day="2026-10-01"
    )


def sequences(calendar: Calendar) -> set[int]:
    return {int(one["SEQUENCE"]) for one in plainly(makkerbytter_ics(calendar))}


def test_every_change_of_one_day_has_a_higher_sequence() -> None:
    one = again(YEAR, "2026-11-09")
    other = again(one, "2026-11-09", "2026-11-30")
    back = again(other)
    assert back.periods == YEAR.periods
    numbers = [sequences(calendar) for calendar in (YEAR, one, other, back)]
    assert [len(found) for found in numbers] == [1, 1, 1, 1]
    assert sorted(numbers, key=min) == numbers
    assert len(set.union(*numbers)) == 4
    assert sequences(again(back)) == sequences(back)  # nothing new, nothing to take in


def test_a_period_that_is_no_more_is_cancelled_and_may_come_back() -> None:
    shorter = again(YEAR, ends="2027-05-07")
    gone = {one.number for one in YEAR.periods} - {one.number for one in shorter.periods}
    assert gone
    events = {one["UID"]: one for one in plainly(makkerbytter_ics(shorter, "8A"))}
    assert events.keys() == {one["UID"] for one in plainly(makkerbytter_ics(YEAR, "8A"))}
    cancelled = [one for one in events.values() if one["STATUS"] == "CANCELLED"]
    assert {one["SUMMARY"] for one in cancelled} == {f"Makkerbytte 8A: periode {n}" for n in gone}
    assert min(sequences(shorter)) > min(sequences(YEAR))
    even_shorter = again(shorter, ends="2027-03-19")
    assert len(plainly(makkerbytter_ics(even_shorter))) == len(YEAR.periods)
    whole = again(even_shorter)
    assert {one["STATUS"] for one in plainly(makkerbytter_ics(whole))} == {"CONFIRMED"}
    assert min(sequences(whole)) > min(sequences(even_shorter)) > min(sequences(shorter))


def test_the_calendar_of_another_year_cancels_nothing() -> None:
    next_year = school_year("2027-08-16", "2028-06-16").replacing(YEAR)
    assert (next_year.revision, next_year.dropped) == (0, ())


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_what_was_announced_is_read_from_the_events_too(bom: bytes) -> None:
    told = again(again(YEAR, "2026-11-09"), "2026-11-09", ends="2027-05-07")
    read = read_calendar(Source("year.ics", bom + makkerbytter_ics(told, "8A", "nn")))
    for mine, its in ((read.periods, told.periods), (read.dropped, told.dropped)):
        assert [(one.number, one.starts, one.ends) for one in mine] == [
            (one.number, one.starts, one.ends) for one in its
        ]
    assert read.revision == told.revision
    later = school_year("2026-08-17", "2027-06-18", announced=read, from_day="2026-10-01")
    assert later.revision > told.revision


OTHER = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20260817\r\nEND:VEVENT\r\n"


@pytest.mark.parametrize(
    "content",
    [
        OTHER + b"END:VCALENDAR\r\n",
        OTHER,
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        makkerbytter_ics(YEAR)[:900],
        makkerbytter_ics(YEAR).replace(b"X-MAKKERSKAP-PERIOD:2", b"X-MAKKERSKAP-PERIOD:1"),
        makkerbytter_ics(YEAR).replace(b"X-MAKKERSKAP-PERIOD:2", b"X-MAKKERSKAP-PERIOD:x"),
        makkerbytter_ics(YEAR).replace(b"X-MAKKERSKAP-ENDS:2026", b"X-MAKKERSKAP-ENDS:2025"),
        makkerbytter_ics(YEAR).replace(b"CONFIRMED", b"CANCELLED"),
        b"BEGIN:VCALENDAR\r\n" + b"X" * 3_000_000,
    ],
)
def test_events_of_another_kind_are_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"year.ics: This is no calendar of makkerbytter"):
        read_calendar(Source("year.ics", content))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_the_same_input_gives_the_same_bytes_whatever_the_class_is_called(name: str) -> None:
    content = makkerbytter_ics(YEAR, name)
    assert content == makkerbytter_ics(YEAR, name)
    assert len(plainly(content)) == len(YEAR.periods)
    assert date.today().strftime("DTSTAMP:%Y%m%d").encode() not in content  # noqa: DTZ011


@pytest.mark.parametrize(("code", "words"), [("nn", "til og med"), ("en", "lasts until")])
def test_it_speaks_the_language_that_is_asked_for(code: str, words: str) -> None:
    assert words in makkerbytter_ics(YEAR, "8A", code).decode()
