import io
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.files.class_list import read_class_list
from toolkit.files.columns import guess_columns
from toolkit.files.headers import Meaning
from toolkit.files.rosters import read_roster
from toolkit.files.sources import Source
from toolkit.files.students import roster_from_table

from .building import HOSTILE, IDENTITY_NUMBER, ODS_TYPE, error_of, ods, roster_of, xlsx, zipped

ROWS = [
    ["Elev-ID", "Navn", "Klasse", "Barneskole", "Kjønn", "Valgfag"],
    ["8a-01", "Åse Ødegård", "8A", "Fjell", "jente", "sal, scene"],
    ["8a-02", "Bjørn Æsøy", "8A", "Bø", "gutt", ""],
]


def in_cells(rows: list[list[str]], delimiter: str) -> str:
    return "".join(delimiter.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)


def is_rows(roster) -> bool:
    one, other = roster
    return (
        (one.id, one.name, one.school_class) == ("8a-01", "Åse Ødegård", "8A")
        and dict(one.attributes)
        == {"primary_school": "Fjell", "gender": "jente", "Valgfag": "sal, scene"}
        and (other.name, other.attribute("Valgfag")) == ("Bjørn Æsøy", "")
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_reads_every_encoding_and_delimiter(encoding, delimiter):
    assert is_rows(roster_of(in_cells(ROWS, delimiter).encode(encoding)))


def test_reads_big_endian_utf_16():
    assert is_rows(roster_of(b"\xfe\xff" + in_cells(ROWS, ";").encode("utf-16-be")))


@pytest.mark.parametrize("make", [xlsx, ods])
def test_reads_workbooks_by_content_whatever_the_ending(make):
    assert is_rows(roster_of(make(ROWS), "list.csv"))


def test_reads_from_a_path(tmp_path):
    path = tmp_path / "8a.csv"
    path.write_text("Navn\nIda Berg\n")
    assert [student.name for student in read_roster(str(path))] == ["Ida Berg"]


@pytest.mark.parametrize(
    "header",
    [
        "ELEV-ID;FORNAVN;Etternavn;Klasse;Barneskole;Kjønn",
        "elevnummer;førenamn;etternamn;klasse;barneskule;kjønn",
        "student_id;First name;last_name;Class;primary school;GENDER",
    ],
)
def test_knows_headings_in_three_languages(header):
    (student,) = roster_of(f"{header}\n1;Ida;Berg;8A;Fjell;jente\n")
    assert (student.id, student.name, student.school_class) == ("1", "Ida Berg", "8A")
    assert student.attributes == (("primary_school", "Fjell"), ("gender", "jente"))


def test_columns_come_in_any_order():
    (student,) = roster_of("Klasse;Etternavn;Fornavn;id\n8A;Berg;Ida;1\n")
    assert (student.id, student.name, student.school_class) == ("1", "Ida Berg", "8A")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Berg, Ida", "Ida Berg"),
        ("Hassan Warsame, Amina", "Amina Hassan Warsame"),
        ("O'Brien-Moe,Liv Å.", "Liv Å. O'Brien-Moe"),
        ("Ida  Berg", "Ida Berg"),
        ("Ida Berg,", "Ida Berg,"),
        *((name, name) for name in HOSTILE),
    ],
)
def test_turns_names_written_surname_first_and_no_others(written, name):
    quoted = written.replace('"', '""')
    (student,) = roster_of(f'id;Navn\n1;"{quoted}"\n')
    assert student.name == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ida Berg\nNora Dahl\n", ["Ida Berg", "Nora Dahl"]),
        ("Ida\nNora\n", ["Ida", "Nora"]),
        ("Berg, Ida\nDahl, Nora\n", ["Ida Berg", "Nora Dahl"]),
        ("Navn\nBerg, Ida\nDahl, Nora\n", ["Ida Berg", "Nora Dahl"]),
        ("Ida Berg;8A\nNora Dahl;8A\n", ["Ida Berg", "Nora Dahl"]),
        ("1;Ida;Berg;8A;jente\n2;Nora;Dahl;8A;jente\n", ["Ida Berg", "Nora Dahl"]),
        ("Ida Berg", ["Ida Berg"]),
    ],
)
def test_reads_names_without_headings(text, names):
    assert [student.name for student in roster_of(text)] == names


def test_knows_class_and_gender_without_headings():
    one, _ = roster_of("Ida Berg;8A;jente\nEmil Vik;8A;gutt\n")
    assert (one.school_class, one.attribute("gender")) == ("8A", "jente")


def test_finds_headings_below_a_title():
    roster = roster_of(xlsx([["Klasse 8A"], [], ["Navn", "Klasse"], ["Ida Berg", "8A"]]))
    assert [student.name for student in roster] == ["Ida Berg"]


