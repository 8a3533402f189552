from itertools import combinations

import numpy as np
import pytest

from toolkit.plan import Plan
from toolkit.planning.period.candidates import candidates
from toolkit.planning.period.exact_cover import find_cover
from toolkit.planning.period.model import can_cover, choose
from toolkit.planning.period.problem import period_problem
from toolkit.rules import KeepApart, Rules
from toolkit.solving.clock import Undecided


def test_the_groups_found_hold_everyone_once(make_class) -> None:
    problem = period_problem(make_class(13).students, Rules(), Plan(), 1)
    groups = candidates(problem)
    cover = find_cover(groups, 13, problem.sizes, most_nodes=100)
    assert cover is not None
    members = [int(i) for j in cover for i in groups.members[j] if i < 13]
    assert sorted(members) == [*range(13)]
    assert sorted(groups.size[cover]) == [4, 4, 5]


def test_no_cover_is_no_cover_for_the_models_either(make_class) -> None:
    three = Rules(keep_apart=(KeepApart(("s0", "s1", "s2")),))
    problem = period_problem(make_class(8).students, three, Plan(), 1)
    groups = candidates(problem)
    assert find_cover(groups, 8, problem.sizes, most_nodes=100) is None
    assert not can_cover(groups, 8, problem.sizes)
    choice = choose(groups, 8, problem.sizes, [])
    assert choice.none_exists
    assert choice.chosen is None


def test_the_limit_is_kept(make_class) -> None:
    problem = period_problem(make_class(8).students, Rules(), Plan(), 1)
    groups = candidates(problem)
    with pytest.raises(Undecided):
        find_cover(groups, 8, problem.sizes, most_nodes=1)


def test_candidates_are_all_the_permitted_groups(make_class) -> None:
    problem = period_problem(
        make_class(8).students, Rules(keep_apart=(KeepApart(("s0", "s7")),)), Plan(), 1
    )
    groups = candidates(problem)
    listed = {tuple(int(i) for i in row[:4]) for row in groups.members}
    assert listed == {c for c in combinations(range(8), 4) if not {0, 7} <= set(c)}
    assert np.all(groups.members[:, 4] == 8)
