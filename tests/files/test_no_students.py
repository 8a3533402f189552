"""Rows that are no students are left out or asked about; whoever is called so stays."""

import pytest

from toolkit.files.class_list import ClassList, read_class_list
from toolkit.files.first_rows import header_index
from toolkit.files.grids import Row
from toolkit.files.no_students import sifted
from toolkit.files.sources import Source
from toolkit.rules import LARGEST_CLASS

WHOLE = (
    *("Ida Berg", "Jonas Solheim", "Nora Sæther", "Emil Foss"),
    *("Sara Strand", "Ali Nygård", "Thea Aas", "Oskar Haug"),
)
FIRST = tuple(name.split()[0] for name in WHOLE)


def read_of(*rows: str) -> ClassList:
    return read_class_list(Source("list.csv", "".join(f"{row}\n" for row in rows).encode()))


def names(read: ClassList) -> tuple[str, ...]:
    return tuple(student.name for student in read.roster)


@pytest.mark.parametrize("before", ["", "Eva Moe, "])
def test_each_of_a_line_is_asked_about_by_itself(before: str) -> None:
    read = read_of(", ".join(WHOLE[:4]), f"{before}Reserve, {WHOLE[4]}, Vikar, {WHOLE[5]}")
    asked = [str(question.message) for question in read.questions]
    assert asked == ["Is line 2 a student: Reserve?", "Is line 2 a student: Vikar?"]
    assert not {"Reserve", "Vikar"} & set(names(read))
    assert [row.line for row in read.left_out.rows] == [2, 2]
    first, second = (question.key for question in read.questions)
    assert {"Reserve", "Vikar"} & set(names(read.answered(first, "student"))) == {"Reserve"}
    assert {"Reserve", "Vikar"} & set(names(read.answered(second, "student"))) == {"Vikar"}


def test_who_is_in_several_classes_is_asked_about_once() -> None:
    """An export has a row of the same line for each of their classes."""
    others = [Row(at, (str(at), *name.split(), "8")) for at, name in enumerate(WHOLE, start=2)]
    of_two = [Row(10, ("10", "Reserve", "", number)) for number in "89"]
    headings = Row(1, ("id", "fornavn", "etternavn", "klasse"))
    found = sifted([*others, *of_two], headings, {})
    (question,) = found.questions
    assert [one.row.line for one in found.apart] == [10]
    kept = sifted([*others, *of_two], headings, {question.key: "student"})
    assert kept.students == (*others, *of_two)


NO_STUDENTS = [
    *("Antall elever: 8", "Antall elever 8", "Antall: 8", "Totalt 8", "Sum: 8", "Sum 8"),
    *("Tal på elevar: 8", "8 elever", "Totalt 8 elever", "8 elever totalt", "Elever: 8"),
    *("Total: 8 students", "Number of students: 8", "Anzahl Schüler: 8", "I alt 8 elever"),
    *("Antal elever: 8", "Summa 8", "Gutter: 4", "Jenter: 4", "(8)", "8"),
    *("Side 1 av 1", "Side 1", "Page 1 of 2", "Seite 1 von 2", "Sida 1 av 3", "1/1", "- 1 -"),
    *("Utskrift 26.11.2026", "Utskriftsdato: 26.11.2026 12:30", "Skrevet ut 26.11.2026"),
    *("Sist oppdatert 17.08.2026", "Sist oppdatert: 17. august 2026", "Printed 2026-08-17"),
    *("Generert av Visma InSchool 17.08.2026 08:00", "Last updated: 8/17/2026", "26.11.2026"),
    *("Dato: 17.08.2026", "Skoleåret 2026/2027", "Eksportert 17.08.2026 kl. 12.03"),
    *("© 2026 Visma", "https://skole.example/liste", "www.skole.example"),
    *("Points Possible", "Test Student", "Class average", "Gjennomsnitt: 4,5", "Average 87.5%"),
    *("Kontaktlærer: Kari Moe", "Lærer: Kari Moe", "Rektor: Per Lie", "Teacher: Kari Moe"),
    *(
        "Sist endret av Kari 17.08",
        "Signatur: ______",
        "Underskrift",
        "* = ny elev",
        "NB! Ta med lunsj",
        "Mvh, Kari",
    ),
    *("-----", "_____", "***", "Merknad: Ola begynner i uke 40", "J = jente, G = gutt"),
]


