"""What columns are taken for: halves of names, classes, and what no plan needs."""

import pytest

from toolkit.files.class_list import ClassList, read_class_list
from toolkit.files.headers import Meaning
from toolkit.files.sources import Source

FIRST = ["Ida", "Jonas", "Nora", "Emil", "Sara", "Ali", "Thea", "Oskar"]
LAST = ["Berg", "Solheim", "Sæther", "Foss", "Strand", "Nygård", "Aas", "Haug"]
WHOLE = [f"{first} {last}" for first, last in zip(FIRST, LAST, strict=True)]


def headed(headings: list[str], *columns: list[str]) -> ClassList:
    """A list whose columns are headed so."""
    rows = [headings, *map(list, zip(*columns, strict=True))]
    text = "".join("\t".join(row) + "\n" for row in rows)
    return read_class_list(Source("list.csv", text.encode()))


def names(read: ClassList) -> list[str]:
    return [student.name for student in read.roster]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Fornavn", "Efternavn"),
        ("Fornavne", "Efternavn"),
        ("Förnamn", "Efternamn"),
        ("Tilltalsnamn", "Efternamn"),
        ("Vorname", "Nachname"),
        ("Rufname", "Familienname"),
        ("Vorname", "Name"),
        ("Forename", "Surname"),
        ("First", "Last"),
        ("Given name(s)", "Family name"),
        ("Elevens fornavn", "Elevens etternavn"),
        ("Førenamn", "Etternamn"),
        ("Førenamn", "Slektsnamn"),
        ("Student First Name", "Student Last Name"),
        ("PUPIL FORENAME", "PUPIL SURNAME"),
        ("Fornavn", "Slektsnavn"),
        ("Schüler Vorname", "Schüler Nachname"),
        ("fornavn", "Det som står etter"),
        ("Roopnaam", "Last name"),
        ("Preferred Name", "Legal Last Name"),
        ("Kallenavn", "Etternavn"),
        ("Namn", "Etternamn på eleven"),
    ],
)
def test_both_halves_of_the_name_whatever_the_language(first, last):
    assert names(headed([last, first, "X"], LAST, FIRST, ["a"] * 8)) == WHOLE


@pytest.mark.parametrize(
    "heading",
    [
        *("Navn", "Namn", "Elevnavn", "Full name", "Fulde navn", "Schüler", "Display name"),
        *("Hva heter du?", "Fullständigt namn", "Visningsnavn", "Elevens navn", "Student"),
        *("Deltakar", "Jugendliche", "Barn"),
    ],
)
def test_the_column_of_whole_names(heading):
    assert names(headed(["Nr", heading], list("12345678"), WHOLE)) == WHOLE


def test_half_a_name_is_asked_about_and_can_be_answered():
    read = headed(["Fornavn", "Stamme"], FIRST, LAST)
    (question,) = read.questions
    assert (question.key, question.likely) == ("half name", "Stamme")
    assert names(read) == WHOLE
    assert names(read.answered("half name", "none")) == FIRST


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Kontaktlærer", ["Kari Moe"] * 4 + ["Per Lie"] * 4),
        ("Mor", ["Anne", "Berit", "Cora", "Dina", "Eva", "Frid", "Gro", "Hege"]),
        ("Bosted", ["Lia", "Bø", "Moss", "Voss", "Hamar", "Sel", "Lom", "Vang"]),
        ("Lag", ["Rød", "Blå"] * 4),
    ],
)
def test_what_is_no_half_of_a_name(heading, cells):
    assert names(headed(["Fornavn", heading], FIRST, cells)) == FIRST


def test_middle_names_tell_two_apart_and_are_left_out_otherwise():
    read = headed(
        ["Fornavn", "Mellomnavn", "Etternavn"],
        ["Ida", "Ida", "Jonas"],
        ["Marie", "Sofie", "Lunde"],
        ["Berg", "Berg", "Lie"],
    )
    assert names(read) == ["Ida Marie Berg", "Ida Sofie Berg", "Jonas Lie"]
    assert read.roster.attributes == ()


@pytest.mark.parametrize(
    "heading",
    [
        *("student_class", "Elevklasse", "Klass", "Klasse/gruppe", "Section", "Tutor group"),
        *("Form", "Stamklasse", "Class (2026)", "Klassebetegnelse", "Hvilken klasse går du i?"),
        *("Basisgrupper", "Hold", "Kl.", "Kode", "Rubrikk", "Kolonne1", "Org.enhet", "Avd."),
    ],
)
@pytest.mark.parametrize("cells", [["8A", "8B"] * 4, ["8A", "8 a", "8-A", "8\u00a0A"] + ["8B"] * 4])
def test_the_class_is_seen_by_its_heading_or_its_cells(heading, cells):
    read = headed(["Navn", heading], WHOLE, cells)
    assert read.roster.classes == ("8A", "8B")
    assert read.roster.attributes == ()


