"""Lists as people have them: pasted, without headings, with titles, numbered, in one line."""

import pytest

from toolkit.files.class_list import ClassList, pasted, read_class_list
from toolkit.files.sources import Source

from .building import xlsx

WHOLE = (
    *("Ida Berg", "Jonas Solheim", "Nora Sæther", "Emil Foss"),
    *("Sara Strand", "Ali Nygård", "Thea Aas", "Oskar Haug"),
)
FIRST = tuple(name.split()[0] for name in WHOLE)
LAST = tuple(name.split()[1] for name in WHOLE)
TURNED = tuple(f"{last}, {first}" for first, last in zip(FIRST, LAST, strict=True))


def names(read: ClassList) -> tuple[str, ...]:
    return tuple(student.name for student in read.roster)


def read_of(*rows: str) -> ClassList:
    return read_class_list(pasted("".join(f"{row}\n" for row in rows)))


@pytest.mark.parametrize(
    "rows",
    [
        WHOLE,
        TURNED,
        *(
            [f"{i}{mark}{name}" for i, name in enumerate(WHOLE, 1)]
            for mark in (". ", ") ", ".", " ")
        ),
        [f"({i}) {name}" for i, name in enumerate(WHOLE, 1)],
        [f"{i}. {name}" for i, name in enumerate(TURNED, 1)],
        [f"{i}.\t{name}" for i, name in enumerate(WHOLE, 1)],
        *(
            [f"{mark}{name}" for name in WHOLE]
            for mark in ("- ", "• ", "* ", "–", "· ", "☐ ", "[ ] ")
        ),
        ["Navn", *(f"{i}. {name}" for i, name in enumerate(WHOLE, 1))],
        ["Navn", *(f"• {name}" for name in WHOLE)],
        [f"{mark}) {name}" for mark, name in zip("abcdefgh", WHOLE, strict=True)],
        [f"→ {name}" for name in WHOLE],
        [f"{one}\t{other}" for one, other in zip(WHOLE[::2], WHOLE[1::2], strict=True)],
        [", ".join(WHOLE)],
        ["; ".join(WHOLE)],
        ["\t".join(WHOLE)],
        ["; ".join(TURNED)],
        [", ".join(WHOLE[:3]), ", ".join(WHOLE[3:])],
        ["; ".join(WHOLE[:5]), "; ".join(WHOLE[5:])],
        [", ".join(WHOLE[:4]), ", ".join(WHOLE[4:])],
        [", ".join(WHOLE[:-1]) + " og " + WHOLE[-1]],
        ["Elever: " + ", ".join(WHOLE)],
        [", ".join(WHOLE) + "."],
        ["; ".join(f"{name} <{name[:3].lower()}@skole.example>" for name in WHOLE)],
        [f"{name} <x{i}@skole.example>" for i, name in enumerate(WHOLE)],
        [f"{name} (x{i}@skole.example)" for i, name in enumerate(WHOLE)],
        ["; ".join(f"{name} <{i}@skole.example>" for i, name in enumerate(TURNED))],
        [f"{name}, x{i}@skole.example" for i, name in enumerate(WHOLE)],
        [f"{name};x{i}@skole.example;91234{i}67" for i, name in enumerate(WHOLE)],
        [f"{name}\t8A\tjente" for name in WHOLE],
        [f"{name}," for name in WHOLE],
        [f"{name};" for name in WHOLE],
        [f"  {name}  " for name in WHOLE],
        [line for name in WHOLE for line in (name, "")],
        ["Klasseliste 8A", *WHOLE],
        ["8A", *WHOLE],
        ["Klasse 8A", "", *WHOLE],
        ["Elevliste", *WHOLE],
        ["Lia ungdomsskole", "Klasseliste 8A", "Skoleåret 2026/2027", "", *WHOLE],
        ["Kontaktlærer: Kari Moe", *WHOLE],
        ["Klasseliste 8A", "Navn", *WHOLE],
        ["Deltakere", *WHOLE],
        ["Elever i 8A:", *WHOLE],
        ["Klasseliste 8A", *TURNED],
        ["Klasseliste 8A;", *(f"{i};{name}" for i, name in enumerate(WHOLE, 1))],
        ["Klasse;8A", "Navn;Kjønn", *(f"{name};J" for name in WHOLE)],
        [
            "8A;;",
            *(
                f"{i};{last};{first}"
                for i, (first, last) in enumerate(zip(FIRST, LAST, strict=True), 1)
            ),
        ],
    ],
    ids=lambda rows: " / ".join(rows)[:40],
)
def test_pasted_and_typed_lists(rows):
    assert names(read_of(*rows)) == WHOLE
    assert read_of(*rows).roster.attributes in ((), ("gender",))


@pytest.mark.parametrize(
    "rows",
    [
        FIRST,
        [name.lower() for name in FIRST],
        [f"{i}. {name}" for i, name in enumerate(FIRST, 1)],
        [", ".join(FIRST)],
        [" ".join((", ".join(FIRST[:-1]), "og", FIRST[-1]))],
        [f"{name}, {name}@skole.example" for name in FIRST],
        [f"{name};{name}@skole.example" for name in FIRST],
        ["8A", *FIRST],
        ["Elever:", *FIRST],
        ["Fornavn", *FIRST],
        [f"{name};8A" for name in FIRST],
        [f"{name};jente" for name in FIRST],
    ],
    ids=lambda rows: " / ".join(rows)[:40],
)
def test_first_names_alone(rows):
    assert tuple(name.title() for name in names(read_of(*rows))) == FIRST


@pytest.mark.parametrize("name", ["ida", "Ida", "ida berg", "Ida Berg"])
def test_a_single_name_is_one_student(name):
    assert names(read_of(name)) == (name,)


