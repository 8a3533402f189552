"""Seats in a file: what is written is read, and what cannot be is told with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sketch import plan_of

from toolkit.errors import InputError
from toolkit.files.seats import SEAT_COLUMNS, read_seats, seats_to_text, write_seats
from toolkit.files.sources import Source
from toolkit.people import Student
from toolkit.plan import Group, Pair, Period, Plan
from toolkit.rooms import Room, Side, desk_at
from toolkit.seats import SeatedPeriod, Seating

from .building import HOSTILE, xlsx

ROOM = Room(
    "214",
    Side.TOP,
    4,
    4,
    (
        desk_at("b", [(2, 1), (2, 2)]),
        desk_at("a", [(2, 3), (2, 4)]),
        desk_at("c", [(3, 1), (4, 1)]),
    ),
)
PLAN = plan_of("ab|cd", "ac|bd")
SEATING = Seating(
    (
        SeatedPeriod(1, ROOM, (("a", "a1"), ("b", "a2"), ("c", "b2"), ("d", "b1"))),
        SeatedPeriod(2, ROOM, (("a", "c2"), ("c", "c1"), ("d", "b1"))),
    )
)
TEXT = """\
period,seat,desk,row,column,group,pair,student_id,student
1,b1,b,2,1,1,2,d,D
1,b2,b,2,2,1,2,c,C
1,a1,a,2,3,1,1,a,A
1,a2,a,2,4,1,1,b,B
2,b1,b,2,1,1,2,d,D
2,c1,c,3,1,1,1,c,C
2,c2,c,4,1,1,1,a,A
"""


def read(text: str | bytes, plan: Plan = PLAN, **more: bool) -> Seating:
    content = text.encode() if isinstance(text, str) else text
    return read_seats(Source("seats.csv", content), ROOM, plan, **more)


def same(one: Seating, other: Seating) -> bool:
    """Whether the same sit in the same seats, in whatever order they are told."""
    return [(p.number, p.seat_of) for p in one.periods] == [
        (p.number, p.seat_of) for p in other.periods
    ]


def test_is_written_in_the_reading_order_of_the_room() -> None:
    assert seats_to_text(SEATING, PLAN) == TEXT


def test_comes_back_as_it_went_out(tmp_path) -> None:
    path = tmp_path / "seats.csv"
    write_seats(SEATING, PLAN, path)
    found = read_seats(path, ROOM, PLAN)
    assert same(found, SEATING)
    assert {period.room for period in found.periods} == {ROOM}
    assert seats_to_text(found, PLAN) == TEXT


names = st.one_of(
    st.sampled_from([name for name in HOSTILE if name != "Ida\\u0000 {name} %s"]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8),
).filter(str.strip)


@given(st.lists(names, min_size=4, max_size=4, unique=True), st.permutations(list(ROOM.by_seat)))
def test_any_names_and_ids_come_back(words: list[str], seats: list[str]) -> None:
    one, other, third, fourth = (Student(f"{at} {word}", word) for at, word in enumerate(words))
    groups = (Group(words[0], (Pair(words[1], (one, other)), Pair("2", (third, fourth)))),)
    plan = Plan((Period(1, groups),))
    seated = zip([student.id for student in plan.periods[0].students], seats, strict=False)
    seating = Seating((SeatedPeriod(1, ROOM, tuple(seated)),))
    assert same(read(seats_to_text(seating, plan), plan), seating)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_reads_what_a_spreadsheet_saves(encoding: str) -> None:
    text = TEXT.replace(",", ";").replace("\n", "\r\n")
    assert same(read(text.encode(encoding)), SEATING)


def test_reads_a_workbook() -> None:
    rows = [line.split(",") for line in TEXT.splitlines()]
    assert same(read(xlsx(rows)), SEATING)


def test_period_seat_and_student_are_enough() -> None:
    rows = [line.split(",") for line in TEXT.splitlines()]
    short = "".join(f"{row[7]},{row[0]},{row[1]}\n" for row in rows)
    assert same(read(short), SEATING)


def test_an_id_that_a_spreadsheet_has_changed_is_found_by_the_name() -> None:
    plan = Plan((Period(1, (Group("1", (Pair("1", (Student("007", "Ida"),)),)),)),))
    text = "period,seat,student_id,student\n1,a1,7,Ida\n"
    assert read(text, plan).period(1).seat_of == {"007": "a1"}


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ("1,b1,", "0,b1,", (2, "period"), "A whole number from 1"),
        ("1,b1,", "en,b1,", (2, "period"), "A whole number from 1"),
        ("1,b1,", ",b1,", (2, "period"), "This cell is empty"),
        ("1,b1,", "3,b1,", (2, "period"), "The plan has no period 3."),
        ("1,b1,b", "1,,b", (2, "seat"), "This cell is empty"),
        ("1,b1,b", "1,b3,b", (2, "seat"), "no seat b3 in this room."),
        ("1,b1,b", "1,B1,b", (2, "seat"), "Did you mean b1?"),
        ("1,b1,b", "1,b1,a", (2, "desk"), "seat b1 is at desk b, in row 2 and column 1"),
        ("b,2,1,1,2,d,D\n1", "b,1,1,1,2,d,D\n1", (2, "row"), "Are these the seats of another"),
        ("b,2,1,1,2,d,D\n1", "b,2,9,1,2,d,D\n1", (2, "column"), "Are these the seats of another"),
        ("b,2,1,1,2,d,D\n1", "b,x,1,1,2,d,D\n1", (2, "row"), "A whole number from 1"),
        ("1,b2,b,2,2", "1,b1,b,2,1", (3, "seat"), "Seat b1 is taken on line 2 already"),
        ("1,2,c,C\n1", "1,2,d,D\n1", (3, "student_id"), "D has a seat on line 2 already"),
        (
            "c,C\n1",
            "elev-9,Ingen\n1",
            (3, "student_id"),
            "No student in the plan has the id elev-9",
        ),
        ("c,C\n1", ",C\n1", (3, "student_id"), "This cell is empty"),
        ("c,C\n1", "15108695088,C\n1", (3, "student_id"), "national identity number"),
        ("c,C\n1", 'c,"C\n1', (3, None), "quotation mark"),
        ("period,seat", "period,plass", (1, None), "Missing columns: seat"),
    ],
)
def test_says_where_and_what_is_wrong(old, new, place, says) -> None:
    assert old in TEXT
    with pytest.raises(InputError) as caught:
        read(TEXT.replace(old, new, 1))
    assert says in str(caught.value)
    spot = caught.value.spot
    assert (spot.file, spot.line, spot.column) == ("seats.csv", *place)


def test_of_an_identity_number_nothing_is_repeated() -> None:
    with pytest.raises(InputError) as caught:
        read(TEXT.replace("c,C", "15108695088,C"))
    assert "15108695088" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "\n", ",".join(SEAT_COLUMNS)])
def test_a_file_without_seats_is_told(text: str) -> None:
    with pytest.raises(InputError, match=r"empty|has no lines"):
        read(text)


def test_what_is_to_be_judged_is_read_as_it_is() -> None:
    text = "period,seat,desk,row,column,student_id\n1,b1,b,2,1,a\n1,b1,,,,b\n7,z9,b,2,1,stranger\n"
    found = read(text, as_is=True)
    assert found.period(1).seats == (("a", "b1"), ("b", "b1"))
    assert found.period(7).seats == (("stranger", "z9"),)


def test_whom_the_plan_has_not_is_not_written() -> None:
    stranger = Seating((SeatedPeriod(1, ROOM, (("z", "a1"),)),))
    with pytest.raises(InputError, match="No student in the plan has the id z"):
        seats_to_text(stranger, PLAN)
    nowhere = Seating((SeatedPeriod(1, ROOM, (("a", "z1"),)),))
    with pytest.raises(InputError, match="no seat z1"):
        seats_to_text(nowhere, PLAN)
