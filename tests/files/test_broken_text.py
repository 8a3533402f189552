"""Names that are none: errors, formulas, and letters that another program broke."""

import html
import io

import pytest
import xlsxwriter

from toolkit.errors import InputError
from toolkit.files.class_list import ClassList, read_class_list
from toolkit.files.sources import Source

from .building import ods

NAMES = ("Åse Ødegård", "Pål Næss", "Ida Berg", "Jonas Lie", "Zoë Müller", "Ægir Bø")


def read_of(text: str) -> ClassList:
    return read_class_list(Source("list.csv", text.encode()))


def names(read: ClassList) -> tuple[str, ...]:
    return tuple(student.name for student in read.roster)


def listed(everyone: tuple[str, ...]) -> str:
    return "Navn;Kjønn\n" + "".join(f"{name};J\n" for name in everyone)


@pytest.mark.parametrize("encoding", ["latin-1", "mac_roman", "cp850"])
@pytest.mark.parametrize("times", [1, 2])
def test_utf_8_that_was_taken_for_something_else_is_mended(encoding, times):
    text = listed(NAMES)
    for _ in range(times):
        text = text.encode().decode(encoding)
    read = read_of(text)
    assert names(read) == NAMES
    assert "put right" in str(read.remarks[0])


def test_windows_1252_of_a_file_as_people_have_it():
    text = listed(("Åse Ødegård", "Pål Næss")).encode().decode("windows-1252")
    assert names(read_of(text)) == ("Åse Ødegård", "Pål Næss")


@pytest.mark.parametrize("code", ["named", "numbers"])
def test_the_codes_of_web_pages_are_mended(code):
    text = listed(NAMES)
    if code == "named":
        text = html.escape(text).replace("Å", "&Aring;").replace("ø", "&oslash;")
        text = text.replace("å", "&aring;").replace("Ø", "&Oslash;").replace("æ", "&aelig;")
    else:
        text = "".join(f"&#{ord(c)};" if not c.isascii() else c for c in text)
    read = read_class_list(
        Source("list.tsv", text.replace(";J", "\tJ").replace("Navn;", "Navn\t").encode())
    )
    assert names(read) == NAMES


@pytest.mark.parametrize(
    "name", ["João Gonçalves", "Łukasz Ćwik", "Đặng Thị Hoa", "Zoë D’Arcy", "Ã"]
)
def test_letters_of_other_languages_stay(name):
    read = read_of(listed(("Åse Ødegård", name)))
    assert names(read) == ("Åse Ødegård", name)
    assert read.remarks == ()


def test_letters_broken_in_a_part_of_the_file_are_told_with_their_lines():
    read = read_of(listed(("Åse Ødegård", "PÃ¥l NÃ¦ss", "Ida Berg")))
    assert len(read.roster) == 3
    assert "lines 3." in str(read.remarks[0])


@pytest.mark.parametrize(
    "lost",
    [
        "\ufffdse \ufffddeg\ufffdrd",
        "P?l Næss",
        "?se Berg",
        "Bj?rn",
        "┼se Berg",
        "≈se Berg",
        "K_re Moe",
        "K}re Moe",
    ],
)
def test_lost_letters_are_told_with_their_lines(lost):
    read = read_of(listed(("Ida Berg", lost)))
    assert len(read.roster) == 2
    assert "lines 3." in str(read.remarks[0])


def taken_for(name, meant, taken):
    """What a program makes of a name whose bytes are of one code when it takes them for another."""
    return name.encode(meant).decode(taken)


@pytest.mark.parametrize(
    "name",
    [
        *("Bjørn Moe", "Håkon Vik", "Åse Lund", "Øystein Foss", "Lise Sæther", "Ærlig Dahl"),
        *("Per Sæbø", "Pål Bø", "Tørris Fjørtoft", "Øyvind Hagen", "Kåre Nygård"),
    ],
)
def test_our_letters_that_were_taken_for_those_of_the_east_are_told(name):
    read = read_of(listed(("Ida Berg", taken_for(name, "windows-1252", "iso8859-2"))))
    assert "lines 3." in str(read.remarks[0])


@pytest.mark.parametrize(
    "name", ["Amir Begić", "Šejla Moe", "Jan Król-Wałęsa", "Danijel Kovačević", "Łukasz Wojas"]
)
def test_letters_of_the_east_that_were_taken_for_ours_are_told(name):
    read = read_of(listed(("Ida Berg", taken_for(name, "iso8859-2", "windows-1252"))))
    assert "lines 3." in str(read.remarks[0])


