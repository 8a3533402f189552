"""The school's own templates in the workspace."""

import pytest

from tests.paper.word_files import in_body, related, word
from toolkit.errors import InputError
from toolkit.files.sources import Source
from toolkit.messages import Language
from toolkit.paper.documents import tried
from toolkit.paper.file_names import Paper
from toolkit.workspace import tables
from toolkit.workspace import templates as kept_templates
from toolkit.workspace.erasing import delete_class, delete_school_year
from toolkit.workspace.protecting import backup, restored
from toolkit.workspace.templates import KeptTemplate, delete_template, keep_template, templates
from toolkit.workspace.workspace import Workspace

from .kept import Database, rows
from .works import a_class

LETTER = word("Hei, {{ klasse }}!")
OTHER = word("Kjære {{ klasse }}!")


def keep(workspace: Workspace, content: bytes = LETTER, **where: object) -> KeptTemplate:
    place = {"paper": Paper.LETTER, "language": Language.NN, **where}
    return keep_template(workspace, source=Source("brev.docx", content), **place)  # type: ignore[arg-type]


def test_there_is_one_for_each_paper_and_language(workspace: Workspace) -> None:
    assert templates(workspace) == ()
    letter = keep(workspace)
    contract = keep(workspace, paper=Paper.CONTRACTS)
    english = keep(workspace, language=Language.EN)
    assert set(templates(workspace)) == {letter, contract, english}
    other = keep(workspace, OTHER)
    assert set(templates(workspace)) == {other, contract, english}
    delete_template(workspace, Paper.LETTER, Language.NN)
    assert set(templates(workspace)) == {contract, english}
    assert {len(row) for row in rows(workspace, tables.Template)} == {5}


def test_what_it_was_called_is_not_kept(workspace: Workspace) -> None:
    keep_template(workspace, Paper.LETTER, Language.NB, Source("Zz-Hemmelig.docx", LETTER))
    assert "Hemmelig" not in repr(rows(workspace, tables.Template))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7", "no Word document"),
        (word("{{ klase }}"), "paragraph 1.*klase"),
        (word("{{ klasse.__class__ }}"), "paragraph 1"),
        (word("{% for elev in elever %}", table=(("{% endfor %}",),)), "ends in another place"),
        (word("{% if skole %}", table=(("{% endif %}",),)), "ends in another place"),
        (related("attachedTemplate", "http://attacker.example/x.dotm"), "may not hold"),
        (in_body('<w:altChunk r:id="rId7"/>'), "may not hold|damaged"),
        (LETTER + bytes(kept_templates.MOST_TEMPLATE), "larger than 5 MB"),
    ],
)
def test_what_is_no_template_is_refused_and_the_one_there_was_stays(
    plain: Database, content: bytes, told: str
) -> None:
    workspace = plain.open()
    before = keep(workspace)
    with pytest.raises(InputError, match=told) as refused:
        keep(workspace, content)
    assert "brev.docx" in str(refused.value)
    assert templates(workspace) == (before,)


def test_only_what_is_made_of_templates_has_one(plain: Database) -> None:
    with pytest.raises(InputError, match="group-contracts"):
        keep(plain.open(), paper=Paper.CARDS, language=Language.EN)


def test_they_outlast_classes_and_years(workspace: Workspace) -> None:
    kept = workspace.begin(a_class())
    letter = keep(workspace)
    delete_class(workspace, kept.class_id)
    workspace.begin(a_class())
    delete_school_year(workspace, workspace.classes()[0].school_year)
    assert workspace.classes() == ()
    assert templates(workspace) == (letter,)


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_they_come_back_with_a_backup(kind: str, request: pytest.FixtureRequest) -> None:
    database: Database = request.getfixturevalue(kind)
    workspace = database.open()
    letter = keep(workspace)
    saved = backup(workspace)
    keep(workspace, OTHER)
    again = restored(workspace, saved, database.passphrase)
    database.opened.append(again)
    assert templates(again) == (letter,)


@pytest.mark.parametrize("value", ["7", "'text'", "x''", "NULL"])
def test_a_damaged_one_takes_no_other_along(plain: Database, value: str) -> None:
    workspace = plain.open()
    keep(workspace)
    contract = keep(workspace, paper=Paper.CONTRACTS)
    with workspace.transaction() as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        change = f"UPDATE OR IGNORE template SET content = {value} WHERE paper = 'letter'"  # noqa: S608
        connection.exec_driver_sql(change)
    assert contract in templates(workspace)
    again = keep(workspace)
    assert set(templates(workspace)) == {contract, again}


@pytest.mark.parametrize("change", ["paper = 'poem'", "language = 'xx'"])
def test_one_of_a_newer_version_is_left_alone(plain: Database, change: str) -> None:
    workspace = plain.open()
    keep(workspace)
    with workspace.transaction() as connection:
        connection.exec_driver_sql(f"UPDATE template SET {change}")  # noqa: S608
    assert templates(workspace) == ()
    letter = keep(workspace)
    assert templates(workspace) == (letter,)
    assert len(rows(workspace, tables.Template)) == 2


def test_a_damaged_template_of_a_backup_runs_nothing(plain: Database) -> None:
    """Whatever stands there is looked at again when a paper is made of it."""
    workspace = plain.open()
    with workspace.transaction() as connection:
        school = connection.exec_driver_sql(
            "INSERT INTO school (name, secret) VALUES ('', x'00') RETURNING id"
        ).scalar()
        connection.exec_driver_sql(
            "INSERT INTO template (school_id, paper, language, content) VALUES (?, ?, ?, ?)",
            (school, "letter", "nb", b"PK nothing"),
        )
    (strange,) = templates(workspace)
    with pytest.raises(InputError):
        tried(Source("brev.docx", strange.content))
