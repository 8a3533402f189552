from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.contradicting import rule_in_words
from toolkit.errors import InputError, RulesConflict
from toolkit.messages import Language, Translator
from toolkit.people import Roster, Student
from toolkit.plan import Plan
from toolkit.planning import conflicts
from toolkit.planning.calls import plan_next, plan_year
from toolkit.planning.conflicts import refuse_conflicts
from toolkit.planning.period.problem import period_problem
from toolkit.planning.period.search import search
from toolkit.rules import GroupShape, KeepApart, Rules, Scope, Together, Written, as_named
from toolkit.solving.clock import Undecided
from toolkit.solving.conflicts import Conflict, smallest_conflict

from .period.enumeration import some_can_be_kept


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

    found = smallest_conflict(7, kept).rules
    assert kept(found) is None
    smaller = (frozenset(c) for r in range(len(found)) for c in combinations(range(7), r))
    assert all(kept(c) is not None for c in smaller)


def test_too_few_students(make_class) -> None:
    with pytest.raises(InputError, match="at least four"):
        plan_next(make_class(3))


def can_be_kept(roster: Roster, rules: Rules) -> bool:
    return some_can_be_kept(period_problem(roster.students, rules, Plan(), 1))


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

    found = smallest_conflict(6, kept, seconds=0).rules
    assert kept(found) is None
    assert all(kept(found - {rule}) is not None for rule in found)


def test_equal_rules_count_once(make_class) -> None:
    rules = Rules(
        keep_apart=tuple(KeepApart(two) for two in (("s0", "s1"), ("s1", "s0"))) * 40,
        together=(Together(("s0", "s1")), Together(("s1", "s0")), Together(("s0", "s1"), (1, 2))),
    )
    assert named(conflict(make_class(8), rules)) == [
        "keep apart: Elev 0, Elev 1",
        "partners in every period: Elev 0, Elev 1",
    ]


def test_periods_of_the_same_partners_are_looked_at_once(make_class, monkeypatch) -> None:
    asked = []

    def noted(problem, *args, **options):
        asked.append(problem)
        return search(problem, *args, **options)

    monkeypatch.setattr(conflicts, "search", noted)
    rules = Rules(together=(Together(("s0", "s1"), range(3, 900)), Together(("s2", "s3"), (7,))))
    refuse_conflicts(make_class(8), rules, 1)
    assert len(asked) == 3  # nobody, the first two, all four


def cut(kept, **options) -> Conflict:
    found = smallest_conflict(6, kept, ask=lambda: False, **options)
    assert not found.is_smallest
    return found


def test_whoever_stops_the_explanation_gets_what_there_is() -> None:
    def kept(wanted: frozenset[int]) -> frozenset[int] | None:
        return None if wanted >= {1, 4} or wanted >= {0, 2, 3} else wanted

    assert kept(cut(kept).rules) is None
    assert cut(kept, likely=[frozenset({0, 2, 3})]).rules == frozenset(range(6))


def test_what_takes_too_long_to_try_is_left_in() -> None:
    def kept(wanted: frozenset[int]) -> frozenset[int] | None:
        if 5 not in wanted:
            raise Undecided
        return None if wanted >= {1, 4} else wanted

    assert smallest_conflict(6, kept) == Conflict(frozenset({1, 4, 5}), False)


def test_what_is_likely_to_be_a_conflict_is_tried_first() -> None:
    def kept(wanted: frozenset[int]) -> frozenset[int] | None:
        return None if len(wanted) > 1 else wanted

    found = smallest_conflict(9, kept, likely=[frozenset({0}), frozenset(range(4, 9))])
    assert found.is_smallest
    assert len(found.rules) == 2
    assert found.rules <= frozenset(range(4, 9))


def test_a_planner_that_is_stopped_says_that_fewer_rules_may_be_enough(make_class) -> None:
    everyone = [f"s{i}" for i in range(12)]
    rules = Rules(keep_apart=tuple(map(KeepApart, combinations(everyone, 2))))
    error = conflict(make_class(12), rules, on_progress=lambda progress: False)
    assert str(error).endswith("Perhaps fewer rules are enough.")


