"""Every stored year, counted out from the text of its file alone."""

from collections import Counter
from importlib.resources import files
from itertools import combinations

import pytest

from toolkit.planning.year import templates
from toolkit.planning.year.templates import (
    file_name,
    from_text,
    known_years,
    template,
    to_text,
)
from toolkit.rules import GroupShape
from toolkit.shapes import group_sizes

YEARS = {
    file.name: file.read_text(encoding="utf-8")
    for file in files(templates).iterdir()
    if file.name.endswith(".txt")
}

MOST_UNEVEN = {
    "7-threes.txt": 2,
    "10-threes.txt": 3,
    "11-threes.txt": 3,
    "13-fives.txt": 2,
    "13-threes.txt": 2,
    "17-fives.txt": 2,
    "17-threes.txt": 4,
    "18-threes.txt": 4,
    "21-threes.txt": 2,
}
"""By how many turns two students differ at most, where it is by more than one.

Seven meet in three periods only where one is in every trio, as trying all shows. Ten meet in
four only where the same two are in every four: any two periods of 4 + 3 + 3 have a meeting in
common, and no more than three meetings may be repeated. That everyone is met early comes before
even turns: for eleven, for thirteen in fives and for 21 with threes, no year with even turns is
known in which they meet as early. For the others, even turns are not known in so short a year
without makkere who are makkere again.
"""

MOST_EARLY_REPEATS = {"34-fives.txt": 1}
"""How many meet again in the first three periods, where nobody would have to."""

AGAIN = {"10-fives.txt": 1, "19-threes.txt": 1}
"""How often two are makkere again; nobody ever is in the others."""

NINE = """\
0,2|3,5 6,8|1,4,7
0,1|3,4 7,8|2,5,6
1,2|4,5 6,7|0,3,8
"""

SIXTEEN = """\
0,1|2,3 4,5|6,7 8,9|10,11 12,13|14,15
0,4|8,12 1,5|9,13 2,6|10,14 3,7|11,15
0,5|10,15 1,4|11,14 2,7|8,13 3,6|9,12
0,6|11,13 1,7|10,12 2,4|9,15 3,5|8,14
0,7|9,14 1,6|8,15 2,5|11,12 3,4|10,13
"""
"""The lines of the affine plane of order four."""


def sizes_of(name: str) -> list[int]:
    """The sizes of the groups of such a class, from the name of its file."""
    students, odd = name.removesuffix(".txt").removesuffix(".second").split("-")
    n = int(students)
    five, three = {"fours": (0, 0), "fives": (n % 4, 0), "threes": (0, -n % 4)}[odd]
    assert (five or three) or odd == "fours"
    fours, left = divmod(n - 5 * five - 3 * three, 4)
    assert left == 0
    return sorted([3] * three + [4] * fours + [5] * five)


def faults(name: str, text: str) -> list[str]:
    """What is wrong with a year; each line of the text is a period."""
    sizes, found = sizes_of(name), []
    everyone = range(sum(sizes))
    # Those of a group larger than the number of groups have to meet again in the next period.
    may_start_new = len(everyone) >= 16 and max(sizes) <= len(sizes)
    met: set[frozenset[int]] = set()
    turns: Counter[int] = Counter()
    makkere: Counter[frozenset[int]] = Counter()
    early = 0
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        groups = [[pair.split(",") for pair in group.split("|")] for group in line.split(" ")]
        members = [[int(i) for pair in group for i in pair] for group in groups]
        if sorted(i for group in members for i in group) != [*everyone]:
            found.append("students")
        if sorted(map(len, members)) != sizes:
            found.append("sizes")
        if any(sorted(map(len, pairs)) not in ([2, 2], [2, 3], [3]) for pairs in groups):
            found.append("pairs")
        turns.update(int(i) for pairs in groups for pair in pairs if len(pair) == 3 for i in pair)
        makkere.update(
            frozenset(two) for pairs in groups for pair in pairs for two in combinations(pair, 2)
        )
        meetings = [frozenset(two) for group in members for two in combinations(group, 2)]
        early += len(met & set(meetings)) if number <= 3 else 0
        if number == len(lines) and met >= set(meetings):
            found.append("useless end")
        met |= set(meetings)
    if may_start_new and early > MOST_EARLY_REPEATS.get(name, 0):
        found.append("early repeat")
    if sum(times - 1 for times in makkere.values()) > AGAIN.get(name, 0):
        found.append("makkere again")
    if met != {frozenset(two) for two in combinations(everyone, 2)}:
        found.append("unmet")
    if max(turns[i] for i in everyone) - min(turns[i] for i in everyone) > MOST_UNEVEN.get(name, 1):
        found.append("turns")
    return found


