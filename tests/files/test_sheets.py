"""Several sheets, and several lists in one: each a class, or asked about."""

import io
from collections.abc import Mapping

import pytest
import xlsxwriter

from toolkit.errors import InputError
from toolkit.files.class_list import ClassList, pasted, read_class_list
from toolkit.files.sources import Source

from .building import IDENTITY_NUMBER

A = [["Ida", "Berg"], ["Jonas", "Solheim"], ["Nora", "Sæther"], ["Emil", "Foss"]]
B = [["Sara", "Strand"], ["Ali", "Nygård"], ["Thea", "Aas"], ["Oskar", "Haug"]]
NAMES = [[" ".join(row) for row in part] for part in (A, B)]
HALVES = ["Fornavn", "Etternavn"]
NOTES = [["Møteplan"], ["Husk matpakke til turen."], ["Ring hjemme hvis noen mangler"]]


def whole(rows: list[list[str]]) -> list[list[str]]:
    return [[" ".join(row)] for row in rows]


def workbook(sheets: Mapping[str, list[list[str]]], name: str = "lister.xlsx") -> Source:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for line, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    sheet.write_string(line, column, cell)
    return Source(name, content.getvalue())


def classes(read: ClassList) -> dict[str, int]:
    return {name: len(read.roster.of_class(name)) for name in read.roster.classes}


@pytest.mark.parametrize(
    "sheets",
    [
        {"8A": [HALVES, *A], "8B": [HALVES, *B]},
        {"Klasse 8A": [HALVES, *A], "Klasse 8B": [["Etternavn", "Fornavn"], *(r[::-1] for r in B)]},
        {"8A": A, "8B": B},
        {"8A": [["Navn"], *whole(A)], "8B": [HALVES, *B]},
        {"8A": [["Klasseliste 8A"], HALVES, *A], "8B": [["Klasseliste 8B"], HALVES, *B]},
        {"Info": NOTES, "8A": [HALVES, *A], "8B": [HALVES, *B]},
        {"8A": [HALVES, *A], "8B": [HALVES, *B], "Lærere": [HALVES, ["Kari", "Moe"]]},
        {"8A": [HALVES, *A], "8B": [HALVES, *B], "Ark3": [["Navn"]]},
        {"8A": whole(A), "8B": whole(B)},
        {"Ark1": [["Navn", "Klasse"], *([n, "8A"] for [n] in whole(A))],
         "Ark2": [["Navn", "Klasse"], *([n, "8B"] for [n] in whole(B))]},
    ],
)  # fmt: skip
def test_each_sheet_is_a_class(sheets):
    read = read_class_list(workbook(sheets))
    assert classes(read) == {"8A": 4, "8B": 4}
    assert [student.name for student in read.roster][:5:4] == ["Ida Berg", "Sara Strand"]
    assert read.questions[0].key == "sheets"
    assert read.unanswered


def test_the_sheets_are_asked_about():
    read = read_class_list(workbook({"8A": [HALVES, *A], "8B": [HALVES, *B]}))
    assert [value for value, _ in read.questions[0].options] == ["all", "one", "8A", "8B"]
    only = read.answered("sheets", "8B")
    assert (next(s.name for s in only.roster), only.title) == ("Sara Strand", "8B")
    assert any("8A" in str(remark) for remark in only.remarks)
    assert classes(read.answered("sheets", "one")) == {"": 8}
    for key, value in (("sheets", "8C"), ("row 3", "student")):
        with pytest.raises(InputError):
            read.answered(key, value)


def test_one_sheet_of_students_is_no_question():
    read = read_class_list(workbook({"8A": [HALVES, *A], "Notater": NOTES}))
    assert (classes(read), read.questions, read.title) == ({"": 4}, (), "8A")


def test_the_only_class_among_the_lists_is_the_answer_until_another_is_given():
    file = workbook({"8B": [HALVES, *A], "Kontaktlærere": [HALVES, ["Kari", "Moe"]]})
    read = read_class_list(file)
    (question,) = read.questions
    assert (question.likely, len(read.roster)) == ("8B", 4)
    each = read_class_list(file, answers={"sheets": "all"})
    assert classes(each) == {"8B": 4, "Kontaktlærere": 1}


def test_the_same_students_in_another_sheet_are_read_once():
    read = read_class_list(workbook({"Elever": [HALVES, *A], "Telefonliste": [HALVES, *A]}))
    assert len(read.roster) == 4
    assert any("Telefonliste" in str(remark) for remark in read.remarks)


def test_the_same_students_in_sheets_of_any_name_are_read_once():
    read = read_class_list(workbook({"Alfabetisk": [HALVES, *A], "Oppmøte": [HALVES, *A[::-1]]}))
    (question,) = read.questions
    assert (question.likely, len(read.roster)) == ("Alfabetisk", 4)


def test_where_sheets_are_called_as_classes_the_others_are_not_read():
    groups = [HALVES, ["Per", "Lie"], ["Liv", "Moe"], ["Gro", "Dal"], ["Odd", "Vik"]]
    sheets = {"8A": [HALVES, *A], "8B": [HALVES, *B], "Leirskole": groups}
    read = read_class_list(workbook(sheets))
    assert classes(read) == {"8A": 4, "8B": 4}
    assert any("Leirskole" in str(remark) for remark in read.remarks)


