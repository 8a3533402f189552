"""The command papers."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.paper.classes import plan_of, seated, students
from tests.paper.word_files import paragraphs_of, word
from toolkit.cli import main
from toolkit.files.plans import write_plan
from toolkit.files.seats import write_seats


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    plan = plan_of(students(11))
    write_plan(plan, "plan.csv")
    write_seats(seated(plan, "islands"), plan, "seats.csv")
    return tmp_path


def names(file: Path) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        return archive.namelist()


def test_the_papers_are_in_one_archive(workplace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["papers", "plan.csv", "--period", "1", "--output", "p.zip", "--json", "--lang", "nb"]
    assert main([*asked, "--seats", "seats.csv", "--room", "islands", "--school", "Vik"]) == 0
    made = names(workplace / "p.zip")
    assert made[:4] == ["klassekart.pdf", "makkergrupper.pdf", "makkerkort.pdf", "lister.xlsx"]
    assert json.loads(capsys.readouterr().out) == {"period": 1, "papers": made}


def test_without_seats_there_is_no_seating_map(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["papers", "plan.csv", "--period", "1", "--output", "papers.zip", "--lang", "en"]
    assert main(asked) == 0
    assert capsys.readouterr().out.startswith("The papers are in papers.zip: groups-and-pairs.pdf")
    assert "seating-map.pdf" not in names(workplace / "papers.zip")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--period", "9"], "The plan has no period 9"),
        (["--period", "1", "--seats", "seats.csv"], "Give both or neither: --seats and --room."),
        (["--period", "1", "--roster", "nothing.csv"], "There is no such file"),
    ],
)
def test_what_cannot_be_made_leaves_no_file(
    more: list[str], said: str, workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["papers", "plan.csv", "--output", "papers.zip", "--lang", "en", *more]) == 2
    assert said in capsys.readouterr().err
    assert not (workplace / "papers.zip").exists()


def test_the_schools_own_templates_are_in_a_folder(workplace: Path) -> None:
    (workplace / "maler").mkdir()
    (workplace / "maler" / "Informasjonsbrev.docx").write_bytes(word("Til alle i {{ klasse }}"))
    (workplace / "maler" / "~$formasjonsbrev.docx").write_bytes(b"open")
    (workplace / "maler" / "notat.txt").write_text("x")
    asked = ["papers", "plan.csv", "--period", "1", "--output", "p.zip", "--lang", "nb"]
    assert main([*asked, "--templates", "maler"]) == 0
    with zipfile.ZipFile(workplace / "p.zip") as archive:
        assert paragraphs_of(archive.read("informasjonsbrev.docx")) == ["Til alle i 8A"]


def test_a_template_that_says_too_much_is_refused(
    workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workplace / "informasjonsbrev.docx").write_bytes(word("Til {{ foresatte }}"))
    asked = ["papers", "plan.csv", "--period", "1", "--output", "p.zip", "--lang", "nb"]
    assert main([*asked, "--templates", str(workplace)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("informasjonsbrev.docx: I avsnitt 1, «Til {{ foresatte }}»: Det finnes")
    assert main([*asked, "--templates", "ingen"]) == 2
    assert not (workplace / "p.zip").exists()
