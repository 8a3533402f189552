from dataclasses import replace
from itertools import accumulate, combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.planning.arrays import Groupings, Mask
from toolkit.planning.year.ordering import best_order, new_meetings

from .coverings import covering_problem, marked

NO_THREES = (2,) * 8
"""Sizes of groups by which nobody has a turn; only those who are marked are to meet anyway."""


def grouped(*periods: str) -> Groupings:
    """A period is one digit a student: the number of the group."""
    return np.array([[int(digit) for digit in period] for period in periods], dtype=np.intp)


def everyone(n: int) -> Mask:
    return ~np.eye(n, dtype=bool)


def order_of(
    groupings: Groupings, to_meet: Mask, sizes: tuple[int, ...], fixed=(), **more
) -> list[int]:
    of_sizes = covering_problem((len(to_meet),), len(groupings), to_meet=to_meet, **more)
    return best_order(replace(of_sizes, sizes=sizes), groupings, fixed)


def counted(groupings: Groupings, to_meet: Mask) -> list[int]:
    """The new meetings of each period, two students at a time."""
    met: set[tuple[int, int]] = set()
    new = []
    for period in groupings:
        together = {
            (i, j)
            for i, j in combinations(range(len(period)), 2)
            if period[i] == period[j] and to_meet[i, j]
        }
        new.append(len(together - met))
        met |= together
    return new


def one_by_one(groupings: Groupings, to_meet: Mask) -> list[int]:
    """The order of who takes the period with the most new meetings, again and again."""
    order: list[int] = []
    while len(order) < len(groupings):
        left = [t for t in range(len(groupings)) if t not in order]
        order.append(max(left, key=lambda t: counted(groupings[[*order, t]], to_meet)[-1]))
    return order


@st.composite
def many_groupings(draw: st.DrawFn) -> tuple[Groupings, Mask, tuple[int, ...]]:
    sizes = draw(st.sampled_from([(4, 4), (4, 3), (3, 3), (4, 5), (4, 4, 3), (4, 3, 3)]))
    n = sum(sizes)
    digits = [str(g) for g, size in enumerate(sizes) for _ in range(size)]
    periods = draw(st.lists(st.permutations(digits).map("".join), max_size=6))
    groupings = grouped(*periods).reshape(len(periods), n)
    pairs = st.lists(st.sampled_from([*combinations(range(n), 2)]), max_size=2 * n)
    return groupings, everyone(n) & ~marked(n, *draw(pairs)), sizes


@settings(max_examples=60, deadline=None)
@given(groupings_and_more=many_groupings())
def test_new_meetings_are_those_for_the_first_time(groupings_and_more) -> None:
    groupings, to_meet, _ = groupings_and_more
    assert new_meetings(groupings, to_meet) == counted(groupings, to_meet)


def test_who_may_not_meet_is_not_counted() -> None:
    assert new_meetings(grouped("0011", "0101", "0011"), everyone(4)) == [2, 2, 0]
    assert new_meetings(grouped("0011", "0101", "0110"), marked(4, (0, 1), (0, 3))) == [1, 0, 1]
    assert new_meetings(grouped("0011"), marked(4)) == [0]


@settings(max_examples=60, deadline=None)
@given(groupings_and_more=many_groupings(), data=st.data())
def test_in_no_other_first_three_do_they_meet_earlier_and_what_is_fixed_stays(
    groupings_and_more, data
) -> None:
    groupings, to_meet, sizes = groupings_and_more
    rows = range(len(groupings))
    fixed = data.draw(st.sets(st.sampled_from(rows) if rows else st.nothing()))
    order = order_of(groupings, to_meet, sizes, sorted(fixed))
    assert sorted(order) == [*rows]
    assert all(order[row] == row for row in fixed)
    most = max(
        sum(accumulate(counted(groupings[[*first]], to_meet)))
        for first in permutations(rows, min(3, len(rows)))
        if all(t == row if row in fixed else t not in fixed for row, t in enumerate(first))
    )
    assert sum(accumulate(counted(groupings[order][:3], to_meet))) == most


def test_the_first_three_are_chosen_together() -> None:
    rows = "0000111122223333"
    columns = "0123012301230123"
    diagonals = "0123103223013210"
    # As the rows, but two students have changed groups, so it repeats some of all the others.
    like_rows = "1000101122223333"
    groupings = grouped(like_rows, rows, columns, diagonals)
    greedy = one_by_one(groupings, everyone(16))
    assert greedy[0] == 0
    assert sum(new_meetings(groupings[greedy], everyone(16))[:3]) < 3 * 24
    order = order_of(groupings, everyone(16), (4, 4, 4, 4))
    assert order[3] == 0
    assert new_meetings(groupings[order], everyone(16))[:3] == [24, 24, 24]


def test_of_the_same_meetings_most_come_early() -> None:
    to_meet = marked(8, (0, 1), (2, 3), (2, 4), (3, 4), (5, 6), (5, 7))
    groupings = grouped("01234567", "00123456", "01234555", "01222345")
    assert new_meetings(groupings, to_meet) == [0, 1, 2, 3]
    assert order_of(groupings, to_meet, NO_THREES) == [3, 2, 1, 0]


def test_after_the_first_three_the_most_useful_comes_next() -> None:
    groupings = grouped("00123456", "00123456", "01223456", "01020345", "01213145", "01203405")
    order = order_of(groupings, everyone(8), NO_THREES)
    assert new_meetings(groupings[order], everyone(8)) == [3, 3, 3, 1, 1, 0]
    assert order[3:] == [0, 2, 1]


def test_turns_in_threes_are_even_where_meetings_are_the_same() -> None:
    groupings = grouped("1110000", "1110000", "0001110", "1001001")
    order = order_of(groupings, marked(7), (4, 3))
    # The one in the middle of both comes third, so that nobody has had two turns before.
    assert order == [0, 2, 3, 1]


def test_turns_before_count() -> None:
    groupings = grouped("1110000", "0001110", "1001001")
    had_one = np.array([1, 1, 1, 0, 0, 0, 0])
    assert order_of(groupings, marked(7), (4, 3), turns=had_one)[0] == 1
    assert order_of(groupings, marked(7), (4, 3), turns=had_one[::-1])[0] == 0


def test_turns_in_fives_are_not_counted() -> None:
    groupings = grouped("111110000", "111110000", "000011111")
    assert order_of(groupings, marked(9), (4, 5)) == [0, 1, 2]


@pytest.mark.parametrize("fixed", [(0,), (1,), (2,), (3,), (0, 3), (1, 2), (0, 1, 2, 3)])
def test_what_is_fixed_stays_where_it_is(fixed) -> None:
    to_meet = marked(6, (0, 1), (2, 3), (2, 4), (3, 4), (4, 5), (0, 5))
    groupings = grouped("012345", "001234", "012340", "012223")
    assert new_meetings(groupings, to_meet) == [0, 1, 1, 3]
    order = order_of(groupings, to_meet, NO_THREES, fixed)
    assert sorted(order) == [0, 1, 2, 3]
    assert all(order[row] == row for row in fixed)
    # The others come in the order of what they add.
    assert [t for t in order if t not in fixed] == [t for t in (3, 1, 2, 0) if t not in fixed]


@pytest.mark.parametrize("periods", range(4))
def test_a_short_year_has_an_order(periods) -> None:
    groupings = grouped("0011", "0101", "0110")[:periods]
    assert order_of(groupings, everyone(4), NO_THREES) == [*range(periods)]
