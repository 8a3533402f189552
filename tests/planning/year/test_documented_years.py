"""The table of the shortest years in the documentation, against the templates themselves."""

import re
from pathlib import Path

import pytest

from toolkit.bounds import periods_bound
from toolkit.plan import Plan
from toolkit.planning.year.templates import known_years
from toolkit.rules import GroupShape, Rules
from toolkit.shapes import group_sizes

TEXT = (Path(__file__).parents[3] / "docs" / "mathematics.md").read_text("utf-8")
TABLE = TEXT.partition("| students |")[2]
ROWS = re.findall(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \|$", TABLE, re.MULTILINE)


def test_the_table_has_every_class_size() -> None:
    assert [int(students) for students, *_ in ROWS] == list(range(7, 41))


@pytest.mark.parametrize(("students", "five", "trio"), ROWS)
def test_the_table_says_what_is_known(make_class, students, five, trio) -> None:
    people = make_class(int(students)).students
    for shape, cell in ((GroupShape.FIVE, five), (GroupShape.TRIO, trio)):
        sizes = group_sizes(len(people), shape)
        first, *second = map(len, known_years(sizes))
        bound = periods_bound(people, Rules(group_shape=shape), Plan())
        known = f"{first}" if first == bound else f"{first}, bound {bound}"
        assert cell == "; ".join([known, *map(str, second)])
