"""The list to tick at a training, opened with other programs."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from tests.paper.classes import words
from tests.school.reports import FIRST, STAFF
from toolkit.paper.training_list import training_list_pdf
from toolkit.school.staff import Role, StaffMember, Training


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_those_who_are_due_are_on_it_and_nobody_else(language: str) -> None:
    made = training_list_pdf(STAFF, Training.COURSE, date(2026, 9, 1), language, school="Lia skole")
    reader = PdfReader(io.BytesIO(made))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    read = f"{' '.join(words(made).split())} "
    for one in STAFF:
        assert (f"{one.name} " in read) is (Training.COURSE in one.due)
    assert "Lia skole" in read


def test_a_large_staff_has_more_pages() -> None:
    many = [StaffMember(f"Ansatt nr {at:03}", Role.TEACHERS, FIRST) for at in range(80)]
    made = training_list_pdf(many, "course", FIRST)
    assert len(PdfReader(io.BytesIO(made)).pages) > 1
    read = " ".join(words(made).split())
    assert all(one.name in read for one in many)
