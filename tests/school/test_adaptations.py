"""Adaptations in the terms of FRAME."""

import csv
import io
from datetime import date

import pytest

from toolkit.errors import InputError
from toolkit.school.adaptations import Adaptation, Adapted, OfClass, Reason, frame_csv

ON = date(2026, 10, 1)


def rows(*adaptations: OfClass) -> list[dict[str, str]]:
    text = frame_csv(adaptations).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_a_row_each_in_the_terms_of_frame() -> None:
    told = Adaptation(Adapted.LATE, Reason.NO_TIME, "uke 40; kortere", planned=True, goes_on=False)
    (row,) = rows(OfClass("8A", 3, ON, told))
    assert row == {
        "school_class": "8A",
        "period": "3",
        "when": "2026-10-01",
        "planned": "Planned/proactive",
        "what_is_modified": "late",
        "nature": "Lengthening/extending (pacing/timing)",
        "level_of_delivery": "Class",
        "temporary_or_permanent": "Temporary",
        "reason": "Organization/setting: time constraints",
        "reason_in_school": "no_time",
        "note": "uke 40; kortere",
    }


@pytest.mark.parametrize("what", Adapted)
@pytest.mark.parametrize("why", Reason)
def test_every_kind_and_reason_has_its_term(what: Adapted, why: Reason) -> None:
    (row,) = rows(OfClass("8A", 1, ON, Adaptation(what, why)))
    assert row["nature"]
    assert row["reason"]
    assert row["planned"] == row["temporary_or_permanent"] == ""


def test_no_note_is_a_formula() -> None:
    (row,) = rows(OfClass("8A", 1, ON, Adaptation(Adapted.LATE, Reason.TRIP, "=1+1")))
    assert row["note"] == "'=1+1"


def test_a_long_note_is_refused() -> None:
    with pytest.raises(InputError, match="at most 80"):
        Adaptation(Adapted.LATE, Reason.TRIP, "x" * 81)