def test_finds_the_lower_of_two_rows_of_headings():
    roster = roster_of("Elev;;Skole\nFornavn;Etternavn;Barneskole\nIda;Berg;Fjell\n")
    assert [student.name for student in roster] == ["Ida Berg"]


def test_takes_headings_that_stand_again_for_headings():
    assert len(roster_of("Navn;Klasse\nIda;8A\n\nNavn;Klasse\nNora;8B\n")) == 2


def test_refuses_a_full_row_above_the_headings():
    error = error_of("Ida Berg;8A\nNavn;Klasse\nNora Dahl;8A\n")
    assert error.spot.line == 1
    assert "line 2" in str(error)


def test_takes_the_first_visible_sheet_with_headings():
    roster = roster_of(
        xlsx([["Navn"], ["Hidden"]], [["Velkommen til skolen"]], [["Navn"], ["Ida"]], hidden=1)
    )
    assert [student.name for student in roster] == ["Ida"]


def test_ignores_blank_rows_and_trailing_blank_columns():
    roster = roster_of("\n;;;\nNavn;Klasse;;\n;;;\nIda;8A;;\n  ; ;;\nNora;8A;;\n\n")
    assert [student.name for student in roster] == ["Ida", "Nora"]
    assert roster.attributes == ()


def test_whole_numbers_of_a_workbook_are_ids_without_decimals():
    (student,) = roster_of(xlsx([["id", "navn"], [101.0, "Ida"]]))
    assert student.id == "101"


def test_a_column_of_numbers_needs_no_heading():
    roster = roster_of(";Navn\n7;Ida\n4;Nora\n")
    assert roster.students[1].attribute("A") == "4"


def test_the_surest_heading_wins_and_the_other_is_an_attribute():
    (student,) = roster_of("Gruppe;Klasse;Navn;Navn\nRød;8A;Ida;x\n")
    assert student.school_class == "8A"
    assert student.attributes == (("Gruppe", "Rød"), ("Navn 2", "x"))


def test_a_name_column_beside_a_surname_column_is_a_first_name():
    (student,) = roster_of("Navn;Etternavn\nIda;Berg\n")
    assert student.name == "Ida Berg"


def test_columns_can_be_chosen():
    table = read_class_list(Source("a.csv", b"Deltaker;Rom;Klasse\nIda;12;8A\n")).table
    assert guess_columns(table) == {
        "Deltaker": Meaning.ATTRIBUTE,
        "Rom": Meaning.ATTRIBUTE,
        "Klasse": Meaning.CLASS,
    }
    chosen = {"Deltaker": Meaning.NAME, "Rom": Meaning.LEFT_OUT, "Klasse": Meaning.ATTRIBUTE}
    (student,) = roster_from_table(table, chosen)
    assert (student.name, student.school_class) == ("Ida", "")
    assert student.attributes == (("Klasse", "8A"),)
    (student,) = roster_of(b"Deltaker;Klasse\nIda;8A\n", columns={"Deltaker": Meaning.NAME})
    assert (student.name, student.school_class) == ("Ida", "8A")


def test_a_column_that_is_not_there_cannot_be_chosen():
    with pytest.raises(InputError, match="no column called Elever"):
        roster_of("Navn\nIda\n", columns={"Elever": Meaning.NAME})


def test_two_columns_cannot_be_chosen_as_the_same():
    with pytest.raises(InputError, match="Two columns are chosen as Name: Navn and Rom"):
        roster_of("Navn;Rom\nIda;12\n", columns={"Rom": Meaning.NAME})


# --- ids


def ids(text: str) -> dict[str, str]:
    return {student.name: student.id for student in roster_of(text)}


def test_made_ids_do_not_depend_on_the_row():
    before = ids("Navn;Klasse\nIda Berg;8A\nNora Dahl;8A\n")
    after = ids("Navn;Klasse\nAli Khan;8A\nIda  BERG;8A\nNora Dahl;8A\n")
    assert after["Nora Dahl"] == before["Nora Dahl"]
    assert after["Ida BERG"] == before["Ida Berg"]


def test_made_ids_do_not_tell_the_name():
    assert "ida" not in ids("Navn\nIda Berg\n")["Ida Berg"].lower()


def test_the_same_name_twice_in_a_class_is_told_apart():
    one, other, third = roster_of("Navn;Klasse\nIda Berg;8A\nIda Berg;8A\nIda Berg;8B\n")
    assert other.id == f"{one.id}-2"
    assert third.id not in (one.id, other.id)


def test_an_empty_id_is_made_and_a_written_one_kept():
    one, other = roster_of("id;Navn\n7;Ida Berg\n;Ida Berg\n")
    assert one.id == "7"
    assert other.id == ids("Navn\nIda Berg\n")["Ida Berg"]


