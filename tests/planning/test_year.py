import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.acquaintance import coverage, trio_turns
from toolkit.checking import check
from toolkit.errors import InputError, RulesConflict
from toolkit.people import Roster, Student
from toolkit.plan import Plan, Status
from toolkit.planning.progress import Progress
from toolkit.planning.year import plan_next, plan_year
from toolkit.rules import Acquainted, Balance, GroupShape, KeepApart, Rules, Scope, Together


@pytest.mark.parametrize("shape", GroupShape)
@pytest.mark.parametrize("students", range(4, 37))
def test_every_class_size_is_planned_and_passes_the_check(make_class, students, shape) -> None:
    roster = make_class(students, gender="jg", primary_school="abcd")
    rules = Rules(
        group_shape=shape,
        acquainted=Acquainted(("primary_school",)),
        balance=Balance(("gender",)),
    )
    plan = plan_year(roster, rules, periods=2, seed=students)
    assert check(plan, roster, rules) == []
    assert plan.solution is not None
    assert plan.solution.scores[0].gap == 0
    turns = trio_turns(plan).values()
    assert max(turns) - min(turns) <= 2


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


@settings(max_examples=25, deadline=None)
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


def test_a_plan_that_was_cut_short_is_not_called_optimal(make_class) -> None:
    plan = plan_year(make_class(28), on_progress=lambda progress: progress.period < 2)
    assert len(plan.periods) == 2
    assert plan.solution is not None
    assert plan.solution.status is Status.FEASIBLE


def test_a_cancelled_search_keeps_its_best(make_class) -> None:
    roster = make_class(28)
    told: list[Progress] = []

    def stop(progress: Progress) -> bool:
        told.append(progress)
        return progress.period < 3

    plan = plan_year(roster, periods=9, on_progress=stop)
    assert len(plan.periods) == 3
    assert check(plan, roster, Rules()) == []
    assert told[-1].period == 3
    assert told[-1].periods == 9


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
