import pytest

from toolkit.errors import InputError
from toolkit.people import Roster, Student
from toolkit.roster_editing import (
    LONGEST_NAME,
    again,
    namesakes,
    typed_name,
    with_joined,
    with_name,
    without,
)

CLASS = Roster((Student("1", "Ida Berg", "8A", {"gender": "j"}), Student("2", "Ali Khan", "8A")))


def test_a_typed_name_is_one_line() -> None:
    assert typed_name(" Ida\u00a0 Marie\tBerg \n") == "Ida Marie Berg"
    assert typed_name("A\u030ase \u202aAas\u00ad\u200b") == "Åse Aas"
    assert typed_name("I\u00adda\u202e Berg\u200b\x07") == "Ida Berg"
    assert typed_name("<b>Ida</b> 'O'Neil'") == "<b>Ida</b> 'O'Neil'"  # text, as in a file


@pytest.mark.parametrize(
    "text", ["", "  ", "–", "\u200b\u202e", "Ida 010100 12356", "x" * (LONGEST_NAME + 1)]
)
def test_what_is_no_name_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(InputError) as refused:
        typed_name(text)
    assert "010100" not in str(refused.value)


def test_who_joins_is_of_the_class_and_has_an_id_of_their_own() -> None:
    joined = with_joined(with_joined(CLASS, "Emma  Vik"), "Emma Vik")
    first, second = joined.students[2:]
    assert (first.name, second.name, second.school_class) == ("Emma Vik", "Emma Vik", "8A")
    assert first.id != second.id
    assert joined.students[:2] == CLASS.students


def test_nobody_new_gets_the_id_of_one_who_has_left() -> None:
    emma = with_joined(CLASS, "Emma Vik").students[-1]
    assert with_joined(CLASS, "Emma Vik", former=[emma]).students[-1].id != emma.id


def test_a_name_put_right_leaves_all_else() -> None:
    renamed = with_name(CLASS, "1", "Ida Dahl")
    assert renamed.students[0] == Student("1", "Ida Dahl", "8A", {"gender": "j"})
    assert renamed.students[1] == CLASS.students[1]


def test_a_surname_that_was_typed_first_is_put_behind() -> None:
    assert with_joined(CLASS, "Vik, Emma").students[-1].name == "Emma Vik"
    assert with_name(CLASS, "1", "Dahl, Ida").students[0].name == "Ida Dahl"


def test_namesakes_are_found_however_they_are_written() -> None:
    assert namesakes(CLASS, "ida  BERG") == (CLASS.students[0],)
    assert namesakes(CLASS, "Ida Berg", but="1") == ()


def test_who_leaves_is_gone_and_the_last_one_stays() -> None:
    alone = without(CLASS, "1")
    assert alone.students == CLASS.students[1:]
    with pytest.raises(InputError):
        without(alone, "2")


def test_names_that_come_again_are_found_within_their_class() -> None:
    other = Student("3", "ida berg", "8B")
    same = Student("4", "Ida  Berg", "8a")
    assert again(Roster((*CLASS, other))) == ()
    assert again(Roster((*CLASS, other, same))) == (same,)
