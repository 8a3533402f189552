"""A plan seated by the program."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sketch import plan_of

from toolkit.files.plans import write_plan

ROOM = 'name = "214"\nfront = "top"\nmap = """\n. T . . . D\na a . b b .\nc c . d d V\n"""\n'
PLAN = plan_of("ab|cd ef|gh", "ac|bd eg|fh")
SEAT = ("seats", "plan.csv", "--room", "room.toml", "--lang", "en")


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    write_plan(PLAN, "plan.csv")
    Path("room.toml").write_text(ROOM)
    return


def rows(text: str) -> list[list[str]]:
    return [line.split(",") for line in text.splitlines()[1:]]


def test_seats_are_written_and_judged(makkerskap) -> None:
    status, out, err = makkerskap(*SEAT, "--output", "seats.csv", "--json")
    assert (status, err) == (0, "")
    told = json.loads(out)
    assert told.pop("seconds") > 0
    assert told.pop("group_spread") >= 0
    assert told == {
        "status": "optimal",
        "gap": 0.0,
        "periods": 2,
        "students": 8,
        "broken_wishes": [],
        "front_turns": [0, 2],  # groups sit behind each other, and everyone has another makker
        "same_seat_again": 0,
    }
    written = Path("seats.csv").read_text()
    assert written.splitlines()[0] == "period,seat,desk,row,column,group,pair,student_id,student"
    assert len(rows(written)) == 16
    judge = ("check", "plan.csv", "--seats", "seats.csv", "--room", "room.toml", "--lang", "en")
    assert makkerskap(*judge) == (0, "The plan keeps every rule.\n", "")


def test_without_a_file_the_seats_are_the_result(makkerskap) -> None:
    status, out, err = makkerskap(*SEAT, "--period", "2")
    assert (status, err) == (0, "")
    assert {row[0] for row in rows(out)} == {"2"}
    assert makkerskap(*SEAT, "--period", "all")[1] != out
    status, out, _ = makkerskap(*SEAT, "--output", "seats.csv")
    assert out == "The seats are in seats.csv.\nTurns at the front: from 0 to 2 for each.\n"


def test_history_and_locks_stay(makkerskap) -> None:
    makkerskap(*SEAT, "--period", "1", "--output", "first.csv")
    first = rows(Path("first.csv").read_text())
    makkerskap(*SEAT, "--history", "first.csv", "--output", "both.csv")
    both = rows(Path("both.csv").read_text())
    assert [row for row in both if row[0] == "1"] == first
    assert len(both) == 16
    Path("locked.csv").write_text("period,seat,student_id\n2,d2,a\n")
    _, out, _ = makkerskap(*SEAT, "--locked", "locked.csv")
    assert next(row for row in rows(out) if row[0] == "2" and row[7] == "a")[1] == "d2"


def test_wishes_that_are_not_kept_stand_in_the_answer(makkerskap) -> None:
    Path("rules.toml").write_text(
        '[[seat]]\nstudents = ["A"]\nnear = "front"\n\n'
        '[[seat]]\nstudents = ["B"]\nnot_near = "front"\n'
    )
    arguments = (*SEAT, "--rules", "rules.toml", "--period", "1", "--json")
    _, out, _ = makkerskap(*arguments)
    [wish] = json.loads(out)["broken_wishes"]
    assert wish in [
        {"period": 1, "student": "a", "near": "front"},
        {"period": 1, "student": "b", "not_near": "front"},
    ]


@pytest.mark.parametrize(
    ("rules", "arguments", "status", "sentence"),
    [
        ("", ("--room", "tiny.toml"), 2, "The room has 4 places, and 8 students need one"),
        ("", ("--room", "attic"), 2, "attic"),
        ("", ("--period", "3"), 2, "The plan has no period 3."),
        ("", ("--period", "x"), 2, "whole number"),
        ("", ("--distance", "0"), 2, "whole number"),
        ('[[seat]]\nstudents = ["Z"]\nnear = "back"\n', (), 2, "line 2"),
        (
            '[[seat]]\nstudents = ["A"]\nnear = "front"\nstrict = true\n\n'
            '[[seat]]\nstudents = ["A", "C"]\nnear = "back"\nstrict = true\n',
            (),
            3,
            "at the front: A (line 1); at the back: A, C (line 6). Remove one of them.",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    makkerskap, rules, arguments, status, sentence
) -> None:
    Path("rules.toml").write_text(rules)
    Path("tiny.toml").write_text('name = "L"\nfront = "top"\nmap = """\na a . b b\n"""\n')
    asked = (*SEAT, "--rules", "rules.toml", "--output", "seats.csv", *arguments)
    found, out, err = makkerskap(*asked)
    assert (found, out) == (status, "")
    assert sentence in err
    assert err.count("\n") == 1
    assert not Path("seats.csv").exists()


NOW = plan_of("ab|cd ef|gh", "ac|bi eg|fh")
"""Student d has left, and i has joined."""

TWO = """\
period,seat,student_id
1,a1,a
2,a1,a
2,a2,c
2,b1,b
2,b2,d
2,c1,e
2,c2,g
2,d1,f
2,d2,h
"""
"""A year in which hardly anybody is known to have sat anywhere before."""


def test_the_fewest_are_moved_and_it_is_said_who(makkerskap) -> None:
    write_plan(NOW, "plan.csv")
    Path("before.csv").write_text(TWO)
    mend = (*SEAT, "--mend", "before.csv")
    status, out, err = makkerskap(*mend, "--output", "seats.csv", "--json")
    assert (status, err) == (0, "")
    told = json.loads(out)
    assert told["gap"] == 0
    changes = {key: told[key] for key in ("period", "moved", "joined", "left", "fewest")}
    assert changes == {"period": 2, "moved": [], "joined": ["i"], "left": ["d"], "fewest": 0}
    written = rows(Path("seats.csv").read_text())
    assert [(row[0], row[1], row[7]) for row in written] == [
        *[tuple(line.split(",")) for line in TWO.splitlines()[1:5]],
        ("2", "b2", "i"),
        *[tuple(line.split(",")) for line in TWO.splitlines()[6:]],
    ]
    status, out, _ = makkerskap(*mend, "--output", "seats.csv")
    assert out.splitlines()[:4] == [
        "The seats are in seats.csv.",
        "D has no seat any more.",
        "I gets seat b2.",
        "Nobody has to move.",
    ]
    status, out, err = makkerskap(*mend, "--period", "1")
    assert status == 0
    assert [row[1] for row in rows(out) if row[7] == "a"] == ["a1", "a1"]
    assert "B gets seat a2." in err


def test_a_desk_that_is_gone_and_the_room_as_it_was(makkerskap) -> None:
    Path("now.toml").write_text(ROOM.replace("a a", ". .").replace('V\n"', 'V\ne e . . . .\n"'))
    Path("two.csv").write_text(TWO)
    Path("one.csv").write_text(TWO.replace("1,a1,a\n", ""))
    mend = ("seats", "plan.csv", "--room", "now.toml", "--lang", "en", "--json", "--mend")
    _, out, _ = makkerskap(*mend, "one.csv")
    assert set(json.loads(out)["moved"]) == {"a", "c"}
    status, out, err = makkerskap(*mend, "two.csv")
    assert (status, out) == (2, "")
    assert "Seat a1 of period 1 is not in the room. Say with --was which room" in err
    status, out, _ = makkerskap(*mend, "two.csv", "--was", "room.toml")
    assert status == 0
    assert set(json.loads(out)["moved"]) == {"a", "c"}


def test_a_room_that_was_numbered_anew_is_not_gone_by_the_names_of_its_seats(makkerskap) -> None:
    makkerskap(*SEAT, "--output", "before.csv")
    Path("now.toml").write_text(ROOM.replace("a a . b b", "b b . a a"))
    mend = ("seats", "plan.csv", "--room", "now.toml", "--lang", "en", "--mend", "before.csv")
    status, out, err = makkerskap(*mend)
    assert (status, out) == (2, "")
    assert "In this room, seat" in err
    assert err.endswith("Say with --was which room these seats were in.\n")
    assert err.count("\n") == 1
    status, out, _ = makkerskap(*mend, "--was", "room.toml", "--json")
    assert (status, json.loads(out)["moved"]) == (0, [])
    status, _, err = makkerskap(*mend, "--was", "now.toml")
    assert (status, err.count("--was")) == (2, 0)
    judge = ("check", "plan.csv", "--seats", "before.csv", "--room", "now.toml", "--lang", "en")
    status, _, err = makkerskap(*judge)
    assert status == 2
    assert "Are these the seats of another room?" in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--mend", "before.csv", "--history", "before.csv"), "--mend or --history"),
        (("--was", "rows"), "Give both."),
        (("--mend", "none.csv"), "none.csv"),
        (("--mend", "plan.csv"), "These are no seats"),
        (("--mend", "before.csv", "--was", "attic"), "attic"),
        (("--mend", "before.csv", "--period", "3"), "no seats for period 3"),
        (("--mend", "others.csv"), "seats of this class"),
    ],
)
def test_seats_that_cannot_be_changed_are_one_sentence(makkerskap, arguments, sentence) -> None:
    Path("before.csv").write_text(TWO)
    Path("others.csv").write_text("period,seat,student_id\n1,a1,x\n")
    status, out, err = makkerskap(*SEAT, *arguments)
    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


def test_who_is_away_has_no_seat_in_what_is_seated_now(makkerskap) -> None:
    makkerskap(*SEAT, "--period", "1", "--output", "first.csv")
    away = ("--away", "a, Hanne Lie", "--away", "g")
    status, out, err = makkerskap(*SEAT, "--history", "first.csv", "--away", "a,G")
    assert (status, err) == (0, "")
    seated = {number: {row[7] for row in rows(out) if row[0] == number} for number in "12"}
    assert seated == {"1": set("abcdefgh"), "2": set("bcdefh")}
    status, out, err = makkerskap(*SEAT, *away)
    assert (status, out) == (2, "")
    assert "No student in the plan has the id Hanne Lie." in err
    assert err.count("\n") == 1


def test_a_ready_made_room_has_places_for_all_who_were_ever_in_a_period(makkerskap) -> None:
    """Also when fewer are left in the class: it is the room that they sat in."""
    seat = (*SEAT[:2], "--room", "rows", "--lang", "en")
    makkerskap(*seat, "--period", "1", "--output", "first.csv")
    Path("class.csv").write_text("id,name\n" + "".join(f"{key},{key.upper()}\n" for key in "abcde"))
    status, out, err = makkerskap(*seat, "--roster", "class.csv", "--history", "first.csv")
    assert (status, err) == (0, "")
    assert len(rows(out)) == 16
