from functools import partial
from itertools import accumulate, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sketch import period_of, plan_of, roster_of

from toolkit.people import Student
from toolkit.plan import Plan
from toolkit.planning.arrays import groups_of
from toolkit.planning.year.rest import Rest
from toolkit.rules import (
    NO_RULES,
    Acquainted,
    Balance,
    GroupShape,
    KeepApart,
    Rules,
    Scope,
    Together,
)

NOTHING = Plan()


def rest_of(letters: str, rules: Rules = NO_RULES, history: Plan = NOTHING) -> Rest:
    return Rest(roster_of(letters).students, rules, history)


def apart(*ids: str, scope: Scope = Scope.GROUP) -> Rules:
    return Rules(keep_apart=(KeepApart(ids, scope),))


def who_meets(rest: Rest) -> set[str]:
    names = [student.id for student in rest.students]
    return {names[i] + names[j] for i, j in np.argwhere(np.triu(rest.to_meet))}


def grouped_like(rest: Rest, *told: str) -> list[set[str]]:
    """The groups of the first of the periods, each as letters, and all of the right sizes."""
    groupings = rest.groupings_like([period_of(sketch) for sketch in told])
    assert groupings.shape == (len(told), len(rest.students))
    for period in groupings:
        sizes = rest.next_problem.sizes.as_tuple()
        assert np.bincount(period, minlength=len(sizes)).tolist() == [*sizes]
    return [{rest.students[i].id for i in group} for group in groups_of(groupings[0])]


def test_who_is_left_to_meet() -> None:
    assert who_meets(rest_of("abcd")) == {"ab", "ac", "ad", "bc", "bd", "cd"}
    assert who_meets(rest_of("abcd", apart("a", "b", "c"))) == {"ad", "bd", "cd"}
    assert len(who_meets(rest_of("abcd", apart("a", "b", scope=Scope.PAIR)))) == 6
    knew = Rules(acquainted=Acquainted(groups=(("a", "b", "x"),)))
    assert who_meets(rest_of("abcd", knew)) == {"ac", "ad", "bc", "bd", "cd"}
    assert who_meets(rest_of("abcde", history=plan_of("ab|cd ef|gh"))) == {"ae", "be", "ce", "de"}
    assert who_meets(rest_of("abcd", history=plan_of("ab|cd"))) == set()


def test_everyone_who_is_to_meet_is_marked_both_ways() -> None:
    to_meet = rest_of("abcdefgh", history=plan_of("ab|cd ef|gh")).to_meet
    assert (to_meet == to_meet.T).all()
    assert not to_meet.diagonal().any()


def test_a_wish_is_to_part_those_who_are_alike_or_knew_each_other() -> None:
    students = tuple(
        Student(s, s, attributes=(("gender", g),)) for s, g in zip("abcd", "jjgj", strict=True)
    )
    rules = Rules(
        acquainted=Acquainted(groups=(("a", "b"), ("a", "c"))), balance=Balance(("gender",))
    )
    wish = Rest(students, rules, NOTHING).wish
    assert wish[0].tolist() == [
        0,
        2,
        1,
        1,
    ]  # b is of the same gender and known, c is known, d of the same gender
    assert (wish == wish.T).all()


@pytest.mark.parametrize(
    ("rest", "is_free"),
    [
        (rest_of("abcdefgh"), True),
        (rest_of("abcdefgh", Rules(balance=Balance(("gender",)))), True),
        (rest_of("abcdefgh", apart("a", "b")), False),
        (rest_of("abcdefgh", apart("a", "b", scope=Scope.PAIR)), False),
        (rest_of("abcdefgh", Rules(together=(Together(("a", "b"), (4,)),))), False),
        (rest_of("abcdefgh", Rules(acquainted=Acquainted(groups=(("a", "b"),)))), False),
        (rest_of("abcd", Rules(acquainted=Acquainted(groups=(("a", "x"),)))), True),
        (rest_of("abcdefgh", history=plan_of("ab|cd ef|gh")), True),
    ],
)
def test_a_class_is_free_where_nothing_says_who_sits_where(rest, is_free) -> None:
    assert rest.is_free is is_free