@pytest.mark.parametrize(
    "name",
    [
        *("Jiří Dvořák", "Ondřej Bedřich", "Petra Tesař", "Řehoř Křížek", "Ćiro Ćosić"),
        *("Amir Begić", "Šejla Hodžić", "Maja Ćwik", "Łukasz Król", "Bjørn Sæbø", "Åse Nygård"),
        *("Zoë D´Angelo", "Ægir Øen", "Lærke Bæ", "Mª Pilar Peña", "Þórður Ævar", "Håkon Ås-Lie"),
    ],
)
def test_letters_that_are_meant_are_not_said_to_be_lost(name):
    assert read_of(listed(("Ida Berg", name))).remarks == ()


@pytest.mark.parametrize(
    "cell",
    [
        *("#N/A", "#I/T", "#REF!", "#VERDI!", "#VALUE!", "#NAVN?", "#NAME?", "#DIV/0!", "#SAKNAS!"),
        *("#NV", "#WERT!", "Err:502", "#####", "=A2&B2", '=A2&" "&B2', "=CONCATENATE(A2;B2)"),
        *("0", "12", "?"),
    ],
)
def test_what_is_no_name_is_refused_with_its_line(cell):
    quoted = '"' + cell.replace('"', '""') + '"'
    for text in (
        f"Navn;Lag\nIda Berg;Rød\n{quoted};Blå\nJonas Lie;Rød\n",
        f"Fornavn;Etternavn\nIda;Berg\n{quoted};{quoted}\nJonas;Lie\n",
    ):
        read = read_of(text)
        with pytest.raises(InputError, match="no name") as caught:
            _ = read.roster
        assert caught.value.spot is not None
        assert caught.value.spot.line == 3


def test_errors_of_a_workbook_are_no_blank_lines():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, name in enumerate(("Navn", "Ida Berg", "", "Jonas Lie")):
            sheet.write_string(line, 0, name)
        sheet.write_formula(2, 0, "=VLOOKUP(1,A1:B2,2)", value="#N/A")
    read = read_class_list(Source("a.xlsx", content.getvalue()))
    assert str(read.error).startswith("a.xlsx, line 3, column Navn")
    read = read_class_list(Source("a.ods", ods([["Navn"], ["Ida"], ["#N/A"], ["Jonas"]])))
    assert str(read.error).startswith("a.ods, line 3, column Navn")


def test_formulas_that_were_never_worked_out():
    rows = "".join(f"{name};{i};0\n" for i, name in enumerate(("Ida", "Jonas", "Nora", "Emil")))
    read = read_of("A;B;Navn\n" + rows)
    assert "no name" in str(read.error)


@pytest.mark.parametrize(
    "cell",
    [
        *("n/a", "NULL", "None", "nan", "undefined", "TRUE", "SANN", "{{navn}}", "«Fornavn»"),
        *("<navn>", "$NAME", "%navn%", "(tom)", "[object Object]", "=XLOOKUP(1;2)"),
    ],
)
def test_what_is_hardly_a_name_is_told_with_its_line(cell):
    read = read_of(f"Navn;Lag\nIda Berg;Rød\n{cell.replace(';', ',')};Blå\nJonas Lie;Rød\n")
    assert len(read.roster) == 3
    assert "hardly a name: 3." in str(read.remarks[0])


@pytest.mark.parametrize("name", ["Null Berg", "Nan Lin", "True Lie", "None Vik", "Error Lie"])
def test_whoever_is_called_so_is_not_told_of(name):
    assert not read_of(f"Navn;Lag\nIda Berg;Rød\n{name};Blå\n").remarks


@pytest.mark.parametrize("heading", ["Klasse", "Id", "Trinn"])
def test_an_error_for_a_class_or_an_id_is_refused_with_its_line(heading):
    text = f"Navn;{heading};Parallell\nIda Berg;8;A\nJonas Lie;#NAVN?;B\nNora Moe;9;A\n"
    with pytest.raises(InputError, match="an error of the spreadsheet") as caught:
        _ = read_of(text).roster
    assert caught.value.spot is not None
    assert (caught.value.spot.line, caught.value.spot.column) == (3, heading)


def test_an_error_for_an_attribute_is_no_value_that_two_share():
    rows = ["Ida;Lia", "Jonas;#N/A", "Nora;#N/A", "Emil;Lia"]
    read = read_of("Navn;Barneskole\n" + "\n".join(rows) + "\n")
    assert [one.attribute("primary_school") for one in read.roster] == ["Lia", "", "", "Lia"]
    assert "lines 3, 4" in str(read.remarks[0]) or "lines 3 and 4" in str(read.remarks[0])
