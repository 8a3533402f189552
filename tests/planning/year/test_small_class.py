from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.bounds import periods_bound
from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.planning.arrays import Mask
from toolkit.planning.calls import plan_next, plan_year
from toolkit.planning.year.rest import Rest
from toolkit.planning.year.small_class import MOST_WAYS, divisions, least_periods
from toolkit.rules import GroupShape, KeepApart, Rules, Scope, Together
from toolkit.shapes import group_sizes

type Twos = frozenset[tuple[int, int]]


def class_of(students: int) -> Roster:
    return Roster(tuple(Student(f"s{i}", f"Elev {i}") for i in range(students)))


def within(groups) -> Twos:
    return frozenset(two for group in groups for two in combinations(group, 2))


def fewest(to_meet: Mask, periods: list[Twos]) -> int:
    """The fewest periods that cover all who are to meet: every choice is tried, few first."""
    left = frozenset(two for two in combinations(range(len(to_meet)), 2) if to_meet[two])

    def covers(left: Twos, more: int) -> bool:
        if not left:
            return True
        if more == 0 or len(left) > more * max(len(left & period) for period in periods):
            return False
        hardest = min(left, key=lambda two: sum(two in period for period in periods))
        return any(covers(left - period, more - 1) for period in periods if hardest in period)

    return next(n for n in range(20) if covers(left, n))


@st.composite
def small_rests(draw: st.DrawFn) -> Rest:
    """Four to nine students, some of them kept apart or always together, after some periods."""
    roster = class_of(draw(st.integers(4, 9)))
    ids = [student.id for student in roster]
    twos = st.lists(st.sampled_from([*combinations(ids, 2)]), max_size=2, unique=True)
    rules = Rules(
        group_shape=draw(st.sampled_from(list(GroupShape))),
        keep_apart=tuple(KeepApart(two, draw(st.sampled_from(list(Scope)))) for two in draw(twos)),
        together=tuple(Together(two) for two in draw(twos)[:1]),
    )
    history = Plan()
    for _ in range(draw(st.integers(0, 2))):
        history = Plan(plan_next(roster, Rules(group_shape=rules.group_shape), history).periods)
    return Rest(roster.students, rules, history)


@settings(max_examples=60, deadline=None)
@given(rest=small_rests())
def test_no_bound_is_above_what_the_best_year_of_all_reaches(rest: Rest) -> None:
    apart = rest.next_problem.apart
    sizes = rest.next_problem.sizes.as_tuple()
    possible = [
        twos
        for twos in map(within, divisions(range(len(rest.students)), sizes))
        if not any(apart[two] for two in twos) and rest.always_partners <= twos
    ]
    left = [two for two in combinations(range(len(rest.students)), 2) if rest.to_meet[two]]
    if not all(any(two in period for period in possible) for two in left):
        assert least_periods(rest) is None
        return
    best = fewest(rest.to_meet, possible)
    assert least_periods(rest) == best
    happened = len(rest.history.periods)
    assert periods_bound(rest.students, rest.rules, rest.history) <= happened + best


@pytest.mark.parametrize(
    ("students", "shape", "count"),
    [(4, "five", 1), (6, "five", 10), (7, "five", 35), (9, "five", 126), (10, "five", 126)],
)
def test_every_way_to_divide_a_class_is_listed_once(students, shape, count) -> None:
    sizes = group_sizes(students, GroupShape(shape))
    listed = list(divisions(range(students), sizes.as_tuple()))
    assert len({frozenset(map(frozenset, groups)) for groups in listed}) == len(listed) == count
    assert all(sorted(map(len, groups)) == sorted(sizes.as_tuple()) for groups in listed)
    assert len(listed) <= MOST_WAYS


def test_a_class_with_more_ways_has_no_such_bound() -> None:
    assert least_periods(Rest(class_of(12).students, Rules(), Plan())) is None


def test_a_search_that_is_to_end_proves_nothing() -> None:
    rest = Rest(class_of(9).students, Rules(keep_apart=(KeepApart(("s0", "s1")),)), Plan())
    assert least_periods(rest) == 4
    assert least_periods(rest, lambda: False) is None


@pytest.mark.parametrize("students", [6, 8, 10])
def test_a_small_class_with_a_rule_gets_a_year_that_is_proven(students: int) -> None:
    rules = Rules(keep_apart=(KeepApart(("s0", "s1")),))
    plan = plan_year(class_of(students), rules)
    assert plan.solution is not None
    assert plan.solution.bound == len(plan.periods) == 4
    assert periods_bound(class_of(students).students, rules, Plan()) == 3
