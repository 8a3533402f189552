"""Days off out of iCalendar files and the lists that municipalities publish."""

from datetime import date

import pytest

from toolkit.errors import InputError
from toolkit.files.days_off import read_days_off
from toolkit.files.limits import MOST_EVENTS, MOST_REPEATED
from toolkit.files.school_days.read import DaysOffRead
from toolkit.files.sources import Source

YEAR = ("2026-08-17", "2027-06-18")


def ics(*events: str, newline: str = "\r\n", encoding: str = "utf-8") -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Lia skole//"]
    for number, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}@lia", *event.split("|"), "END:VEVENT"]
    return newline.join([*lines, "END:VCALENDAR", ""]).encode(encoding)


def read(content: bytes, name: str = "skolerute.ics") -> DaysOffRead:
    return read_days_off(Source(name, content), *YEAR)


def days(found: DaysOffRead) -> list[tuple[date, date, str]]:
    return [(one.first, one.last, one.name) for one in found.days_off]


AUTUMN = "SUMMARY:Høstferie|DTSTART;VALUE=DATE:20260928|DTEND;VALUE=DATE:20261003"
ITS_DAYS = (date(2026, 9, 28), date(2026, 10, 2), "Høstferie")


class TestICalendar:
    def test_the_end_is_the_day_after(self) -> None:
        single = "SUMMARY:Planleggingsdag|DTSTART;VALUE=DATE:20261116|DTEND;VALUE=DATE:20261117"
        no_end = "SUMMARY:Fri|DTSTART;VALUE=DATE:20270507"
        assert days(read(ics(AUTUMN, single, no_end))) == [
            ITS_DAYS,
            (date(2026, 11, 16), date(2026, 11, 16), "Planleggingsdag"),
            (date(2027, 5, 7), date(2027, 5, 7), "Fri"),
        ]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    @pytest.mark.parametrize("newline", ["\r\n", "\n"])
    def test_however_it_is_written_down(self, encoding: str, newline: str) -> None:
        assert days(read(ics(AUTUMN, newline=newline, encoding=encoding))) == [ITS_DAYS]

    def test_a_rule_is_followed_within_the_year(self) -> None:
        every_week = "SUMMARY:Fri|DTSTART;VALUE=DATE:20260901|RRULE:FREQ=WEEKLY"
        assert len(read(ics(every_week)).days_off) == 42
        twice = "SUMMARY:Fri|DTSTART;VALUE=DATE:20260901|RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2"
        without = twice.replace("COUNT=2", "COUNT=3|EXDATE;VALUE=DATE:20260915")
        assert [one for one, _, _ in days(read(ics(twice)))] == [
            date(2026, 9, 1),
            date(2026, 9, 15),
        ]
        assert [one for one, _, _ in days(read(ics(without)))] == [
            date(2026, 9, 1),
            date(2026, 9, 29),
        ]
        yearly = "SUMMARY:17. mai|DTSTART;VALUE=DATE:19900517|RRULE:FREQ=YEARLY|DESCRIPTION:fri"
        assert read(ics(AUTUMN, yearly.replace("17. mai", "Nasjonaldagen"))).days_off[1].first == (
            date(2027, 5, 17)
        )

    def test_midnight_to_midnight_is_a_whole_day(self) -> None:
        event = "SUMMARY:Fri|DTSTART:20261116T000000|DTEND:20261117T000000"
        assert days(read(ics(event)))[0][:2] == (date(2026, 11, 16), date(2026, 11, 16))

    def test_what_is_no_day_off_is_told_and_left(self) -> None:
        found = read(
            ics(
                AUTUMN,
                "SUMMARY:Foreldremøte|DTSTART:20260903T180000|DTEND:20260903T200000",
                "SUMMARY:Julekonsert|DTSTART;VALUE=DATE:20261216",
            )
        )
        assert days(found) == [ITS_DAYS]
        assert [one.text for one in found.events] == ["Foreldremøte", "Julekonsert"]

    def test_first_and_last_school_days_hold(self) -> None:
        found = read(ics("SUMMARY:Første skoledag|DTSTART;VALUE=DATE:20260819", AUTUMN))
        assert found.days_off[0].last == date(2026, 8, 18)

    @pytest.mark.parametrize(
        "event",
        [
            "SUMMARY:Krokodille|DTSTART;VALUE=DATE:20261116",
            "SUMMARY:Fri|DTSTART:20261116T120000|DTEND:20261116T150000",
            "SUMMARY:Fri for 10. trinn|DTSTART;VALUE=DATE:20261116",
        ],
    )
    def test_what_is_not_clear_is_asked_about_with_its_line(self, event: str) -> None:
        with pytest.raises(InputError, match="Is there school on these days") as raised:
            _ = read(ics(AUTUMN, event)).days_off
        assert raised.value.spot is not None
        assert raised.value.spot.line == 10

    def test_events_of_other_years_are_no_matter_unless_there_are_no_others(self) -> None:
        old = AUTUMN.replace("2026", "2025")
        assert days(read(ics(AUTUMN, old))) == [ITS_DAYS]
        with pytest.raises(InputError, match="another year"):
            read(ics(old))

    @pytest.mark.parametrize(
        "rule",
        [
            "FREQ=SECONDLY",
            "FREQ=MINUTELY;INTERVAL=1",
            "FREQ=HOURLY",
            "FREQ=DAILY;BYMONTHDAY=30;BYMONTH=2",
            "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
            "FREQ=WEEKLY;INTERVAL=9999999;BYMONTH=2",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            "FREQ=YEARLY;BYWEEKNO=1;BYMONTH=7",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=NONSENSE",
        ],
    )
    def test_a_rule_that_could_be_followed_for_ever_is_refused(self, rule: str) -> None:
        event = f"SUMMARY:Fri|DTSTART;VALUE=DATE:20260901|RRULE:{rule}"
        with pytest.raises(InputError):
            _ = read(ics(event)).days_off

    @pytest.mark.parametrize(
        "content",
        [
            b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:no date\r\nEND:VEVENT\r\nEND:VCALENDAR",
            b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR",
            b"BEGIN:VCALENDAR\r\nnonsense",
            b"BEGIN:VCALENDAR",
            b"BEGIN:VCALENDAR" + b"\r\nBEGIN:VEVENT" * (MOST_EVENTS + 1),
            b"BEGIN:VCALENDAR" + b"\r\nBEGIN:VEVENT" * (MOST_EVENTS - 1),
            ics(AUTUMN.replace("20260928", "00010101")),
            ics(AUTUMN + "|RRULE:FREQ=DAILY", *[AUTUMN + "|RRULE:FREQ=DAILY"] * MOST_REPEATED),
            ics(AUTUMN.replace("20260928", "00010101") + "|RRULE:FREQ=DAILY"),
            b"BEGIN:VCALENDAR\r\n" + b"X" * 3_000_000,
            b"Fri 14. mai\n" * 10_000,
            b"a" * 1_000_000,
            b"1" * 1_900 + b"\n" + b"1." * 900 + b"\n" + b"uke " * 400,
            b"\xff\xd8\xff",
            b"%PDF-1.7",
            b"",
        ],
    )
    def test_hostile_files_end_in_a_sentence(self, content: bytes) -> None:
        with pytest.raises(InputError):
            _ = read(content).days_off


