from toolkit.people import Student
from toolkit.rules import Acquainted, KeepApart, Rules, Scope, Together

A, B, C, D = (
    Student(x, x, attributes=(("school", s),)) for x, s in zip("abcd", "xxy ", strict=True)
)


def pairs(*words: str) -> set[frozenset[str]]:
    return {frozenset(word) for word in words}


def test_every_two_of_a_rule_are_kept_apart() -> None:
    rules = Rules(keep_apart=(KeepApart(("a", "b", "c")), KeepApart(("c", "d"), Scope.PAIR)))
    assert rules.apart(Scope.GROUP) == pairs("ab", "ac", "bc")
    assert rules.apart(Scope.PAIR) == pairs("cd")
    assert rules.apart(Scope.GROUP, Scope.PAIR) == pairs("ab", "ac", "bc", "cd")


def test_together_holds_in_its_periods() -> None:
    rules = Rules(together=(Together(("a", "b"), (1, 3)), Together(("c", "d"))))
    assert rules.partners_in(1) == pairs("ab", "cd")
    assert rules.partners_in(2) == pairs("cd")


def test_the_same_value_means_acquainted() -> None:
    acquainted = Acquainted(("school",), (("c", "d"), ("d", "x")))
    assert acquainted.pairs((A, B, C, D)) == pairs("ab", "cd")


def test_no_value_is_no_common_value() -> None:
    nothing = tuple(Student(x, x, attributes=(("school", ""),)) for x in "ab")
    assert Acquainted(("school",)).pairs(nothing) == set()