@pytest.mark.parametrize("row", NO_STUDENTS)
@pytest.mark.parametrize(
    ("headings", "students"),
    [
        (("Navn",), WHOLE),
        ((), WHOLE),
        ((), FIRST),
        (("Navn;Kjønn",), tuple(f"{name};J" for name in WHOLE)),
        (("Nr;Navn;Klasse",), tuple(f"{i};{name};8A" for i, name in enumerate(WHOLE, 1))),
        (("Etternavn;Fornavn",), tuple(f"{one};{two}" for two, one in map(str.split, WHOLE))),
    ],
)
def test_what_is_surely_no_student_is_left_out_with_a_word(headings, students, row):
    row = f'"{row}"' if "," in row else row
    read = read_of(*headings, *students, "", row)
    expected = WHOLE if students is not FIRST else FIRST
    assert names(read) == expected
    line = len(headings) + len(students) + 2
    assert [one.line for one in read.left_out.rows] == [line]
    assert any(str(line) in str(sentence) for sentence in read.unanswered)


@pytest.mark.parametrize("row", ["Antall elever;8", "Totalt;8", "Sum:;8", ";Antall elever;8"])
def test_a_count_in_a_cell_of_its_own(row):
    read = read_of("Nr;Etternavn;Fornavn", "1;Berg;Ida", "2;Lie;Jonas", "3;Moe;Nora", row)
    assert names(read) == ("Ida Berg", "Jonas Lie", "Nora Moe")


def test_rows_in_the_middle_of_a_list_that_was_printed_page_by_page():
    read = read_of(
        *("Navn;Klasse", "Ida Berg;8A", "Jonas Lie;8A", "Side 1 av 2;", "Navn;Klasse"),
        *("Nora Moe;8A", "Emil Foss;8A", "Side 2 av 2;", "Utskrift: 17.08.2026;"),
    )
    assert names(read) == ("Ida Berg", "Jonas Lie", "Nora Moe", "Emil Foss")


def test_headings_of_a_second_list_in_other_words():
    read = read_of(
        *("Navn;Kjønn", "Ida Berg;J", "Jonas Lie;G", "Nora Moe;J", "", "Elev;Kjønn", "Emil Foss;G"),
    )
    assert names(read) == ("Ida Berg", "Jonas Lie", "Nora Moe", "Emil Foss")


@pytest.mark.parametrize(
    ("heading", "adult", "pupil"),
    [
        ("Rolle", "Lærer", "Elev"),
        ("Role", "Owner", "Member"),
        ("Roles", "Teacher", "Student"),
        ("Brukertype", "Ansatt", "Elev"),
    ],
)
def test_adults_of_a_platform_are_no_students(heading, adult, pupil):
    read = read_of(f"Navn;{heading}", f"Kari Moe;{adult}", *(f"{name};{pupil}" for name in WHOLE))
    assert names(read) == WHOLE
    assert read.roster.attributes == ()


@pytest.mark.parametrize(
    "tail", [("#N/A;",), ("0;", "0;"), ("#I/T;#I/T", "0;0"), ("=A9&B9;",), ("9;", "10;")]
)
def test_formulas_that_were_filled_down_beyond_the_list(tail):
    read = read_of("Navn;Lag", *(f"{name};Rød" for name in WHOLE), *tail)
    assert names(read) == WHOLE
    assert len(read.left_out.rows) == len(tail)


ODD_NAMES = [
    *("Dato Kvirikashvili", "Sum Nguyen", "Prince Berg", "Side Hansen", "Total Hansen"),
    *("Klasse Berg", "Elev Hansen", "Page Miller", "Max Snitt", "Test Olsen", "Jenter Lie"),
    *("Mean Sok", "Major Tom", "Average Joe", "Student Lie", "Lærer Hansen", "Name Singh"),
    *("Ida van der Berg", "Espen A.", "O'Brien Moe", "Anne-Lene Bø", "Nr Hansen", "An Le"),
    *("Per Hansen", "Per Pr", "Lærer Hansen-Lie", "Mentor Ek-Moe", "Signe Vik", "Sign Hansen"),
    *("Stand Up", "Dato Lie", "Date Masamune", "Tom Bø", "Print Lie", "Peter Klassen", "Bo Last"),
    *("Ida Berg (ny)", "محمد علي", "王 小明", "Ny Elev Berg", "Bo Ek", "Slutt Hansen", "Per Pr"),
]


