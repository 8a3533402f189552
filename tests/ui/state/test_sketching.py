import pytest

from toolkit.files.rooms import map_of, read_room
from toolkit.files.sources import Source
from toolkit.rooms import Side
from toolkit.ui.state.sketching import Sketching, Tool

TEXT = """
name = "214"
front = "top"
map = '''
a a . T
. . . .
b c c D
'''
"""


@pytest.fixture
def sketching() -> Sketching:
    return Sketching(read_room(Source("room.toml", TEXT.encode())))


def rows(sketching: Sketching) -> list[str]:
    return map_of(sketching.room).replace(" ", "").split("\n")


@pytest.mark.parametrize(
    ("tool", "now"),
    [
        (Tool.ONE, ["aa.T", ".d..", "bccD"]),
        (Tool.TWO, ["aa.T", ".dd.", "bccD"]),
        (Tool.THREE, ["aa.T", ".ddd", "bccD"]),
        (Tool.TEACHER, ["aa.T", ".T..", "bccD"]),
        (Tool.DOOR, ["aa.T", ".D..", "bccD"]),
        (Tool.WINDOW, ["aa.T", ".V..", "bccD"]),
        (Tool.OBSTACLE, ["aa.T", ".#..", "bccD"]),
    ],
)
def test_a_click_on_the_floor_puts_what_is_chosen(
    sketching: Sketching, tool: Tool, now: list[str]
) -> None:
    sketching.choose(tool)
    sketching.press((2, 2))
    assert rows(sketching) == now
    assert "row 2, column 2" in str(sketching.told)


def test_a_click_and_a_click_move_what_stands_there(sketching: Sketching) -> None:
    sketching.choose(Tool.TWO)
    sketching.press((1, 2))
    assert sketching.held == (1, 2)
    assert str(sketching.told).startswith("Picked up: desk a, 2 places: row 1, column 2.")
    sketching.press((2, 3))
    assert rows(sketching) == ["...T", ".aa.", "bccD"]
    assert sketching.held is None
    assert str(sketching.told) == "desk a, 2 places: row 2, column 3"


def test_what_is_held_can_be_let_go(sketching: Sketching) -> None:
    sketching.press((1, 1))
    sketching.press((1, 1))
    assert (sketching.held, str(sketching.told)) == (None, "It stays where it was.")
    sketching.press((1, 1))
    sketching.let_go()
    assert (sketching.held, sketching.past) == (None, ())


def test_what_cannot_be_is_told_each_time_and_nothing_changes(sketching: Sketching) -> None:
    told = []
    sketching.observe(lambda change: told.append(change.new), "told")
    for _ in range(2):
        sketching.move((1, 1), (1, 3))
    assert [str(one) for one in told if one] == 2 * [
        "Row 1, column 4: Something stands here already."
    ]
    assert sketching.past == ()
    sketching.press((2, 1))
    assert str(sketching.told) == "Choose what to put here first."


def test_desks_are_turned_taken_away_and_numbered(sketching: Sketching) -> None:
    sketching.turn((1, 1))
    assert rows(sketching) == ["a..T", "a...", "bccD"]
    sketching.remove((2, 1))
    assert rows(sketching) == ["...T", "....", "bccD"]
    assert str(sketching.told) == "Taken away: desk a, 2 places: row 2, column 1."
    sketching.number()
    assert rows(sketching) == ["...T", "....", "abbD"]


def test_the_room_itself_can_be_changed(sketching: Sketching) -> None:
    sketching.face(Side.LEFT)
    sketching.title("215")
    sketching.size(4, 5)
    assert (sketching.room.front, sketching.room.name) == (Side.LEFT, "215")
    assert rows(sketching) == ["aa.T.", ".....", "bccD.", "....."]
    sketching.size(2, 5)
    assert "outside" in str(sketching.told)


def test_fifty_steps_can_be_undone_and_made_again(sketching: Sketching) -> None:
    rooms = [sketching.room]
    for number in range(60):
        sketching.title(f"room {number}")
        rooms.append(sketching.room)
    for before in rooms[-2 : -2 - Sketching.most_steps : -1]:
        sketching.undo()
        assert sketching.room == before
    assert (len(rooms[: -Sketching.most_steps]), sketching.past) == (11, ())
    sketching.undo()
    assert sketching.room == rooms[10]
    for after in rooms[11:]:
        sketching.redo()
        assert sketching.room == after
    assert sketching.future == ()


def test_a_step_after_undo_ends_what_could_be_made_again(sketching: Sketching) -> None:
    sketching.turn((1, 1))
    sketching.undo()
    assert sketching.future
    sketching.turn((3, 2))
    assert rows(sketching) == ["aa.T", "....", "bccD"]  # nothing below it: it could not be
    assert sketching.future
    sketching.remove((3, 2))
    assert sketching.future == ()


def test_the_same_tool_again_is_put_away(sketching: Sketching) -> None:
    sketching.choose(Tool.DOOR)
    sketching.choose(Tool.DOOR)
    assert sketching.tool is Tool.NOTHING
