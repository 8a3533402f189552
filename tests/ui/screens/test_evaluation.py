"""The evaluation on the page: forms in and out, counting, results, and what the class will try."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from ipywidgets import Dropdown, FileUpload, Output, Text

from tests.evaluation.answers import counts
from tests.evaluation.exports import TOOLS, UNKEPT
from toolkit.evaluation.counts import Tally as Counted
from toolkit.evaluation.form import Role
from toolkit.evaluation.telling import Share
from toolkit.files.evaluation_forms import SHIPPED
from toolkit.messages import Language, Translator
from toolkit.people import Roster
from toolkit.ui.app import Dashboard
from toolkit.ui.screens.evaluation import EvaluationScreen
from toolkit.ui.screens.tally import Tally
from toolkit.ui.state.session import Session
from toolkit.ui.steps import EVALUATION, SCHOOL
from toolkit.workspace.evaluations import evaluated_years, keep_counts, kept_counts
from toolkit.workspace.own_form import kept_form_file
from toolkit.workspace.wishes import kept_wishes
from toolkit.workspace.work import Work
from toolkit.workspace.workspace import Workspace

from ..conftest import roster_of
from ..walking import button, html, of_kind

DAY = date(2027, 5, 10)
YEAR, BEFORE = "2026/2027", "2025/2026"
_ = Translator(Language.EN)


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.ui.state.programme.today", lambda: DAY)
    monkeypatch.setattr("toolkit.workspace.workspace.school_year_of", lambda _day: YEAR)


@pytest.fixture
def screen(workspace: Workspace, eight: Roster) -> Iterator[EvaluationScreen]:
    """Of a school with two classes."""
    workspace.begin(Work(eight))
    workspace.begin(Work(roster_of("Una", "Per", "Kim", "Eva", school_class="8B")))
    made = Dashboard(Session(SCHOOL, language=Language.EN), workspace)
    screen = EvaluationScreen(made.models[EVALUATION.key])
    yield screen
    screen.close()
    made.frame.close()


def field(screen: EvaluationScreen, label: str) -> Any:
    return next(one for one in of_kind(screen.view, Dropdown) if one.description == label)


def choose(screen: EvaluationScreen, school_class: str) -> None:
    field(screen, "Class").value = school_class


def upload(screen: EvaluationScreen, label: str, name: str, content: bytes) -> None:
    chooser = next(one for one in of_kind(screen.view, FileUpload) if one.description == label)
    chooser.set_trait("value", (_file(name, content),))


def _file(name: str, content: bytes) -> dict[str, object]:
    return {
        **{"name": name, "type": "", "size": len(content), "content": memoryview(content)},
        "last_modified": datetime.now(UTC),
    }


@pytest.mark.parametrize("tool", TOOLS)
def test_an_export_is_counted_and_nobody_is_on_the_page(
    screen: EvaluationScreen, tool: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    source = tool(Language.NN)
    upload(screen, "Choose the file of answers", source.name, source.content)
    (start, *_more) = kept_counts(screen.model.keeper.workspace, YEAR).items
    told = kept_counts(screen.model.keeper.workspace, YEAR).tallies(start)
    assert told == {"8A": Counted(2, 2), "8B": Counted(1)}
    page = html(screen.view)
    assert "3 forms are counted." in page
    assert "Counted: 8A, 8B." in page
    assert not [one for one in UNKEPT if one in page + caplog.text]


def test_answers_without_a_class_are_the_chosen_one_s(screen: EvaluationScreen) -> None:
    keep_counts(screen.model.keeper.workspace, counts(**{"10A": Counted(9, 5)}), YEAR)
    choose(screen, "8B")
    content = b"class,role,item,answer,count\n,student,start,Helt enig,15\n"
    upload(screen, "Choose the file of answers", "tall.csv", content)
    assert kept_counts(screen.model.keeper.workspace, YEAR).classes == ("10A", "8B")
    assert "Counted: 8B, 10A." in html(screen.view)
    assert "Not counted yet: 8A." in html(screen.view)


def test_a_file_of_teachers_turns_to_them(screen: EvaluationScreen) -> None:
    content = "class,role,item,answer,count\n,teacher,satisfied,Fornøyd,15\n".encode()
    upload(screen, "Choose the file of answers", "tall.csv", content)
    assert screen.model.role is Role.TEACHER
    assert field(screen, "Who answers").value is Role.TEACHER
    assert field(screen, "Class").layout.display == "none"
    assert "15 forms are counted." in html(screen.view)


def test_what_cannot_be_read_is_told_with_its_place(screen: EvaluationScreen) -> None:
    content = b"class,role,item,answer,count\n8A,student,start,Kari er snill,15\n"
    upload(screen, "Choose the file of answers", "tall.csv", content)
    assert "line 2" in html(screen.view)
    assert "snill" not in html(screen.view)
    assert evaluated_years(screen.model.keeper.workspace) == ()


def test_forms_on_paper_are_counted_class_by_class(screen: EvaluationScreen) -> None:
    button(screen.view, "Type numbers from paper").click()
    assert not of_kind(screen.view, Tally)
    assert "Choose the class" in html(screen.view)
    choose(screen, "8A")
    (tally,) = of_kind(screen.view, Tally)
    tally.take(28, [[12, 7, 3, 1, 2], None, [20, 9, 0, 0, 0], None])
    assert "29 answers, and 28 were asked" in html(screen.view)
    tally.take(28, [[12, 7, 3, 1, 2], None, [20, 7, 1, 0, 0], None])
    assert "28 forms are counted." in html(screen.view)
    kept = kept_counts(screen.model.keeper.workspace, YEAR)
    start, safe = kept.items
    assert kept.tallies(start) == {"8A": Counted(25, 19, 3)}
    assert kept.tallies(safe) == {"8A": Counted(28, 27)}


def test_hidden_figures_are_nowhere_and_the_page_says_why(screen: EvaluationScreen) -> None:
    workspace = screen.model.keeper.workspace
    keep_counts(workspace, counts(**{"8A": Counted(26, 19, 2), "8B": Counted(7, 6)}), YEAR)
    screen.model.version += 1
    assert "25 of 33 agree" in html(screen.view)
    assert of_kind(screen.view, Output)
    for name in ("8A", "8B"):  # for 8B would be what is left
        choose(screen, name)
        page = html(screen.view)
        assert "Nothing is told. Fewer than 10 have answered" in page
        assert "19 of 26" not in page
        assert "6 of 7" not in page
        assert not of_kind(screen.view, Output)  # there is nothing to draw
    table = screen.model.table(_).decode("utf-8-sig")
    values = json.loads(screen.model.values())
    assert table.count("hidden") == 2
    assert [one["items"][0]["hidden"] for one in values["classes"]] == [True, True]


def test_outside_needs_more_and_the_year_before_stands_beside(screen: EvaluationScreen) -> None:
    workspace = screen.model.keeper.workspace
    keep_counts(workspace, counts(**{"8A": Counted(19, 12)}), YEAR)
    keep_counts(workspace, counts(**{"8A": Counted(30, 10)}), BEFORE)
    screen.model.version += 1
    assert "12 of 19 agree" in html(screen.view)
    assert "The year before: 10 of 30" in html(screen.view)
    field(screen, "To be shown").value = Share.OUTSIDE
    assert "Fewer than 20 have answered" in html(screen.view)
    assert "12 of 19" not in html(screen.view)
    field(screen, "School year").value = BEFORE
    assert "10 of 30 agree" in html(screen.view)


def test_results_are_a_page_to_print(screen: EvaluationScreen) -> None:
    assert screen.model.page(_) is None
    assert "Nothing is counted here yet." in html(screen.view)
    keep_counts(screen.model.keeper.workspace, counts(**{"8A": Counted(19, 12)}), YEAR)
    choose(screen, "8A")
    assert screen.model.page(_)[:5] == b"%PDF-"


def test_a_changed_form_is_used_and_let_go_of(screen: EvaluationScreen) -> None:
    model = screen.model
    own = model.form.file() + b'\n[[item]]\nkey = "x"\nscale = "agreement"\nnb = "Ute"\n'
    upload(screen, "Choose a changed form", "skjema.toml", own)
    assert "The changed form is in use." in html(screen.view)
    assert model.form.file() == own
    assert [item.key for item in model.items][-1] == "x"
    assert model.form.paper(Role.STUDENT, Language.NN)[:5] == b"%PDF-"
    upload(screen, "Choose a changed form", "skjema.toml", b"[scale")
    assert "skjema.toml" in html(screen.view)
    assert model.form.file() == own
    button(screen.view, "Use the leaflet").click()
    button(screen.view, "Yes, use the leaflet").click()
    assert kept_form_file(model.keeper.workspace) is None
    assert model.form.file() == SHIPPED.read_bytes()


def test_the_numbers_of_a_year_are_deleted_after_a_yes(screen: EvaluationScreen) -> None:
    keep_counts(screen.model.keeper.workspace, counts(**{"8A": Counted(19, 12)}), YEAR)
    screen.model.version += 1
    button(screen.view, "Delete the numbers").click()
    assert evaluated_years(screen.model.keeper.workspace) == (YEAR,)
    button(screen.view, "Yes, delete").click()
    assert evaluated_years(screen.model.keeper.workspace) == ()


def test_a_class_writes_three_lines_and_names_nobody(screen: EvaluationScreen) -> None:
    workspace = screen.model.keeper.workspace
    choose(screen, "8A")
    fields = of_kind(screen.view, Text)
    fields[0].value, fields[1].value = "Mer tid i starten", "Ida vil ha quiz"
    button(screen.view, "Save what 8A").click()
    assert "A student is named here." in html(screen.view)
    assert fields[1].value == "Ida vil ha quiz"  # to be put right
    assert kept_wishes(workspace, YEAR, "8A") == ()
    fields[1].value = "Quiz hver uke"
    button(screen.view, "Save what 8A").click()
    assert kept_wishes(workspace, YEAR, "8A") == ("Mer tid i starten", "Quiz hver uke")
    choose(screen, "")
    assert "8A: Mer tid i starten · Quiz hver uke" in html(screen.view)
    choose(screen, "8A")
    assert of_kind(screen.view, Text)[1].value == "Quiz hver uke"
