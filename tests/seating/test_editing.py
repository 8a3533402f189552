from collections.abc import Callable
from contextlib import suppress
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.files.rooms import map_of, read_room
from toolkit.files.sources import Source
from toolkit.rooms import Cell, Desk, Room, Side, Standing, Thing
from toolkit.seating import editing
from toolkit.seating.presets import Preset, room


def drawn(*rows: str) -> Room:
    lines = ('name = "214"', 'front = "top"', 'map = """', *rows, '"""')
    return read_room(Source("room.toml", "\n".join(lines).encode()))


CORNER = drawn("a a . T", ". . . .", "b c c D", "b . . .")


def rows(room: Room) -> list[str]:
    return map_of(room).replace(" ", "").split("\n")


@pytest.mark.parametrize(
    ("step", "now"),
    [
        (lambda r: editing.with_desk(r, (2, 2)), ["aa.T", ".dd.", "bccD", "b..."]),
        (lambda r: editing.with_desk(r, (4, 2), 3), ["aa.T", "....", "bccD", "bddd"]),
        (lambda r: editing.with_desk(r, (1, 3), 2, turned=True), ["aadT", "..d.", "bccD", "b..."]),
        (lambda r: editing.with_desk(r, (4, 4), 1), ["aa.T", "....", "bccD", "b..d"]),
        (lambda r: editing.with_thing(r, (2, 1), "V"), ["aa.T", "V...", "bccD", "b..."]),
        (lambda r: editing.with_thing(r, (2, 4), Thing.TEACHER), ["aa.T", "...T", "bccD", "b..."]),
        (lambda r: editing.moved(r, (1, 2), (1, 3)), [".aaT", "....", "bccD", "b..."]),
        (lambda r: editing.moved(r, (3, 4), (4, 4)), ["aa.T", "....", "bcc.", "b..D"]),
        (lambda r: editing.turned(r, (1, 2)), ["a..T", "a...", "bccD", "b..."]),
        (lambda r: editing.turned(r, (3, 3)), ["aa.T", "....", "bc.D", "bc.."]),
        (lambda r: editing.without(r, (1, 2)), ["...T", "....", "bccD", "b..."]),
        (lambda r: editing.without(r, (1, 4)), ["aa..", "....", "bccD", "b..."]),
        (lambda r: editing.called(r, (1, 1), "z"), ["zz.T", "....", "bccD", "b..."]),
        (lambda r: editing.called(r, (1, 1), "c"), ["cc.T", "....", "baaD", "b..."]),
        (lambda r: editing.called(r, (1, 1), "a"), ["aa.T", "....", "bccD", "b..."]),
        (lambda r: editing.sized(r, 4, 5), ["aa.T.", ".....", "bccD.", "b...."]),
    ],
)
def test_a_step(step: Callable[[Room], Room], now: list[str]) -> None:
    assert rows(step(CORNER)) == now


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (lambda r: editing.with_desk(r, (1, 2)), "Row 1, column 2: Something stands here"),
        (lambda r: editing.with_desk(r, (4, 4), 2), "Row 4, column 5: This is outside"),
        (lambda r: editing.with_desk(r, (0, 1), 1), "This is outside"),
        (lambda r: editing.with_desk(r, (2, 1), 4), "At most 3"),
        (lambda r: editing.with_thing(r, (1, 1), "V"), "Row 1, column 1: Something stands here"),
        (lambda r: editing.with_thing(r, (5, 1), "V"), "Row 5, column 1: This is outside"),
        (lambda r: editing.with_thing(r, (1, 0), "V"), "This is outside"),
        (lambda r: editing.with_thing(r, (2, 1), "W"), "Choose one of these"),
        (lambda r: editing.moved(r, (1, 1), (1, 3)), "Row 1, column 4: Something stands here"),
        (lambda r: editing.moved(r, (4, 1), (4, 2)), "Row 3, column 2: Something stands here"),
        (lambda r: editing.moved(r, (1, 2), (1, 1)), "This is outside"),
        (lambda r: editing.moved(r, (3, 1), (4, 1)), "Row 5, column 1: This is outside"),
        (lambda r: editing.moved(r, (2, 2), (4, 2)), "Nothing stands here"),
        (lambda r: editing.turned(r, (3, 1)), "Row 3, column 2: Something stands here"),
        (lambda r: editing.turned(r, (1, 4)), "There is no desk here"),
        (lambda r: editing.without(r, (2, 2)), "Nothing stands here"),
        (lambda r: editing.without(drawn("a"), (1, 1)), "no desk in this room"),
        (lambda r: editing.called(r, (1, 1), "A"), "one letter"),
        (lambda r: editing.called(r, (1, 4), "z"), "There is no desk here"),
        (lambda r: editing.sized(r, 3, 4), "Row 4, column 1: This is outside"),
        (lambda r: editing.sized(r, 4, 61), "At most 60"),
        (lambda r: editing.facing(r, "north"), "Choose one of these"),
        (lambda r: editing.titled(r, "a\nb"), "one line"),
    ],
)
def test_what_cannot_be_says_why_and_where(step: Callable[[Room], Room], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        step(CORNER)


def test_desks_are_numbered_as_one_reads_the_map() -> None:
    mixed = drawn("z z . b", ". 1 1 b", "y' . . .")
    assert rows(editing.numbered(mixed)) == ["aa.b", ".ccb", "d..."]
    assert editing.numbered(CORNER) == CORNER


def test_seats_keep_their_names_when_others_go() -> None:
    assert {*editing.without(CORNER, (1, 1)).by_seat} == {"b1", "b2", "c1", "c2"}
    assert editing.with_desk(editing.without(CORNER, (1, 1)), (1, 2)).by_seat["a1"].cell == (1, 2)


def test_the_board_and_the_name_can_be_others() -> None:
    assert editing.facing(CORNER, "left").front is Side.LEFT
    assert editing.titled(CORNER, "215").name == "215"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ((1, 2), "desk a, 2 places: row 1, column 2"),
        ((1, 4), "the teacher's desk: row 1, column 4"),
        ((3, 4), "a door: row 3, column 4"),
        ((2, 2), "floor: row 2, column 2"),
    ],
)
def test_what_stands_in_a_cell_is_told_in_words(cell: Cell, words: str) -> None:
    assert str(editing.in_words(CORNER, cell)) == words


