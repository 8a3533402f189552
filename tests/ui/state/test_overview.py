from io import BytesIO

import pytest

from toolkit.files.locked import unlocked
from toolkit.files.plans import read_plan
from toolkit.files.sources import Source
from toolkit.people import Roster
from toolkit.plan import Plan
from toolkit.rules import Acquainted, Rules
from toolkit.ui.state.overview import OverviewModel
from toolkit.ui.state.roster import RosterModel
from toolkit.ui.state.session import Session
from toolkit.workspace.work import Work

from ..conftest import change, keeper_of, period_of, roster_of


@pytest.fixture
def model(session: Session, eight: Roster) -> OverviewModel:
    s = eight.students
    change(
        session,
        plan=Plan((period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7]))),)),
    )
    return OverviewModel(keeper_of(session))


def test_the_year_is_told_in_sentences(model: OverviewModel) -> None:
    assert [str(text) for text in model.summary] == [
        "Each student has met 3 of 7.",
        "Of all student pairs, 43 % have been in one makkergruppe after 1 period.",
    ]
    (earliest,) = model.prospect(None)
    assert "at the earliest" in str(earliest)
    assert str(model.unmet).startswith("16 acquaintances remain")
    assert str(model.repeats) == "Nobody has had the same partner twice."


def test_who_knew_each_other_before_is_not_said_to_have_been_in_one_group(
    model: OverviewModel,
) -> None:
    a, b = (student.id for student in model.session.roster.students[::4])
    model.session.use_rules(Rules(acquainted=Acquainted(groups=((a, b),))))
    assert [str(text) for text in model.summary] == [
        "Each student has met 3 of 7 on average.",
        "Of all student pairs, 46 % know each other after 1 period.",
    ]


def test_a_full_year_is_told_as_done(session: Session) -> None:
    four = roster_of(*"abcd")
    a, b, c, d = four.students
    session.turn_to(Work(four, plan=Plan((period_of(1, ((a, b), (c, d))),))))
    model = OverviewModel(keeper_of(session))
    assert [str(text) for text in model.prospect(None)] == [
        "Everyone knew everyone after period 1."
    ]
    assert str(model.unmet) == "All who may meet know each other."


def test_the_rest_of_a_planned_year_is_told(session: Session) -> None:
    four = roster_of(*"abcd")
    a, b, c, d = four.students
    session.turn_to(Work(four))
    change(session, year=Plan((period_of(1, ((a, b), (c, d))),)))
    model = OverviewModel(keeper_of(session))
    outlook = model.outlook()
    assert outlook is not None
    assert model.prospect(outlook) == outlook.sentences


def test_a_student_has_a_page_until_they_leave(model: OverviewModel, eight: Roster) -> None:
    model.student = "8A-0"
    assert model.chosen == eight.students[0]
    text = str(model.student_summary(eight.students[0]))
    assert text == "Ida Berg knows 3 of 7 classmates."
    model.session.work = model.session.work.corrected(Roster(eight.students[1:]))
    assert model.chosen is None


def test_the_plan_file_is_read_back_as_the_same_plan(model: OverviewModel) -> None:
    content = model.plan_file()
    assert content.startswith(b"\xef\xbb\xbfperiod;")  # as Excel wants it
    again = read_plan(Source("plan.csv", content), model.session.roster)
    assert [p.number for p in again.periods] == [1]
    assert list(again.periods[0].partners()) == list(model.session.plan.periods[0].partners())


def test_the_lists_are_an_excel_file(model: OverviewModel) -> None:
    from python_calamine import CalamineWorkbook

    assert CalamineWorkbook.from_filelike(BytesIO(model.workbook_file())).sheet_names


def test_files_follow_the_passphrase_of_the_archive(session: Session, eight: Roster) -> None:
    s = eight.students
    plan = Plan((period_of(1, ((s[0], s[1]), (s[2], s[3])), ((s[4], s[5]), (s[6], s[7]))),))
    keeper = keeper_of(session)
    reader, model = RosterModel(keeper), OverviewModel(keeper)
    change(session, plan=plan)
    session.passphrase = "blåbær på fjellet"
    locked = model.plan_file()
    for content in (locked, model.workbook_file()):
        assert b"xl/workbook.xml" not in content
        assert unlocked(content, "blåbær på fjellet").startswith(b"PK")
    session.work = session.work.continuing(Plan())
    reader.upload_plan("plan.xlsx", locked)
    assert reader.error is None
    assert list(session.plan.periods[0].partners()) == list(plan.periods[0].partners())
