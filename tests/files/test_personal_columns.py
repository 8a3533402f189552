"""What no plan needs of a student is left out of the roster, unless it is asked for."""

import pytest

from toolkit.files.columns import guess_columns
from toolkit.files.headers import Meaning
from toolkit.files.sources import Source
from toolkit.files.tables import read_table

from .building import roster_of


def guessed(text: str) -> dict[str, Meaning]:
    return guess_columns(read_table(Source("class.csv", text.encode())))


@pytest.mark.parametrize(
    "heading",
    [
        *("Fødselsdato", "FØDT", "Fødd", "Fødselsår", "fdato", "birthDate", "date_of_birth"),
        *("Telefon", "Mobiltelefon", "Tlf.", "Mobil 1", "Phone number", "SMS"),
        *("E-post", "Epost", "E-mail", "E-postadresse"),
        *("Adresse", "Postnr", "Poststed", "Poststad", "Home address"),
        *("Foresatt 1 – navn", "Føresette", "Mor", "Far (navn)", "Pårørende", "Guardian"),
        *("Diagnose", "Sykdom", "Sjukdom", "Allergier", "Helse", "Særskilte behov", "Vedtak"),
        *("Merknad", "Merknader", "Kommentar", "Notat", "Notes"),
    ],
)
def test_a_heading_of_private_life_is_left_out(heading):
    assert guessed(f"Navn;{heading}\nIda Berg;x\n")[heading] is Meaning.LEFT_OUT


@pytest.mark.parametrize(
    "heading",
    ["Valgfag", "Fremmedspråk", "Morsmål", "Målform", "Trinn", "Farge", "Kontaktlærer", "SFO"],
)
def test_any_other_heading_is_an_attribute(heading):
    assert guessed(f"Navn;{heading}\nIda Berg;x\n")[heading] is Meaning.ATTRIBUTE


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
