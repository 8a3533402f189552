"""What else a school has in its year, as a table."""

from datetime import date

import pytest

import toolkit as mk
from toolkit.errors import InputError
from toolkit.files.school_events import events_to_text
from toolkit.files.sources import Source

HEAD = "ring,name,starts,ends\n"
OWN = mk.SchoolEvent("MOT", "Uke 45, alle", "2026-11-02", "2026-11-06")
TALK = mk.SchoolEvent("parents_meeting", "", "2026-09-03", "2026-09-03")


def read(text: str) -> tuple[mk.SchoolEvent, ...]:
    return mk.read_events(Source("events.csv", text.encode()))


def test_it_is_read_as_it_was_written() -> None:
    assert read(events_to_text([OWN, TALK])) == (OWN, TALK)


@pytest.mark.parametrize(
    ("called", "ring"),
    [
        ("Foreldremøte", "parents_meeting"),
        ("parents' meeting", "parents_meeting"),
        ("OPPLÆRING", "training"),
        ("evaluation", "evaluation"),
        ("Klassemøte", "class_meeting"),
        ("Fridager", "Fridager"),
        ("Elevråd", "Elevråd"),
    ],
)
def test_a_ring_of_the_programme_goes_by_any_of_its_names(called: str, ring: str) -> None:
    (event,) = read(f"{HEAD}{called},,03.09.2026,\n".replace(",", ";"))
    assert event == mk.SchoolEvent(ring, "", "2026-09-03", "2026-09-03")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name\nIda\n", "Events stand in the columns"),
        (HEAD, "no events"),
        (f"{HEAD}MOT,,2026-09-03,2026-09-01\n", "line 2, column ends: The last day"),
        (f"{HEAD}MOT,,3. september,\n", "line 2, column starts: Write the date"),
        (f"{HEAD}MOT,,,\n", "line 2, column starts: This cell is empty"),
        (f"{HEAD}' ',,2026-09-03,\n".replace("'", '"'), "column ring: Which ring"),
        (f"{HEAD}MOT,{'x' * 61},2026-09-03,\n", "column name: Say it on one line"),
    ],
)
def test_what_is_no_event_is_refused(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read(text)


def test_events_stand_in_the_order_of_their_days_and_stay_when_dates_move() -> None:
    year = mk.school_year("2026-08-17", "2027-06-18").with_events([OWN, TALK, OWN])
    assert year.events == (TALK, OWN)
    days_off = [date(2026, 11, 9)]
    later = mk.school_year(
        "2026-08-17", "2027-06-18", days_off=days_off, announced=year, from_day="2026-10-01"
    )
    assert later.events == year.events
    assert later.moved(year)
    with pytest.raises(InputError, match="SchoolEvent"):
        year.with_events(["MOT"])  # type: ignore[list-item]
    with pytest.raises(InputError, match="At most 300"):
        year.with_events(
            mk.SchoolEvent("MOT", str(n), "2026-11-02", "2026-11-06") for n in range(301)
        )