def test_a_double_first_name_and_initials_among_first_names():
    rows = ("Arne", "Bjarne", "Per", "Anne Lene", "Espen A.", "Espen E.", "Pål", "Ida")
    assert names(read_of(*rows)) == rows
    assert names(read_of(*reversed(rows))) == rows[::-1]


@pytest.mark.parametrize(
    "rows",
    [
        [f"{last};{first}" for first, last in zip(FIRST, LAST, strict=True)],
        [f"{first};{last}" for first, last in zip(FIRST, LAST, strict=True)],
        [f"{last}\t{first}\t8A" for first, last in zip(FIRST, LAST, strict=True)],
        [f"8A;{last};{first}" for first, last in zip(FIRST, LAST, strict=True)],
    ],
)
def test_halves_of_names_without_headings_and_how_they_are_turned(rows):
    read = read_of(*rows)
    assert names(read) == WHOLE
    order = {"first name first", "last name first"}
    (question,) = [one for one in read.questions if one.key == "name order"]
    (other,) = order - {question.likely}
    assert names(read.answered("name order", other))[0] == "Berg Ida"


@pytest.mark.parametrize("make", [lambda rows: xlsx(rows), None])
def test_six_rows_without_headings_are_six_students(make):
    rows = [["Hansen", "Sofie"], ["Lie", "Noah"], ["Moe", "Ella"], ["Vik", "Liam"], ["Bø", "Mia"]]
    rows.append(["van Dijk", "Jan Erik"])
    content = make(rows) if make else "".join(";".join(row) + "\n" for row in rows).encode()
    read = read_class_list(Source("8A navneliste.xlsx", content))
    assert names(read)[0] == "Sofie Hansen"
    assert len(read.roster) == 6
    assert read.title == "8A"


def test_whether_the_first_row_is_a_student_is_asked():
    read = read_of(*(f"{last};{first}" for first, last in zip(FIRST, LAST, strict=True)))
    question = next(one for one in read.questions if one.key == "heading")
    assert question.likely == "student"
    read = read_of("Deltakere", *WHOLE)
    (question,) = [one for one in read.questions if one.key == "heading"]
    assert question.likely == "heading"
    assert names(read.answered("heading", "student")) == ("Deltakere", *WHOLE)


def test_unknown_headings_over_what_parts_the_class_are_asked_about():
    rows = ("Medlem;Lag", *(f"{name};{'Nord' if i % 2 else 'Sør'}" for i, name in enumerate(WHOLE)))
    read = read_of(*rows)
    question = next(one for one in read.questions if one.key == "heading")
    assert question.likely == "heading"
    assert names(read) == WHOLE


@pytest.mark.parametrize("cell", ["8A", "jente", "ida@skole.example", "17"])
def test_unknown_headings_over_classes_and_the_like_are_headings_without_a_question(cell):
    read = read_of("Medlem;Rom", *(f"{name};{cell}" for name in WHOLE))
    assert names(read) == WHOLE
    assert "heading" not in [one.key for one in read.questions]


@pytest.mark.parametrize(
    ("rows", "file", "title"),
    [
        (["Klasseliste 8A", *WHOLE], "", "8A"),
        (["Klasse: 10 B", "Navn", *WHOLE], "", "10 B"),
        (["Navn", *WHOLE], "Klasseliste 8A.xlsx", "8A"),
        (["Navn", *WHOLE], "8a.csv", "8A"),
        (["Navn", *WHOLE], "elever_9c_2026.csv", "9C"),
        (["Navn", *WHOLE], "1STA.csv", "1STA"),
        (["Navn", *WHOLE], "elever 17. august 2026.csv", ""),
        (["Navn", *WHOLE], "liste.csv", ""),
        (["Navn;Klasse", *(f"{name};8B" for name in WHOLE)], "8A.csv", "8B"),
        (["Klasseliste", "Navn", *WHOLE], "", ""),
    ],
)
def test_what_the_class_seems_to_be_called(rows, file, title):
    text = "".join(f"{row}\n" for row in rows)
    assert read_class_list(Source(file, text.encode())).title == title


def test_what_is_no_list_of_names_is_refused():
    for text in ("Kjære foreldre\nVelkommen til skolen\nVi møtes klokka 9.\n", "1\n2\n3\n"):
        read = read_class_list(pasted(text))
        assert read.error is not None
        with pytest.raises(type(read.error)):
            _ = read.roster


def test_a_parent_beside_a_student_is_no_student():
    rows = [f"{first} {last};Kari {last}" for first, last in zip(FIRST, LAST, strict=True)]
    assert names(read_of(*rows)) == WHOLE
    assert read_of(*rows).roster.attributes == ()


@pytest.mark.parametrize(
    "form",
    [
        *("o {}", "@{}", "'{}'", "Elev {}", "{}.", "{} ✓", "{} ☐", "{} (1)", "{} - Elev", "{};"),
        *("{} - 8A", "{} – 8A", "{} (J)", "{}, G"),
    ],
)
def test_marks_round_every_name_are_no_part_of_it(form):
    read = read_of(*map(form.format, WHOLE))
    assert names(read) == WHOLE


@pytest.mark.parametrize(
    "everyone",
    [
        ("Ida B.", "Nora K.", "Emil S.", "Sara G."),
        ("Ida J", "Nora K", "Emil M", "Sara G"),
    ],
)
def test_what_belongs_to_the_names_stays(everyone):
    assert names(read_of(*everyone)) == everyone


def test_two_names_in_every_line_are_two_students():
    lines = [f"{one}, {other}" for one, other in zip(WHOLE[::2], WHOLE[1::2], strict=True)]
    assert names(read_of(*lines)) == WHOLE