def test_seventy_eight_desks_are_the_most() -> None:
    full = drawn(*(" ".join(letters) for letters in ("abcdefghijklmnopqrstuvwxyzæøå0123456789",)))
    full = editing.sized(full, 3, 39)
    for column in range(1, 40):
        full = editing.with_desk(full, (2, column), 1)
    with pytest.raises(InputError, match="no letter left"):
        editing.with_desk(full, (3, 1), 1)


@pytest.mark.parametrize("preset", Preset)
def test_four_quarters_are_a_whole_turn(preset: Preset) -> None:
    made = room(preset, 5)
    wide = editing.sized(made, 20, 20)
    for desk in wide.desks:
        alone = Room("", Side.TOP, 20, 20, (desk,))
        at = now = alone
        for _ in range(4):
            now = editing.turned(now, now.desks[0].cells[0])
        assert now == at


CELLS = st.tuples(st.integers(-1, 6), st.integers(-1, 6))
STEPS = st.one_of(
    st.builds(lambda c, n, t: lambda r: editing.with_desk(r, c, n, turned=t), CELLS,
              st.integers(1, 3), st.booleans()),
    st.builds(lambda c, t: lambda r: editing.with_thing(r, c, t), CELLS, st.sampled_from(Thing)),
    st.builds(lambda c, to: lambda r: editing.moved(r, c, to), CELLS, CELLS),
    st.builds(lambda c: lambda r: editing.turned(r, c), CELLS),
    st.builds(lambda c: lambda r: editing.without(r, c), CELLS),
    st.builds(lambda c: lambda r: editing.called(r, c, "x"), CELLS),
    st.just(editing.numbered),
)  # fmt: skip


@given(st.lists(STEPS, max_size=30))
def test_after_any_steps_the_room_is_one_that_can_be_drawn(
    steps: list[Callable[[Room], Room]],
) -> None:
    now = CORNER
    for step in steps:
        with suppress(InputError):
            now = step(now)
    places = {place.cell for place in now.places}
    assert len(places) == sum(len(desk.places) for desk in now.desks)
    assert not places & {one.cell for one in now.things}
    standing = [editing.standing_at(now, cell) for cell in product(range(1, 5), repeat=2)]
    assert {*standing} - {None} == {*now.desks, *now.things}
    assert all(isinstance(one, Desk | Standing | None) for one in standing)