@pytest.mark.parametrize("name", ODD_NAMES)
@pytest.mark.parametrize("place", [0, 4, 8])
def test_whoever_is_called_so_stays(name, place):
    everyone = list(WHOLE)
    everyone.insert(place, name)
    for read in (
        read_of("Navn", *everyone),
        read_of("Navn;Klasse", *(f"{one};8A" for one in everyone)),
        read_of(*everyone),
    ):
        assert names(read) == tuple(everyone)
        assert read.left_out.rows == ()


@pytest.mark.parametrize(
    "first", ["Dato", "Sum", "Prince", "Side", "Total", "Klasse", "Max", "Navn", "Test", "Land"]
)
@pytest.mark.parametrize("place", [3, 8])
def test_a_first_name_that_looks_like_a_total_stays_among_first_names(first, place):
    everyone = list(FIRST)
    everyone.insert(place, first)
    with_class = read_of("Fornavn;Klasse", *(f"{one};8A" for one in everyone))
    assert names(with_class) == tuple(everyone)
    halves = read_of("Fornavn;Etternavn", *(f"{one};Berg" for one in everyone))
    assert names(halves) == tuple(f"{one} Berg" for one in everyone)
    if first != "Navn":  # which is a heading that stands again
        assert names(read_of("Fornavn", *everyone)) == tuple(everyone)
        assert names(read_of(*everyone)) == tuple(everyone)


@pytest.mark.parametrize("name", ["Sum", "Dato", "Totalt", "Klasse", "Jenter"])
def test_a_word_alone_below_whole_names_is_asked_about(name):
    read = read_of("Navn", *WHOLE, name)
    (question,) = read.questions
    assert question.key == "row 10"
    assert (question.likely, names(read)) == ("no student", WHOLE)
    assert names(read.answered("row 10", "student")) == (*WHOLE, name)


ASKED = (
    *("Fortrolig", "Konfidensielt", "Vikar", "NN", "Summe", "Delsum", "Klassesnitt", "Visma"),
    *("Skrevet ut fra Visma InSchool", "Laget av Kari Hansen", "Grand Total", "Prince"),
)


@pytest.mark.parametrize("row", ASKED)
@pytest.mark.parametrize(
    ("headings", "more", "before"),
    [("Navn", "", ""), ("Navn;Valgfag", ";Musikk", ""), ("Id;Navn", "", "x{};")],
)
def test_what_is_less_than_the_other_rows_is_asked_about(row, headings, more, before):
    students = [f"{before.format(i)}{name}{more}" for i, name in enumerate(WHOLE)]
    read = read_of(headings, *students, ";" * before.count(";") + row)
    (question,) = read.questions
    assert question.key == "row 10"
    assert read.answered("row 10", "student").table.rows[8:]
    assert len(read.answered("row 10", "no student").roster) == 8


def test_a_heading_of_three_words_is_one():
    read = read_of("Name der Schülerin", *WHOLE)
    assert names(read) == WHOLE
    assert read.unanswered


def test_a_note_among_names_is_asked_about():
    read = read_of("Navn", *WHOLE, "Ola slutter til jul.")
    assert names(read) == WHOLE
    assert names(read.answered("row 10", "student")) == (*WHOLE, "Ola slutter til jul.")


def test_students_who_are_called_by_numbers_are_students():
    read = read_of("Navn", *(f"Elev {number}" for number in range(1, 9)))
    assert len(read.roster) == 8
    assert read.questions == ()


def test_a_platforms_gradebook():
    read = read_of(
        "Student,ID,SIS User ID,SIS Login ID,Section,Quiz (1)",
        "    Points Possible,,,,,10.00",
        *(
            f'"{one}, {two}",{i},u{i},x{i},8A,8.00'
            for i, (two, one) in enumerate(map(str.split, WHOLE))
        ),
        '"Student, Test",99,,abc,8A,',
    )
    assert names(read) == WHOLE
    assert read.roster.attributes == ()


