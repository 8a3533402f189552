"""One name in the many ways in which people write it, and names that only look as if they were."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.files.rosters import read_roster
from toolkit.files.sources import Source
from toolkit.names import (
    class_key,
    first_name_first,
    is_surname_first,
    normalised,
    tidy,
    without_nickname,
)
from toolkit.people import Roster, Student
from toolkit.planning.calls import plan_next

WAYS = {
    "Åse Ødegård": [
        "A\u030ase \u00d8dega\u030ard",
        "Åse\u00a0Ødegård",
        "Åse\u202fØdegård",
        "  Åse \t Ødegård\n",
        "\ufeffÅse Ødegård",
        "Å\u00adse Øde\u00adgård",
        "\u202eÅse Ødegård\u202c",
        "\u2066Åse\u2069 Ødegård\u200f",
        "Å\u200bse\u200c Øde\u200dgård\u2060",
        "\u212bse Ødegård",
        "åse ødegård",
    ],
    "Siobhán O'Neill": [
        "Siobhán O’Neill",
        "Siobha\u0301n O‘Neill",
        "Siobhán O\u02bcNeill",
        "Siobhán O`Neill",
        "Siobhán O´Neill",
        "Siobhán O′Neill",
    ],
    "Anne-Marie Lie": [
        "Anne‐Marie Lie",
        "Anne‑Marie Lie",
        "Anne–Marie Lie",
        "Anne—Marie Lie",
        "Anne\u2212Marie Lie",
        "Anne - Marie Lie",
        "Anne-\u00adMarie Lie",
    ],
    "Max Weiß": ["Max Weiss", "Max Weiẞ", "MAX WEISS"],
    "Soﬁa Berg": ["Sofia Berg"],
    "Nguyễn Thị Ánh": [normalize("NFD", "Nguyễn Thị Ánh"), "nguyễn\u00a0thị ánh"],
}
OTHERS = [
    ("Ida Berg", "Ida Bergh"),
    ("Zoe Vik", "Zoë Vik"),
    ("Bard Moe", "Bård Moe"),
    ("Anne Marie Lie", "Anne-Marie Lie"),
    ("Oystein Lie", "Øystein Lie"),
    ("Ida Berg", "Ida B."),
]
MADE = {
    "Ida Berg;8A": "sf9bd7e5600",
    "ida  berg;8 A": "sfe35af6a61",
    "Åse Ødegård;8A": "sb3a9e3c6b2",
    "O'Neill Siobhán;8A": "s9b96bf2812",
    "O’Neill Siobhán;8A": "sfa5ba23f7b",
    "Anne-Marie Lie;8a": "s31330ad0d6",
    "Anne–Marie Lie;8a": "sf6bc06c9fd",
    "Max Weiß;8A": "s6c4fbb3629",
    "Berg, Ida;9A": "s9d70cd0a0d",
    "O’Neill, Siobhán;8A": "s4b783148ed",
    "李小龍;8A": "se73794a853",
    "Berg, Ida 2;8A": "s192b54345b",
}
PAIRS = [(name, way) for name, ways in WAYS.items() for way in ways]


@pytest.mark.parametrize(("name", "way"), PAIRS)
def test_one_name_in_several_ways_is_one_name(name: str, way: str) -> None:
    assert normalised(way) == normalised(name)
    roster = Roster((Student("1", name), Student("2", "Ola Nes")))
    assert roster.student(way).id == "1"
    assert Roster((Student("1", way), Student("2", "Ola Nes"))).student(name).id == "1"


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_names_are_others(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Kari\u200b", "Kari"),
        ("\u202eKari\u202c Moe", "Kari Moe"),
        ("A\u030ase", "Åse"),
        ("O’Neill", "O’Neill"),
        ("Anne–Marie", "Anne–Marie"),
        ("MAX weiß", "MAX weiß"),
        ("Ida\u3000 Berg\u2028", "Ida Berg"),
        ("Ida\x00 B\x07erg", "Ida Berg"),
        ("Ida\ufe0f Berg", "Ida Berg"),
        ("ﬁ", "ﬁ"),
        ("李小龍", "李小龍"),
        ("محمد", "محمد"),
    ],
)
def test_what_is_shown_is_what_was_written_but_for_what_nobody_sees(written: str, kept: str):
    student = Student("1", written, written, {"school": written})
    assert (student.name, student.school_class, student.attribute("school")) == (kept,) * 3


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "\u00a0", "\u200b", "\u200b \u200d\u2060", "\u202e\u202c", "\ufeff", "\u00ad"),
        *("\u0301\u0301", "\u3164", "\u2800\u2800", "\u115f", "\ufe0f", "\U000e0041", "\t\r\n"),
    ],
)
def test_a_name_of_nothing_that_is_seen_is_none(name: str) -> None:
    assert tidy(name) == normalised(name) == Student("1", name).name == ""


@given(st.text())
def test_what_is_tidy_stays(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert tidy(normalize("NFD", text)) == tidy(normalize("NFC", text))
    assert normalised(tidy(text)) == normalised(text)


def test_who_looks_the_same_is_told_apart() -> None:
    roster = Roster((Student("1", "Kari Moe"), Student("2", "Kari\u200b Moe")))
    assert [roster.label(student) for student in roster] == ["Kari Moe 1", "Kari Moe 2"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Berg, Ida", "Ida Berg"),
        ("Berg,Ida Marie", "Ida Marie Berg"),
        ("Berg, Ida (Idun)", "Ida (Idun) Berg"),
        ("Berg (f. Dahl), Ida", "Ida Berg (f. Dahl)"),
        ("Ødegård, Åse", "Åse Ødegård"),
        ("van der Meer, Eli", "Eli van der Meer"),
        ("O’Neill, Siobhán", "Siobhán O’Neill"),
        ("Vik‑Lie, Zoë", "Zoë Vik‑Lie"),
        ('Berg, Ida "Idun"', 'Ida "Idun" Berg'),
        ("Ida Berg", "Ida Berg"),
        ("Berg, Ida, dr.", "Berg, Ida, dr."),
        ("12, Ida", "12, Ida"),
        ("Berg, ", "Berg, "),
    ],
)
def test_a_name_is_turned_as_it_is_said(written: str, said: str) -> None:
    assert first_name_first(written) == said
    assert is_surname_first(written) == (written != said)


def test_a_nickname_need_not_be_written() -> None:
    assert without_nickname("Ida (Idun) Berg") == "Ida Berg"
    assert without_nickname("(Idun)") == "(Idun)"
    ida, other = Student("1", "Ida (Idun) Berg"), Student("2", "Nora Lie")
    assert Roster((ida, other)).student("Ida Berg") == ida
    assert Roster((ida, other)).student("Berg, Ida") == ida
    assert Roster((Student("1", "Ida Berg"), other)).student("Berg, Ida (Idun)").id == "1"
    two = Roster((ida, Student("3", "Ida (Ina) Berg"), Student("4", "Ida Berg")))
    assert two.student("Ida Berg").id == "4"
    assert Roster((ida, Student("3", "Ida (Ina) Berg"))).named("Ida Berg") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("8A", "8 A"), ("8A", "8a"), ("8A", "8\u00a0A"), ("8A", "8\u202fa"), ("8A", "8\u200bA")),
        *(("8A", "8.A"), ("8A", "8. A"), ("8A", "8-A"), ("8A", "8 – A"), ("1STA", "1 sta")),
        *(("8A", "Klasse 8A"), ("8A", "kl. 8 a"), ("8A", "8/A"), ("8A", "08A"), ("A", "Klasse A")),
        *(("Norsk 8A", "norsk 8 a"), ("Norsk 8A", "Norsk8A"), ("Blå", "Bla\u030a")),
    ],
)
def test_a_class_in_two_ways_is_one_class(one: str, other: str) -> None:
    assert class_key(one) == class_key(other)
    roster = Roster((Student("1", "Ida", one), Student("2", "Ola", other)))
    assert roster.classes == (tidy(one),)
    assert roster.of_class(other) == roster


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("8A", "8B"), ("8A", "18A"), ("Gruppe 1 1", "Gruppe 11"), ("8-1", "81")),
        *(("Klasse 8A", "Klassen 8B"), ("Klasse", ""), ("10A", "1A"), ("08A", "80A")),
        *(("8AB", "8A B"), ("A B", "AB"), ("8A", ""), ("Blå", "Bla")),
    ],
)
def test_other_classes_are_others(one: str, other: str) -> None:
    assert class_key(one) != class_key(other)


def ids(*rows: str) -> list[str]:
    text = "\n".join(("navn;klasse", *rows))
    return [student.id for student in read_roster(Source("a.csv", text.encode()))]


@pytest.mark.parametrize("row", MADE)
def test_a_made_id_is_what_it_was(row: str) -> None:
    """Plans of earlier years name students by them: these were made by the first versions."""
    assert ids(row) == [MADE[row]]


def test_decomposed_letters_make_the_ids_of_composed_ones() -> None:
    composed = ["Åse Ødegård;8Å", "Zoë Vik;8Å", "Ødegård, Åse;8Å", "Nguyễn Thị Ánh;8Å"]
    assert ids(*(normalize("NFD", row) for row in composed)) == ids(*composed)
    assert ids("Å\u00adse\u200b Ødegård;8\ufeffÅ") == ids(composed[0])


@pytest.mark.parametrize("name", ["\u200b", "\u202e\u202c", "\u00ad \u00a0", "\u3164", "\u0301"])
def test_a_name_that_nobody_sees_is_missing(name: str) -> None:
    with pytest.raises(InputError, match=r"a\.csv, line 3, column navn: A name is missing here"):
        ids("Ida Berg;8A", f"{name};8A")
    roster = Roster(tuple(Student(str(n), name if n == 3 else f"Elev {n}") for n in range(4)))
    with pytest.raises(InputError, match="The student with the id 3 has no name"):
        plan_next(roster)
