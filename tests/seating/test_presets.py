from collections import Counter

import pytest

from toolkit.errors import InputError
from toolkit.files.rooms import map_of, read_room, room_to_toml
from toolkit.files.sources import Source
from toolkit.rooms import DESK_NAMES, Side
from toolkit.rules import GroupShape, Near
from toolkit.seating.presets import Preset, room
from toolkit.shapes import group_sizes

SIZES = range(4, 41)

every_preset = pytest.mark.parametrize("preset", Preset)
every_size = pytest.mark.parametrize("students", SIZES)


@every_preset
@every_size
def test_whatever_a_trio_does_each_pair_and_trio_has_a_desk(preset: Preset, students: int) -> None:
    desks = Counter(len(desk.places) for desk in room(preset, students).desks)
    assert set(desks) <= {2, 3}
    for shape in GroupShape:
        sizes = group_sizes(students, shape)
        pairs = 2 * sizes.fours + sizes.fives
        assert desks[3] >= sizes.trios
        assert desks.total() >= pairs + sizes.trios


@every_preset
@every_size
def test_there_are_few_places_more_than_students(preset: Preset, students: int) -> None:
    places = len(room(preset, students).places)
    assert places == students if students % 4 == 0 else students <= places <= students + 3


@every_preset
@every_size
def test_a_preset_is_furnished_and_numbered_in_reading_order(preset: Preset, students: int) -> None:
    made = room(preset, students)
    assert (made.name, made.front) == (preset, Side.TOP)
    assert [desk.name for desk in made.desks] == [*DESK_NAMES[: len(made.desks)]]
    assert all(made.near(near) for near in Near)
    assert read_room(Source("room.toml", room_to_toml(made).encode())) == made


def test_rows_have_aisles_all_around() -> None:
    made = room("rows", 28)
    names = [desk.name for desk in made.desks]
    assert all(made.desks_between(a, b) >= 1 for a in names for b in names if a != b)


@every_size
def test_the_desks_of_an_island_touch_and_those_of_two_do_not(students: int) -> None:
    made = room("islands", students)
    groups = group_sizes(students, GroupShape.FIVE).groups
    touching = {
        frozenset((a.name, b.name))
        for a in made.desks
        for b in made.desks
        if a != b and made.desks_between(a.name, b.name) == 0
    }
    assert all(count == 1 for count in Counter(n for two in touching for n in two).values())
    assert len(made.desks) - len(touching) >= groups


def test_who_sits_in_columns_has_the_middle_beside_them() -> None:
    assert (
        map_of(room("columns", 16))
        == """\
. . . . . T T . . D
. . . . . . . . . .
V a . b . . . c . d
V a . b . . . c . d
. . . . . . . . . .
V e . f . . . g . h
V e . f . . . g . h"""
    )


def test_a_horseshoe_is_open_to_the_front() -> None:
    assert (
        map_of(room("horseshoe", 16))
        == """\
. . . . . T T . . . D
. . . . . . . . . . .
V a . . . . . . . . b
V a . . . . . . . . b
V c . . . . . . . . d
V c . . . . . . . . d
V . e e f f g g h h ."""
    )


@pytest.mark.parametrize(
    ("preset", "students", "sentence"),
    [
        ("circle", 28, "Choose one of these"),
        ("rows", 3, "at least four students"),
        ("rows", 41, "At most 40"),
        ("rows", 28.5, "A whole number"),
    ],
)
def test_what_is_no_preset_is_refused(preset: str, students: int, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        room(preset, students)
