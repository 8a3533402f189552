from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.acquaintance import coverage, trio_turns
from toolkit.checking import check
from toolkit.errors import InputError, RulesConflict
from toolkit.people import Roster, Student
from toolkit.plan import Ended, Plan, Status, Stay
from toolkit.planning.calls import plan_next, plan_year
from toolkit.planning.planner import GrowingPlan
from toolkit.planning.progress import Progress
from toolkit.planning.year.shortest import YearSearch
from toolkit.rules import Acquainted, Balance, GroupShape, KeepApart, Rules, Scope, Together
from toolkit.shapes import group_sizes

# In the shortest years of these, turns in trios cannot be even, or are not known to be.
# Of 17 in fives, nobody is makker twice only where turns differ by two; of 11, of 13 in fives and
# of 21 with trios, they meet as early only where turns differ.
UNEVEN = {
    **{(7, "five"): 2, (7, "trio"): 2, (10, "trio"): 3, (13, "trio"): 2},
    **{(17, "five"): 2, (17, "trio"): 4, (18, "trio"): 4},
    **{(11, "five"): 3, (11, "trio"): 3, (13, "five"): 2, (21, "trio"): 2},
}
# In the shortest year of these, so many meetings of the first three periods are not the first.
REPEATED_EARLY = {(34, "five"): 1}

# Every size up to where no group is of a new kind, in both shapes, and some of those above.
SIZES = [
    *((students, shape) for students in range(4, 16) for shape in GroupShape),
    *((students, GroupShape.FIVE) for students in (18, 25, 28, 35)),
    *((students, GroupShape.TRIO) for students in (19, 22, 31)),
]


@pytest.mark.parametrize(("students", "shape"), SIZES)
def test_every_class_size_is_planned_and_passes_the_check(make_class, students, shape) -> None:
    roster = make_class(students, gender="jg", primary_school="abcd")
    rules = Rules(
        group_shape=shape,
        acquainted=Acquainted(("primary_school",)),
        balance=Balance(("gender",)),
    )
    plan = plan_year(roster, rules, periods=2, seed=students)
    assert len(plan.periods) == 2
    assert check(plan, roster, rules) == []
    turns = trio_turns(plan).values()
    assert max(turns) - min(turns) <= 2


@pytest.mark.parametrize("shape", GroupShape)
@pytest.mark.parametrize("students", range(4, 41))
def test_without_rules_everyone_meets_with_even_turns(make_class, students, shape) -> None:
    roster, rules = make_class(students), Rules(group_shape=shape)
    plan = plan_year(roster, rules, seed=students)
    report = coverage(plan, rules, roster)
    assert check(plan, roster, rules) == []
    assert report.periods_to_full == len(plan.periods)
    assert plan.solution is not None
    assert plan.solution.bound <= len(plan.periods)
    assert (plan.solution.status is Status.OPTIMAL) == (plan.solution.bound == len(plan.periods))
    turns = trio_turns(plan).values()
    assert max(turns) - min(turns) <= UNEVEN.get((students, shape), 1)


@pytest.mark.parametrize("shape", GroupShape)
@pytest.mark.parametrize("students", range(16, 41))
def test_the_first_three_periods_repeat_no_meeting(make_class, students, shape) -> None:
    plan = plan_year(make_class(students), Rules(group_shape=shape), periods=3, seed=students)
    meetings = [frozenset(two) for period in plan.periods for two in period.group_mates()]
    # With five in a group and four groups, two of the five have met in the period before.
    sizes = group_sizes(students, shape).as_tuple()
    if max(sizes) <= len(sizes):
        assert len(meetings) - len(set(meetings)) == REPEATED_EARLY.get((students, shape), 0)


@pytest.mark.parametrize(("students", "shape"), [(12, "five"), (24, "five")])
def test_a_year_that_is_no_shorter_meets_as_early_as_its_periods_one_by_one(
    make_class, students, shape
) -> None:
    roster = make_class(students, primary_school="abcd")
    rules = Rules(group_shape=GroupShape(shape), acquainted=Acquainted(("primary_school",)))
    year, one_by_one = plan_year(roster, rules), Plan()
    while not one_by_one.periods or not is_full(one_by_one, roster, rules):
        one_by_one = plan_next(roster, rules, one_by_one)
    curves = [coverage(plan, rules, roster).by_period for plan in (year, one_by_one)]
    assert len(curves[0]) <= len(curves[1])
    assert len(curves[0]) < len(curves[1]) or sum(curves[0]) >= sum(curves[1])


def is_full(plan: Plan, roster: Roster, rules: Rules) -> bool:
    return coverage(plan, rules, roster).by_period[-1] == 1.0