LIST = "dato,skole,elevdag,laererdag,sfodag,kommentar\n"


class TestTheListOfDays:
    def rows(self, *rows: str, school: str = "Lia skole") -> bytes:
        cells = (row.split() for row in rows)
        lines = [
            f"{day},{school},{pupils},Ja,Ja,{' '.join(comment)}\n"
            for day, pupils, *comment in cells
        ]
        return (LIST + "".join(lines)).encode()

    def test_days_without_students_are_off(self) -> None:
        found = read(
            self.rows(
                "2026-09-25 Ja",
                "2026-09-26 Nei Lørdag",
                "2026-09-27 Nei Søndag",
                "2026-09-28 Nei Høstferie",
                "2026-09-29 Nei Høstferie",
                "2026-09-30 Nei Høstferie",
                "2026-10-01 Ja",
                "2026-10-02 Nei Fri",
                "2026-11-16 nei Planleggingsdag",
            ),
            "dager.csv",
        )
        assert days(found) == [
            (date(2026, 9, 28), date(2026, 9, 30), "Høstferie"),
            (date(2026, 10, 2), date(2026, 10, 2), "Fri"),
            (date(2026, 11, 16), date(2026, 11, 16), "Planleggingsdag"),
        ]
        assert found.lines[0].spot.line == 5

    @pytest.mark.parametrize(("yes", "no"), [("1", "0"), ("J", "N"), ("true", "false"), ("x", "")])
    def test_in_whatever_words(self, yes: str, no: str) -> None:
        text = f"{LIST}2026-09-28,Lia,{no},,,\n2026-09-29,Lia,{yes},,,\n".replace(",", ";")
        assert len(read(text.encode("cp1252")).days_off) == 1

    def test_several_schools_must_have_the_same_days(self) -> None:
        one, other = self.rows("2026-09-28 Nei"), self.rows("2026-09-28 Nei", school="Fjell")
        both = one + other.removeprefix(LIST.encode())
        assert len(read(both).days_off) == 1
        with pytest.raises(InputError, match="Keep the rows of your school") as raised:
            read(one + self.rows("2026-09-28 Ja", school="Fjell").removeprefix(LIST.encode()))
        assert raised.value.spot is not None
        assert raised.value.spot.line == 3

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            (f"{LIST}2026-13-28,Lia,Nei,,,\n", "year-month-day"),
            (f"{LIST}2026-09-28,Lia,kanskje,,,\n", "Write ja"),
            (f"{LIST}2019-09-28,Lia,Nei,,,\n", "another year"),
            (LIST, "has no lines"),
            ("dato,elevdag,dato\n,Ja,\n", "Fill it in"),
        ],
    )
    def test_what_cannot_be_read_is_said(self, text: str, words: str) -> None:
        with pytest.raises(InputError, match=words):
            read(text.encode())
