import pytest

from toolkit.errors import InputError
from toolkit.files.strangers import refuse_strangers
from toolkit.people import Roster, Student
from toolkit.rules import (
    Acquainted,
    KeepApart,
    Near,
    RuleKind,
    Rules,
    Scope,
    SeatRule,
    Together,
    Written,
)

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


ALL_KINDS = Rules(
    keep_apart=(KeepApart(("a", "b", "c"), written=Written(("A", "B", "C"), 3)),),
    together=(Together(("a", "d"), (2,)), Together(("a", "b"))),
    acquainted=Acquainted(("school",), (("b", "c"), ("c", "d"))),
    seats=(
        SeatRule(("a", "b"), Near.FRONT, strict=True, written=Written(("A", "B"), 9)),
        SeatRule(("c",), Near.WINDOW, avoid=True),
    ),
)


def test_the_rules_that_name_students_come_in_one_form() -> None:
    assert [
        (rule.kind, rule.students, rule.scope, rule.periods) for rule in ALL_KINDS.naming()
    ] == [
        (RuleKind.KEEP_APART, ("a", "b", "c"), Scope.GROUP, ()),
        (RuleKind.TOGETHER, ("a", "d"), None, (2,)),
        (RuleKind.TOGETHER, ("a", "b"), None, ()),
        (RuleKind.ACQUAINTED, ("b", "c"), None, ()),
        (RuleKind.ACQUAINTED, ("c", "d"), None, ()),
        (RuleKind.SEAT, ("a", "b"), None, ()),
        (RuleKind.SEAT, ("c",), None, ()),
    ]
    assert [(one.near, one.avoid, one.strict) for one in ALL_KINDS.of_kind(RuleKind.SEAT)] == [
        (Near.FRONT, False, True),
        (Near.WINDOW, True, False),
    ]


@pytest.mark.parametrize("kind", RuleKind)
def test_a_rule_of_any_kind_can_be_taken_away_and_put_back(kind: RuleKind) -> None:
    *_, last = own = ALL_KINDS.of_kind(kind)
    less = ALL_KINDS.without(kind, len(own) - 1)
    assert less.of_kind(kind) == own[:-1]
    assert [one for one in less.naming() if one.kind is not kind] == [
        one for one in ALL_KINDS.naming() if one.kind is not kind
    ]
    again = less.with_rule(last)
    assert again == ALL_KINDS
    assert again.with_rule(last) == ALL_KINDS


def test_how_a_rule_was_written_goes_along() -> None:
    (apart,) = ALL_KINDS.for_class(Roster((A, C, D))).keep_apart
    assert (apart.students, apart.written) == (("a", "c"), Written(("A", "C"), 3))


def test_a_class_gets_the_rules_for_those_who_are_in_it() -> None:
    rules = ALL_KINDS.for_class(Roster((B, C, D)))
    assert [(one.kind, one.students) for one in rules.naming()] == [
        (RuleKind.KEEP_APART, ("b", "c")),
        (RuleKind.ACQUAINTED, ("b", "c")),
        (RuleKind.ACQUAINTED, ("c", "d")),
        (RuleKind.SEAT, ("b",)),
        (RuleKind.SEAT, ("c",)),
    ]
    assert rules.seats[0] == SeatRule(("b",), Near.FRONT, strict=True)
    assert rules.seats[0].written == Written(("B",), 9)


def test_a_wish_for_a_seat_goes_with_the_wishes() -> None:
    assert ALL_KINDS.without_wishes().seats == ALL_KINDS.seats[:1]


def test_whom_a_rule_for_seats_names_is_hidden_where_rules_are_shown() -> None:
    rules = Rules(seats=(SeatRule(("secret-one",), Near.FRONT),))
    for text in (repr(rules), repr(rules.seats), repr(rules.naming()), rules._repr_html_()):
        assert "secret-one" not in text
        assert "front" not in text
    assert rules.to_frame().to_dict("records") == [
        {"rule": "seat", "students": ("secret-one",), "scope": "front", "periods": ()}
    ]
    assert [*ALL_KINDS.to_frame()["scope"]][-1] == "not window"


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (SeatRule(("e",), Near.FRONT), "No student in the class list has the id e"),
        (SeatRule(("a", "a"), Near.FRONT), "stands twice"),
        (SeatRule((), Near.FRONT), "At least one student"),
    ],
)
def test_a_seat_for_nobody_is_refused(rule: SeatRule, sentence: str) -> None:
    refuse_strangers(Rules(seats=ALL_KINDS.seats), Roster((A, B, C)))
    with pytest.raises(InputError, match=sentence) as raised:
        refuse_strangers(Rules(seats=(rule,)), Roster((A, B, C)))
    assert raised.value.spot is not None
    assert raised.value.spot.file == "seat[0]"


def test_what_is_no_rule_for_seats_is_refused() -> None:
    assert SeatRule(["a"], "front") == SeatRule(("a",), Near.FRONT)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="Choose one of these"):
        SeatRule(("a",), "middle")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="bool"):
        SeatRule(("a",), Near.DOOR, strict=1)  # type: ignore[arg-type]