@pytest.mark.parametrize("name", sorted(YEARS))
def test_every_year_is_what_its_name_says(name) -> None:
    assert faults(name, YEARS[name]) == []


def test_the_check_passes_what_is_right() -> None:
    assert faults("9-fives.txt", NINE) == []
    assert faults("16-fours.txt", SIXTEEN) == []


@pytest.mark.parametrize(
    ("name", "year", "whole", "damaged", "fault"),
    [
        ("9-fives.txt", NINE, "0,2|3,5", "0,2|3,6", "students"),
        ("9-fives.txt", NINE, "0,2|3,5 6,8|1,4,7", "0,2|3,5 6,8|1,4", "students"),
        ("9-fives.txt", NINE, "0,2|3,5 6,8|1,4,7", "0,2|1,3,5 6,8|4,7", "unmet"),
        ("9-fives.txt", NINE, "1,2|4,5 6,7|0,3,8\n", "", "unmet"),
        ("9-fives.txt", NINE, "6,8|1,4,7", "1,8|4,6,7", "turns"),
        ("9-fives.txt", NINE, "0,2|3,5", "0|2,3,5", "pairs"),
        ("9-fives.txt", NINE, "6,8|1,4,7", "1,4,6,7,8", "pairs"),
        ("9-fives.txt", NINE, "0,2|3,5 6,8|1,4,7", "0,2|3,5,6 8|1,4,7", "pairs"),
        ("9-fives.txt", NINE, "0,2|3,5 6,8|1,4,7", "0,2 3,5|6,8 1,4,7", "sizes"),
        ("16-fours.txt", SIXTEEN, "0,1|2,3 4,5|6,7", "0,4|2,3 1,5|6,7", "unmet"),
        ("16-fours.txt", SIXTEEN, "0,1|2,3 4,5|6,7", "0,4|2,3 1,5|6,7", "early repeat"),
        ("16-fours.txt", SIXTEEN, "0,1|2,3 4,5|6,7", "0,1,2|3,4 5,6,7", "sizes"),
        ("16-fours.txt", SIXTEEN, SIXTEEN, SIXTEEN + SIXTEEN[: SIXTEEN.index("\n")], "useless end"),
    ],
)
def test_the_check_finds_what_is_damaged(name, year, whole, damaged, fault) -> None:
    assert whole in year
    assert fault in faults(name, year.replace(whole, damaged))


@pytest.mark.parametrize("shape", GroupShape)
@pytest.mark.parametrize("students", range(8, 41))
def test_there_is_a_year_for_every_class(students, shape) -> None:
    sizes = group_sizes(students, shape)
    name = file_name(sizes)
    assert sizes_of(name) == sorted(sizes.as_tuple())
    assert template(sizes) == from_text(YEARS[name])
    second = file_name(sizes, is_second=True)
    assert known_years(sizes) == tuple(from_text(YEARS[f]) for f in (name, second) if f in YEARS)


def test_every_year_serves_some_class() -> None:
    served = {
        file_name(group_sizes(n, shape), is_second=is_second)
        for n in range(4, 41)
        for shape in GroupShape
        for is_second in (False, True)
    }
    assert served >= YEARS.keys()


@pytest.mark.parametrize("second", sorted(name for name in YEARS if ".second" in name))
def test_the_second_year_is_longer_and_has_what_the_first_gave_up(second) -> None:
    first = second.replace(".second", "")
    assert YEARS[first].count("\n") < YEARS[second].count("\n")
    assert {first} & (MOST_UNEVEN.keys() | MOST_EARLY_REPEATS.keys())
    assert not {second} & (MOST_UNEVEN.keys() | MOST_EARLY_REPEATS.keys())


@pytest.mark.parametrize("shape", GroupShape)
def test_a_class_that_is_too_large_has_none(shape) -> None:
    assert template(group_sizes(41, shape)) is None


def test_a_line_is_a_period() -> None:
    text = "0,1|2,3 7,8|4,5,6\n10,11,12\n"
    periods = ((((0, 1), (2, 3)), ((7, 8), (4, 5, 6))), (((10, 11, 12),),))
    assert from_text(text) == periods
    assert to_text(periods) == text
    assert to_text(()) == ""
    assert from_text("") == ()


@pytest.mark.parametrize("name", sorted(YEARS))
def test_reading_and_writing_are_each_others_inverse(name) -> None:
    assert to_text(from_text(YEARS[name])) == YEARS[name]