def test_a_column_that_may_be_the_class_is_asked_about():
    read = headed(["Navn", "Rom"], WHOLE, ["8A", "8B"] * 4)
    (question,) = read.questions
    assert (question.key, question.likely) == ("class", "Rom")
    assert read.answered("class", "none").roster.classes == ("",)


@pytest.mark.parametrize(
    ("year", "letter"),
    [
        *(("Trinn", "Klasse"), ("Årstrinn", "Parallell klasse"), ("Year", "Class")),
        *(("Trinn", "Bokstav"), ("Trin", "Spor"), ("Year", "Form"), ("Trinn", "Kl.")),
        *(("Klasse", "Parallell"), ("Klasse", "Bokstav"), ("Klassenstufe", "Zug")),
    ],
)
def test_a_year_and_a_letter_are_one_class(year, letter):
    read = headed(["Navn", year, letter], WHOLE, ["8", "9"] * 4, ["A", "A", "B", "B"] * 2)
    assert read.roster.classes == ("8A", "9A", "8B", "9B")


@pytest.mark.parametrize("eight", ["8", "8.", "8. trinn", "08", "Trinn 8", "8. klasse", "Year 8"])
def test_a_year_and_a_letter_are_called_as_the_class_is(eight):
    read = headed(["Navn", "Trinn", "Klasse"], WHOLE, [eight] * 8, ["A", "B"] * 4)
    assert read.roster.classes == ("8A", "8B")


@pytest.mark.parametrize("other", ["Parallell", "Gruppenavn", "Rubrikk"])
def test_the_year_is_not_the_class_where_another_column_holds_classes(other):
    read = headed(["Navn", "Klasse", other], WHOLE, ["8"] * 8, ["8A", "8B"] * 4)
    assert read.roster.classes == ("8A", "8B")


@pytest.mark.parametrize(
    ("heading", "two"),
    [("Klassetrinn", ("8A", "8B")), ("Gr.", ("8A", "8B")), ("Avd", ("8LEO", "8KAT"))],
)
def test_cells_like_classes_are_classes_below_an_odd_heading(heading, two):
    read = headed(["Navn", heading], WHOLE, list(two) * 4)
    assert read.roster.classes == two


@pytest.mark.parametrize("heading", ["Middle Initial", "M.I.", "Zweiter Vorname", "Andre navn"])
def test_a_middle_name_in_other_words_tells_two_apart(heading):
    first, last = ["Anne", "Anne", *FIRST], ["Lie", "Lie", *LAST]
    read = headed(["Fornavn", heading, "Etternavn"], first, ["M", "L", *[""] * 8], last)
    assert names(read)[:2] == ["Anne M Lie", "Anne L Lie"]


def test_a_year_beside_a_whole_class_is_no_part_of_it():
    read = headed(["Navn", "Trinn", "Klasse"], WHOLE, ["8"] * 8, ["8A", "8B"] * 4)
    assert read.roster.classes == ("8A", "8B")


@pytest.mark.parametrize(
    "heading",
    [
        *("Passord", "Brukernavn", "Lösenord", "Adgangskode", "Login", "PIN-kode", "Feide-navn"),
        *("CPR-nr.", "Personnummer", "F.nr", "Passnummer", "SSN", "National ID", "Kennitala"),
        *("Adr.", "Gateadresse", "Wohnort", "Nødkontakt", "Emergency contact", "Vårdnadshavare"),
        *("Forældre", "Eltern", "Målsman", "Handy", "Mobile", "Kontaktperson", "Postnr/sted"),
        *("BUP", "PPT", "IOP", "Barnevern", "Astma", "Briller", "Støtte", "Spes.ped", "SEN"),
        *("Særlige behov", "Medicin", "Assistent", "Dysleksi", "Ekstra hjelp", "Kosthold"),
        *("Religion", "Livssyn", "Konfession", "Statsborgerskap", "Fødeland", "Nationality"),
        *("Morsmål", "Modersmål", "Home language", "Særskilt norsk", "Minoritetsspråk"),
        *("Info", "Merknad", "Bemerkung", "Anteckning", "Other information", "Viktig", "Annet"),
        *("Hvem vil du sitte sammen med?", "Kven vil du jobbe med", "Who are your friends?"),
        *("Ønsker", "Bestevenn", "Starttidspunkt", "Completion time", "Tidsmerke", "Last access"),
        *("Karakter", "Fravær", "Quiz (1)", "Total Points", "SIS Login ID", "Alder", "Født"),
    ],
)
def test_what_no_plan_needs_is_left_out_by_its_heading(heading):
    read = headed(["Navn", heading], WHOLE, ["Ja", "Nei"] * 4)
    assert read.columns[heading] is Meaning.LEFT_OUT
    assert read.left_out.columns == (heading,)
    assert read.roster.attributes == ()


