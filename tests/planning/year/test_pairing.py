"""The pairs inside given groups, against every way to make them."""

from collections import Counter, defaultdict
from functools import cache
from itertools import combinations, pairwise, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from toolkit.people import Roster
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.planning.arrays import Groups, PairedGroups
from toolkit.planning.period.problem import PeriodProblem, period_problem
from toolkit.planning.year.pairing import (
    ACQUAINTED,
    AGAIN,
    NEXT,
    SOON,
    UNEVEN_IN_THE_END,
    UNEVEN_ON_THE_WAY,
    paired,
    permits_all,
)
from toolkit.planning.year.rest import Rest
from toolkit.rules import NO_RULES, Acquainted, GroupShape, KeepApart, Rules, Scope, Together

from ..period.enumeration import every_split

type Ways = tuple[PairedGroups, ...]

NOTHING = Plan()

FOURS = (
    ((0, 1, 2, 3), (4, 5, 6, 7)),
    ((0, 1, 4, 5), (2, 3, 6, 7)),
    ((0, 1, 6, 7), (2, 3, 4, 5)),
)


def stated(
    roster: Roster, rules: Rules = NO_RULES, history: Plan = NOTHING, periods: int = 1
) -> list[PeriodProblem]:
    return Rest(roster.students, rules, history).problems(periods)


@cache
def partners(grouping: PairedGroups) -> list[tuple[int, int]]:
    return [two for group in grouping for pair in group for two in combinations(sorted(pair), 2)]


def trios(grouping: PairedGroups) -> list[int]:
    return [i for group in grouping for pair in group if len(pair) == 3 for i in pair]


def members(grouping: PairedGroups) -> Groups:
    return tuple(tuple(sorted(i for pair in group for i in pair)) for group in grouping)


def happened(roster: Roster, *groupings: PairedGroups) -> Plan:
    """These periods as a history."""
    return Plan(
        tuple(
            Period(
                number,
                tuple(
                    Group(
                        str(g),
                        tuple(
                            Pair(f"{g}{p}", tuple(roster.students[i] for i in pair))
                            for p, pair in enumerate(group)
                        ),
                    )
                    for g, group in enumerate(grouping)
                ),
            )
            for number, grouping in enumerate(groupings, start=1)
        )
    )


def keeps_pair_rules(grouping: PairedGroups, problem: PeriodProblem) -> bool:
    pairs = set(partners(grouping))
    return all(
        (not problem.never_partners[two] or two not in pairs)
        and (not problem.must_partner[two] or two in pairs)
        for two in combinations(range(len(problem)), 2)
    )


def every_way(groups: Groups, problem: PeriodProblem) -> list[PairedGroups]:
    ways = product(*(list(every_split(group)) for group in groups))
    return [grouping for grouping in ways if keeps_pair_rules(grouping, problem)]


def uneven(turns: Counter[int], n: int) -> int:
    """By how many turns students are beside the two whole numbers around the mean."""
    least, rest = divmod(turns.total(), n)
    return sum(max(least - turns[i], turns[i] - least - (rest > 0), 0) for i in range(n))


