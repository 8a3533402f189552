"""The command show."""

from pathlib import Path

import pytest
from sketch import plan_of

from toolkit.cli import main
from toolkit.files.plans import write_plan


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_plan(plan_of("ab cd", "ac bd"), "plan.csv")
    return tmp_path


def test_the_page_is_written_to_a_file(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "plan.csv", "--output", "page.html", "--lang", "en"]) == 0
    assert "<h1>Period 2</h1>" in (workplace / "page.html").read_text("utf-8")
    assert capsys.readouterr().out == "The page is in page.html.\n"


def test_or_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "plan.csv", "--period", "1", "--lang", "en"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("<!DOCTYPE html>")
    assert "<h1>Period 1</h1>" in printed


def test_a_period_that_is_not_there_leaves_no_file(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = main(["show", "plan.csv", "--period", "9", "--output", "page.html", "--lang", "en"])
    assert answer == 2
    assert "plan.csv: The plan has no period 9. It has these: 1, 2." in capsys.readouterr().err
    assert not (workplace / "page.html").exists()


def test_the_seats_are_shown_instead_of_the_groups(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["seats", "plan.csv", "--room", "rows", "--output", "seats.csv"]) == 0
    capsys.readouterr()
    for period, heading in ((["--period", "1"], "period 1"), ([], "period 2")):
        seats = ["--seats", "seats.csv", "--room", "rows"]
        assert main(["show", "plan.csv", *seats, *period, "--lang", "en"]) == 0
        page = capsys.readouterr().out
        assert f"<h1>Seating map, {heading}</h1>" in page
        assert '"text":"A"' in page


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--seats", "seats.csv"], "Give both or neither: --seats and --room."),
        (["--room", "rows"], "Give both or neither: --seats and --room."),
        (["--seats", "none.csv", "--room", "rows"], "There is no such file."),
        (["--seats", "seats.csv", "--room", "rows", "--period", "9"], "no seats for period 9"),
    ],
)
def test_seats_that_cannot_be_shown_are_told(
    more: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["seats", "plan.csv", "--room", "rows", "--output", "seats.csv"])
    assert main(["show", "plan.csv", *more, "--lang", "en"]) == 2
    assert told in capsys.readouterr().err