def test_the_periods_have_their_own_partners() -> None:
    rules = Rules(together=(Together(("a", "b")), Together(("c", "d"), (3, 5))))
    rest = rest_of("abcdefgh", rules, plan_of("ab|cd ef|gh"))
    have = [
        {tuple(map(int, two)) for two in np.argwhere(np.triu(problem.must_partner))}
        for problem in rest.problems(4)
    ]
    assert have == [{(0, 1)}, {(0, 1), (2, 3)}, {(0, 1)}, {(0, 1), (2, 3)}]
    assert [set(pairs) for pairs in rest.covering_problem(4).together] == have


@pytest.mark.parametrize(
    ("together", "fixed"),
    [
        ((), []),
        ((Together(("a", "b")),), []),
        ((Together(("a", "b"), (2,)),), [0]),
        ((Together(("a", "b"), (1, 3, 4)),), [1, 2]),
        ((Together(("a", "b"), (9,)),), []),
        ((Together(("c", "d")), Together(("a", "b"), (3,))), [1]),
        ((Together(("a", "b")), Together(("a", "b"), (3,))), []),
    ],
)
def test_periods_with_partners_of_their_own_are_fixed(together, fixed) -> None:
    rest = rest_of("abcdefgh", Rules(together=together), plan_of("ab|cd ef|gh"))
    assert rest.fixed(3) == fixed


def test_turns_are_to_be_as_even_as_can_be() -> None:
    threes = Rules(group_shape=GroupShape.TRIO)
    free = rest_of("abcdefghij", threes).covering_problem(4)
    assert (free.least_turns, free.most_turns) == (2, 3)  # 24 turns for ten
    assert free.sizes == (4, 3, 3)
    even = rest_of("abcdefghij", threes).covering_problem(5)
    assert (even.least_turns, even.most_turns) == (3, 3)
    later = rest_of("abcdefg", history=plan_of("ab|cd efg")).covering_problem(2)
    assert later.turns.tolist() == [0, 0, 0, 0, 1, 1, 1]
    assert (later.least_turns, later.most_turns) == (1, 2)  # 3 + 6 turns for seven
    five = rest_of("abcdefghi").covering_problem(2)
    assert (five.least_turns, five.most_turns) == (1, 2)  # 10 turns for nine


def test_what_is_kept_apart_is_in_the_problem() -> None:
    problem = rest_of("abcdefgh", apart("a", "b")).covering_problem(2)
    assert np.argwhere(problem.apart).tolist() == [[0, 1], [1, 0]]
    assert not problem.to_meet[0, 1]


@pytest.mark.parametrize(
    ("letters", "shape", "rows"),
    [
        ("abcdefg", GroupShape.TRIO, [[0, 2], [0, 1, 2]]),
        ("abcdefgh", GroupShape.TRIO, [[0, 1, 2]]),  # two fit into any group of four
        ("abcdefghi", GroupShape.FIVE, [[0, 1, 2]]),
    ],
)
def test_never_partners_are_in_the_problem(letters, shape, rows) -> None:
    never = tuple(KeepApart(tuple(ids), Scope.PAIR) for ids in ("ac", "abc", "bx"))
    rules = Rules(group_shape=shape, keep_apart=(*never, KeepApart(("a", "d"))))
    problem = rest_of(letters, rules).covering_problem(2)
    assert [np.flatnonzero(row).tolist() for row in problem.never_partners] == rows
    assert problem.to_meet[0, 2]


def test_an_array_holds_the_same_groups() -> None:
    rest = rest_of("abcdefghi")
    periods = ((((5, 6), (7, 8, 0)), ((1, 2), (3, 4))), (((0, 1), (2, 3)), ((4, 5), (6, 7, 8))))
    groupings = rest.groupings(periods)
    assert [groups_of(period) for period in groupings] == [
        ((1, 2, 3, 4), (0, 5, 6, 7, 8)),
        ((0, 1, 2, 3), (4, 5, 6, 7, 8)),
    ]


