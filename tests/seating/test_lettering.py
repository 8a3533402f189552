import pytest

from toolkit.seating.lettering import lettering


@pytest.mark.parametrize(
    ("words", "width", "height", "lines"),
    [
        ("Ida", 9, 6, ("Ida",)),
        ("Ida Berg", 9, 6, ("Ida", "Berg")),
        ("Ida Berg", 90, 6, ("Ida Berg",)),
        ("Anne-Marie", 9, 6, ("Anne-", "Marie")),
        ("  Ida   Berg ", 90, 6, ("Ida Berg",)),
        ("Per Øyvind Lie Dahl-Vik", 5, 20, ("Per", "Øyvind", "Lie", "Dahl-Vik")),
    ],
)
def test_words_are_broken_where_that_makes_them_larger(
    words: str, width: float, height: float, lines: tuple[str, ...]
) -> None:
    assert lettering(words, width, height).lines == lines


def test_letters_give_way_to_a_long_name() -> None:
    sizes = [lettering("Abrahamsen" * n, 9, 6).size for n in range(1, 9)]
    assert sizes == sorted(sizes, reverse=True)
    assert len({*sizes}) == len(sizes)


def test_marks_above_letters_take_no_room() -> None:
    assert lettering("A\u030a", 9, 6).size == lettering("A", 9, 6).size


def test_a_name_of_very_many_words_is_reckoned_soon() -> None:
    assert lettering("a " * 5_000, 9, 6).size > 0
