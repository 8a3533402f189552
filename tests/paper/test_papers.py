"""The papers of a class, opened with other programs than the one that made them."""

import io
import random
import zipfile
from datetime import date

import pytest
from icalendar import Calendar as Events
from python_calamine import CalamineWorkbook
from seating_rooms import room_of

import toolkit as mk
from tests.paper.classes import (
    alternatives,
    document,
    papers_of,
    plan_of,
    seated,
    stands,
    students,
    tags,
    words,
)
from toolkit.errors import InputError
from toolkit.rules import GroupShape

PDFS = {
    "nb": ("klassekart.pdf", "makkergrupper.pdf", "makkerkort.pdf"),
    "nn": ("klassekart.pdf", "makkergrupper.pdf", "makkerkort.pdf"),
    "en": ("seating-map.pdf", "groups-and-pairs.pdf", "partner-cards.pdf"),
}
LISTS = {"nb": "lister.xlsx", "nn": "lister.xlsx", "en": "class-lists.xlsx"}


@pytest.mark.parametrize(("number", "language"), [(4, "nb"), (11, "nn"), (28, "en"), (36, "nb")])
def test_every_pdf_can_be_read_aloud(number: int, language: str) -> None:
    made = papers_of(number, language)
    for name in PDFS[language]:
        pdf = document(made[name])
        root = pdf.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == language
        assert pdf.metadata.title
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
        assert tags(made[name]).index("/H1") >= 0
        for student in students(number):
            assert stands(student.name, made[name]), (name, student.name)


@pytest.mark.parametrize(
    ("number", "preset"), [(4, "rows"), (11, "columns"), (28, "islands"), (36, "horseshoe")]
)
def test_the_seating_map_has_a_page_for_each_side(number: int, preset: str) -> None:
    pdf = papers_of(number, preset=preset)["klassekart.pdf"]
    assert len(document(pdf).pages) == 2
    teacher, learners = alternatives(pdf)
    for student in students(number):
        assert student.name in teacher
        assert student.name in learners


@pytest.mark.parametrize("shape", list(GroupShape))
@pytest.mark.parametrize("number", random.Random(13).sample(range(4, 37), 6))
def test_the_groups_are_on_one_page(number: int, shape: GroupShape) -> None:
    made = mk.papers(plan_of(students(number), shape), 1)
    assert len(document(made["makkergrupper.pdf"]).pages) == 1


def test_each_name_of_a_group_is_a_paragraph() -> None:
    assert tags(papers_of(11)["makkergrupper.pdf"]).count("/P") == 11


def test_a_card_says_who_is_whose_makker_what_they_do_and_what_to_write() -> None:
    text = words(papers_of(11)["makkerkort.pdf"])
    first, second = students(11)[:2]
    assert f"{first.name} Makker: {second.name}" in text
    assert "Makkerne hilser på hverandre når de treffes" in text
    assert text.count("Hei! Ser at du er borte i dag. Håper vi sees i morgen.") == 11


def test_in_a_trio_there_are_two_makkere() -> None:
    text = words(papers_of(5)["makkerkort.pdf"])
    third, fourth, fifth = (student.name for student in students(5)[2:])
    assert f"{third} Makker: {fourth} Makker: {fifth}" in text


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_lists_say_what_they_are_of_and_have_numbers_for_numbers(language: str) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(papers_of(11, language)[LISTS[language]]))
    for name in book.sheet_names:
        title, headings, *rows = book.get_sheet_by_name(name).to_python()
        assert all(part in title[0] for part in ("Fjordby skole", "8A", "2026"))
        assert len(set(headings)) == len(headings)
        assert all(any(isinstance(cell, float) for cell in row) for row in rows)
    people = book.get_sheet_by_index(1).to_python()[2:]
    assert {row[0] for row in people} == {student.name for student in students(11)}


def test_sheets_are_named_in_the_users_language() -> None:
    names = {
        language: CalamineWorkbook.from_filelike(
            io.BytesIO(papers_of(4, language)[LISTS[language]])
        ).sheet_names
        for language in LISTS
    }
    assert names["nb"] == ["Grupper", "Elever"]
    assert names["nn"] == ["Grupper", "Elevar"]
    assert names["en"] == ["Groups", "Students"]


def test_without_seats_there_is_no_seating_map() -> None:
    assert "klassekart.pdf" not in mk.papers(plan_of(students(4)), 1)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_same_input_gives_the_same_bytes(language: str) -> None:
    assert papers_of(11, language).zip() == papers_of(11, language).zip()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_is_in_the_archive_has_names_that_every_system_takes(language: str) -> None:
    made = papers_of(4, language)
    with zipfile.ZipFile(io.BytesIO(made.zip())) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [*made]
        for one in archive.infolist():
            assert one.date_time == (1980, 1, 1, 0, 0, 0)
            assert one.filename.replace("-", "").replace(".", "").isalpha()
            assert one.filename.isascii()


def test_the_names_are_those_of_the_class_list() -> None:
    everyone = students(4)
    renamed = mk.Student(everyone[0].id, "Idun Nytt-Navn", "8A")
    roster = mk.Roster((renamed, *everyone[1:]))
    text = words(mk.papers(plan_of(everyone), 1, roster=roster)["makkergrupper.pdf"])
    assert "Idun Nytt-Navn" in text
    assert everyone[0].name not in text


def test_what_is_not_there_is_said() -> None:
    plan = plan_of(students(4))
    with pytest.raises(InputError, match="no period 2"):
        mk.papers(plan, 2)
    longer = mk.Plan((plan.periods[0], mk.Period(3, plan.periods[0].groups)))
    with pytest.raises(InputError, match="no seats for period 3"):
        mk.papers(longer, 3, seating=seated(plan, "rows"))
    with pytest.raises(InputError, match="seat"):
        mk.papers(plan, 1, seating=seated(plan, "rows"), room=room_of("z z"))
    with pytest.raises(InputError):
        mk.papers(plan, 1, school=8)


def test_every_makkerbytte_is_a_whole_day_for_calendar_programs() -> None:
    [event] = Events.from_ical(papers_of(4)["makkerbytter.ics"]).walk("VEVENT")
    assert event.start == date(2026, 8, 17)
    assert event.end == date(2026, 8, 18)
    assert "8A" in event["SUMMARY"]


def test_a_calendar_program_takes_the_dates_of_a_later_period_for_the_newer() -> None:
    year = mk.school_year("2026-08-17", "2026-12-18")
    groups = plan_of(students(4)).periods[0].groups
    plan = mk.Plan(tuple(mk.Period(number, groups) for number in (1, 2, 3))).dated(year)
    made = [mk.papers(plan, number)["makkerbytter.ics"] for number in (1, 2, 3)]
    sequences = [
        {event["SEQUENCE"] for event in Events.from_ical(one).walk("VEVENT")} for one in made
    ]
    assert sequences == [{0}, {21}, {42}]  # days behind the first


def test_the_dates_are_those_of_the_school_year_where_there_is_one() -> None:
    year = mk.school_year("2026-08-17", "2026-12-18")
    made = papers_of(4, calendar=year)["makkerbytter.ics"]
    starts = [event.start for event in Events.from_ical(made).walk("VEVENT")]
    assert starts == [period.starts for period in year.periods]


def test_without_dates_there_are_none_to_tell() -> None:
    plan = plan_of(students(4))
    undated = mk.Plan((mk.Period(1, plan.periods[0].groups),))
    made = mk.papers(undated, 1)
    assert "makkerbytter.ics" not in made
    assert "Periode 1" in words(made["makkergrupper.pdf"])
