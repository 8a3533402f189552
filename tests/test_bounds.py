from collections import Counter
from collections.abc import Iterable
from itertools import combinations, permutations
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.acquaintance import coverage
from toolkit.bounds import least_in_common, periods_bound
from toolkit.errors import RulesConflict
from toolkit.people import Roster, Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.planning.calls import plan_year
from toolkit.planning.year.templates import template
from toolkit.rules import Acquainted, GroupShape, KeepApart, Rules, Scope, Together
from toolkit.shapes import group_sizes

type Mates = frozenset[frozenset[str]]
"""Who shares a group in a period, two by two."""


def four(label: int, *students) -> Group:
    return Group(str(label), (Pair(f"{label}a", students[:2]), Pair(f"{label}b", students[2:])))


@pytest.mark.parametrize(
    ("students", "shape", "bound"),
    [
        (4, GroupShape.FIVE, 1),
        (5, GroupShape.FIVE, 1),
        (8, GroupShape.FIVE, 3),  # 7 others, 3 a period
        (9, GroupShape.FIVE, 3),  # 36 pairs, 16 a period
        (10, GroupShape.FIVE, 4),  # 45 pairs, 20 a period, 8 of them met before
        (10, GroupShape.TRIO, 4),
        (11, GroupShape.FIVE, 5),
        (12, GroupShape.FIVE, 5),  # 66 pairs, 18 a period, 3 of them met before
        (13, GroupShape.FIVE, 5),
        (13, GroupShape.TRIO, 6),
        (14, GroupShape.FIVE, 5),
        (14, GroupShape.TRIO, 6),
        (15, GroupShape.FIVE, 5),
        (16, GroupShape.FIVE, 5),
        (18, GroupShape.FIVE, 6),
        (19, GroupShape.FIVE, 6),
        (25, GroupShape.FIVE, 8),  # 300 pairs, 40 a period
        (25, GroupShape.TRIO, 10),  # 300 pairs, 33 a period
        (28, GroupShape.FIVE, 9),
    ],
)
def test_counting_bounds_the_periods(make_class, students, shape, bound) -> None:
    assert periods_bound(make_class(students).students, Rules(group_shape=shape), Plan()) == bound


def test_those_who_may_not_meet_need_no_period(make_class) -> None:
    students = make_class(8).students
    apart = Rules(keep_apart=tuple(KeepApart(("s0", f"s{i}")) for i in range(4, 8)))
    only_pairs = Rules(keep_apart=(KeepApart(("s0", "s1"), Scope.PAIR),))
    everyone = Rules(acquainted=Acquainted(groups=(tuple(s.id for s in students),)))
    assert periods_bound(students, apart, Plan()) == 3
    assert periods_bound(students, only_pairs, Plan()) == 3
    assert periods_bound(students, everyone, Plan()) == 0


def test_not_all_can_sit_in_a_five_again_and_again(make_class) -> None:
    # Seven of thirteen know each other. Three periods hold 15 in fives and the 57 meetings
    # that are left, but the six others need a five every time to meet twelve each.
    students = make_class(13).students
    rules = Rules(acquainted=Acquainted(groups=(tuple(s.id for s in students[:7]),)))
    assert periods_bound(students, rules, Plan()) == 4


def test_the_history_counts(make_class) -> None:
    a, b, c, d, e, f, g, h = make_class(8).students
    first = Period(1, (four(1, a, b, c, d), four(2, e, f, g, h)))
    again = Period(2, first.groups)
    assert periods_bound((a, b, c, d, e, f, g, h), Rules(), Plan((first,))) == 3
    assert periods_bound((a, b, c, d, e, f, g, h), Rules(), Plan((first, again))) == 4


def test_a_class_that_is_done_was_done_when_it_was(make_class) -> None:
    a, b, c, d = make_class(4).students
    done = Plan((Period(1, (four(1, a, b, c, d),)), Period(2, (four(1, a, c, b, d),))))
    assert periods_bound((a, b, c, d), Rules(), done) == 1


def periods_of(names: tuple[str, ...], sizes: tuple[int, ...]) -> set[Mates]:
    """Every way to put these students in groups of these sizes."""
    if not names:
        return {frozenset()}
    first, *others = names
    found = set()
    for size in set(sizes):
        left = list(sizes)
        left.remove(size)
        for mates in combinations(others, size - 1):
            group = twos((first, *mates))
            rest = tuple(name for name in others if name not in mates)
            found |= {group | after for after in periods_of(rest, tuple(left))}
    return found


def twos(names: Iterable[str]) -> Mates:
    return frozenset(map(frozenset, combinations(names, 2)))


def can_all_meet(roster: Roster, rules: Rules, history: Plan, periods: int) -> bool:
    """Whether so many periods, those of the history included, can be enough, by trying all."""
    names = tuple(student.id for student in roster)
    apart = {
        two for rule in rules.keep_apart if rule.scope is Scope.GROUP for two in twos(rule.students)
    }
    left = twos(names) - apart
    left -= {two for group in rules.acquainted.groups for two in twos(group)}
    for period in history.periods[:periods]:
        left -= {two for group in period.groups for two in twos(s.id for s in group.students)}
    sizes = group_sizes(len(names), rules.group_shape).as_tuple()
    # As numbers, a bit for each two who are left.
    bits = {two: 1 << bit for bit, two in enumerate(left)}
    choices = {
        sum(bits[two] for two in mates & left)
        for mates in periods_of(names, sizes)
        if not mates & apart
    }
    most = max((choice.bit_count() for choice in choices), default=0)

    def can_meet(still: int, more: int) -> bool:
        if not still:
            return True
        if still.bit_count() > most * more:
            return False
        # Some period has to have the first two of them.
        first = still & -still
        return any(can_meet(still & ~choice, more - 1) for choice in choices if choice & first)

    return can_meet(sum(bits.values()), max(0, periods - len(history.periods)))


