"""The year wheel on paper, opened with other programs."""

import io

import pytest
from pypdf import PdfReader

import toolkit as mk
from tests.paper.classes import words
from toolkit.calendar.wheel import wheel_events
from toolkit.errors import InputError
from toolkit.messages import Translator

YEAR = mk.school_year(
    "2026-08-17",
    "2027-06-18",
    days_off=[mk.DayOff("2026-09-28", "2026-10-02", "Høstferie"), "2026-11-16"],
).with_events(
    [
        mk.SchoolEvent("MOT #strong[x]", "Uke 45 <i>$", "2026-11-02", "2026-11-06"),
        mk.SchoolEvent("evaluation", "Elever og lærere", "2027-05-10", "2027-05-14"),
    ]
)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_one_page_holds_all_that_stands_in_it(language: str) -> None:
    made = mk.year_wheel_pdf(YEAR, language=language, school="Lia skole", school_class="8A")
    reader = PdfReader(io.BytesIO(made))
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == language
    _ = Translator(language)
    assert reader.metadata is not None
    assert reader.metadata.title == _("The year wheel")
    read = " ".join(words(made).split())
    for event in wheel_events(YEAR):
        assert _(event.ring) in read
        assert _(event.title) in read
    assert "Lia skole · 8A · 2026/2027" in read
    assert "2.11.–6.11. Uke 45 <i>$" in read or "2 Nov–6 Nov Uke 45 <i>$" in read
    assert made == mk.year_wheel_pdf(YEAR, {}, language, school="Lia skole", school_class="8A")


def test_a_full_year_has_room_too() -> None:
    many = [
        mk.SchoolEvent(f"Ring {n % 9}", f"Noe som har et langt navn {n}", day, day)
        for n in range(60)
        for day in [YEAR.periods[n % len(YEAR.periods)].starts]
    ]
    made = mk.year_wheel_pdf(
        YEAR.with_events(many), {"Mer": [mk.DayOff("2027-01-04", "2027-01-08")]}
    )
    read = " ".join(words(made).split())
    assert all(f"Noe som har et langt navn {n}" in read for n in range(60))
    assert "Mer" in read


def test_only_a_school_year_is_drawn() -> None:
    with pytest.raises(InputError, match="Calendar"):
        mk.year_wheel_pdf("2026")  # type: ignore[arg-type]
