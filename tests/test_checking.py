from dataclasses import replace

import pytest
from sketch import period_of, plan_of, roster_of, students_of

from toolkit.broken_rules import Kind
from toolkit.checking import check
from toolkit.messages import Translator
from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.rules import GroupShape, KeepApart, Rules, Scope, Together

A_B = ("a", "b")


def kinds(broken) -> list[tuple[Kind, int, str]]:
    """What is broken: the kind, the period and the students' ids."""
    return [(rule.kind, rule.period, "".join(s.id for s in rule.students)) for rule in broken]


def test_a_plan_that_keeps_every_rule_breaks_none() -> None:
    rules = Rules(
        keep_apart=(KeepApart(("a", "h")), KeepApart(("a", "c"), Scope.PAIR)),
        together=(Together(A_B, (1,)),),
    )
    plan = plan_of("ab|cd ef|gh", "ae|bf cg|dh")
    assert check(plan, roster_of("abcdefgh"), rules) == []


def test_an_empty_plan_breaks_no_rule() -> None:
    assert check(Plan(), roster_of("abcd")) == []


@pytest.mark.parametrize(
    ("numbers", "broken"), [((1, 2), []), ((2, 3), [2, 3]), ((1, 3), [3]), ((1, 1), [1])]
)
def test_periods_are_numbered_from_one(numbers, broken) -> None:
    plan = Plan(tuple(period_of("ab|cd", number) for number in numbers))
    assert kinds(check(plan)) == [(Kind.PERIOD_NUMBER, number, "") for number in broken]


def test_pair_labels_are_unique_in_the_period() -> None:
    group = Group("1", (Pair("1", students_of("ab")), Pair("1", students_of("cd"))))
    assert kinds(check(Plan((Period(1, (group,)),)))) == [(Kind.PAIR_LABEL, 1, "abcd")]


def test_nobody_has_two_places() -> None:
    broken = check(plan_of("ab|cd ef|ga"))
    assert (Kind.PLACED_TWICE, 1, "a") in kinds(broken)


@pytest.mark.parametrize(
    ("sketches", "missing"),
    [
        (("ab|cd",), [(1, "e")]),
        (("ab|cde", "ab|cd"), [(2, "e")]),
        (("ab|cde", "ab|cd", "ab|cde"), [(2, "e")]),
        (("ab|cd", "ab|cde"), []),
    ],
    ids=["never", "gone at the end", "skipped", "came later"],
)
def test_everyone_has_a_place_from_their_first_period_on(sketches, missing) -> None:
    broken = check(plan_of(*sketches), roster_of("abcde"))
    assert kinds(broken) == [(Kind.WITHOUT_PLACE, *where) for where in missing]


def test_nobody_is_missed_without_a_roster() -> None:
    assert check(plan_of("ab|cde", "ab|cd")) == []


def test_who_has_left_has_no_place_in_the_last_period_but_may_have_had_one() -> None:
    assert check(plan_of("ab|cde", "ab|cd"), roster_of("abcd")) == []
    broken = check(plan_of("ab|cd", "ab|cde"), roster_of("abcd"))
    assert kinds(broken) == [(Kind.NOT_IN_ROSTER, 2, "e")]


@pytest.mark.parametrize(("sketch", "students"), [("a|bcd", "a"), ("abcd", "abcd")])
def test_pairs_are_two_or_three(sketch, students) -> None:
    assert (Kind.PAIR_SIZE, 1, students) in kinds(check(plan_of(sketch)))


@pytest.mark.parametrize("sketch", ["ab|cd", "ab|cde", "abc|de", "abc def"])
def test_well_formed_groups(sketch) -> None:
    assert check(plan_of(sketch)) == []


@pytest.mark.parametrize("sketch", ["ab cd", "ab|cd|ef", "abc|def"])
def test_ill_formed_groups(sketch) -> None:
    assert Kind.GROUP_SHAPE in {rule.kind for rule in check(plan_of(sketch))}


@pytest.mark.parametrize("shape", GroupShape)
@pytest.mark.parametrize(
    ("sketch", "fits"),
    [
        ("ab|cde fg|hij", True),
        ("ab|cd efg hij", True),
        ("abc def", True),
        ("ab|cde fgh", False),
        ("abc def ghi jkl", False),
    ],
)
def test_the_groups_fit_the_class_in_one_of_the_shapes(sketch, shape, fits) -> None:
    broken = kinds(check(plan_of(sketch), rules=Rules(group_shape=shape)))
    assert broken == ([] if fits else [(Kind.GROUP_SIZES, 1, "")])


