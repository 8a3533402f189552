"""Values made in Python: a list will do for a tuple, and what is none of its kind is refused."""

import numpy as np
import pytest

import toolkit as mk


def test_lists_become_tuples_and_words_their_choices() -> None:
    rules = mk.Rules(
        group_shape="trio",
        keep_apart=[mk.KeepApart(["a", "b"], "pair")],
        together=[mk.Together(["a", "b"], [np.int64(2)])],
        acquainted=mk.Acquainted(["x"], [["a", "b"]]),
        balance=mk.Balance(["x"]),
    )
    assert rules == mk.Rules(
        3,
        mk.GroupShape.TRIO,
        (mk.KeepApart(("a", "b"), mk.Scope.PAIR),),
        (mk.Together(("a", "b"), (2,)),),
        mk.Acquainted(("x",), (("a", "b"),)),
        mk.Balance(("x",)),
    )
    assert rules.group_shape is mk.GroupShape.TRIO
    assert hash(rules)


def test_attributes_may_be_given_as_a_mapping() -> None:
    student = mk.Student("1", "Ida", attributes={"gender": "j", "school": "Lia"})
    assert student == mk.Student("1", "Ida", "", (("gender", "j"), ("school", "Lia")))
    assert hash(student)


def test_the_parts_of_a_plan_may_be_lists() -> None:
    ida, bo = mk.Student("1", "Ida"), mk.Student("2", "Bo")
    plan = mk.Plan([mk.Period(1, [mk.Group("1", [mk.Pair("1", [ida, bo])])])])
    assert plan == mk.Plan((mk.Period(1, (mk.Group("1", (mk.Pair("1", (ida, bo)),)),)),))


IDA = mk.Student("1", "Ida")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: mk.Student(1, "Ida"), "id: This should be of the type str, and is int."),
        (lambda: mk.Student("1", None), "name: This should be of the type str, and is NoneType."),
        (lambda: mk.Student("1", "Ida", "8A", {"x": 1}), "attributes: This should be of the type"),
        (lambda: mk.Student("1", "Ida", "8A", ("ab",)), "attributes: This should be of the type t"),
        (lambda: mk.Student("1", "Ida", "8A", (("a",),)), "attributes: This should be of the type"),
        (lambda: mk.Roster([IDA, "Bo"]), "students: This should be of the type Student, and is s"),
        (lambda: mk.Roster({IDA}), "students: This should be of the type tuple, and is set."),
        (lambda: mk.Roster([IDA, IDA]), "The id 1 stands twice. Give each student an id of their"),
        (lambda: mk.KeepApart("ab"), "students: This should be of the type tuple, and is str."),
        (lambda: mk.KeepApart((1, 2)), "students: This should be of the type str, and is int."),
        (lambda: mk.KeepApart(("a", "b"), "class"), 'scope: Choose one of these: "group", "pair".'),
        (lambda: mk.Together(tuple("abcd")), "together: At most three students can be partners."),
        (lambda: mk.Together(("a", "b"), 1), "periods: This should be of the type tuple, and is i"),
        (lambda: mk.Together(("a", "b"), (0,)), "periods: A whole number from 1 belongs here."),
        (lambda: mk.Together(("a", "b"), ("1",)), "periods: A whole number from 1 belongs here."),
        (lambda: mk.Acquainted("gender"), "attributes: This should be of the type tuple, and is s"),
        (lambda: mk.Acquainted((), ("ab",)), "groups: This should be of the type tuple, and is st"),
        (lambda: mk.Balance({"x": 1}), "attributes: This should be of the type tuple, and is dict"),
        (lambda: mk.Rules(group_shape="tri0"), 'group_shape: Choose one of these: "five", "trio".'),
        (lambda: mk.Rules(interval_weeks=0), "interval_weeks: A whole number from 1 belongs here."),
        (lambda: mk.Rules(interval_weeks=True), "interval_weeks: A whole number from 1 belongs he"),
        (lambda: mk.Rules(interval_weeks=21), "interval_weeks: At most 20 is allowed here."),
        (lambda: mk.Rules(keep_apart=(("a", "b"),)), "keep_apart: This should be of the type Keep"),
        (lambda: mk.Rules(balance=("x",)), "balance: This should be of the type Balance, and is t"),
        (lambda: mk.Pair("1", ("a", "b")), "students: This should be of the type Student, and is"),
        (lambda: mk.Plan(5), "periods: This should be of the type tuple, and is int."),
    ],
)
def test_what_is_of_no_use_is_refused(make, said: str) -> None:
    with pytest.raises(mk.InputError) as refused:
        make()
    assert str(refused.value).startswith(said)