def test_what_has_happened_is_an_array_too() -> None:
    history = plan_of("ab|cde fg|hi", "ab|fg cd|hie")
    happened = rest_of("abcdefghi", history=history).happened()
    assert happened is not None
    assert [groups_of(period) for period in happened] == [
        ((5, 6, 7, 8), (0, 1, 2, 3, 4)),
        ((0, 1, 5, 6), (2, 3, 4, 7, 8)),
    ]
    nothing = rest_of("abcdefghi").happened()
    assert nothing is not None
    assert nothing.shape == (0, 9)


@pytest.mark.parametrize(
    ("letters", "history"),
    [
        ("abcdefgh", ("ab|cd ef|gx",)),  # x has left, h has joined
        ("abcdefgh", ("ab|cd ef|gh", "ab|cd efg")),
        ("abcdefghi", ("ab|cd ef|gh",)),
        ("abcdefgh", ("ab|cd ef|ghx",)),
        ("abcdefgh", ("ab|cde fgh",)),  # other sizes
        ("abcdefghij", ("ab|cd efg hij",)),  # written in the other shape
    ],
)
def test_what_happened_to_others_or_in_other_groups_is_none(letters, history) -> None:
    assert rest_of(letters, history=plan_of(*history)).happened() is None


def test_a_period_of_the_same_class_is_grouped_as_it_was() -> None:
    assert grouped_like(rest_of("abcdefgh"), "ab|cd ef|gh") == [set("abcd"), set("efgh")]
    assert grouped_like(rest_of("abcdefghi"), "ab|cde fg|hi") == [set("fghi"), set("abcde")]
    assert grouped_like(rest_of("abcdefg"), "abc de|fg", "ab|cd efg") == [set("defg"), set("abc")]


def test_whoever_left_leaves_a_smaller_group() -> None:
    # Eight were nine, and x of the five is gone.
    assert grouped_like(rest_of("abcdefgh"), "ab|cdx ef|gh") == [set("abcd"), set("efgh")]
    # Nine were ten as 5 + 5.
    assert grouped_like(rest_of("abcdefghi"), "ab|cde fg|hix") == [set("fghi"), set("abcde")]


def test_whoever_joined_has_the_group_that_is_left() -> None:
    assert grouped_like(rest_of("abcdefgh"), "ab|cd efg") == [set("abcd"), set("efgh")]
    assert grouped_like(rest_of("abcdefghi"), "ab|cd ef|gh") in (
        [set("abcd"), set("efghi")],
        [set("efgh"), set("abcdi")],
    )


def test_one_leaves_and_one_joins() -> None:
    assert grouped_like(rest_of("abcdefgy"), "ab|cd ef|gx") == [set("abcd"), set("efgy")]


def test_groups_that_are_too_many_or_too_large_are_filled_up_anew() -> None:
    # Five groups of one class for two groups of another: the largest are kept.
    found = grouped_like(rest_of("abcdefgh"), "hz|vw ab|cx tu|rs d ef|gy")
    assert [set("abc") <= group or set("efg") <= group for group in found] == [True, True]
    # Six in one group: four or three of them stay together.
    found = grouped_like(rest_of("abcdefgh"), "abc|def gh")
    assert any(len(group & set("abcdef")) == 4 for group in found)
    assert any(set("gh") <= group for group in found)


def test_nobody_of_those_who_were_told_is_there_any_more() -> None:
    assert sorted(map(len, grouped_like(rest_of("abcdefghi"), "vw|xyz"))) == [4, 5]


def test_nothing_told_is_nothing_grouped() -> None:
    assert rest_of("abcdefgh").groupings_like([]).shape == (0, 8)


@settings(deadline=None)
@given(data=st.data(), n=st.integers(4, 13))
def test_everyone_has_a_group_whatever_was_told(data, n) -> None:
    letters = "abcdefghijklmnopq"
    rest = rest_of("".join(data.draw(st.permutations(letters))[:n]))
    told = [
        " ".join(filter(None, data.draw(st.lists(st.integers(0, 5)).map(partial(cut, order)))))
        for order in data.draw(st.lists(st.permutations(letters), min_size=1, max_size=3))
    ]
    grouped_like(rest, *told)


def cut(order: list[str], lengths: list[int]) -> list[str]:
    """The letters in pieces of these lengths, as long as there are any."""
    ends = [0, *accumulate(lengths)]
    return ["".join(order[start:end]) for start, end in pairwise(ends)]
