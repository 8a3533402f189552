"""Counts of the evaluation in the workspace, and nothing else of any answer."""

import logging

import pytest
from sqlalchemy import update

from tests.evaluation.answers import counts
from tests.evaluation.exports import OUTSIDE, START, TOOLS, UNKEPT
from toolkit.errors import InputError
from toolkit.evaluation.counts import Count, Counts, Tally
from toolkit.files.answers import read_answers
from toolkit.files.evaluation_forms import shipped_form
from toolkit.messages import Language
from toolkit.workspace import tables
from toolkit.workspace.erasing import delete_school_year
from toolkit.workspace.evaluations import delete_counts, evaluated_years, keep_counts, kept_counts
from toolkit.workspace.protecting import backup, restored
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace

from .kept import Database, holds, rows
from .works import a_class

FORM = shipped_form()
YEAR, BEFORE = "2026/2027", "2025/2026"
SCHOOL = counts(**{"8A": Tally(20, 15, 2), "8B": Tally(22, 9)})


def test_each_school_year_has_its_own(workspace: Workspace) -> None:
    assert evaluated_years(workspace) == ()
    assert kept_counts(workspace, YEAR) == Counts(FORM, ())
    other = counts(**{"8A": Tally(12, 3, 1)})
    keep_counts(workspace, SCHOOL, YEAR)
    keep_counts(workspace, other, BEFORE)
    assert evaluated_years(workspace) == (YEAR, BEFORE)
    assert kept_counts(workspace, YEAR).tallies(START) == SCHOOL.tallies(START)
    assert kept_counts(workspace, BEFORE).tallies(START) == other.tallies(START)


def test_what_is_counted_again_takes_the_place_of_what_there_was(workspace: Workspace) -> None:
    keep_counts(workspace, SCHOOL, YEAR)
    keep_counts(workspace, counts(**{"8 a": Tally(21, 16)}), YEAR)
    keep_counts(workspace, Counts(FORM, (Count("8A", "outside", "neither", 19),)), YEAR)
    found = kept_counts(workspace, YEAR)
    assert found.tallies(START) == {"8A": Tally(21, 16), "8B": Tally(22, 9)}
    assert found.tallies(OUTSIDE) == {"8A": Tally(19)}


@pytest.mark.parametrize("language", Language)
def test_nobody_is_in_any_byte_of_it(
    plain: Database, language: Language, caplog: pytest.LogCaptureFixture, capfd
) -> None:
    caplog.set_level(logging.DEBUG)
    workspace = plain.open()
    for year, tool in zip(("2023", "2024", "2025", "2026"), TOOLS, strict=True):
        keep_counts(workspace, read_answers(tool(language)), f"{year}/{int(year) + 1}")
    assert kept_counts(workspace, "2023/2024").tallies(START)["8A"] == Tally(2, 2)
    backup(workspace)
    folder = plain.path.parent
    assert holds(folder, "strongly_agree")  # they are looked into
    said = caplog.text + "".join(capfd.readouterr())
    for private in UNKEPT:
        assert holds(folder, private) == set()
        assert private not in said
    workspace.close()
    assert all(holds(folder, private) == set() for private in UNKEPT)


@pytest.mark.parametrize(
    "strange",
    [
        Count("Kari Zz-Hemmelig", "start", "neither", 1),
        Count("8A", "Kari Zz-Hemmelig", "neither", 1),
        Count("8A", "start", "Ola Zz-Hemmelig er dum", 1),
        Count("8A", "start", "neither", -1),
    ],
)
def test_what_may_be_somebody_is_not_kept(plain: Database, strange: Count) -> None:
    workspace = plain.open()
    with pytest.raises(InputError) as refused:
        keep_counts(workspace, Counts(FORM, (*SCHOOL.counts, strange)), YEAR)
    assert "Zz" not in str(refused.value)
    assert evaluated_years(workspace) == ()
    assert holds(plain.path.parent, "Zz") == set()


def test_a_class_of_the_workspace_may_be_called_anything(workspace: Workspace) -> None:
    workspace.begin(Work(a_class().roster).renamed("Blå gruppe"))
    keep_counts(workspace, counts(**{"blå gruppe": Tally(20, 15)}), YEAR)
    assert kept_counts(workspace, YEAR).classes == ("Blå gruppe",)


@pytest.mark.parametrize("year", ["2026", "2026/2028", "Kari Zz", ""])
def test_a_year_is_a_school_year(plain: Database, year: str) -> None:
    with pytest.raises(InputError, match="2026/2027") as refused:
        keep_counts(plain.open(), SCHOOL, year)
    assert "Zz" not in str(refused.value)


def test_what_is_deleted_is_gone(plain: Database) -> None:
    workspace = plain.open()
    workspace.begin(a_class())
    keep_counts(workspace, SCHOOL, YEAR)
    keep_counts(workspace, SCHOOL, BEFORE)
    delete_counts(workspace, YEAR)
    assert evaluated_years(workspace) == (BEFORE,)
    assert len(workspace.classes()) == 1
    delete_school_year(workspace, BEFORE)
    assert rows(workspace, tables.AnswerCount) == []
    assert holds(plain.path.parent, "strongly_agree") == set()
    assert holds(plain.path.parent, "partly_agree") == set()


def test_they_go_with_their_school_year(workspace: Workspace) -> None:
    kept = workspace.begin(a_class())
    (listed,) = (one for one in workspace.classes() if one.class_id == kept.class_id)
    keep_counts(workspace, SCHOOL, listed.school_year)
    delete_school_year(workspace, listed.school_year)
    assert rows(workspace, tables.AnswerCount) == []


def test_a_backup_has_them(plain: Database) -> None:
    workspace = plain.open()
    keep_counts(workspace, SCHOOL, YEAR)
    content = backup(workspace)
    delete_counts(workspace, YEAR)
    again = restored(workspace, content, None)
    plain.opened.append(again)
    assert kept_counts(again, YEAR).tallies(START) == SCHOOL.tallies(START)


@pytest.mark.parametrize(
    "damage", [{"count": -4}, {"answer": "Kari Zz"}, {"item": "newer"}, {"count": "mange"}]
)
def test_what_is_damaged_or_newer_is_left_out(plain: Database, damage: dict[str, object]) -> None:
    workspace = plain.open()
    keep_counts(workspace, SCHOOL, YEAR)
    with workspace.transaction() as connection:
        table = tables.AnswerCount
        of_8a = table.school_class == "8A", table.answer == "neither"
        connection.execute(update(table).where(*of_8a).values(**damage))
    assert kept_counts(workspace, YEAR).tallies(START) == {
        "8A": Tally(15, 15, 2),
        "8B": Tally(22, 9),
    }


def test_the_log_tells_who_counted_and_nothing_else(workspace: Workspace) -> None:
    keep_counts(workspace, SCHOOL, YEAR)
    delete_counts(workspace, YEAR)
    told = [row[3:] for row in rows(workspace, tables.SchoolChange)]
    assert told == [(workspace.by.who, "counted"), (workspace.by.who, "counts_deleted")]
