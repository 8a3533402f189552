"""The search for templates: its constructions, its count, and a short run of the annealer."""

import shutil
from itertools import combinations

import constructions
import numpy as np
import pytest
import years

from toolkit.planning.year.templates import template
from toolkit.rules import GroupShape


def meetings(year: constructions.Year) -> list[tuple[int, int]]:
    return [two for period in year for g in period for two in combinations(sorted(g), 2)]


@pytest.mark.parametrize("order", sorted(constructions.FIELDS))
def test_points_of_different_parts_meet_exactly_once(order) -> None:
    met = meetings(constructions.transversal(order))
    apart = [(a, b) for a, b in combinations(range(4 * order), 2) if a // order != b // order]
    assert sorted(met) == apart


def test_one_more_meets_everyone() -> None:
    task = years.Task(16, GroupShape.FIVE)
    year = [
        tuple(tuple(i for pair in group for i in pair) for group in period)
        for period in template(task.sizes) or ()
    ]
    more = constructions.with_one_more(year, np.random.default_rng(0))
    assert more is not None
    assert {a for a, b in meetings(more) if b == 16} == set(range(16))
    assert all(sorted(map(len, period)) == [4, 4, 4, 5] for period in more)


@pytest.mark.parametrize("symmetry", years.symmetries(16, 5), ids=lambda one: one.name)
def test_both_groups_permute_the_points(symmetry) -> None:
    for permutations in (symmetry.outer, symmetry.inner):
        assert all(sorted(one) == list(range(16)) for one in permutations.tolist())
        assert len({tuple(one) for one in permutations.tolist()}) == len(permutations)
    # They commute, so that what the inner group leaves alone stays so in every period.
    for outer in symmetry.outer:
        assert (symmetry.inner[:, outer] == outer[symmetry.inner]).all()


@pytest.mark.skipif(shutil.which("cc") is None, reason="needs a C compiler")
def test_the_annealer_finds_a_year_that_counts_out() -> None:
    task, annealer = years.Task(8, GroupShape.FIVE), years.compiled()
    symmetry = years.symmetries(8, 4)[0]
    answer = years.anneal(annealer, task, symmetry, 4, 50_000, seed=1)
    assert answer is not None
    cost, groups = answer
    assert cost == 0
    found = years.quality(task, years.finished(task, groups))
    assert found is not None
    assert found.periods <= 4
