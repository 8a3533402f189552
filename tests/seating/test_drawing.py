from itertools import combinations

import pytest

from toolkit.files.rooms import read_room
from toolkit.files.sources import Source
from toolkit.rooms import Room, Side, Thing
from toolkit.seating.drawing import Box, drawn
from toolkit.seating.editing import facing
from toolkit.seating.presets import Preset, room


def hand_drawn(*rows: str, front: str = "top") -> Room:
    lines = ('name = "214"', f'front = "{front}"', 'map = """', *rows, '"""')
    return read_room(Source("room.toml", "\n".join(lines).encode()))


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def middle(box: Box) -> tuple[float, float]:
    return box.x + box.width / 2, box.y + box.height / 2


@pytest.mark.parametrize("from_front", [False, True])
@pytest.mark.parametrize("preset", Preset)
@pytest.mark.parametrize("students", [4, 27, 28, 40])
def test_nothing_stands_on_anything_else_or_outside(
    preset: Preset, students: int, from_front: bool
) -> None:
    drawing = drawn(room(preset, students), from_front=from_front)
    boxes = [drawing.board, *drawing.seats.values(), *(box for _, box in drawing.things)]
    assert not [two for two in combinations(boxes, 2) if overlap(*two)]
    for box in (*boxes, *drawing.desks):
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= drawing.width + 1e-9
        assert box.y + box.height <= drawing.height + 1e-9


@pytest.mark.parametrize("side", Side)
def test_wherever_the_board_is_who_sits_at_the_front_is_nearest_to_it(side: Side) -> None:
    here = facing(hand_drawn("a a . b", ". . . .", "c . d d"), side)
    drawing, from_front = drawn(here), drawn(here, from_front=True)
    downs = {seat: middle(box)[1] for seat, box in drawing.seats.items()}
    assert {seat for seat, down in downs.items() if down == min(downs.values())} == here.at_front
    assert drawing.board.y < min(box.y for box in drawing.seats.values())
    assert from_front.board.y > max(box.y for box in from_front.seats.values())


@pytest.mark.parametrize(
    ("side", "left_to_right"),
    [
        (Side.TOP, ["a1", "b1"]),
        (Side.BOTTOM, ["b1", "a1"]),
        (Side.LEFT, ["c1", "a1"]),
        (Side.RIGHT, ["a1", "c1"]),
    ],
)
def test_a_room_is_turned_and_never_mirrored(side: Side, left_to_right: list[str]) -> None:
    here = facing(hand_drawn("a . b", ". . .", "c . d"), side)
    seats = drawn(here).seats
    assert sorted(left_to_right, key=lambda seat: seats[seat].x) == left_to_right
    across = drawn(here, from_front=True).seats
    assert sorted(left_to_right, key=lambda seat: -across[seat].x) == left_to_right


def test_rows_and_columns_without_places_are_narrow() -> None:
    seats = drawn(hand_drawn("a . b", ". . .", "c . d")).seats
    aisle = seats["b1"].x - seats["a1"].x - seats["a1"].width
    assert aisle < seats["a1"].width


def test_a_desk_around_a_corner_is_drawn_as_one() -> None:
    drawing = drawn(hand_drawn("a a a", "a . .", ". . b"))
    assert len(drawing.desks) == 3
    lying, standing = sorted(drawing.desks[:2], key=lambda box: -box.width)
    assert overlap(lying, standing)


def test_what_touches_of_one_kind_is_one_thing() -> None:
    drawing = drawn(hand_drawn("T T . T", "a . . V", ". . . V"))
    assert sorted(thing for thing, _ in drawing.things) == [
        Thing.TEACHER,
        Thing.TEACHER,
        Thing.WINDOW,
    ]