def cost(ways: Ways, n: int, before: Ways, knew: set[tuple[int, int]]) -> int:
    """What the pairs of some periods cost, counted out."""
    turns = Counter(i for grouping in before for i in trios(grouping))
    periods, total = len(before) + len(ways), 0
    been = defaultdict[tuple[int, int], list[int]](list)
    for t, grouping in enumerate((*before, *ways)):
        for two in partners(grouping):
            been[two].append(t)
    for two, in_periods in been.items():
        total += ACQUAINTED * (two in knew) * sum(t >= len(before) for t in in_periods)
        for then, now in pairwise(in_periods):
            if now >= len(before):
                total += AGAIN + NEXT * (now == then + 1)
                total += SOON * (periods // (now - then)) + periods - now
    for grouping in ways:
        turns.update(trios(grouping))
        if any(len(pair) == 2 for group in grouping for pair in group) and trios(grouping):
            total += UNEVEN_ON_THE_WAY * uneven(turns, n)
    return total + UNEVEN_IN_THE_END * uneven(turns, n)


@settings(max_examples=50, deadline=None)
@given(data=st.data(), case=st.sampled_from([(4, 4), (5, 3), (8, 3), (8, 4), (9, 2), (10, 1)]))
def test_no_other_pairs_are_better(make_class, data, case) -> None:
    # In (8, 4) there are more ways than tries, and they are annealed; elsewhere all are tried.
    n, periods = case
    sizes = {4: (4,), 5: (5,), 8: (4, 4), 9: (4, 5), 10: (5, 5)}[n]
    roster = make_class(n)
    drawn = st.permutations(range(n)).map(lambda order: dealt(order, sizes))
    ids = st.lists(st.sampled_from([s.id for s in roster]), min_size=2, max_size=2, unique=True)
    knew = data.draw(st.lists(ids.map(tuple), max_size=4))
    apart = data.draw(st.lists(ids.map(tuple), max_size=2))
    rules = Rules(
        acquainted=Acquainted(groups=tuple(knew)),
        keep_apart=tuple(KeepApart(two, Scope.PAIR) for two in apart),
    )
    before = tuple(
        tuple(data.draw(st.sampled_from([*every_split(group)])) for group in data.draw(drawn))
        for _ in range(data.draw(st.integers(0, 2)))
    )
    problems = stated(roster, rules, happened(roster, *before), periods)
    groups = [data.draw(drawn) for _ in range(periods)]
    choices = [every_way(*both) for both in zip(groups, problems, strict=True)]
    assume(all(choices))
    known = {tuple(sorted(int(student[1:]) for student in two)) for two in knew}
    found = paired(groups, problems, [partners(grouping) for grouping in before])
    assert [members(grouping) for grouping in found] == [
        tuple(tuple(sorted(group)) for group in of_period) for of_period in groups
    ]
    assert all(keeps_pair_rules(*both) for both in zip(found, problems, strict=True))
    least = min(cost(ways, n, before, known) for ways in product(*choices))
    assert cost(tuple(found), n, before, known) == least


def test_few_ways_are_all_tried(make_class) -> None:
    # Two turns more would be uneven by chance alone: repeated partners stand in its way.
    rules = Rules(acquainted=Acquainted(groups=(("s0", "s1"), ("s0", "s2"), ("s0", "s3"))))
    before = ((((0, 1), (2, 3, 4)),), (((1, 4), (0, 2, 3)),))
    roster, groups = make_class(5), [((0, 1, 2, 3, 4),), ((0, 1, 2, 3, 4),), ((1, 3, 4, 0, 2),)]
    problems = stated(roster, rules, happened(roster, *before), 3)
    found = tuple(paired(groups, problems, [partners(grouping) for grouping in before]))
    every = product(*(every_way(*both) for both in zip(groups, problems, strict=True)))
    known = {(0, 1), (0, 2), (0, 3)}
    assert cost(found, 5, before, known) == min(cost(w, 5, before, known) for w in every)


def dealt(order, sizes: tuple[int, ...]) -> Groups:
    ends = [sum(sizes[:g]) for g in range(len(sizes) + 1)]
    return tuple(tuple(order[start:end]) for start, end in pairwise(ends))


def test_nobody_is_a_partner_twice_where_it_can_be_avoided(make_class) -> None:
    found = paired(FOURS, stated(make_class(8), periods=3))
    times = Counter(two for grouping in found for two in partners(grouping))
    assert set(times.values()) == {1}


def test_partners_of_the_history_are_not_partners_again(make_class) -> None:
    roster = make_class(4)
    first, second = (((0, 1), (2, 3)),), (((0, 2), (1, 3)),)
    problems = stated(roster, history=happened(roster, first, second))
    before = [partners(first), partners(second)]
    assert paired([((0, 1, 2, 3),)], problems, before) == [(((0, 3), (1, 2)),)]


def test_who_has_to_be_partners_again_is_so_late_and_long_after(make_class) -> None:
    everyone = ((0, 1, 2, 3),)
    found = paired([everyone] * 5, stated(make_class(4), periods=5))
    assert len(set(found[:3])) == 3
    assert found[3:] == found[:2]


def test_even_turns_are_no_reason_to_have_the_same_partner(make_class) -> None:
    # Whoever was in the trio can only stay out of it by being 0 and 1 again.
    roster = make_class(5)
    before = ((0, 1), (2, 3, 4))
    problems = stated(roster, history=happened(roster, (before,)))
    (grouping,) = paired([((0, 1, 2, 3, 4),)], problems, [partners((before,))])
    assert (0, 1) not in partners(grouping)


def test_pairs_that_are_given_are_taken_again_where_none_are_better(make_class) -> None:
    start = [(((0, 2), (1, 3)),), (((0, 3), (1, 2)),)]
    everyone = ((0, 1, 2, 3),)
    assert paired([everyone] * 2, stated(make_class(4), periods=2), start=start) == start


def test_those_who_knew_each_other_are_partners_last(make_class) -> None:
    rules = Rules(acquainted=Acquainted(groups=(("s0", "s1"), ("s2", "s0"))))
    assert paired([((0, 1, 2, 3),)], stated(make_class(4), rules)) == [(((0, 3), (1, 2)),)]


@pytest.mark.parametrize("periods", [1, 10, 20])
def test_turns_in_trios_are_even_where_partners_allow_it(make_class, periods) -> None:
    # Ten pairs can be beside a trio of five; in fewer periods even turns would repeat partners.
    everyone = ((0, 1, 2, 3, 4),)
    found = paired([everyone] * periods, stated(make_class(5), periods=periods))
    turns = Counter(student for grouping in found for student in trios(grouping))
    assert max(turns.values()) - min(turns[i] for i in range(5)) <= 1


def test_turns_of_the_history_count(make_class) -> None:
    roster = make_class(5)
    before = happened(roster, (((3, 4), (0, 1, 2)),))
    (grouping,) = paired([((0, 1, 2, 3, 4),)], stated(roster, history=before))
    assert {3, 4} < set(trios(grouping))


def test_who_must_be_partners_are(make_class) -> None:
    rules = Rules(together=(Together(("s0", "s1"), (1, 3)), Together(("s5", "s7"))))
    found = paired(FOURS[:1] * 3, stated(make_class(8), rules, periods=3))
    assert [(0, 1) in partners(grouping) for grouping in found] == [True, False, True]
    assert all((5, 7) in partners(grouping) for grouping in found)


def test_two_who_must_be_partners_may_share_a_trio(make_class) -> None:
    rules = Rules(
        together=(Together(("s0", "s1")),),
        keep_apart=tuple(KeepApart((f"s{i}", f"s{j}"), Scope.PAIR) for i, j in ((2, 3), (2, 4))),
    )
    # Wherever else 0 and 1 are, 2 is the partner of 3 or of 4.
    assert paired([((0, 1, 2, 3, 4),)], stated(make_class(5), rules)) == [(((3, 4), (0, 1, 2)),)]


def test_a_trio_of_its_own_has_one_way(make_class) -> None:
    rules = Rules(group_shape=GroupShape.TRIO)
    found = paired([((1, 2, 4, 6), (0, 3, 5))] * 2, stated(make_class(7), rules, periods=2))
    assert [grouping[1] for grouping in found] == [((0, 3, 5),)] * 2


def test_no_periods_need_no_pairs() -> None:
    assert paired([], []) == []


@pytest.mark.parametrize(
    ("rules", "permitted"),
    [
        (Rules(), True),
        (Rules(keep_apart=(KeepApart(("s0", "s4")),)), True),
        (Rules(keep_apart=(KeepApart(("s0", "s1")),)), False),
        (Rules(keep_apart=(KeepApart(("s4", "s3", "s7")),)), False),
        (Rules(keep_apart=(KeepApart(("s0", "s1"), Scope.PAIR),)), True),
        # Whoever of the three is left for the fourth, the other two are partners.
        (Rules(keep_apart=(KeepApart(("s0", "s1", "s2"), Scope.PAIR),)), False),
        (Rules(together=(Together(("s0", "s3")),)), True),
        (Rules(together=(Together(("s0", "s3"), (2,)),)), True),
        (Rules(together=(Together(("s0", "s4"), (2,)),)), True),  # in another period
        (Rules(together=(Together(("s0", "s4"), (1,)),)), False),
        (Rules(together=(Together(("s0", "s1")), Together(("s0", "s2")))), False),
        (Rules(together=(Together(("s0", "s1")), Together(("s2", "s3")))), True),
        (
            Rules(
                together=(Together(("s0", "s1")),),
                keep_apart=(KeepApart(("s2", "s3"), Scope.PAIR),),
            ),
            False,
        ),
    ],
)
def test_the_rules_permit_groups_with_some_pairs_in_each(make_class, rules, permitted) -> None:
    assert permits_all(FOURS[0], stated(make_class(8), rules)[0]) is permitted


@settings(max_examples=80, deadline=None)
@given(data=st.data(), n=st.integers(4, 9))
def test_groups_are_permitted_where_some_pairs_of_them_are(make_class, data, n) -> None:
    roster = make_class(n)
    some = st.lists(st.sampled_from([s.id for s in roster]), min_size=2, max_size=3, unique=True)
    rules = Rules(
        group_shape=data.draw(st.sampled_from(GroupShape)),
        keep_apart=tuple(
            KeepApart(tuple(ids), data.draw(st.sampled_from(Scope)))
            for ids in data.draw(st.lists(some, max_size=2))
        ),
        together=tuple(Together(tuple(ids)) for ids in data.draw(st.lists(some, max_size=2))),
    )
    problem = period_problem(roster.students, rules, Plan(), 1)
    order = data.draw(st.permutations(range(n)))
    groups = dealt(order, problem.sizes.as_tuple())
    inside = {frozenset(two) for group in groups for two in combinations(group, 2)}
    must = {frozenset((i, j)) for i in range(n) for j in range(n) if problem.must_partner[i, j]}
    apart = {frozenset((i, j)) for i in range(n) for j in range(n) if problem.apart[i, j]}
    kept = bool(every_way(groups, problem)) and not inside & apart and must <= inside
    assert permits_all(groups, problem) is kept
    if kept:
        (grouping,) = paired([groups], [problem])
        assert keeps_pair_rules(grouping, problem)


def test_a_search_for_pairs_that_is_stopped_gives_some_that_the_rules_permit(make_class) -> None:
    roster, rules = make_class(8), Rules(keep_apart=(KeepApart(("s0", "s1"), Scope.PAIR),))
    problems = stated(roster, rules, periods=3)
    pairs = paired(FOURS, problems, keep_going=lambda: False)
    assert [members(period) for period in pairs] == [tuple(period) for period in FOURS]
    assert all((0, 1) not in partners(period) for period in pairs)
