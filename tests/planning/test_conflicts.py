from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import InputError, RulesConflict
from toolkit.messages import Language, Translator
from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.planning.calls import plan_next, plan_year
from toolkit.planning.conflicts import refuse_conflicts, smallest_conflict
from toolkit.planning.period.problem import period_problem
from toolkit.rules import GroupShape, KeepApart, Rules, Scope, Together, Written

from .period.enumeration import least_costs


def conflict(roster, rules: Rules, **options) -> RulesConflict:
    with pytest.raises(RulesConflict) as raised:
        plan_year(roster, rules, periods=1, **options)
    return raised.value


def named(error: RulesConflict) -> list[str]:
    return [str(rule) for rule in error.rules]


def test_together_and_apart_is_a_conflict_of_two(make_class) -> None:
    rules = Rules(
        keep_apart=(KeepApart(("s4", "s5")), KeepApart(("s0", "s1"))),
        together=(Together(("s2", "s3"), (1,)), Together(("s1", "s0"), (1,))),
    )
    error = conflict(make_class(12), rules)
    assert named(error) == [
        "keep apart: Elev 0, Elev 1",
        "partners in period 1: Elev 0, Elev 1",
    ]
    assert error.period == 1


def test_a_later_period_is_looked_at_before_the_first_is_planned(make_class) -> None:
    rules = Rules(
        keep_apart=(KeepApart(("s0", "s1"), Scope.PAIR),),
        together=(Together(("s0", "s1"), (5,)),),
    )
    assert conflict(make_class(8), rules).period == 5


def test_the_rule_is_named_as_it_was_written(make_class) -> None:
    rules = Rules(
        keep_apart=(KeepApart(("s0", "s1"), Scope.PAIR, Written(("elev 0", "s1"), 7)),),
        together=(Together(("s0", "s1"), (), Written(("Elev 0", "Elev 1"), 12)),),
    )
    assert named(conflict(make_class(8), rules)) == [
        "never partners: elev 0, s1 (line 7)",
        "partners in every period: Elev 0, Elev 1 (line 12)",
    ]


def test_one_rule_can_be_too_much_by_itself(make_class) -> None:
    three = tuple(f"s{i}" for i in range(3))
    error = conflict(make_class(8), Rules(keep_apart=(KeepApart(("s3", "s4")), KeepApart(three))))
    assert named(error) == ["keep apart: Elev 0, Elev 1, Elev 2"]


def test_a_trio_needs_a_class_with_trios(make_class) -> None:
    trio = Rules(together=(Together(("s0", "s1", "s2"), (1,)),))
    assert len(conflict(make_class(8), trio).rules) == 1
    plan = plan_next(make_class(9), trio)
    assert any({s.id for s in p.students} == {"s0", "s1", "s2"} for p in plan.periods[0].pairs)


def test_someone_apart_from_all_but_two_has_no_group(make_class) -> None:
    rules = Rules(keep_apart=tuple(KeepApart(("s0", f"s{i}")) for i in range(3, 8)))
    error = conflict(make_class(8), rules)
    assert len(error.rules) == 5
    allowed = Rules(keep_apart=rules.keep_apart[1:])
    assert plan_next(make_class(8), allowed).periods


def test_the_shape_decides_what_can_hold(make_class) -> None:
    # Ten as 5 + 5 has room for two kept apart in each other's way, as 4 + 3 + 3 for three.
    rules = (KeepApart(("s0", "s1", "s2")),)
    conflict(make_class(10), Rules(keep_apart=rules))
    assert plan_next(make_class(10), Rules(keep_apart=rules, group_shape=GroupShape.TRIO)).periods


def test_a_rule_about_someone_else_is_no_conflict(make_class) -> None:
    rules = Rules(keep_apart=(KeepApart(("s0", "x1")),), together=(Together(("s0", "x1"), (1,)),))
    roster = make_class(4)
    assert plan_next(roster, rules.for_class(roster)).periods
    with pytest.raises(InputError, match="has the id x1"):
        plan_next(roster, rules)


def test_a_large_web_is_blamed_on_its_core(make_class) -> None:
    web = tuple(KeepApart((f"s{i}", f"s{i + 10}")) for i in range(10))
    clash = (KeepApart(("s20", "s21")),)
    rules = Rules(keep_apart=web + clash, together=(Together(("s20", "s21"), (2,)),))
    assert len(conflict(make_class(28), rules).rules) == 2


def test_the_sentence_says_what_helps(make_class) -> None:
    rules = Rules(keep_apart=(KeepApart(("s0", "s1", "s2")),))
    text = conflict(make_class(8), rules).translated(Translator(Language.EN))
    assert "Elev 0" in text
    assert "without being partners" in text


@settings(max_examples=60, deadline=None)
@given(
    bad=st.lists(st.sets(st.integers(0, 6), min_size=1, max_size=4), min_size=1, max_size=4),
)
def test_the_conflict_is_a_smallest_one(bad: list[set[int]]) -> None:
    """Against brute force, where a set can be kept unless it holds one of the bad sets."""

    def kept(wanted: frozenset[int]) -> frozenset[int] | None:
        return None if any(b <= wanted for b in bad) else wanted

    found = smallest_conflict(7, kept)
    assert kept(found) is None
    smaller = (frozenset(c) for r in range(len(found)) for c in combinations(range(7), r))
    assert all(kept(c) is not None for c in smaller)


def test_too_few_students(make_class) -> None:
    with pytest.raises(InputError, match="at least four"):
        plan_next(make_class(3))


def can_be_kept(roster: Roster, rules: Rules) -> bool:
    return least_costs(period_problem(roster.students, rules, Plan(), 1)) is not None


@settings(max_examples=40, deadline=None)
@given(data=st.data(), n=st.integers(4, 8), shape=st.sampled_from(GroupShape))
def test_the_conflict_of_a_class_is_a_smallest_one(data, n, shape) -> None:
    """Against every period there is."""
    roster = Roster(tuple(Student(f"s{i}", f"Elev {i}") for i in range(n)))
    some = st.lists(st.sampled_from([s.id for s in roster]), min_size=2, max_size=3, unique=True)
    hard = [
        data.draw(
            st.one_of(
                st.builds(KeepApart, some.map(tuple), st.sampled_from(Scope)),
                st.builds(Together, some.map(tuple)),
            )
        )
        for _ in range(data.draw(st.integers(1, 6)))
    ]

    def of(chosen) -> Rules:
        return Rules(
            group_shape=shape,
            keep_apart=tuple(rule for rule in chosen if isinstance(rule, KeepApart)),
            together=tuple(rule for rule in chosen if isinstance(rule, Together)),
        )

    sizes = range(len(hard) + 1)
    smallest = next(
        (r for r in sizes if any(not can_be_kept(roster, of(c)) for c in combinations(hard, r))),
        None,
    )
    if smallest is None:
        refuse_conflicts(roster, of(hard), 1)
    else:
        with pytest.raises(RulesConflict) as raised:
            refuse_conflicts(roster, of(hard), 1)
        assert len(raised.value.rules) == smallest


def test_a_stopped_search_still_names_only_what_is_needed() -> None:
    def kept(wanted: frozenset[int]) -> frozenset[int] | None:
        return None if wanted >= {1, 4} or wanted >= {0, 2, 3} else wanted

    found = smallest_conflict(6, kept, seconds=0)
    assert kept(found) is None
    assert all(kept(found - {rule}) is not None for rule in found)
