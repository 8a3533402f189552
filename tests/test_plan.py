import pytest

from toolkit.people import Student
from toolkit.plan import Group, Pair, Period, Plan, Solution, Status

A, B, C, D, E = (Student(x, x.upper()) for x in "abcde")
PERIOD = Period(1, (Group("1", (Pair("1", (A, B)), Pair("2", (C, D, E)))),))


def test_the_parts_of_a_period() -> None:
    assert PERIOD.students == (A, B, C, D, E)
    assert [pair.is_trio for pair in PERIOD.pairs] == [False, True]
    assert set(PERIOD.partners()) == {("a", "b"), ("c", "d"), ("c", "e"), ("d", "e")}
    assert len(set(PERIOD.group_mates())) == 10


def test_two_change_seats() -> None:
    swapped = PERIOD.swapped("a", "d")
    assert [pair.students for pair in swapped.pairs] == [(D, B), (C, A, E)]
    assert swapped.swapped("a", "d") == PERIOD


def test_a_swap_with_oneself_changes_nothing() -> None:
    assert PERIOD.swapped("a", "a") == PERIOD


def test_a_stranger_has_no_seat() -> None:
    with pytest.raises(KeyError):
        PERIOD.swapped("a", "x")


def test_plans_compare_by_their_periods() -> None:
    solved = Plan((PERIOD,), solution=Solution(Status.OPTIMAL, 1, 0.1))
    assert solved == Plan((PERIOD,))
    assert solved.followed_by(PERIOD).solution is None


def test_the_next_number() -> None:
    assert Plan().next_number == 1
    assert Plan((PERIOD,)).next_number == 2


def test_the_frame_has_the_columns_of_the_file() -> None:
    frame = Plan((PERIOD,)).to_frame()
    assert list(frame.columns) == [
        "period", "starts", "ends", "group", "pair", "student_id", "student",
    ]  # fmt: skip
    assert len(frame) == 5
    assert "class" in Plan((PERIOD,), "8A").to_frame()