# That all meet early comes before even turns: 13 meet two student periods earlier where turns
# differ by four than where they differ by one.
@pytest.mark.parametrize(
    ("students", "shape", "least", "uneven"),
    [(10, "five", 4, 2), (13, "trio", 5, 4), (28, "five", 10, 1)],
)
def test_a_year_under_rules_is_short_and_keeps_them(
    make_class, students, shape, least, uneven
) -> None:
    roster = make_class(students, gender="jg", primary_school="abcd")
    rules = Rules(
        group_shape=GroupShape(shape),
        keep_apart=(KeepApart(("s0", "s5")), KeepApart(("s1", "s6")), KeepApart(("s2", "s7"))),
        together=(Together(("s3", "s9"), (1,)),),
        acquainted=Acquainted(("primary_school",)),
        balance=Balance(("gender",)),
    )
    plan = plan_year(roster, rules, seed=1)
    report = coverage(plan, rules, roster)
    assert check(plan, roster, rules) == []
    assert report.periods_to_full == len(plan.periods)
    assert plan.solution is not None
    assert plan.solution.bound <= len(plan.periods) <= least
    turns = trio_turns(plan).values()
    assert max(turns) - min(turns) <= uneven


@st.composite
def classes(draw: st.DrawFn) -> tuple[Roster, Rules]:
    n = draw(st.integers(4, 36))
    roster = Roster(
        tuple(
            Student(f"s{i}", f"Elev {i}", attributes=(("school", "abcd"[i % 4]),)) for i in range(n)
        )
    )
    two = st.lists(st.integers(0, n - 1), min_size=2, max_size=2, unique=True)
    pairs = [tuple(f"s{i}" for i in pair) for pair in draw(st.lists(two, max_size=n // 3))]
    together = draw(st.lists(two, max_size=1))
    return roster, Rules(
        group_shape=draw(st.sampled_from(GroupShape)),
        keep_apart=tuple(KeepApart(pair, draw(st.sampled_from(Scope))) for pair in pairs),
        together=tuple(Together(tuple(f"s{i}" for i in pair), (2,)) for pair in together),
        acquainted=Acquainted(draw(st.sampled_from([(), ("school",)]))),
    )


@settings(max_examples=8, deadline=None)
@given(class_and_rules=classes(), seed=st.integers(0, 3))
def test_every_plan_keeps_every_rule_and_each_period_is_proven(class_and_rules, seed) -> None:
    roster, rules = class_and_rules
    plan = Plan()
    for _ in range(3):
        try:
            plan = plan_next(roster, rules, plan, seed=seed)
        except RulesConflict:
            break
        assert plan.solution is not None
        assert plan.solution.scores[0].gap == 0
    if plan.periods:
        assert check(plan, roster, rules) == []


def test_it_plans_until_everyone_has_met(make_class) -> None:
    roster = make_class(8)
    plan = plan_year(roster)
    report = coverage(plan, Rules(), roster)
    assert report.by_period[-1] == 1.0
    assert report.periods_to_full == len(plan.periods)
    assert plan.solution is not None
    assert plan.solution.bound <= len(plan.periods)
    assert (plan.solution.status is Status.OPTIMAL) == (plan.solution.bound == len(plan.periods))


def test_it_ends_when_those_who_are_left_can_never_meet(make_class) -> None:
    # s0 must share a group with s1, s2, s3, so nobody else ever meets across the two groups.
    apart = tuple(KeepApart((f"s{i}", f"s{j}"), Scope.GROUP) for i in (0,) for j in range(4, 8))
    roster = make_class(8)
    plan = plan_year(roster, Rules(keep_apart=apart))
    assert len(plan.periods) == 1
    assert plan.solution is not None
    assert plan.solution.status is Status.OPTIMAL


def test_a_year_for_which_there_is_no_time_ends_with_its_first_period(make_class) -> None:
    roster = make_class(44)  # there is no template for so many
    plan = plan_year(roster, time_limit=0)
    assert len(plan.periods) == 1
    assert check(plan, roster, Rules()) == []
    assert len(plan_year(roster, periods=3, time_limit=0).periods) == 3


def test_the_history_is_kept_and_followed(make_class) -> None:
    roster = make_class(12)
    history = plan_year(roster, periods=2, seed=4)
    plan = plan_year(roster, history=history, periods=1)
    assert plan.periods[:2] == history.periods
    assert [period.number for period in plan.periods] == [1, 2, 3]


def test_students_may_join_and_leave(make_class) -> None:
    thirteen = make_class(13)
    history = plan_year(Roster(thirteen.students[:12]), periods=2)
    later = Roster(thirteen.students[1:])
    plan = plan_next(later, Rules(), history)
    assert {s.id for s in plan.periods[-1].students} == {s.id for s in later}
    assert check(plan, later, Rules()) == []


def test_the_same_seed_gives_the_same_plan(make_class) -> None:
    roster = make_class(21, gender="jgj")
    rules = Rules(balance=Balance(("gender",)))
    first = plan_year(roster, rules, periods=5, seed=3)
    assert plan_year(roster, rules, periods=5, seed=3) == first
    assert plan_year(roster, rules, periods=5, seed=4) != first


def test_nobody_is_a_partner_twice_while_it_can_be_avoided(make_class) -> None:
    roster = make_class(12)
    plan = plan_year(roster, periods=6)
    assert coverage(plan, Rules(), roster).partner_repeats == 0


def test_periods_behind_one_without_use_are_kept(make_class, monkeypatch) -> None:
    halves, evens = [0, 0, 0, 0, 1, 1, 1, 1], [0, 1, 0, 1, 0, 1, 0, 1]
    found = np.array([halves, halves, evens, halves])
    monkeypatch.setattr(YearSearch, "shortest", lambda self, bound, starts: found)
    rules = Rules(acquainted=Acquainted(groups=(("s0", "s1", "s2", "s3"),)))
    monkeypatch.setattr(GrowingPlan, "_repair", lambda self, first: None)
    plan = plan_year(make_class(8), rules)
    groups = [{frozenset(s.id for s in g.students) for g in p.groups} for p in plan.periods]
    assert frozenset(("s0", "s2", "s4", "s6")) in groups[2]
    assert groups[0] == groups[1] != groups[3]


def test_together_holds_in_its_periods(make_class) -> None:
    roster = make_class(8)
    rules = Rules(together=(Together(("s0", "s7"), (2,)),))
    plan = plan_year(roster, rules, periods=2)
    assert any({s.id for s in pair.students} == {"s0", "s7"} for pair in plan.periods[1].pairs)


def test_a_time_limit_still_gives_every_period(make_class) -> None:
    roster = make_class(28)
    plan = plan_year(roster, periods=4, time_limit=0)
    assert len(plan.periods) == 4
    assert check(plan, roster, Rules()) == []


def test_a_time_limit_does_not_end_a_plan_before_everyone_has_met(make_class) -> None:
    roster = make_class(12)
    plan = plan_year(roster, time_limit=0.001)
    assert coverage(plan, Rules(), roster).by_period[-1] == 1.0


def test_a_cancelled_search_keeps_its_best(make_class) -> None:
    roster = make_class(28, primary_school="abcd")
    rules = Rules(acquainted=Acquainted(("primary_school",)))
    told: list[Progress] = []

    def stop(progress: Progress) -> bool:
        told.append(progress)
        return progress.full_after is None

    plan = plan_year(roster, rules, on_progress=stop)
    assert told[-1].full_after == len(plan.periods)
    assert told[-1].full_bound == plan.solution.bound
    assert coverage(plan, rules, roster).by_period[-1] == 1.0
    assert check(plan, roster, rules) == []


def test_a_search_that_is_cancelled_at_once_still_gives_a_plan(make_class) -> None:
    roster = make_class(45)
    plan = plan_year(roster, on_progress=lambda progress: False)
    assert plan.periods
    assert check(plan, roster, Rules()) == []
    assert plan.solution is not None
    assert plan.solution.status is Status.FEASIBLE


def test_what_was_announced_is_kept_while_it_serves(make_class) -> None:
    roster = make_class(13)
    announced = plan_year(roster, seed=1)
    history = Plan(announced.periods[:2])
    plan = plan_year(roster, Rules(), history, announced=announced, seed=2)
    assert plan == announced


def test_a_new_rule_changes_little_of_what_was_announced(make_class) -> None:
    roster = make_class(28)
    announced = plan_year(roster, seed=1)
    history, told = Plan(announced.periods[:2]), announced.periods[2]
    one, other, *_ = (student.id for student in told.groups[0].students)
    rules = Rules(keep_apart=(KeepApart((one, other)),))

    def stays(stay: Stay) -> int:
        plan = plan_year(roster, rules, history, announced=announced, stay=stay, periods=1, seed=2)
        assert plan.periods[:2] == history.periods
        assert check(plan, roster, rules) == []
        return len(set(plan.periods[2].group_mates()) & set(told.group_mates()))

    # Two students change groups: each leaves three and joins three.
    assert stays(Stay.FIRST) == 7 * 6 - 6
    assert stays(Stay.OFF) < stays(Stay.FIRST)


def test_whoever_joins_is_fitted_into_what_was_announced(make_class) -> None:
    everyone = make_class(13)
    before = Roster(everyone.students[:12])
    announced = plan_year(before, seed=1)
    history = Plan(announced.periods[:3])
    plan = plan_year(everyone, Rules(), history, announced=announced, seed=2)
    assert plan.periods[:3] == history.periods
    assert check(plan, everyone, Rules()) == []
    assert coverage(plan, Rules(), everyone).by_period[-1] == 1.0
    # The new one makes a group of four a group of five, and nobody else moves.
    assert set(announced.periods[3].group_mates()) <= set(plan.periods[3].group_mates())


def joining(make_class) -> tuple[Roster, Plan, Plan]:
    """Thirteen, of whom one is new; what has happened, and what the others were told of."""
    everyone = make_class(13, primary_school="abcd")
    announced = plan_year(Roster(everyone.students[:12]), BARNESKOLER, seed=1)
    return everyone, Plan(announced.periods[:2]), announced


BARNESKOLER = Rules(acquainted=Acquainted(("primary_school",)))


def test_whoever_joins_is_met_without_another_whole_search(make_class, monkeypatch) -> None:
    everyone, history, announced = joining(make_class)

    def searched(*_given: object) -> None:
        raise AssertionError("the whole year is searched again")

    monkeypatch.setattr(YearSearch, "shortest", searched)
    plan = plan_year(everyone, BARNESKOLER, history, announced=announced, seed=2)
    assert check(plan, everyone, BARNESKOLER) == []
    assert coverage(plan, BARNESKOLER, everyone).by_period[-1] == 1.0
    assert plan.solution is not None
    longest = max(len(announced.periods), plan.solution.bound) + 1
    assert len(plan.periods) <= longest
    assert plan == plan_year(everyone, BARNESKOLER, history, announced=announced, seed=2)


def test_where_no_year_is_near_the_whole_is_searched(make_class, monkeypatch) -> None:
    everyone, history, announced = joining(make_class)
    monkeypatch.setattr(YearSearch, "near", lambda *_given: None)
    plan = plan_year(everyone, BARNESKOLER, history, announced=announced, seed=2)
    assert coverage(plan, BARNESKOLER, everyone).by_period[-1] == 1.0


@pytest.mark.parametrize("seed", [1001, 1006, 1013, 1038, 1055, 1057])
def test_few_who_are_left_to_meet_make_nobody_makkere_twice_in_a_row(make_class, seed) -> None:
    everyone, trios = make_class(12), Rules(group_shape=GroupShape.TRIO)
    happened = Plan(plan_year(Roster(everyone.students[:11]), trios, seed=seed).periods)
    here = Roster(everyone.students[1:])
    plan = plan_year(here, trios, happened.of(here), periods=3, seed=seed)
    for before, period in pairwise(plan.periods):
        assert period.number < plan.periods[-3].number or not period.in_pairs & before.in_pairs


def test_a_plan_tells_why_its_search_ended(make_class) -> None:
    def planned(students: int, **options: Any) -> Plan:
        return plan_year(make_class(students), APART, **options)

    def why(plan: Plan) -> Ended | None:
        assert plan.solution is not None
        return plan.solution.ended

    assert why(planned(12, periods=1)) is Ended.PROVEN
    assert why(planned(28, time_limit=0.2)) is Ended.TIME
    assert why(planned(28, on_progress=lambda progress: False)) is Ended.STOPPED
    searched = planned(11)
    assert why(searched) is Ended.SEARCHED
    assert why(planned(11, announced=searched)) is None


APART = Rules(
    keep_apart=(KeepApart(("s0", "s1")), KeepApart(("s0", "s2")), KeepApart(("s3", "s4")))
)


def test_progress_tells_the_best_so_far_and_the_bound(make_class) -> None:
    told: list[Progress] = []
    plan_next(make_class(28), on_progress=told.append)
    assert told[0].new is None
    assert told[0].coverage == 0.0
    assert all(p.new is None or p.new_bound is None or p.new <= p.new_bound for p in told)


def test_an_error_in_the_callers_callback_reaches_the_caller(make_class) -> None:
    def fail(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        plan_next(make_class(28), on_progress=fail)


@pytest.mark.parametrize("periods", [0, -1])
def test_no_periods_is_no_plan(make_class, periods) -> None:
    with pytest.raises(InputError, match="at least 1"):
        plan_year(make_class(8), periods=periods)


@pytest.mark.parametrize("call", [plan_next, plan_year])
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"time_limit": -1}, "time limit must be 0 seconds"),
        ({"time_limit": float("nan")}, "time limit must be 0 seconds"),
        ({"seed": -1}, "seed must be a whole number from 0"),
    ],
)
def test_limits_and_seeds_below_zero_are_refused(make_class, call, wrong, sentence) -> None:
    with pytest.raises(InputError, match=sentence):
        call(make_class(8), **wrong)


@pytest.mark.parametrize("call", [plan_next, plan_year])
def test_a_limit_of_no_time_still_gives_a_plan(make_class, call) -> None:
    assert call(make_class(8), time_limit=0).periods