def test_a_sheet_that_cannot_be_read_is_told_of():
    broken = [["Navn", ""], ["Sara Strand", "x"]]
    read = read_class_list(workbook({"8A": [HALVES, *A], "8B": broken}))
    assert len(read.roster) == 4
    assert any("8B is not read" in str(remark) for remark in read.remarks)


def test_an_identity_number_in_any_sheet_of_students_is_refused():
    bad = [["Navn", "Nr"], ["Sara Strand", IDENTITY_NUMBER]]
    with pytest.raises(InputError, match="identity number"):
        read_class_list(workbook({"8A": [HALVES, *A], "8B": bad}))


def test_what_is_wrong_in_a_sheet_is_said_with_its_name():
    rows = [["Navn", "Klasse"], ["Sara Strand", "8B"], ["Ali Nygård", ""]]
    first = [["Navn", "Klasse"], ["Ida Berg", "8A"]]
    read = read_class_list(workbook({"Ark1": first, "Ark2": rows}))
    assert str(read.error).startswith("lister.xlsx, Ark2, line 3, column Klasse")


def beside(*blocks: list[list[str]], gap: int = 0) -> list[list[str]]:
    height = max(map(len, blocks))
    rows = []
    for line in range(height):
        row: list[str] = []
        for number, block in enumerate(blocks):
            width = max(map(len, block))
            cells = block[line] if line < len(block) else []
            row += ([""] * gap if number else []) + cells + [""] * (width - len(cells))
        rows.append(row)
    return rows


@pytest.mark.parametrize(
    "rows",
    [
        beside([["8A"], HALVES, *A], [["8B"], HALVES, *B], gap=1),
        beside([["8A"], HALVES, *A], [["8B"], HALVES, *B]),
        beside([["Klasse 8A"], ["Navn"], *whole(A)], [["Klasse 8B"], ["Navn"], *whole(B)], gap=2),
        beside([["8A"], *whole(A)], [["8B"], *whole(B)]),
        beside([["8A"], *whole(A)], [["8B"], *whole(B)], gap=1),
        beside([["8A"], *A], [["8B"], *B], gap=1),
        [["Åttende trinn"], *beside([["8A"], ["Navn"], *whole(A)], [["8B"], ["Navn"], *whole(B)])],
        beside(
            [["8A"], ["Nr", "Navn"], *([str(i), *row] for i, row in enumerate(whole(A), 1))],
            [["8B"], ["Nr", "Navn"], *([str(i), *row] for i, row in enumerate(whole(B), 1))],
            gap=1,
        ),
        beside(
            [["8A"], ["Nr", "Navn"], *([str(i), *row] for i, row in enumerate(whole(A), 1))],
            [["8B"], ["Nr", "Navn"], *([str(i), *row] for i, row in enumerate(whole(B), 1))],
        ),
        [["8A"], HALVES, *A, [], ["8B"], HALVES, *B],
        [["Klasse 8A"], ["Navn"], *whole(A), ["Klasse 8B"], *whole(B)],
        [["8A"], *whole(A), [], ["8B"], *whole(B)],
        [["Navn"], ["8A"], *whole(A), ["8B"], *whole(B)],
        [["Lia skole"], HALVES, ["8A"], *A, ["8B"], *B],
    ],
)
def test_lists_beside_and_below_each_other_are_several_classes(rows):
    expected = {"8A": 4, "8B": 4}
    read = read_class_list(workbook({"Ark1": rows}))
    assert classes(read) == expected
    assert read.roster.attributes == ()
    text = "".join("\t".join(row) + "\n" for row in rows)
    assert classes(read_class_list(pasted(text))) == expected


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Navn", "Klasse", "", "Navn på foresatt"],
            *([n, "8A", "", "Kari Lie"] for [n] in whole(A)),
        ],
        [["Gruppe", "Klasse", "Navn", "Navn"], *(["Rød", "8A", n, "x"] for [n] in whole(A))],
        [["8A"], ["Navn"], *whole(A)],
        [["Navn", "8A"], *([n, "x"] for [n] in whole(A))],
    ],
)
def test_what_is_one_list(rows):
    assert len(read_class_list(workbook({"Ark1": rows})).roster) == 4


@pytest.mark.parametrize(
    "tops", [("Gruppe 1", "Gruppe 2"), ("Jenter", "Gutter"), ("Hold A", "Hold B")]
)
def test_groups_beside_each_other_are_all_read(tops):
    read = read_class_list(workbook({"Ark1": [list(tops), *map(list, zip(*NAMES, strict=True))]}))
    assert [one.name for one in read.roster] == [*NAMES[0], *NAMES[1]]
    (question,) = read.questions
    assert question.likely == ("one" if tops[0] == "Jenter" else "all")
    assert len(read.roster.classes) == (1 if tops[0] == "Jenter" else 2)


def test_a_parent_beside_each_student_is_no_list():
    rows = [[name, f"Kari {name.split()[1]}"] for name in NAMES[0]]
    read = read_class_list(workbook({"Ark1": [["Elev", "Mor"], *rows]}))
    assert [one.name for one in read.roster] == NAMES[0]
