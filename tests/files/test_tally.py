"""Answers on paper, typed as lines of numbers."""

import pytest

from toolkit.errors import InputError
from toolkit.evaluation.counts import Tally
from toolkit.files.evaluation_forms import shipped_form
from toolkit.files.tally import tallied, tallied_class

FORM = shipped_form()
START, OUTSIDE, SAFE, KNOWN, SATISFIED = FORM.items
CLASS = """8A 28
12 7 3 1 2
9 9 5 2 1 2
-
10,10,8,0,0
"""


def test_a_class_is_typed_in_under_a_hundred_keys() -> None:
    counts = tallied(CLASS)
    assert len(CLASS) < 100
    assert counts.tallies(START) == {"8A": Tally(25, 19, 3)}
    assert counts.tallies(OUTSIDE) == {"8A": Tally(26, 18, 2)}
    assert counts.tallies(SAFE) == {}
    assert counts.tallies(KNOWN) == {"8A": Tally(28, 20)}


def test_several_classes_one_after_the_other() -> None:
    counts = tallied(f"{CLASS}\n8b:\n" + "5 5 5 5 5\n" * 4)
    assert counts.classes == ("8A", "8b")
    assert counts.tallies(SAFE) == {"8b": Tally(25, 10)}
    assert tallied(CLASS.replace("8A", "Rosa"), classes=["Rosa"]).classes == ("Rosa",)


def test_teachers_have_no_class() -> None:
    assert tallied("10 20 5 1 0 4", role="teacher").tallies(SATISFIED) == {"": Tally(36, 30, 4)}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", None, "no numbers"),
        ("8A\n1 2 3 4 5\n", 1, "Write 4 lines"),
        ("8A\n" + "1 2 3 4 5\n" * 5, 1, "There are 5"),
        ("8A\n1 2 3 4 5\n1 2 3 4\n-\n-", 3, "There are 4 numbers"),
        ("8A 14\n1 2 3 4 5\n-\n-\n-", 2, "15 answers, and 14 were asked"),
        ("8A 16\n1 2 3 4 5 2\n-\n-\n-", 2, "17 answers, and 16 were asked"),
        (CLASS + CLASS, 6, "stands twice"),
        ("Kari Zz 28\n1 2 3 4 5\n-\n-\n-", 1, "look like a class"),
        ("8A\n1 2 x 4 5\n-\n-\n-", 2, "numbers alone"),
    ],
)
def test_what_is_mistyped_is_said_with_its_line(text: str, line: int | None, said: str) -> None:
    with pytest.raises(InputError, match=said) as error:
        tallied(text)
    assert error.value.spot is not None
    assert error.value.spot.line == line
    assert "Zz" not in str(error.value)


def test_the_numbers_of_one_class_are_counted_as_typed_lines_are() -> None:
    typed = tallied("8A 28\n12 7 3 1 2\n-\n8 8 6 2 2\n10 10 8 0 0")
    numbers = ([12, 7, 3, 1, 2], None, [8, 8, 6, 2, 2], [10, 10, 8, 0, 0])
    assert tallied_class(numbers, school_class="8A", asked=28) == typed


@pytest.mark.parametrize(
    ("numbers", "line", "said"),
    [
        (([12, 7, 3, 1, 2], [20, 9, 0, 0, 0], None, None), 2, "29 answers, and 28"),
        (([12, 7, 3], None, None, None), 1, "3 numbers"),
        ((None,) * 4, None, "no numbers"),
    ],
)
def test_numbers_that_cannot_be_are_told_with_their_row(
    numbers: tuple[list[int] | None, ...], line: int | None, said: str
) -> None:
    with pytest.raises(InputError, match=said) as refused:
        tallied_class(numbers, school_class="8A", asked=28)
    assert refused.value.spot is not None
    assert refused.value.spot.line == line
