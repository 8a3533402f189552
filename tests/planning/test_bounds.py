import pytest

from toolkit.plan import Group, Pair, Period, Plan
from toolkit.planning.bounds import periods_bound
from toolkit.rules import Acquainted, GroupShape, KeepApart, Rules, Scope


def four(label: int, *students) -> Group:
    return Group(str(label), (Pair(f"{label}a", students[:2]), Pair(f"{label}b", students[2:])))


@pytest.mark.parametrize(
    ("students", "shape", "bound"),
    [
        (4, GroupShape.FIVE, 1),
        (5, GroupShape.FIVE, 1),
        (8, GroupShape.FIVE, 3),  # 7 others, 3 a period
        (9, GroupShape.FIVE, 3),  # 36 pairs, 16 a period
        (16, GroupShape.FIVE, 5),
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
