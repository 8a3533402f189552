import pytest

from toolkit.errors import InputError
from toolkit.rooms import Room, Side, desk_at
from toolkit.seats import SeatedPeriod, Seating

ROOM = Room("214", Side.TOP, 1, 2, (desk_at("a", [(1, 1), (1, 2)]),))
FIRST = SeatedPeriod(1, ROOM, (("ida", "a1"), ("emil", "a2")))
SECOND = SeatedPeriod(2, ROOM, (("emil", "a1"),))


def test_periods_come_by_number() -> None:
    assert Seating((SECOND, FIRST)) == Seating((FIRST, SECOND))
    assert Seating((SECOND, FIRST)).period(1) is FIRST


def test_where_a_student_has_sat() -> None:
    assert [*Seating((FIRST, SECOND)).of("emil")] == [(1, "a2"), (2, "a1")]
    assert [*Seating((FIRST, SECOND)).of("ida")] == [(1, "a1")]


def test_who_sits_where() -> None:
    assert FIRST.seat_of == {"ida": "a1", "emil": "a2"}
    assert FIRST.student_at == {"a1": "ida", "a2": "emil"}


def test_what_is_no_seating_is_refused() -> None:
    with pytest.raises(InputError, match="comes twice"):
        Seating((FIRST, FIRST))
    with pytest.raises(InputError, match="no seats for period 3"):
        Seating((FIRST,)).period(3)
    with pytest.raises(InputError, match="tuple"):
        SeatedPeriod(1, ROOM, (("ida",),))  # type: ignore[arg-type]


def test_no_name_is_told_by_a_value() -> None:
    assert repr(FIRST) == "SeatedPeriod(1, 2 students)"
