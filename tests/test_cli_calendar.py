"""The command calendar."""

import json
from pathlib import Path

import pytest

from tests.paper.classes import words

YEAR = ("calendar", "--starts", "2026-08-17", "--ends", "2027-06-18", "--lang", "en")
LINES = """Høstferie uke 40
Juleferie 21.12–3.1
Vinterferie: 22.–26. februar
August 11 skoledager
"""


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dager.txt").write_text(LINES, "utf-8")
    return tmp_path


def test_the_periods_go_to_standard_output(makkerskap) -> None:
    status, out, err = makkerskap(*YEAR, "--days-off", "dager.txt")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[:2] == ["period,starts,ends,school_days", "1,2026-08-17,2026-09-06,15"]
    assert lines[3] == "3,2026-10-05,2026-10-25,15"
    assert lines[-1].split(",")[2] == "2027-06-18"


def test_or_to_a_file_of_either_kind(makkerskap, workplace: Path) -> None:
    status, out, _ = makkerskap(*YEAR, "--output", "year.csv")
    assert (status, out) == (0, "The calendar is in year.csv.\n")
    assert (
        (workplace / "year.csv").read_text("utf-8").startswith("period,starts,ends,school_days\n")
    )
    assert makkerskap(*YEAR, "--output", "year.ics")[0] == 0
    assert (workplace / "year.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    status, _, err = makkerskap(*YEAR, "--output", "year.pdf")
    assert status == 2
    assert "the ending .csv, or .ics" in err
    assert not (workplace / "year.pdf").exists()


def test_as_json_it_is_one_object(makkerskap) -> None:
    status, out, _ = makkerskap(*YEAR, "--days-off", "dager.txt", "--json")
    told = json.loads(out)
    assert status == 0
    assert told["periods"][0] == {
        "period": 1,
        "starts": "2026-08-17",
        "ends": "2026-09-06",
        "school_days": 15,
    }
    assert told["school_days_by_month"]["2026-08"] == 11
    assert told["days_off"][0]["name"] == "Høstferie"
    assert told["moved"] == []


def test_what_was_announced_moves_as_little_as_can_be(makkerskap, workplace: Path) -> None:
    makkerskap(*YEAR, "--days-off", "dager.txt", "--output", "told.csv")
    (workplace / "more.txt").write_text("Mandag 16. november fri\n", "utf-8")
    again = ("--days-off", "dager.txt", "more.txt", "--announced", "told.csv")
    status, out, err = makkerskap(*YEAR, *again, "--from", "2026-09-20")
    assert status == 0
    assert err == "The makkerbytte of period 5 moves from 16 Nov 2026 to 17 Nov 2026.\n"
    before = (workplace / "told.csv").read_text("utf-8").splitlines()
    after = out.splitlines()
    assert [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b] == [4, 5]
    assert makkerskap(*YEAR, *again, "--from", "2026-12-01")[2] == (
        "No date that was announced moves.\n"
    )


@pytest.mark.parametrize("told", ["year.ics", "year.csv"])
def test_two_changes_of_one_day_are_told_apart(makkerskap, workplace: Path, told: str) -> None:
    def sequences() -> set[str]:
        lines = (workplace / "year.ics").read_text("utf-8").splitlines()
        return {line.removeprefix("SEQUENCE:") for line in lines if line.startswith("SEQUENCE:")}

    makkerskap(*YEAR, "--output", "year.csv")
    makkerskap(*YEAR, "--output", "year.ics")
    found = [sequences()]
    for day in ("9. november", "30. november"):
        with (workplace / "more.txt").open("a", encoding="utf-8") as lines:
            lines.write(f"{day} fri\n")
        change = ("--days-off", "more.txt", "--announced", told, "--from", "2026-10-01")
        other = "year.csv" if told == "year.ics" else "year.ics"
        for file in (other, told):  # last what is read for the next
            assert makkerskap(*YEAR, *change, "--output", file)[0] == 0
        found.append(sequences())
    assert [len(one) for one in found] == [1, 1, 1]
    numbers = [int(number) for one in found for number in one]
    assert numbers == sorted(set(numbers))


def test_the_wheel_is_a_page_to_print(makkerskap, workplace: Path) -> None:
    (workplace / "events.csv").write_text(
        "ring,name,starts,ends\nMOT,Uke 45,2026-11-02,2026-11-06\n", "utf-8"
    )
    wanted = (*YEAR, "--events", "events.csv", "--wheel")
    status, out, err = makkerskap(*wanted, "wheel.pdf", "--json")
    assert (status, err) == (0, "")
    assert json.loads(out)["events"] == [
        {"ring": "MOT", "name": "Uke 45", "first": "2026-11-02", "last": "2026-11-06"}
    ]
    assert "Uke 45" in words((workplace / "wheel.pdf").read_bytes())
    status, out, err = makkerskap(*wanted, "wheel.png")
    assert (status, out) == (2, "")
    assert "the ending .pdf" in err
    assert makkerskap(*wanted, "nowhere/wheel.pdf")[0] == 2
    assert makkerskap(*YEAR, "--events", "none.csv")[0] == 2


def test_what_is_no_day_off_is_said(makkerskap, workplace: Path) -> None:
    (workplace / "more.txt").write_text("Foreldremøte 3. september\n", "utf-8")
    status, _, err = makkerskap(*YEAR, "--days-off", "dager.txt", "--days-off", "more.txt")
    assert status == 0
    assert err == "more.txt, line 1: there is school on these days: Foreldremøte 3. september\n"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Krokodille 5. mai", "more.txt, line 2: Is there school on these days?"),
        ("tirsdag 14. mai fri", "more.txt, line 2: 14 May 2027 is a Friday, and here it says Tue"),
        ("September 30 skoledager", "more.txt, line 2: In all, 30|more.txt, line 2: September: 30"),
        ("August 12 skoledager", "more.txt, line 2: August: 12 school days are printed, and"),
    ],
)
def test_a_line_that_cannot_be_is_named_and_nothing_is_written(
    makkerskap, workplace: Path, line: str, words: str
) -> None:
    (workplace / "more.txt").write_text(f"\n{line}\n", "utf-8")
    status, out, err = makkerskap(*YEAR, "--days-off", "more.txt", "--output", "year.csv")
    assert (status, out) == (2, "")
    assert any(err.startswith(one) for one in words.split("|"))
    assert not (workplace / "year.csv").exists()


def test_from_says_which_dates_may_move_and_needs_them(makkerskap) -> None:
    status, _, err = makkerskap(*YEAR, "--from", "2026-12-01")
    assert status == 2
    assert err.startswith("Give --announced as well")
    assert makkerskap(*YEAR, "--days-off", "none.txt")[0] == 2
    assert makkerskap("calendar", "--starts", "2026-08-17", "--ends", "2025-08-17")[0] == 2
