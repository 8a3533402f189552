"""Nobody is makker twice where pairs inside the same groups avoid it, over thirteen periods."""

from collections import Counter, defaultdict
from itertools import chain, combinations, pairwise

import pulp
import pytest

from toolkit.plan import Plan
from toolkit.planning.calls import plan_year
from toolkit.rules import GroupShape, Rules

type Two = frozenset[str]
type Way = frozenset[Two]

PERIODS = 13

HARD = {(17, "five"), (18, "five"), (19, "five"), (22, "five")}
"""The least number of makkere again takes an exact model many seconds here."""

FIVES = (13, 17, 18, 19, 22, 26, 35)
CLASSES = [(n, "trio") for n in range(5, 41)] + [(n, "five") for n in FIVES]


def ways(group: tuple[str, ...]) -> list[Way]:
    """Every way to make pairs of a group, as who are makkere."""
    if len(group) == 3:
        return [twos(group)]
    pairs = [(two, tuple(s for s in group if s not in two)) for two in combinations(group, 2)]
    return list({twos(one) | twos(other) for one, other in pairs})


def twos(students: tuple[str, ...]) -> Way:
    return frozenset(map(frozenset, combinations(students, 2)))


def groups_of(plan: Plan) -> list[list[tuple[str, ...]]]:
    return [
        [tuple(student.id for student in group.students) for group in period.groups]
        for period in plan.periods
    ]


def makkere_of(plan: Plan) -> list[set[Two]]:
    return [{frozenset(two) for two in period.partners()} for period in plan.periods]


def again(makkere: list[set[Two]]) -> int:
    return sum(times - 1 for times in Counter(chain(*makkere)).values())


def least_again(groups: list[list[tuple[str, ...]]]) -> int:
    """How many are makkere again at least in these groups, whatever their pairs."""
    model = pulp.LpProblem("pairs", pulp.LpMaximize)
    chosen, so_many = defaultdict[Two, list[pulp.LpVariable]](list), 0
    for number, group in enumerate(chain(*groups)):
        of_group = [
            (way, model.add_variable(f"way_{number}_{at}", cat="Binary"))
            for at, way in enumerate(ways(group))
        ]
        model += pulp.lpSum(variable for _, variable in of_group) == 1
        so_many += len(of_group[0][0])
        for way, variable in of_group:
            for two in way:
                chosen[two].append(variable)
    ever = []
    for number, variables in enumerate(chosen.values()):
        ever.append(model.add_variable(f"ever_{number}", 0, 1))
        model += ever[-1] <= pulp.lpSum(variables)
    model.setObjective(pulp.lpSum(ever))
    model.solve(pulp.HiGHS(msg=False, threads=1))
    return so_many - round(model.objective.value())


@pytest.mark.parametrize(("students", "shape"), CLASSES)
def test_nobody_is_makker_again_where_the_same_groups_avoid_it(make_class, students, shape) -> None:
    rules = Rules(group_shape=GroupShape(shape))
    plan = plan_year(make_class(students), rules, periods=PERIODS, seed=students)
    makkere, groups = makkere_of(plan), groups_of(plan)
    assert len(makkere) == PERIODS
    # Five have three makkere of ten in a trio, so one is again; six have two trios.
    in_a_row = sum(len(then & now) for then, now in pairwise(makkere))
    assert in_a_row == {5: 1, 6: 2}.get(students, 0) * (PERIODS - 1)
    repeats = again(makkere)
    if repeats and (students, shape) not in HARD:
        assert repeats == least_again(groups)
    times = Counter(chain(*makkere))
    for period, of_period in zip(makkere, groups, strict=True):
        for group in of_period:
            held = period & twos(group)
            without = {two for two in times if times[two] > (two in held)}
            assert len(held & without) == min(len(way & without) for way in ways(group))
