"""The school's own form in the workspace, and the leaflet's where there is none."""

import pytest
from sqlalchemy import update

from toolkit.errors import InputError
from toolkit.evaluation.counts import Count, Counts
from toolkit.files.evaluation_forms import SHIPPED, shipped_form
from toolkit.files.sources import Source
from toolkit.workspace import tables
from toolkit.workspace.evaluations import keep_counts, kept_counts
from toolkit.workspace.own_form import delete_form, keep_form, kept_form, kept_form_file
from toolkit.workspace.protecting import backup, restored
from toolkit.workspace.workspace import Workspace

from .kept import Database, rows

YEAR = "2026/2027"
OWN = Source(
    "Kari sitt skjema.toml",
    SHIPPED.read_bytes()
    + b'\n[[item]]\nkey = "lunch"\nscale = "agreement"\nnb = "Jeg har noen i friminuttene"\n',
)


def test_the_school_s_form_takes_the_place_of_the_leaflet_s(plain: Database) -> None:
    workspace = plain.open()
    assert kept_form(workspace) == shipped_form()
    assert kept_form_file(workspace) is None
    form = keep_form(workspace, OWN)
    assert "lunch" in form.by_key
    assert kept_form(workspace) == form
    keep_form(workspace, OWN)
    assert len(rows(workspace, tables.EvaluationForm)) == 1
    assert kept_form_file(workspace) == OWN.content
    again = restored(workspace, backup(workspace), None)
    plain.opened.append(again)
    assert kept_form(again) == form
    delete_form(again)
    assert kept_form(again) == shipped_form()


def test_the_answers_to_its_own_questions_are_read_by_it(workspace: Workspace) -> None:
    form = keep_form(workspace, OWN)
    keep_counts(workspace, Counts(form, (Count("8A", "lunch", "neither", 3),)), YEAR)
    assert [one.item for one in kept_counts(workspace, YEAR).counts] == ["lunch"]
    delete_form(workspace)
    assert kept_counts(workspace, YEAR).counts == ()


def test_what_is_no_form_is_refused_and_nothing_changes(workspace: Workspace) -> None:
    form = keep_form(workspace, OWN)
    with pytest.raises(InputError, match="line 1"):
        keep_form(workspace, Source("skjema.toml", b"[scale"))
    assert kept_form(workspace) == form


@pytest.mark.parametrize("content", [b"[scale", b"\xff\xfe\x00"])
def test_what_is_damaged_is_taken_for_none(workspace: Workspace, content: bytes) -> None:
    keep_form(workspace, OWN)
    with workspace.transaction() as connection:
        connection.execute(update(tables.EvaluationForm).values(content=content))
    assert kept_form(workspace) == shipped_form()
