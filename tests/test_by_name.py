"""Rules made of names are those that a file with the same names makes."""

import pytest

import toolkit as mk
from toolkit.files.sources import Source

ROSTER = mk.Roster(
    (
        mk.Student("1", "Ida Berg", "8A", {"gender": "j", "primary_school": "Lia"}),
        mk.Student("2", "Jonas Lie", "8A", {"gender": "g", "primary_school": "Lia"}),
        mk.Student("3", "Ali Khan", "8A", {"gender": "g", "primary_school": "Fjell"}),
        mk.Student("4", "Ida Moe", "8A", {"gender": "j", "primary_school": "Fjell"}),
        mk.Student("5", "Ida Moe", "8A", {"gender": "j", "primary_school": "Lia"}),
    )
)


def test_rules_of_names_are_those_of_a_file() -> None:
    made = mk.Rules(
        keep_apart=(
            mk.keep_apart(ROSTER, "Ida Berg", "Lie, Jonas"),
            mk.keep_apart(ROSTER, "ali  khan", "5", scope="pair"),
        ),
        together=(mk.together(ROSTER, "Ida Berg", "Ali Khan", periods=[1, 3]),),
        acquainted=mk.acquainted(ROSTER, ["Ida Berg", "4"], attributes=["Barneskole"]),
        balance=mk.balance(ROSTER, "Kjønn"),
        seats=(
            mk.seat(ROSTER, "Ida Berg", near="front", strict=True),
            mk.seat(ROSTER, "Ali Khan", "4", not_near=mk.Near.WINDOW),
        ),
    )
    read = mk.read_rules(
        Source(
            "rules.toml",
            b"""
            [acquainted]
            attributes = ["Barneskole"]
            groups = [["Ida Berg", "4"]]
            [[keep_apart]]
            students = ["Ida Berg", "Lie, Jonas"]
            [[keep_apart]]
            students = ["ali  khan", "5"]
            scope = "pair"
            [[together]]
            students = ["Ida Berg", "Ali Khan"]
            periods = [1, 3]
            [balance]
            attributes = ["Kj\xc3\xb8nn"]
            [[seat]]
            students = ["Ida Berg"]
            near = "front"
            strict = true
            [[seat]]
            students = ["Ali Khan", "4"]
            not_near = "window"
            """,
        ),
        ROSTER,
    )
    assert made == read
    assert [rule.written.students for rule in made.keep_apart] == [
        rule.written.students for rule in read.keep_apart
    ]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda: mk.keep_apart(ROSTER, "Ida Berk", "Jonas Lie"),
            "No student in the class list is called Ida Berk. Did you mean Ida Berg",
        ),
        (
            lambda: mk.together(ROSTER, "Ida Moe", "Jonas Lie"),
            "2 students are called Ida Moe. Write the id instead: 4 (8A), 5 (8A).",
        ),
        (lambda: mk.keep_apart(ROSTER, "Ida Berg"), "At least two students belong here."),
        (lambda: mk.keep_apart(ROSTER, "1", "Ida Berg"), "Ida Berg stands twice in this list."),
        (
            lambda: mk.together(ROSTER, "1", "2", "3", "4"),
            "together: At most three students can be partners.",
        ),
        (
            lambda: mk.keep_apart(ROSTER, ["Ida Berg", "Jonas Lie"]),
            "students: This should be of the type str, and is list.",
        ),
        (
            lambda: mk.keep_apart("Ida Berg", "Jonas Lie"),
            "roster: This should be of the type Roster, and is str.",
        ),
        (
            lambda: mk.keep_apart(ROSTER, "1", "2", scope="class"),
            'scope: Choose one of these: "group", "pair".',
        ),
        (
            lambda: mk.acquainted(ROSTER, "Ida Berg", "Jonas Lie"),
            "groups: This should be of the type tuple, and is str.",
        ),
        (
            lambda: mk.acquainted(ROSTER, attributes=["barneskule", "fritid"]),
            "The class list has no column fritid.",
        ),
        (
            lambda: mk.balance(ROSTER, "kjønnn"),
            "The class list has no column kjønnn. Did you mean kjønn",
        ),
        (
            lambda: mk.keep_apart(ROSTER, "1", "55108695071"),
            "students: A national identity number stands here.",
        ),
        (
            lambda: mk.seat(ROSTER, "Ida Berk", near="front"),
            "No student in the class list is called Ida Berk. Did you mean Ida Berg",
        ),
        (lambda: mk.seat(ROSTER, near="front"), "At least one student belongs here."),
        (lambda: mk.seat(ROSTER, "1", "Ida Berg", near="back"), "Ida Berg stands twice"),
        (lambda: mk.seat(ROSTER, "1"), "near: Give one of the two, near or not_near."),
        (
            lambda: mk.seat(ROSTER, "1", near="front", not_near="door"),
            "near: Give one of the two, near or not_near.",
        ),
        (
            lambda: mk.seat(ROSTER, "1", not_near="board"),
            'not_near: Choose one of these: "front", "back", "door", "window", "teacher".',
        ),
        (
            lambda: mk.seat(ROSTER, "1", near="door", strict="yes"),
            "strict: This should be of the type bool, and is str.",
        ),
    ],
)
def test_who_cannot_be_found_is_refused_in_the_same_words(make, said: str) -> None:
    with pytest.raises(mk.InputError) as refused:
        make()
    assert str(refused.value).startswith(said)