def test_fewer_than_four_are_no_class() -> None:
    assert kinds(check(plan_of("abc"))) == [(Kind.GROUP_SIZES, 1, "")]


@pytest.mark.parametrize(
    ("scope", "sketch", "broken"),
    [
        (Scope.GROUP, "ac|ef bd|gh", False),
        (Scope.GROUP, "ac|bd ef|gh", True),
        (Scope.GROUP, "ab|cd ef|gh", True),
        (Scope.PAIR, "ac|bd ef|gh", False),
        (Scope.PAIR, "ab|cd ef|gh", True),
    ],
)
def test_keep_apart(scope, sketch, broken) -> None:
    rules = Rules(keep_apart=(KeepApart(A_B, scope),))
    assert kinds(check(plan_of(sketch), rules=rules)) == [(Kind.KEEP_APART, 1, "ab")] * broken


def test_two_kept_apart_both_ways_are_named_once() -> None:
    rules = Rules(keep_apart=(KeepApart(A_B), KeepApart(A_B, Scope.PAIR)))
    assert len(check(plan_of("ab|cd"), rules=rules)) == 1


@pytest.mark.parametrize(
    ("together", "sketches", "broken"),
    [
        (Together(A_B, (2,)), ("ac|bd", "ab|cd"), []),
        (Together(A_B, (2,)), ("ab|cd", "ac|bd"), [(2, "ab")]),
        (Together(A_B), ("ab|cd", "ac|bd"), [(2, "ab")]),
        (Together(A_B, (1,)), ("cd|ef",), []),
        (Together(A_B, (1,)), ("ac|de",), []),
        (Together(("a", "b", "c"), (1,)), ("abc|de",), []),
        (Together(("a", "b", "c"), (1,)), ("ab|cde",), [(1, "abc")]),
        (Together(("a", "b", "x"), (1,)), ("ac|bd",), [(1, "ab")]),
    ],
)
def test_together_in_their_periods_if_they_are_there(together, sketches, broken) -> None:
    # In the class are more than have a place: they are missed, and no rule speaks of a stranger.
    everyone = roster_of("abcdefx")
    found = kinds(check(plan_of(*sketches), everyone, Rules(together=(together,))))
    expected = [(Kind.TOGETHER, *where) for where in broken]
    assert [one for one in found if one[0] is not Kind.WITHOUT_PLACE] == expected


def test_a_repeated_partner_is_no_broken_rule() -> None:
    assert check(plan_of("ab|cd", "ab|cd")) == []


def test_students_of_one_name_are_told_apart() -> None:
    namesakes = {letter: Student(letter, "Ida Berg") for letter in A_B}
    plan = plan_of("ab|cd")
    (group,) = plan.periods[0].groups
    pair = Pair("1", tuple(namesakes.values()))
    period = replace(plan.periods[0], groups=(replace(group, pairs=(pair, group.pairs[1])),))
    roster = Roster((*namesakes.values(), *students_of("cd")))
    (broken,) = check(Plan((period,)), roster, Rules(keep_apart=(KeepApart(A_B),)))
    assert Translator("en")(broken.message) == (
        "Period 1: Ida Berg 1 and Ida Berg 2 are kept apart, but share group 1."
    )


@pytest.mark.parametrize(
    ("sketch", "words"),
    [
        ("ab cd", "Period 1: 4 students make groups of 4, not of 2, 2."),
        ("ab|cd ef|ga", "Period 1: A has 2 places."),
        ("a|bcd", "Period 1: a pair has two students or three; pair 1 has 1."),
    ],
)
def test_the_sentences_say_where_and_what(sketch, words) -> None:
    assert words in [str(rule.message) for rule in check(plan_of(sketch))]


def test_no_two_groups_have_one_label() -> None:
    period = plan_of("ab|cd ef|gh").periods[0]
    same = replace(period, groups=tuple(replace(group, label="1") for group in period.groups))
    assert [rule.kind for rule in check(Plan((same,)))] == [Kind.GROUP_LABEL]