@given(
    st.lists(
        st.tuples(st.sampled_from(["Ida", "Nora", "ida "]), st.sampled_from(["8A", "8B"])),
        min_size=1,
        max_size=12,
    )
)
def test_made_ids_are_unique(students):
    text = "Navn;Klasse\n" + "".join(f"{name};{group}\n" for name, group in students)
    roster = roster_of(text)
    assert len(roster.by_id) == len(students)


# --- what cannot be used


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("id;Navn\n1;Ida\n2;\n", 3, "Navn", "name is missing"),
        ("Klasse;Fornavn;Etternavn\n8A;;\n", 2, "Fornavn", "name is missing"),
        ("Navn;Klasse\nIda;8A\nNora;\n", 3, "Klasse", "class is missing"),
        ("Kjære foreldre\nVelkommen til skolen\nVi møtes klokka 9.\n", 1, None, "No heading"),
        ("navn|klasse\nIda Berg|8A\nNora Dahl|8A\n", 1, None, "No heading"),
        ("Elev-ID;Navn\n1;Ida\n2;Nora\n1;Ali\n", 4, "Elev-ID", "The id 1 stands on line 2"),
        ("Navn;;Klasse\nIda;Berg;8A\n", 2, "B", "no heading above"),
        ("id,name,class\n1,Berg, Ida,8A\n2,Nora,8A\n", 2, "D", "no heading above"),
        ("Navn;Klasse\n", 1, None, "no students below"),
        ("Klasse;Skole\n8A;Fjell\n8A;Bø\n", 1, None, "No heading says which column"),
        ('Navn;Klasse\nIda;8A\n"Nora;8A\n', 3, None, "quotation mark"),
        (f"Navn\n{'a' * 600}\n", 2, "Navn", "600 characters"),
        ("Navn\nIda\0Berg\n", 2, None, "not plain text"),
    ],
)
def test_says_where_and_what_is_wrong(text, line, column, says):
    error = error_of(text)
    assert (error.spot.file, error.spot.line, error.spot.column) == ("class.csv", line, column)
    assert says in str(error)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "empty"),
        (b";;;\n;;;\n", "empty"),
        (xlsx([]), "empty"),
        (b"%PDF-1.7 and so on", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        (b"<!DOCTYPE html><table><tr><td>Navn", "web page"),
        (zipped({"word/document.xml": "<w/>", "[Content_Types].xml": ""}), "no table"),
        (zipped({"holiday.txt": "sun"}), "no table"),
        (b"PK\x03\x04 and no more", "damaged"),
        (bytes(range(256)) * 4, "text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + bytes(600)
            + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (ods([["Navn"]], encrypted=True), "password"),
        (zipped({"xl/workbook.xml": "<broken"}), "cannot be read"),
        (xlsx([["Navn"], ["Ida"]])[:-200], "damaged"),
        ("Navn\n" + "Ida Berg\n" * 10_000, "10000 lines"),
        (xlsx([["Navn"], *([f"Elev {i}"] for i in range(10_000))]), "10000 lines"),
        (b"x" * 20_000_001, "larger than any class list"),
    ],
)
def test_says_what_kind_of_file_cannot_be_used(content, says):
    error = error_of(content, "list.xlsx")
    assert error.spot.file == "list.xlsx"
    assert says in str(error)


def test_refuses_ten_thousand_rows_as_such():
    error = error_of("Navn;Klasse\n" + "Ida Berg;8A\n" * 10_000)
    assert "10000" in str(error.message)


def test_refuses_a_cell_far_outside_the_list_before_laying_out_the_sheet():
    far = [[]] * 150_000
    error = error_of(xlsx([["Navn"], ["Ida"], *far, ["stray"]]))
    assert (error.spot.line, error.spot.column) == (150_003, "A")


def repeated(rows: int, columns: int, value: str) -> bytes:
    """A workbook of LibreOffice in which a cell is filled down and to the right."""
    cell = f'<table:table-cell{value} table:number-columns-repeated="{columns}"/>'
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'
    with zipfile.ZipFile(io.BytesIO(ods([["Navn"], ["Ida"]]))) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    members["content.xml"] = members["content.xml"].replace(
        "</table:table>", row + "</table:table>"
    )
    return zipped(members)


def test_blank_cells_to_the_end_of_the_sheet_do_no_harm():
    assert len(roster_of(repeated(1_048_574, 16_384, ""))) == 1


@pytest.mark.parametrize(("rows", "columns"), [(1_048_574, 1), (2, 16_384)])
def test_refuses_cells_filled_to_the_end_of_the_sheet(rows, columns):
    error = error_of(repeated(rows, columns, ' office:value-type="float" office:value="1"'))
    assert "far beyond its last student" in str(error)


