"""Every name on paper can be read: high enough, apart from the next, and without colours."""

import random
from itertools import combinations

import numpy as np
import pytest

import toolkit as mk
from tests.paper.classes import papers_of, plan_of, seated, students
from tests.paper.other_programs import POINT, READS_PDF, Word, greys, words_of
from toolkit.messages import Translator
from toolkit.paper.facts import facts_of
from toolkit.paper.fitting import SMALLEST
from toolkit.paper.seats import seats_content
from toolkit.seating.presets import Preset

pytestmark = READS_PDF

PAPERS = [
    (36, "horseshoe", "klassekart.pdf"),
    (27, "columns", "klassekart.pdf"),
    (34, "islands", "klassekart.pdf"),
    (36, "rows", "makkergrupper.pdf"),
    (11, "rows", "makkergrupper.pdf"),
    (28, "rows", "makkerkort.pdf"),
]
EVERY_ROOM = [(preset.value, number) for preset in Preset for number in range(4, 37)]
HIGH = 2.99  # mm, for places are told in fractions of a point
MARGIN = 5.0  # mm that no printer needs
A4 = (297.0, 210.0)


def of_names(number: int, words: list[Word]) -> list[Word]:
    """Those of the words that are of students' names, and long enough to be measured."""
    parts = {part for one in students(number) for part in one.name.replace("-", " ").split()}
    return [
        word
        for word in words
        if len(word.text) > 3 and set(word.text.strip(",").split("-")) & parts
    ]


@pytest.mark.parametrize(("number", "preset", "paper"), PAPERS)
def test_names_are_high_and_stand_apart_and_within_the_margins(
    number: int, preset: str, paper: str
) -> None:
    words = words_of(papers_of(number, preset=preset)[paper])
    names = of_names(number, words)
    assert len(names) >= number
    assert [word.text for word in names if word.capitals < HIGH] == []
    long = [word for word in words if len(word.text) > 3]
    assert [(a.text, b.text) for a, b in combinations(long, 2) if overlapping(a, b)] == []
    for word in words:
        assert min(word.left, word.top) * POINT > MARGIN
        sides = A4 if "kort" not in paper else A4[::-1]
        assert word.right * POINT < sides[0] - MARGIN
        assert word.bottom * POINT < sides[1] - MARGIN


def overlapping(one: Word, other: Word) -> bool:
    """Whether letters of two words touch; lines have room above and below that no letter needs."""
    if one.page != other.page:
        return False
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    line = min(one.capitals, other.capitals) / POINT
    return min(across, down) > 0.55 * line


@pytest.mark.parametrize(("preset", "number"), random.Random(8).sample(EVERY_ROOM, 12))
def test_names_of_any_class_are_high_in_any_room(preset: str, number: int) -> None:
    plan = plan_of(students(number))
    [seats] = seated(plan, preset).periods
    content = seats_content(facts_of(plan, 1), seats, Translator("nb"))
    for page in content["pages"]:
        assert len(page["names"]) == number
        assert min(line["size"] for name in page["names"] for line in name["lines"]) >= SMALLEST


def test_a_room_that_names_fit_into_is_as_on_the_screen() -> None:
    plan = plan_of([mk.Student(str(at), f"Liv {at}", "8A") for at in range(24)])
    [seats] = seated(plan, "rows").periods
    [page, _] = seats_content(facts_of(plan, 1), seats, Translator("nb"))["pages"]
    assert len({(name["width"], name["height"]) for name in page["names"]}) == 1
    assert not any(name["upright"] for name in page["names"])


@pytest.mark.parametrize(("number", "preset", "paper"), [PAPERS[0], PAPERS[3], PAPERS[5]])
def test_names_can_be_read_without_colours(number: int, preset: str, paper: str) -> None:
    made = papers_of(number, preset=preset)[paper]
    page, dots = greys(made, 0, 100), 100 / 72
    for word in words_of(made):
        if word.page == 0:
            sides = (word.top, word.bottom, word.left, word.right)
            top, bottom, left, right = (round(side * dots) for side in sides)
            spot = page[top:bottom, left:right]
            assert contrast(spot) >= 7, word.text


def contrast(spot: np.ndarray) -> float:
    """Between ink and paper, as the guidelines for accessible content reckon it."""
    dark, light = (float(value) ** 2.2 + 0.05 for value in (spot.min(), spot.max()))
    return light / dark
