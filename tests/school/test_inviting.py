"""The invitation to a training, read by a calendar library."""

from datetime import date, time
from typing import Any

import pytest
from icalendar import Calendar as Events

from toolkit.errors import InputError
from toolkit.messages import Language
from toolkit.school.inviting import invitation_ics
from toolkit.school.staff import Training

MADE = date(2026, 8, 3)


def event(*asked: Any, place: str = "", language: str = "nb") -> Any:
    made = invitation_ics(*asked, language, place=place, on=MADE)
    (found,) = Events.from_ical(made.decode()).walk("VEVENT")
    return found


@pytest.mark.parametrize(("training", "minutes"), [("meeting", 60), ("course", 180)])
def test_it_lasts_as_long_as_the_training(training: str, minutes: int) -> None:
    found = event(training, "2026-08-14", time(12, 30), place=" Rom 3; ved biblioteket ")
    assert found.start.isoformat() == "2026-08-14T12:30:00"
    assert (found.end - found.start).total_seconds() == 60 * minutes
    assert str(found["LOCATION"]) == "Rom 3; ved biblioteket"
    assert "ATTENDEE" not in found


def test_moved_within_the_term_it_stays_the_same_event_in_every_language() -> None:
    first = event(Training.COURSE, date(2026, 8, 14), time(12))
    for language in Language:
        moved = event(Training.COURSE, date(2026, 9, 1), time(12), language=language)
        assert moved["UID"] == first["UID"]
    for other in (
        event(Training.MEETING, date(2026, 8, 14), time(12)),
        event(Training.COURSE, date(2027, 1, 11), time(12)),
    ):
        assert other["UID"] != first["UID"]


def test_a_day_and_a_training_are_needed() -> None:
    with pytest.raises(InputError, match="2026-08-17"):
        event("course", "14. august", time(12))
    with pytest.raises(InputError):
        event("lecture", "2026-08-14", time(12))
