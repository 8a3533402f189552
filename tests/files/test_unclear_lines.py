"""What an unclear line may have been meant to say: every answer is a line that is clear."""

from datetime import date

import pytest

from toolkit.calendar.days import DayOff
from toolkit.files.days_off import lines_in, read_days_off
from toolkit.files.school_days.read import Answer, DaysOffRead
from toolkit.files.sources import Source

YEAR = ("2026-08-17", "2027-06-18")


def read(text: str) -> DaysOffRead:
    return read_days_off(Source("", text.encode()), *YEAR)


def answers(text: str) -> dict[str, Answer]:
    (line,) = read(text).unclear
    return {str(one.label): one for one in line.answers}


def days(text: str) -> list[tuple[date, date]]:
    return [(one.first, one.last) for one in read(text).days_off]


def off(first: str, last: str | None = None) -> tuple[date, date]:
    day = DayOff(first, last or first)
    return day.first, day.last


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            "Krokodille 5. mai",
            {"There is no school": [off("2027-05-05")], "There is school": []},
        ),
        (
            "Fri for 10. trinn 5.–6. mai",
            {"There is no school": [off("2027-05-05", "2027-05-06")], "There is school": []},
        ),
        ("Fri fra kl. 11.30 14. mai", {"There is no school": [off("2027-05-14")]}),
        (
            "Høstferie fra 28. september",
            {
                "Monday 28 Sep 2026": [off("2026-09-28")],
                "Monday 28 Sep 2026 – Friday 2 Oct 2026": [off("2026-09-28", "2026-10-02")],
                "Leave the line out": [],
            },
        ),
        (
            "Høstferie 28. september, 2. oktober",
            {
                "Monday 28 Sep 2026 – Friday 2 Oct 2026": [off("2026-09-28", "2026-10-02")],
                "Monday 28 Sep 2026 and Friday 2 Oct 2026": [off("2026-09-28"), off("2026-10-02")],
            },
        ),
        (
            "Planleggingsdag tirsdag 14. mai",
            {
                "Friday 14 May 2027": [off("2027-05-14")],
                "Tuesday 11 May 2027": [off("2027-05-11")],
            },
        ),
        ("August 11", {"No school on 11.8.": [off("2026-08-11")], "11 school days in August": []}),
        (
            "Høstferie mandag 28. september – lørdag 2. oktober",
            {
                "Monday 28 Sep 2026 – Friday 2 Oct 2026": [off("2026-09-28", "2026-10-02")],
                "Monday 28 Sep 2026 – Saturday 3 Oct 2026": [off("2026-09-28", "2026-10-03")],
            },
        ),
        (
            "Første skoledag onsdag 20. august",
            {"Wednesday 19 Aug 2026": [off(YEAR[0], "2026-08-18")]},
        ),
        ("Tullball", {"Leave the line out": []}),
        ("Høstferie", {"Leave the line out": []}),
        ("Ferie 31. september", {"Leave the line out": []}),
    ],
)
def test_each_answer_is_a_clear_line(line: str, wanted: dict[str, list[tuple[date, date]]]) -> None:
    found = answers(line)
    assert wanted.keys() <= found.keys()
    for label, expected in wanted.items():
        assert not read(found[label].lines).unclear
        assert days(found[label].lines) == expected


def test_what_stands_beside_an_unclear_day_is_not_lost_by_an_answer() -> None:
    assert answers("Planleggingsdag 16. november; krokodille 5. mai").keys() == {
        "Leave the line out"
    }


def test_an_unclear_event_of_a_calendar_is_a_line_that_can_be_answered() -> None:
    calendar = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Krokodille\r\n"
        "DTSTART;VALUE=DATE:20261116\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\n"
        "SUMMARY:Høstferie\r\nDTSTART;VALUE=DATE:20260928\r\nDTEND;VALUE=DATE:20261003\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    lines = lines_in(Source("skole.ics", calendar.encode()), *YEAR)
    assert lines == "28.09.2026–02.10.2026 Høstferie\n16.11.2026 Krokodille\n"
    assert answers(lines).keys() == {"There is no school", "There is school"}


def test_printed_lines_come_as_they_are() -> None:
    text = "Høstferie uke 40\nKrokodille 5. mai\n"
    assert lines_in(Source("skole.txt", text.encode("cp1252")), *YEAR) == text
