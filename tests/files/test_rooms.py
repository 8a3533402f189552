from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError, Spot
from toolkit.files.rooms import map_of, read_room, room_file, room_to_toml, write_room
from toolkit.files.sources import Source
from toolkit.messages import Language, Translator
from toolkit.rooms import DESK_NAMES, Room, Side, Standing, Thing, desk_at

TEXT = '''\
# drawn on a Sunday
name = "Rom 214"
front = "top"            # the board's side

map = """
. . T T . . . D
aa . bb . cc  # .
. . . . . . . .
d d . e e f f V
"""
'''.replace("aa . bb . cc  # .", "aa . bb .  c c")


def read(text: str | bytes) -> Room:
    return read_room(Source("room.toml", text.encode() if isinstance(text, str) else text))


def drawn(*rows: str) -> str:
    return "\n".join(('name = "214"', 'front = "top"', 'map = """', *rows, '"""', ""))


def fault(text: str | bytes) -> tuple[str, int | None, int | str | None]:
    with pytest.raises(InputError) as raised:
        read(text)
    for language in Language:
        assert len(raised.value.translated(Translator(language))) < 400
    assert raised.value.spot is not None
    assert raised.value.spot.file == "room.toml"
    return str(raised.value.message), raised.value.spot.line, raised.value.spot.column


def test_a_room_that_a_person_has_drawn() -> None:
    room = read(TEXT)
    assert (room.name, room.front, room.rows, room.columns) == ("Rom 214", Side.TOP, 4, 8)
    assert [p.seat for p in room.places] == (
        ["a1", "a2", "b1", "b2", "c1", "c2", "d1", "d2", "e1", "e2", "f1", "f2"]
    )
    assert room.by_seat["e2"].cell == (4, 5)
    assert room.things == (
        Standing(Thing.TEACHER, 1, 3),
        Standing(Thing.TEACHER, 1, 4),
        Standing(Thing.DOOR, 1, 8),
        Standing(Thing.WINDOW, 4, 8),
    )


def test_a_desk_may_be_turned_and_have_any_number_of_places() -> None:
    room = read(drawn("a b b b", "a . b .", ". . . #"))
    assert [(desk.name, desk.cells) for desk in room.desks] == [
        ("a", ((1, 1), (2, 1))),
        ("b", ((1, 2), (1, 3), (1, 4), (2, 3))),
    ]


def test_all_letters_digits_and_the_second_round_of_them() -> None:
    room = read(drawn("abcdefghijklmnopqrstuvwxyzæøå0123456789", " a' " * 2 + "9'9'å'" + "." * 34))
    assert {desk.name for desk in room.desks} == {*DESK_NAMES[:39], "a'", "9'", "å'"}
    assert [p.seat for p in room.by_name["9'"].places] == ["9'1", "9'2"]


@pytest.mark.parametrize(
    "map",
    [
        '"""a a\n. b"""',
        '"""\n\n   a a\n\t. b\n\n   """',
        '"a a\\n. b"',
        "'''\naa\n.b\n'''",
        '"""\\\n  a a\\n\\\n  . b"""',
        '"""\na\u200b\u00a0a\n.b\n"""',
    ],
)
def test_blanks_mean_nothing_and_any_text_is_a_map(map: str) -> None:
    assert map_of(read(f'front="left"\nname="x"\nmap={map}')) == "a a\n. b"


@pytest.mark.parametrize("typed", ["a’a’", "a'a'", "a‘ aʼ"])
def test_a_word_processors_apostrophe_is_one(typed: str) -> None:
    assert [desk.name for desk in read(drawn(typed)).desks] == ["a'"]


def test_an_å_in_two_parts_is_one() -> None:
    assert [p.seat for p in read(drawn("a\u030aa\u030a")).places] == ["å1", "å2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_was_read_is_written_byte_for_byte(encoding: str, ends: str, tmp_path: Path) -> None:
    content = TEXT.replace("Rom 214", "Fløyå").replace("\n", ends).encode(encoding)
    before, after = tmp_path / "before.toml", tmp_path / "after.toml"
    before.write_bytes(content)
    room = read_room(before)
    assert room.name == "Fløyå"
    write_room(room, after)
    assert after.read_bytes() == content


def test_what_was_changed_is_written_as_it_is_now() -> None:
    room = read(TEXT)
    changed = Room("Rom 215", room.front, 4, 8, room.desks, room.things, written=room.written)
    assert read(room_file(changed)) == changed
    assert room_file(changed).decode() == room_to_toml(changed)
    assert (
        room_to_toml(changed)
        == '''\
name = "Rom 215"
front = "top"

map = """
. . T T . . . D
a a . b b . c c
. . . . . . . .
d d . e e f f V
"""
'''
    )


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("rows", "sentence", "line", "column"),
    [
        (("aa.", "aa"), "2 cells in this row of the map, and 3", 5, 3),
        (("aa.", "aa....", "..b"), "6 cells in this row of the map, and 3", 5, 4),
        ((" a a .", " . . . ", "  . ."), "2 cells in this row of the map, and 3", 6, 6),
        (("aa", "", "bb"), "0 cells in this row of the map, and 2", 5, 1),
        (("a a B",), "B means nothing on the map", 4, 5),
        (("a a \t?",), "? means nothing on the map", 4, 6),
        (("a a", "'b"), "' means nothing on the map", 5, 1),
        (("a a", "b '"), "' means nothing on the map", 5, 3),
        (("a''",), "' means nothing on the map", 4, 3),
        (("é",), "é means nothing on the map", 4, 1),
        (("𝒂",), "𝒂 means nothing on the map", 4, 1),
        (("\\u0000",), "U+0000 means nothing on the map", 4, 1),
        (("a . b", "b . a"), "Desk b stands in two places", 5, 1),
        (("a .", ". a"), "Desk a stands in two places", 5, 3),
        (("b a", "a .", "b ."), "Desk a stands in two places", 5, 1),
        ((". . T",), "no desk on the map", 3, 7),
        ((), "no desk on the map", 3, 7),
        (("a" * 61,), "at most 60 rows", 4, 61),
        (("a",) * 61, "at most 60 rows", 64, 1),
    ],
)
def test_a_fault_of_the_map_is_told_with_line_and_column(
    rows: tuple[str, ...], sentence: str, line: int, column: int, ends: str
) -> None:
    message, *spot = fault(drawn(*rows).replace("\n", ends))
    assert sentence in message
    assert spot == [line, column]


