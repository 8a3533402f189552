"""What no plan needs of a student is left out of the roster, unless it is asked for."""

import pytest

from toolkit.files.class_list import read_class_list
from toolkit.files.columns import guess_columns
from toolkit.files.headers import Meaning
from toolkit.files.sources import Source

from .building import roster_of


def guessed(text: str) -> dict[str, Meaning]:
    return guess_columns(read_class_list(Source("class.csv", text.encode())).table)


@pytest.mark.parametrize(
    "heading",
    [
        *("Fødselsdato", "FØDT", "Fødd", "Fødselsår", "fdato", "birthDate", "date_of_birth"),
        *("Telefon", "Mobiltelefon", "Tlf.", "Mobil 1", "Phone number", "SMS"),
        *("E-post", "Epost", "E-mail", "E-postadresse"),
        *("Adresse", "Postnr", "Poststed", "Poststad", "Home address"),
        *("Foresatt 1 – navn", "Føresette", "Mor", "Far (navn)", "Pårørende", "Guardian"),
        *("Diagnose", "Sykdom", "Sjukdom", "Allergier", "Helse", "Særskilte behov", "Vedtak"),
        *("Morsmål", "Merknad", "Merknader", "Kommentar", "Notat", "Notes"),
        *("Lisensnøkkel", "IBAN", "Engangskode", "Kennwort", "Feide-bruker", "User", "Wifi"),
        *("Pers.nr", "D.O.B.", "Age", "Geb.", "DUF-nummer", "Henkilötunnus", "Sperret adresse"),
        *("Tel.", "Cell", "ZIP", "Carer", "Bor hos", "Delt bosted", "Fosterhjem", "Skoleskyss"),
        *("HC", "§5-1", "§ 2-8", "Spesped", "Sakkyndig", "Lesevansker", "Angst", "Tilpasninger"),
        *("Anpassningar", "Åtgärdsprogram", "Förderschwerpunkt", "EHCP", "504", "FSM", "Lunch"),
        *("Norsk 2", "S2", "Tolk", "Migrationshintergrund", "Bekenntnis", "Pronomen", "Svin"),
        *(
            "Kartleggingsprøve",
            "Mestringsnivå",
            "GPA",
            "Fehltage",
            "Närvaro",
            "For sent",
            "Tardies",
        ),
        *("Fullført", "Startet", "Submitted", "Trygg på", "Hvem liker du", "Jobber best med"),
    ],
)
def test_a_heading_of_private_life_is_left_out(heading):
    assert guessed(f"Navn;{heading}\nIda Berg;x\n")[heading] is Meaning.LEFT_OUT


@pytest.mark.parametrize(
    "heading",
    ["Valgfag", "Fremmedspråk", "Målform", "Trinn", "Farge", "Kontaktlærer", "SFO"],
)
def test_any_other_heading_is_an_attribute(heading):
    assert guessed(f"Navn;{heading}\nIda Berg;x\n")[heading] is Meaning.ATTRIBUTE


@pytest.mark.parametrize(
    "heading",
    [
        *("Mat og helse", "Mat- og helsegruppe", "2. fremmedspråk", "Språkfag", "Skole", "Hytte"),
        *("Arbeidslivsfag", "Svømmegruppe", "Wahlfach", "Programfag", "Inriktning", "Team"),
    ],
)
def test_what_groups_of_a_school_are_called_is_an_attribute(heading):
    assert guessed(f"Navn;{heading}\nIda Berg;x\n")[heading] is Meaning.ATTRIBUTE


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        (("Dysleksi", ""), False),
        (("PPT", "BUP"), False),
        (("muslim", "kristen"), False),
        (("Mat og helse", "Oslo kristne skole"), True),
        (("Islamic School", "Lia"), True),
    ],
)
def test_cells_that_speak_of_health_or_faith_are_left_out_whatever_the_heading(cells, kept):
    first, second = cells
    text = f"Navn;Rubrikk\nIda Berg;{first}\nNora Dahl;{second}\n"
    assert (guessed(text)["Rubrikk"] is Meaning.ATTRIBUTE) is kept


@pytest.mark.parametrize(
    "cells",
    [
        ("01.02.2012", "31.12.2011"),
        ("1/2/2012", "3/4/2012"),
        ("2012-02-01", "2012-02-01 00:00:00"),
        ("010212", "311211"),
        ("01022012", "31122011"),
        ("ida@skole.example", "nora@skole.example mor@hjem.example"),
        ("+47 912 34 567", "98 76 54 32"),
        ("91234567", ""),
    ],
)
def test_cells_of_private_life_are_left_out_whatever_the_heading(cells):
    first, second = cells
    text = f"Navn;Rubrikk\nIda Berg;{first}\nNora Dahl;{second}\n"
    assert guessed(text)["Rubrikk"] is Meaning.LEFT_OUT
    assert roster_of(text).attributes == ()


@pytest.mark.parametrize("cells", [("Spansk", "2012-02-01"), ("12", "14"), ("2026", "2027")])
def test_other_cells_are_kept(cells):
    first, second = cells
    roster = roster_of(f"Navn;Rubrikk\nIda Berg;{first}\nNora Dahl;{second}\n")
    assert [student.attribute("Rubrikk") for student in roster] == [first, second]


def test_what_is_left_out_can_be_asked_for():
    text = "Navn;Født\nIda Berg;01.02.2012\n"
    (student,) = roster_of(text, columns={"Født": Meaning.ATTRIBUTE})
    assert student.attributes == (("Født", "01.02.2012"),)


def test_dates_and_addresses_are_no_names_in_a_list_without_headings():
    one, _ = roster_of("01.02.2012;ida@skole.example;Ida;Berg\n03.04.2012;n@s.example;Nora;Dahl\n")
    assert (one.name, one.attributes) == ("Ida Berg", ())


def test_a_first_row_with_a_date_is_a_student():
    roster = roster_of("Ida;01.02.2012\nNora;03.04.2012\n")
    assert [student.name for student in roster] == ["Ida", "Nora"]