def test_a_note_behind_some_names_takes_nobody_away():
    rows = ("Ida Berg 8A", "Jonas Lie", "Per Hansen 8A", "Dato Vik (f. 2012)", "Nora Moe", "Ali By")
    for everyone in (rows, rows[::-1]):
        assert names(read_of("Navn", *everyone)) == everyone
        assert names(read_of(*everyone)) == everyone


@pytest.mark.parametrize("name", ["Tom", "Max", "Min", "Per", "Ny", "Bo"])
def test_a_first_name_alone_among_whole_names_stays(name):
    assert names(read_of("Navn", *WHOLE, name)) == (*WHOLE, name)


@pytest.mark.parametrize("surname", ["Klassen", "Hold", "Last", "First", "Land", "By", "Time"])
@pytest.mark.parametrize("place", [0, 3])
def test_surnames_that_are_headings_are_surnames(surname, place):
    pairs = [tuple(name.split()) for name in WHOLE]
    pairs.insert(place, ("Peter", surname))
    read = read_of(*(f"{first};{last}" for first, last in pairs))
    assert names(read) == tuple(f"{first} {last}" for first, last in pairs)


def test_counts_of_girls_and_boys_below_a_list():
    rows = (*(f"{name};J" for name in WHOLE), "Jenter;8", "Gutter;0", "Sum;8")
    assert names(read_of("Navn;Kjønn", *rows)) == WHOLE


@pytest.mark.parametrize("row", ["Kari Moe, kontaktlærer", "Kari Moe (lærer)", "Kontaktlærer Kari"])
def test_an_adult_below_a_list_is_asked_about(row):
    read = read_of("Navn", *WHOLE, f'"{row}"')
    assert names(read) == WHOLE
    assert [question.key for question in read.questions] == ["row 10"]


@pytest.mark.parametrize("name", ["Test;Student", "Student;Test", "Test;Elev", "Demo;Elev"])
@pytest.mark.parametrize("headings", [["Fornavn;Etternavn;Klasse"], []])
def test_a_test_student_whose_name_is_in_two_columns_is_none(name, headings):
    rows = [f"{one.replace(' ', ';')};8A" for one in WHOLE]
    read = read_of(*headings, *rows, f"{name};8A")
    assert names(read) == WHOLE
    assert [one.line for one in read.left_out.rows] == [len(headings) + 9]
    assert "learning platform" in str(read.remarks)


def test_who_is_called_test_or_student_is_a_student():
    rows = [f"{one.replace(' ', ';')};8A" for one in WHOLE]
    read = read_of("Fornavn;Etternavn;Klasse", *rows, "Ida;Test;8A", "Ola;Student;8A")
    assert len(read.roster) == len(WHOLE) + 2


@pytest.mark.parametrize("above", [[], ["Klasse 8A"], ["Mattegruppa"]])
def test_a_test_beside_the_students_is_a_heading(above):
    read = read_of(*above, "Elev;Test", *(f"{name};12" for name in WHOLE))
    assert names(read) == WHOLE


def test_the_row_of_headings_is_found_where_a_test_stands_in_it():
    rows = [Row(1, ("Elev", "Test")), *(Row(2 + n, (name, "12")) for n, name in enumerate(WHOLE))]
    assert header_index(rows) == 0
    assert header_index([*rows[1:], rows[0]]) is None


def test_what_many_are_called_is_a_name_and_no_total():
    rows = [*WHOLE[:4], *(f"Elev {number}" for number in range(1, 5))]
    assert names(read_of("Navn", *rows)) == tuple(rows)


@pytest.mark.parametrize("students", [LARGEST_CLASS, LARGEST_CLASS + 1])
def test_more_than_a_class_without_classes_is_remarked(students: int) -> None:
    firsts, lasts = zip(*(name.split() for name in WHOLE), strict=True)
    everyone = [f"{first} {last}" for first in firsts for last in lasts][:students]
    read = read_of("Navn", *everyone)
    assert len(read.roster) == students
    told = [
        f"No column says which class the students are in: all {students} are read as one class."
    ]
    assert [str(one) for one in read.remarks] == (told if students > LARGEST_CLASS else [])
    in_classes = read_of("Navn;Klasse", *(f"{name};8A" for name in everyone))
    assert in_classes.remarks == ()
