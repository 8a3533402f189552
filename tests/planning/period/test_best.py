"""The chosen period against every period there is, counted out without a solver."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.people import Roster, Student
from toolkit.plan import Objective, Plan
from toolkit.planning.calls import plan_next
from toolkit.planning.monitor import Monitor
from toolkit.planning.period.best import best_period, period_costs
from toolkit.planning.period.problem import OBJECTIVES, PeriodProblem, period_problem
from toolkit.planning.period.search import search
from toolkit.rules import Acquainted, Balance, GroupShape, KeepApart, Rules, Scope, Together

from .enumeration import keeps_hard_rules, least_costs


@st.composite
def small_problems(draw: st.DrawFn) -> PeriodProblem:
    n = draw(st.integers(4, 8))
    students = tuple(
        Student(f"s{i}", f"Elev {i}", attributes=(("gender", draw(st.sampled_from("jg"))),))
        for i in range(n)
    )
    two = st.lists(st.sampled_from([s.id for s in students]), min_size=2, max_size=2, unique=True)
    shape = draw(st.sampled_from(GroupShape))
    history = Plan()
    for _ in range(draw(st.integers(0, 3))):
        seed = draw(st.integers(0, 5))
        history = plan_next(Roster(students), Rules(group_shape=shape), history, seed=seed)
    rules = Rules(
        group_shape=shape,
        keep_apart=tuple(
            KeepApart(tuple(pair), draw(st.sampled_from(Scope)))
            for pair in draw(st.lists(two, max_size=3))
        ),
        together=tuple(Together(tuple(pair)) for pair in draw(st.lists(two, max_size=1))),
        acquainted=Acquainted(groups=tuple(map(tuple, draw(st.lists(two, max_size=4))))),
        balance=Balance(("gender",)),
    )
    return period_problem(students, rules, history, history.next_number)


@settings(max_examples=20, deadline=None)
@given(problem=small_problems())
def test_no_period_is_better_than_the_chosen_one(problem: PeriodProblem) -> None:
    proposal = best_period(problem, np.random.default_rng(1), Monitor(None, None, None))
    best = least_costs(problem)
    if best is None:
        assert proposal is None
        return
    assert proposal is not None
    assert keeps_hard_rules(problem, proposal.groups)
    assert period_costs(problem, proposal.groups) == best
    assert tuple(score.value for score in proposal.scores) == best
    assert all(score.bound <= score.value for score in proposal.scores)
    assert proposal.scores[0].gap == 0


@settings(max_examples=8, deadline=None)
@given(problem=small_problems())
def test_local_search_keeps_the_hard_rules_or_finds_nothing(problem: PeriodProblem) -> None:
    found = search(problem, np.random.default_rng(2), 200)
    if found is not None:
        assert keeps_hard_rules(problem, found)
        assert sorted(i for group in found for pair in group for i in pair) == [
            *range(len(problem))
        ]


def test_the_objectives_count_what_they_say(make_class) -> None:
    roster = make_class(5, gender="jg", primary_school="xxyyz")
    rules = Rules(acquainted=Acquainted(("primary_school",)), balance=Balance(("gender",)))
    pair_and_trio = (((0, 1), (2, 3, 4)),)
    fresh = period_problem(roster.students, rules, Plan(), 1)
    costs = dict(zip(OBJECTIVES, period_costs(fresh, pair_and_trio), strict=True))
    assert costs == {
        Objective.NOT_NEW: 2,  # 0 and 1, 2 and 3 went to the same barneskole
        Objective.PARTNER_REPEATS: 0,
        Objective.ACQUAINTED: 4,  # both in one group and as partners
        Objective.TRIO_TURNS: 0,
        Objective.IMBALANCE: 4,  # 0, 2, 4 and 1, 3
        Objective.MEETINGS: 0,
    }
    history = plan_next(roster, Rules())
    second = period_problem(roster.students, Rules(), history, 2)
    index = {student: i for i, student in enumerate(roster.students)}
    same = tuple(
        tuple(tuple(index[s] for s in pair.students) for pair in group.pairs)
        for group in history.periods[0].groups
    )
    costs = dict(zip(OBJECTIVES, period_costs(second, same), strict=True))
    assert costs[Objective.NOT_NEW] == 10
    assert costs[Objective.PARTNER_REPEATS] == 3 * 4  # one pair, three in the trio, in a row
    assert costs[Objective.TRIO_TURNS] == 3
    assert costs[Objective.MEETINGS] == 2 * 10 + 4
    later = period_problem(roster.students, Rules(), history, 3)
    costs = dict(zip(OBJECTIVES, period_costs(later, same), strict=True))
    assert costs[Objective.PARTNER_REPEATS] == 4
    assert costs[Objective.MEETINGS] == 10 + 4


def test_a_class_too_large_to_list_is_planned_all_the_same(make_class) -> None:
    plan = plan_next(make_class(62))
    assert len(plan.periods[0].students) == 62
    assert plan.solution is not None
    assert plan.solution.scores[0].value == 0  # nobody met anyone they knew, so it is best


@pytest.mark.parametrize(("students", "periods"), [(28, 7), (33, 4)])
def test_a_full_class_is_proven_best_with_a_history(make_class, students, periods) -> None:
    roster = make_class(students, gender="jg")
    plan = Plan()
    for _ in range(periods):
        plan = plan_next(roster, Rules(balance=Balance(("gender",))), plan)
    assert plan.solution is not None
    assert plan.solution.scores[0].gap == 0


def test_weights_compare_in_the_order_of_importance(make_class) -> None:
    history = plan_next(make_class(9))
    problem = period_problem(make_class(9).students, Rules(), history, 2)
    for more, less in zip(range(5), range(1, 6), strict=True):
        if problem.worst[less]:
            assert problem.weights[more] > problem.weights[less] * problem.worst[less]


def test_weights_never_overflow() -> None:
    n, k = 120, len(OBJECTIVES)
    students = tuple(Student(f"s{i}", f"Elev {i}") for i in range(n))
    fresh = period_problem(students, Rules(), Plan(), 1)
    crowded = replace(
        fresh,
        group_costs=np.full((k, n, n), 50),
        pair_costs=np.full((k, n, n), 50),
        trio_costs=np.full((k, n), 50),
    )
    assert int(crowded.weights @ crowded.worst) < 2**52
    assert crowded.weights[0] > 0
    assert crowded.weights[-1] == 0
