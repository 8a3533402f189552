"""Rooms that are set up as classrooms often are, made for a number of students."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import accumulate, batched, chain

from toolkit.rooms import DESK_NAMES, Cell, Room, Side, Standing, Thing, desk_at
from toolkit.rules import LARGEST_CLASS, GroupShape
from toolkit.shapes import group_sizes
from toolkit.values import choice, count

_A_ROW, _WIDE_ONES_A_ROW = 4, 3  # desks, or islands; wide are those with desks of three
_TURNED_A_ROW, _FEW_TURNED_A_ROW = 6, 4
_FEW_DESKS = 8
_SIDE = 0.3  # of the places of a horseshoe
_AISLE = 3  # columns that stay free in the middle, where desks are turned to it
_NARROWEST = 5  # columns that the teacher's desk and the door need
_FIRST_ROW = 3  # behind the teacher's desk and room to walk
_FIRST_COLUMN = 2  # beside the windows

type _Cells = tuple[Cell, ...]
"""The places of a desk."""

type _Islands = list[tuple[int, ...]]
"""How many places the desks have that stand together."""


class Preset(StrEnum):
    """How the desks stand: ``room`` tells it."""

    ROWS = "rows"
    ISLANDS = "islands"
    HORSESHOE = "horseshoe"
    COLUMNS = "columns"


def room(preset: Preset | str, students: int) -> Room:
    """A room for so many students, from 4 to 40, whatever a trio does.

    ``rows``: double desks in rows. ``islands``: two desks that touch and face each other.
    ``horseshoe``: desks along three sides of the middle. ``columns``: double desks turned to the
    middle. There are desks of three for all trios, in groups of five or alone, so there may be a
    few places more than students. Raises ``InputError`` for another name or number.
    """
    preset = choice(preset, Preset, "preset")
    islands = _islands(count(students, "students", LARGEST_CLASS))
    return _furnished(preset.value, [*_LAYOUTS[preset](islands)])


def _islands(students: int) -> _Islands:
    """Desks for the makkergrupper of the class, in either shape."""
    five, trio = (group_sizes(students, shape) for shape in GroupShape)
    islands: _Islands = [*[(2, 2)] * five.fours, *[(2, 3)] * five.fives, *[(3,)] * five.threes]
    if five == trio:
        return islands
    # Behind the islands of its fours the other shape needs a desk of three for each of its trios.
    rest = list(chain(*islands[trio.fours :]))
    rest[-trio.threes :] = [3] * trio.threes
    return [*islands[: trio.fours], *batched(rest, 2)]


def _rows(islands: _Islands) -> Iterator[_Cells]:
    desks = [(_beside(places),) for places in chain(*islands)]
    return _in_grid(desks, _a_row(islands))


def _columns(islands: _Islands) -> Iterator[_Cells]:
    desks = [(_behind(places),) for places in chain(*islands)]
    a_row = _FEW_TURNED_A_ROW if len(desks) <= _FEW_DESKS else _TURNED_A_ROW
    return _in_grid(desks, a_row, aisle=_AISLE)


def _in_islands(islands: _Islands) -> Iterator[_Cells]:
    blocks = [
        tuple(_moved(_beside(places), row, 0) for row, places in enumerate(island))
        for island in islands
    ]
    return _in_grid(blocks, _a_row(islands))


def _horseshoe(islands: _Islands) -> Iterator[_Cells]:
    # In its back, where they make the sides no longer, the desks of three.
    doubles = islands.count((2, 2))
    desks = list(
        chain(*islands[doubles // 2 : doubles], *islands[doubles:], *islands[: doubles // 2])
    )
    left = _side(desks)
    right = _side(desks[:0:-1])
    back = desks[len(left) : len(desks) - len(right)]
    height, width = max(sum(left), sum(right)), max(2, sum(back))
    for row, places in zip(_starts(left, height - sum(left)), left, strict=True):
        yield _moved(_behind(places), row, 0)
    for column, places in zip(_starts(back, 1), back, strict=True):
        yield _moved(_beside(places), height, column)
    for row, places in zip(_starts(right, height - sum(right)), right, strict=True):
        yield _moved(_behind(places), row, width + 1)


def _side(desks: list[int]) -> list[int]:
    """The first of the desks along a side of a horseshoe, one of them at least."""
    most = round(_SIDE * sum(desks))
    _, *others = accumulate(desks)
    return desks[: 1 + sum(length <= most for length in others)]


def _a_row(islands: _Islands) -> int:
    return _WIDE_ONES_A_ROW if 3 in chain(*islands) else _A_ROW


_LAYOUTS: Mapping[Preset, Callable[[_Islands], Iterator[_Cells]]] = {
    Preset.ROWS: _rows,
    Preset.ISLANDS: _in_islands,
    Preset.HORSESHOE: _horseshoe,
    Preset.COLUMNS: _columns,
}


def _beside(places: int) -> _Cells:
    return tuple((0, column) for column in range(places))


def _behind(places: int) -> _Cells:
    return tuple((row, 0) for row in range(places))


def _moved(cells: _Cells, rows: int, columns: int) -> _Cells:
    return tuple((row + rows, column + columns) for row, column in cells)


def _starts(lengths: Iterable[int], first: int) -> list[int]:
    """Where each of these begins that follow one another."""
    return list(accumulate(lengths, initial=first))[:-1]


def _in_grid(blocks: Sequence[tuple[_Cells, ...]], a_row: int, aisle: int = 1) -> Iterator[_Cells]:
    """The desks of the blocks, so many blocks a row, with an aisle in the middle of each."""
    rows = list(batched(blocks, a_row))
    tops = _starts((1 + max(_extent(block, 0) for block in row) for row in rows), 0)
    widths = [
        max(_extent(row[column], 1) for row in rows if column < len(row))
        for column in range(len(rows[0]))
    ]
    gaps = [aisle if column == a_row // 2 - 1 else 1 for column in range(len(widths))]
    lefts = _starts(map(sum, zip(widths, gaps, strict=True)), 0)
    for top, row in zip(tops, rows, strict=True):
        for left, block in zip(lefts, row, strict=False):
            for desk in block:
                yield _moved(desk, top, left)


def _extent(block: tuple[_Cells, ...], axis: int) -> int:
    return 1 + max(cell[axis] for desk in block for cell in desk)


def _furnished(name: str, desks: list[_Cells]) -> Room:
    """The room around the desks: the board and the teacher above them, windows to the left."""
    placed = sorted(_moved(desk, _FIRST_ROW, _FIRST_COLUMN) for desk in desks)
    rows = max(row for desk in placed for row, _ in desk)
    columns = max(_NARROWEST, *(column for desk in placed for _, column in desk))
    middle = (_FIRST_COLUMN + columns) // 2
    return Room(
        name,
        Side.TOP,
        rows,
        columns,
        tuple(map(desk_at, DESK_NAMES, placed)),
        (
            *(Standing(Thing.TEACHER, 1, column) for column in (middle, middle + 1)),
            Standing(Thing.DOOR, 1, columns),
            *(
                Standing(Thing.WINDOW, row, 1)
                for row in {row for desk in placed for row, _ in desk}
            ),
        ),
    )
