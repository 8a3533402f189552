import io
import zipfile
from datetime import date

import pytest
import python_calamine

from toolkit.files.workbook import workbook_bytes, write_workbook
from toolkit.messages import Language, Translator
from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan

from .building import HOSTILE

TRANSLATE = Translator(Language.EN)
STUDENTS = tuple(Student(f"s{n}", name, "8A") for n, name in enumerate(HOSTILE))
A, B, C, D, E, *_ = STUDENTS
PLAN = Plan(
    (
        Period(1, (Group("1", (Pair("1", (A, B)), Pair("2", (C, D, E)))),)),
        Period(
            2,
            (Group("1", (Pair("1", (A, C)), Pair("2", (B, D)))),),
            date(2026, 9, 7),
            date(2026, 9, 27),
        ),
    ),
    "8A & friends",
)
ROSTER = Roster(STUDENTS)


def sheets(content: bytes) -> list[list[list[object]]]:
    workbook = python_calamine.load_workbook(io.BytesIO(content))
    return [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]


def test_lists_the_newest_period_and_the_history():
    now, history = sheets(workbook_bytes(PLAN, ROSTER, TRANSLATE))
    title, *now = now
    assert title == ["8A & friends  Period 2: 7 Sep 2026 to 27 Sep 2026", "", ""]
    assert now == [
        ["Group", "Pair", "Students"],
        [1.0, 1.0, f"{A.name}, {C.name}"],
        [1.0, 2.0, f"{B.name}, {D.name}"],
    ]
    title, *history = history
    assert title[0] == "8A & friends  Who has sat with whom"
    assert history[0] == ["Student", "Period 1", "Period 2: 7 Sep 2026 to 27 Sep 2026"]
    assert [row[0] for row in history[1:]] == [student.name for student in STUDENTS]
    assert history[1] == [A.name, B.name, C.name]
    assert history[3] == [C.name, f"{D.name}, {E.name}", A.name]
    assert history[5] == [E.name, f"{C.name}, {D.name}", ""]


def test_namesakes_and_leavers_are_told_apart():
    roster = Roster((A, Student("t", B.name)))
    _, history = sheets(workbook_bytes(PLAN, roster, TRANSLATE))
    assert [row[0] for row in history[2:5]] == [A.name, f"{B.name} 1", f"{B.name} 2"]


def test_a_label_that_is_no_plain_number_stays_as_it_is():
    period = Period(1, (Group("007", (Pair("²", (A, B)), Pair("rød", (C, D)))),))
    now, _history = sheets(workbook_bytes(Plan((period,)), ROSTER, TRANSLATE))
    assert [row[:2] for row in now[2:]] == [["007", "²"], ["007", "rød"]]


def test_who_was_renamed_has_today_s_name_in_every_period():
    renamed = Student(B.id, "Bo Ny", B.school_class)
    roster = Roster(tuple(renamed if student == B else student for student in STUDENTS))
    now, history = sheets(workbook_bytes(PLAN, roster, TRANSLATE))
    cells = [cell for row in (*now, *history) for cell in row]
    assert B.name not in " ".join(map(str, cells))
    assert history[2] == [A.name, "Bo Ny", C.name]
    assert [1.0, 2.0, f"Bo Ny, {D.name}"] in now


def test_holds_no_formula_and_no_link():
    archive = zipfile.ZipFile(io.BytesIO(workbook_bytes(PLAN, ROSTER, TRANSLATE)))
    for name in archive.namelist():
        text = archive.read(name).decode()
        assert "<f>" not in text
        assert "<hyperlink" not in text
        assert "<img" not in text


@pytest.mark.parametrize("language", Language)
def test_every_language_makes_a_file(language):
    assert len(sheets(workbook_bytes(PLAN, ROSTER, Translator(language)))) == 2


def test_a_class_without_a_plan_has_lists_without_groups():
    now, history = sheets(workbook_bytes(Plan(), ROSTER, TRANSLATE))
    assert len(now) == 2
    assert len(history) == 2 + len(STUDENTS)


def test_writes_a_file(tmp_path):
    write_workbook(PLAN, ROSTER, tmp_path / "lists.xlsx", TRANSLATE)
    assert len(sheets((tmp_path / "lists.xlsx").read_bytes())) == 2