def apart(*students: str, scope: Scope = Scope.GROUP) -> KeepApart:
    return KeepApart(tuple(f"s{one}" for one in students), scope)


def beside(students: str, *periods: int) -> Together:
    return Together(tuple(f"s{one}" for one in students), periods)


def rules_of(*hard: KeepApart | Together) -> Rules:
    return Rules(
        keep_apart=tuple(rule for rule in hard if isinstance(rule, KeepApart)),
        together=tuple(rule for rule in hard if isinstance(rule, Together)),
    )


NO_TRIO = "A class of 12 has pairs only, so three cannot be partners."
SHARE = "let some share a group without being partners."
ADVICE = [
    (12, [beside("012", 1)], f"{NO_TRIO} Remove it, or name only two of them."),
    (12, [beside("012")], f"{NO_TRIO} Remove it, or name only two of them."),
    (
        8,
        [apart(*"012")],
        f"A class of 8 has 2 groups, too few to keep 3 apart. Remove it, or {SHARE}",
    ),
    (
        8,
        [apart(*"01234")],
        "A class of 8 has 2 groups, too few to keep 5 apart. Remove it.",
    ),
    (
        4,
        [apart(*"01")],
        f"A class of 4 has 1 group, too few to keep 2 apart. Remove it, or {SHARE}",
    ),
    (
        8,
        [apart(*"01234", scope=Scope.PAIR)],
        "A class of 8 has 4 pairs, too few to let no two of 5 be partners. Remove it.",
    ),
    (
        12,
        [beside("01", 1), beside("02", 1)],
        "Remove one of them, or let the partners have another period.",
    ),
    (
        12,
        [beside("01"), beside("02", 1)],
        "Remove one of them, or name the periods in which the partners are to be so.",
    ),
    (12, [beside("01"), beside("02")], "Remove one of them."),
    (12, [beside("01", 1), apart(*"01")], "Remove one of them."),
    (12, [beside("01"), apart(*"01", scope=Scope.PAIR)], "Remove one of them."),
    (8, [apart(*"01"), apart(*"12"), apart(*"02")], f"Remove one of them, or {SHARE}"),
    (
        12,
        [beside("01", 1), apart(*"01"), beside("23", 1), apart(*"23")],
        "Remove one of them. Others of the rules cannot hold either.",
    ),
]


@pytest.mark.parametrize(("number", "hard", "says"), ADVICE)
def test_only_what_helps_is_advised(make_class, number: int, hard: list, says: str) -> None:
    error = conflict(make_class(number), rules_of(*hard))
    assert str(error.help) == says


def test_the_advice_to_take_another_period_helps(make_class) -> None:
    rules = rules_of(beside("01", 1), beside("02", 2))
    assert len(plan_year(make_class(12), rules, periods=2).periods) == 2


@settings(max_examples=25, deadline=None)
@given(data=st.data(), n=st.integers(4, 8))
def test_milder_rules_hold_where_they_are_advised(data, n: int) -> None:
    """Against every period there is."""
    roster = Roster(tuple(Student(f"s{i}", f"Elev {i}") for i in range(n)))
    some = st.lists(st.sampled_from([s.id for s in roster]), min_size=2, max_size=3, unique=True)
    hard = data.draw(st.lists(st.builds(KeepApart, some.map(tuple)), min_size=1, max_size=5))
    if can_be_kept(roster, Rules(keep_apart=tuple(hard))):
        return
    with pytest.raises(RulesConflict) as raised:
        refuse_conflicts(roster, Rules(keep_apart=tuple(hard)), 1)
    told = [
        rule for rule in hard if str(rule_in_words(as_named(rule), roster)) in named(raised.value)
    ]
    milder = tuple(replace(rule, scope=Scope.PAIR) for rule in told)
    helps = can_be_kept(roster, Rules(keep_apart=milder))
    assert helps == ("without being partners" in str(raised.value))