@st.composite
def classes(draw: st.DrawFn) -> tuple[Roster, Rules, Plan]:
    """Small classes with rules, and with a history that some have joined and left."""
    shape = draw(st.sampled_from(GroupShape))
    known = tuple(Student(f"s{i}", f"Elev {i}") for i in range(10))
    size = st.integers(4, 9)
    present = st.permutations(known)
    history = []
    for number in range(1, draw(st.integers(0, 2)) + 1):
        left = iter(draw(present))
        sizes = group_sizes(draw(size), shape).as_tuple()
        groups = [[next(left) for _ in range(size)] for size in sizes]
        history.append(Period(number, tuple(four(g, *group) for g, group in enumerate(groups))))
    roster = Roster(tuple(draw(present)[: draw(size)]))
    some = st.lists(st.sampled_from([s.id for s in roster]), min_size=2, max_size=3, unique=True)
    apart = draw(st.lists(some.map(tuple), max_size=3))
    rules = Rules(
        group_shape=shape,
        keep_apart=tuple(KeepApart(ids, draw(st.sampled_from(Scope))) for ids in apart),
        together=tuple(Together(tuple(ids[:2])) for ids in draw(st.lists(some, max_size=1))),
        acquainted=Acquainted(groups=tuple(draw(st.lists(some.map(tuple), max_size=3)))),
    )
    return roster, rules, Plan(tuple(history))


@settings(max_examples=100, deadline=None)
@given(class_and_more=classes())
def test_one_period_fewer_is_never_enough(class_and_more) -> None:
    """Against every year there is."""
    roster, rules, history = class_and_more
    bound = periods_bound(roster.students, rules, history)
    assert bound >= 0
    assert bound == 0 or not can_all_meet(roster, rules, history, bound - 1)


@settings(max_examples=12, deadline=None)
@given(class_and_more=classes())
def test_no_plan_is_below_the_bound(class_and_more) -> None:
    roster, rules, history = class_and_more
    bound = periods_bound(roster.students, rules, history)
    try:
        plan = plan_year(roster, rules, history, time_limit=0)
    except RulesConflict:
        return
    reached = coverage(plan, rules, roster).periods_to_full
    assert plan.solution is not None
    assert bound <= plan.solution.bound
    assert reached is None or plan.solution.bound <= reached
    if len(roster) <= 7 and plan.solution.bound:
        assert not can_all_meet(roster, rules, history, plan.solution.bound - 1)


@pytest.mark.parametrize(
    ("students", "fewest"), [(4, 1), (5, 1), (6, 4), (7, 3), (8, 3), (9, 3), (10, 4)]
)
def test_small_classes_need_as_many_as_the_bound_says(make_class, students, fewest) -> None:
    roster = make_class(students)
    assert periods_bound(roster.students, Rules(), Plan()) == fewest
    assert not can_all_meet(roster, Rules(), Plan(), fewest - 1)


@pytest.mark.parametrize("shape", GroupShape)
@pytest.mark.parametrize("students", range(8, 41))
def test_no_stored_year_is_below_the_bound(make_class, students, shape) -> None:
    bound = periods_bound(make_class(students).students, Rules(group_shape=shape), Plan())
    year = template(group_sizes(students, shape))
    assert year is not None
    assert bound <= len(year)


SMALL = [
    (4, 4),
    (5, 3),
    (3, 3, 2),
    (2, 2, 2, 2),
    (8,),
    (4, 3),
    (3, 3, 1),
    (3, 2, 2),
    (3, 3),
    (5, 1),
]


@pytest.mark.parametrize(
    ("some", "others"),
    [(some, others) for some in SMALL for others in SMALL if sum(some) == sum(others)],
)
def test_two_periods_have_at_least_so_many_meetings_in_common(some, others) -> None:
    """Against every two periods there are."""
    of_some, of_others = (
        [g for g, size in enumerate(sizes) for _ in range(size)] for sizes in (some, others)
    )
    least = min(
        sum(comb(count, 2) for count in Counter(zip(of_some, grouping, strict=True)).values())
        for grouping in set(permutations(of_others))
    )
    assert least_in_common(some, others) == least_in_common(others, some) <= least
    # In groups of much the same size, as those of a class are, it is no less either.
    if max(some + others) - min(some + others) <= 1:
        assert least_in_common(some, others) == least


@pytest.mark.parametrize(
    ("some", "others", "common"),
    [
        ((4, 4, 4, 4), (4, 4, 4, 4), 0),
        ((4, 4, 4), (4, 4, 4), 3),
        ((5, 5), (5, 5), 8),
        ((5, 5, 4, 4), (5, 5, 4, 4), 2),
        ((4, 4, 4), (5, 5, 2), 4),
        ((4, 4), (1,) * 8, 0),
    ],
)
def test_groups_that_are_larger_than_their_number_repeat_meetings(some, others, common) -> None:
    assert least_in_common(some, others) == common