@pytest.mark.parametrize(
    ("text", "sentence", "line", "column"),
    [
        ('front = "top"\nmap = "a"', "name is missing", 1, 1),
        ('name = "x"\nmap = "a"', "front is missing", 1, 1),
        ('name = "x"\nfront = "top"', "map is missing", 1, 1),
        ("", "name is missing", 1, 1),
        ('name = 214\nfront = "top"\nmap = "a"', "Text in quotation marks", 1, 8),
        ('name = "x"\nfront = "Top"\nmap = "a"', "Choose one of these", 2, 9),
        ('name = "x"\nfront = 1\nmap = "a"', "Choose one of these", 2, 9),
        ('name = "x"\nfront = "top"\nmap = ["a"]', "Text in quotation marks", 3, 7),
        ('name = "x"\nfront = "top"\n[map]\na = 1', "Text in quotation marks", 3, 1),
        ('nam = "x"\nfront = "top"\nmap = "a"', "Did you mean name?", 1, 1),
        ('name = "x"\nfront = "top"\nmap = "a"\nrows = 3', "rows is nothing that a room", 4, 1),
        ('name = "a\\nb"\nfront = "top"\nmap = "a"', "one line of plain text", 1, 8),
        (f'front = "top"\nname = "{"a" * 101}"\nmap = "a"', "at most 100", 2, 8),
        ('name = "x"\nname = "y"', "cannot be read from here", 2, 11),
        ('name = "x"\nfront = "top"\nmap = . . . . . . . . . . a a', "cannot be read", 3, 1),
        ('name = "x"\nfront = "top"\nmap = """\n. . . . . . . . . . a a', "cannot be read", 4, 24),
        ("name = “x", "“ means nothing here", 1, 8),
        ("name = 'x\nfront = 1", "cannot be read", 2, 10),
        ("a." * 3000 + "b = 1", "cannot be read", 1, 1),
        (b"\xff\xfe\x00", "no plain text", 1, 1),
        (b"PK\x03\x04", "no plain text", None, None),
        (b"# a room\n" * 2_500_000, "larger than any room", 5556, 6),
        (b"name\0 = 1", "no plain text", 1, 5),
        (b'name = "R"\nfront = "\x81"', "no plain text", 2, 10),
        ('map = "' + "a" * 60_000, "larger than any room", 1, 50_001),
    ],
)
def test_a_fault_of_the_file_is_told_where_it_stands(
    text: str | bytes, sentence: str, line: int | None, column: int | None
) -> None:
    message, *spot = fault(text)
    assert sentence in message
    assert spot == [line, column]


def test_a_place_on_an_escaped_map_is_that_in_the_file() -> None:
    _, *spot = fault('name = "x"\nfront = "top"\nmap = "\\u0061 \\\\a"')
    assert spot == [3, 15]
    _, *spot = fault('name = "x"\nfront = "top"\nmap = """a\\n\\\n   ?"""')
    assert spot == [4, 4]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file") as raised:
        read_room(tmp_path / "room.toml")
    assert raised.value.spot == Spot("room.toml")


@st.composite
def rooms(draw: st.DrawFn) -> Room:
    """Any room: the cells dealt out to desks, things and the floor."""
    rows, columns = draw(st.integers(1, 8)), draw(st.integers(1, 8))
    free = [(row, column) for row in range(1, rows + 1) for column in range(1, columns + 1)]
    names = draw(st.permutations(DESK_NAMES))
    desks, things = [], []
    for cell in draw(st.permutations(free)):
        if cell not in free:
            continue
        what = draw(st.sampled_from(("floor", "desk", *Thing)))
        free.remove(cell)
        if what == "desk":
            behind = (cell[0] + 1, cell[1])
            cells = [cell, *([behind] if behind in free and draw(st.booleans()) else [])]
            free = [one for one in free if one not in cells]
            desks.append(desk_at(names[len(desks)], cells))
        elif what != "floor":
            things.append(Standing(Thing(what), *cell))
    if not desks:
        desks.append(desk_at("a", [(rows, columns)]))
        things = [one for one in things if one.cell != (rows, columns)]
    name = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=20)
    return Room(draw(name), draw(st.sampled_from(Side)), rows, columns, tuple(desks), tuple(things))


@given(rooms())
def test_any_room_comes_back_as_it_went_out(room: Room) -> None:
    text = room_to_toml(room)
    assert read(text) == room
    assert room_file(read(text)) == text.encode()
    assert room_to_toml(read(text)) == text


@given(st.text("ab.TDV#'\n ?Å\\\"", max_size=60))
def test_whatever_is_drawn_is_a_room_or_one_sentence(text: str) -> None:
    try:
        room = read(drawn(text))
    except InputError:
        _, line, column = fault(drawn(text))
        assert line is not None
        assert column is not None
    else:
        assert room_file(room) == drawn(text).encode()