def test_refuses_a_zip_bomb():
    error = error_of(zipped({"xl/workbook.xml": "", "xl/sheet.xml": bytes(110_000_000)}))
    assert "far more than a class list" in str(error)


def test_refuses_a_crowd_of_files_in_a_zip():
    error = error_of(zipped({f"{n}.csv": "" for n in range(2_001)}))
    assert "far more than a class list" in str(error)


def test_a_missing_file_a_folder_and_a_locked_file(tmp_path):
    with pytest.raises(InputError, match=r"none\.csv: There is no such file"):
        read_roster(tmp_path / "none.csv")
    with pytest.raises(InputError, match="This is a folder"):
        read_roster(tmp_path)
    with pytest.raises(InputError, match="cannot be opened"):
        read_roster("a\0b.csv")


def test_a_file_without_permission(tmp_path, monkeypatch):
    path = tmp_path / "locked.csv"
    path.write_text("Navn\nIda\n")

    def refuse(*_args, **_options):
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(InputError, match="locked"):
        read_roster(path)


# --- national identity numbers


@pytest.mark.parametrize(
    "number",
    [
        IDENTITY_NUMBER,
        "151086 95088",
        "15.10.86 95088",
        f"fnr: {IDENTITY_NUMBER}.",
        "55108695071",
        "15508695060",
        "15901095040",
    ],
)
def test_refuses_identity_numbers_without_repeating_them(number):
    error = error_of(f"Navn;Notat\nIda Berg;\nNora Dahl;{number}\n")
    assert (error.spot.line, error.spot.column) == (3, "Notat")
    assert "national identity number" in str(error)
    assert number not in str(error)
    assert error.__cause__ is None


def test_refuses_an_identity_number_in_the_id_column_before_any_duplicate():
    error = error_of(f"id;Navn\n{IDENTITY_NUMBER};Ida\n{IDENTITY_NUMBER};Nora\n")
    assert "national identity number" in str(error)
    assert IDENTITY_NUMBER not in str(error)


@pytest.mark.parametrize("text", [IDENTITY_NUMBER, f"Navn;{IDENTITY_NUMBER}\nIda;x\n"])
def test_refuses_an_identity_number_where_a_heading_would_stand(text):
    error = error_of(text)
    assert IDENTITY_NUMBER not in str(error)
    assert error.spot.line == 1


def test_refuses_an_identity_number_that_excel_takes_for_a_number():
    without_zero = 1010150074  # 01010150074
    for number in (int(IDENTITY_NUMBER), without_zero):
        error = error_of(xlsx([["Navn", "Nr"], ["Ida", number]]))
        assert "national identity number" in str(error)
        assert (error.spot.line, error.spot.column) == (2, "Nr")


@pytest.mark.parametrize("harmless", ["15108695077", "99999999", "+47 912 34 567", "2026-08-17"])
def test_other_numbers_are_not_refused(harmless):
    asked_for = {"Skap": Meaning.ATTRIBUTE}
    (student,) = roster_of(f"Navn;Skap\nIda;{harmless}\n", columns=asked_for)
    assert student.attribute("Skap") == harmless


# --- size and weight


def test_reads_two_thousand_rows():
    rows = [["Navn", "Klasse", "Notat"], *([f"Elev {i}", f"{i % 70}A", "x"] for i in range(2_000))]
    for content in (in_cells(rows, ";").encode(), xlsx(rows)):
        assert len(roster_of(content)) == 2_000


def test_importing_and_reading_csv_needs_no_heavy_library():
    code = (
        "import sys, toolkit.files.rosters as r, toolkit.files.sources as s;"
        "r.read_roster(s.Source('a.csv', b'Navn;id\\nIda;1\\n'));"
        "print([m for m in ('pandas','numpy','python_calamine','xlsxwriter') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.filterwarnings("ignore::toolkit.files.rosters.ReadingWarning")
@given(st.binary(max_size=300) | st.text(alphabet='ab,;\t"\n 1Å=', max_size=60))
def test_anything_is_a_roster_or_a_clear_error(content):
    try:
        found = roster_of(content)
    except InputError as error:
        found = error.spot
    assert found


def test_broken_xml_is_refused_before_a_reader_loops_over_it():
    members = {"mimetype": ODS_TYPE, "META-INF/manifest.xml": "<m/>"}
    broken = "<office:document-content><office:body></office:body"
    for content in (broken, '<?xml version="1.0" encoding="utf-99"?><a/>'):
        error = error_of(zipped({**members, "content.xml": content}))
        assert "cannot be read" in str(error)
