"""The seats of a plan, judged by the program."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sketch import plan_of

from toolkit.files.plans import write_plan, write_plans
from toolkit.files.seats import seats_to_text
from toolkit.plan import Plan
from toolkit.seating.presets import room
from toolkit.seats import SeatedPeriod, Seating

ROOM = """\
name = "214"
front = "top"
map = \"\"\"
. T . . . D
a a . b b .
. . . . . .
c c . d d V
\"\"\"
"""
SEATS = """\
period,seat,student_id,student
1,a1,a,A
1,a2,b,B
1,b1,c,C
1,b2,d,D
1,c1,e,E
1,c2,f,F
1,d1,g,G
1,d2,h,H
"""
PLAN = plan_of("ab|cd ef|gh", "ac|bd eg|fh")
JUDGE = ("check", "plan.csv", "--seats", "seats.csv", "--room", "room.toml")


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder with a plan, its seats and their room."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    write_plan(PLAN, "plan.csv")
    Path("seats.csv").write_text(SEATS)
    Path("room.toml").write_text(ROOM)
    return


def test_seats_that_keep_everything(makkerskap) -> None:
    assert makkerskap(*JUDGE) == (0, "The plan keeps every rule.\n", "")


def test_each_finding_is_told_in_words_and_for_programs(makkerskap) -> None:
    Path("rules.toml").write_text(
        '[[keep_apart]]\nstudents = ["A", "G"]\n'
        '[[seat]]\nstudents = ["E"]\nnear = "front"\nstrict = true\n'
        '[[seat]]\nstudents = ["A", "E"]\nnot_near = "teacher"\n'
    )
    text = SEATS.replace("a2,b,B", "a1,b,B").replace("b2,d,D", "c2,d,D").replace("1,c2,f,F\n", "")
    Path("seats.csv").write_text(text.replace("d2,h,H", "z1,h,H"))
    judge = (*JUDGE, "--rules", "rules.toml", "--distance", "2")
    status, out, err = makkerskap(*judge, "--json")
    assert (status, err) == (1, "")
    told = json.loads(out)
    assert not told["ok"]
    found = [(one["rule"], one["period"], "".join(one["students"])) for one in told["broken"]]
    assert found == [
        ("no_such_seat", 1, "h"),
        ("seat_taken_twice", 1, "ab"),
        ("without_seat", 1, "f"),
        ("not_side_by_side", 1, "cd"),
        ("seat_wish", 1, "e"),
    ]
    status, out, _ = makkerskap(*judge)
    assert status == 1
    assert out.splitlines() == [one["message"] for one in told["broken"]]
    assert "Periode 1: F har ingen plass" in makkerskap(*judge, "--lang", "nb")[1]


def test_who_is_kept_apart_has_as_many_cells_between_as_asked_for(makkerskap) -> None:
    Path("rules.toml").write_text('[[keep_apart]]\nstudents = ["B", "G"]\n')
    judge = (*JUDGE, "--rules", "rules.toml")
    assert makkerskap(*judge)[0] == 0
    status, out, _ = makkerskap(*judge, "--distance", "2")
    assert (status, out) == (1, "Period 1: B and G are kept apart, but sit too near each other.\n")


def test_a_ready_made_room_is_for_the_whole_class(makkerskap) -> None:
    rows = room("rows", 8)
    seated = {}
    for desk, two in zip(rows.desks, ("ab", "cd", "ef", "gh"), strict=False):
        seated.update(zip(two, (place.seat for place in desk.places), strict=False))
    seating = Seating((SeatedPeriod(1, rows, tuple(seated.items())),))
    Path("seats.csv").write_text(seats_to_text(seating, PLAN))
    assert makkerskap("check", "plan.csv", "--seats", "seats.csv", "--room", "rows")[0] == 0


def test_students_go_by_the_ids_of_the_class_list(makkerskap) -> None:
    """The list has other ids, and some of them are those of others in the plan."""
    letters = "hgfedcba"
    rows = "".join(f"{new},{old.upper()}\n" for new, old in zip("abcdefgh", letters, strict=True))
    Path("class.csv").write_text("id,name\n" + rows)
    Path("seats.csv").write_text(SEATS.replace("1,a2,b,B\n", ""))
    status, out, _ = makkerskap(*JUDGE, "--roster", "class.csv", "--json")
    assert status == 1
    assert [(one["rule"], one["students"]) for one in json.loads(out)["broken"]] == [
        ("without_seat", ["g"])
    ]


def test_of_several_classes_it_is_the_one_whose_students_sit_there(makkerskap) -> None:
    other = plan_of("ij|kl mn|op")
    write_plans([Plan(other.periods, "8A"), Plan(PLAN.periods, "8B")], "plan.csv")
    Path("seats.csv").write_text(SEATS.replace("1,a2,b,B\n", ""))
    status, out, _ = makkerskap(*JUDGE, "--json")
    assert status == 1
    (found,) = json.loads(out)["broken"]
    assert (found["class"], found["rule"]) == ("8B", "without_seat")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--seats", "seats.csv"), "Give both or neither: --seats and --room."),
        (("--room", "rows"), "Give both or neither: --seats and --room."),
        (("--seats", "none.csv", "--room", "rows"), "none.csv: There is no such file."),
        (("--seats", "seats.csv", "--room", "none.toml"), "none.toml: There is no such file."),
        (("--seats", "seats.csv", "--room", "rows", "--distance", "0"), "whole number from 1"),
        (("--seats", "plan.csv", "--room", "rows"), "plan.csv, line 1: These are no seats"),
        (("--seats", "half.csv", "--room", "rows"), "half.csv, line 3, column period: A whole"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(makkerskap, arguments, said) -> None:
    Path("half.csv").write_text("period,seat,student_id\n1,a1,a\nx,a2,b\n")
    status, out, err = makkerskap("check", "plan.csv", *arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
