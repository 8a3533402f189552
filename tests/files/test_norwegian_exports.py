"""Class lists as Norwegian schools have them: exported, printed, mended by hand."""

import pytest

from .building import error_of, ods, roster_of, xlsx

FIRST_AND_LAST = ["Mari Olsen", "Åse Bjørnstad Lie", "Elias Nguyen"]


def names(content: str | bytes, name: str = "klasse.csv") -> list[str]:
    return [student.name for student in roster_of(content, name)]


def classes(content: str | bytes) -> list[str]:
    return [student.school_class for student in roster_of(content)]


def test_class_last_name_first_name_and_birth_date():
    roster = roster_of(
        "Klassenavn;Etternavn;Fornavn;Fødselsdato\r\n"
        "8A;Olsen;Mari;01.02.2012\r\n8A;Bjørnstad Lie;Åse;14.11.2012\r\n"
        "8B;Nguyen;Elias;30.06.2012\r\n".encode("windows-1252")
    )
    assert [student.name for student in roster] == FIRST_AND_LAST
    assert roster.classes == ("8A", "8B")
    assert roster.attributes == ()


def test_last_names_alone_are_read_as_they_are():
    text = "Klassenavn;Etternavn;Fødselsdato\n8A;Olsen;01.02.2012\n8A;Olsen;02.03.2012\n"
    assert names(text) == ["Olsen", "Olsen"]
    assert len({student.id for student in roster_of(text)}) == 2


def test_whole_names_below_a_heading_for_last_names():
    text = 'Klassenavn;Etternavn;Fødselsdato\n8A;"Olsen, Mari";01.02.2012\n8A;"Lie, Åse";1.2.2012\n'
    assert names(text) == ["Mari Olsen", "Åse Lie"]


def test_first_names_alone_are_enough():
    assert names("Klasse;Fornavn\n8A;Mari\n8A;Åse\n") == ["Mari", "Åse"]


@pytest.mark.parametrize("heading", ["Navn", "Elev", "Etternavn, Fornavn", "Elevens navn"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_last_name_comma_first_name_in_one_column(heading, delimiter):
    rows = [[heading, "Klasse"], ["Olsen, Mari", "8A"], ["Bjørnstad Lie, Åse", "8A"]]
    text = "".join(delimiter.join(row) + "\r\n" for row in rows)
    assert names(text) == FIRST_AND_LAST[:2]
    assert names(xlsx(rows), "klasse.xlsx") == FIRST_AND_LAST[:2]


@pytest.mark.parametrize(
    "text",
    [
        "Mari Olsen\nÅse Bjørnstad Lie\nElias Nguyen\n",
        "Olsen, Mari\nBjørnstad Lie, Åse\nNguyen, Elias\n",
        "1;Mari Olsen;8A\n2;Åse Bjørnstad Lie;8A\n3;Elias Nguyen;8A\n",
        "1. \tMari Olsen\n2. \tÅse Bjørnstad Lie\n3. \tElias Nguyen\n",
        "Mari Olsen;01.02.2012\nÅse Bjørnstad Lie;14.11.2012\nElias Nguyen;30.06.2012\n",
    ],
)
def test_lists_without_headings(text):
    assert names(text) == FIRST_AND_LAST
    assert names(text.encode("windows-1252")) == FIRST_AND_LAST


@pytest.mark.parametrize("make", [xlsx, ods])
def test_a_workbook_with_class_last_name_and_first_name(make):
    rows = [
        ["Klasse", "Etternavn", "Fornavn"],
        ["8A", "Olsen", "Mari"],
        ["8A", "Bjørnstad Lie", "Åse"],
        ["8A", "Nguyen", "Elias"],
    ]
    assert names(make(rows), "8A.xlsx") == FIRST_AND_LAST


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("told", ["sep=;", "SEP=;", '"sep=;"', "sep=;;;"])
def test_excels_line_that_names_the_delimiter(encoding, told):
    text = f"{told}\r\nKlasse;Navn\r\n8A;Olsen, Mari\r\n8A;Lie, Åse\r\n"
    assert names(text.encode(encoding)) == ["Mari Olsen", "Åse Lie"]


def test_the_named_delimiter_is_the_one_and_lines_are_counted_from_it():
    assert names("sep=|\nNavn|Klasse\nMari, Olsen; Lie|8A\n") == ["Mari, Olsen; Lie"]
    error = error_of("sep=,\nNavn,Klasse\nMari Olsen,8A\nÅse Lie,\n")
    assert (error.spot.line, error.spot.column) == (4, "Klasse")


def test_a_title_a_date_and_a_teacher_above_the_headings():
    rows = [
        ["Lia ungdomsskole"],
        ["Klasseliste 8A", "", "", "Skoleåret 2026/2027"],
        ["Kontaktlærer:", "Kari Moe"],
        [],
        ["Nr", "Etternavn", "Fornavn", "Klasse"],
        ["1", "Olsen", "Mari", "8A"],
        ["2", "Bjørnstad Lie", "Åse", "8A"],
        ["3", "Nguyen", "Elias", "8A"],
    ]
    csv = "".join(";".join(row) + "\r\n" for row in rows)
    for content in (csv.encode("windows-1252"), xlsx(rows), ods(rows)):
        roster = roster_of(content)
        assert [student.name for student in roster] == FIRST_AND_LAST
        assert roster.attributes == ()


def test_trailing_empty_columns_and_rows():
    text = "Klasse;Navn;;;\n8A;Mari Olsen;;;\n;;;;\n8A;Åse Lie;;;\n;;;;\n;;;;\n"
    roster = roster_of(text)
    assert [student.name for student in roster] == ["Mari Olsen", "Åse Lie"]
    assert roster.attributes == ()


@pytest.mark.parametrize(
    ("heading", "numbers"),
    [
        *((heading, ("1", "2", "3")) for heading in ("Nr", "Nr.", "#", "Løpenr", "", "Plass")),
        ("", ("1.", "2.", "3.")),
        ("Nr", ("1", "2", "1")),
        ("Nr.", ("2.", "3.", "7.")),
    ],
)
def test_running_numbers_are_left_out(heading, numbers):
    one, two, three = numbers
    roster = roster_of(f"{heading};Navn\n{one};Mari Olsen\n{two};Åse Lie\n{three};Elias Nguyen\n")
    assert roster.attributes == ()


def test_numbers_that_part_the_class_are_kept():
    (attribute,) = roster_of("Lag;Navn\n1;Mari Olsen\n2;Åse Lie\n1;Elias Ng\n").attributes
    assert attribute == "Lag"


@pytest.mark.parametrize(
    "heading",
    ["Klasse", "Klassenavn", "Klassenamn", "Basisgruppe", "Basisgruppenavn", "Gruppenavn"],
)
def test_a_class_by_its_names(heading):
    assert classes(f"{heading};Navn\n8A;Mari Olsen\n8B;Åse Lie\n") == ["8A", "8B"]


@pytest.mark.parametrize("heading", ["Fornavn", "Fornavn og mellomnavn", "Fornavn/mellomnavn"])
def test_first_and_middle_names_in_one_column(heading):
    assert names(f"{heading};Etternavn\nMari Anne;Olsen\n") == ["Mari Anne Olsen"]
