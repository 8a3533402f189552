"""What the school is called: said once, for all its papers."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

import toolkit as mk
from toolkit.errors import InputError
from toolkit.files.evaluation_forms import SHIPPED
from toolkit.workspace import tables
from toolkit.workspace.own_form import keep_form
from toolkit.workspace.school_name import name_school, school_name


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "makkerskap.db")


def test_it_is_kept(file: str) -> None:
    with mk.open_workspace(file) as workspace:
        assert school_name(workspace) == ""
        name_school(workspace, "  Fjordby   skole ")
    with mk.open_workspace(file) as workspace:
        assert school_name(workspace) == "Fjordby skole"
        name_school(workspace, "")
        assert school_name(workspace) == ""


def test_a_school_that_gets_a_name_stays_the_one_school(file: str) -> None:
    with mk.open_workspace(file) as workspace:
        keep_form(workspace, SHIPPED)
        name_school(workspace, "Fjordby skole")
        keep_form(workspace, SHIPPED)
        with workspace.reading() as connection:
            for table in (tables.School, tables.EvaluationForm):
                assert connection.scalar(select(func.count()).select_from(table)) == 1


def test_it_is_text(file: str) -> None:
    with mk.open_workspace(file) as workspace, pytest.raises(InputError):
        name_school(workspace, 7)  # type: ignore[arg-type]
