from itertools import combinations

import pytest

from toolkit.contradicting import contradictions, covering, is_same
from toolkit.errors import InputError, RulesConflict
from toolkit.people import Roster, Student
from toolkit.planning.conflicts import refuse_conflicts
from toolkit.rules import (
    Acquainted,
    GroupShape,
    KeepApart,
    NamedRule,
    RuleKind,
    Rules,
    Scope,
    Together,
    Written,
    as_named,
)


def class_of(n: int) -> Roster:
    return Roster(tuple(Student(letter, f"Elev {letter.upper()}") for letter in LETTERS[:n]))


LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"


def apart(students: str, scope: Scope = Scope.GROUP) -> KeepApart:
    return KeepApart(tuple(students), scope)


def together(students: str, *periods: int) -> Together:
    return Together(tuple(students), periods)


def rules_of(*rules: KeepApart | Together, shape: GroupShape = GroupShape.FIVE) -> Rules:
    return Rules(
        group_shape=shape,
        keep_apart=tuple(rule for rule in rules if isinstance(rule, KeepApart)),
        together=tuple(rule for rule in rules if isinstance(rule, Together)),
    )


CONTRADICTING = {
    "apart and partners": (8, [apart("ab"), together("ab", 1)], "Elev A and Elev B"),
    "never partners and partners": (8, [apart("ab", Scope.PAIR), together("ba")], "Elev A"),
    "two of several": (12, [apart("abc"), together("bc", 1)], "Elev B and Elev C"),
    "partners in a later period": (8, [apart("ab"), together("ab", 4)], "Elev A"),
    "partners of the same": (9, [together("ab"), together("bc", 1), apart("ac")], "A and Elev C"),
    "four in one pair": (8, [together("ab"), together("bc"), together("cd")], "at most three"),
    "two partners, and no trio": (8, [together("ab", 2), together("bc", 2)], "pairs only"),
    "three, and no trio": (28, [together("abc")], "pairs only"),
    "more trios than there are": (9, [together("abc", 1), together("def", 1)], "has 1 trio,"),
    "more pairs than there are": (
        6,
        [together("ab", 1), together("cd", 1), together("ef", 1)],
        "2 pairs",
    ),
    "too many for the groups": (8, [apart("abc")], "2 groups, too few to keep 3 apart"),
    "one group": (5, [apart("ab")], "1 group, too few to keep 2 apart"),
    "too many for the pairs": (8, [apart("abcde", Scope.PAIR)], "4 pairs"),
    "apart from all": (8, [apart(f"a{one}") for one in "bcdefg"], "Elev A is kept apart"),
    "nobody's partner": (8, [apart(f"a{b}", Scope.PAIR) for b in "bcdefgh"], "Elev A is kept"),
}

FITTING = {
    "none": (8, []),
    "in other periods": (8, [together("ab", 1), together("bc", 2)]),
    "partners of other students": (8, [apart("ab"), together("ac")]),
    "apart in many groups": (12, [apart("abc")]),
    "never partners in one group": (8, [apart("abcd", Scope.PAIR)]),
    "two partners in a trio": (9, [together("ab", 1), together("bc", 1)]),
    "a trio": (9, [together("abc")]),
    "apart from all but a trio": (8, [apart(f"a{one}") for one in "bcde"]),
    "every pair": (8, [together("ab", 1), together("cd", 1), together("ef", 1)]),
}


@pytest.mark.parametrize("name", CONTRADICTING)
def test_rules_that_contradict_each_other_are_found_and_named(name: str) -> None:
    n, rules, words = CONTRADICTING[name]
    (found,) = contradictions(rules_of(*rules), class_of(n))
    assert words in str(found)
    assert {*found.rules} == {as_named(rule) for rule in rules}
    assert len(found.words) == len(rules)


@pytest.mark.parametrize("name", CONTRADICTING)
def test_the_solver_finds_them_too(name: str) -> None:
    n, rules, _words = CONTRADICTING[name]
    with pytest.raises(RulesConflict):
        refuse_conflicts(class_of(n), rules_of(*rules), 1)


@pytest.mark.parametrize("name", FITTING)
def test_rules_that_some_period_keeps_are_left_alone(name: str) -> None:
    n, rules = FITTING[name]
    assert contradictions(rules_of(*rules), class_of(n)) == ()
    refuse_conflicts(class_of(n), rules_of(*rules), 1)


@pytest.mark.parametrize("shape", GroupShape)
@pytest.mark.parametrize("n", [4, 6, 7, 9])
def test_what_is_told_is_never_possible(n: int, shape: GroupShape) -> None:
    students = class_of(n)
    for k in range(2, n + 1):
        for scope in Scope:
            rules = rules_of(apart(LETTERS[:k], scope), shape=shape)
            if contradictions(rules, students):
                with pytest.raises(RulesConflict):
                    refuse_conflicts(students, rules, 1)
            else:
                refuse_conflicts(students, rules, 1)


def test_who_knows_each_other_may_be_kept_apart() -> None:
    rules = Rules(keep_apart=(apart("ab"),), acquainted=Acquainted(groups=(("a", "b"),)))
    assert not contradictions(rules, class_of(8))


def test_what_has_happened_contradicts_nothing() -> None:
    rules = rules_of(apart("ab"), together("ab", 1, 3))
    assert contradictions(rules, class_of(8), first_period=3)
    assert not contradictions(rules, class_of(8), first_period=4)


def test_each_is_told_once_however_many_periods_there_are() -> None:
    rules = rules_of(apart("ab"), together("ab"), together("cd", 2), together("cd", 5))
    assert len(contradictions(rules, class_of(8))) == 1


def test_rules_stand_there_as_their_user_wrote_them() -> None:
    written = Written(("Ida", "Nora"), 7)
    rules = rules_of(KeepApart(("a", "b"), written=written), together("ab"))
    (found,) = contradictions(rules, class_of(8))
    assert "keep apart: Ida, Nora (line 7)" in map(str, found.words)


def test_fewer_than_a_class_has_no_rules_to_judge() -> None:
    assert contradictions(rules_of(apart("ab"), together("ab")), class_of(3)) == ()


def test_a_stranger_is_told() -> None:
    with pytest.raises(InputError):
        contradictions(rules_of(apart("az")), class_of(8))


def test_a_year_of_rules_is_judged_at_once() -> None:
    pairs = [apart(f"{one}{other}") for one, other in combinations(LETTERS[:8], 2)]
    assert not contradictions(rules_of(*pairs), class_of(28))


@pytest.mark.parametrize(
    ("one", "other", "covers"),
    [
        (apart("ab"), apart("ba"), True),
        (apart("abc"), apart("ca"), True),
        (apart("ab"), apart("ab", Scope.PAIR), True),
        (apart("ab", Scope.PAIR), apart("ab"), False),
        (apart("ab"), apart("abc"), False),
        (together("ab"), together("ba", 3), True),
        (together("ab", 1, 2), together("ab", 2), True),
        (together("ab", 1), together("ab"), False),
        (together("ab", 1), together("ab", 2), False),
        (together("abc"), together("ab"), False),
    ],
)
def test_a_rule_that_says_it_already(
    one: KeepApart | Together, other: KeepApart | Together, covers: bool
) -> None:
    found = covering(as_named(other), rules_of(one))
    assert found == (as_named(one) if covers else None)


def test_the_same_rule_names_the_same_students_in_any_order() -> None:
    one, other = (NamedRule(RuleKind.ACQUAINTED, tuple(order)) for order in ("abc", "cab"))
    assert is_same(one, other)
    assert not is_same(one, NamedRule(RuleKind.ACQUAINTED, ("a", "b")))
