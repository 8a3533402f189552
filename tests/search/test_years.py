"""The search for templates: its constructions, its count, and a short run of the annealer."""

import shutil
from collections import Counter
from dataclasses import replace
from itertools import combinations
from math import inf

import actions
import annealing
import constructions
import numpy as np
import pairs
import perfect
import pytest
import tasks
import years

from toolkit.planning.arrays import groups_of, partners, without_pairs
from toolkit.planning.period.candidates import SPLITS
from toolkit.planning.year.templates import from_text, template
from toolkit.rules import GroupShape
from toolkit.shapes import group_sizes


def meetings(year: constructions.Year) -> list[tuple[int, int]]:
    return [two for period in year for g in period for two in combinations(sorted(g), 2)]


@pytest.mark.parametrize("order", sorted(constructions.FIELDS))
def test_points_of_different_parts_meet_exactly_once(order) -> None:
    met = meetings(constructions.transversal(order))
    apart = [(a, b) for a, b in combinations(range(4 * order), 2) if a // order != b // order]
    assert sorted(met) == apart


def test_one_more_meets_everyone() -> None:
    task = tasks.Task(16, GroupShape.FIVE)
    year = [
        tuple(tuple(i for pair in group for i in pair) for group in period)
        for period in template(task.sizes) or ()
    ]
    more = constructions.with_one_more(year, np.random.default_rng(0))
    assert more is not None
    assert {a for a, b in meetings(more) if b == 16} == set(range(16))
    assert all(sorted(map(len, period)) == [4, 4, 4, 5] for period in more)


def test_whoever_is_never_in_an_odd_group_can_be_left_out() -> None:
    task = tasks.Task(17, GroupShape.TRIO)
    year = [without_pairs(period) for period in template(group_sizes(18, GroupShape.TRIO)) or ()]
    smaller = list(constructions.one_fewer(year, task.sizes.as_tuple()))
    assert smaller
    for one in smaller:
        assert {*meetings(one)} == {*combinations(range(17), 2)}
        assert all(sorted(map(len, period)) == [3, 3, 3, 4, 4] for period in one)


SYMMETRIES = [
    actions.action(*one)
    for one in actions.actions(12, 6)
    if one[0] in {"Z1", "Z2", "Z5", "Z6", "S3", "Z5:Z4", "Z11:Z5"}
][::7]


@pytest.mark.parametrize("action", SYMMETRIES, ids=lambda one: one.name)
def test_a_symmetry_is_a_group_on_students_and_periods(action) -> None:
    both = np.hstack([action.students, action.students.shape[1] + action.periods])
    elements = {tuple(one) for one in both.tolist()}
    assert all(sorted(one) == [*range(18)] for one in elements)
    assert {actions.after(a, b) for a in elements for b in elements} == elements
    # Each orbit of periods is told by its first.
    orbits = {tuple(sorted(set(orbit))) for orbit in action.periods.T.tolist()}
    assert action.bases() == sorted(orbit[0] for orbit in orbits)


@pytest.mark.parametrize(
    ("name", "order", "count"), [("Z6", 6, 4), ("S3", 6, 4), ("Z2xZ2", 4, 5), ("Z3xZ3:Z4", 36, 10)]
)
def test_subgroups_are_found_up_to_conjugation(name, order, count) -> None:
    found = actions.subgroups(name)
    assert len(actions.closure(actions.GROUPS[name])) == order
    assert len(found) == count
    assert all(order % len(one) == 0 for one in found)


@pytest.fixture(scope="module")
def annealer() -> annealing.Annealer:
    if shutil.which("cc") is None:
        pytest.skip("needs a C compiler")
    return annealing.Annealer()


@pytest.mark.parametrize("action", SYMMETRIES, ids=lambda one: one.name)
@pytest.mark.parametrize("extras", [0, 1])
def test_the_annealer_keeps_the_symmetry_the_sizes_and_the_cost(annealer, action, extras) -> None:
    # Thirteen as 4 + 3 + 3 + 3, with a student more whom every permutation leaves alone.
    alone = np.full((len(action), 1), 12, dtype=np.int32)
    action = replace(action, students=np.hstack([action.students, alone]))
    task = tasks.Task(13, GroupShape.TRIO)
    answer = annealer.run(task, action, 20_000, seed=1, extras=extras)
    if answer is None:
        return
    cost, year = answer
    assert all(sorted(map(len, period)) == [3, 3, 3, 4] for period in year)
    assert all(sorted(i for group in period for i in group) == [*range(13)] for period in year)
    for students, periods in zip(action.students.tolist(), action.periods.tolist(), strict=True):
        for number, period in enumerate(year):
            image = {frozenset(students[i] for i in group) for group in period}
            assert image == {frozenset(group) for group in year[periods[number]]}
    assert cost == 78 - len({*meetings(year)}) + extras * flaws(year)


def flaws(year: constructions.Year) -> int:
    """Partners in a trio again, who meets again in the first three periods, and turns off."""
    early = Counter(meetings(year[:3]))
    trios = [group for period in year for group in period if len(group) == 3]
    again = Counter(two for group in trios for two in combinations(group, 2))
    turns = Counter(i for group in trios for i in group)
    return sum(n - 1 for n in [*again.values(), *early.values()]) + sum(
        max(0, 4 - turns[i]) + max(0, turns[i] - 5) for i in range(13)
    )


def test_the_annealer_finds_a_year_that_counts_out(annealer) -> None:
    task = tasks.Task(8, GroupShape.FIVE)
    answer = annealer.run(task, actions.action("Z1", (8,), (4,)), 50_000, seed=1)
    assert answer is not None
    cost, groups = answer
    assert cost == 0
    assert tasks.is_full(task, groups)
    for year in tasks.finished(task, groups):
        found = tasks.quality(task, pairs.paired_again(year, 8))
        assert found is not None
        assert found.periods <= 4


def test_a_year_is_mended_and_kept_in_time(annealer, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(tasks, "FILES", tmp_path)
    monkeypatch.setattr(years, "TIDYINGS", 8)
    monkeypatch.setattr(years, "TIDYING_MOVES", 200_000)
    task = tasks.Task(13, GroupShape.TRIO)
    year = tasks.groupings_of([without_pairs(one) for one in template(task.sizes)])
    year[2, [0, 5]] = year[2, [5, 0]]
    broken = [groups_of(period) for period in year]
    assert not tasks.is_full(task, broken)

    def tidied(until: float) -> tasks.Quality | None:
        return years._tidied(annealer, task, broken, None, np.random.default_rng(0), until)

    assert tidied(0) is None
    assert not list(tmp_path.iterdir())
    found = tidied(inf)
    assert found is not None
    assert found == tasks.quality(task, from_text(task.file.read_text("utf-8")))
    assert found.periods == len(broken)


def test_pairs_are_made_with_as_few_makkere_again_as_can_be() -> None:
    groups = ((0, 1, 2, 3), (4, 5, 6, 7))
    year = [groups, groups, groups]
    made = pairs.paired_again(year, 8)
    assert all(
        sorted(map(sorted, without_pairs(period))) == [*map(list, groups)] for period in made
    )
    found = [partners(group) for period in made for group in period]
    assert len({two for group in found for two in group}) == 12


@pytest.mark.parametrize("name", ["10-fives", "19-threes"])
def test_no_pairs_in_the_same_groups_are_better_than_those_stored(name) -> None:
    year = from_text((tasks.FILES / f"{name}.txt").read_text("utf-8"))
    task = tasks.Task.of(without_pairs(year[0]))
    assert pairs.better(task, year) is None
    worse = [
        tuple(tuple(tuple(sorted(without_pairs([g])[0])[k] for k in part)
                    for part in SPLITS[sum(map(len, g))][0]) for g in period)
        for period in year
    ]  # fmt: skip
    assert pairs.better(task, tuple(worse)) is not None


def test_an_exact_cover_is_a_year_in_which_everyone_meets_one_other_twice() -> None:
    year = perfect.found(36, np.random.default_rng(0))
    times = Counter(meetings(year))
    assert len(year) == 12
    assert all(sorted(i for group in period for i in group) == [*range(36)] for period in year)
    assert {*times} == {*combinations(range(36), 2)}
    twice = [two for two, count in times.items() if count == 2]
    assert sorted(i for two in twice for i in two) == [*range(36)]
    assert max(times.values()) == 2


def test_a_matching_is_left_as_it_is_by_the_symmetry() -> None:
    symmetry = actions.action(*perfect.SYMMETRIES[24])
    other = perfect.invariant_matching(symmetry, np.random.default_rng(0))
    assert other is not None
    assert (other[other] == np.arange(24)).all()
    assert all((other[one] == one[other]).all() for one in symmetry.students)