@pytest.mark.parametrize(
    "cells",
    [
        [f"Hemmelig{number}x" for number in range(8)],
        ["Ja", "Nei"] * 4,
        ["x", ""] * 4,
        ["Bruker alltid skjerm nær tavla."] * 4 + [""] * 4,
        [f"0{number}0312-000{number}" for number in range(1, 9)],
        [f"2012030{number}-123{number}" for number in range(1, 9)],
        [f"17.08.2026 08:0{number}:00" for number in range(8)],
        [f"8/1{number}/26 8:01:00" for number in range(8)],
        [f"Storgata {number}" for number in range(8)],
        ["0567 Oslo", "0568 Oslo"] * 4,
        [f"https://skole.example/{number}" for number in range(8)],
        ["4.50", "3.00"] * 4,
        ["Bruker briller"] * 8,
        [f"17. aug. 202{number}" for number in range(8)],
    ],
)
def test_what_no_plan_needs_is_left_out_by_its_cells(cells):
    read = headed(["Navn", "Rubrikk"], WHOLE, cells)
    assert read.columns["Rubrikk"] is Meaning.LEFT_OUT


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Valgfag", ["Sal og scene", "Fysisk aktivitet"] * 4),
        ("Fremmedspråk", ["Tysk", "Fransk", "Spansk", ""] * 2),
        ("Foreign language", ["German", "French"] * 4),
        ("svømmegruppe", ["Sel", "Hval"] * 4),
        ("nivå", ["1", "2", "3", "1"] * 2),
        ("Målform", ["nynorsk", "bokmål"] * 4),
        ("Lag", ["Lag 1", "Lag 2"] * 4),
        ("Skole", ["Lia", "Fjell"] * 4),
    ],
)
def test_what_parts_a_class_is_kept_for_rules(heading, cells):
    read = headed(["Navn", heading], WHOLE, cells)
    assert read.roster.attributes == (heading,)


def test_what_is_left_out_is_kept_when_it_is_chosen():
    read = headed(["Navn", "Religion"], WHOLE, ["a", "b"] * 4)
    chosen = read.with_column("Religion", Meaning.ATTRIBUTE)
    assert chosen.roster.attributes == ("Religion",)
    assert read.roster.attributes == ()


def test_of_two_columns_for_the_same_the_filled_one_is_taken():
    read = headed(["Navn", "Hva heter du?"], [""] * 8, WHOLE)
    assert names(read) == WHOLE


def test_a_column_of_classes_is_the_class_and_not_one_of_any_groups():
    read = headed(["Navn", "Groups", "Department"], WHOLE, ["Rød", "Blå"] * 4, ["8A"] * 8)
    assert read.roster.classes == ("8A",)
    assert read.roster.attributes == ("Groups",)
    read = headed(["Navn", "Groups"], WHOLE, ["Rød", "Blå"] * 4)
    assert read.roster.classes == ("Rød", "Blå")


@pytest.mark.parametrize("form", ["{name} (8A)", "{name} 8A", "{name}, 8A", "{name} [8 a]"])
def test_the_class_behind_every_name(form):
    rows = "".join(form.format(name=name) + "\n" for name in WHOLE)
    read = read_class_list(Source("list.csv", rows.encode()))
    assert names(read) == WHOLE
    assert len(read.roster.classes) == 1
    assert read.title.casefold().replace(" ", "") == "8a"


@pytest.mark.parametrize(
    "number", ["01031{}-0001", "2012010{}-1234", "2012010{}1234", "01031{}A001B"]
)
def test_ids_that_are_identity_numbers_are_left_out(number):
    read = headed(["ID", "Navn"], [number.format(i) for i in range(8)], WHOLE)
    assert read.columns["ID"] is Meaning.LEFT_OUT
    assert all(student.id.startswith("s") for student in read.roster)


def test_a_heading_that_is_named_is_a_heading():
    text = "".join(f"{a}\t{b}\n" for a, b in zip(["Barn", *FIRST], ["Hus", *LAST], strict=True))
    source = Source("list.csv", text.encode())
    assert len(read_class_list(source).roster) == 9
    read = read_class_list(source, columns={"Barn": Meaning.NAME, "Hus": Meaning.LEFT_OUT})
    assert names(read) == FIRST
