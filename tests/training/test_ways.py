"""The three ways: what holds for every class, and what the course says of 28."""

from itertools import pairwise

import pytest

from toolkit.errors import InputError
from toolkit.training.compared import Way
from toolkit.training.ways import ways


@pytest.mark.parametrize("students", [8, 11, 28])
def test_each_grows_from_nobody_to_everybody(students: int) -> None:
    found = ways(students)
    for way in (found.chance, found.careful, found.plan):
        assert way.shares[0] == 0
        assert way.shares[-1] == pytest.approx(1)
        assert all(earlier <= later + 1e-12 for earlier, later in pairwise(way.shares))


@pytest.mark.parametrize("students", [8, 12, 27, 28])
def test_the_plan_is_never_the_slowest(students: int) -> None:
    found = ways(students)
    assert found.bound <= found.plan.full <= found.careful.full <= found.chance.full


def test_28_need_nine_and_the_plan_needs_no_more() -> None:
    found = ways(28)
    assert (found.plan.full, found.bound) == (9, 9)
    assert found.careful.full > 9


def test_what_the_notes_say_of_the_careful_teacher_holds() -> None:
    found = ways(28)
    assert found.plan.after(4) - found.careful.after(4) < 0.05
    assert found.plan.after(9) - found.careful.after(9) > 0.1


def test_the_first_period_is_the_same_in_every_way() -> None:
    found = ways(28)
    first = 42 / 378
    assert found.chance.after(1) == pytest.approx(first)
    assert found.careful.after(1) == pytest.approx(first)
    assert found.plan.after(1) == pytest.approx(first)


def test_chance_is_as_probability_says() -> None:
    # Two of 28 are in one group with 3 in 27; after nine periods, 1 - (8/9)^9 of all have met.
    assert ways(28).chance.after(9) == pytest.approx(1 - (8 / 9) ** 9, abs=0.01)


def test_another_seed_draws_other_lots() -> None:
    assert ways(12, 1).chance != ways(12, 0).chance


def test_after_the_end_nothing_changes() -> None:
    assert Way((0.0, 1.0), 1).after(7) == 1


def test_three_are_no_class() -> None:
    with pytest.raises(InputError):
        ways(3)
