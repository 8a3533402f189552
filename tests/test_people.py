from pathlib import Path

from toolkit.files.rosters import read_roster
from toolkit.people import Roster, Student

IDA = Student("1", "Ida Berg", "8A", (("gender", "jente"),))
IDA_TOO = Student("2", "ida  berg", "8B")
ALI = Student("3", "Ali Khan", "8A")
ROSTER = Roster((IDA, IDA_TOO, ALI))


def test_a_student_is_found_by_id_or_by_name() -> None:
    assert ROSTER.named("3") == (ALI,)
    assert ROSTER.named(" ALI khan ") == (ALI,)
    assert ROSTER.named("Ida Berg") == (IDA, IDA_TOO)
    assert ROSTER.named("Khan, Ali") == (ALI,)
    assert ROSTER.named("Nora") == ()


def test_an_id_goes_before_a_name() -> None:
    named_like_an_id = Student("9", "1")
    assert Roster((IDA, named_like_an_id)).named("1") == (IDA,)


def test_those_with_one_name_are_told_apart() -> None:
    assert ROSTER.label(IDA) == "Ida Berg (8A)"
    assert ROSTER.label(ALI) == "Ali Khan"


def _namesakes(*schools: str, name: str = "Emma Hansen") -> Roster:
    given = (
        Student(f"8a-{number:02}", name, "8A", (("level", str(number)), ("primary_school", school)))
        for number, school in enumerate(schools, start=7)
    )
    return Roster((*given, ALI))


def test_namesakes_are_told_apart_by_what_a_human_knows() -> None:
    apart = _namesakes("Lia", "Vik")
    assert [apart.label(one) for one in apart] == [
        "Emma Hansen (Lia)",
        "Emma Hansen (Vik)",
        "Ali Khan",
    ]
    for schools in (("Lia", "Lia"), ("Lia", ""), ("Lia", "Vik", " lia")):
        alike = _namesakes(*schools)
        labels = [alike.label(one) for one in alike][:-1]
        assert labels == [f"Emma Hansen {number + 1}" for number in range(len(schools))]


def test_no_label_tells_what_students_may_not_know_of_each_other() -> None:
    assert not any("level" in label or "(7)" in label for label in _all_labels("Lia", "Vik"))
    assert not any("8a-" in label for label in _all_labels("", ""))


def _all_labels(*schools: str) -> list[str]:
    roster = _namesakes(*schools)
    return [roster.label(one) for one in roster]


def test_a_number_stays_when_the_list_is_sorted_otherwise() -> None:
    roster = _namesakes("", "", "")
    turned = Roster(tuple(reversed(roster.students)))
    assert [turned.label(one) for one in roster] == [roster.label(one) for one in roster]


def test_a_namesake_is_found_by_their_label() -> None:
    for roster in (_namesakes("Lia", "Vik"), _namesakes("", "")):
        for student in roster:
            assert roster.student(roster.label(student).lower()) == student


def test_a_made_id_is_not_shown_and_namesakes_are_told_apart_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "8A.csv"
    file.write_text("Navn;Klasse\n" + "Emma Hansen;8A\n" * 11 + "Emma Hansen;8B\nAli Khan;8A\n")
    roster = read_roster(file)
    labels = [roster.label(student) for student in roster]
    assert sorted(labels[:11], key=lambda label: int(label.split()[-1])) == labels[:11]
    assert sorted(labels[:12]) == sorted(f"Emma Hansen {number}" for number in range(1, 13))
    assert labels[-1] == "Ali Khan"
    fewer = Roster(roster.students[:1])
    assert fewer.label(fewer.students[0]) == "Emma Hansen"
    with_own = Roster((roster.students[0], Student("7", "emma hansen")))
    assert [with_own.label(student) for student in with_own] == ["Emma Hansen 2", "emma hansen 1"]


def test_classes() -> None:
    assert ROSTER.classes == ("8A", "8B")
    assert ROSTER.of_class("8a").students == (IDA, ALI)
    assert len(ROSTER.of_class("9C")) == 0
    assert Roster((IDA, Student("4", "Liv", " 8a "), IDA_TOO)).classes == ("8A", "8B")


def test_attributes() -> None:
    assert ROSTER.attributes == ("gender",)
    assert (IDA.attribute("gender"), ALI.attribute("gender")) == ("jente", "")
