"""Periods as tuples and as arrays, there and back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.people import Student
from toolkit.planning.arrays import (
    Groups,
    grouping_of,
    groups_of,
    members,
    numbered,
    partners,
    without_pairs,
)
from toolkit.rules import GroupShape
from toolkit.shapes import group_sizes


@st.composite
def periods(draw: st.DrawFn) -> Groups:
    shape = draw(st.sampled_from(GroupShape))
    sizes = draw(st.permutations(group_sizes(draw(st.integers(4, 30)), shape).as_tuple()))
    left = iter(draw(st.permutations(range(sum(sizes)))))
    return tuple(tuple(next(left) for _ in range(size)) for size in sizes)


@given(groups=periods())
def test_an_array_holds_the_same_groups_the_fours_first(groups: Groups) -> None:
    grouping = grouping_of(groups)
    again = groups_of(grouping)
    assert set(map(frozenset, again)) == set(map(frozenset, groups))
    fours = sum(len(group) == 4 for group in groups)
    assert [len(group) == 4 for group in again] == [g < fours for g in range(len(groups))]
    assert (grouping_of(again) == grouping).all()


def test_students_are_numbered_in_their_order() -> None:
    assert numbered([Student("b", "B"), Student("a", "A")]) == {"b": 0, "a": 1}


@pytest.mark.parametrize(
    ("pairs", "everyone", "two_by_two"),
    [
        (((3, 1), (0, 2)), (3, 1, 0, 2), [(1, 3), (0, 2)]),
        (((4, 2, 3),), (4, 2, 3), [(2, 3), (2, 4), (3, 4)]),
    ],
)
def test_who_is_in_a_group_and_who_are_partners_there(pairs, everyone, two_by_two) -> None:
    assert members(pairs) == everyone
    assert partners(pairs) == two_by_two


def test_a_period_without_its_pairs() -> None:
    period = (((0, 1), (2, 3)), ((4, 5, 6),))
    assert without_pairs(period) == ((0, 1, 2, 3), (4, 5, 6))
    assert np.array_equal(grouping_of(without_pairs(period)), [0, 0, 0, 0, 1, 1, 1])
