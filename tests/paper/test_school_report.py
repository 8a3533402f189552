"""The report of a school year on paper, opened with other programs."""

from dataclasses import replace

import pytest

import toolkit as mk
from tests.paper.classes import one_page
from tests.school.reports import STAFF, report
from toolkit.errors import InputError
from toolkit.evaluation.telling import Share
from toolkit.messages import Translator
from toolkit.school.adaptations import Adaptation, Adapted, Reason
from toolkit.school.words import ADAPTED, QUESTIONS


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_thirty_classes_are_one_page_with_all_of_it(language: str) -> None:
    told = report(30, before=report(28))
    made = mk.school_report_pdf(told, language, school="Lia skole")
    text = one_page(made)
    _ = Translator(language)
    for what in (*ADAPTED.values(), *(name for name, _statement in QUESTIONS.values())):
        assert _(what) in text
    assert "Lia skole" in text
    assert "2025/2026" in text
    assert f"270 {_('{part} of {whole}', part='', whole='').strip()} 300" in text
    assert all(one.school_class in text for one in told.classes)
    assert text.count("9/10") == 30
    assert not any(one.name in text for one in STAFF)
    assert made == mk.school_report_pdf(told, language, school="Lia skole")


def test_outside_no_class_is_named_and_the_limits_are_those_for_outside() -> None:
    inside, outside = (
        one_page(mk.school_report_pdf(report(3, share, report(3, share)), "en")) for share in Share
    )
    assert "8A" in inside
    assert "8A" not in outside
    assert "Class by class" not in outside
    assert "at least 10 have answered" in inside
    assert "at least 20 have answered" in outside
    assert "60–62 %" in outside  # coverage from class to class, not of one


def test_without_anything_it_says_nothing_of_a_year_before() -> None:
    empty = replace(report(0), evaluation=None, answers={}, adaptations=())
    text = one_page(mk.school_report_pdf(empty, "en"))
    assert "2025/2026" in text
    assert "year before" not in text
    assert "Evaluation" not in text
    with pytest.raises(InputError, match="SchoolReport"):
        mk.school_report_pdf("2026")  # type: ignore[arg-type]


def test_an_adaptation_of_which_it_is_not_told_whether_it_was_planned_counts_in_neither() -> None:
    planned, untold = (Adaptation(Adapted.LATE, Reason.TRIP, planned=one) for one in (True, None))
    told = replace(report(1), adaptations=(planned, untold, untold))
    (row,) = (
        line
        for line in one_page(mk.school_report_pdf(told, "en")).splitlines()
        if "planned" in line
    )
    assert "1 of 1" in row
