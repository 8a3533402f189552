import pytest

from toolkit.errors import InputError
from toolkit.rooms import Cell, Room, Side, Standing, Thing, desk_at, touching
from toolkit.rules import Near


def room(**changes: object) -> Room:
    """. . T T . D
    a a . b b b
    . . . . . .
    c . . d d V"""
    values = {
        "name": "214",
        "front": Side.TOP,
        "rows": 4,
        "columns": 6,
        "desks": (
            desk_at("d", [(4, 4), (4, 5)]),
            desk_at("c", [(4, 1)]),
            desk_at("b", [(2, 6), (2, 4), (2, 5)]),
            desk_at("a", [(2, 1), (2, 2)]),
        ),
        "things": (
            Standing(Thing.WINDOW, 4, 6),
            Standing(Thing.DOOR, 1, 6),
            Standing(Thing.TEACHER, 1, 4),
            Standing(Thing.TEACHER, 1, 3),
        ),
    }
    return Room(**(values | changes))  # type: ignore[arg-type]


def test_places_come_in_reading_order() -> None:
    assert [p.seat for p in room().places] == ["a1", "a2", "b1", "b2", "b3", "c1", "d1", "d2"]
    assert [desk.name for desk in room().desks] == ["a", "b", "c", "d"]


def test_rooms_that_look_alike_are_equal_however_they_were_made() -> None:
    again = room(desks=room().desks, things=room().things[::-1], written=b"# otherwise")
    assert again == room()
    assert hash(again) == hash(room())


@pytest.mark.parametrize(
    ("one", "other", "cells"),
    [("a1", "a2", 0), ("a1", "c1", 1), ("b1", "b3", 0), ("a2", "b1", 1), ("a1", "d2", 3)],
)
def test_cells_between_two_seats(one: str, other: str, cells: int) -> None:
    assert room().between(one, other) == room().between(other, one) == cells


def test_between_desks_the_nearest_cells_count() -> None:
    assert room().desks_between("a", "b") == 1
    assert room().desks_between("c", "b") == 2
    assert room().desks_between("b", "b") == 0


@pytest.mark.parametrize(
    ("front", "at_front", "at_back"),
    [
        (Side.TOP, "a1 a2 b1 b2 b3", "c1 d1 d2"),
        (Side.BOTTOM, "c1 d1 d2", "a1 a2 b1 b2 b3"),
        (Side.LEFT, "a1 c1", "b3"),
        (Side.RIGHT, "b3", "a1 c1"),
    ],
)
def test_the_front_is_the_row_of_places_nearest_to_it(
    front: Side, at_front: str, at_back: str
) -> None:
    turned = room(front=front)
    assert turned.at_front == turned.near(Near.FRONT) == {*at_front.split()}
    assert turned.at_back == turned.near(Near.BACK) == {*at_back.split()}


def test_near_is_two_cells_away_or_else_the_nearest() -> None:
    assert room().near(Near.DOOR) == {"b1", "b2", "b3"}
    assert room().near(Near.WINDOW) == {"b1", "b2", "b3", "d1", "d2"}
    assert room().near(Near.TEACHER) == {"a1", "a2", "b1", "b2", "b3"}
    far = room(rows=9, things=(Standing(Thing.DOOR, 9, 1),))
    assert far.near(Near.DOOR) == {"c1", "d1", "d2"}
    assert far.near(Near.WINDOW) == frozenset()


def test_what_meets_at_a_corner_only_does_not_touch() -> None:
    cells: list[Cell] = [(1, 1), (2, 2), (2, 3), (3, 3), (3, 1)]
    assert touching(cells) == [{(1, 1)}, {(2, 2), (2, 3), (3, 3)}, {(3, 1)}]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"desks": ()}, "no desk"),
        ({"desks": (desk_at("a", [(5, 1)]),)}, "Row 5, column 1: This is outside"),
        ({"desks": (desk_at("a", [(1, 3)]),)}, "Row 1, column 3: Something stands"),
        ({"desks": (desk_at("a", [(2, 1), (2, 3)]),)}, "do not touch"),
        ({"desks": (desk_at("a", [(2, 1), (3, 2)]),)}, "do not touch"),
        ({"desks": (desk_at("a", [(2, 1)]), desk_at("a", [(2, 3)]))}, "the same name"),
        ({"desks": (desk_at("A", [(2, 1)]),)}, "one letter"),
        ({"desks": (desk_at("aa", [(2, 1)]),)}, "one letter"),
        ({"front": "north"}, "Choose one of these"),
        ({"rows": 61}, "At most 60"),
        ({"columns": 0}, "A whole number"),
        ({"name": "a\nb"}, "one line"),
        ({"name": "\ud800"}, "one line"),
        ({"name": "a" * 101}, "at most 100"),
        ({"things": (Thing.DOOR,)}, "Standing"),
    ],
)
def test_a_room_that_cannot_be_is_refused(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        room(**changes)


def test_seats_and_desks_that_are_not_there() -> None:
    with pytest.raises(InputError, match="no seat e1"):
        room().between("a1", "e1")
    with pytest.raises(InputError, match="no desk e"):
        room().desks_between("a", "e")
    with pytest.raises(InputError, match="no seat"):
        room().desk_of("e1")
    assert room().desk_of("d2").name == "d"


def test_a_room_names_nobody_and_is_one_line() -> None:
    assert repr(room()) == "Room(214, 4 desks, 8 places)"
