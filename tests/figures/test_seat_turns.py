import json

import pytest
from sketch import roster_of

from toolkit.errors import InputError
from toolkit.figures import style
from toolkit.figures.seat_turns import Part, sat, seat_columns, seat_squares, seat_turns
from toolkit.messages import Translator
from toolkit.people import Roster, Student
from toolkit.rooms import Room, Side, Standing, Thing, desk_at
from toolkit.seats import SeatedPeriod, Seating

EN = Translator("en")
ROOM = Room(
    "3",
    Side.TOP,
    7,
    6,
    (
        desk_at("a", [(1, 1), (1, 2)]),
        desk_at("b", [(4, 1), (4, 2)]),
        desk_at("c", [(7, 1), (7, 2)]),
    ),
    (Standing(Thing.WINDOW, 1, 4), Standing(Thing.DOOR, 7, 4)),
)
CLASS = roster_of("abcd")
SEATING = Seating(
    (
        SeatedPeriod(1, ROOM, (("a", "a1"), ("b", "a2"), ("c", "b1"), ("d", "c1"))),
        SeatedPeriod(2, ROOM, (("a", "c2"), ("b", "a1"), ("c", "c1"))),
        SeatedPeriod(4, ROOM, (("a", "b2"), ("b", "a2"), ("c", "a1"), ("d", "z9"))),
    )
)


def told(figure) -> dict[str, dict[str, int]]:
    """How often each is drawn where, by the words of the legend."""
    return {
        bar.name: dict(zip("abcd", bar.x, strict=True)) for bar in figure.data if bar.type == "bar"
    }


def test_every_part_of_the_room_is_told() -> None:
    first = sat(SEATING.period(1))
    assert {key: one.part for key, one in first.items()} == {
        "a": Part.FRONT,
        "b": Part.FRONT,
        "c": Part.MIDDLE,
        "d": Part.BACK,
    }
    assert [key for key, one in first.items() if one.at_window] == ["b"]
    assert [key for key, one in sat(SEATING.period(2)).items() if one.at_door] == ["a"]
    assert "d" not in sat(SEATING.period(4))


def test_in_one_row_everyone_sits_at_the_front() -> None:
    row = Room("1", Side.TOP, 1, 2, (desk_at("a", [(1, 1), (1, 2)]),))
    seated = SeatedPeriod(1, row, (("a", "a1"), ("b", "a2")))
    assert {one.part for one in sat(seated).values()} == {Part.FRONT}


def test_the_bars_are_the_turns_and_stand_by_the_names() -> None:
    figure = seat_turns(SEATING, CLASS, EN)
    assert told(figure) == {
        "▲ Front": {"a": 1, "b": 3, "c": 1, "d": 0},
        "● Middle": {"a": 1, "b": 0, "c": 1, "d": 0},
        "▼ Back": {"a": 1, "b": 0, "c": 1, "d": 1},
    }
    assert figure.layout.yaxis.ticktext == ("A", "B", "C", "D")
    assert figure.data[0].text == ("▲ 1", "▲ 3", "▲ 1", "")
    assert figure.data[0].hovertext[1] == "<b>B</b><br>Front: period 1, 2, 4"
    beside, *legend = figure.data[3:]
    assert [text.strip() for text in beside.text] == [
        "□ 0  ◇ 1",
        "□ 2  ◇ 0",
        "□ 0  ◇ 0",
        "□ 0  ◇ 0",
    ]
    assert [(one.name, one.marker.symbol) for one in legend] == [
        ("Window", "square-open"),
        ("Door", "diamond-open"),
    ]


def test_the_squares_tell_the_same_as_the_bars() -> None:
    figure = told(seat_turns(SEATING, CLASS, EN))
    squares = seat_squares(SEATING, CLASS, CLASS, EN)
    columns = seat_columns(SEATING, EN)
    assert columns[:5] == ["Front ▲", "Middle ●", "Back ▼", "Window □", "Door ◇"]
    assert columns[5:] == ["Period 1", "Period 2", "Period 4"]
    for student, row in zip("abcd", squares, strict=True):
        assert [one.text for one in row[:3]] == [str(bar[student]) for bar in figure.values()]
        assert len(row) == len(columns)
    a, d = squares[0], squares[3]
    assert [one.text for one in a[3:]] == ["0", "1", "▲ a1", "▼ c2 ◇", "● b2"]
    assert a[6].told == ("A", "Period 2", "Back, seat c2", "Door")
    assert [one.text for one in d[3:]] == ["0", "0", "▼ c1", "–", "–"]
    assert d[6].told == ("D", "Period 2", "No seat then")


def test_one_student_alone_is_shown_to_their_parents() -> None:
    figure = seat_turns(SEATING, [CLASS.by_id["b"]], EN)
    assert figure.layout.yaxis.ticktext == ("B",)
    assert "<b>C" not in json.dumps(figure.to_plotly_json()["data"])


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_names_are_text(language) -> None:
    hostile = Roster((Student("a", "<b>Eva</b> $x^2$", "8A"),))
    figure = seat_turns(SEATING, hostile, language).to_plotly_json()
    assert "<b>Eva" not in json.dumps(figure)
    assert "$x" not in json.dumps(figure)


def test_what_is_no_seating_is_refused() -> None:
    with pytest.raises(InputError):
        seat_turns("seats.csv", CLASS)  # type: ignore[arg-type]


def test_it_is_drawn_where_nobody_has_a_seat() -> None:
    assert told(seat_turns(Seating(()), CLASS, EN))["▲ Front"] == dict.fromkeys("abcd", 0)


def test_it_is_only_looked_at() -> None:
    content = style.plotly_bundle(seat_turns(SEATING, CLASS, EN), EN)[style.MIME_TYPE]
    assert content["layout"]["dragmode"] is False  # type: ignore[index]
    assert content["layout"]["xaxis"]["fixedrange"]  # type: ignore[index]
